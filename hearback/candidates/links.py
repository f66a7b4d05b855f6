"""The candidate's door: a signed link that says who is asking, and a mailed code that proves it."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing

from hearback.candidates.models import Candidate, PortalCode

LINK_DAYS = 120
CODE_MINUTES = 20
_SALT = "hearback.portal"


def portal_link(candidate: Candidate) -> str:
    """An absolute address. By itself it opens nothing but the request for a code."""
    return f"{settings.BASE_URL}/my/link/{portal_token(candidate)}"


def portal_token(candidate: Candidate) -> str:
    return signing.dumps([candidate.pk, candidate.link_generation], salt=_SALT)


def read_portal_token(token: str) -> Candidate | None:
    """The candidate a link belongs to; None when it is forged, too old, or has been made worthless."""
    try:
        pk, generation = signing.loads(token, salt=_SALT, max_age=timedelta(days=LINK_DAYS))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    linked = Candidate.everyone.select_related("merged_into").filter(pk=pk, link_generation=generation).first()
    # A merged row answers at its own address while it has one, else at that of whom it was merged into.
    return linked.merged_into if linked and linked.merged_into and not linked.email else linked


def digits(code: PortalCode) -> str:
    """The six digits of a code, derived from its row; nobody who reads the table learns them."""
    text = f"{code.pk}:{code.candidate_id}:{code.made_at.timestamp()}"
    number = int.from_bytes(hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).digest()[:8])
    return f"{number % 1_000_000:06d}"


def latest_code(candidate: Candidate, *, asker: str, now: datetime) -> PortalCode | None:
    codes = PortalCode.objects.filter(candidate=candidate, asker=asker, used_at=None, expires_at__gt=now)
    return codes.order_by("-made_at").first()
