"""What passes from hand to hand while a résumé is read: runs, pieces, lines, sections, values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

BULLET = re.compile(r"^\s*(?:[•‣◦▪●○■□◆◇▸►➢➤➔→✓✔∙⁃*·]\s*|[-–—]\s+(?=\S)|\d{1,2}[.)]\s*(?=[^\d\s]))")


@dataclass(frozen=True)
class Run:
    """Words of one style. `y` counts downwards from the top of the page; `icon` names the picture before them."""

    text: str
    x0: float
    x1: float
    size: float = 10.0
    font: str = ""
    bold: bool = False
    link: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Piece:
    """What stands together on one row, with white on both sides of it."""

    page: int
    y: float
    runs: tuple[Run, ...]

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return self.runs[-1].x1

    @property
    def text(self) -> str:
        return tidy("".join(run.text for run in self.runs))

    @property
    def size(self) -> float:
        return max(run.size for run in self.runs)

    @property
    def style(self) -> tuple[str, float]:
        """The look of its first words."""
        first = next((run for run in self.runs if run.text.strip()), self.runs[0])
        return first.font, round(first.size * 2) / 2

    @property
    def bold(self) -> bool:
        letters = sum(len(run.text.strip()) for run in self.runs)
        return sum(len(run.text.strip()) for run in self.runs if run.bold) * 2 > letters > 0


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """One row of one column, in reading order. `gap`: the white above, in its size; `right`: where its column ends."""

    page: int
    number: int
    pieces: tuple[Piece, ...]
    column: int = 0
    gap: float = 0.0
    right: float = 0.0

    @property
    def text(self) -> str:
        return "  ".join(piece.text for piece in self.pieces if piece.text)

    @property
    def first(self) -> Piece:
        return self.pieces[0]


@dataclass(frozen=True)
class Section:
    kind: str
    heading: Line | None
    lines: tuple[Line, ...]
    sure: bool = True


@dataclass(frozen=True)
class Source:
    page: int
    line: int
    text: str


@dataclass(frozen=True)
class Value:
    """One thing read, the line it came from, and, where we are unsure, why."""

    text: str
    source: Source
    why: str = ""
    path: str = ""

    @property
    def sure(self) -> bool:
        return not self.why


# A field of JSON Resume while it is being filled: a value, a list of them, or an object of such.
Field = Value | list["Value"] | dict[str, Any]
Entry = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """A résumé as read: JSON Resume, each value with its source, and the lines nobody could place."""

    resume: dict[str, Any]
    values: tuple[Value, ...]
    notices: tuple[str, ...] = ()
    unread: tuple[Source, ...] = ()
    pages: int = 1


@dataclass
class Notes:
    """Where the readers of single fields put what they found and what they could not place."""

    unread: list[Source] = field(default_factory=list)


def tidy(text: str) -> str:
    return " ".join(text.split())


def source(line: Line) -> Source:
    return Source(line.page, line.number, line.text)


def said(text: str, line: Line, why: str = "") -> Value:
    return Value(tidy(text), source(line), why)


def was_full(line: Line, piece: Piece) -> bool:
    """Whether the first word of this piece would not have fitted on the line above: then it goes on."""
    last = line.pieces[-1]
    first = piece.text.split(" ", 1)[0]
    needed = (piece.x1 - piece.x0) * (len(first) + 1) / max(len(piece.text), 1)
    return line.right > 0 and last.x1 + needed > line.right - 0.5


def joined(texts: Sequence[str]) -> str:
    """Lines as one text; a word divided at the end of a line is made whole again."""
    whole = ""
    for text in texts:
        text = tidy(text)
        if whole.endswith(("-", "\u2010", "\u00ad")) and text[:1].islower() and whole[-2:-1].isalpha():
            whole = whole[:-1] + text
        elif re.search(r"\w-$", whole) and text[:1].isupper():  # Wisconsin-Milwaukee
            whole += text
        else:
            whole = f"{whole} {text}".strip()
    return whole
