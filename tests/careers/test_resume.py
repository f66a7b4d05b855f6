"""The résumé: judged by what is in it, read, shown back to be confirmed, and kept with the candidate."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hearback.applications.models import Draft
from hearback.candidates.models import Attachment, Candidate
from tests.careers.conftest import NORA, PDF, applications_of, page, pdf
from tests.portal.test_items import packed
from tests.reading import fields

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[3] / "shared/data"
REAL = sorted((SHARED / "resumes/rendercv/examples").glob("*.pdf"))
EVERY = sorted(path for folder in ("resumes", "torture") for path in (SHARED / folder).rglob("*") if path.is_file())
RESUME = {
    "basics": {"name": "Nora Ek", "email": "nora.ek@mail.example", "phone": "+46 8 5550 0123", "label": "Welder"},
    "work": [
        {"name": "Skeppsvarvet", "position": "Welder", "startDate": "2019-04"},
        {"name": "Bygg AB", "position": "Aprentice", "startDate": "2016", "endDate": "2019-03"},
    ],
}


def as_json(resume: object = RESUME, name: str = "cv.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, json.dumps(resume).encode(), content_type="application/json")


def test_what_was_read_stands_in_the_form_to_be_put_right(job, client, fill_in):
    answer = fill_in(job, act="add_resume", resume=as_json())
    assert answer.status_code == 302
    shown = fields(client.get(answer.headers["Location"]))
    assert (shown["name"], shown["email"], shown["phone"]) == ("Nora Ek", "nora.ek@mail.example", "+46 8 5550 0123")
    assert (shown["w1_position"], shown["w1_name"], shown["w1_end"]) == ("Aprentice", "Bygg AB", "2019-03")
    fill_in(job, w1_position="Apprentice", w0_start="2019-05", phone="")
    (application,) = applications_of("nora.ek@mail.example")
    work = application.candidate.resume["work"]
    assert [(post["position"], post["startDate"]) for post in work] == [("Welder", "2019-05"), ("Apprentice", "2016")]
    assert application.candidate.headline == "Welder"
    kept = application.candidate.attachments.get()
    assert (kept.kind, kept.name, kept.content_type) == ("resume", "cv.json", "application/json")


def test_what_somebody_typed_wins_over_what_was_read(job, client, fill_in):
    fill_in(job, act="add_resume", name="Nora Ek-Lund", resume=as_json())
    assert fields(client.get(f"/careers/{job.pk}/application"))["name"] == "Nora Ek-Lund"


def test_a_post_can_be_taken_out(job, fill_in):
    fill_in(job, act="add_resume", resume=as_json())
    fill_in(job, w0_position="", w0_name="")
    (application,) = applications_of("nora.ek@mail.example")
    assert [post["name"] for post in application.candidate.resume["work"]] == ["Bygg AB"]


def test_a_month_that_is_none_is_refused_beside_it(job, fill_in):
    fill_in(job, act="add_resume", resume=as_json())
    assert "Write a month as 2024-06, or a year." in page(fill_in(job, w0_start="last spring"))
    assert "This lies before the start." in page(fill_in(job, w0_start="2019-04", w0_end="2018-01"))


def test_a_file_sent_with_everything_else_is_shown_before_it_goes(job, client, fill_in):
    answer = fill_in(job, **NORA, resume=as_json())
    assert not applications_of(NORA["email"])
    assert "Look through what we read from it, then send." in page(client.get(answer.headers["Location"].split("#")[0]))
    fill_in(job)
    assert len(applications_of(NORA["email"])) == 1


def test_another_file_takes_its_place_and_it_can_be_taken_out(job, client, fill_in):
    fill_in(job, act="add_resume", resume=as_json())
    other = {**RESUME, "work": [{"name": "Elsewhere", "position": "Founder"}]}
    fill_in(job, act="add_resume", resume=as_json(other, "new.json"))
    assert fields(client.get(f"/careers/{job.pk}/application"))["w0_name"] == "Elsewhere"
    fill_in(job, act="drop_resume")
    assert Draft.objects.get().resume_name == ""
    fill_in(job)
    assert not Attachment.objects.filter(candidate__email="nora.ek@mail.example").exists()


def test_one_that_cannot_be_read_is_kept_and_said_so(job, client, fill_in):
    fill_in(job, act="add_resume", resume=pdf())
    assert "It is kept and will be read by a person." in page(client.get(f"/careers/{job.pk}/application"))
    fill_in(job, **NORA)
    assert applications_of(NORA["email"])[0].candidate.attachments.get().name == "cv.pdf"


def test_added_while_the_page_is_open_only_its_part_comes_back(job, client):
    path = f"/careers/{job.pk}/application/resume"
    answer = client.post(path, {"resume": as_json()}, headers={"HX-Request": "true"})
    content = answer.content.decode()
    assert "<html" not in content
    assert 'id="part_name" hx-swap-oob="true"' in content and 'value="Nora Ek"' in content
    shown = fields(client.get(f"/careers/{job.pk}/application"))
    refused = client.post(path, {**shown, "resume": pdf("x.pdf", b"MZ")}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "This is a program" in refused.content.decode()
    assert "Choose a file first." in client.post(path, shown).content.decode()


def bomb():
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for n in range(5):
            archive.writestr(f"word/{n}.xml", b"0" * 50_000_000)
        archive.writestr("word/document.xml", "<w/>")
    return folder.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.pdf", b"", "This file is empty."),
        ("program.pdf", b"MZ\x90\x00 and more", "This is a program"),
        ("page.pdf", b"<!doctype html><script>alert(1)</script>", "This is a web page"),
        ("folder.zip", packed(a="b"), "This is a packed folder."),
        ("cut.pdf", b"%PDF-1.7\nand then the line went dead", "its end is missing"),
        ("photo.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "We take a résumé as PDF"),
        ("notes.txt", b"I am very good.", "We take a résumé as PDF"),
        ("cv.json", b'{"work": []}', "names nobody"),
        ("cv.json", b'["a", "b"]', "A résumé in JSON is one object"),
        ("cv.json", b'{"a": ' * 5000, "This file says it is JSON, but it isn't."),
        ("cv.docx", PDF, "says it is a Word document, but it isn't one"),
    ],
)
def test_what_is_no_resume_is_refused_by_what_is_in_it(job, fill_in, name, content, sentence):
    answer = fill_in(job, **NORA, resume=SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert fields(answer)["name"] == NORA["name"]  # what was typed stays
    assert Draft.objects.get().resume_name == ""


def test_a_bomb_does_not_go_off(job, fill_in):
    answer = fill_in(job, **NORA, resume=SimpleUploadedFile("cv.docx", bomb()))
    assert "far larger inside than a document should be" in page(answer)


def test_a_file_that_is_too_large_is_let_go_and_the_rest_of_the_form_stays(job, fill_in, settings):
    settings.UPLOAD_LIMIT = 100 * 1024
    answer = fill_in(job, **NORA, resume=pdf("large.pdf", PDF + b" " * 300_000 + b"%%EOF"))
    assert answer.status_code == 422
    assert "That is more than we can take" in page(answer)
    assert fields(answer)["email"] == NORA["email"]
    assert Draft.objects.get().typed["name"] == NORA["name"]


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "a\\b\\c.pdf", "<img src=x>.pdf", "n\u202efdp.exe.pdf"])
def test_a_files_name_leads_nowhere(job, fill_in, name):
    fill_in(job, act="add_resume", resume=pdf(name))
    fill_in(job, **NORA)
    kept = Candidate.objects.get(email=NORA["email"]).attachments.get()
    assert kept.file.name == f"candidates/{kept.candidate_id}/{kept.sha256}"
    assert not set("/\\<>\u202e") & set(kept.name)


def test_a_full_disk_is_said_and_nothing_typed_is_lost(job, fill_in, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    answer = fill_in(job, **NORA, resume=pdf())
    assert answer.status_code == 422
    assert "We can't keep your file just now" in page(answer)
    assert Draft.objects.get().typed["name"] == NORA["name"]


@pytest.mark.slow
@pytest.mark.skipif(not REAL, reason="the shared data is not beside this checkout")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_resumes_are_read_and_shown(job, client, fill_in, path):
    answer = fill_in(job, act="add_resume", resume=SimpleUploadedFile(path.name, path.read_bytes()))
    assert answer.status_code == 302
    shown = fields(client.get(f"/careers/{job.pk}/application"))
    assert (shown["name"], shown["email"]) == ("John Doe", "john.doe@email.com")
    assert shown["w0_name"] == "Nexus AI"


@pytest.mark.slow
@pytest.mark.skipif(not EVERY, reason="the shared data is not beside this checkout")
def test_every_shared_file_comes_through_the_door_or_is_refused_in_words(cast, job, client, fill_in, monkeypatch):
    monkeypatch.setattr("hearback.careers.visits.FILES", 10_000)
    for path in EVERY:
        upload = SimpleUploadedFile(path.name, path.read_bytes() or b"")
        answer = fill_in(job, **NORA, act="add_resume", resume=upload)
        assert answer.status_code in (302, 422), path
        if answer.status_code == 422:
            assert 'id="id_resume_error"' in answer.content.decode(), path
        assert Draft.objects.get().typed["email"] == NORA["email"], path
