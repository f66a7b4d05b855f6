"""The candidates of a stage side by side against what the job needs, gathered in a constant number of queries.

Ratings stand beside each other and are never melted into one number: the panel does that by talking.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import boards_visible_to, roles_on, seen_by
from hearback.decisions.models import Decision
from hearback.decisions.queries import unsent_rejections
from hearback.decisions.rules import DECIDERS
from hearback.interviews.models import Scorecard, Seat
from hearback.interviews.queries import latest_scorecards
from hearback.interviews.rules import Reader, may_read
from hearback.jobs.models import Job, Requirement, Stage
from hearback.people.models import Person
from hearback.promises.models import Promise
from hearback.promises.queries import with_next_steps

SIDE_BY_SIDE = 4
APART = 2  # from here on two ratings of one attribute are a disagreement to talk about


@dataclass(frozen=True)
class View:
    """One interviewer's whole view of one candidate. `here` says that it is of this stage and not of an earlier one."""

    person: Person
    recommendation: int | None
    summary: str
    left_open: str
    interview: str
    stage: str
    here: bool


@dataclass(frozen=True)
class Mark:
    person: Person
    score: int | None
    evidence: str
    stage: str
    here: bool


@dataclass(frozen=True)
class Cell:
    marks: tuple[Mark, ...] = ()

    @property
    def scores(self) -> list[int]:
        return [mark.score for mark in self.marks if mark.score]

    @property
    def spread(self) -> int:
        return max(self.scores) - min(self.scores) if self.scores else 0

    @property
    def apart(self) -> bool:
        return self.spread >= APART


@dataclass(frozen=True)
class Missing:
    """A scorecard that is not in: the interview still lies ahead, or it is waited for since `due_at`."""

    seat: Seat
    ahead: bool
    late: bool

    @property
    def reminded(self) -> int:
        return self.seat.nudge_step


@dataclass
class Column:
    application: Application
    next_step: Promise | None
    seats: int
    own_seat: Seat | None  # the reader's own scorecard is still owed: nobody else's is shown before it
    unsaid: Decision | None
    views: list[View] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=dict)  # by the attribute's name

    @property
    def blind(self) -> bool:
        return self.own_seat is not None

    @property
    def submitted(self) -> int:
        return self.seats - len(self.missing)

    @property
    def people(self) -> list[Person]:
        return list({view.person.pk: view.person for view in self.views}.values())

    def cell(self, attribute: str) -> Cell:
        return Cell(tuple(self.marks.get(attribute, ())))

    def score(self, attribute: str, person: Person) -> int | None:
        """The newest rating this person gave; for the picture, which has one place for it."""
        given = [mark.score for mark in self.marks.get(attribute, ()) if mark.person.pk == person.pk]
        return given[-1] if given else None


@dataclass(frozen=True)
class Row:
    text: str
    attribute: str  # empty: no scorecard rates it
    must: bool
    weight: int  # 0: not required, but rated


@dataclass(frozen=True)
class Debrief:
    stage: Stage
    rows: list[Row]
    columns: list[Column]
    everybody: list[Application]
    may_decide: bool

    @property
    def attributes(self) -> list[str]:
        return list(dict.fromkeys(row.attribute for row in self.rows if row.attribute))

    @property
    def disagreements(self) -> int:
        return sum(column.cell(name).apart for column in self.columns for name in self.attributes)


def stages_to_debrief(person: Person) -> QuerySet[Stage]:
    """The stages of the jobs whose applications this person may see, and those in which they had a seat."""
    seats = _scored_seats(person).filter(interview__stage=OuterRef("pk"))
    boards = boards_visible_to(person).values("pk")
    return Stage.objects.filter(Q(job__in=boards) | Exists(seats)).select_related("job__office", "job__department")


def gather(stage: Stage, person: Person, *, chosen: Sequence[int], now: datetime) -> Debrief:
    """Those chosen (else the first four, scorecards first) as this person may see them. The blind rule goes by
    candidate: whoever still owes a scorecard about somebody reads nothing about them, but sees who is in."""
    everybody = list(_candidates(stage, person))
    picked = [one for one in everybody if one.pk in set(chosen)][:SIDE_BY_SIDE] or everybody[:SIDE_BY_SIDE]
    ids = [one.pk for one in picked]
    roles = _roles(stage.job, picked, person)
    columns = _columns(picked, stage, person, now=now)
    owes = _owes(person, ids)
    for card in latest_scorecards(Q(seat__interview__application__in=ids)):
        column = columns[card.seat.interview.application_id]
        reader = Reader(person.pk, roles, frozenset(owes.get(column.application.pk, ())), frozenset({stage.pk}))
        if not column.blind and _readable(card, reader):
            _enter(card, column, stage)
    for column in columns.values():
        column.views.sort(key=lambda view: not view.here)
    return Debrief(
        stage=stage,
        rows=_rows(stage.job, columns.values()),
        columns=list(columns.values()),
        everybody=everybody,
        may_decide=bool(DECIDERS & roles),
    )


def _candidates(stage: Stage, person: Person) -> QuerySet[Application]:
    standing = Application.objects.filter(stage=stage).filter(
        Q(ended_at=None) | Q(pk__in=unsent_rejections().values("application"))
    )
    seen = seen_by(person) | Q(
        pk__in=_scored_seats(person).filter(interview__stage=stage).values("interview__application")
    )
    rated = Scorecard.objects.filter(
        submitted_at__isnull=False, seat__interview__application=OuterRef("pk"), seat__interview__cancelled_at=None
    )
    related = standing.filter(seen).select_related("candidate", "job__office", "job__department", "stage")
    return related.annotate(rated=Exists(rated)).order_by("-rated", "entered_stage_at", "pk")


def _scored_seats(person: Person) -> QuerySet[Seat]:
    return Seat.objects.filter(person=person, shadow=False, released_at=None, scorecard_due_at__isnull=False)


def _roles(job: Job, picked: Sequence[Application], person: Person) -> frozenset[str]:
    return roles_on(picked[0], person) if picked else frozenset()


def _columns(picked: Sequence[Application], stage: Stage, person: Person, *, now: datetime) -> dict[int, Column]:
    ids = [one.pk for one in picked]
    stepped = {one.pk: one for one in with_next_steps(Application.objects.filter(pk__in=ids))}
    unsaid = {one.application_id: one for one in unsent_rejections().filter(application__in=ids)}
    seats: dict[int, list[Seat]] = {}
    done = Scorecard.objects.filter(seat=OuterRef("pk"), submitted_at__isnull=False)
    for seat in (
        Seat.objects.filter(
            interview__application__in=ids,
            interview__stage=stage,
            shadow=False,
            released_at=None,
            scorecard_due_at__isnull=False,
        )
        .annotate(done=Exists(done))
        .select_related("person", "interview")
        .order_by("interview__starts_at", "-host", "pk")
    ):
        seats.setdefault(seat.interview.application_id, []).append(seat)
    return {one.pk: _column(one, stepped[one.pk], seats.get(one.pk, []), unsaid, person, now) for one in picked}


def _column(
    application: Application,
    stepped: Application,
    seats: Sequence[Seat],
    unsaid: dict[int, Decision],
    person: Person,
    now: datetime,
) -> Column:
    waiting = [seat for seat in seats if not seat.done]
    return Column(
        application=application,
        next_step=next(iter(stepped.next_steps), None),
        seats=len(seats),
        own_seat=next((seat for seat in waiting if seat.person_id == person.pk), None),
        unsaid=unsaid.get(application.pk),
        missing=[Missing(seat, seat.interview.ends_at > now, seat.scorecard_due_at <= now) for seat in waiting],
    )


def _owes(person: Person, ids: Sequence[int]) -> dict[int, set[int]]:
    """By application, the stages in which this person still owes a scorecard."""
    waiting = _scored_seats(person).filter(interview__application__in=ids)
    owes: dict[int, set[int]] = {}
    for application, stage in waiting.exclude(scorecards__submitted_at__isnull=False).values_list(
        "interview__application", "interview__stage"
    ):
        owes.setdefault(application, set()).add(stage)
    return owes


def _readable(card: Scorecard, reader: Reader) -> bool:
    return may_read(reader, author=card.seat.person_id, stage=card.seat.interview.stage_id, submitted=True)


def _enter(card: Scorecard, column: Column, stage: Stage) -> None:
    interview, person = card.seat.interview, card.seat.person
    here = interview.stage_id == stage.pk
    name = interview.stage.name
    column.views.append(View(person, card.recommendation, card.summary, card.left_open, interview.name, name, here))
    for rating in card.ratings.all():
        mark = Mark(person, rating.score, rating.evidence, name, here)
        column.marks.setdefault(rating.attribute.name, []).append(mark)


def _rows(job: Job, columns: Iterable[Column]) -> list[Row]:
    """What the job needs, in its order; then what was rated without being asked for."""
    needed: Iterable[Requirement] = Requirement.objects.filter(job=job).select_related("attribute")
    rows = [Row(one.text, one.attribute.name if one.attribute else "", one.must, one.weight) for one in needed]
    known = {row.attribute for row in rows}
    rated = dict.fromkeys(name for column in columns for name in column.marks if name not in known)
    return rows + [Row(name, name, False, 0) for name in rated]
