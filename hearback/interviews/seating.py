"""Who sits in an interview. PostgreSQL lets nobody sit in two at a time; who books is told in words who is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from hearback.applications.models import Application
from hearback.interviews import rules
from hearback.interviews.bookings import candidate_taken, taken
from hearback.interviews.models import Interview, Seat
from hearback.jobs.queries import concerns
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.refusals import Refused


@dataclass(frozen=True)
class Place:
    """One seat as it is asked for: the first that is no shadow is the host, who owes the closing."""

    person: Person
    shadow: bool = False


def sitting(seats: Sequence[Place]) -> list[Person]:
    return [seat.person for seat in seats if not seat.shadow]


def check_free(
    application: Application,
    seats: Sequence[Place],
    starts_at: datetime,
    ends_at: datetime,
    besides: Interview | None = None,
) -> None:
    """Refuse in words. The people stay locked until the end of the transaction: of two who book them at the same
    moment the second waits here, and is then told what the first has booked."""
    people = [seat.person for seat in seats]
    if len({person.pk for person in people}) < len(people):
        raise Refused("Somebody has two seats in this interview.", field="seats")
    # Always in the same order, so that two bookings cannot each wait for the other.
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=[person.pk for person in people])
    for person in rows.order_by("pk"):
        if not person.is_active:
            raise Refused(f"{person.name} no longer works here.", field="seats")
        if not concerns(application.job, person):
            raise Refused(f"This job is confidential: put {person.name} on its team first.", field="seats")
    sentence = _who_is_taken(application, people, starts_at, ends_at, besides)
    if sentence:
        raise Refused(f"{sentence} Choose another time or somebody else.", field="starts_at")


def write_seats(interview: Interview, seats: Sequence[Place], *, now: datetime) -> list[Person]:
    """Save the interview with exactly these seats, and free those of everybody else, who are returned."""
    try:
        with transaction.atomic():
            interview.save()
            return _write(interview, seats, now=now)
    except IntegrityError:
        people = [seat.person for seat in seats]
        sentence = _who_is_taken(interview.application, people, interview.starts_at, interview.ends_at, interview)
        raise Refused(
            f"{sentence or 'Somebody was booked for this time at the same moment.'} Choose another time.",
            field="starts_at",
        ) from None


def _write(interview: Interview, seats: Sequence[Place], *, now: datetime) -> list[Person]:
    wanted = {seat.person.pk for seat in seats}
    leaving = list(interview.seats.filter(released_at=None).exclude(person__in=wanted).select_related("person__office"))
    interview.seats.filter(pk__in=[seat.pk for seat in leaving]).update(released_at=now, nudge_at=None)
    host = sitting(seats)[0]
    for seat in seats:
        scored = interview.kind in rules.SCORED_KINDS and not seat.shadow
        calendar = calendar_for(seat.person.office, now=now)
        Seat.objects.update_or_create(
            interview=interview,
            person=seat.person,
            defaults={
                "shadow": seat.shadow,
                "host": seat.person == host,
                "during": interview.during,
                "released_at": None,
                "scorecard_due_at": rules.scorecard_due_at(calendar, interview.ends_at) if scored else None,
                "nudge_at": rules.scorecard_nudge_at(calendar, 0, interview.ends_at) if scored else None,
                "nudge_step": 0,
            },
        )
    return [seat.person for seat in leaving]


def _who_is_taken(
    application: Application,
    people: Sequence[Person],
    starts_at: datetime,
    ends_at: datetime,
    besides: Interview | None,
) -> str:
    zone = application.job.office.time_zone
    besides = besides if besides and besides.pk else None
    return taken(people, starts_at, ends_at, zone, besides=besides) or candidate_taken(
        application, starts_at, ends_at, zone, besides=besides
    )
