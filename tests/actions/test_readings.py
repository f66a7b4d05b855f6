"""A résumé is read by the worker: rung for, claimed, tried again when a worker dies; a person then takes it over."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from procrastinate.contrib.django.models import ProcrastinateJob

from hearback.candidates import readings
from hearback.candidates.actions import attach_file, change_candidate
from hearback.candidates.models import Reading
from hearback.record.models import Entry
from hearback.refusals import Overtaken, Refused
from hearback.timetable import tick_at
from tests.resumes.test_pdf_refusals import pdf

pytestmark = pytest.mark.django_db

PAPER = pdf(
    b"BT /F 20 Tf 50 780 Td (Omar Haddad) Tj /F 10 Tf 0 -30 Td (omar.haddad@mail.example) Tj 0 -40 Td /F 14 Tf "
    b"(Experience) Tj /F 10 Tf 0 -20 Td (Motor Engineer, Harbour Drives GmbH, Hamburg) Tj 0 -14 Td "
    b"(04/2019 - 06/2023) Tj 0 -40 Td /F 14 Tf (Languages) Tj /F 10 Tf 0 -20 Td (Arabic: native) Tj ET"
)


def brought(candidate, now, data: bytes = PAPER, name: str = "cv.pdf") -> Reading:
    return attach_file(candidate, upload=ContentFile(data, name), kind="resume", by=candidate, now=now).reading


def bells(reading: Reading) -> int:
    return ProcrastinateJob.objects.filter(task_name__endswith="read_resume", args={"reading_id": reading.pk}).count()


def bomb() -> bytes:
    """A Word document that unpacks to far more than it is, and is not honest about it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as document:
        document.writestr("[Content_Types].xml", "<Types/>")
        document.writestr("word/document.xml", b"<w>" + b" " * 150_000_000)
    return packed.getvalue()


def test_a_resume_that_comes_is_rung_for_once_and_read(cast, now):
    reading = brought(cast.omar, now)
    assert (reading.state, bells(reading)) == ("waiting", 1)
    assert readings.ask_to_read(reading.attachment, now=now) == reading and bells(reading) == 1
    read = readings.read(reading.pk, now=now)
    assert read.state == "read"
    assert read.found["resume"]["basics"]["email"] == "omar.haddad@mail.example"
    email = next(value for value in read.found["values"] if value["path"] == "basics.email")
    assert (email["page"], email["words"]) == (1, "omar.haddad@mail.example")
    assert Entry.objects.filter(verb="read", subject="reading", subject_id=read.pk, actor_kind="system").count() == 1
    assert readings.read(reading.pk, now=now) is None
    cast.omar.refresh_from_db()
    assert "basics" not in cast.omar.resume or cast.omar.resume["basics"].get("email") != "omar.haddad@mail.example"


def test_other_files_are_not_read(cast, now):
    letter = attach_file(cast.omar, upload=ContentFile(PAPER, "l.pdf"), kind="cover_letter", by=cast.omar, now=now)
    text = attach_file(cast.omar, upload=ContentFile(b"Omar", "cv.txt"), kind="resume", by=cast.omar, now=now)
    assert not Reading.objects.filter(attachment__in=[letter, text]).exists()
    with pytest.raises(Refused, match="Only a résumé"):
        readings.ask_to_read(letter, now=now)


def test_a_worker_that_dies_loses_nothing(cast, now, monkeypatch):
    reading = brought(cast.omar, now)

    def killed(data: bytes, *, limit: int) -> None:
        raise SystemExit

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(readings, "read_apart", killed)
        readings.read(reading.pk, now=now)
    reading.refresh_from_db()
    assert (reading.state, reading.attempts) == ("begun", 1)
    assert readings.read(reading.pk, now=now + timedelta(minutes=1)) is None  # another worker may still have it
    later = now + readings.PATIENCE
    assert tick_at(later)["rung for reading"] == 1
    assert tick_at(later)["rung for reading"] == 0
    assert readings.read(reading.pk, now=later).state == "read"


def test_a_file_that_kills_every_worker_is_given_up_in_words(cast, now):
    reading = brought(cast.omar, now)
    Reading.objects.filter(pk=reading.pk).update(attempts=readings.MOST_ATTEMPTS, begun_at=now)
    read = readings.read(reading.pk, now=now + readings.PATIENCE)
    assert read.state == "refused" and "begun three times" in read.refusal


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"%PDF-1.7\n" + b"\xff" * 2_000 + b"\n%%EOF\n", "cv.pdf", "damaged"),
        (pdf(b"0 0 100 100 re f"), "cv.pdf", "only a picture"),
        (PAPER.replace(b"/Size 99", b"/Size 99/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -4>>/ID[(a)(a)]"),
         "cv.pdf", "locked|damaged"),
        (pdf(b"BT /F 1 Tf (aaaaaaaaaa) Tj ET " * 31_000, packed=True), "cv.pdf", "far more than a résumé"),
        (pdf(PAPER, pages=31), "cv.pdf", "more than 30 pages"),
        (b"%PDF-1.7\n<html><script>alert(1)</script></html>\nPK\x03\x04\n%%EOF\n", "cv.pdf", "damaged|picture"),
    ],
    ids=["broken", "picture", "locked", "endless", "book", "polyglot"],
)  # fmt: skip
def test_what_cannot_be_read_is_a_sentence(cast, now, data, name, sentence):
    read = readings.read(brought(cast.omar, now, data, name).pk, now=now)
    assert read.state == "refused"
    assert re.search(sentence, read.refusal), read.refusal
    again = readings.ask_to_read(read.attachment, now=now)
    assert (again.state, again.refusal, again.attempts) == ("waiting", "", 0)


@pytest.mark.slow
def test_a_document_that_unpacks_to_anything_costs_its_own_process_only(cast, now):
    read = readings.read(brought(cast.omar, now, bomb(), "cv.docx").pk, now=now)
    assert read.state == "refused" and read.refusal


def test_a_file_that_has_vanished_is_a_sentence_too(cast, now):
    reading = brought(cast.omar, now)
    reading.attachment.file.delete(save=False)
    assert "no longer where it was kept" in readings.read(reading.pk, now=now).refusal


def test_what_a_person_has_checked_becomes_the_resume(cast, now):
    read = readings.read(brought(cast.omar, now).pk, now=now)
    resume = read.found["resume"] | {"skills": [{"name": "Soldering"}], "junk": 1}
    seen = readings.print_of(read.attachment.candidate)
    readings.confirm(read, resume=resume, facts={"location": "Kiel"}, seen=seen, by=cast.hanna, now=now)
    cast.omar.refresh_from_db()
    assert cast.omar.resume["skills"] == [{"name": "Soldering"}] and "junk" not in cast.omar.resume
    assert cast.omar.location == "Kiel"
    read.refresh_from_db()
    assert (read.state, read.confirmed_by) == ("confirmed", cast.hanna)
    assert Entry.objects.get(verb="confirmed").details == {"candidate": cast.omar.pk, "attachment": read.attachment_id}
    with pytest.raises(Overtaken, match="already"):
        readings.confirm(read, resume=resume, by=cast.marta, now=now)


def test_what_changed_meanwhile_is_not_overwritten(cast, now):
    read = readings.read(brought(cast.omar, now).pk, now=now)
    seen = readings.print_of(cast.omar)
    change_candidate(cast.omar, headline="Motor man", by=cast.marta, now=now)
    with pytest.raises(Overtaken, match="look once more"):
        readings.confirm(read, resume={}, facts={"headline": "x"}, seen=seen, by=cast.hanna, now=now)
    cast.omar.refresh_from_db()
    assert cast.omar.headline == "Motor man"


def test_a_refused_fact_takes_nothing_over(cast, now):
    read = readings.read(brought(cast.omar, now).pk, now=now)
    with pytest.raises(Refused, match="here already"):
        readings.confirm(read, resume={}, facts={"email": "lena@mail.example"}, by=cast.hanna, now=now)
    read.refresh_from_db()
    assert read.state == "read"


def test_what_is_set_aside_can_be_read_again(cast, now):
    read = readings.set_aside(readings.read(brought(cast.omar, now).pk, now=now), by=cast.hanna, now=now)
    assert read.state == "aside"
    with pytest.raises(Refused):
        readings.confirm(read, resume={}, by=cast.hanna, now=now)
    assert readings.ask_to_read(read.attachment, now=now).state == "waiting"
