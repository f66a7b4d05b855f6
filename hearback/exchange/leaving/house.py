"""The whole house as one packed folder: each noun as JSON, which can come back, and as CSV for people; files if asked.

Read by COPY and packed as it comes: the largest house needs no more memory than the smallest.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Model

from hearback import __version__
from hearback.candidates.models import Attachment
from hearback.exchange.cells import FORMULA
from hearback.people.models import Person
from hearback.record.actions import record

FORMAT = 1
ABOUT = "about.json"
# What belongs to this installation and not to the house: codes on their way, who is signed in, forms half filled in,
# the demo's mailbox, files being taken in.
LEFT_OUT = {"PortalCode", "DeskSession", "Draft", "DeliveredMail", "Import", "Rejection", "ColumnMemory"}
# Whoever said this of themselves was promised that nobody here reads it, whoever exports included.
LEFT_OUT |= {"SelfIdentification"}
# Nobody's password leaves; whoever comes back is let in by a link.
SECRETS = {"Person": {"password": "!"}}
_BLOCK = 1024 * 1024


def nouns() -> list[type[Model]]:
    """Every table of the house, the ones between two nouns among them, in the order of their names."""
    models = apps.get_app_config("hearback").get_models(include_auto_created=True)
    return sorted((model for model in models if model.__name__ not in LEFT_OUT), key=lambda model: model._meta.db_table)


def file_of(model: type[Model]) -> str:
    return model._meta.db_table.removeprefix("hearback_")


def json_rows(model: type[Model]) -> Iterator[bytes]:
    """One object a line. Control letters stand escaped in JSON, so that the ones COPY wants never occur."""
    secrets = _literal(json.dumps(SECRETS.get(model.__name__, {})))
    query = f"SELECT to_jsonb(t) || {secrets}::jsonb FROM {model._meta.db_table} t ORDER BY {model._meta.pk.column}"
    yield from _copied(query, "FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02'")


def csv_rows(model: type[Model]) -> Iterator[bytes]:
    """With a heading. No cell can run as a formula in a spreadsheet."""
    left_out = SECRETS.get(model.__name__, {})
    formula = FORMULA.replace("\\-", "-").replace("[=+-", "[-=+")
    columns = []
    for field in model._meta.concrete_fields:
        if field.column in left_out:
            continue
        as_text = f'"{field.column}"::text'
        columns.append(
            f"CASE WHEN {as_text} ~ {_literal(formula)} THEN '''' || {as_text} ELSE {as_text} END AS \"{field.column}\""
        )
    query = f"SELECT {', '.join(columns)} FROM {model._meta.db_table} ORDER BY {model._meta.pk.column}"
    yield from _copied(query, "FORMAT csv, HEADER")


def _copied(query: str, how: str) -> Iterator[bytes]:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT ({how})") as copy:
        yield from map(bytes, copy)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class _Passing:
    """What a packer writes to, handed on in pieces."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None: ...

    def taken(self) -> Iterator[bytes]:
        yield from self.pieces
        self.pieces.clear()


def export_house(*, attachments: bool, by: Person | None, now: datetime) -> Iterator[bytes]:
    """The packed house, piece by piece. The record says who took it, before the first piece is out."""
    subject = by or Person.objects.order_by("id").first()
    if subject is not None:
        record("exported", subject, by=by, now=now, what="house", attachments=attachments)
    return packed_house(attachments=attachments, now=now)


def packed_house(*, attachments: bool, now: datetime) -> Iterator[bytes]:
    """The packed folder, piece by piece."""
    out = _Passing()
    alone = not connection.in_atomic_block
    with transaction.atomic(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:  # type: ignore[arg-type]
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")  # all of it as of one moment
        archive.writestr(ABOUT, json.dumps(about(now), indent=2) + "\n")
        for model in nouns():
            for name, rows in ((f"json/{file_of(model)}.jsonl", json_rows), (f"csv/{file_of(model)}.csv", csv_rows)):
                with archive.open(name, "w", force_zip64=True) as member:
                    for piece in rows(model):
                        member.write(piece)
                        yield from out.taken()
        if attachments:
            for path in Attachment.objects.order_by("id").values_list("file", flat=True).iterator():
                yield from _file(archive, path, out)
    yield from out.taken()


def _file(archive: zipfile.ZipFile, path: str, out: _Passing) -> Iterator[bytes]:
    """One that is no longer where it was kept is passed over: its row says that it was."""
    if not default_storage.exists(path):
        return
    with default_storage.open(path, "rb") as source, archive.open(f"files/{path}", "w", force_zip64=True) as member:
        while block := source.read(_BLOCK):
            member.write(block)
            yield from out.taken()


def about(now: datetime) -> dict[str, Any]:
    """What a house that takes this in has to know first."""
    from django.db.migrations.recorder import MigrationRecorder

    done = MigrationRecorder(connection).applied_migrations()
    return {
        "hearback": __version__,
        "format": FORMAT,
        "written_at": now.isoformat(),
        "migrations": sorted(name for app, name in done if app == "hearback"),
        "nouns": [file_of(model) for model in nouns()],
    }
