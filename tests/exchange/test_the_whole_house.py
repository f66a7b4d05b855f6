"""The house is written out whole, and an empty installation that takes it in is the same house."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from hearback.candidates.actions import attach_file
from hearback.candidates.models import Candidate
from hearback.decisions.defaults import add_default_reasons
from hearback.exchange.leaving.house import export_house, file_of, json_rows, nouns
from hearback.exchange.leaving.person import everything_of
from hearback.exchange.returning import move_in
from hearback.people.models import Person
from hearback.record.models import Entry
from hearback.refusals import Refused
from tests.journeys.house import furnish


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }


def everything() -> dict[str, list[dict]]:
    return {file_of(model): [json.loads(line) for line in b"".join(json_rows(model)).splitlines()] for model in nouns()}


def empty() -> None:
    """As a new installation is: every row gone, which the record allows to nobody but a test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL session_replication_role = replica")
        for model in nouns():
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        cursor.execute("SET LOCAL session_replication_role = origin; SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def packed(cast, now, tmp_path):
    """A house with somebody in every state, names that spreadsheets would run, and a file."""
    furnish(cast, now)
    cast.lena.headline = "=1+1, “quoted”;\n'=too\t\\ and € 🙂"
    cast.lena.save()
    attach_file(
        cast.lena, upload=SimpleUploadedFile("cv.txt", b"My life so far"), kind="resume", by=cast.hanna, now=now
    )
    path = tmp_path / "house.zip"
    path.write_bytes(b"".join(export_house(attachments=True, by=cast.alice, now=now)))
    return path


def test_the_same_house_again_table_by_table(packed, cast, now, tmp_path, laws):
    before = everything()
    assert len(before["candidate"]) > 5 and before["scorecard"] and before["rating"] and before["promise"]
    empty()
    add_default_reasons(now=now)  # as a new installation has them, and a record of it
    (tmp_path / "files").rename(tmp_path / "lost")
    move_in(packed, now=now)
    laws()
    assert everything() == before
    lena = Candidate.objects.get(pk=cast.lena.pk)
    assert lena.headline == cast.lena.headline
    assert lena.attachments.get(name="cv.txt").file.read() == b"My life so far"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()
    assert Candidate.objects.create(name="One more", created_at=now).pk > max(one["id"] for one in before["candidate"])


def test_nobodys_password_leaves(packed):
    with zipfile.ZipFile(packed) as archive:
        people = [json.loads(line) for line in archive.read("json/person.jsonl").splitlines()]
        assert {person["password"] for person in people} == {"!"}
        assert b"password" not in archive.read("csv/person.csv").splitlines()[0]


def test_no_cell_of_its_tables_runs_in_a_spreadsheet(packed):
    with zipfile.ZipFile(packed) as archive:
        tables = [name for name in archive.namelist() if name.endswith(".csv")]
        cells = [
            cell
            for name in tables
            for row in csv.reader(io.StringIO(archive.read(name).decode(), newline=""))
            for cell in row
        ]
    assert len(tables) == len(nouns())
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'=1+1") for cell in cells)


def test_two_houses_are_never_mixed(packed, now):
    with pytest.raises(Refused, match="There is a company here already"):
        move_in(packed, now=now)


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_what_is_no_export_is_refused_in_a_sentence(db, now, tmp_path, content):
    path = tmp_path / "house.zip"
    path.write_bytes(content)
    with pytest.raises(Refused, match="no export of Hearback's"):
        move_in(path, now=now)


def test_the_export_of_another_version_is_refused(packed, now, tmp_path):
    empty()
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(other, "w") as to:
        facts = json.loads(source.read("about.json"))
        to.writestr("about.json", json.dumps(facts | {"migrations": facts["migrations"][:-1]}))
    with pytest.raises(Refused, match="another version"):
        move_in(other, now=now)
    assert not Person.objects.exists()


def test_all_of_one_candidate_and_nothing_of_another(packed, cast):
    document = everything_of(cast.yuki)
    assert [one["name"] for one in document["candidate"]] == ["Yuki Tanaka"]
    for noun in ("application", "interview", "promise", "message", "record", "seat"):
        assert document[noun], noun
    text = json.dumps(document, default=str, ensure_ascii=False)
    assert "Lena" not in text and "Omar" not in text
    assert {one["candidate_id"] for one in document["application"]} == {cast.yuki.pk}


def test_the_record_says_who_took_the_house(packed, cast):
    entry = Entry.objects.get(verb="exported")
    assert (entry.actor_id, entry.details["attachments"]) == (cast.alice.pk, True)
