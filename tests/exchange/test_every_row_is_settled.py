"""Accepted and rejected make up the rows, whatever the file is like, however often its worker is killed."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.exchange import lots as reading_lots
from hearback.exchange.actions import ask, begin_here, go_on
from hearback.exchange.cells import guard, unguard
from hearback.exchange.leaving.lists import csv_lines
from hearback.exchange.models import Import, Reference
from hearback.exchange.options import Options
from hearback.exchange.reading import Document, Trouble, open_file
from hearback.exchange.taking import run, settling
from hearback.people.actions import add_person
from hearback.refusals import Refused
from tests.exchange.taking_in import refusals, take_in

SHARED = Path(__file__).parents[3] / "shared/data"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
EMAILS = st.sampled_from(["a@mail.example", "A@MAIL.example", "b@mail.example", "İ@mail.example", "b at mail", ""])
NAMES = st.one_of(st.sampled_from(["Ida Holm", "ida holm", "O’Neil, Pat", "=1+1", "李", "عمر", ""]), TEXT)
PHONES = st.sampled_from(["", "+49 30 5550101", "030/555 01 01", "12", "+49 30 5550199"])


@given(TEXT)
@settings(max_examples=300)
def test_a_guarded_cell_comes_back_as_it_was_and_runs_nowhere(text):
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


WRITTEN = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\r\n"), max_size=30)


@given(st.lists(st.fixed_dictionaries({"name": WRITTEN, "note": WRITTEN}), min_size=1, max_size=5))
def test_a_table_of_ours_is_read_as_it_was_written(rows):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_text("".join(csv_lines(["name", "note"], rows)), encoding="utf-8", newline="")
        [part] = open_file(path)
        read = [[unguard(cell) for cell in row[1]] for row in part.rows()]
    # A row of nothing but spaces is no row; spaces after a comma belong to the writer.
    said = [[row["name"].lstrip(" "), row["note"].lstrip(" ")] for row in rows]
    said = [row for row in said if any(guard(cell).strip() for cell in row)]
    assert [[cell.lstrip(" ") for cell in row] for row in read] == said


@given(
    rows=st.lists(st.tuples(NAMES, EMAILS, PHONES, TEXT), max_size=12),
    delimiter=st.sampled_from(",;\t"),
    raw=st.sampled_from(["", 'x,"open\n', "a,b,c,d,e\n", "\n\n"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.django_db
def test_accepted_and_rejected_make_up_the_rows(rows, delimiter, raw):
    now = datetime(2026, 9, 7, 9, tzinfo=UTC)
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter)
    writer.writerow(["Name", "E-mail", "Phone", "City"])
    writer.writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        path.write_text(table.getvalue() + raw, encoding="utf-8", newline="")
        [part] = open_file(path)
        there = sum(1 for _ in part.rows())
        taken = take_in(path, "candidates", by=None, now=now)
        assert taken.accepted + taken.rejected == taken.rejected + taken.new + taken.known == there
        assert taken.rejections.count() == taken.rejected
        again = take_in(path, "candidates", by=None, now=now)
        assert (again.new, again.accepted, again.rejected) == (0, taken.accepted, taken.rejected)


@pytest.fixture
def small_lots(monkeypatch):
    monkeypatch.setattr(reading_lots, "SIZE", 10)


def people(path: Path, count: int) -> Path:
    rows = [f"Person {n},{'bad' if n % 7 == 3 else f'p{n}@mail.example'}" for n in range(count)]
    path.write_text("\n".join(["Name,E-mail", *rows]) + "\n")
    return path


def test_whoever_is_killed_goes_on_where_they_stopped(db, now, tmp_path, small_lots, monkeypatch):
    path = people(tmp_path / "people.csv", 45)
    settle, settled = settling.settle_lot, []

    def killed(taken, lot, **facts):
        if len(settled) == 2:
            raise KeyboardInterrupt
        settled.append(lot)
        return settle(taken, lot, **facts)

    monkeypatch.setattr("hearback.exchange.actions.settle_lot", killed)
    begun = begin_here(what="candidates", path=path, options=Options(), by=None, now=now)
    with pytest.raises(KeyboardInterrupt):
        go_on(ask(begun, trial=False, by=None, now=now), now=now)
    monkeypatch.undo()
    monkeypatch.setattr(reading_lots, "SIZE", 10)
    same = begin_here(what="candidates", path=path, options=Options(), by=None, now=now)
    assert (same.pk, same.position, Candidate.objects.count()) == (begun.pk, 20, 17)
    done = go_on(same, now=now)
    assert (done.position, done.new, done.rejected, done.rejections.count()) == (45, 39, 6, 6)
    assert Candidate.objects.count() == 39


def test_of_two_at_once_the_second_leaves(db, now, tmp_path, small_lots, monkeypatch):
    begun = begin_here(what="candidates", path=people(tmp_path / "p.csv", 25), options=Options(), by=None, now=now)
    ask(begun, trial=False, by=None, now=now)
    mine, theirs = Import.objects.get(pk=begun.pk), Import.objects.get(pk=begun.pk)
    assert go_on(mine, now=now).position == 25
    assert go_on(theirs, now=now).position == 25
    assert (Candidate.objects.count(), mine.rejections.count()) == (21, 4)


def test_a_full_disk_is_said_and_nothing_is_lost(db, now, tmp_path, small_lots, monkeypatch):
    begun = begin_here(what="candidates", path=people(tmp_path / "p.csv", 25), options=Options(), by=None, now=now)
    begun = ask(begun, trial=False, by=None, now=now)

    def full(*_, **__):
        raise OperationalError("could not extend file: No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("hearback.exchange.actions.settle_lot", full)
        stuck = go_on(begun, now=now)
    assert stuck.trouble.startswith("The disk is full.") and Import.objects.get(pk=begun.pk).running
    assert go_on(Import.objects.get(pk=begun.pk), now=now).position == 25


def test_a_row_that_only_postgresql_refuses_costs_no_other(db, now, tmp_path, monkeypatch):
    take = run._take

    def grumbling(lot, facts):
        if any(entry.person.name == "Person 16" for entry in lot.entries):
            raise DatabaseError("no such thing")
        return take(lot, facts)

    monkeypatch.setattr(run, "_take", grumbling)
    done = take_in(people(tmp_path / "p.csv", 25), "candidates", by=None, now=now)
    assert (done.new, done.rejected) == (20, 5)
    assert refusals(done)[2] == (18, "", "The database can't hold this row as it is.")


def test_a_trial_knows_what_would_be_here_twice(db, now, tmp_path, small_lots):
    path = people(tmp_path / "p.csv", 20)
    path.write_text(path.read_text() + "Person 0,P0@mail.example\n")
    tried = take_in(path, "candidates", by=None, now=now, trial=True)
    assert (tried.new, tried.known, tried.rejected, tried.rejections.count()) == (17, 1, 3, 3)
    assert not Candidate.objects.exists()
    done = take_in(path, "candidates", by=None, now=now)
    assert (done.new, done.known, done.rejected) == (17, 1, 3)


# Numbers of another system


def test_an_application_finds_its_candidate_and_job_by_their_numbers_elsewhere(cast, now, tmp_path, laws):
    people_, jobs, tries = (tmp_path / name for name in ("candidate.csv", "job.csv", "application.csv"))
    people_.write_text("id,first_name,last_name,email\n101,Ida,Holm,ida@mail.example\n102,Uwe,Voss,uwe@mail.example\n")
    jobs.write_text("id,name,status,department,created_at\n7,Welder,open,Workshop,2020-12-16 20:01:30\n")
    tries.write_text(
        "id,candidate_id,job_id,status,applied_at,rejected_at,current_stage\n"
        "900,101,7,active,2021-02-09 14:21:05.255,,Onsite\n"
        "901,102,7,rejected,2021-02-09 13:03:07.684,2021-03-01 00:00:00,\n"
        "902,103,7,active,2021-02-09 13:03:07.684,,\n"
    )
    where = {"office": cast.berlin.pk, "recruiter": cast.hanna.pk, "manager": cast.marta.pk, "plan": "specialist"}
    assert take_in(jobs, "jobs", by=cast.hanna, now=now, system="Old", **where).new == 1
    assert take_in(people_, "candidates", by=cast.hanna, now=now, system="Old").new == 2
    step = {"words": "Our answer", "told": "already", "system": "Old"}
    done = take_in(tries, "applications", by=cast.hanna, now=now, **step)
    assert refusals(done) == [
        (4, "candidate_id", "There is no candidate with this number here yet. Import the candidates first.")
    ]
    ida = Application.objects.get(candidate__email="ida@mail.example")
    assert (ida.job.title, ida.stage.kind, ida.promises.get().told_by) == ("Welder", "interview", None)
    assert ida.applied_at == datetime(2021, 2, 9, 14, 21, 5, 255000, UTC)
    uwe = Application.objects.get(candidate__email="uwe@mail.example")
    assert (uwe.state, uwe.ended_at.year, uwe.promises.count()) == ("rejected", 2021, 0)
    laws()
    assert take_in(tries, "applications", by=cast.hanna, now=now, **step).new == 0
    assert Reference.objects.filter(system="Old").count() == 5
    somebody = tmp_path / "other.csv"
    somebody.write_text("id,name,email\n101,Max Other,max@mail.example\n")
    assert (
        "This number is somebody else's here"
        in refusals(take_in(somebody, "candidates", by=cast.hanna, now=now, system="Old"))[0][2]
    )


def test_a_second_try_years_later_is_an_application_of_its_own(cast, now, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text(
        "name,email,status,applied_at,ended_at\nIda,i@mail.example,rejected,2020-01-01,2020-02-01\n"
        "Ida,i@mail.example,rejected,2022-01-01,2022-02-01\nIda,i@mail.example,active,2026-08-01,\n"
        "Ida,i@mail.example,active,2026-08-02,\n"
    )
    done = take_in(
        path, "applications", by=cast.hanna, now=now, job=cast.engineer.pk, words="Our answer", told="already"
    )
    assert (done.new, done.known, done.rejected) == (3, 1, 0)
    tries = Application.objects.filter(candidate__email="i@mail.example")
    assert sorted(tries.values_list("state", flat=True)) == ["active", "rejected", "rejected"]


def test_a_confidential_job_is_none_for_a_recruiter_who_is_not_on_its_team(cast, now, tmp_path):
    other = add_person(
        name="Rita Other", email="rita@x.example", role="recruiter", office=cast.berlin, by=None, now=now
    )
    path = tmp_path / "p.csv"
    path.write_text(f"name,email,job,status\nIda,i@mail.example,{cast.secret.title},rejected\n")
    step = {"words": "Our answer", "told": "already"}
    done = take_in(path, "applications", by=other, now=now, **step)
    assert "There is no job" in refusals(done)[0][2]
    assert take_in(path, "applications", by=None, now=now, **step).new == 1


# Files of other kinds


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_zip_is_read_file_by_file_and_its_names_are_no_paths(db, now, tmp_path):
    table, resume = b"Name,E-mail\nIda,ida@mail.example\n", b'{"basics": {"name": "Jo", "email": "jo@mail.example"}}'
    path = packed(
        tmp_path / "many.zip", {"../../a.csv": table, "b/jo.json": resume, "c.csv": b"\x7fELF", ".d.csv": table}
    )
    done = take_in(path, "candidates", by=None, now=now)
    assert (done.new, done.rejected, done.rejections.get().file) == (2, 1, "c.csv")
    assert not list(tmp_path.parent.glob("*.csv"))


def test_a_link_in_a_folder_or_a_zip_leads_nowhere(db, now, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("Name,E-mail\nIda,ida@mail.example\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.csv").symlink_to(secret)
    assert "holds neither JSON nor CSV" in refusals(take_in(folder, "candidates", by=None, now=now))[0][2]
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, str(secret))
    assert (
        "holds neither JSON nor CSV" in refusals(take_in(tmp_path / "link.zip", "candidates", by=None, now=now))[0][2]
    )


def test_a_bomb_is_not_unpacked(db, now, tmp_path):
    path = packed(tmp_path / "bomb.zip", {"a.csv": b"0" * 60_000_000})
    assert path.stat().st_size < 100_000
    assert "far larger inside than it looks" in refusals(take_in(path, "candidates", by=None, now=now))[0][2]


def test_a_cell_of_forty_megabytes_costs_its_own_row(db, now, tmp_path):
    path = tmp_path / "large.csv"
    path.write_text(f"Name,E-mail,City\nIda,ida@mail.example,{'x' * 40_000_000}\nJo,jo@mail.example,\0Oslo\n")
    done = take_in(path, "candidates", by=None, now=now)
    assert (done.new, refusals(done)) == (1, [(2, "", "A cell of this row is too long to be read.")])
    assert len(done.rejections.get().cells[2]) < 2_000
    assert Candidate.objects.get().location == "Oslo"


@pytest.mark.parametrize("name", ["people.xlsx", "people.ods"])
def test_a_spreadsheet_is_read_whatever_it_is_called(db, now, tmp_path, name):
    from tests.exchange.sheets import write_ods, write_xlsx

    rows = [
        ["Candidates of 2026"],
        ["Name", "E-mail", "Phone", "Created at"],
        ["Ida Holm", "ida@mail.example", 4930555010, 46000],
    ]
    rows += [["", "", "", ""], ["Uwe", "uwe at mail", "", ""]]
    (write_xlsx if name.endswith("xlsx") else write_ods)(tmp_path / name, rows)
    (tmp_path / name).rename(tmp_path / "export.csv")
    done = take_in(tmp_path / "export.csv", "candidates", by=None, now=now)
    assert (done.new, [refusal[:2] for refusal in refusals(done)]) == (1, [(5, "E-mail")])
    assert Candidate.objects.get().phone == "4930555010"


def test_a_spreadsheet_that_is_damaged_is_refused_in_a_sentence(db, now, tmp_path):
    path = packed(tmp_path / "broken.xlsx", {"xl/workbook.xml": b"<oops", "[Content_Types].xml": b""})
    assert "This spreadsheet is damaged or locked" in refusals(take_in(path, "candidates", by=None, now=now))[0][2]


@pytest.mark.skipif(not SHARED.exists(), reason="the real files are not on this machine")
def test_a_resume_is_read_and_kept_with_its_candidate(db, now, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }
    pdf = next((SHARED / "resumes/rendercv/examples").glob("*.pdf"))
    path = packed(tmp_path / "resumes.zip", {"one.pdf": pdf.read_bytes(), "two.pdf": b"%PDF-1.4 nothing"})
    done = take_in(path, "candidates", by=None, now=now)
    assert (done.new, done.rejected) == (1, 1)
    someone = Candidate.objects.get()
    assert someone.resume["work"] and someone.attachments.get().file.read() == pdf.read_bytes()
    take_in(path, "candidates", by=None, now=now)
    assert (Candidate.objects.count(), someone.attachments.count()) == (1, 1)


def test_objects_of_another_system_are_a_table_too(db, now, tmp_path):
    path = tmp_path / "candidates.json"
    person = {"id": 5, "first_name": "John", "last_name": "Locke", "email_addresses": [{"value": "j@mail.example"}]}
    path.write_text(json.dumps([person | {"company": None, "tags": ["Python"]}, {"id": 6, "first_name": "No"}]))
    done = take_in(path, "candidates", by=None, now=now)
    assert (done.new, done.rejected) == (1, 1)
    assert Candidate.objects.get().name == "John Locke"


@pytest.mark.skipif(not SHARED.exists(), reason="the real files are not on this machine")
@pytest.mark.parametrize("what", ["applications", "jobs"])
def test_every_real_file_goes_through_as_anything(cast, now, what):
    options = {"job": cast.engineer.pk, "words": "Our answer", "told": "already"} if what == "applications" else {}
    for folder in ("ats", "job_logs", "torture"):
        done = take_in(SHARED / folder, what, by=cast.hanna, now=now, **options)
        assert done.position == done.accepted + done.rejections.count() > 0
        assert all(reason.endswith((".", "?")) for _, _, reason in refusals(done))


def test_old_files_and_refused_rows_go_after_a_month(db, now, tmp_path):
    from hearback.exchange.actions import forget_old

    done = take_in(people(tmp_path / "p.csv", 10), "candidates", by=None, now=now)
    assert forget_old(now=now + timedelta(days=29)) == 0 and done.rejections.exists()
    assert forget_old(now=now + timedelta(days=31)) == 1 and not done.rejections.exists()
    assert Import.objects.get(pk=done.pk).rejected == 1


def test_nothing_that_is_no_part_is_opened(tmp_path):
    with pytest.raises(Refused, match="There is nothing at"):
        list(open_file(tmp_path / "gone"))
    assert Document and Trouble
