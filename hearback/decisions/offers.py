"""Offer, accept, decline, hire, withdraw."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from hearback.applications.actions import change_state
from hearback.applications.models import Application
from hearback.decisions import rules
from hearback.decisions.drafts import of_hire, of_offer
from hearback.decisions.models import Decision, Offer
from hearback.decisions.opening import (
    call_off_interviews,
    let_go_of_the_candidate,
    locked,
    open_for,
    take_back,
    who_answers,
    write_decision,
    write_to_candidate,
)
from hearback.decisions.queries import unsent_rejection
from hearback.jobs.models import Stage
from hearback.messages.actions import cancel as cancel_message
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.queries import draft
from hearback.people.models import Person
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.queries import as_told, open_promises, usual_due_at
from hearback.refusals import Refused


@transaction.atomic
def offer(
    application: Application,
    *,
    amount: Decimal,
    currency: str,
    period: str,
    starts_on: date,
    expires_at: datetime,
    revision: int,
    by: Person,
    now: datetime,
    terms: str = "",
    words: str = "",
    note: str = "",
    subject: str = "",
    body: str = "",
) -> Decision:
    """Offer the job. The answer is in the candidate's hands until `expires_at`."""
    application = open_for(application, revision=revision, by=by)
    rules.check_offer(
        state=application.state,
        pay=float(amount),
        starts_on=starts_on,
        expires_at=expires_at,
        now=now,
    )
    text = (
        (subject, body)
        if body.strip()
        else of_offer(
            application,
            amount=amount,
            currency=currency,
            period=period,
            starts_on=starts_on,
            expires_at=expires_at,
            by=by,
            terms=terms,
            words=words,
        )
    )
    before = (application.state, application.stage_id)
    let_go_of_the_candidate(application, by=by, now=now)
    _enter_offer_stage(application, now=now)
    change_state(application, "offered", now=now)
    message = write_to_candidate(application, text, by=by, now=now)
    made = promises.promise(
        application=application,
        kind=Promise.Kind.OFFER,
        words="Your answer to our offer",
        due_at=expires_at,
        owner=by,
        by=by,
        now=now,
        channel=Promise.Channel.PORTAL,
        by_candidate=True,
        told_by=message,
    )
    decision = write_decision(
        application,
        outcome=Decision.Outcome.OFFER,
        verb="offered",
        by=by,
        now=now,
        before=before,
        message=message,
        promise=made,
        note=note,
    )
    Offer.objects.create(
        application=application,
        decision=decision,
        job=application.job,
        pay=amount,
        pay_currency=currency,
        pay_period=period,
        starts_on=starts_on,
        expires_at=expires_at,
        terms=terms,
    )
    return decision


def _enter_offer_stage(application: Application, *, now: datetime) -> None:
    """Whoever has an offer stands at the offer, where the plan has such a stage ahead."""
    ahead = application.job.stages.filter(retired_at=None, kind=Stage.Kind.OFFER)
    stage = ahead.filter(position__gt=application.stage.position).first()
    if stage is not None:
        application.stage, application.entered_stage_at = stage, now


@transaction.atomic
def accept(standing: Offer, *, now: datetime) -> Decision:
    """The candidate says yes; from here on the company owes the contract and the first day."""
    application = locked(standing.application)
    standing = Offer.objects.select_for_update(of=("self",)).select_related("decision__by").get(pk=standing.pk)
    _check_open(standing, application, now=now)
    standing.accepted_at = now
    standing.save(update_fields=["accepted_at"])
    before = (application.state, application.stage_id)
    _keep_what_the_candidate_owed(application, now=now)
    change_state(application, "accepted", now=now)
    owner, words = (
        who_answers(application, standing.decision.by),
        "Your contract and everything about your first day",
    )
    due = usual_due_at(application, now=now, days=3)
    text = draft("accepted", application, **as_told(words, due, owner, Promise.Channel.EMAIL, application))
    message = write_to_candidate(application, text, by=None, now=now)
    made = promises.promise(
        application=application,
        kind=Promise.Kind.START,
        words=words,
        due_at=due,
        owner=owner,
        by=owner,
        now=now,
        told_by=message,
    )
    _tell_colleague(application, owner, "has accepted the offer", now=now)
    return write_decision(
        application,
        outcome=Decision.Outcome.ACCEPT,
        verb="accepted",
        by=application.candidate,
        now=now,
        before=before,
        message=message,
        promise=made,
    )


@transaction.atomic
def decline(standing: Offer, *, words: str, now: datetime) -> Decision:
    """The candidate says no, with a reason if they like."""
    application = locked(standing.application)
    standing = Offer.objects.select_for_update(of=("self",)).select_related("decision__by").get(pk=standing.pk)
    _check_open(standing, application, now=now)
    standing.declined_at = now
    standing.save(update_fields=["declined_at"])
    before = (application.state, application.stage_id)
    _keep_what_the_candidate_owed(application, now=now)
    change_state(application, "declined", now=now)
    promises.release(application, by=None, now=now)
    call_off_interviews(application, reason="declined", now=now)
    message = write_to_candidate(application, draft("declined", application), by=None, now=now)
    _tell_colleague(
        application,
        standing.decision.by,
        "has declined the offer",
        words=words,
        now=now,
    )
    return write_decision(
        application,
        outcome=Decision.Outcome.DECLINE,
        verb="declined",
        by=application.candidate,
        now=now,
        before=before,
        message=message,
        promise=None,
        note=words,
    )


@transaction.atomic
def hire(
    application: Application,
    *,
    revision: int,
    by: Person,
    now: datetime,
    words: str = "",
    note: str = "",
    subject: str = "",
    body: str = "",
) -> Decision:
    """The last step: everything is settled, and the candidate reads when they start."""
    application = open_for(application, revision=revision, by=by)
    rules.check_hire(application.state)
    text = (subject, body) if body.strip() else of_hire(application, words=words)
    before = (application.state, application.stage_id)
    change_state(application, "hired", now=now)
    message = write_to_candidate(application, text, by=by, now=now)
    return write_decision(
        application,
        outcome=Decision.Outcome.HIRE,
        verb="hired",
        by=by,
        now=now,
        before=before,
        message=message,
        promise=None,
        note=note,
    )


@transaction.atomic
def withdraw(application: Application, *, words: str, now: datetime) -> Decision:
    """The candidate takes the application back. Nothing is owed any more, and booked interviews are called off.

    A rejection they have not been told of is never told: to them the application goes on until they end it.
    """
    application = locked(application)
    if unsaid := unsent_rejection(application):
        take_back(application, unsaid, by=application.candidate, now=now)
    rules.check_withdraw(application.state)
    before = (application.state, application.stage_id)
    owners = {owed.owner for owed in open_promises(application)}
    for message in application.messages.filter(candidate=application.candidate, sent_at=None, cancelled_at=None):
        with suppress(Refused):  # it went out this very moment, and is read before the farewell
            cancel_message(message, by=application.candidate, now=now)
    call_off_interviews(application, reason="withdrawn", now=now)
    let_go_of_the_candidate(application, by=None, now=now)
    change_state(application, "withdrawn", now=now)
    promises.release(application, by=None, now=now)
    message = write_to_candidate(application, draft("withdrawn", application), by=None, now=now)
    for owner in owners:
        _tell_colleague(application, owner, "has withdrawn", words=words, now=now)
    return write_decision(
        application,
        outcome=Decision.Outcome.WITHDRAW,
        verb="withdrew",
        by=application.candidate,
        now=now,
        before=before,
        message=message,
        promise=None,
        note=words,
    )


def _check_open(standing: Offer, application: Application, *, now: datetime) -> None:
    settled = bool(standing.accepted_at or standing.declined_at or standing.withdrawn_at)
    rules.check_offer_open(
        state=application.state,
        settled=settled,
        expires_at=standing.expires_at,
        now=now,
    )


def _keep_what_the_candidate_owed(application: Application, *, now: datetime) -> None:
    for owed in open_promises(application).filter(by_candidate=True):
        promises.keep(owed, by=None, now=now)


def _tell_colleague(
    application: Application,
    person: Person,
    did: str,
    *,
    now: datetime,
    words: str = "",
) -> None:
    said = f"\n\nIn their words: {words.strip()}" if words.strip() else ""
    queue(
        to=person,
        application=application,
        purpose=Message.Purpose.NEWS,
        subject=f"{application.candidate.name} {did}: {application.job.title}",
        body=f"{application.candidate.name} {did} for {application.job.title}.{said}",
        by=None,
        now=now,
    )
