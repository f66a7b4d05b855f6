"""A scorecard as it is written: a score in words for each attribute, what it rests on, and an overall view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearback.desk.forms.common import DeskForm, words_field
from hearback.interviews.models import Scorecard
from hearback.interviews.rules import gaps_in_scorecard
from hearback.jobs.models import Attribute
from hearback.refusals import Refused

NOTHING = "none"
NOTHING_WORDS = "Nothing to judge it by."
OWN_QUESTIONS = 20


class ScorecardForm(DeskForm):
    asked = forms.MultipleChoiceField(label="From the guide", widget=forms.CheckboxSelectMultiple, required=False)
    asked_besides = words_field(
        "Your own questions", required=False, rows=3, longest=4000, help_text="One on each line."
    )
    left_open = words_field(
        "What a later round should still find out",
        required=False,
        rows=3,
        longest=4000,
        help_text="The next interviewers read this, without your ratings. Ask, do not judge.",
    )
    recommendation = forms.ChoiceField(
        label="Your overall recommendation",
        choices=[(str(value), label) for value, label in Scorecard.Recommendation.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    summary = words_field("In a sentence or two", required=False, rows=4, longest=8000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, focus: Sequence[Attribute], guide: Sequence[str], card: Scorecard | None, version: int
    ) -> None:
        self.focus = list(focus)
        guide = list(dict.fromkeys(guide))
        super().__init__(data, initial=_written(card, guide) | {"version": version})
        self.fields["asked"].choices = [(question, question) for question in guide]
        self.guided = bool(guide)
        for attribute in self.focus:
            self.fields[f"score_{attribute.pk}"] = forms.ChoiceField(
                label=attribute.name, choices=_points(attribute), widget=forms.RadioSelect, required=False
            )
            self.fields[f"evidence_{attribute.pk}"] = words_field(
                f"{attribute.name}: what you saw or heard", required=False, rows=3, longest=8000
            )

    def clean(self) -> dict[str, Any]:
        """A draft may have gaps; of what is submitted, all of them are named at once."""
        said = super().clean() or self.cleaned_data
        if self.data.get("step") == "submit":
            ratings = {one.name: self._rating(one) for one in self.focus}
            for one in self.focus:
                if not said.get(f"score_{one.pk}"):
                    ratings[one.name] = (None, "")  # words without a score are a draft, and no judgement
            for gap in gaps_in_scorecard(
                focus=[one.name for one in self.focus],
                ratings=ratings,
                recommendation=int(said.get("recommendation") or 0),
                summary=said.get("summary", ""),
            ):
                self.refuse(gap)
        return said

    def rows(self) -> list[tuple[Attribute, Any, Any]]:
        return [(one, self[f"score_{one.pk}"], self[f"evidence_{one.pk}"]) for one in self.focus]

    def refuse(self, refused: Refused) -> None:
        """What an attribute lacks stands beside it: at its score, or at what the score rests on."""
        for attribute in self.focus:
            if attribute.name == refused.field:
                rated = self.cleaned_data.get(f"score_{attribute.pk}")
                self.add_error(f"{'evidence' if rated else 'score'}_{attribute.pk}", str(refused))
                return
        super().refuse(refused)

    def facts(self) -> dict[str, Any]:
        """What save_scorecard takes."""
        said = self.cleaned_data
        own = [line.strip()[:500] for line in said["asked_besides"].splitlines() if line.strip()]
        return {
            "ratings": {one.pk: self._rating(one) for one in self.focus},
            "recommendation": int(said["recommendation"]) if said["recommendation"] else None,
            "summary": said["summary"],
            "left_open": said["left_open"],
            "asked": [*said["asked"], *own[:OWN_QUESTIONS]],
            "version": said["version"],
        }

    def _rating(self, attribute: Attribute) -> tuple[int | None, str]:
        score = self.cleaned_data.get(f"score_{attribute.pk}", "")
        evidence = self.cleaned_data.get(f"evidence_{attribute.pk}", "").strip()
        if score == NOTHING:
            return None, f"{NOTHING_WORDS} {evidence}".strip()
        return (int(score) if score else None), evidence


def _points(attribute: Attribute) -> list[tuple[str, str]]:
    anchors = [*attribute.anchors, "", "", "", ""]
    return [(str(point), anchors[point - 1] or str(point)) for point in range(1, 5)] + [
        (NOTHING, "Nothing to judge by")
    ]


def _written(card: Scorecard | None, guide: Sequence[str]) -> dict[str, Any]:
    """The form as it was left, or as it was submitted when a correction begins."""
    if card is None:
        return {}
    facts: dict[str, Any] = {
        "asked": [question for question in card.asked if question in guide],
        "asked_besides": "\n".join(question for question in card.asked if question not in guide),
        "left_open": card.left_open,
        "recommendation": str(card.recommendation or ""),
        "summary": card.summary,
    }
    for rating in card.ratings.all():
        nothing = rating.score is None and rating.evidence.startswith(NOTHING_WORDS)
        facts[f"score_{rating.attribute_id}"] = NOTHING if nothing else str(rating.score or "")
        facts[f"evidence_{rating.attribute_id}"] = rating.evidence.removeprefix(NOTHING_WORDS).strip()
    return facts
