"""Verbs of the interview plan. A live job's plan changes step by step, so that nobody in it is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from hearback.jobs import rules
from hearback.jobs.models import Attribute, InterviewTemplate, Job, Requirement, Stage
from hearback.jobs.plan_templates import PlanDraft, StageDraft
from hearback.jobs.queries import interview_order, roles_on, stages_of
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused

STAGE_FACTS = ("kind", "name", "public_name", "public_text", "answer_days", "capacity")
Guide = Sequence[Mapping[str, str]]


def _lock(job: Job, by: Person) -> Job:
    """Plans are changed by one person at a time; the second waits and then sees the first one's order."""
    rules.check_may_change(roles_on(job, by))
    return Job.objects.select_for_update(of=("self",)).get(pk=job.pk)


def check_still_whole(job: Job) -> None:
    """An open job's plan keeps its shape: something to meet in, and an offer at its end."""
    if job.status in (Job.Status.OPEN, Job.Status.PAUSED):
        kinds = list(stages_of(job).values_list("kind", flat=True))
        rules.check_plan_shape(kinds)


@transaction.atomic
def apply_plan(job: Job, *, draft: PlanDraft, by: Person, now: datetime) -> Job:
    """Give a job a whole plan. A draft's old plan makes room; one that people are in is changed stage by stage."""
    job = _lock(job, by)
    if not draft.stages:
        raise Refused("This plan is empty.", field="plan")
    if job.opened_at is not None and stages_of(job).exists():
        raise Refused("People may be in this plan already, so it is changed stage by stage, not replaced.")
    try:
        job.stages.all().delete()
    except ProtectedError:
        raise Refused("Somebody is in this plan already, so it is changed stage by stage, not replaced.") from None
    attributes = _attributes(job, draft)
    for position, stage in enumerate(draft.stages, start=1):
        _write_stage(job, stage, position, attributes)
    _requirements(job, draft, attributes)
    record("changed", job, by=by, now=now, what="plan", stages=len(draft.stages))
    return job


def _attributes(job: Job, draft: PlanDraft) -> dict[str, Attribute]:
    """The job's attributes by name, with the draft's added; words already written are kept."""
    known = {attribute.name: attribute for attribute in job.attributes.all()}
    for wanted in draft.attributes:
        if wanted.name not in known:
            known[wanted.name] = Attribute.objects.create(
                job=job, name=wanted.name, anchors=list(wanted.anchors), position=len(known) + 1
            )
    return known


def _requirements(job: Job, draft: PlanDraft, attributes: Mapping[str, Attribute]) -> None:
    known = set(job.requirements.values_list("text", flat=True))
    for position, needed in enumerate(draft.requirements, start=len(known) + 1):
        if needed.text not in known:
            Requirement.objects.create(
                job=job,
                text=needed.text,
                must=needed.must,
                weight=needed.weight,
                attribute=attributes.get(needed.attribute),
                position=position,
            )


def _write_stage(job: Job, draft: StageDraft, position: int, attributes: Mapping[str, Attribute]) -> Stage:
    facts = {name: getattr(draft, name) for name in STAGE_FACTS}
    rules.check_stage(**facts)
    stage = Stage.objects.create(job=job, position=position, **facts)
    for place, interview in enumerate(draft.interviews, start=1):
        template = InterviewTemplate.objects.create(
            stage=stage,
            position=place,
            name=interview.name,
            kind=interview.kind,
            minutes=interview.minutes,
            seat_roles=list(interview.seat_roles),
            guide=[
                {"question": asked.question, "listen_for": asked.listen_for, "attribute": asked.attribute}
                for asked in interview.guide
            ],
        )
        template.focus.set([attributes[name] for name in interview.focus if name in attributes])
    return stage


@transaction.atomic
def add_stage(
    job: Job,
    *,
    kind: str,
    name: str,
    public_name: str,
    public_text: str,
    by: Person,
    now: datetime,
    answer_days: int | None = 3,
    capacity: int | None = None,
    at: int | None = None,
) -> Stage:
    """A new stage at place `at` (0 is first); without one, at the end, but before the offer."""
    job = _lock(job, by)
    facts = dict(
        kind=kind,
        name=name.strip(),
        public_name=public_name.strip(),
        public_text=public_text.strip(),
        answer_days=answer_days,
        capacity=capacity,
    )
    rules.check_stage(**facts)
    before = list(stages_of(job))
    if at is None:
        at = len(before) - bool(before and before[-1].kind == Stage.Kind.OFFER and kind != Stage.Kind.OFFER)
    stage = Stage.objects.create(job=job, position=len(before) + 1, **facts)
    _put_in_order(rules.moved([other.pk for other in before], stage.pk, at))
    check_still_whole(job)
    record("created", stage, by=by, now=now, job=job.pk)
    stage.refresh_from_db()
    return stage


@transaction.atomic
def change_stage(stage: Stage, *, by: Person, now: datetime, **facts: object) -> Stage:
    """Change any of kind, name, public_name, public_text, answer_days, capacity. Promises already made stand."""
    job = _lock(stage.job, by)
    unknown = set(facts) - set(STAGE_FACTS)
    if unknown:
        raise TypeError(f"a stage has no {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(stage, name, value.strip() if isinstance(value, str) else value)
    rules.check_stage(**{name: getattr(stage, name) for name in STAGE_FACTS})
    stage.save(update_fields=list(facts))
    check_still_whole(job)
    record("changed", stage, by=by, now=now, job=job.pk)
    return stage


@transaction.atomic
def move_stage(stage: Stage, *, to: int, by: Person, now: datetime) -> None:
    """Put a stage at another place among those in use; 0 is the first. Whoever is in it stays in it."""
    job = _lock(stage.job, by)
    order = [other.pk for other in stages_of(job)]
    _put_in_order(rules.moved(order, stage.pk, to))
    check_still_whole(job)
    record("changed", stage, by=by, now=now, job=job.pk, place=to + 1)


def _put_in_order(order: Sequence[int]) -> None:
    for position, pk in enumerate(order, start=1):
        Stage.objects.filter(pk=pk).exclude(position=position).update(position=position)


def rename_in_guides(job: Job, renamed: Mapping[str, str]) -> None:
    """A question names its attribute; when that gets another name, the question follows."""
    if not renamed:
        return
    for template in InterviewTemplate.objects.filter(stage__job=job):
        for asked in template.guide:
            asked["attribute"] = renamed.get(asked.get("attribute", ""), asked.get("attribute", ""))
        template.save(update_fields=["guide"])


@transaction.atomic
def add_interview(
    stage: Stage,
    *,
    name: str,
    kind: str,
    minutes: int | None,
    seat_roles: Sequence[str],
    by: Person,
    now: datetime,
    focus: Sequence[Attribute] = (),
    guide: Guide = (),
) -> InterviewTemplate:
    _lock(stage.job, by)
    template = InterviewTemplate(stage=stage, position=stage.templates.count() + 1)
    _write_interview(template, name, kind, minutes, seat_roles, focus, guide)
    record("created", template, by=by, now=now, stage=stage.pk)
    return template


@transaction.atomic
def change_interview(
    template: InterviewTemplate,
    *,
    name: str,
    kind: str,
    minutes: int | None,
    seat_roles: Sequence[str],
    by: Person,
    now: datetime,
    focus: Sequence[Attribute] = (),
    guide: Guide = (),
) -> InterviewTemplate:
    """Interviews already booked keep their time and their people; their kit shows the new guide."""
    _lock(template.stage.job, by)
    _write_interview(template, name, kind, minutes, seat_roles, focus, guide)
    record("changed", template, by=by, now=now, stage=template.stage_id)
    return template


def _write_interview(
    template: InterviewTemplate,
    name: str,
    kind: str,
    minutes: int | None,
    seat_roles: Sequence[str],
    focus: Sequence[Attribute],
    guide: Guide,
) -> None:
    rules.check_interview(name=name, kind=kind, minutes=minutes, seat_roles=seat_roles, guide=guide)
    names = set(Attribute.objects.filter(job=template.stage.job_id).values_list("name", flat=True))
    template.name, template.kind, template.minutes = name.strip(), kind, minutes
    template.seat_roles = list(seat_roles)
    template.guide = [
        {
            "question": asked["question"].strip(),
            "listen_for": asked.get("listen_for", "").strip(),
            "attribute": asked.get("attribute", "") if asked.get("attribute", "") in names else "",
        }
        for asked in guide
    ]
    template.save()
    template.focus.set([attribute for attribute in focus if attribute.job_id == template.stage.job_id])


@transaction.atomic
def move_interview(template: InterviewTemplate, *, to: int, by: Person, now: datetime) -> None:
    """The order in which the interviews of a stage are thought of; each is still booked at its own time."""
    _lock(template.stage.job, by)
    order = interview_order(template.stage)
    for position, pk in enumerate(rules.moved(order, template.pk, to), start=1):
        InterviewTemplate.objects.filter(pk=pk).update(position=position)
    record("changed", template, by=by, now=now, stage=template.stage_id, place=to + 1)


@transaction.atomic
def remove_interview(template: InterviewTemplate, *, by: Person, now: datetime) -> None:
    """Take an interview out of its stage. The row stays: kits and scorecards of what was booked rest on it."""
    _lock(template.stage.job, by)
    if template.retired_at:
        raise Refused(f"“{template.name}” has left its stage already.")
    template.retired_at = now
    template.save(update_fields=["retired_at"])
    record("retired", template, by=by, now=now, stage=template.stage_id)
