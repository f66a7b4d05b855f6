"""Tables saved as text: CSV with commas, semicolons, tabs or strokes."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from hearback.exchange.reading.encoding import encoding_of, lines_of
from hearback.exchange.reading.shapes import LONGEST_CELL, MOST_COLUMNS, SHOWN_OF_A_CELL, Part, Row, Rows, Trouble
from hearback.refusals import Refused

csv.field_size_limit(256 * 1024 * 1024)  # a cell far too long is refused with its row, and the next row is read
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_OPEN = "A quotation mark is opened here and never closed."
_WANTED_LOOK = 20  # rows looked at to find the heading


def open_table(path: Path, name: str) -> Part:
    encoding = encoding_of(path)
    delimiter = delimiter_of("".join(islice(lines_of(path, encoding), 30)))
    return part_of(name, partial(_raw, path, encoding, delimiter))


def _raw(path: Path, encoding: str, delimiter: str) -> Iterator[Row | Trouble]:
    """Every row with the line it starts in."""
    quotes = 0

    def counted() -> Iterator[str]:
        nonlocal quotes
        for text in lines_of(path, encoding):
            if '"' in text:
                quotes += text.count('"')
            yield text

    reader = csv.reader(counted(), delimiter=delimiter, skipinitialspace=True)
    line = 1
    for cells in reader:
        # Several lines and an odd number of marks: the file ended before the cell did.
        if quotes % 2 and reader.line_num > line:
            yield Trouble(line, "", _OPEN, _shown(cells))
        else:
            yield line, cells
        line, quotes = reader.line_num + 1, 0


def part_of(name: str, raw: Callable[[], Iterator[Row | Trouble]]) -> Part:
    """A table from its raw rows: the heading found, the rows below it checked for their shape."""
    try:
        first = [row for row in islice(raw(), _WANTED_LOOK) if any(cell.strip() for cell in row[1])]
    except csv.Error:
        raise Refused("This file is no table: a quotation mark is opened in it and never closed.") from None
    if not first:
        raise Refused("This file is empty.")
    line, heading = next(((at, cells) for at, cells in first if not _is_title(cells, first)), first[0])
    heading = [cell[:200].strip() for cell in heading]
    while heading and not heading[-1]:
        heading.pop()
    if len(heading) > MOST_COLUMNS:
        raise Refused(f"This table has {len(heading):,} columns. The most we can take is {MOST_COLUMNS}.")
    if any(_ADDRESS.fullmatch(cell) for cell in heading):
        names = [f"Column {number}" for number in range(1, len(heading) + 1)]
        return Part(name, names, partial(_rows, raw, line - 1, len(names)), headless=True)
    return Part(name, heading, partial(_rows, raw, line, len(heading)))


def _is_title(cells: Sequence[str], first: Sequence[Row]) -> bool:
    """One cell alone above a table: what the table is called, not what its columns are."""
    filled = sum(bool(cell.strip()) for cell in cells)
    return filled == 1 and max(sum(bool(cell.strip()) for cell in row) for _, row in first) > 2


def _rows(raw: Callable[[], Iterator[Row | Trouble]], after: int, width: int) -> Rows:
    """The rows that follow the heading. Empty ones are passed over, those of another shape are named."""
    line = after
    try:
        for row in raw():
            line, cells = row[0], row[1]
            if line <= after:
                continue
            if isinstance(row, Trouble):
                yield row
                continue
            if len(cells) != width or max(map(len, cells), default=0) > LONGEST_CELL:
                if trouble := _trouble(line, cells, width):
                    yield trouble
                    continue
                cells = (cells + [""] * width)[:width]
            if any(cells) and (cells[0] or any(cell.strip() for cell in cells)):
                yield line, cells
    except csv.Error:
        yield Trouble(line + 1, "", "This can't be read from here on: a quotation mark is opened and never closed.")


def _trouble(line: int, cells: list[str], width: int) -> Trouble | None:
    shown = _shown(cells)
    longest = max(cells, key=len, default="")
    if len(longest) > LONGEST_CELL:
        reason = _OPEN if longest.count("\n") > 100 else "A cell of this row is too long to be read."
        return Trouble(line, "", reason, shown)
    if any(cell.strip() for cell in cells[width:]):
        return Trouble(line, "", f"This row has {len(cells)} cells, the heading {width}.", shown)
    return None


def _shown(cells: Sequence[str]) -> list[str]:
    """A row as it comes back: a cell that is far too long, or swallowed the rest of the file, only in part."""
    return [cell if len(cell) <= LONGEST_CELL else f"{cell[:SHOWN_OF_A_CELL]} …" for cell in cells[:MOST_COLUMNS]]


def delimiter_of(text: str) -> str:
    """Whichever sign divides the first line that has any most often, outside quotation marks."""
    for line in re.sub(r'"[^"]*"', "", text).splitlines():
        counts = {sign: line.count(sign) for sign in ",;\t|"}
        best = max(counts, key=lambda sign: counts[sign])
        if counts[best]:
            return best
    return ","
