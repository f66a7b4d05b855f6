from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from hearback.applications.actions import lock
from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.jobs.queries import concerns
from hearback.messages import rules as message_rules
from hearback.messages.actions import cancel, mark_called, queue
from hearback.messages.models import Message
from hearback.messages.queries import draft
from hearback.messages.rules import ADDRESS
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.promises import rules
from hearback.promises.models import HandOver, Promise
from hearback.promises.queries import as_told, open_promises, standing_next_steps
from hearback.record.actions import record
from hearback.words import moment


@transaction.atomic
def promise(
    *,
    application: Application | None,
    kind: str,
    words: str,
    due_at: datetime,
    owner: Person,
    by: Person | None,
    now: datetime,
    channel: str = Promise.Channel.EMAIL,
    by_candidate: bool = False,
    told_by: Message | None = None,
    renews: Promise | None = None,
    renewal_reason: str = "",
    shown: bool = True,
    candidate: Candidate | None = None,
) -> Promise:
    """Owe the candidate (or let them owe) one next step. `told_by` is the message that tells them of it;
    without one they were told face to face. One that is not shown is between us alone. Somebody kept warm applies
    for nothing: then `candidate` is given instead of `application`, and the owner's office counts the days."""
    rules.check_promise(words, due_at, now)
    # What happens by itself is not stopped by it: the owner of before has lost sight of the job since.
    concerned = application is None or concerns(application.job, owner)
    rules.check_concerns_owner(by is None or owner.pk == by.pk or concerned)
    calendar = calendar_for(application.job.office if application else owner.office, now=now)
    made = Promise.objects.create(
        application=application,
        candidate=candidate,
        kind=kind,
        words=words.strip(),
        due_at=due_at,
        nudge_at=None if by_candidate else rules.nudge_at(calendar, 0, now, due_at),
        owner=owner,
        made_by=by,
        made_at=now,
        channel=channel,
        by_candidate=by_candidate,
        shown_to_candidate=shown,
        told_by=told_by,
        renews=renews,
        renewal_reason=renewal_reason,
    )
    record(
        "promised",
        made,
        by=by,
        now=now,
        application_id=made.application_id,
        kind=kind,
        due=due_at,
        owner=owner.pk,
    )
    return made


def end(promise: Promise, *, ending: str, by: Person | None, now: datetime) -> bool:
    """Close the row once, by compare-and-set; False when somebody else has. Late stays late."""
    late_at = promise.late_at or (promise.due_at if now > promise.due_at else None)
    won = Promise.objects.filter(pk=promise.pk, ended_at=None).update(
        ended_at=now, ending=ending, ended_by=by, late_at=late_at, nudge_at=None
    )
    if won:
        promise.ended_at, promise.ending, promise.late_at, promise.ended_by = (
            now,
            ending,
            late_at,
            by,
        )
        verb = {"kept": "kept", "renewed": "renewed", "released": "released"}[ending]
        record(
            verb,
            promise,
            by=by,
            now=now,
            application_id=promise.application_id,
            late=late_at is not None,
        )
    return bool(won)


def keep(promise: Promise, *, by: Person | None, now: datetime) -> bool:
    """An act has been done that keeps it: the interview was closed, the call was made."""
    return end(promise, ending=Promise.Ending.KEPT, by=by, now=now)


def release(
    application: Application,
    *,
    by: Person | None,
    now: datetime,
    kinds: set[str] | None = None,
) -> None:
    """What was owed no longer is: the candidate withdrew, or the interview is off."""
    for owed in open_promises(application):
        if kinds is None or owed.kind in kinds:
            end(owed, ending=Promise.Ending.RELEASED, by=by, now=now)


def answer_with(
    application: Application,
    *,
    message: Message,
    now: datetime,
    kinds: set[str],
    besides: Promise | None = None,
) -> None:
    """These promises will be kept (or released) by that message, at the moment it is sent and not before. What another
    message on its way answers already is left to that one."""
    unanswered = Q(answered_by=None) | Q(answered_by__cancelled_at__isnull=False)
    owed = open_promises(application).filter(unanswered, kind__in=kinds, by_candidate=False)
    owed.exclude(pk=besides.pk if besides else None).update(answered_by=message)


def keep_answered(*, now: datetime, message: Message | None = None) -> int:
    """Close every open promise whose message has been sent, as of the moment of sending."""
    answered = Promise.objects.filter(ended_at=None, answered_by__sent_at__isnull=False).select_related("answered_by")
    if message is not None:
        answered = answered.filter(answered_by=message)
    kept = 0
    for owed in answered:
        with transaction.atomic():
            if owed.application_id:
                lock(owed.application_id)
            kept += end(
                owed,
                ending=rules.ending_by(owed.kind, owed.answered_by.purpose),
                by=owed.answered_by.written_by,
                now=owed.answered_by.sent_at,
            )
    return kept


@transaction.atomic
def renew(
    owed: Promise,
    *,
    due_at: datetime,
    reason: str,
    by: Person,
    now: datetime,
    words: str = "",
    subject: str = "",
    body: str = "",
) -> Promise:
    """Promise a later date and tell the candidate why. The old one ends as renewed; if it was late, it stays late."""
    if owed.application_id:
        lock(owed.application_id)
    owed = (
        Promise.objects.select_for_update(of=("self",))
        .select_related("application__candidate", "owner")
        .get(pk=owed.pk)
    )
    rules.check_renewable(**standing(owed))
    rules.check_can_renew(
        ended=owed.ended_at is not None,
        due=owed.due_at,
        new_due=due_at,
        reason=reason,
        now=now,
    )
    words = words.strip() or owed.words
    rules.check_promise(words, due_at, now)
    if not body:
        subject, body = renewal_draft(owed, due_at=due_at, reason=reason, words=words, now=now)
    message = queue(
        to=owed.application.candidate,
        application=owed.application,
        purpose=Message.Purpose.NEXT_STEP,
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
    end(owed, ending=Promise.Ending.RENEWED, by=by, now=now)
    return promise(
        application=owed.application,
        kind=owed.kind,
        words=words,
        due_at=due_at,
        owner=owed.owner,
        by=by,
        now=now,
        channel=owed.channel,
        by_candidate=owed.by_candidate,
        told_by=message,
        renews=owed,
        renewal_reason=reason.strip()[:300],
    )


def standing(owed: Promise) -> dict[str, Any]:
    """The facts by which the rules judge whether it may be renewed or kept by telling the candidate."""
    return {
        "ended": owed.ended_at is not None,
        "kind": owed.kind,
        "by_candidate": owed.by_candidate,
        "answered": owed.answered_by_id is not None,
    }


def renewal_draft(owed: Promise, *, due_at: datetime, reason: str, words: str, now: datetime) -> tuple[str, str]:
    facts = as_told(words or owed.words, due_at, owed.owner, owed.channel, owed.application)
    key = "renewed_late" if now > owed.due_at else "renewed"
    return draft(key, owed.application, reason=reason.strip(), **facts)


@transaction.atomic
def hand_over(
    owed: Promise,
    *,
    to: Person,
    by: Person | None,
    now: datetime,
    why: str = HandOver.Why.ASKED,
    quietly: bool = False,
) -> HandOver:
    """Another person owes it from here on, and hears of it (`quietly`: by one message about many, not by this one).
    Who promised it stays visible."""
    owed = (
        Promise.objects.select_for_update(of=("self",))
        .select_related("owner__office", "application__candidate", "application__job__office", "candidate")
        .get(pk=owed.pk)
    )
    rules.check_can_hand_over(
        ended=owed.ended_at is not None,
        by_candidate=owed.by_candidate,
        same=owed.owner_id == to.pk,
        taker_active=to.is_active,
        concerns_taker=concerns(owed.job, to),
    )
    passed = HandOver.objects.create(promise=owed, giver=owed.owner, taker=to, why=why, by=by, at=now)
    owed.owner = to
    owed.save(update_fields=["owner"])
    record(
        "handed_over",
        owed,
        by=by,
        now=now,
        application_id=owed.application_id,
        giver=passed.giver_id,
        taker=to.pk,
        why=why,
    )
    if not quietly and (by is None or to.pk != by.pk):
        _tell_taker(owed, passed, now=now)
    return passed


def _tell_taker(owed: Promise, passed: HandOver, *, now: datetime) -> None:
    who, office = owed.whom.name, owed.application.job.office if owed.application_id else passed.taker.office
    away = " while they are away" if passed.why == HandOver.Why.AWAY else ""
    queue(
        to=passed.taker,
        application=owed.application,
        purpose=Message.Purpose.NEWS,
        subject=f"Handed to you: {who}, {owed.about}"[:300],
        body=(
            f"{passed.giver.name} owed {who} this; from now on you do{away}: {owed.words}\n\n"
            f"It is due {moment(owed.due_at, office.time_zone, now)}.\n\n"
            f"{ADDRESS}/desk/promises/{owed.pk}/keeping"
        ),
        by=passed.by,
        now=now,
    )


@transaction.atomic
def tell(
    application: Application,
    *,
    subject: str,
    body: str,
    by: Person,
    now: datetime,
    keeps: Promise | None = None,
    next_words: str = "",
    next_due_at: datetime | None = None,
    next_owner: Person | None = None,
    by_call: bool = False,
    purpose: str = Message.Purpose.NEWS,
) -> Message:
    """Write to the candidate, or note the call that was made, and with it keep a promise and make the next one.

    Refuses to leave a live application with nothing promised.
    """
    application = Application.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=application.pk)
    if keeps is not None:
        keeps = Promise.objects.select_for_update().get(pk=keeps.pk, application=application)
        rules.check_keepable(**standing(keeps))
    twin = Message.objects.filter(application=application, written_by=by, subject=subject[:300], body=body)
    message_rules.check_not_said_twice(twin.filter(written_at__gt=now - message_rules.TWICE).exists())
    others = standing_next_steps(application).exclude(pk=keeps.pk if keeps else None)
    rules.check_something_stays_promised(
        live=application.live,
        others_open=others.exists(),
        next_given=bool(next_words.strip()),
    )
    message = queue(
        to=application.candidate,
        application=application,
        purpose=purpose,
        subject=subject,
        body=body,
        by=by,
        now=now,
        channel=Message.Channel.CALL if by_call else Message.Channel.EMAIL,
    )
    if by_call:
        message = mark_called(message, by=by, now=now)
    if next_words.strip():
        promise(
            application=application,
            kind=keeps.kind if keeps and keeps.kind != Promise.Kind.REPLY else Promise.Kind.ANSWER,
            words=next_words,
            due_at=next_due_at or now,
            owner=next_owner or by,
            by=by,
            now=now,
            told_by=message,
        )
    if keeps is not None:
        Promise.objects.filter(pk=keeps.pk, ended_at=None).update(answered_by=message)
        keep_answered(now=now, message=message)
    return message


@transaction.atomic
def call_back(message: Message, *, by: Person, now: datetime) -> Message:
    """Call an unsent message back; what it would have kept is owed again."""
    message_rules.check_can_call_back(
        purpose=message.purpose,
        tells_of_promise=message.tells_of.filter(ended_at=None).exists(),
    )
    message = cancel(message, by=by, now=now)
    Promise.objects.filter(answered_by=message, ended_at=None).update(answered_by=None)
    return message
