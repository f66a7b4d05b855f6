from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Func, Min, QuerySet, TextField, Value
from django.db.models.functions import Now

from hearback.candidates.models import Candidate
from hearback.candidates.queries import with_email
from hearback.decisions.arrivals import OWNERS, first_owner
from hearback.exchange.columns import fold
from hearback.exchange.models import ColumnMemory, Import, Reference
from hearback.exchange.options import Options
from hearback.exchange.rows import JobFacts, Jobs
from hearback.exchange.taking.run import Step
from hearback.jobs.models import HiringTeamMember, Job, Stage
from hearback.people.models import Person, Role
from hearback.people.queries import calendar_for
from hearback.promises import rules as promise_rules
from hearback.refusals import Refused

MAY_IMPORT = (Role.ADMIN, Role.RECRUITER)


def imports_visible_to(person: Person) -> QuerySet[Import]:
    """Admins see every import, recruiters their own; nobody else imports."""
    every = Import.objects.select_related("by")
    if not person.is_active or person.role not in MAY_IMPORT:
        return every.none()
    return every if person.role == Role.ADMIN else every.filter(by=person)


@dataclass(frozen=True)
class Grouped:
    """Rows refused for one kind of reason."""

    column: str
    reason: str
    rows: int
    first_line: int


def grouped_refusals(taken: Import, *, most: int = 20) -> list[Grouped]:
    """What went wrong, the most frequent first: reasons that differ only in what they quote are one."""
    # What stands between quotation marks, and numbers, are the row's own.
    alike = Func(F("reason"), Value("“[^”]*”"), Value("“…”"), Value("g"), function="regexp_replace")
    alike = Func(alike, Value(r"\d+"), Value("…"), Value("g"), function="regexp_replace", output_field=TextField())
    groups = (
        taken.rejections.order_by()
        .annotate(alike=alike)
        .values("column", "alike")
        .annotate(rows=Count("id"), example=Min("reason"), first=Min("line"))
        .order_by("-rows", "column", "alike")[:most]
    )
    return [
        Grouped(one["column"], one["example"] if one["rows"] == 1 else one["alike"], one["rows"], one["first"])
        for one in groups
    ]


def waiting_imports() -> QuerySet[Import]:
    """Those that somebody asked for and nobody has looked after for two minutes: their worker died."""
    going = Import.objects.filter(asked_at__isnull=False, finished_at=None, stopped_at=None).exclude(file="")
    return going.exclude(beat_at__gt=Now() - timedelta(minutes=2)).order_by("asked_at")


def remembered() -> dict[str, list[str]]:
    return dict(ColumnMemory.objects.values_list("signature", "mapping"))


def jobs_for(options: Options) -> Jobs:
    """Every job a row may name, with its stages. Two queries, three where the numbers of another system are known."""
    stages: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for job, pk, name, kind in (
        Stage.objects.filter(retired_at=None)
        .order_by("job_id", "position", "id")
        .values_list("job_id", "id", "name", "kind")
    ):
        stages[job].append((pk, name, kind))
    owned = _jobs_with_owners() if options.owner is None else None
    facts = {
        pk: JobFacts(pk, title, tuple(stages[pk]), _closed_to(title, status, owned is None or pk in owned))
        for pk, title, status in Job.objects.order_by("id").values_list("id", "title", "status")
    }
    titles: dict[str, tuple[JobFacts, ...]] = {}
    for job in facts.values():
        word = fold(job.title) or job.title.lower()
        titles[word] = (*titles.get(word, ()), job)
    keys = Reference.objects.filter(system=options.system, job__isnull=False).values_list("key", "job_id")
    return Jobs(facts, titles, {key: facts[pk] for key, pk in keys}, facts.get(options.job or 0))


def _closed_to(title: str, status: str, owned: bool) -> str:
    if status != Job.Status.OPEN:
        return f"{title} is not open for applications."
    return "" if owned else f"{title} has nobody on its hiring team who could answer."


def _jobs_with_owners() -> set[int]:
    members = HiringTeamMember.objects.filter(role__in=OWNERS, person__is_active=True)
    return set(members.values_list("job_id", flat=True))


def steps_for(jobs: Iterable[int], options: Options, *, now: datetime) -> dict[int, Step]:
    """The next step for each job: its owner, and its date by the days of the job's own office. For a job that nobody
    answers for there is none: a row in progress is refused there, and ended applications are owed nothing."""
    chosen = Person.objects.filter(pk=options.owner, is_active=True).first() if options.owner else None
    first = Stage.objects.filter(retired_at=None).order_by("job_id", "position", "id").distinct("job_id")
    usual = dict(first.values_list("job_id", "answer_days"))
    calendars, steps = {}, {}
    for job in Job.objects.filter(pk__in=jobs).select_related("office"):
        owner = chosen or first_owner(job)
        if owner is None:
            continue
        if job.office_id not in calendars:
            calendars[job.office_id] = calendar_for(job.office, now=now)
        calendar = calendars[job.office_id]
        due = promise_rules.due_at(calendar, now, options.days or usual.get(job.pk, 3))
        steps[job.pk] = Step(owner, due, promise_rules.nudge_at(calendar, 0, now, due))
    return steps


def candidate_named(text: str) -> Candidate:
    """By number or e-mail address. Refuses, in words, where there is none."""
    found = Candidate.objects.filter(pk=text) if text.isdecimal() and len(text) < 19 else with_email(text.strip())
    if someone := found.first():
        return someone
    raise Refused(f"There is no candidate “{text}”. Write their number or e-mail address.")
