"""What became of a file: in a sentence, and the rows that could not be taken as a table to mend and send again."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import TextIO

from hearback.exchange.cells import guard
from hearback.exchange.models import Import, Rejection
from hearback.words import plural

SHOWN = 20
PLACE = ("Refused: file", "Refused: line", "Refused: column", "Refused: why")


def sentence(taken: Import) -> str:
    would = "would be " if taken.trial else ""
    return (
        f"{plural(taken.position, 'row')}: {taken.new:,} {would}new, {taken.known:,} here already, "
        f"{taken.rejected:,} refused."
    )


def summary(taken: Import) -> str:
    """For the command line: the sentence, and the first refusals."""
    lines = [sentence(taken), *(f"  {one}" for one in taken.rejections.all()[:SHOWN])]
    if taken.rejected > SHOWN:
        lines.append(f"  and {taken.rejected - SHOWN:,} more. --refused FILE writes them all.")
    if taken.trouble:
        lines.append(taken.trouble)
    return "\n".join(lines)


def refused_rows(taken: Import) -> Iterator[list[str]]:
    """The heading, then each refused row: its place, the reason, and its own cells. Nothing in it runs in a
    spreadsheet. Sent back mended it is read as the file it came from: our own columns are passed over."""
    heading = Rejection.objects.filter(of=taken).exclude(heading=[]).values_list("heading", flat=True).first() or []
    yield [*PLACE, *(guard(name) for name in heading)]
    for one in taken.rejections.order_by("id").iterator(chunk_size=1000):
        yield [guard(one.file), str(one.line), guard(one.column), one.reason, *(guard(cell) for cell in one.cells)]


def refused_csv(taken: Import) -> Iterator[str]:
    for row in refused_rows(taken):
        line = StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(row)
        yield line.getvalue()


def write_refused(taken: Import, to: TextIO) -> None:
    for line in refused_csv(taken):
        to.write(line)
