"""A lot is settled: its entries taken in, its refusals kept, and the position moved, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any

from django.core.files.base import File
from django.db import connection, transaction
from django.db.models.functions import Now
from psycopg.types.json import Jsonb

from hearback.candidates.actions import attach_file
from hearback.candidates.models import Attachment, Candidate
from hearback.exchange.models import Import, Rejection
from hearback.exchange.options import Options
from hearback.exchange.queries import steps_for
from hearback.exchange.taking.jobs import take_jobs
from hearback.exchange.taking.lots import SIZE, Entry, Lot
from hearback.exchange.taking.run import Run, take_lot
from hearback.refusals import Refused

# PostgreSQL guesses well about tables it has looked at. After a first full lot it may know nothing true of these.
_LOOK = "ANALYZE hearback_candidate, hearback_application, hearback_promise, hearback_entry"
_CHECK_THE_LAWS_NOW = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"


class Spool:
    """The refusals of a trial, which is rolled back, kept beside the database until it is over."""

    def __init__(self) -> None:
        self.file = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (gone with the spool)

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        for row in rows:
            self.file.write(json.dumps(row) + "\n")

    def __iter__(self) -> Iterator[list[Any]]:
        self.file.seek(0)
        for line in self.file:
            yield json.loads(line)


def settle_lot(taken: Import, lot: Lot, *, now: datetime, spool: Spool | None = None) -> bool:
    """False where somebody else has settled it, or stopped the import. Moves the counts of `taken` on. With a spool it
    is a trial: the import's own row is left alone, as nobody would see it before the end."""
    first = taken.position == 0
    with transaction.atomic():
        mine = Import.objects.filter(pk=taken.pk, finished_at=None, stopped_at=None)
        here = mine.filter(accepted=taken.accepted, rejected=taken.rejected)
        if not (mine.exists() if spool else here.update(beat_at=Now())):
            return False
        if taken.what == Import.What.JOBS:
            done = take_jobs(lot, Options.of(taken.options), by=taken.by, now=now)
        else:
            done = take_lot(lot, run_of(taken, lot, now=now))
        counts = {
            "accepted": taken.accepted + len(lot.entries),
            "new": taken.new + sum(done.new),
            "rejected": taken.rejected + len(lot.refusals),
        }
        if spool:
            spool.add(rows_of(lot))
            with connection.cursor() as cursor:
                cursor.execute(_CHECK_THE_LAWS_NOW)
        else:
            for entry, candidate in zip(lot.entries, done.candidates, strict=True):
                _attach(entry, candidate, lot.part, taken, now=now)
            keep_refusals(taken, rows_of(lot))
            Import.objects.filter(pk=taken.pk).update(**counts)
    for name, count in counts.items():
        setattr(taken, name, count)
    if first and lot.rows >= SIZE:
        with connection.cursor() as cursor:
            cursor.execute(_LOOK)
    return True


def run_of(taken: Import, lot: Lot, *, now: datetime) -> Run:
    options = Options.of(taken.options)
    tries = taken.what == Import.What.APPLICATIONS
    jobs = {entry.tried.job for entry in lot.entries} if tries else set()
    return Run(options, taken.by, now, taken.pk, tries, steps_for(jobs, options, now=now) if jobs else {})


def _attach(entry: Entry, candidate: int, name: str, taken: Import, *, now: datetime) -> None:
    """A résumé is kept with its candidate as well as read, whether they are new or not."""
    if entry.document is None:
        return
    try:
        attach_file(
            Candidate.objects.get(pk=candidate),
            upload=File(BytesIO(entry.document), name=name),
            kind=Attachment.Kind.RESUME,
            by=taken.by,
            now=now,
        )
    except Refused:
        return  # of a kind that is not kept; what was read of it is


def rows_of(lot: Lot) -> list[tuple[Any, ...]]:
    return [
        (lot.part[:200], refusal.line, refusal.column[:200], refusal.reason, lot.heading, list(refusal.cells))
        for refusal in sorted(lot.refusals, key=lambda refusal: refusal.line)
    ]


def keep_refusals(taken: Import, rows: Iterable[Any]) -> None:
    into = f'COPY {Rejection._meta.db_table} (of_id, file, line, "column", reason, heading, cells) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for file, line, column, reason, heading, cells in rows:
            copy.write_row((taken.pk, file, line, column, reason, Jsonb(heading), Jsonb(cells)))
