"""Several meetings of one application on one day are one visit, and what was said in them goes out as one letter.

Whoever closes the last of them sends it. Until then it waits, at most until the last should have been closed: nobody
who forgets to close theirs keeps the others' words from the candidate.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.interviews import letters, rules
from hearback.interviews.models import Closing, Interview
from hearback.messages.actions import cancel
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.models import Promise


def letter_goes_at(interview: Interview, *, now: datetime) -> datetime:
    """Now, or, while other meetings of the visit are still to be closed, when the last of them should have been."""
    zone = ZoneInfo(interview.application.job.office.time_zone)
    others = Interview.objects.filter(application=interview.application_id, cancelled_at=None, closing=None)
    day = interview.starts_at.astimezone(zone).date()
    ends = [one.ends_at for one in others.exclude(pk=interview.pk) if one.starts_at.astimezone(zone).date() == day]
    return max([now, *(end + rules.CLOSING_TIME for end in ends)])


def waiting_closings(application: Application, *, now: datetime) -> QuerySet[Closing]:
    """Those of a visit that is not over: their letter has not gone yet."""
    waits = {"letter__sent_at": None, "letter__cancelled_at": None, "letter__send_at__gt": now}
    return Closing.objects.filter(interview__application=application, letter__isnull=False, **waits).order_by("at")


def said_so_far(
    application: Application, steps: Sequence[Promise], words: str, *, now: datetime
) -> tuple[list[Promise], str]:
    """What the letter says: the steps and sentences of the visit's earlier closings, and these."""
    earlier = waiting_closings(application, now=now)
    stands = Promise.objects.filter(closings__in=earlier, ended_at=None, answered_by=None).select_related("owner")
    every = {step.pk: step for step in stands.order_by("closings__at", "pk")}
    new = [step for step in steps if step.pk is None or step.pk not in every]
    sentences = [*(closing.words for closing in earlier), words.strip()]
    return [*every.values(), *new], "\n\n".join(filter(None, sentences))


def write_letter(
    closing: Closing, steps: Sequence[Promise], *, speaks: bool, by: Person, now: datetime
) -> Message | None:
    """One letter for all that was said in the visit, in place of the one that has waited; None when all is said.

    `speaks`: whether this closing has something to put in writing.
    """
    application = closing.interview.application
    earlier = list(waiting_closings(application, now=now).select_related("letter"))
    told, words = said_so_far(application, steps, closing.words, now=now)
    if not told or not (speaks or earlier):
        return None
    message = letters.write_to_candidate(
        application,
        letters.closing_letter(application, told, words=words),
        purpose=Message.Purpose.NEXT_STEP,
        by=by,
        now=now,
        send_at=letter_goes_at(closing.interview, now=now),
    )
    for before in {one.letter for one in earlier}:
        cancel(before, by=by, now=now)
        Promise.objects.filter(answered_by=before, ended_at=None).update(answered_by=message)
    Closing.objects.filter(pk__in=[closing.pk, *(one.pk for one in earlier)]).update(letter=message)
    return message


def take_letters_back(application: Application, *, by: Person | Candidate | None, now: datetime) -> None:
    """A decision says what happens next: a letter that still waits for the end of the visit would contradict it."""
    for waiting in {one.letter for one in waiting_closings(application, now=now).select_related("letter")}:
        cancel(waiting, by=by, now=now)
        Promise.objects.filter(answered_by=waiting, ended_at=None).update(answered_by=None)
