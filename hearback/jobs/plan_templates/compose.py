"""Puts a plan together from role, industry and size. Pure: facts in, a draft out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from hearback.jobs.plan_templates import interviews, library
from hearback.jobs.plan_templates.drafts import (
    INDUSTRIES,
    ROLES,
    SIZES,
    AttributeDraft,
    InterviewDraft,
    PlanDraft,
    StageDraft,
)
from hearback.jobs.plan_templates.people import in_words, length_in_words
from hearback.refusals import Refused

MOST_ANSWER_DAYS = 9  # never two weeks without news


@dataclass(frozen=True)
class Brief:
    role: str
    industry: str
    size: str

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = library.ROLE_FACTS[self.role]
        return facts

    @property
    def field(self) -> dict[str, Any]:
        facts: dict[str, Any] = library.INDUSTRY_FACTS[self.industry]
        return facts

    @property
    def scale(self) -> dict[str, Any]:
        facts: dict[str, Any] = library.SIZE_FACTS[self.size]
        return facts

    @property
    def sample(self) -> dict[str, Any]:
        """The field's work sample for this role; empty where it has none."""
        sample: dict[str, Any] = self.field.get("sample", {}).get(self.role, {})
        return sample

    @property
    def rounds(self) -> list[str]:
        """The rounds of this role at this size. Without a work sample in the field, a first interview stands in."""
        wanted: list[str] = self.facts["rounds"][self.size]
        if self.sample:
            return wanted
        kept = [key for key in wanted if key != "sample"]
        return kept if "sample" not in wanted or "first" in wanted else ["call", "first", *kept[1:]]


def plan_for(*, role: str, industry: str, size: str) -> PlanDraft:
    """A plan for this kind of role, in this field, at an employer of this size, ready to be changed."""
    for value, known, field in ((role, ROLES, "role"), (industry, INDUSTRIES, "industry"), (size, SIZES, "size")):
        if value not in known:
            raise Refused(f"“{value}” is not one of the plans we have ready: {', '.join(known)}.", field=field)
    brief = Brief(role, industry, size)
    stages = _nothing_asked_twice(_stage(key, brief) for key in ("review", *brief.rounds, "offer"))
    attributes = _attributes(stages)
    rated = {attribute.name for attribute in attributes}
    return PlanDraft(
        stages=stages,
        attributes=attributes,
        requirements=tuple(
            needed if needed.attribute in rated else replace(needed, attribute="")
            for needed in library.requirements(role, industry)
        ),
        reasons=(brief.facts["reason"], brief.field["reason"], brief.scale["reason"]),
    )


def _stage(key: str, brief: Brief) -> StageDraft:
    held = interviews.held_in(
        key,
        role=brief.role,
        industry=brief.industry,
        size=brief.size,
        sample=brief.sample,
        talk_first="first" not in brief.rounds,
    )
    words = {**brief.sample, "kind": "assessment"} if key == "sample" else library.ROUNDS[key]
    return StageDraft(
        kind=words["kind"],
        name=words["name"],
        public_name=words["public_name"],
        public_text=_public_text(key, words["public_text"], held, brief),
        answer_days=_answer_days(key, brief),
        capacity=brief.scale["capacity"].get("first" if key == "meet" else key),
        interviews=held,
    )


def _public_text(key: str, text: str, held: tuple[InterviewDraft, ...], brief: Brief) -> str:
    # A second round names the new faces; the known ones come only to eat and to speak of pay.
    met = [i.seat_roles for i in held if key != "second" or i.kind not in ("meal", "compensation_talk")]
    people, length = in_words(met), length_in_words(sum(interview.minutes for interview in held))
    kinds = {interview.kind for interview in held}
    parts = [text.format(people=people, People=people[:1].upper() + people[1:], length=length)]
    if key == "sample" and len(held) > 1:
        parts.append(
            f"Before it you talk with {in_words([held[0].seat_roles])} about the job and about what you have done. "
            f"Altogether it takes about {length}."
        )
    elif key == "sample":
        parts.append(f"You work with {people}; altogether it takes about {length}.")
    if "tour" in kinds and brief.field["tour"]:
        parts.append(brief.field["tour"])
    if key == "second" and "meal" in kinds:
        parts.append("We eat together as well. Tell us beforehand what you do not eat.")
    if key == "review" and brief.field["checks"]:
        parts.append(brief.field["checks"])
    return "\n\n".join(parts)


def _answer_days(key: str, brief: Brief) -> int:
    days: int = brief.scale["answer_days"] + brief.field["extra_days"] + brief.facts["extra_days"]
    days += {"review": 1, "call": -1, "final": 1}.get(key, 0)
    return max(1, min(days, MOST_ANSWER_DAYS))


def _nothing_asked_twice(stages: Iterable[StageDraft]) -> tuple[StageDraft, ...]:
    """Drop what an earlier round has asked; an attribute left without a question gets one of its others."""
    asked: set[str] = set()
    fresh = []
    for stage in stages:
        held = []
        for interview in stage.interviews:
            guide = [
                question if question.attribute in interview.focus else replace(question, attribute="")
                for question in interview.guide
                if question in interviews.EVERY_TIME or question.question not in asked
            ]
            for name in interview.focus:
                if not any(question.attribute == name for question in guide):
                    spare = library.all_questions(name)
                    guide += [question for question in spare if question.question not in asked][:1]
            asked |= {question.question for question in guide}
            held.append(replace(interview, guide=tuple(guide)))
        fresh.append(replace(stage, interviews=tuple(held)))
    return tuple(fresh)


def _attributes(stages: tuple[StageDraft, ...]) -> tuple[AttributeDraft, ...]:
    """What the interviews look at, each once, in the order in which a candidate meets it."""
    names = [name for stage in stages for interview in stage.interviews for name in interview.focus]
    return tuple(library.attribute(name) for name in dict.fromkeys(names))
