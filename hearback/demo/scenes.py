"""The scenes of a story, and how many working days lie between them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

# Working days between a step and the one before it: at least, at most.
GAPS = {
    "apply": (0, 0),
    "advance": (1, 2),
    "book": (0, 2),
    "meet": (2, 4),
    "reject": (1, 3),
    "ask": (1, 2),
    "part": (1, 2),
    "answer": (2, 3),
    "hold": (1, 2),
    "news": (4, 4),
    "offer": (1, 1),
    "accept": (1, 3),
    "decline": (2, 3),
    "hire": (2, 3),
    "withdraw": (0, 2),
    "renew": (0, 0),
    "question": (0, 1),
    "reply": (0, 1),
    "handover": (0, 0),
    "move": (0, 1),
    "cancel": (1, 1),
}
BY_CANDIDATE = {"apply", "part", "answer", "accept", "decline", "withdraw", "question"}
ANSWER_DAYS_OF_AN_ASK = 5


@dataclass
class Scene:
    name: str
    options: list[str]
    day: int = 0

    def has(self, option: str) -> bool:
        return option in self.options


def scenes_of(outline: str, last: int, rng: Random) -> list[Scene]:
    """The scenes of an outline, each with its working day: the last lies on `last`, and those before it as far back."""
    scenes = [Scene("apply", [])]
    for word in outline.split():
        name, *options = word.split(":")
        if name == "meet":
            scenes.append(Scene("book", ["then"]))
        scenes.append(Scene(name, options))
    day = last
    for n in range(len(scenes) - 1, -1, -1):
        scenes[n].day = day
        day -= _gap(scenes[n], scenes[n - 1] if n else scenes[n], rng)
        if scenes[n].name == "meet":
            day = min(day, -1)
    return scenes


def _gap(scene: Scene, before: Scene, rng: Random) -> int:
    least, most = GAPS[scene.name]
    gap = least if scene.has("soon") else rng.randint(least, most)
    if scene.name == "renew":
        gap = 3 if before.name == "apply" else 2
    if scene.has("late"):
        return gap + 4
    if scene.name == "reject" and before.name == "ask":
        return gap + ANSWER_DAYS_OF_AN_ASK
    return gap
