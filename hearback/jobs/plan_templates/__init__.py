"""Ready-made interview plans, by role, industry and size of the employer. Plain data and pure functions."""

from hearback.jobs.plan_templates.compose import plan_for
from hearback.jobs.plan_templates.drafts import (
    INDUSTRIES,
    ROLES,
    SIZES,
    AttributeDraft,
    InterviewDraft,
    PlanDraft,
    Question,
    RequirementDraft,
    StageDraft,
)
from hearback.jobs.plan_templates.library import attribute_library

__all__ = [
    "INDUSTRIES",
    "ROLES",
    "SIZES",
    "AttributeDraft",
    "InterviewDraft",
    "PlanDraft",
    "Question",
    "RequirementDraft",
    "StageDraft",
    "attribute_library",
    "plan_for",
]
