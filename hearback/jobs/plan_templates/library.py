"""The words of the ready-made plans, read once from the files beside this one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hearback.jobs.plan_templates.drafts import AttributeDraft, Question, RequirementDraft

_HERE = Path(__file__).parent


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text("utf-8"))


ATTRIBUTES = _read("attributes.toml")
ROLE_FACTS = _read("roles.toml")
INDUSTRY_FACTS = _read("industries.toml")
ROUNDS = _read("rounds.toml")
SIZE_FACTS = ROUNDS.pop("size")


def attribute(name: str) -> AttributeDraft:
    one, two, three, four = ATTRIBUTES[name]["anchors"]
    return AttributeDraft(name, (one, two, three, four))


def attribute_library() -> list[AttributeDraft]:
    """Every attribute that comes with anchored words, for a job that wants one more."""
    return [attribute(name) for name in ATTRIBUTES]


def opening_question(name: str, *, plain: bool) -> Question:
    """What a first conversation asks about this attribute; plain words for a first job or hourly work."""
    words = ATTRIBUTES[name]["plain" if plain else "first"]
    return Question(words["ask"], words["listen"], name)


def deep_questions(name: str) -> tuple[Question, ...]:
    """What a later round asks, so that nothing is asked twice."""
    return tuple(Question(words["ask"], words["listen"], name) for words in ATTRIBUTES[name]["deep"])


def all_questions(name: str) -> tuple[Question, ...]:
    """The searching ones first."""
    openers = (opening_question(name, plain=False), opening_question(name, plain=True))
    return (*deep_questions(name), *openers)


def _concerns(facts: dict[str, Any], role: str) -> bool:
    return role in facts["roles"] or "any" in facts["roles"]


def industry_attribute(industry: str, role: str) -> str:
    by_role: dict[str, str] = INDUSTRY_FACTS[industry]["attribute"]
    return by_role.get(role) or by_role["any"]


def industry_questions(industry: str, role: str) -> tuple[Question, ...]:
    return tuple(
        Question(facts["ask"], facts["listen"], facts["attribute"])
        for facts in INDUSTRY_FACTS[industry]["questions"]
        if _concerns(facts, role)
    )


def requirements(role: str, industry: str) -> tuple[RequirementDraft, ...]:
    chosen = ROLE_FACTS[role]["requirements"] + [
        facts for facts in INDUSTRY_FACTS[industry]["requirements"] if _concerns(facts, role)
    ]
    return tuple(RequirementDraft(f["text"], f["must"], f["weight"], f["attribute"]) for f in chosen)
