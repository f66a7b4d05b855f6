"""The employer's own ready-made plans: a job's plan kept under a name, for other jobs to begin with."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower

from hearback.jobs.models import Job, PlanTemplate
from hearback.jobs.plan_templates import (
    AttributeDraft,
    InterviewDraft,
    PlanDraft,
    Question,
    RequirementDraft,
    StageDraft,
)
from hearback.jobs.queries import plan_as_draft, roles_on
from hearback.jobs.rules import check_may_change
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused


def plans_in_use() -> QuerySet[PlanTemplate]:
    return PlanTemplate.objects.filter(retired_at=None)


def draft_of(kept: PlanTemplate) -> PlanDraft:
    """The plan as it was kept."""
    plan = kept.plan
    return PlanDraft(
        stages=tuple(_stage(facts) for facts in plan["stages"]),
        attributes=tuple(
            AttributeDraft(**facts | {"anchors": tuple(facts["anchors"])}) for facts in plan["attributes"]
        ),
        requirements=tuple(RequirementDraft(**facts) for facts in plan["requirements"]),
    )


def _stage(facts: dict[str, Any]) -> StageDraft:
    return StageDraft(**facts | {"interviews": tuple(_interview(one) for one in facts["interviews"])})


def _interview(facts: dict[str, Any]) -> InterviewDraft:
    guide = tuple(Question(**asked) for asked in facts["guide"])
    return InterviewDraft(
        **facts | {"seat_roles": tuple(facts["seat_roles"]), "focus": tuple(facts["focus"]), "guide": guide}
    )


@transaction.atomic
def keep_plan(
    job: Job, *, name: str, by: Person, now: datetime, note: str = "", instead_of: PlanTemplate | None = None
) -> PlanTemplate:
    """Keep a job's plan under a name, or put it in the place of one that was kept before."""
    check_may_change(roles_on(job, by))
    draft = plan_as_draft(job)
    if not draft.stages:
        raise Refused("This plan is empty, so there is nothing to keep.")
    kept = instead_of or PlanTemplate(made_at=now)
    kept.name, kept.note, kept.plan = _name(name, besides=kept), note.strip(), asdict(draft)
    kept.made_by, kept.made_at, kept.retired_at = by, now, None
    kept.save()
    record("changed" if instead_of else "created", kept, by=by, now=now, job=job.pk)
    return kept


@transaction.atomic
def change_plan(kept: PlanTemplate, *, name: str, note: str, in_use: bool, by: Person, now: datetime) -> PlanTemplate:
    """Another name, or out of use. Jobs that began with it keep what they have."""
    kept.name, kept.note = _name(name, besides=kept), note.strip()
    kept.retired_at = None if in_use else kept.retired_at or now
    kept.save(update_fields=["name", "note", "retired_at"])
    record("changed", kept, by=by, now=now)
    return kept


def _name(name: str, *, besides: PlanTemplate) -> str:
    name = name.strip()
    if not name:
        raise Refused("Give the plan a name.", field="name")
    same = PlanTemplate.objects.alias(folded=Lower("name")).filter(folded=name.lower())
    if same.exclude(pk=besides.pk).exists():
        raise Refused("There is a plan of this name already. Choose another, or put yours in its place.", field="name")
    return name
