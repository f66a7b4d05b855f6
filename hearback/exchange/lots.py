"""From a file to lots of rows, read and checked in a thread of its own while the database works on the lot before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from django.conf import settings

from hearback.candidates.reading.apart import read_apart
from hearback.exchange import columns
from hearback.exchange.job_rows import JobReader
from hearback.exchange.reading import Document, Part, Trouble, open_file
from hearback.exchange.reading.documents import resume_cells
from hearback.exchange.rows import Reader
from hearback.exchange.rules import month_first
from hearback.exchange.taking.lots import SIZE, Entry, Lot, Refusal
from hearback.refusals import Refused

SAMPLE = 200  # rows by whose values columns are guessed
Mapped = Callable[[Part], list[str]]
Reading = Callable[[Sequence[str], bool], Reader | JobReader]


def sample_of(part: Part, count: int = SAMPLE) -> list[list[str]]:
    """The first rows that can be read."""
    if part.resumes:
        return []
    return [row[1] for row in islice(part.rows(), count) if isinstance(row, tuple) and len(row) == 2]


def mapping_of(
    what: str, part: Part, chosen: Mapping[str, list[str]], remembered: Mapping[str, list[str]]
) -> list[str]:
    """What somebody said of this heading for this import, else the last time, else a guess."""
    key = columns.signature(what, part.heading)
    for known in (chosen.get(key), remembered.get(key)):
        if known and len(known) == len(part.heading):
            return list(known)
    return columns.guess(what, part.heading, sample_of(part))


def months_first_of(part: Part, mapping: Sequence[str]) -> bool:
    """Whether this part's dates name the month first, by its first rows."""
    dates = [
        place for place, field in enumerate(mapping) if field in ("created", "applied", "entered", "ended", "opened")
    ]
    values = [row[place] for row in sample_of(part) for place in dates] if dates else []
    return bool(month_first(values))


def read_lots(
    path: Path, name: str, *, mapped: Mapped, reader: Reading, check: Callable[[Sequence[str]], str], skip: int = 0
) -> Iterator[Lot]:
    """Every row of every part, in lots; the first `skip` rows are passed over. Each row is an entry or a refusal."""
    try:
        for part in open_file(path, name):
            for lot in _lots_of(part, mapped=mapped, reader=reader, check=check):
                if skip >= lot.rows:
                    skip -= lot.rows
                    continue
                # Lots are cut alike each time, so what was settled before ends where a lot ends.
                yield lot
    except Refused as refused:
        if not skip:
            yield Lot(name, [], refusals=[Refusal(1, refused.field, str(refused), [])])


def _lots_of(part: Part, *, mapped: Mapped, reader: Reading, check: Callable[[Sequence[str]], str]) -> Iterator[Lot]:
    mapping = mapped(part)
    if missing := check(mapping):
        named = ", ".join(cell[:30] or "(empty)" for cell in part.heading[:8])
        reason = f"The first line has to name the columns. {missing} It says: {named}."
        yield Lot(part.name, part.heading, refusals=[Refusal(1, "", reason, [])])
        return
    called = {field: name for field, name in reversed(list(zip(mapping, part.heading, strict=True))) if field}
    for field, standing_in in (("name", "last"), ("name", "first"), ("email", "phone")):
        if standing_in in called:
            called.setdefault(field, called[standing_in])
    read = reader(mapping, months_first_of(part, mapping)).read
    lot = Lot(part.name, part.heading, called)
    try:
        for row in part.rows():
            _add(lot, row, read)
            if lot.rows >= SIZE:
                yield lot
                lot = Lot(part.name, part.heading, called)
    except Refused as refused:
        lot.refusals.append(Refusal(1, refused.field, str(refused), []))
    if lot.rows:
        yield lot


def _add(lot: Lot, row: object, read: Callable) -> None:
    if isinstance(row, Trouble):
        lot.refusals.append(Refusal(row.line, row.column, row.reason, row.cells))
        return
    document, cells = None, []
    try:
        if isinstance(row, Document):
            line, cells = row.line, [row.name]
            document, cells = _read_document(row)
        else:
            line, cells = row
        person, tried = read(cells)
    except Refused as refused:
        cells = [row.name] if isinstance(row, Document) else cells
        lot.refusals.append(Refusal(line, lot.called.get(refused.field, refused.field), str(refused), cells))
    else:
        lot.entries.append(Entry(line, person, tried, cells, document))


def _read_document(document: Document) -> tuple[bytes, list[str]]:
    """A résumé, in a process of its own. Refuses one that cannot be read, or names nobody."""
    if document.path.stat().st_size > settings.UPLOAD_LIMIT:
        raise Refused(f"This file is larger than the {settings.UPLOAD_LIMIT // 1024 // 1024} MB we can take.")
    data = document.path.read_bytes()
    return data, resume_cells(read_apart(data, limit=settings.UPLOAD_LIMIT).resume)


def ahead(lots: Iterator[Lot]) -> Iterator[Lot]:
    """The same lots, the next one being read while the last one is used. At most two are in memory."""
    with ThreadPoolExecutor(1, thread_name_prefix="reading") as pool:
        coming = pool.submit(next, lots, None)
        while (lot := coming.result()) is not None:
            coming = pool.submit(next, lots, None)
            yield lot
