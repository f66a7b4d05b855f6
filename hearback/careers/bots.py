"""Programs are kept out without puzzles: a field that people don't see, a form that can't be filled in at once, and
a count of how often one place sends. Each refusal is a sentence, and a person it hits by mistake gets through."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from django.core import signing

from hearback.people.tries import allowed, tried
from hearback.refusals import Refused

TRAP = "website"  # a name that programs like to fill in
QUICKEST, LONGEST = timedelta(seconds=4), timedelta(days=2)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Many may share one network: a university, a company, a job fair.
SENT_FROM_A_NETWORK, SENT_FROM_AN_ADDRESS, DRAFTS, FILES = 40, 8, 120, 40
_SALT = "hearback.careers"
TOO_MANY = "That was a lot from one place in a short time. Everything you typed is kept: try again in an hour, please."


def stamp(job_id: int, now: datetime) -> str:
    """When the form was drawn, signed, so that nobody sets it back."""
    return signing.Signer(salt=_SALT).sign(f"{job_id}.{int(now.timestamp())}")


def check_human(job_id: int, stamped: str, trap: str, *, now: datetime) -> None:
    """Refuses what no person would send. The words say what to do for the one it hits by mistake."""
    if trap.strip():
        raise Refused(
            "A field that people don't see was filled in, perhaps by your browser. It is empty again: "
            "wait a moment and send once more."
        )
    age = _age(job_id, stamped, now)
    if age is None or age > LONGEST:
        raise Refused("This form has been open for very long. Everything you typed is here: send it once more, please.")
    if age < QUICKEST:
        raise Refused("That was quicker than one can read. Look through it once more, then send it.")


def _age(job_id: int, stamped: str, now: datetime) -> timedelta | None:
    try:
        job, _, at = signing.Signer(salt=_SALT).unsign(stamped).partition(".")
        return now - datetime.fromtimestamp(int(at), now.tzinfo) if job == str(job_id) else None
    except (signing.BadSignature, ValueError):
        return None


def check_often(what: str, place: str, *, most: int, now: datetime) -> None:
    """Refuse when there have been too many of these from one place."""
    if not allowed(what, place, most=most, now=now):
        raise Refused(TOO_MANY)


def count(what: str, place: str, *, window: timedelta = HOUR, now: datetime) -> None:
    tried(what, place, window=window, now=now)


def network_of(address: str) -> str:
    """An address as a place: of IPv6 the first half, of which one household has billions of addresses."""
    try:
        at = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{at}/64", strict=False)) if at.version == 6 else str(at)
