"""Rows written out as CSV or JSON, one at a time, so that a long list needs no more memory than a short one."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TextIO

Row = Mapping[str, object]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(columns: Sequence[str], rows: Iterable[Row], to: TextIO) -> int:
    """Write a heading and the rows; return how many. No cell can run as a formula in a spreadsheet."""
    writer = csv.writer(to, lineterminator="\r\n")
    writer.writerow(columns)
    written = 0
    for row in rows:
        writer.writerow([cell(row[column]) for column in columns])
        written += 1
    return written


def write_json(columns: Sequence[str], rows: Iterable[Row], to: TextIO) -> int:
    """Write one list of objects; return how many."""
    written = 0
    to.write("[")
    for row in rows:
        to.write(",\n" if written else "\n")
        json.dump({column: row[column] for column in columns}, to, ensure_ascii=False, default=_plain)
        written += 1
    to.write("\n]\n")
    return written


def cell(value: object) -> str:
    """Text a spreadsheet takes as text: what would begin a formula gets an apostrophe before it."""
    text = "" if value is None else _plain(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value)
    return str(value)
