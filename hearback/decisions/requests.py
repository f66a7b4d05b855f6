"""The checklist in the candidate's hands: answering it, and its way back when it is complete or due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hearback.applications.actions import change_state
from hearback.applications.models import Application
from hearback.candidates.models import Attachment
from hearback.decisions.drafts import checklist
from hearback.decisions.models import Decision, InformationRequest, RequestItem
from hearback.decisions.opening import locked, who_answers, write_decision, write_to_candidate
from hearback.decisions.queries import known_state
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.queries import draft
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.queries import as_told, open_promises, usual_due_at
from hearback.record.actions import record
from hearback.refusals import Refused


@transaction.atomic
def answer_item(
    item: RequestItem,
    *,
    now: datetime,
    answer: str = "",
    attachments: Sequence[Attachment] = (),
    confirmed: bool = False,
) -> RequestItem:
    """Tick one thing off: with lines, files or a tick, as it was asked. The last one brings the application back."""
    application = locked(item.request.application)
    request = InformationRequest.objects.select_for_update(of=("self",)).get(pk=item.request_id)
    # Somebody may have rejected them without having said so yet; until then their answers are taken as before.
    if known_state(application) != "asked" or request.ended_at:
        raise Refused("This request has been closed. If you want to add something, ask us a question instead.")
    if item.kind == RequestItem.Kind.UPLOAD and not attachments and not item.attachments.exists():
        raise Refused("Choose a file to send.", field="file")
    if item.kind == RequestItem.Kind.TEXT and not answer.strip():
        raise Refused("Write your answer first.", field="answer")
    if item.kind == RequestItem.Kind.CONFIRM and not confirmed:
        raise Refused("Tick the box to confirm.", field="confirm")
    item.answer, item.done_at = answer.strip(), now
    item.save(update_fields=["answer", "done_at"])
    item.attachments.add(*attachments)
    record(
        "answered",
        item,
        by=application.candidate,
        now=now,
        application_id=application.pk,
    )
    come_back_if_complete(application, now=now)
    return item


def come_back_if_complete(application: Application, *, now: datetime) -> None:
    """For a locked application: when everything asked for is there, it is the company's turn again."""
    if application.state != "asked":
        return
    for request in application.requests.filter(ended_at=None).select_related("decision__by"):
        if not request.items.filter(done_at=None).exists():
            _come_back(application, request, complete=True, now=now)


def _come_back(application: Application, request: InformationRequest, *, complete: bool, now: datetime) -> Decision:
    """The ball is in the company's court again, with a date."""
    request.completed_at, request.ended_at, request.remind_at = (
        now if complete else None,
        now,
        None,
    )
    request.save(update_fields=["completed_at", "ended_at", "remind_at"])
    owner = who_answers(application, request.decision.by)
    for owed in open_promises(application).filter(by_candidate=True, kind=Promise.Kind.INFORMATION):
        (promises.keep if complete else _let_lapse)(owed, by=None, now=now)
    before = (application.state, application.stage_id)
    change_state(application, "active", now=now)
    words, due = (
        "Our answer to what you sent" if complete else "How we go on",
        usual_due_at(application, now=now),
    )
    facts = as_told(words, due, owner, Promise.Channel.EMAIL, application)
    text = draft("ask_complete" if complete else "ask_due", application, **facts)
    message = write_to_candidate(application, text, by=None, now=now, purpose=Message.Purpose.NEXT_STEP)
    made = promises.promise(
        application=application,
        kind=Promise.Kind.ANSWER,
        words=words,
        due_at=due,
        owner=owner,
        by=owner,
        now=now,
        told_by=message,
    )
    queue(
        to=owner,
        application=application,
        purpose=Message.Purpose.NEWS,
        subject=f"{'Complete' if complete else 'Due'}: what you asked of {application.candidate.name}",
        body=f"It is your turn again. The candidate has been told: {words}, and by when.",
        by=None,
        now=now,
    )
    return write_decision(
        application,
        outcome=Decision.Outcome.RESUME,
        verb="completed" if complete else "came_back",
        by=application.candidate if complete else None,
        now=now,
        before=before,
        message=message,
        promise=made,
    )


def _let_lapse(owed: Promise, *, by: None, now: datetime) -> bool:
    return promises.end(owed, ending=Promise.Ending.RELEASED, by=by, now=now)


def bring_back_due(*, now: datetime, limit: int = 200) -> int:
    """Requests whose date has passed return to the company. Run by the tick."""
    due = InformationRequest.objects.filter(ended_at=None, due_at__lte=now, application__state="asked")
    return sum(_bring_back(pk, now=now) for pk in due.order_by("due_at").values_list("pk", flat=True)[:limit])


@transaction.atomic
def _bring_back(pk: int, *, now: datetime) -> int:
    request = InformationRequest.objects.select_related("application", "decision__by").get(pk=pk)
    application = locked(request.application)
    request.refresh_from_db(fields=["ended_at"])
    if request.ended_at or application.state != "asked":
        return 0
    _come_back(application, request, complete=False, now=now)
    return 1


def remind_due(*, now: datetime, limit: int = 200) -> int:
    """One friendly reminder before the date, of what is still missing."""
    due = InformationRequest.objects.filter(
        ended_at=None, remind_at__lte=now, due_at__gt=now, application__state="asked"
    ).select_related(
        "application__candidate",
        "application__job__office",
        "application__stage",
        "decision__by",
    )
    reminded = 0
    for request in due.order_by("remind_at")[:limit]:
        with transaction.atomic():
            if not InformationRequest.objects.filter(pk=request.pk, remind_at=request.remind_at).update(remind_at=None):
                continue
            missing = request.items.filter(done_at=None).values_list("text", flat=True)
            facts = as_told(
                "",
                request.due_at,
                request.decision.by,
                Promise.Channel.PORTAL,
                request.application,
            )
            text = draft("ask_reminder", request.application, checklist=checklist(missing), **facts)
            write_to_candidate(request.application, text, by=None, now=now, purpose=Message.Purpose.REMINDER)
            reminded += 1
    return reminded
