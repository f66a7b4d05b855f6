from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError

from hearback.jobs import plans, rules
from hearback.jobs.models import Attribute, HiringTeamMember, Job, Requirement
from hearback.jobs.plan_templates import PlanDraft
from hearback.jobs.queries import roles_on, stages_of
from hearback.people.models import Department, Office, Person, Role
from hearback.record.actions import record
from hearback.refusals import Refused

PAY = ("pay_low", "pay_high", "pay_currency", "pay_period")
FACTS = ("title", "department", "office", "description", "openings", "urgency", "confidential", *PAY)


@dataclass(frozen=True)
class Member:
    person: Person
    role: str
    lead: bool = False


@dataclass(frozen=True)
class AttributeFacts:
    """One attribute as a form holds it; `id` where it exists already."""

    name: str
    anchors: Sequence[str] = ()
    id: int | None = None


@dataclass(frozen=True)
class RequirementFacts:
    """One requirement as a form holds it; `attribute` is the name of what measures it, or empty."""

    text: str
    must: bool = False
    weight: int = 3
    attribute: str = ""
    id: int | None = None


@transaction.atomic
def create_job(
    *,
    title: str,
    department: Department,
    office: Office,
    by: Person,
    now: datetime,
    description: str = "",
    openings: int | None = 1,
    urgency: int = Job.Urgency.NORMAL,
    confidential: bool = False,
    pay_low: Decimal | None = None,
    pay_high: Decimal | None = None,
    pay_currency: str = "",
    pay_period: str = Job.PayPeriod.YEAR,
    team: Sequence[Member] = (),
    plan: PlanDraft | None = None,
) -> Job:
    """A draft, seen by colleagues only. It opens when it has a plan and a team."""
    rules.check_may_create(by.role)
    job = Job(
        title=title.strip(),
        department=department,
        office=office,
        description=description.strip(),
        openings=openings,
        urgency=urgency,
        confidential=confidential,
        pay_low=pay_low,
        pay_high=pay_high,
        pay_currency=pay_currency.strip().upper(),
        pay_period=pay_period,
        created_at=now,
    )
    _check_facts(job)
    job.save()
    record("created", job, by=by, now=now)
    if team:
        set_team(job, members=team, by=by, now=now)
    elif by.role == Role.RECRUITER:
        # Whoever opens a confidential job would otherwise not see it again.
        set_team(job, members=[Member(by, Role.RECRUITER, lead=True)], by=by, now=now)
    if plan:
        plans.apply_plan(job, draft=plan, by=by, now=now)
    return job


@transaction.atomic
def change_job(job: Job, *, by: Person, now: datetime, **facts: object) -> Job:
    """Change any of the job's facts; what it promises candidates is in its plan."""
    rules.check_may_change(roles_on(job, by))
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"a job has no {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(job, name, value.strip() if isinstance(value, str) else value)
    job.pay_currency = job.pay_currency.upper()
    _check_facts(job)
    job.save(update_fields=[*facts, "pay_currency"])
    record("changed", job, by=by, now=now)
    return job


def _check_facts(job: Job) -> None:
    rules.check_facts(
        title=job.title,
        openings=job.openings,
        urgency=job.urgency,
        pay_low=job.pay_low,
        pay_high=job.pay_high,
        pay_currency=job.pay_currency,
        pay_period=job.pay_period,
    )


@transaction.atomic
def open_job(job: Job, *, by: Person, now: datetime) -> Job:
    """From now on candidates can apply. Refuses a job without a plan, or without people who decide and answer."""
    rules.check_may_change(roles_on(job, by))
    job = locked(job)
    rules.check_status(job.status, Job.Status.OPEN)
    rules.check_can_open(_seats_of(job), list(stages_of(job).values_list("kind", flat=True)))
    job.opened_at = job.opened_at or now
    if job.status != Job.Status.PAUSED or job.posted_at is None:
        job.posted_at = now
    return set_status(job, Job.Status.OPEN, by=by, now=now)


@transaction.atomic
def pause_job(job: Job, *, by: Person, now: datetime) -> Job:
    """No new applications for now. Those who are in it are owed their answers as before."""
    rules.check_may_change(roles_on(job, by))
    return set_status(locked(job), Job.Status.PAUSED, by=by, now=now)


def set_status(job: Job, status: str, *, by: Person, now: datetime) -> Job:
    """The last step of opening, pausing and closing. To close goes through applications, where the people are known."""
    rules.check_status(job.status, status)
    job.status = status
    job.save(update_fields=["status", "opened_at", "posted_at"])
    record("changed", job, by=by, now=now, status=str(status))
    return job


def locked(job: Job) -> Job:
    return Job.objects.select_for_update(of=("self",)).select_related("department", "office").get(pk=job.pk)


@transaction.atomic
def set_team(job: Job, *, members: Sequence[Member], by: Person, now: datetime) -> Job:
    """Who is on the hiring team, and as what. Replaces the team; where no recruiter leads, the first does."""
    rules.check_may_change(roles_on(job, by))
    job = locked(job)
    given = [rules.TeamSeat(m.person.pk, m.role, m.lead, m.person.is_active, m.person.name) for m in members]
    rules.check_team(given, status=job.status)
    seats = rules.with_a_lead(given)
    job.members.exclude(pk__in=_kept(job, seats)).delete()
    for seat in seats:
        HiringTeamMember.objects.update_or_create(
            job=job, person_id=seat.person_id, role=seat.role, defaults={"lead": seat.lead}
        )
    record("changed", job, by=by, now=now, what="team", people=len({seat.person_id for seat in seats}))
    return job


@transaction.atomic
def pass_on_membership(member: HiringTeamMember, *, to: Person | None, by: Person, now: datetime) -> None:
    """Somebody else takes a place on a hiring team; with nobody it is given up, where the job can do without."""
    job, role, lead = locked(member.job), member.role, member.lead
    member.delete()
    if to is not None:
        HiringTeamMember.objects.get_or_create(job=job, person=to, role=role)
        if lead:
            HiringTeamMember.objects.filter(job=job, person=to, role=role).update(lead=True)
    if job.status in (Job.Status.OPEN, Job.Status.PAUSED):
        rules.check_team(_seats_of(job), status=job.status)
    record("changed", job, by=by, now=now, what="team", was=member.person_id)


def _kept(job: Job, seats: Sequence[rules.TeamSeat]) -> list[int]:
    wanted = {(seat.person_id, seat.role) for seat in seats}
    return [member.pk for member in job.members.all() if (member.person_id, member.role) in wanted]


def _seats_of(job: Job) -> list[rules.TeamSeat]:
    return [
        rules.TeamSeat(member.person_id, member.role, member.lead, member.person.is_active, member.person.name)
        for member in job.members.select_related("person")
        if member.person.is_active
    ]


@transaction.atomic
def set_attributes(job: Job, *, attributes: Sequence[AttributeFacts], by: Person, now: datetime) -> None:
    """What scorecards rate, in this order. One that has been rated stays: ratings are never lost."""
    rules.check_may_change(roles_on(job, by))
    job = locked(job)
    rules.check_attributes([(facts.name, facts.anchors) for facts in attributes])
    existing = {attribute.pk: attribute for attribute in job.attributes.all()}
    kept = {facts.id for facts in attributes}
    for attribute in [attribute for pk, attribute in existing.items() if pk not in kept]:
        try:
            attribute.delete()
        except ProtectedError:
            raise Refused(
                f"“{attribute.name}” has been rated on scorecards, so it stays. You can rename it.", field="attributes"
            ) from None
    renamed = {}
    for facts in attributes:
        old = existing.get(facts.id) if facts.id else None
        if old and old.name != facts.name.strip():
            renamed[old.name] = facts.name.strip()
            # Out of the way first, so that two may swap their names.
            Attribute.objects.filter(pk=old.pk).update(name=f"#{old.pk}")
    for position, facts in enumerate(attributes, start=1):
        attribute = (existing.get(facts.id) if facts.id else None) or Attribute(job=job)
        attribute.name, attribute.anchors = facts.name.strip(), [anchor.strip() for anchor in facts.anchors]
        attribute.position = position
        attribute.save()
    plans.rename_in_guides(job, renamed)
    record("changed", job, by=by, now=now, what="attributes", count=len(attributes))


@transaction.atomic
def set_requirements(job: Job, *, requirements: Sequence[RequirementFacts], by: Person, now: datetime) -> None:
    """What the job needs, in this order. Replaces what was there."""
    rules.check_may_change(roles_on(job, by))
    job = locked(job)
    attributes = {attribute.name: attribute for attribute in job.attributes.all()}
    existing = {needed.pk: needed for needed in job.requirements.all()}
    kept = []
    for position, facts in enumerate(requirements, start=1):
        rules.check_requirement(facts.text, facts.weight)
        if facts.attribute and facts.attribute not in attributes:
            raise Refused(f"“{facts.attribute}” is not one of this job's attributes.", field="requirements")
        needed = (existing.get(facts.id) if facts.id else None) or Requirement(job=job)
        needed.text, needed.must, needed.weight = facts.text.strip(), facts.must, facts.weight
        needed.attribute, needed.position = attributes.get(facts.attribute), position
        needed.save()
        kept.append(needed.pk)
    job.requirements.exclude(pk__in=kept).delete()
    record("changed", job, by=by, now=now, what="requirements", count=len(requirements))
