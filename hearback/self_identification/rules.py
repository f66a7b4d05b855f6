"""Which questions are asked of whom, and how many must have answered before a count is shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 5  # no count below this is ever shown
KEPT_YEARS = 4
NOT_SAID = "not_said"


@dataclass(frozen=True)
class Question:
    key: str
    text: str
    choices: Mapping[str, str]


_RATHER_NOT = {NOT_SAID: "I’d rather not say"}
_YES_NO = {"yes": "Yes", "no": "No", **_RATHER_NOT}
_GENDER = Question(
    "gender",
    "Which describes you best?",
    {"woman": "Woman", "man": "Man", "another": "Another gender", **_RATHER_NOT},
)
_DISABILITY = Question("disability", "Do you live with a disability or a long-term health condition?", _YES_NO)
_AGE = Question(
    "age",
    "How old are you?",
    {"under_25": "Under 25", "25_39": "25 to 39", "40_54": "40 to 54", "55": "55 or older", **_RATHER_NOT},
)

# The categories follow the forms that employers there report on (EEO-1, VEVRAA; Employment Equity Act): general
# knowledge, not read for this. An employer chooses a set for each office, or none.
SETS: dict[str, tuple[Question, ...]] = {
    "general": (_GENDER, _AGE, _DISABILITY),
    "ca": (
        _GENDER,
        Question("indigenous", "Are you an Indigenous person (First Nations, Métis or Inuit)?", _YES_NO),
        Question("visible_minority", "Are you a member of a visible minority in Canada?", _YES_NO),
        _DISABILITY,
    ),
    "us": (
        _GENDER,
        Question(
            "ethnicity",
            "Which of these do you identify with?",
            {
                "hispanic": "Hispanic or Latino",
                "white": "White",
                "black": "Black or African American",
                "asian": "Asian",
                "pacific": "Native Hawaiian or Other Pacific Islander",
                "native": "American Indian or Alaska Native",
                "several": "Two or more races",
                **_RATHER_NOT,
            },
        ),
        Question("veteran", "Are you a protected veteran?", _YES_NO),
        _DISABILITY,
    ),
}


def questions_of(name: str) -> tuple[Question, ...]:
    return SETS.get(name, ())


def given(questions: tuple[Question, ...], answers: Mapping[str, str]) -> dict[str, str]:
    """Only what was asked, and only what could be chosen. To leave something out is an answer too."""
    return {q.key: answers[q.key] for q in questions if answers.get(q.key) in q.choices}


def safe_counts(counts: Mapping[str, int], *, least: int = LEAST) -> dict[str, int | None]:
    """Counts fit to be shown: None where too few answered. Where only one is hidden it could be reckoned from the
    total, so the next smallest is hidden with it."""
    hidden = {choice for choice, count in counts.items() if 0 < count < least}
    if hidden and (len(hidden) == 1 or sum(counts[choice] for choice in hidden) < least):
        rest = sorted((count, choice) for choice, count in counts.items() if count and choice not in hidden)
        hidden |= {choice for _, choice in rest[:1]}
    return {choice: None if choice in hidden else count for choice, count in counts.items()}
