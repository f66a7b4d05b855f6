"""Scorecards with evidence: what was seen and heard, fitting the point it was rated with."""

from __future__ import annotations

from datetime import datetime
from random import Random

from hearback.demo.material import material
from hearback.demo.staff import Opening
from hearback.interviews.models import Interview, Seat
from hearback.interviews.scorecards import focus_of, save_scorecard
from hearback.people.models import Person

ENGINEERING = {"engineer", "test", "junior", "secret"}


class Cards:
    def __init__(self, opening: Opening, rng: Random) -> None:
        self.opening, self.rng = opening, rng

    def write(
        self, interview: Interview, person: Person, quality: float, *, now: datetime, spread: float = 0.45
    ) -> None:
        seat = Seat.objects.select_related("interview__template", "interview__application").get(
            interview=interview, person=person
        )
        scores = {attribute: self._near(self.rng.gauss(quality, spread)) for attribute in focus_of(seat)}
        mean = sum(scores.values()) / len(scores)
        recommendation = self._near((mean + quality) / 2)
        guide = [asked["question"] for asked in interview.template.guide]
        save_scorecard(
            seat,
            ratings={
                attribute.pk: (score, self._unused(self._evidence(attribute.name, score)))
                for attribute, score in scores.items()
            },
            recommendation=recommendation,
            summary=self._unused(material("words")["summary"][str(recommendation)]),
            left_open=self._unused(material("words")["left_open"]) if self.rng.random() < 0.4 else "",
            asked=guide[: max(1, len(guide) - self.rng.randint(0, 2))],
            by=person,
            now=now,
            submit=True,
        )

    @staticmethod
    def _near(value: float) -> int:
        return max(1, min(4, round(value)))

    def _evidence(self, attribute: str, score: int) -> list[str]:
        if attribute == "Craft" and self.opening.key in ENGINEERING:
            attribute = "Craft (engineering)"
        texts: list[str] = material("evidence")[attribute][str(score)]
        return texts

    def _unused(self, texts: list[str]) -> str:
        """The same sentence about two candidates of one job would look copied, so the least used is taken."""
        used = self.opening.used_words
        text = self.rng.choice([text for text in texts if used[text] == min(used[one] for one in texts)])
        used[text] += 1
        return text
