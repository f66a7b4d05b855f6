"""The demo's doors: a link that signs somebody in without more. The pages behind them exist in the demo only."""

from __future__ import annotations

from django.core import signing

_SALT = "hearback.demo"


def door_token(kind: str, pk: int) -> str:
    """`kind` is person or candidate."""
    return signing.dumps([kind, pk], salt=_SALT)


def read_door(token: str, kind: str) -> int | None:
    try:
        found, pk = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(pk) if found == kind else None
