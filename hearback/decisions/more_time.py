"""More time for what was asked: the candidate asks for it, the company gives it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from hearback.applications.queries import roles_on
from hearback.decisions import rules
from hearback.decisions.drafts import checklist
from hearback.decisions.models import Decision, InformationRequest
from hearback.decisions.opening import locked, write_to_candidate
from hearback.decisions.queries import known_state
from hearback.messages.models import Message
from hearback.messages.queries import draft, zone_of
from hearback.people.models import Person
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.queries import as_told, open_promises
from hearback.promises.questions import ask_question
from hearback.record.actions import record
from hearback.refusals import Refused
from hearback.words import day, moment


@transaction.atomic
def ask_for_time(request: InformationRequest, *, until: date | None, text: str, now: datetime) -> Promise:
    """The candidate asks for more time. A reply is owed, before the date they have."""
    application = locked(request.application)
    request = InformationRequest.objects.select_for_update(of=("self",)).select_related("time_asked").get(pk=request.pk)
    if known_state(application) != "asked" or request.ended_at:
        raise Refused("This request has been closed. If there is something you need, ask us a question.")
    waiting = request.time_asked
    if waiting and waiting.ended_at is None and waiting.answered_by_id is None:
        raise Refused(f"You have asked already: we reply by {moment(waiting.due_at, zone_of(application), now)}.")
    if until is not None and until <= now.date():
        raise Refused("Choose a day that is still to come.", field="until")
    wish = f", until {day(until)} if possible" if until else ""
    words = f"I need more time for what you asked for{wish}.\n\n{text.strip()}".strip()
    owed = ask_question(application, text=words, now=now, before=request.due_at)
    request.time_asked = owed
    request.save(update_fields=["time_asked"])
    return owed


@transaction.atomic
def extend(
    request: InformationRequest,
    *,
    due_at: datetime,
    by: Person,
    now: datetime,
    words: str = "",
    subject: str = "",
    body: str = "",
) -> Promise:
    """A later date for the same checklist. The old promise ends as renewed, and the reminder moves along."""
    application = locked(request.application)
    rules.check_can_decide(roles_on(application, by))
    request = InformationRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    rules.check_extend(
        open_still=application.state == "asked" and request.ended_at is None, due=request.due_at, new=due_at, now=now
    )
    text = (subject, body) if body.strip() else extension_draft(request, due_at=due_at, by=by, words=words)
    message = write_to_candidate(application, text, by=by, now=now, purpose=Message.Purpose.REQUEST)
    before = open_promises(application).get(kind=Promise.Kind.INFORMATION, by_candidate=True)
    promises.end(before, ending=Promise.Ending.RENEWED, by=by, now=now)
    made = promises.promise(
        application=application,
        kind=before.kind,
        words=before.words,
        due_at=due_at,
        owner=before.owner,
        by=by,
        now=now,
        channel=before.channel,
        by_candidate=True,
        told_by=message,
        renews=before,
        renewal_reason=words.strip()[:300],
    )
    Promise.objects.filter(pk=request.time_asked_id, ended_at=None, answered_by=None).update(answered_by=message)
    Decision.objects.filter(pk=request.decision_id).update(promise=made)
    request.due_at, request.remind_at = due_at, rules.remind_at(now, due_at)
    request.save(update_fields=["due_at", "remind_at"])
    record("extended", request, by=by, now=now, application_id=application.pk, due=due_at)
    return made


def extension_draft(request: InformationRequest, *, due_at: datetime, by: Person, words: str) -> tuple[str, str]:
    application = request.application
    missing = request.items.filter(done_at=None).values_list("text", flat=True)
    facts = as_told("", due_at, by, Promise.Channel.PORTAL, application)
    return draft("ask_extended", application, words=words.strip(), checklist=checklist(missing), **facts)
