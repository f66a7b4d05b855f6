"""A recruiter takes a file in on the desk: sends it, looks it through, tries it, takes it in, mends what is left."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hearback.candidates.models import Candidate
from hearback.exchange.actions import go_on_by_number
from hearback.exchange.models import Import
from hearback.messages.models import Message
from hearback.timetable import tick_at
from tests.reading import fields, get, post, read, words

PEOPLE = "Vorname;Nachname;E-Mail;Tel.;Notiz\nIda;Holm;ida@mail.example;;x\nUwe;Voss;uwe at mail;;y\n"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


@pytest.fixture
def sent(client, cast):
    """`sent(text)` sends a file as Hanna and returns its import."""

    def sent(content: str | bytes, what: str = "candidates", name: str = "people.csv", status: int = 302) -> Import:
        data = content.encode() if isinstance(content, str) else content
        answer = post(
            client, cast.hanna, reverse("desk:import_new"), status, what=what, file=SimpleUploadedFile(name, data)
        )
        return Import.objects.latest("pk") if status == 302 else answer

    return sent


def page(name: str, taken: Import) -> str:
    return reverse(f"desk:{name}", args=[taken.pk])


def begin(client, cast, taken: Import) -> None:
    """Everything as it was guessed."""
    address = page("import_columns", taken)
    post(client, cast.hanna, address, **fields(get(client, cast.hanna, address)))


@pytest.mark.parametrize("who", ["ruth", "marta", "ben", "victor"])
@pytest.mark.parametrize("name", ["imports", "import_new"])
def test_for_others_than_admins_and_recruiters_these_pages_do_not_exist(client, cast, who, name):
    get(client, getattr(cast, who), reverse(f"desk:{name}"), 404)


def test_what_another_recruiter_takes_in_is_not_seen(client, cast, sent):
    taken = sent(PEOPLE)
    taken.by = cast.ada
    taken.save()
    for name in ("import", "import_columns", "import_refused"):
        get(client, cast.hanna, page(name, taken), 404)


def test_a_file_is_looked_through_before_anything_happens(client, cast, sent):
    before = Candidate.objects.count()
    taken = sent(PEOPLE)
    answer = get(client, cast.hanna, page("import_columns", taken))
    assert "4 of 5 columns were recognised" in words(answer)
    assert "ida@mail.example" in words(answer)
    assert fields(answer) | {"system": ""} == {
        "column_0": "first", "column_1": "last", "column_2": "email", "column_3": "phone", "column_4": "", "system": ""
    }  # fmt: skip
    assert Candidate.objects.count() == before


def test_a_trial_counts_and_changes_nothing_and_then_it_is_taken_in(client, cast, sent, now):
    taken = sent(PEOPLE)
    given = fields(get(client, cast.hanna, page("import_columns", taken)))
    post(client, cast.hanna, page("import_columns", taken), **given, trial="yes")
    assert "Trying it out" in read(client, cast.hanna, page("import", taken))
    go_on_by_number(taken.pk, now=now)
    text = read(client, cast.hanna, page("import", taken))
    assert "This was a trial" in text and "Would be new 1" in text and "“uwe at mail” is not an e-mail address." in text
    assert not Candidate.objects.filter(email="ida@mail.example").exists()
    post(client, cast.hanna, page("import_again", taken))
    go_on_by_number(taken.pk, now=now)
    assert "New 1" in read(client, cast.hanna, page("import", taken))
    assert Candidate.objects.get(email="ida@mail.example").name == "Ida Holm"


def test_many_refusals_are_told_by_their_reasons_the_most_frequent_first(client, cast, sent, now):
    rows = [f"P{n};Holm;p{n} at mail;;\n" for n in range(3)] + ["Uwe;Voss;u@mail.example;12;\n"]
    taken = sent(PEOPLE.splitlines()[0] + "\n" + "".join(rows))
    begin(client, cast, taken)
    go_on_by_number(taken.pk, now=now)
    text = read(client, cast.hanna, page("import", taken))
    assert "“…” is not an e-mail address. E-Mail 3 2 “12” is not a phone number. Tel. 1 5" in text


def test_the_refused_rows_come_back_as_a_file_and_go_in_once_mended(client, cast, sent, now):
    taken = sent(PEOPLE.replace("Uwe;", "=1+1;"))
    post(
        client,
        cast.hanna,
        page("import_columns", taken),
        **fields(get(client, cast.hanna, page("import_columns", taken))),
    )
    go_on_by_number(taken.pk, now=now)
    answer = get(client, cast.hanna, page("import_refused", taken))
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    heading, row = csv.reader(io.StringIO(content))
    assert heading == [
        "Refused: file",
        "Refused: line",
        "Refused: column",
        "Refused: why",
        *PEOPLE.splitlines()[0].split(";"),
    ]
    assert row[1:3] == ["3", "Nachname"] and row[4:] == ["'=1+1", "Voss", "uwe at mail", "", "y"]
    mended = sent(content.replace("'=1+1", "Uwe").replace("uwe at mail", "uwe@mail.example"), name="mended.csv")
    given = fields(get(client, cast.hanna, page("import_columns", mended)))
    post(client, cast.hanna, page("import_columns", mended), **given)
    go_on_by_number(mended.pk, now=now)
    mended.refresh_from_db()
    assert (mended.new, mended.rejected) == (1, 0)
    assert Candidate.objects.filter(name="Uwe Voss").exists()


def test_a_mapping_is_remembered_for_the_next_file_of_its_kind(client, cast, sent, now):
    text = "Wer,Wie,Was\nIda Holm,ida@mail.example,Welder\n"
    taken = sent(text)
    given = fields(get(client, cast.hanna, page("import_columns", taken)))
    assert given["column_0"] == ""
    answer = post(client, cast.hanna, page("import_columns", taken), 422, **given)
    assert "Say which columns hold the name" in words(answer)
    post(client, cast.hanna, page("import_columns", taken), **given | {"column_0": "name", "column_2": "headline"})
    again = sent(text.replace("Ida Holm", "Jo Holm"))
    given = fields(get(client, cast.hanna, page("import_columns", again)))
    assert [given[f"column_{n}"] for n in range(3)] == ["name", "email", "headline"]


def test_applications_ask_once_for_the_next_step_of_everybody(client, cast, sent, now, laws):
    text = "Name,E-mail,Job,Status,Applied on,Rejected at\n" + "".join(
        [
            f"Ida Holm,ida@mail.example,{cast.engineer.title},active,2026-08-01,\n",
            f"Uwe Voss,uwe@mail.example,{cast.engineer.title},rejected,2026-05-01,2026-06-01\n",
            "Jo Berg,jo@mail.example,No such job,active,,\n",
        ]
    )
    taken = sent(text, "applications")
    given = fields(get(client, cast.hanna, page("import_columns", taken)))
    answer = post(client, cast.hanna, page("import_columns", taken), 422, **given | {"words": ""})
    assert "Say what happens next: the candidate is waiting for it." in words(answer)
    assert "Choose one." in words(answer), "whether they are told is not taken for granted"
    given |= {"words": "Our answer", "days": "4", "told": "mail", "owner": str(cast.ruth.pk)}
    post(client, cast.hanna, page("import_columns", taken), **given)
    go_on_by_number(taken.pk, now=now)
    text = read(client, cast.hanna, page("import", taken))
    assert "New 2" in text and "There is no job “No such job” here." in text
    ida = Candidate.objects.get(email="ida@mail.example").applications.get()
    owed = ida.promises.get()
    assert (owed.words, owed.owner, owed.open, ida.applied_at.date().isoformat()) == (
        "Our answer",
        cast.ruth,
        True,
        "2026-08-01",
    )
    letter = Message.objects.get(application=ida)
    assert owed.told_by == letter and letter.body.startswith("Dear Ida,") and "Our answer" in letter.body
    uwe = Candidate.objects.get(email="uwe@mail.example").applications.get()
    assert (uwe.state, uwe.ended_at.date().isoformat(), uwe.promises.count(), uwe.messages.count()) == (
        "rejected",
        "2026-06-01",
        0,
        0,
    )
    laws()


def test_a_stopped_import_keeps_what_it_has_and_says_so(client, cast, sent, now):
    taken = sent(PEOPLE)
    post(
        client,
        cast.hanna,
        page("import_columns", taken),
        **fields(get(client, cast.hanna, page("import_columns", taken))),
    )
    post(client, cast.hanna, page("import_stop", taken))
    go_on_by_number(taken.pk, now=now)
    assert "Stopped before its end" in read(client, cast.hanna, page("import", taken))
    assert not Candidate.objects.filter(email="ida@mail.example").exists()
    post(client, cast.hanna, page("import_stop", taken), 409)


def test_where_the_worker_died_the_tick_rings_again(client, cast, sent, now):
    from procrastinate.contrib.django.models import ProcrastinateJob

    taken = sent(PEOPLE)
    post(
        client,
        cast.hanna,
        page("import_columns", taken),
        **fields(get(client, cast.hanna, page("import_columns", taken))),
    )
    rung = ProcrastinateJob.objects.filter(task_name="hearback.timetable.take_in")
    assert rung.count() == 1
    tick_at(now)
    assert rung.count() == 2


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "people.csv", "This file is empty."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "people.csv", "This is a picture."),
        (b"PK\x03\x04" + b"\0" * 50, "people.xlsx", "This file is damaged"),
        (b"MZ" + b"\0" * 50, "people.csv", "This is a program"),
        (b"<!doctype html><table>", "people.csv", "This is a web page"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence_whatever_it_is_called(sent, content, name, why):
    assert why in words(sent(content, name=name, status=422))
    assert not Import.objects.exists()


def test_a_page_with_a_bar_asks_again_by_itself_and_without_javascript(client, cast, sent):
    taken = sent(PEOPLE)
    post(
        client,
        cast.hanna,
        page("import_columns", taken),
        **fields(get(client, cast.hanna, page("import_columns", taken))),
    )
    assert get(client, cast.hanna, page("import", taken)).headers["Refresh"] == "5"
    part = client.get(page("import", taken), headers={"HX-Request": "true"})
    assert b"<progress" in part.content and b"<html" not in part.content
