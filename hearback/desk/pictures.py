"""Where things stand in the pictures of the debrief. Each picture repeats what the table beside it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearback.decisions.debrief import Cell, Column, Mark
from hearback.words import initials

STEP = 44  # from one point of the scale to the next
FIRST = 20
RISE = 25  # from one interviewer to the next who gave the same rating


@dataclass(frozen=True)
class Dot:
    mark: Mark
    x: int
    y: int


@dataclass(frozen=True)
class Scale:
    """The ratings of one cell on a line from 1 to 4; who agrees stands on top of each other."""

    dots: list[Dot]
    first: int
    last: int
    base: int
    width: int
    height: int
    low: int
    high: int
    words: str


def scale(cell: Cell) -> Scale:
    stacked: dict[int, int] = {}
    rated = [mark for mark in cell.marks if mark.score]
    tallest = max((cell.scores.count(score) for score in cell.scores), default=1)
    floor = 13 + RISE * (tallest - 1)
    dots = []
    for mark in rated:
        level = stacked.get(mark.score, 0)
        stacked[mark.score] = level + 1
        dots.append(Dot(mark, _at(mark.score), floor - RISE * level))
    low, high = (min(cell.scores), max(cell.scores)) if cell.scores else (0, 0)
    said = ", ".join(f"{mark.person.name} {mark.score} of 4" for mark in rated)
    base = floor + 15
    return Scale(dots, _at(1), _at(4), base, FIRST + _at(4), base + 15, _at(low), _at(high), said)


def _at(score: int) -> int:
    return FIRST + STEP * (score - 1)


@dataclass(frozen=True)
class Square:
    x: int
    y: int
    score: int | None


@dataclass(frozen=True)
class Heat:
    """Attributes down, interviewers across: where a candidate is strong, and who saw it."""

    heads: list[tuple[int, str]]
    lines: list[tuple[int, str]]
    squares: list[Square]
    width: int
    height: int


HEAD, LINE, SQUARE, LABEL = 20, 26, 34, 104


def heat_strip(column: Column, attributes: Sequence[str]) -> Heat:
    people = column.people
    rated = [name for name in attributes if column.marks.get(name)]
    squares = [
        Square(LABEL + n * SQUARE, HEAD + row * LINE, column.score(name, person))
        for row, name in enumerate(rated)
        for n, person in enumerate(people)
    ]
    return Heat(
        heads=[(LABEL + n * SQUARE + SQUARE // 2, initials(person.name)) for n, person in enumerate(people)],
        lines=[(HEAD + row * LINE + LINE // 2, _short(name)) for row, name in enumerate(rated)],
        squares=squares,
        width=LABEL + max(1, len(people)) * SQUARE,
        height=HEAD + len(rated) * LINE,
    )


def _short(name: str, most: int = 15) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
