"""A job's board: a column a stage, a card an application, each with its next step and clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback import clocks
from hearback.applications.models import Application
from hearback.applications.queries import boards_visible_to
from hearback.applications.rules import ENDED_STATES, LIVE_STATES
from hearback.desk.acts import speak_our_words
from hearback.desk.doors import desk_page, find, me
from hearback.desk.forms.common import zone_of_person
from hearback.jobs.models import Job, Stage
from hearback.pages import url
from hearback.people.models import Person
from hearback.promises.models import Promise
from hearback.promises.queries import still_waiting
from hearback.words import initials, moment

MOST = 500  # cards a column draws; the rest is found by searching
ENDED_SHOWN = 40


@dataclass(slots=True)
class Step:
    """An open promise, as much of it as a card shows. Named as the promise is, so the same clock draws it."""

    pk: int
    kind: str
    words: str
    made_at: datetime
    due_at: datetime
    by_candidate: bool
    answered_by_id: int | None
    owner_id: int
    owner: str
    ended_at: None = None


@dataclass(slots=True)
class Card:
    """An application on the board. A board has hundreds: no more of each is read than is drawn."""

    pk: int
    stage_id: int
    state: str
    name: str
    next_steps: list[Step] = field(default_factory=list)
    step: Step = None  # type: ignore[assignment]
    drawn: dict[str, Any] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        return self.state in LIVE_STATES

    @property
    def state_shown(self) -> bool:
        return self.state != "active" and not (self.state == "asked" and self.step.by_candidate)

    def get_state_display(self) -> str:
        return Application.State(self.state).label

    def draw(self, now: datetime, zone: ZoneInfo) -> None:
        """Work out what the template sets in: there it would take several times as long."""
        step = self.step
        self.drawn = {
            "href": url("desk:application", self.pk),
            "look": clocks.tone(step, now),
            "left": clocks.left(step, now),
            "said": clocks.said(step, now, zone),
            "due": moment(step.due_at, zone, now),
            "letters": initials(step.owner),
        }


@dataclass
class Column:
    stage: Stage
    cards: list[Card] = field(default_factory=list)
    count: int = 0  # all the live ones in the stage, whatever the filter
    late: int = 0

    @property
    def full(self) -> bool:
        return self.stage.capacity is not None and self.count >= self.stage.capacity


@dataclass(frozen=True)
class Filter:
    late: bool
    mine: bool
    name: str

    @classmethod
    def of(cls, request: HttpRequest) -> Filter:
        name = request.GET.get("q", "").strip()[:100]
        return cls(request.GET.get("late") == "1", request.GET.get("mine") == "1", name)

    def __bool__(self) -> bool:
        return self.late or self.mine or bool(self.name)

    def lets(self, card: Card, person: Person, now: datetime) -> bool:
        if not self:
            return True
        ours = [step for step in card.next_steps if not step.by_candidate]
        return (
            (not self.late or any(step.due_at <= now for step in ours))
            and (not self.mine or any(step.owner_id == person.pk for step in ours))
            and self.name.casefold() in card.name.casefold()
        )


@require_safe
@desk_page
def board(request: HttpRequest, pk: int) -> HttpResponse:
    person, now = me(request), timezone.now()
    job = find(boards_visible_to(person), pk=pk)
    chosen = Filter.of(request)
    shown = columns(job, cards_of(job), chosen, person=person, now=now)
    facts = {
        "job": job,
        "columns": shown,
        "chosen": chosen,
        "now": now,
        "most": MOST,
        "late": sum(column.late for column in shown),
        "live": sum(column.count for column in shown),
        "ended": ended_counts(job),
        "latest_ended": ended(job, chosen),
    }
    return render(request, "desk/board.html", facts)


def cards_of(job: Job) -> list[Card]:
    """Every application that waits for us, with its open promises, the earliest first. Two queries."""
    waiting = still_waiting(job.applications.all())
    found = {row[0]: Card(*row) for row in waiting.values_list("pk", "stage_id", "state", "candidate__name")}
    wanted = ("pk", "kind", "words", "made_at", "due_at", "by_candidate", "answered_by_id", "owner_id", "owner__name")
    steps = Promise.objects.filter(ended_at=None, application__job=job)
    for application, *facts in steps.order_by("due_at", "pk").values_list("application_id", *wanted):
        if application in found:
            found[application].next_steps.append(Step(*facts))
    return [card for card in found.values() if card.next_steps]


def columns(job: Job, cards: Iterable[Card], chosen: Filter, *, person: Person, now: datetime) -> list[Column]:
    """Every stage of the plan, and one that has left it as long as somebody is still there. One pass over the cards."""
    found = {stage.pk: Column(stage) for stage in job.stages.all()}
    for card in cards:
        column = found[card.stage_id]
        card.step = step_of(card, now)
        column.count += card.live
        column.late += is_late(card.step, now)
        if chosen.lets(card, person, now):
            column.cards.append(card)
    zone, shown = zone_of_person(person), [card for column in found.values() for card in column.cards]
    speak_our_words([card.step for card in shown], now, zone)
    for card in shown:
        card.draw(now, zone)
    for column in found.values():
        column.cards.sort(key=lambda one: (not is_late(one.step, now), one.step.due_at, one.pk))
    return [column for column in found.values() if column.count or column.cards or column.stage.retired_at is None]


def step_of(card: Card, now: datetime) -> Step:
    """What a card shows: what is late, else the company's nearest step, else what is in the candidate's hands. A step
    whose answer is written and on its way gives place to the one that follows it."""
    steps = card.next_steps
    late = [step for step in steps if is_late(step, now)]
    waiting = [step for step in steps if step.answered_by_id is None]
    ours = [step for step in waiting if not step.by_candidate]
    return (late or ours or waiting or steps)[0]


def is_late(step: Step, now: datetime) -> bool:
    return not step.by_candidate and step.due_at <= now


def ended_counts(job: Job) -> list[tuple[str, int]]:
    every = job.applications.filter(ended_at__isnull=False).values("state").annotate(n=Count("pk"))
    counted = {row["state"]: row["n"] for row in every}
    return [(Application.State(state).label, counted[state]) for state in ENDED_STATES if counted.get(state)]


def ended(job: Job, chosen: Filter) -> list[Application]:
    every = job.applications.filter(ended_at__isnull=False).select_related("candidate", "stage").order_by("-ended_at")
    every = every.only("job", "state", "ended_at", "candidate__name", "stage__name")
    if chosen.name:
        every = every.filter(candidate__name__icontains=chosen.name)
    return list(every[:ENDED_SHOWN])
