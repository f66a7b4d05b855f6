from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

LONGEST_CELL = 50_000  # letters; a longer one is refused with its row
MOST_COLUMNS = 500
SHOWN_OF_A_CELL = 1_000  # of a cell that is too long, so much comes back


class Trouble(NamedTuple):
    """A row that can't be read: `line` is where it starts, `column` what the file calls the place."""

    line: int
    column: str
    reason: str
    cells: list[str] = []


class Document(NamedTuple):
    """A file that is one person's résumé: read apart, and kept."""

    line: int
    path: Path
    name: str


Row = tuple[int, list[str]]
Rows = Iterator[Row | Trouble | Document]


@dataclass(frozen=True)
class Part:
    """One table, or one list of documents, of a file. `rows()` reads it from its beginning, each time it is called."""

    name: str
    heading: list[str]
    rows: Callable[[], Rows]
    headless: bool = False  # the file names no columns; ours are Column 1, Column 2 …
    resumes: bool = False  # the cells are a JSON Resume's, in the order of RESUME_HEADING
    notices: list[str] = field(default_factory=list)
