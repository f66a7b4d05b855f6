"""The file of an import, and its rows as its options read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from hearback.exchange import columns
from hearback.exchange.job_rows import JobReader
from hearback.exchange.lots import mapping_of, read_lots
from hearback.exchange.models import Import
from hearback.exchange.options import Options
from hearback.exchange.queries import jobs_for, remembered
from hearback.exchange.reading import Part, open_file
from hearback.exchange.reading.kinds import kind_of
from hearback.exchange.rows import Reader
from hearback.exchange.taking.lots import Lot
from hearback.refusals import Refused


def path_of(taken: Import) -> Path:
    path = Path(taken.file.path) if taken.file else Path(taken.place)
    if not path.exists():
        raise Refused("The file is no longer where it was kept. Send it again.")
    return path


def first_part(taken: Import) -> Part | None:
    """The table whose columns are chosen on the page; None where there are several files, or résumés."""
    path = path_of(taken)
    if path.is_dir() or kind_of(path) in ("packed", "resume"):
        return None
    return next(open_file(path, taken.name))


def count_rows(taken: Import) -> int | None:
    """How many rows there are to come, for the bar; None where counting would cost as much as reading."""
    try:
        part = first_part(taken)
        return sum(1 for _ in part.rows()) if part else None
    except Refused:
        return None


def lots_of(taken: Import, *, skip: int, now: datetime) -> Iterator[Lot]:
    options, known = Options.of(taken.options), remembered()
    what = str(taken.what)
    jobs = jobs_for(options) if what == columns.APPLICATIONS else None

    def reader(mapping: Sequence[str], months_first: bool) -> Reader | JobReader:
        if what == columns.JOBS:
            return JobReader(mapping, months_first=months_first)
        return Reader(mapping, now=now, jobs=jobs, source=options.source, months_first=months_first)

    return read_lots(
        path_of(taken),
        taken.name,
        mapped=lambda part: mapping_of(what, part, options.columns, known),
        reader=reader,
        check=lambda mapping: columns.check(what, mapping, job_given=options.job is not None),
        skip=skip,
    )


def columns_named(what: str, path: Path, named: Sequence[str]) -> dict[str, list[str]]:
    """The mapping of a file, changed by what somebody says of its columns: `E-Mail 2=email`, `Notes=`."""
    part = next(open_file(path))
    chosen: dict[str, str] = {}
    for text in named:
        heading, divided, field = text.rpartition("=")
        if not divided or (field and field not in columns.FIELDS[what]):
            known = ", ".join(columns.FIELDS[what])
            raise Refused(f"Write a column as HEADING=FIELD, with one of these fields: {known}.")
        if columns.fold(heading) not in {columns.fold(name) for name in part.heading}:
            raise Refused(f"{path.name} has no column “{heading}”. It has: {', '.join(part.heading[:20])}.")
        chosen[heading] = field
    mapping = columns.by_hand(what, part.heading, chosen, mapping_of(what, part, {}, remembered()))
    return {columns.signature(what, part.heading): mapping}
