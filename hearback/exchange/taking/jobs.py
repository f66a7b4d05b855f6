"""Jobs from a file. They are few, so each goes through the verbs that a form uses, all or nothing for its row."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.exchange.columns import fold
from hearback.exchange.job_rows import JobRow
from hearback.exchange.models import Reference
from hearback.exchange.options import Options
from hearback.exchange.taking.lots import Lot
from hearback.exchange.taking.run import Taken
from hearback.jobs.actions import Member, create_job, open_job, set_status
from hearback.jobs.models import Job
from hearback.jobs.plan_templates import PlanDraft, plan_for
from hearback.jobs.queries import plan_as_draft
from hearback.people.actions import save_department
from hearback.people.models import Department, Office, Person, Role
from hearback.refusals import Refused


def take_jobs(lot: Lot, options: Options, *, by: Person | None, now: datetime) -> Taken:
    """Take in the entries of a lot; those that cannot be move to its refusals."""
    kept, numbers, new = [], [], []
    for entry in lot.entries:
        assert isinstance(entry.person, JobRow)
        try:
            with transaction.atomic():
                job, added = _take(entry.person, options, by=by, now=now)
        except Refused as refused:
            lot.refuse(entry, str(refused), refused.field)
            continue
        kept.append(entry)
        numbers.append(job.pk)
        new.append(added)
    lot.entries = kept
    return Taken(numbers, new)


def _take(row: JobRow, options: Options, *, by: Person | None, now: datetime) -> tuple[Job, bool]:
    if by is None:
        raise Refused("Say who imports: each job is somebody's, and the record names them.")
    if known := _known(row, options):
        return known, False
    job = create_job(
        title=row.title,
        department=_department(row, options, by=by, now=now),
        office=_office(row, options),
        by=by,
        now=now,
        description=row.description,
        openings=row.openings,
        confidential=row.confidential,
        pay_low=row.pay_low,
        pay_high=row.pay_high,
        pay_currency=row.pay_currency,
        pay_period=row.pay_period,
        team=_team(options),
        plan=_plan(options),
    )
    if row.key:
        Reference.objects.create(system=options.system, key=row.key, job=job)
    _as_it_stood(job, row, by=by, now=now)
    return job, True


def _known(row: JobRow, options: Options) -> Job | None:
    """The same number in the other system; where there is none, the same title in the same office."""
    if row.key:
        reference = Reference.objects.filter(system=options.system, key=row.key, job__isnull=False).first()
        return reference.job if reference else None
    same = Job.objects.filter(title__iexact=row.title).order_by("pk")
    return (same.filter(office__name__iexact=row.office) if row.office else same).first()


def _department(row: JobRow, options: Options, *, by: Person, now: datetime) -> Department:
    if not row.department:
        usual = Department.objects.filter(pk=options.department).first() if options.department else None
        if usual is None:
            raise Refused("This row names no department. Choose one for such rows.", field="department")
        return usual
    wanted = fold(row.department)
    found = next((one for one in Department.objects.all() if fold(one.name) == wanted), None)
    return found or save_department(Department(name=row.department), by=by, now=now)


def _office(row: JobRow, options: Options) -> Office:
    """One of ours by its name. A place we have no office in brings no time zone and no holidays along."""
    wanted = fold(row.office)
    found = next((one for one in Office.objects.all() if wanted and fold(one.name) == wanted), None)
    usual = Office.objects.filter(pk=options.office).first() if options.office else None
    if found is None and usual is None:
        named = f"There is no office “{row.office}” here." if row.office else "This row names no office."
        raise Refused(f"{named} Add it under Settings, or choose one for such rows.", field="office")
    return found or usual  # type: ignore[return-value]


def _team(options: Options) -> list[Member]:
    team = []
    for pk, role in ((options.recruiter, Role.RECRUITER), (options.manager, Role.HIRING_MANAGER)):
        person = Person.objects.filter(pk=pk, is_active=True).first() if pk else None
        if person:
            team.append(Member(person, role, lead=role == Role.RECRUITER))
    return team


def _plan(options: Options) -> PlanDraft:
    """`job:7` is the plan of job 7; otherwise a ready-made one, as role:industry:size."""
    kind, _, rest = options.plan.partition(":")
    if kind == "job":
        return plan_as_draft(Job.objects.get(pk=rest))
    role, _, more = options.plan.partition(":")
    industry, _, size = more.partition(":")
    return plan_for(role=role or "specialist", industry=industry or "technology", size=size or "medium")


def _as_it_stood(job: Job, row: JobRow, *, by: Person, now: datetime) -> None:
    """Open, paused or closed as it was there, with its dates. One that could not be opened here stays a draft."""
    if row.status in ("open", "paused"):
        try:
            with transaction.atomic():
                job = open_job(job, by=by, now=now)
        except Refused:
            return
    if row.status in ("paused", "closed"):
        job = set_status(job, row.status, by=by, now=now)
    made = {"created_at": row.created} if row.created else {}
    opened = {"opened_at": row.opened or row.created} if job.opened_at and (row.opened or row.created) else {}
    if made or opened:
        Job.objects.filter(pk=job.pk).update(**made, **opened)
