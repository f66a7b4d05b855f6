"""A search in words: what each filter asks for, named only as far as whoever reads it may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hearback.applications.models import Application
from hearback.applications.queries import boards_visible_to
from hearback.candidates.models import Tag
from hearback.finding.rules import Filters, write_filters
from hearback.jobs.models import Job, Stage
from hearback.people.models import Person
from hearback.words import day

_STATES = {**dict(Application.State.choices), "live": "Still going on", "ended": "Ended", "none": "In no job"}


@dataclass(frozen=True)
class Asked:
    """One thing that is asked, and the same search without it."""

    words: str
    without: str


@dataclass(frozen=True)
class _Names:
    jobs: dict[int, str]
    stages: dict[int, str]
    people: dict[int, str]
    tags: dict[int, str]


def describe(searches: Sequence[Filters], person: Person) -> list[list[Asked] | None]:
    """Each search in words; None for one that names a job which this person may not see. Few questions for them all."""
    names = _names(searches, person)
    return [list(_asked(one, names)) if _may_see(one, names) else None for one in searches]


def _names(searches: Iterable[Filters], person: Person) -> _Names:
    def named(rows, numbers: set[int], *fields: str) -> dict[int, str]:
        numbers.discard(None)
        return dict(rows.filter(pk__in=numbers).values_list("pk", *fields)) if numbers else {}

    searches = list(searches)
    about_jobs = any(one.job or one.stage for one in searches)
    boards = boards_visible_to(person) if about_jobs else Job.objects.none()
    return _Names(
        jobs=named(boards, {one.job for one in searches}, "title"),
        stages=named(Stage.objects.filter(job__in=boards.values("pk")), {one.stage for one in searches}, "name"),
        people=named(Person.objects.all(), {one.owner for one in searches}, "name"),
        tags=named(Tag.objects.all(), {one.tag for one in searches}, "name"),
    )


def _may_see(one: Filters, names: _Names) -> bool:
    return (not one.job or one.job in names.jobs) and (not one.stage or one.stage in names.stages)


def _asked(one: Filters, names: _Names) -> Iterable[Asked]:
    def asked(words: str, *fields: str) -> Asked:
        return Asked(words, write_filters(one, **{field: type(getattr(Filters(), field) or "")() for field in fields}))

    if one.text:
        yield asked(f"“{one.text}”", "text")
    if one.job:
        yield asked(names.jobs[one.job], "job", "stage")
    if one.stage:
        yield asked(names.stages[one.stage], "stage")
    if one.state:
        yield asked(_STATES[one.state], "state")
    if one.source:
        yield asked(f"Source: {one.source}", "source")
    if one.owner:
        yield asked(f"Next step owed by {names.people.get(one.owner, 'somebody who is gone')}", "owner")
    if one.late:
        yield asked("Late", "late")
    if one.since or one.until:
        ends = [f"from {day(one.since)} {one.since.year}" if one.since else ""]
        ends += [f"to {day(one.until)} {one.until.year}" if one.until else ""]
        yield asked(f"Applied {' '.join(filter(None, ends))}", "since", "until")
    if one.tag:
        yield asked(f"Tag: {names.tags.get(one.tag, 'gone')}", "tag")
