"""One's own export, taken in by an empty installation: the same house again, number by number."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Model

from hearback.candidates.models import Candidate
from hearback.exchange.leaving.house import ABOUT, FORMAT, about, file_of, nouns
from hearback.exchange.reading.kinds import check_members
from hearback.people.models import Person
from hearback.refusals import Refused

# A submitted scorecard takes no more ratings, so it is submitted after they are in.
LAST = {"hearback_scorecard": "submitted_at"}
_LONGEST_LINE = 64 * 1024 * 1024


def move_in(path: Path, *, now: Any, say: Callable[[str, int], None] | None = None) -> dict[str, int]:
    """Every row of a packed house, all or nothing; returns how many of each noun. Refuses to mix two houses, and an
    export that another version has written."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive.infolist(), path.stat().st_size)
            _check(archive, now)
            with transaction.atomic():
                counts = _rows(archive, say)
            _files(archive)
    except (zipfile.BadZipFile, KeyError, OSError):
        raise Refused("This is no export of Hearback's: it can't be unpacked, or lacks its about.json.") from None
    return counts


def _check(archive: zipfile.ZipFile, now: Any) -> None:
    if Person.objects.exists() or Candidate.objects.exists():
        raise Refused("There is a company here already. A whole house moves into an empty installation only.")
    try:
        facts = json.loads(archive.read(ABOUT))
    except ValueError:
        raise Refused("This is no export of Hearback's: its about.json can't be read.") from None
    if facts.get("format") != FORMAT or facts.get("migrations") != about(now)["migrations"]:
        raise Refused("This was exported by another version of Hearback. Export it with this one, or install that one.")


def _rows(archive: zipfile.ZipFile, say: Callable[[str, int], None] | None) -> dict[str, int]:
    """Foreign keys are checked at the end of the transaction, so any order will do."""
    counts = {}
    with connection.cursor() as cursor:
        _make_room(cursor)
        for model in nouns():
            counts[file_of(model)] = _table(cursor, model, _lines(archive, f"json/{file_of(model)}.jsonl"))
            if say:
                say(file_of(model), counts[file_of(model)])
        for table, column in LAST.items():
            cursor.execute(f"UPDATE {table} t SET {column} = l.{column} FROM later_{table} l WHERE l.id = t.id")
        for model in nouns():
            table = model._meta.db_table
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column])
            if sequence := cursor.fetchone()[0]:
                cursor.execute(f"SELECT setval('{sequence}', greatest(1, (SELECT max(id) FROM {table})))")
    return counts


def _make_room(cursor: Any) -> None:
    """An installation that nobody has worked in was born with a few rows, and a record of nothing but that."""
    cursor.execute("ALTER TABLE hearback_entry DISABLE TRIGGER append_only")
    for model in nouns():
        cursor.execute(f"DELETE FROM {model._meta.db_table}")
    cursor.execute("ALTER TABLE hearback_entry ENABLE TRIGGER append_only")


def _table(cursor: Any, model: type[Model], lines: Iterator[bytes]) -> int:
    table = model._meta.db_table
    cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS moving (doc jsonb) ON COMMIT DROP; TRUNCATE moving")
    with cursor.copy("COPY moving FROM STDIN (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')") as copy:
        for line in lines:
            copy.write(line)
    doc = "doc"
    if later := LAST.get(table):
        cursor.execute(
            f"CREATE TEMPORARY TABLE later_{table} ON COMMIT DROP AS SELECT (r.t).id, (r.t).{later} FROM "
            f"(SELECT jsonb_populate_record(NULL::{table}, doc) AS t FROM moving) r WHERE (r.t).{later} IS NOT NULL"
        )
        doc = f"doc - '{later}'"
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    values = ", ".join(f'(r.t)."{field.column}"' for field in model._meta.concrete_fields)
    cursor.execute(
        f"INSERT INTO {table} ({columns}) SELECT {values} FROM "
        f"(SELECT jsonb_populate_record(NULL::{table}, {doc}) AS t FROM moving OFFSET 0) r"
    )
    return int(cursor.rowcount)


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        while line := member.readline(_LONGEST_LINE):
            yield line


def _files(archive: zipfile.ZipFile) -> None:
    """The files of candidates, each to the place its row names and to no other."""
    named = set(apps.get_model("hearback", "Attachment").objects.values_list("file", flat=True))
    for member in archive.infolist():
        path = member.filename.removeprefix("files/")
        if member.filename.startswith("files/") and path in named and ".." not in PurePosixPath(path).parts:
            with archive.open(member) as source:
                if not default_storage.exists(path):
                    default_storage.save(path, File(source))
