from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import roles_on, visible_to
from hearback.interviews import rules
from hearback.interviews.models import Interview, Rating, Scorecard, Seat
from hearback.people.models import Absence, Person
from hearback.words import clock, day


def interviews_visible_to(person: Person) -> QuerySet[Interview]:
    """The interviews a person sits in, and those of the applications they may open."""
    return (
        Interview.objects.filter(
            Q(
                pk__in=Seat.objects.filter(person=person, released_at=None).values(
                    "interview"
                )
            )
            | Q(application__in=visible_to(person))
        )
        .select_related(
            "application__job__office",
            "application__candidate",
            "application__stage",
            "stage",
            "template",
        )
        .prefetch_related(
            Prefetch("seats", queryset=Seat.objects.select_related("person"))
        )
    )


def seat_of(interview: Interview, person: Person) -> Seat | None:
    return next(
        (
            seat
            for seat in interview.seats.all()
            if seat.person_id == person.pk and not seat.released_at
        ),
        None,
    )


def taken(
    people: Collection[Person],
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    *,
    besides: Interview | None = None,
) -> str:
    """Who is taken and when, as a sentence; empty when everybody is free."""
    overlapping = (
        Seat.objects.filter(
            person__in=people, released_at=None, during__overlap=(starts_at, ends_at)
        )
        .exclude(interview=besides)
        .select_related("person", "interview")
        .order_by("during")
    )
    parts = [
        f"{seat.person.name} is taken on {day(seat.interview.starts_at, zone)} "
        f"from {clock(seat.interview.starts_at, zone)} to {clock(seat.interview.ends_at, zone)}"
        for seat in overlapping
    ]
    local = starts_at.astimezone(ZoneInfo(zone)).date()
    absences = Absence.objects.filter(
        person__in=people, first_day__lte=local, last_day__gte=local
    )
    parts += [
        f"{absence.person.name} is away until {day(absence.last_day)}"
        for absence in absences.select_related("person")
    ]
    return f"{'; '.join(parts)}." if parts else ""


def candidate_taken(
    application: Application,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    *,
    besides: Interview | None = None,
) -> str:
    other = (
        Interview.objects.filter(
            candidate=application.candidate_id,
            cancelled_at=None,
            during__overlap=(starts_at, ends_at),
        )
        .exclude(pk=besides.pk if besides else None)
        .first()
    )
    if other is None:
        return ""
    return (
        f"{application.candidate.name} already has an interview on {day(other.starts_at, zone)} "
        f"from {clock(other.starts_at, zone)} to {clock(other.ends_at, zone)}."
    )


def reader_of(application: Application, person: Person) -> rules.Reader:
    """The facts by which the blind rule is judged for this person."""
    owes, submitted = set(), set()
    seats = Seat.objects.filter(
        interview__application=application,
        person=person,
        released_at=None,
        shadow=False,
        scorecard_due_at__isnull=False,
    ).select_related("interview")
    done = set(
        Scorecard.objects.filter(
            seat__in=seats, submitted_at__isnull=False
        ).values_list("seat_id", flat=True)
    )
    for seat in seats:
        (submitted if seat.pk in done else owes).add(seat.interview.stage_id)
    return rules.Reader(
        person.pk, roles_on(application, person), frozenset(owes), frozenset(submitted)
    )


def readable_scorecards(application: Application, person: Person) -> list[Scorecard]:
    """The latest submitted scorecards of an application that this person may read, with their ratings."""
    reader = reader_of(application, person)
    return [
        card
        for card in latest_scorecards(Q(seat__interview__application=application))
        if rules.may_read(
            reader,
            author=card.seat.person_id,
            stage=card.seat.interview.stage_id,
            submitted=True,
        )
    ]


def latest_scorecards(which: Q) -> QuerySet[Scorecard]:
    """The newest submitted version of each seat's scorecard, ratings included. Knows nothing of who is reading."""
    return (
        Scorecard.objects.filter(
            which, submitted_at__isnull=False, seat__interview__cancelled_at=None
        )
        .order_by("seat", "-version")
        .distinct("seat")
        .select_related(
            "seat__person", "seat__interview__stage", "seat__interview__application"
        )
        .prefetch_related(
            Prefetch("ratings", queryset=Rating.objects.select_related("attribute"))
        )
    )


def own_scorecard(seat: Seat) -> Scorecard | None:
    return (
        seat.scorecards.order_by("-version")
        .prefetch_related("ratings__attribute")
        .first()
    )


def earlier_rounds(interview: Interview, person: Person) -> list[Scorecard]:
    """What earlier interviews asked and left open. Ratings are for the debrief: the kit shows only questions."""
    cards = latest_scorecards(
        Q(
            seat__interview__application=interview.application_id,
            seat__interview__starts_at__lt=interview.starts_at,
        )
    )
    reader = reader_of(interview.application, person)
    return [
        card
        for card in cards
        if card.seat.interview.stage_id
        not in reader.owes_in_stages - {interview.stage_id}
    ]


def scorecards_owed_by(person: Person, *, now: datetime) -> QuerySet[Seat]:
    """Seats of interviews that are over and still lack this person's scorecard, the longest waiting first."""
    return (
        Seat.objects.filter(
            person=person,
            shadow=False,
            released_at=None,
            scorecard_due_at__isnull=False,
            interview__ends_at__lte=now,
            interview__cancelled_at=None,
        )
        .exclude(scorecards__submitted_at__isnull=False)
        .select_related(
            "interview__application__candidate",
            "interview__application__job",
            "interview__stage",
        )
        .order_by("scorecard_due_at")
    )
