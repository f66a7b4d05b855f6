"""The message that carries a sign-in code. Its row keeps a place for the digits; they come in on their way out."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app as queue_app

from hearback.candidates.codes import make_code
from hearback.candidates.links import CODE_MINUTES
from hearback.candidates.models import Candidate
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.refusals import Refused

SUBJECT = "Your code: {employer}"
BODY = (
    "Dear {first_name},\n\nSomebody, we hope you, wants to open your page at {employer}. The code is\n\n{{code}}\n\n"
    "It works once, for {minutes} minutes. If it was not you, do nothing: without the code the page stays shut."
)


@transaction.atomic
def request_code(candidate: Candidate, *, asker: str, by_link: bool, now: datetime) -> Message:
    """Send a code to the candidate's own address. Refuses when they have been sent too many."""
    code = make_code(candidate, asker=asker, by_link=by_link, now=now)
    facts = {"first_name": candidate.first_name, "employer": settings.EMPLOYER, "minutes": CODE_MINUTES}
    return queue(
        to=candidate,
        purpose=Message.Purpose.CODE,
        subject=SUBJECT.format(**facts),
        body=BODY.format(**facts),
        by=None,
        now=code.made_at,
    )


def ring_for_code(candidate: Candidate | None, *, asker: str) -> None:
    """Ask the worker for a code. The page does the same, and takes as long, whether anybody lives at that address."""
    task = queue_app.configure_task("hearback.timetable.send_code")
    task.defer(candidate_id=candidate.pk if candidate else 0, asker=asker)


def answer_ring(candidate_id: int, *, asker: str, now: datetime) -> None:
    """What the worker does. Nobody is told that there were too many: that would tell who is known here."""
    candidate = Candidate.everyone.filter(pk=candidate_id).exclude(email="").first()
    if candidate:
        with suppress(Refused):
            request_code(candidate, asker=asker, by_link=False, now=now)
