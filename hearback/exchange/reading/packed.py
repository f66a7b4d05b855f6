"""A folder, or a packed one: every file in it that rows or résumés are read from, in the order of their names."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from hearback.exchange.reading.kinds import MOST_UNPACKED
from hearback.refusals import Refused

ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsb", ".xls", ".ods", ".json", ".jsonl", ".ndjson", ".pdf", ".docx")
LARGEST_MEMBER = 200 * 1024 * 1024
_BLOCK = 1024 * 1024


def files_of(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each file with its name below the folder. Links are not followed: they may lead anywhere."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in ENDINGS and not path.is_symlink() and path.is_file():
            yield path, path.relative_to(folder).as_posix()


def members_of(packed: Path) -> Iterator[tuple[Path, str]]:
    """Each file, unpacked one at a time under a name of our own and gone when the next is asked for."""
    with TemporaryDirectory(prefix="hearback-") as folder, zipfile.ZipFile(packed) as archive:
        left = MOST_UNPACKED
        for number, member in enumerate(sorted(archive.infolist(), key=lambda member: member.filename)):
            if not _wanted(member):
                continue
            # The name inside is a label for people and never a path.
            path = Path(folder) / f"{number}{PurePosixPath(member.filename).suffix.lower()}"
            left -= _unpack(archive, member, path, left)
            yield path, member.filename[-200:]
            path.unlink(missing_ok=True)


def _wanted(member: zipfile.ZipInfo) -> bool:
    name = member.filename.replace("\\", "/")
    hidden = any(part.startswith((".", "__MACOSX")) for part in name.split("/") if part.strip("."))
    link = stat.S_ISLNK(member.external_attr >> 16)
    return not member.is_dir() and not hidden and not link and name.lower().endswith(ENDINGS)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, left: int) -> int:
    """Write one member out, as far as it really goes. Refuses one that goes on longer than it said."""
    most, written = min(LARGEST_MEMBER, left), 0
    try:
        with archive.open(member) as source, path.open("wb") as to:
            while block := source.read(_BLOCK):
                written += len(block)
                if written > most:
                    raise Refused("This file is far larger inside than it looks. It is not unpacked.")
                to.write(block)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise Refused("This file is damaged: it can't be unpacked.") from None
    return written
