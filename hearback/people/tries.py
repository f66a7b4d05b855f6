"""Counting tries, so that guessing is slow. Counts live in the cache and vanish by themselves."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.core.cache import cache


def _key(what: str, who: str) -> str:
    return f"tries:{what}:{hashlib.sha256(who.encode()).hexdigest()}"


def allowed(what: str, who: str, *, most: int) -> bool:
    return int(cache.get(_key(what, who), 0)) < most


def tried(what: str, who: str, *, window: timedelta) -> int:
    """Count one more try within the window and return how many there are."""
    key = _key(what, who)
    cache.add(key, 0, window.total_seconds())
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between the two lines
        cache.set(key, 1, window.total_seconds())
        return 1


def forget(what: str, who: str) -> None:
    cache.delete(_key(what, who))
