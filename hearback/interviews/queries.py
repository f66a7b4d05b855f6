from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import roles_on, seen_by, slim
from hearback.applications.rules import LIVE_STATES
from hearback.interviews import rules
from hearback.interviews.models import ClosingCheck, Interview, Rating, Scorecard, Seat
from hearback.people.models import Person
from hearback.promises.models import Promise
from hearback.promises.queries import open_promises


def interviews_visible_to(person: Person) -> QuerySet[Interview]:
    """The interviews a person sits in, and those of the applications they may open."""
    # Whoever sat in an interview that was called off may still read that it was.
    sits = Seat.objects.filter(
        Q(released_at=None) | Q(interview__cancelled_at=F("released_at")), person=person, interview=OuterRef("pk")
    )
    return (
        Interview.objects.filter(Exists(sits) | seen_by(person, "application__"))
        .select_related(
            "application__job__office",
            "application__job__department",
            "application__candidate",
            "application__stage",
            "candidate",
            "stage",
            "template",
            "closing__by",
        )
        .prefetch_related(Prefetch("seats", queryset=Seat.objects.select_related("person")))
    )


def upcoming(interviews: QuerySet[Interview], *, now: datetime) -> QuerySet[Interview]:
    """Those that are not over yet, the next first."""
    return interviews.filter(cancelled_at=None, closing=None, ends_at__gt=now).order_by("starts_at", "pk")


def to_be_closed(interviews: QuerySet[Interview], *, now: datetime) -> QuerySet[Interview]:
    """Those that have begun, with a candidate who has not been told what happens next; the longest waiting first.

    A decision tells it as well: then the promise of the closing has ended, or its answer is on its way.
    """
    waiting = interviews.filter(
        starts_at__lte=now,
        cancelled_at=None,
        closing=None,
        application__state__in=LIVE_STATES,
        promise__ended_at=None,
        promise__answered_by=None,
    )
    return waiting.select_related("promise__owner").order_by("ends_at", "pk")


def to_be_closed_by(person: Person, *, now: datetime) -> QuerySet[Interview]:
    sat = Seat.objects.filter(person=person, shadow=False, released_at=None)
    return to_be_closed(interviews_visible_to(person).filter(pk__in=sat.values("interview")), now=now)


def standing_steps(interview: Interview, *, now: datetime) -> list[Promise]:
    """What the candidate has been promised besides this interview and may be pointed at, such as the next one.

    A reply to a question is no next step, nor is the word they were missing.
    """
    missed = ClosingCheck.objects.filter(interview__application=interview.application_id).exclude(promise=None)
    return list(
        open_promises(interview.application)
        .filter(due_at__gt=now, answered_by=None, shown_to_candidate=True)
        .exclude(pk=interview.promise_id)
        .exclude(pk__in=missed.values("promise"))
        .exclude(kind=Promise.Kind.REPLY)
    )


def seat_of(interview: Interview, person: Person) -> Seat | None:
    return next((seat for seat in interview.seats.all() if seat.person_id == person.pk and not seat.released_at), None)


def reader_of(application: Application, person: Person, roles: frozenset[str] | None = None) -> rules.Reader:
    """The facts by which the blind rule is judged for this person; `roles` where they are known already."""
    owes, submitted = set(), set()
    seats = Seat.objects.filter(
        interview__application=application,
        person=person,
        released_at=None,
        shadow=False,
        scorecard_due_at__isnull=False,
    ).select_related("interview")
    held = [seat.pk for seat in seats]
    done = set(Scorecard.objects.filter(seat__in=held, submitted_at__isnull=False).values_list("seat_id", flat=True))
    for seat in seats:
        (submitted if seat.pk in done else owes).add(seat.interview.stage_id)
    roles = roles_on(application, person) if roles is None else roles
    return rules.Reader(person.pk, roles, frozenset(owes), frozenset(submitted))


def readable_scorecards(
    application: Application, person: Person, roles: frozenset[str] | None = None
) -> list[Scorecard]:
    """The latest submitted scorecards of an application that this person may read, with their ratings."""
    reader = reader_of(application, person, roles)
    return [
        card
        for card in latest_scorecards(Q(seat__interview__application=application))
        if rules.may_read(reader, author=card.seat.person_id, stage=card.seat.interview.stage_id, submitted=True)
    ]


def latest_scorecards(which: Q) -> QuerySet[Scorecard]:
    """The newest submitted version of each seat's scorecard, ratings included. Knows nothing of who is reading."""
    return (
        Scorecard.objects.filter(which, submitted_at__isnull=False, seat__interview__cancelled_at=None)
        .order_by("seat_id", "-version")
        .distinct("seat_id")
        .select_related("seat__person", "seat__interview__stage", "seat__interview__application")
        .prefetch_related(Prefetch("ratings", queryset=Rating.objects.select_related("attribute")))
    )


def submitted_scorecard(seat: Seat) -> Scorecard | None:
    """What stands: the newest version that has been submitted."""
    return latest_scorecards(Q(seat=seat)).first()


def own_scorecard(seat: Seat) -> Scorecard | None:
    """The newest version, be it a draft."""
    return seat.scorecards.order_by("-version").prefetch_related("ratings__attribute").first()


@dataclass(frozen=True)
class EarlierRound:
    """What one interview asked and left for later. It has no place for a rating, so that none can slip out."""

    interview: Interview
    people: list[Person] = field(default_factory=list)
    asked: dict[str, list[Person]] = field(default_factory=dict)
    left_open: list[tuple[Person, str]] = field(default_factory=list)
    waiting: list[Person] = field(default_factory=list)  # whoever has not written yet


def earlier_rounds(interview: Interview) -> list[EarlierRound]:
    """What earlier interviews asked, by whom, and what they left open.

    Ratings are for the debrief: the kit shows only questions, and those everybody who sits here may read.
    """
    seats = list(
        Seat.objects.filter(
            interview__application=interview.application_id,
            interview__starts_at__lt=interview.starts_at,
            interview__cancelled_at=None,
            released_at=None,
            shadow=False,
            scorecard_due_at__isnull=False,
        )
        .select_related("interview__stage", "person")
        .order_by("interview__starts_at", "interview_id", "-host", "pk")
    )
    written = {card.seat_id: card for card in latest_scorecards(Q(seat__in=seats))}
    rounds: dict[int, EarlierRound] = {}
    for seat in seats:
        earlier = rounds.setdefault(seat.interview_id, EarlierRound(seat.interview))
        earlier.people.append(seat.person)
        card = written.get(seat.pk)
        if card is None:
            earlier.waiting.append(seat.person)
            continue
        for question in card.asked:
            earlier.asked.setdefault(question, []).append(seat.person)
        if card.left_open:
            earlier.left_open.append((seat.person, card.left_open))
    return list(rounds.values())


def scorecards_owed_by(person: Person, *, now: datetime) -> QuerySet[Seat]:
    return scorecards_owed(now=now).filter(person=person)


def scorecards_owed(*, now: datetime) -> QuerySet[Seat]:
    """Seats of interviews that are over and still lack their scorecard, the longest waiting first."""
    seats = (
        Seat.objects.filter(
            shadow=False,
            released_at=None,
            scorecard_due_at__isnull=False,
            interview__ends_at__lte=now,
            interview__cancelled_at=None,
            interview__application__state__in=LIVE_STATES,  # nobody waits for it once the answer has been given
        )
        .exclude(scorecards__submitted_at__isnull=False)
        .select_related(
            "person", "interview__application__candidate", "interview__application__job", "interview__stage"
        )
    )
    return slim(seats, "interview__application__").order_by("scorecard_due_at", "pk")


def interviews_between(start: datetime, end: datetime) -> QuerySet[Interview]:
    """The interviews that begin then and are not cancelled, with their seats and closings, the earliest first."""
    every = (
        Interview.objects.filter(starts_at__gte=start, starts_at__lt=end, cancelled_at=None)
        .select_related("application__candidate", "application__job", "stage", "closing__by")
        .prefetch_related(Prefetch("seats", queryset=Seat.objects.filter(released_at=None).select_related("person")))
    )
    return slim(every, "application__").order_by("starts_at", "id")


def with_every_scorecard_in(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Those whose stage has been judged by everybody who sat in it: nothing is waited for but the decision."""
    seats = Seat.objects.filter(
        interview__application=OuterRef("pk"),
        interview__stage=OuterRef("stage"),
        interview__cancelled_at=None,
        released_at=None,
        shadow=False,
        scorecard_due_at__isnull=False,
    )
    missing = seats.exclude(scorecards__submitted_at__isnull=False)
    return applications.filter(Exists(seats), ~Exists(missing), state="active")
