"""Booking, moving, cancelling and closing interviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from hearback.applications.models import Application
from hearback.applications.queries import roles_on
from hearback.interviews import rules
from hearback.interviews.models import Closing, Interview, Seat
from hearback.interviews.queries import candidate_taken, taken
from hearback.jobs.models import InterviewTemplate
from hearback.messages.actions import cancel as cancel_message
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.queries import draft, zone_of
from hearback.people.models import Person
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.queries import as_told, open_promises
from hearback.record.actions import record
from hearback.refusals import Refused
from hearback.words import moment, zone_name

ANSWERED_BY_AN_INVITATION = {
    Promise.Kind.ANSWER,
    Promise.Kind.BOOKING,
    Promise.Kind.OTHER,
    Promise.Kind.NEWS,
}


@dataclass(frozen=True)
class Place:
    """One seat as it is asked for: the first that is no shadow is the host, who owes the closing."""

    person: Person
    shadow: bool = False


def invitation_facts(
    application: Application,
    starts_at: datetime,
    minutes: int,
    place: str,
    people: Sequence[Person],
    preparation: str,
) -> dict[str, str]:
    zone = zone_of(application)
    return {
        "when": f"{moment(starts_at, zone)} ({zone_name(zone)})",
        "length": f"{minutes} minutes",
        "place": place,
        "people": ", ".join(
            f"{person.name}, {person.title}" if person.title else person.name
            for person in people
        ),
        "preparation": preparation,
    }


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
    sitting = [seat.person for seat in seats if not seat.shadow]
    rules.check_can_book(
        roles=roles_on(application, by),
        live=application.live,
        starts_at=starts_at,
        minutes=minutes,
        seats=len(sitting),
        place=place,
        now=now,
    )
    ends_at = starts_at + timedelta(minutes=minutes)
    _check_free(application, seats, starts_at, ends_at)
    if not body:
        facts = invitation_facts(
            application, starts_at, minutes, place, sitting, preparation
        )
        subject, body = draft("invitation", application, **facts)
    invitation = queue(
        to=application.candidate,
        application=application,
        purpose=Message.Purpose.INVITATION,
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
    interview = _write_seats(
        Interview(
            application=application,
            candidate=application.candidate,
            stage=application.stage,
            template=template,
            kind=kind,
            name=name,
            starts_at=starts_at,
            ends_at=ends_at,
            during=(starts_at, ends_at),
            place=place,
            preparation=preparation,
            booked_by=by,
            booked_at=now,
            invitation=invitation,
        ),
        seats,
    )
    _owe_closing(interview, host=sitting[0], by=by, told_by=invitation, now=now)
    _tell_interviewers(interview, [seat.person for seat in seats], by=by, now=now)
    record(
        "booked",
        interview,
        by=by,
        now=now,
        application_id=application.pk,
        starts_at=starts_at,
        seats=len(seats),
    )
    return interview


@transaction.atomic
def move_interview(
    interview: Interview,
    *,
    starts_at: datetime,
    minutes: int,
    place: str,
    by: Person,
    now: datetime,
) -> Interview:
    """A new time for the same people. The candidate and the interviewers are told."""
    application = _locked(interview.application)
    interview = Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)
    if interview.cancelled_at or Closing.objects.filter(interview=interview).exists():
        raise Refused("This interview is over or cancelled, so it can't be moved.")
    held = list(interview.seats.filter(released_at=None).select_related("person"))
    seats = [Place(seat.person, seat.shadow) for seat in held]
    sitting = [seat.person for seat in seats if not seat.shadow]
    rules.check_can_book(
        roles=roles_on(application, by),
        live=application.live,
        starts_at=starts_at,
        minutes=minutes,
        seats=len(sitting),
        place=place,
        now=now,
    )
    ends_at = starts_at + timedelta(minutes=minutes)
    _check_free(application, seats, starts_at, ends_at, besides=interview)
    facts = invitation_facts(
        application, starts_at, minutes, place, sitting, interview.preparation
    )
    subject, body = draft("invitation_changed", application, **facts)
    message = queue(
        to=application.candidate,
        application=application,
        purpose=Message.Purpose.INVITATION,
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
    if interview.promise:
        promises.end(interview.promise, ending=Promise.Ending.RENEWED, by=by, now=now)
    interview.starts_at, interview.ends_at, interview.during = (
        starts_at,
        ends_at,
        (starts_at, ends_at),
    )
    interview.place, interview.invitation = place, message
    try:
        with transaction.atomic():
            interview.save()
            for seat in held:
                seat.during = (starts_at, ends_at)
                if seat.scorecard_due_at:
                    seat.scorecard_due_at = ends_at + rules.SCORECARD_TIME
                    seat.nudge_at, seat.nudge_step = (
                        rules.scorecard_nudge_at(0, ends_at),
                        0,
                    )
                seat.save()
    except IntegrityError:
        raise Refused(
            "Somebody was booked for this time at the same moment. Choose another time."
        ) from None
    _owe_closing(interview, host=sitting[0], by=by, told_by=message, now=now)
    _tell_interviewers(interview, [seat.person for seat in seats], by=by, now=now)
    record(
        "rebooked",
        interview,
        by=by,
        now=now,
        application_id=application.pk,
        starts_at=starts_at,
    )
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
) -> Interview:
    """Call a meeting off, free its seats, and say what happens instead."""
    application = _locked(interview.application)
    interview = Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)
    rules.check_can_cancel(
        roles=roles_on(application, by),
        cancelled=interview.cancelled_at is not None,
        closed=Closing.objects.filter(interview=interview).exists(),
        reason=reason,
    )
    facts = as_told(
        next_words, next_due_at, next_owner, Promise.Channel.EMAIL, application
    )
    zone = zone_of(application)
    subject, body = draft(
        "interview_cancelled",
        application,
        reason=reason,
        when=moment(interview.starts_at, zone),
        **facts,
    )
    message = queue(
        to=application.candidate,
        application=application,
        purpose=Message.Purpose.INVITATION,
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
    call_off(interview, reason=reason, by=by, now=now)
    if application.live:
        promises.promise(
            application=application,
            kind=Promise.Kind.BOOKING,
            words=next_words,
            due_at=next_due_at,
            owner=next_owner,
            by=by,
            now=now,
            told_by=message,
        )
    return interview


def call_off(
    interview: Interview, *, reason: str, by: Person | None, now: datetime
) -> None:
    """Free the seats and release what the interview owed, without a word to the candidate: the caller tells them."""
    interview.cancelled_at, interview.cancelled_by, interview.cancellation_reason = (
        now,
        by,
        reason[:200],
    )
    interview.save(
        update_fields=["cancelled_at", "cancelled_by", "cancellation_reason"]
    )
    interview.seats.filter(released_at=None).update(released_at=now, nudge_at=None)
    if interview.promise:
        promises.end(interview.promise, ending=Promise.Ending.RELEASED, by=by, now=now)
    if interview.invitation and interview.invitation.pending:
        cancel_message(interview.invitation, by=by, now=now)
    for seat in interview.seats.select_related("person"):
        queue(
            to=seat.person,
            application=interview.application,
            purpose=Message.Purpose.INVITATION,
            subject=f"Cancelled: {interview.name} with {interview.candidate.name}",
            body=f"The interview on {moment(interview.starts_at, seat.person.office.time_zone)} is off.",
            by=by,
            now=now,
        )
    record(
        "cancelled", interview, by=by, now=now, application_id=interview.application_id
    )


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
    interview, are what the candidate was told. The steps are confirmed to the candidate in writing.
    """
    application = _locked(interview.application)
    interview = Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)
    standing = [
        owed
        for owed in open_promises(application)
        if rely_on_standing
        and owed.pk != interview.promise_id
        and owed.answered_by_id is None
        and owed.due_at > now
    ]
    rules.check_can_close(
        has_seat=interview.seats.filter(
            person=by, shadow=False, released_at=None
        ).exists(),
        roles=roles_on(application, by),
        cancelled=interview.cancelled_at is not None,
        closed=Closing.objects.filter(interview=interview).exists(),
        starts_at=interview.starts_at,
        next_steps=next_steps,
        standing_steps=len(standing),
        now=now,
    )
    closing = Closing.objects.create(interview=interview, by=by, at=now)
    owners = Person.objects.in_bulk([step.owner for step in next_steps])
    made = [
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
        if application.live
    ]
    closing.next_steps.set([*made, *standing])
    if interview.promise:
        promises.keep(interview.promise, by=by, now=now)
    if made:
        _confirm(application, made, words=words, by=by, now=now)
    record(
        "closed",
        interview,
        by=by,
        now=now,
        application_id=application.pk,
        next_steps=len(made) + len(standing),
    )
    return closing


def _confirm(
    application: Application,
    made: Sequence[Promise],
    *,
    words: str,
    by: Person,
    now: datetime,
) -> None:
    """What was said across the table, in writing."""
    first, *others = made
    facts = as_told(first.words, first.due_at, first.owner, first.channel, application)
    more = [
        "And: {next_step}, by {date}, from {who}".format(
            **as_told(step.words, step.due_at, step.owner, step.channel, application)
        )
        for step in others
    ]
    subject, body = draft("closing", application, words=words, **facts)
    queue(
        to=application.candidate,
        application=application,
        purpose=Message.Purpose.NEXT_STEP,
        subject=subject,
        body="\n\n".join([body, *more]),
        by=by,
        now=now,
    )


def _locked(application: Application) -> Application:
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("candidate", "job__office", "job__department", "stage")
        .get(pk=application.pk)
    )


def _check_free(
    application: Application,
    seats: Sequence[Place],
    starts_at: datetime,
    ends_at: datetime,
    besides: Interview | None = None,
) -> None:
    people = [seat.person for seat in seats]
    if len({person.pk for person in people}) < len(people):
        raise Refused("Somebody has two seats in this interview.", field="seats")
    for person in people:
        if not person.is_active:
            raise Refused(f"{person.name} no longer works here.", field="seats")
    zone = application.job.office.time_zone
    sentence = taken(
        people, starts_at, ends_at, zone, besides=besides
    ) or candidate_taken(application, starts_at, ends_at, zone, besides=besides)
    if sentence:
        raise Refused(
            f"{sentence} Choose another time or somebody else.", field="starts_at"
        )


def _write_seats(interview: Interview, seats: Sequence[Place]) -> Interview:
    try:
        with transaction.atomic():
            interview.save()
            host = next(seat.person for seat in seats if not seat.shadow)
            for seat in seats:
                scored = interview.kind in rules.SCORED_KINDS and not seat.shadow
                Seat.objects.create(
                    interview=interview,
                    person=seat.person,
                    shadow=seat.shadow,
                    host=seat.person == host,
                    during=interview.during,
                    scorecard_due_at=interview.ends_at + rules.SCORECARD_TIME
                    if scored
                    else None,
                    nudge_at=rules.scorecard_nudge_at(0, interview.ends_at)
                    if scored
                    else None,
                )
    except IntegrityError:
        # Two people booked at the same moment; PostgreSQL let one of them in.
        application = interview.application
        people = [seat.person for seat in seats]
        sentence = taken(
            people,
            interview.starts_at,
            interview.ends_at,
            application.job.office.time_zone,
        )
        raise Refused(
            f"{sentence or 'Somebody was booked for this time at the same moment.'} Choose another time."
        ) from None
    return interview


def _owe_closing(
    interview: Interview, *, host: Person, by: Person, told_by: Message, now: datetime
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
    )
    interview.save(update_fields=["promise"])
    promises.answer_with(
        interview.application,
        message=told_by,
        now=now,
        kinds=ANSWERED_BY_AN_INVITATION,
        besides=interview.promise,
    )


def _tell_interviewers(
    interview: Interview, people: Sequence[Person], *, by: Person, now: datetime
) -> None:
    for person in people:
        queue(
            to=person,
            application=interview.application,
            purpose=Message.Purpose.INVITATION,
            subject=f"{interview.name} with {interview.candidate.name}: {moment(interview.starts_at, person.office.time_zone)}",
            body=(
                f"You have a seat in this interview.\n\nWhen: {moment(interview.starts_at, person.office.time_zone)} "
                f"({zone_name(person.office.time_zone)})\nWhere: {interview.place}\n\n"
                f"Your kit: {settings.BASE_URL}/desk/interviews/{interview.pk}/"
            ),
            by=by,
            now=now,
        )
