"""Candidates, applications and jobs as rows, for another system or a spreadsheet: a row at a time, in the order they
came in, so that a long list needs no more memory than a short one."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.exchange.cells import cell, plain
from hearback.jobs.models import Job
from hearback.people.models import Person
from hearback.record.actions import record

Row = Mapping[str, object]
_CANDIDATE = [
    "id",
    "name",
    "email",
    "phone",
    "headline",
    "location",
    "time_zone",
    "channel",
    "links",
    "source",
    "created_at",
]
_APPLICATION = {
    "id": "id",
    "candidate_id": "candidate_id",
    "candidate": "candidate__name",
    "email": "candidate__email",
    "job_id": "job_id",
    "job": "job__title",
    "department": "job__department__name",
    "office": "job__office__name",
    "stage": "stage__name",
    "state": "state",
    "source": "source",
    "applied_at": "applied_at",
    "entered_stage_at": "entered_stage_at",
    "ended_at": "ended_at",
}
_JOB = {
    "id": "id",
    "title": "title",
    "department": "department__name",
    "office": "office__name",
    "status": "status",
    "openings": "openings",
    "confidential": "confidential",
    "pay_low": "pay_low",
    "pay_high": "pay_high",
    "pay_currency": "pay_currency",
    "pay_period": "pay_period",
    "created_at": "created_at",
    "opened_at": "opened_at",
    "description": "description",
}


def candidate_rows(*, with_resume: bool = False) -> Iterator[Row]:
    """The résumé is JSON Resume and fits only where a row can hold it."""
    columns = [*_CANDIDATE, "resume"] if with_resume else _CANDIDATE
    for candidate in Candidate.objects.order_by("id").iterator(chunk_size=1000):
        row = {column: getattr(candidate, column) for column in columns}
        yield row | {"links": [link.get("url", "") for link in candidate.links]}


def application_rows() -> Iterator[Row]:
    for values in Application.objects.order_by("id").values_list(*_APPLICATION.values()).iterator(chunk_size=1000):
        yield dict(zip(_APPLICATION, values, strict=True))


def job_rows() -> Iterator[Row]:
    for values in Job.objects.order_by("id").values_list(*_JOB.values()).iterator(chunk_size=1000):
        yield dict(zip(_JOB, values, strict=True))


@dataclass(frozen=True)
class List:
    columns: Sequence[str]
    rows: Callable[[], Iterator[Row]]
    json_columns: Sequence[str] = ()
    json_rows: Callable[[], Iterator[Row]] | None = None


LISTS = {
    "candidates": List(_CANDIDATE, candidate_rows, [*_CANDIDATE, "resume"], lambda: candidate_rows(with_resume=True)),
    "applications": List(list(_APPLICATION), application_rows),
    "jobs": List(list(_JOB), job_rows),
}


def written(name: str, kind: str) -> Iterator[str]:
    """A list as "csv", "json" or "jsonl", line by line."""
    wanted = LISTS[name]
    if kind == "csv":
        return csv_lines(wanted.columns, wanted.rows())
    columns, rows = wanted.json_columns or wanted.columns, (wanted.json_rows or wanted.rows)()
    return json_lines(columns, rows, listed=kind == "json")


def export_list(name: str, kind: str, *, by: Person, now: datetime) -> Iterator[bytes]:
    """The same for a page. The record says who took it; Excel knows a table for UTF-8 by its mark."""
    record("exported", by, by=by, now=now, what=name)
    return _encoded(written(name, kind), b"\xef\xbb\xbf" if kind == "csv" else b"")


def _encoded(lines: Iterator[str], mark: bytes) -> Iterator[bytes]:
    yield mark
    yield from (line.encode() for line in lines)


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A heading and the rows. No cell can run as a formula in a spreadsheet."""
    line = StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        yield line.getvalue()
        line.seek(0)
        line.truncate()
        writer.writerow([cell(row[column]) for column in columns])
    yield line.getvalue()


def json_lines(columns: Sequence[str], rows: Iterable[Row], *, listed: bool) -> Iterator[str]:
    """One object a line; `listed` makes of them one list."""
    if listed:
        yield "["
    for written, row in enumerate(rows):
        text = json.dumps({column: row[column] for column in columns}, ensure_ascii=False, default=plain)
        yield (",\n" if written else "\n") + text if listed else text + "\n"
    if listed:
        yield "\n]\n"
