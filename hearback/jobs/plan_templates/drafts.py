"""A plan before it belongs to a job: plain facts, nothing stored."""

from __future__ import annotations

from dataclasses import dataclass, field

ROLES = {
    "executive": "Executive",
    "manager": "Manager",
    "specialist": "Specialist",
    "junior": "Junior",
    "hourly": "Hourly",
}
INDUSTRIES = {
    "technology": "Technology",
    "manufacturing": "Manufacturing",
    "healthcare": "Healthcare",
    "retail": "Retail and hospitality",
    "public": "Public sector",
    "finance": "Finance",
    "education": "Education",
}
SIZES = {
    "small": "Fewer than 50 people",
    "medium": "50 to 500 people",
    "large": "More than 500 people",
}


@dataclass(frozen=True)
class Question:
    """One question of a guide. `attribute` is the name of what its answer is rated under, or empty."""

    question: str
    listen_for: str
    attribute: str = ""


@dataclass(frozen=True)
class AttributeDraft:
    """What a scorecard rates, with one sentence for each point from 1 to 4."""

    name: str
    anchors: tuple[str, str, str, str]


@dataclass(frozen=True)
class RequirementDraft:
    text: str
    must: bool = False
    weight: int = 3
    attribute: str = ""


@dataclass(frozen=True)
class InterviewDraft:
    name: str
    kind: str
    minutes: int
    seat_roles: tuple[str, ...]
    focus: tuple[str, ...] = ()
    guide: tuple[Question, ...] = ()


@dataclass(frozen=True)
class StageDraft:
    kind: str
    name: str
    public_name: str
    public_text: str
    answer_days: int
    capacity: int | None = None
    interviews: tuple[InterviewDraft, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(interview.minutes for interview in self.interviews)


@dataclass(frozen=True)
class PlanDraft:
    """A whole plan, with the reasons why it looks as it does."""

    stages: tuple[StageDraft, ...]
    attributes: tuple[AttributeDraft, ...] = ()
    requirements: tuple[RequirementDraft, ...] = ()
    reasons: tuple[str, ...] = field(default=())

    @property
    def rounds(self) -> int:
        """How often the candidate meets somebody."""
        return sum(bool(stage.interviews) for stage in self.stages)

    @property
    def minutes(self) -> int:
        return sum(stage.minutes for stage in self.stages)
