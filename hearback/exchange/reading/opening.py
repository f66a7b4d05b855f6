from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from hearback.exchange.reading.documents import RESUME_HEADING, open_json
from hearback.exchange.reading.kinds import kind_of
from hearback.exchange.reading.packed import files_of, members_of
from hearback.exchange.reading.shapes import Document, Part, Trouble
from hearback.exchange.reading.sheets import open_sheet
from hearback.exchange.reading.tables import open_table
from hearback.refusals import Refused


def open_file(path: Path, name: str = "") -> Iterator[Part]:
    """The parts of a file, of a folder, or of a packed folder. A file in a folder that can't be read is a part of one
    row, which is refused; anything else that can't is refused here."""
    name = name or path.name
    if not path.exists():
        raise Refused(f"There is nothing at {path}.")
    if path.is_dir():
        yield from _several(files_of(path), path)
    elif kind_of(path) == "packed":
        yield from _several(members_of(path), path)
    else:
        yield _open(path, name)


def _several(files: Iterator[tuple[Path, str]], where: Path) -> Iterator[Part]:
    found = False
    for path, name in files:
        found = True
        try:
            if kind_of(path) == "packed":
                raise Refused("This is a packed folder within another. Unpack it first.")
            yield _open(path, name)
        except (Refused, OSError) as trouble:
            reason = str(trouble) if isinstance(trouble, Refused) else "This file can't be read."
            yield refused_part(name, reason)
    if not found:
        raise Refused(f"{where.name} holds neither JSON nor CSV files, nor spreadsheets or résumés.")


def refused_part(name: str, reason: str) -> Part:
    return Part(name, RESUME_HEADING, lambda: iter([Trouble(1, "", reason)]), resumes=True)


def _open(path: Path, name: str) -> Part:
    kind = kind_of(path)
    if kind == "resume":
        return Part(name, RESUME_HEADING, partial(_document, path, name), resumes=True)
    return {"json": open_json, "sheet": open_sheet, "table": open_table}[kind](path, name)


def _document(path: Path, name: str) -> Iterator[Document]:
    yield Document(1, path, name)
