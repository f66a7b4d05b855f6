"""A job's board: a column a stage, a card an application, each with its next step and clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.applications.models import Application
from hearback.applications.queries import boards_visible_to
from hearback.applications.rules import ENDED_STATES
from hearback.desk.acts import speak_our_words
from hearback.desk.doors import desk_page, find, me
from hearback.desk.forms.common import zone_of_person
from hearback.jobs.models import Job, Stage
from hearback.people.models import Person
from hearback.promises.models import Promise
from hearback.promises.queries import still_waiting, with_next_steps

MOST = 500  # cards a column draws; the rest is found by searching
ENDED_SHOWN = 40


@dataclass
class Column:
    stage: Stage
    cards: list[Application] = field(default_factory=list)
    count: int = 0  # the live ones that are in the stage, whatever the filter
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

    def lets(self, application: Application, person: Person, now: datetime) -> bool:
        ours = [step for step in application.next_steps if not step.by_candidate]
        return (
            (not self.late or any(step.due_at <= now for step in ours))
            and (not self.mine or any(step.owner_id == person.pk for step in ours))
            and self.name.casefold() in application.candidate.name.casefold()
        )


@require_safe
@desk_page
def board(request: HttpRequest, pk: int) -> HttpResponse:
    person, now = me(request), timezone.now()
    job = find(boards_visible_to(person), pk=pk)
    chosen = Filter.of(request)
    waiting = with_next_steps(still_waiting(job.applications.select_related("candidate")))
    shown = columns(job, waiting, chosen, person=person, now=now)
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


def columns(
    job: Job, applications: Iterable[Application], chosen: Filter, *, person: Person, now: datetime
) -> list[Column]:
    """Every stage of the plan, and one that has left it as long as somebody is still there. One pass over the cards."""
    found = {stage.pk: Column(stage) for stage in job.stages.all()}
    for application in applications:
        column = found[application.stage_id]
        application.step = step_of(application, now)
        column.count += application.live
        column.late += is_late(application.step, now)
        if chosen.lets(application, person, now):
            column.cards.append(application)
    speak_our_words([card.step for column in found.values() for card in column.cards], now, zone_of_person(person))
    for column in found.values():
        column.cards.sort(key=lambda one: (not is_late(one.step, now), one.step.due_at, one.pk))
    return [column for column in found.values() if column.count or column.cards or column.stage.retired_at is None]


def step_of(application: Application, now: datetime) -> Promise:
    """What a card shows: what is late, else the company's nearest step, else what is in the candidate's hands. A step
    whose answer is written and on its way gives place to the one that follows it."""
    steps = application.next_steps
    late = [step for step in steps if is_late(step, now)]
    waiting = [step for step in steps if step.answered_by_id is None]
    ours = [step for step in waiting if not step.by_candidate]
    return (late or ours or waiting or steps)[0]


def is_late(step: Promise, now: datetime) -> bool:
    return not step.by_candidate and step.due_at <= now


def ended_counts(job: Job) -> list[tuple[str, int]]:
    every = job.applications.filter(state__in=ENDED_STATES).values("state").annotate(n=Count("pk"))
    counted = {row["state"]: row["n"] for row in every}
    return [(Application.State(state).label, counted[state]) for state in ENDED_STATES if counted.get(state)]


def ended(job: Job, chosen: Filter) -> list[Application]:
    every = job.applications.filter(state__in=ENDED_STATES).select_related("candidate", "stage").order_by("-ended_at")
    if chosen.name:
        every = every.filter(candidate__name__icontains=chosen.name)
    return list(every[:ENDED_SHOWN])
