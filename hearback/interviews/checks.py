"""The candidate's own word on how the interview ended."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.applications.models import Application
from hearback.interviews.models import ClosingCheck, Interview
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.rules import ADDRESS
from hearback.people.queries import calendar_for
from hearback.promises.actions import promise
from hearback.promises.models import Promise
from hearback.promises.rules import due_at
from hearback.record.actions import record
from hearback.refusals import Refused


@transaction.atomic
def answer_closing_check(interview: Interview, *, told: bool, now: datetime) -> ClosingCheck:
    """Were you told what happens next? If not, the interviewer owes it by the end of the next working day."""
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("job__office", "candidate")
        .get(pk=interview.application_id)
    )
    if interview.cancelled_at or now < interview.ends_at:
        raise Refused("This interview has not taken place yet.")
    if ClosingCheck.objects.filter(interview=interview).exists():
        raise Refused("You have answered this already. Thank you.")
    check = ClosingCheck.objects.create(interview=interview, told=told, at=now)
    record(
        "told_nothing" if not told else "answered",
        interview,
        by=application.candidate,
        now=now,
        application_id=application.pk,
    )
    if told or not application.live:
        return check
    host = interview.seats.filter(shadow=False, released_at=None).select_related("person").order_by("-host").first()
    if host is None:
        return check
    check.promise = promise(
        application=application,
        kind=Promise.Kind.ANSWER,
        words="Tell you what happens next after your interview",
        due_at=due_at(calendar_for(application.job.office, now=now), now, 1),
        owner=host.person,
        by=host.person,
        now=now,
    )
    check.save(update_fields=["promise"])
    queue(
        to=host.person,
        application=application,
        purpose=Message.Purpose.NUDGE,
        subject=f"{application.candidate.name} was not told what happens next",
        body=(
            f"{application.candidate.name} says that nobody told them what happens next after {interview.name}. "
            f"They have been promised that you will, by the end of the next working day.\n\n"
            f"{ADDRESS}/desk/interviews/{interview.pk}/"
        ),
        by=None,
        now=now,
    )
    return check
