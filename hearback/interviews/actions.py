"""Booking, moving, cancelling and closing interviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from hearback.applications.actions import lock
from hearback.applications.models import Application
from hearback.applications.queries import roles_on
from hearback.interviews import letters, rules
from hearback.interviews.models import Closing, ClosingCheck, Interview
from hearback.interviews.queries import standing_steps
from hearback.interviews.seating import Place, check_free, sitting, write_seats
from hearback.interviews.visits import write_letter
from hearback.jobs.models import InterviewTemplate
from hearback.messages.actions import cancel as cancel_message
from hearback.messages.models import Message
from hearback.messages.queries import zone_of
from hearback.people.models import Person
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.record.actions import record
from hearback.words import moment

__all__ = ["Place", "book_interview", "call_off", "cancel_interview", "close_interview", "move_interview"]

# What an invitation answers. A talk about pay that was promised besides is still owed.
ANSWERED_BY_AN_INVITATION = {Promise.Kind.ANSWER, Promise.Kind.BOOKING, Promise.Kind.NEWS}


@transaction.atomic
def book_interview(
    *,
    application: Application,
    kind: str,
    name: str,
    starts_at: datetime,
    minutes: int,
    seats: Sequence[Place],
    place: str,
    by: Person,
    now: datetime,
    template: InterviewTemplate | None = None,
    preparation: str = "",
    subject: str = "",
    body: str = "",
) -> Interview:
    """Book a meeting with its seats, invite everybody, and owe the candidate a closing at its end."""
    application = _locked(application)
    rules.check_can_book(
        roles=roles_on(application, by),
        state=application.state,
        starts_at=starts_at,
        minutes=minutes,
        seats=len(sitting(seats)),
        place=place,
        now=now,
    )
    ends_at = starts_at + timedelta(minutes=minutes)
    check_free(application, seats, starts_at, ends_at)
    letter = (subject, body)
    if not body.strip():
        letter = letters.invitation_letter(
            application,
            starts_at=starts_at,
            minutes=minutes,
            place=place.strip(),
            people=sitting(seats),
            preparation=preparation.strip(),
        )
    invitation = letters.write_to_candidate(application, letter, purpose=Message.Purpose.INVITATION, by=by, now=now)
    interview = Interview(
        application=application,
        candidate=application.candidate,
        stage=application.stage,
        template=template,
        kind=kind,
        name=name.strip()[:80] or InterviewTemplate.Kind(kind).label,
        starts_at=starts_at,
        ends_at=ends_at,
        during=(starts_at, ends_at),
        place=place.strip(),
        preparation=preparation.strip(),
        booked_by=by,
        booked_at=now,
        invitation=invitation,
    )
    write_seats(interview, seats, now=now)
    _owe_closing(interview, host=sitting(seats)[0], by=by, told_by=invitation, now=now)
    letters.tell_interviewers(interview, [seat.person for seat in seats], by=by, now=now)
    record("booked", interview, by=by, now=now, application_id=application.pk, starts_at=starts_at, seats=len(seats))
    return interview


@transaction.atomic
def move_interview(
    interview: Interview,
    *,
    starts_at: datetime,
    minutes: int,
    place: str,
    reason: str,
    by: Person,
    now: datetime,
    seats: Sequence[Place] = (),
    subject: str = "",
    body: str = "",
) -> Interview:
    """Another time, place or panel. The candidate and everybody concerned are told; no seats means the same people."""
    interview, application = _locked_interview(interview)
    held = [
        Place(s.person, s.shadow) for s in interview.seats.filter(released_at=None).select_related("person__office")
    ]
    seats = list(seats) or held
    ends_at = starts_at + timedelta(minutes=minutes)
    before = (interview.starts_at, interview.ends_at, interview.place, _who(held))
    rules.check_can_move(
        cancelled=interview.cancelled_at is not None,
        closed=Closing.objects.filter(interview=interview).exists(),
        changed=before != (starts_at, ends_at, place.strip(), _who(seats)),
        reason=reason,
    )
    rules.check_can_book(
        roles=roles_on(application, by),
        state=application.state,
        starts_at=starts_at,
        minutes=minutes,
        seats=len(sitting(seats)),
        place=place,
        now=now,
    )
    check_free(application, seats, starts_at, ends_at, besides=interview)
    letter = (subject, body)
    if not body.strip():
        letter = letters.invitation_letter(
            application,
            starts_at=starts_at,
            minutes=minutes,
            place=place.strip(),
            people=sitting(seats),
            preparation=interview.preparation,
            moved_because=reason,
        )
    message = letters.write_to_candidate(application, letter, purpose=Message.Purpose.INVITATION, by=by, now=now)
    _call_back_invitation(interview, instead=message, by=by, now=now)
    owed = interview.promise
    if owed:
        promises.end(owed, ending=Promise.Ending.RENEWED, by=by, now=now)
    interview.starts_at, interview.ends_at, interview.during = starts_at, ends_at, (starts_at, ends_at)
    interview.place, interview.invitation = place.strip(), message
    dropped = write_seats(interview, seats, now=now)
    _owe_closing(
        interview, host=sitting(seats)[0], by=by, told_by=message, now=now, renews=owed, reason=reason.strip()[:300]
    )
    letters.tell_interviewers(interview, [seat.person for seat in seats], by=by, now=now)
    letters.tell_their_seat_is_free(interview, dropped, by=by, now=now)
    record("rebooked", interview, by=by, now=now, application_id=application.pk, starts_at=starts_at, seats=len(seats))
    return interview


@transaction.atomic
def cancel_interview(
    interview: Interview,
    *,
    reason: str,
    by: Person,
    now: datetime,
    next_words: str,
    next_due_at: datetime,
    next_owner: Person,
    subject: str = "",
    body: str = "",
) -> Interview:
    """Call a meeting off, free its seats, and say what happens instead."""
    interview, application = _locked_interview(interview)
    rules.check_can_cancel(
        roles=roles_on(application, by),
        cancelled=interview.cancelled_at is not None,
        closed=Closing.objects.filter(interview=interview).exists(),
        reason=reason,
    )
    letter = (subject, body)
    if not body.strip():
        letter = letters.cancellation_letter(
            interview, reason=reason, next_words=next_words.strip(), next_due_at=next_due_at, next_owner=next_owner
        )
    message = letters.write_to_candidate(application, letter, purpose=Message.Purpose.INVITATION, by=by, now=now)
    _call_back_invitation(interview, instead=message, by=by, now=now)
    call_off(interview, reason=reason, by=by, now=now)
    if application.live:
        made = promises.promise(
            application=application,
            kind=Promise.Kind.BOOKING,
            words=next_words,
            due_at=next_due_at,
            owner=next_owner,
            by=by,
            now=now,
            told_by=message,
        )
        letters.tell_new_owners([made], by=by, now=now)
    return interview


def call_off(interview: Interview, *, reason: str, by: Person | None, now: datetime) -> None:
    """Free the seats and release what the interview owed, without a word to the candidate: the caller tells them."""
    interview.cancelled_at, interview.cancelled_by, interview.cancellation_reason = now, by, reason.strip()[:200]
    interview.save(update_fields=["cancelled_at", "cancelled_by", "cancellation_reason"])
    leaving = [seat.person for seat in interview.seats.filter(released_at=None).select_related("person__office")]
    interview.seats.filter(released_at=None).update(released_at=now, nudge_at=None)
    if interview.promise:
        promises.end(interview.promise, ending=Promise.Ending.RELEASED, by=by, now=now)
    _call_back_invitation(interview, instead=None, by=by, now=now)
    letters.tell_it_is_off(interview, leaving, reason=reason, by=by, now=now)
    record("cancelled", interview, by=by, now=now, application_id=interview.application_id)


@transaction.atomic
def close_interview(
    interview: Interview,
    *,
    by: Person,
    next_steps: Sequence[rules.NextStep],
    now: datetime,
    rely_on_standing: bool = False,
    words: str = "",
) -> Closing:
    """End an interview by saying what happens next, by when, how and from whom.

    Raises Refused when nothing is said. With `rely_on_standing`, steps already promised, such as the next booked
    interview, are what the candidate was told. What is new is confirmed to the candidate in writing, in one letter for
    all meetings of the day.
    """
    interview, application = _locked_interview(interview)
    standing = standing_steps(interview, now=now) if rely_on_standing else []
    rules.check_can_close(
        has_seat=interview.seats.filter(person=by, shadow=False, released_at=None).exists(),
        roles=roles_on(application, by),
        cancelled=interview.cancelled_at is not None,
        closed=Closing.objects.filter(interview=interview).exists(),
        live=application.live,
        starts_at=interview.starts_at,
        next_steps=next_steps,
        standing_steps=len(standing),
        now=now,
    )
    closing = Closing.objects.create(interview=interview, by=by, at=now, words=words.strip())
    made = _promise_steps(application, next_steps, by=by, now=now)
    told = [*made, *standing]
    closing.next_steps.set(told)
    if interview.promise:
        promises.keep(interview.promise, by=by, now=now)
    missed = ClosingCheck.objects.filter(interview=interview, promise__ended_at=None).exclude(promise=None).first()
    letter = write_letter(closing, told, speaks=bool(made or closing.words or missed), by=by, now=now)
    if letter and missed:
        Promise.objects.filter(pk=missed.promise_id, ended_at=None).update(answered_by=letter)
    letters.tell_new_owners(made, by=by, now=now)
    record("closed", interview, by=by, now=now, application_id=application.pk, next_steps=len(told))
    return closing


def _promise_steps(
    application: Application, next_steps: Sequence[rules.NextStep], *, by: Person, now: datetime
) -> list[Promise]:
    if not application.live:
        return []
    owners = Person.objects.select_related("office").in_bulk([step.owner for step in next_steps])
    return [
        promises.promise(
            application=application,
            kind=step.kind,
            words=step.words,
            due_at=step.due_at,
            owner=owners[step.owner],
            by=by,
            now=now,
            channel=step.channel,
        )
        for step in next_steps
    ]


def _locked(application: Application) -> Application:
    # Two queries on purpose: after waiting for the lock, one query with its joins would look for the stage of before.
    lock(application.pk)
    return Application.objects.select_related("candidate", "job__office", "job__department", "stage").get(
        pk=application.pk
    )


def _locked_interview(interview: Interview) -> tuple[Interview, Application]:
    """Application first, as everywhere, so that two who work on it cannot each wait for the other."""
    application = _locked(interview.application)
    interview = Interview.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=interview.pk)
    interview.application = application
    return interview, application


def _who(seats: Sequence[Place]) -> list[tuple[int, bool]]:
    """Who leads it, and the others in any order."""
    leads = [person.pk for person in sitting(seats)[:1]]
    return [(pk, False) for pk in leads] + sorted((s.person.pk, s.shadow) for s in seats if s.person.pk not in leads)


def _call_back_invitation(interview: Interview, *, instead: Message | None, by: Person | None, now: datetime) -> None:
    """An invitation that has not gone yet must not go any more, and answers nothing."""
    invitation = interview.invitation
    if invitation is None or not invitation.pending:
        return
    interview.invitation = cancel_message(invitation, by=by, now=now)
    Promise.objects.filter(answered_by=invitation, ended_at=None).update(answered_by=instead)


def _owe_closing(
    interview: Interview,
    *,
    host: Person,
    by: Person,
    told_by: Message,
    now: datetime,
    renews: Promise | None = None,
    reason: str = "",
) -> None:
    zone = zone_of(interview.application)
    interview.promise = promises.promise(
        application=interview.application,
        kind=Promise.Kind.INTERVIEW,
        words=f"{interview.name}, {moment(interview.starts_at, zone)}; at its end you are told what happens next",
        due_at=interview.ends_at + rules.CLOSING_TIME,
        owner=host,
        by=by,
        now=now,
        channel=Promise.Channel.IN_PERSON,
        told_by=told_by,
        renews=renews,
        renewal_reason=reason,
    )
    interview.save(update_fields=["promise"])
    promises.answer_with(
        interview.application, message=told_by, now=now, kinds=ANSWERED_BY_AN_INVITATION, besides=interview.promise
    )
