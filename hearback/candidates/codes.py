"""The mailed code: making one, and trying one. What it looks like is derived in links.py and stored nowhere."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from hearback.candidates.links import CODE_MINUTES, digits, latest_code
from hearback.candidates.models import Candidate, PortalCode
from hearback.candidates.queries import at_address
from hearback.record.actions import record
from hearback.refusals import Refused
from hearback.words import span

ATTEMPTS = 5
CODES_AN_HOUR = 5
HOUR = timedelta(hours=1)


def candidate_by_email(email: str) -> Candidate | None:
    """The row with this address, also one that was merged: the code has to go where it was asked for."""
    return at_address(email).first()


@transaction.atomic
def make_code(candidate: Candidate, *, asker: str, by_link: bool, now: datetime) -> PortalCode:
    """A new code for one browser; the ones before it no longer open anything there. Refuses a sixth within the hour.

    Codes asked for through the candidate's own link are counted apart, so that a stranger who knows no more than the
    address cannot keep them out.
    """
    Candidate.everyone.select_for_update().get(pk=candidate.pk)
    recent = PortalCode.objects.filter(candidate=candidate, by_link=by_link, made_at__gt=now - HOUR).order_by("made_at")
    if len(recent) >= CODES_AN_HOUR:
        again = span(recent[0].made_at + HOUR, now)
        raise Refused(f"We have sent you several codes already. The newest counts; you can ask for another {again}.")
    ends = now + timedelta(minutes=CODE_MINUTES)
    return PortalCode.objects.create(candidate=candidate, made_at=now, expires_at=ends, asker=asker, by_link=by_link)


def check_code(candidate_id: int, typed: str, *, asker: str, now: datetime) -> Candidate | None:
    """The candidate, if this is the newest code that this browser asked for, not too old and not tried too often.

    It opens once. Nobody's number (0) costs as many questions to the database as a wrong code. The try counts even
    when the page fails after it: it is written before the digits are compared.
    """
    code = latest_code(Candidate(pk=candidate_id), asker=asker, now=now)
    counted = PortalCode.objects.filter(pk=code.pk if code else 0, used_at=None, attempts__lt=ATTEMPTS)
    may_try = bool(counted.update(attempts=F("attempts") + 1))
    right = digits(code) if code else "no code"
    same = hmac.compare_digest(right.encode(), typed.encode())
    return _enter(code, now=now) if code and may_try and same else None


@transaction.atomic
def _enter(code: PortalCode, *, now: datetime) -> Candidate | None:
    if not PortalCode.objects.filter(pk=code.pk, used_at=None).update(used_at=now):
        return None
    candidate = Candidate.everyone.get(pk=code.candidate_id)
    record("signed_in", candidate, by=candidate, now=now, way="code")
    return candidate
