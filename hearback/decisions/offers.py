"""Offer, accept, decline, hire, withdraw."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from hearback.applications.actions import change_state
from hearback.applications.models import Application
from hearback.decisions import rules
from hearback.decisions.models import Decision, Offer
from hearback.decisions.opening import (
    let_go_of_the_candidate,
    locked,
    open_for,
    write_decision,
    write_to_candidate,
)
from hearback.interviews.actions import call_off
from hearback.interviews.models import Interview
from hearback.messages.actions import cancel as cancel_message
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.queries import as_told, open_promises, usual_due_at
from hearback.words import day, pay


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
    before = (application.state, application.stage_id)
    let_go_of_the_candidate(application, by=by, now=now)
    application.offers.filter(accepted_at=None, declined_at=None, withdrawn_at=None).update(withdrawn_at=now)
    change_state(application, "offered", now=now)
    facts = as_told("", expires_at, by, Promise.Channel.PORTAL, application)
    facts |= {
        "pay": pay(amount, None, currency, period),
        "starts_on": day(starts_on),
        "terms": terms,
        "words": words,
    }
    message = write_to_candidate(
        application,
        key="offer",
        facts=facts,
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
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
        standing.decision.by,
        "Your contract and everything about your first day",
    )
    due = usual_due_at(application, now=now, days=3)
    message = write_to_candidate(
        application,
        key="accepted",
        facts=as_told(words, due, owner, Promise.Channel.EMAIL, application),
        subject="",
        body="",
        by=None,
        now=now,
    )
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
    message = write_to_candidate(application, key="declined", facts={}, subject="", body="", by=None, now=now)
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
    before = (application.state, application.stage_id)
    accepted = application.offers.filter(accepted_at__isnull=False).first()
    change_state(application, "hired", now=now)
    message = write_to_candidate(
        application,
        key="hired",
        facts={
            "starts_on": day(accepted.starts_on) if accepted else "",
            "words": words,
        },
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
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
    """The candidate takes the application back. Nothing is owed any more, and booked interviews are called off."""
    application = locked(application)
    rules.check_withdraw(application.state)
    before = (application.state, application.stage_id)
    owners = {owed.owner for owed in open_promises(application)}
    for message in application.messages.filter(candidate=application.candidate, sent_at=None, cancelled_at=None):
        cancel_message(message, by=application.candidate, now=now)
    for interview in Interview.objects.filter(application=application, cancelled_at=None, starts_at__gt=now):
        call_off(interview, reason="withdrawn", by=None, now=now)
    let_go_of_the_candidate(application, by=None, now=now)
    change_state(application, "withdrawn", now=now)
    promises.release(application, by=None, now=now)
    message = write_to_candidate(application, key="withdrawn", facts={}, subject="", body="", by=None, now=now)
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
