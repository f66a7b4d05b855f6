"""What every decision starts and ends with: the locked application, the check for overtaking, the written row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from hearback.applications.actions import change_state, lock
from hearback.applications.models import Application
from hearback.applications.queries import roles_on
from hearback.candidates.models import Candidate
from hearback.decisions import rules
from hearback.decisions.arrivals import first_owner
from hearback.decisions.models import Decision, Hold, InformationRequest, Offer
from hearback.interviews.actions import call_off
from hearback.interviews.models import Interview
from hearback.interviews.visits import take_letters_back
from hearback.messages.actions import cancel as cancel_message
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.queries import open_promises
from hearback.record.actions import record
from hearback.words import clock, day

# What the news of a decision answers. A question the candidate asked still gets its own reply.
ANSWERED = {
    Promise.Kind.ANSWER,
    Promise.Kind.BOOKING,
    Promise.Kind.NEWS,
    Promise.Kind.OTHER,
    Promise.Kind.OFFER,
    Promise.Kind.START,
}


def locked(application: Application | int) -> Application:
    pk = application.pk if isinstance(application, Application) else application
    # Two queries on purpose: after waiting for the lock, one query with its joins would look for the stage of before.
    lock(pk)
    related = Application.objects.select_related("candidate", "job__office", "job__department", "stage")
    return related.get(pk=pk)


def open_for(application: Application, *, revision: int, by: Person) -> Application:
    """The locked application, if this person may decide and nobody has decided since they looked."""
    application = locked(application)
    rules.check_can_decide(roles_on(application, by))
    rules.check_not_overtaken(
        seen=revision,
        revision=application.revision,
        account=account_of_latest(application) if revision != application.revision else "",
    )
    return application


def who_answers(application: Application, person: Person) -> Person:
    """Who owes what comes next: whoever decided, or, when they have left, whoever answers new applications."""
    return person if person.is_active else first_owner(application.job) or person


def account_of_latest(application: Application) -> str:
    """Who decided last, what and when, in the words the second person is told."""
    latest = application.decisions.select_related("by", "to_stage", "undone_by").first()
    if latest is None:
        return "Somebody has changed this application meanwhile."
    zone = application.job.office.time_zone
    if latest.undone_at:
        who = latest.undone_by.name if latest.undone_by else "Somebody"
        return f"{who} undid the rejection on {day(latest.undone_at, zone)} at {clock(latest.undone_at, zone)}."
    if latest.outcome == Decision.Outcome.RESUME and latest.by is None:
        return f"{_came_back(latest, application)} on {day(latest.at, zone)} at {clock(latest.at, zone)}."
    who = latest.by.name if latest.by else application.candidate.name
    did = {
        "advance": f"advanced {application.candidate.name} to {latest.to_stage.name}",
        "ask": f"asked {application.candidate.name} for more",
        "hold": f"put {application.candidate.name} on hold",
        "reject": f"rejected {application.candidate.name}",
        "offer": f"made {application.candidate.name} an offer",
        "accept": "accepted the offer",
        "decline": "declined the offer",
        "hire": f"hired {application.candidate.name}",
        "withdraw": "withdrew",
        "resume": f"resumed the application of {application.candidate.name}",
    }[latest.outcome]
    return f"{who} {did} on {day(latest.at, zone)} at {clock(latest.at, zone)}."


def _came_back(latest: Decision, application: Application) -> str:
    if latest.from_state == Application.State.HELD:
        return f"The hold of {application.candidate.name} ended by itself"
    return f"What was asked of {application.candidate.name} came back"


def write_to_candidate(
    application: Application,
    text: tuple[str, str],
    *,
    by: Person | None,
    now: datetime,
    purpose: str = Message.Purpose.DECISION,
    **options: Any,
) -> Message:
    """Queue subject and body, as drafted or as the decider has edited them."""
    subject, body = text
    return queue(
        to=application.candidate,
        application=application,
        purpose=purpose,
        subject=subject,
        body=body,
        by=by,
        now=now,
        **options,
    )


def write_decision(
    application: Application,
    *,
    outcome: str,
    verb: str,
    by: Person | Candidate | None,
    now: datetime,
    before: tuple[str, int],
    message: Message | None,
    promise: Promise | None,
    **facts: Any,
) -> Decision:
    """Write the row and the record, and let the message answer what was owed before."""
    from_state, from_stage = before
    decision = Decision.objects.create(
        application=application,
        outcome=outcome,
        by=by if isinstance(by, Person) else None,
        at=now,
        from_state=from_state,
        to_state=application.state,
        from_stage_id=from_stage,
        to_stage=application.stage,
        message=message,
        promise=promise,
        **facts,
    )
    take_letters_back(application, by=by, now=now)
    if message is not None:
        promises.answer_with(application, message=message, now=now, kinds=ANSWERED, besides=promise)
        _answer_past_interviews(application, message=message, now=now)
    record(
        verb,
        decision,
        by=by,
        now=now,
        application_id=application.pk,
        from_state=from_state,
        to_state=application.state,
        from_stage=from_stage,
        to_stage=application.stage_id,
    )
    return decision


def _answer_past_interviews(application: Application, *, message: Message, now: datetime) -> None:
    """Whoever was to say at the end of an interview what happens next: this message says it."""
    past = Interview.objects.filter(application=application, cancelled_at=None, starts_at__lte=now)
    open_promises(application).filter(pk__in=past.values("promise"), answered_by=None).update(answered_by=message)


def let_go_of_the_candidate(application: Application, *, by: Person | None, now: datetime) -> None:
    """A new decision ends what was in the candidate's hands and what was paused."""
    for owed in open_promises(application).filter(by_candidate=True):
        promises.end(owed, ending=Promise.Ending.RELEASED, by=by, now=now)
    InformationRequest.objects.filter(application=application, ended_at=None).update(ended_at=now, remind_at=None)
    Hold.objects.filter(application=application, ended_at=None).update(ended_at=now)
    open_offers().filter(application=application).update(withdrawn_at=now)


def take_back(application: Application, decision: Decision, *, by: Person | Candidate, now: datetime) -> None:
    """An unsent rejection never was: its message is called back, and what it would have answered is owed again."""
    cancel_message(decision.message, by=by, now=now)
    answered = open_promises(application).filter(answered_by=decision.message)
    for ours in answered.filter(shown_to_candidate=False):
        promises.end(ours, ending=Promise.Ending.RELEASED, by=None, now=now)
    answered.update(answered_by=None)
    change_state(application, decision.from_state, now=now)
    decision.undone_at, decision.undone_by = now, by if isinstance(by, Person) else None
    decision.save(update_fields=["undone_at", "undone_by"])
    record("undone", decision, by=by, now=now, application_id=application.pk, to_state=application.state)


def open_offers() -> QuerySet[Offer]:
    return Offer.objects.filter(accepted_at=None, declined_at=None, withdrawn_at=None)


def call_off_interviews(application: Application, *, reason: str, now: datetime) -> None:
    """Nobody meets any more: the seats of what is still ahead are free again."""
    for interview in Interview.objects.filter(application=application, cancelled_at=None, starts_at__gt=now):
        call_off(interview, reason=reason, by=None, now=now)
