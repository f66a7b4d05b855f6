"""Spreadsheets, turned into text by a process of its own, with limits: whatever a file does, it does there."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from hearback.exchange.reading.shapes import Part, Row
from hearback.exchange.reading.tables import part_of
from hearback.refusals import Refused

SECONDS = 300
MEMORY = 3 * 1024 * 1024 * 1024
_START = "from hearback.exchange.reading.sheets import main; main()"
_DAMAGED = "This spreadsheet is damaged or locked: it can't be read. Save it anew as .xlsx or CSV."
_TOO_MUCH = "This spreadsheet is too large to be read at once. Save it as CSV, or split it."


def open_sheet(path: Path, name: str) -> Part:
    """The first sheet that has anything on it."""
    return part_of(name, partial(_raw, path))


def _raw(path: Path) -> Iterator[Row]:
    house = str(Path(__file__).parents[3])
    apart = subprocess.Popen(
        [sys.executable, "-c", _START, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=house
    )
    assert apart.stdout is not None
    try:
        lines = io.TextIOWrapper(apart.stdout, encoding="utf-8", newline="")
        reader = csv.reader(lines)
        yield from enumerate(reader, start=1)
        code = apart.wait(timeout=10)
        if code:
            raise Refused(_DAMAGED if code == 3 else _TOO_MUCH)
    finally:
        apart.stdout.close()
        apart.kill()
        apart.wait()


def main() -> None:
    """The other side: the file named as an argument, its rows as CSV on standard output. Ends with 3 when damaged."""
    from python_calamine import CalamineError, CalamineWorkbook

    _hold()
    out = csv.writer(io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline=""))
    try:
        with suppress(BrokenPipeError):
            book = CalamineWorkbook.from_path(sys.argv[1])
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                if sheet.total_height:
                    # Lines are counted from the sheet's first, as its own numbers are.
                    for row in sheet.to_python(skip_empty_area=False):
                        out.writerow([_text(cell) for cell in row])
                    break
    except (CalamineError, ValueError, OSError, KeyError):
        sys.exit(3)
    except MemoryError:
        sys.exit(4)


def _text(cell: object) -> str:
    """What a person would type into the cell: whole numbers without a point, days without a clock."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _hold() -> None:
    try:
        import resource
    except ImportError:  # a system without limits still has the clock
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
