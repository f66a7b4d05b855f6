"""The checklist: files, lines and ticks."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hearback.candidates.models import Attachment
from hearback.decisions.models import RequestItem
from tests import deciding
from tests.deciding import fresh
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def files_go_elsewhere(settings, tmp_path):
    here = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": here}


@pytest.fixture
def items(cast, now):
    """A portfolio to send, references to write, a tick to set."""
    deciding.post(deciding.ask(cast, cast.omars, now=now).message, now=now)
    return list(RequestItem.objects.all())


@pytest.fixture
def omar(come_in, cast):
    return come_in(cast.omar)


def send(client, item, **facts):
    return client.post(f"/my/items/{item.pk}", facts, follow=True)


def pdf(name="portfolio.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_each_thing_can_be_sent_on_its_own(omar, cast, items):
    page = words(send(omar, items[1], answer="Kai Ng and Ana Ruiz.").content.decode())
    assert "Thank you, it has arrived. 2 things to go." in page
    assert "1 of 3 here" in page
    assert "Kai Ng and Ana Ruiz." in page
    assert fresh(cast.omars).state == "asked"


def test_each_thing_has_a_page_of_its_own(omar, items):
    for item in items:
        response = omar.get(f"/my/items/{item.pk}")
        assert response.status_code == 200
        assert "field-error" not in response.content.decode()
        assert item.text in response.content.decode()


def test_several_files_at_once(omar, cast, items):
    send(omar, items[0], file=[pdf("one.pdf"), pdf("two.pdf", PDF + b"\n")])
    items[0].refresh_from_db()
    assert {attachment.name for attachment in items[0].attachments.all()} == {"one.pdf", "two.pdf"}
    assert {attachment.candidate for attachment in Attachment.objects.all()} == {cast.omar}


def test_the_last_thing_brings_the_ball_back(omar, cast, items):
    send(omar, items[0], file=pdf())
    send(omar, items[1], answer="Kai Ng.")
    page = words(send(omar, items[2], confirm="on").content.decode())
    assert "That was everything: it is our turn now." in page
    assert "Our answer to what you sent" in page
    assert "<h1>Thank you, it is all here</h1>" in omar.get(f"/my/applications/{cast.omars.pk}/").content.decode()
    assert fresh(cast.omars).state == "active"


def test_a_change_of_mind_is_taken_while_it_is_open(omar, items):
    send(omar, items[1], answer="Kai Ng.")
    assert "Kai Ng." in omar.get(f"/my/items/{items[1].pk}").content.decode()
    send(omar, items[1], answer="Ana Ruiz instead.")
    items[1].refresh_from_db()
    assert items[1].answer == "Ana Ruiz instead."


def test_afterwards_it_is_no_page_any_more(omar, cast, items):
    send(omar, items[0], file=pdf())
    send(omar, items[1], answer="Kai Ng.")
    send(omar, items[2], confirm="on")
    assert omar.post(f"/my/items/{items[1].pk}", {"answer": "Later"}).status_code == 404
    items[1].refresh_from_db()
    assert items[1].answer == "Kai Ng."


@pytest.mark.parametrize(
    ("number", "facts", "sentence"),
    [
        (0, {}, "Choose a file to send."),
        (1, {"answer": "  "}, "Write your answer first."),
        (1, {"answer": "x" * 20_001}, "please keep to 20,000 characters"),
        (2, {}, "Tick the box to confirm."),
    ],
)
def test_nothing_is_refused_in_words(omar, items, number, facts, sentence):
    response = omar.post(f"/my/items/{items[number].pk}", facts)
    assert response.status_code == 422
    assert sentence in words(response.content.decode())
    items[number].refresh_from_db()
    assert items[number].done_at is None


def packed(**members):
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return folder.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.pdf", b"", "This file is empty."),
        ("program.pdf", b"MZ\x90\x00 and more", "This is a program"),
        ("page.pdf", b"<!doctype html><script>alert(1)</script>", "This is a web page"),
        ("picture.svg", b"<svg xmlns='x' onload='alert(1)'/>", "This is a web page"),
        ("folder.zip", packed(a="b"), "This is a packed folder."),
        ("cut.pdf", b"%PDF-1.7\nand then the line went dead", "its end is missing"),
        ("noise.bin", bytes(range(256)), "We can't tell what this file is."),
    ],
)
def test_hostile_files_are_refused_by_what_is_in_them(omar, items, name, content, sentence):
    response = omar.post(f"/my/items/{items[0].pk}", {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    assert sentence in words(response.content.decode())
    assert Attachment.objects.count() == 0
    items[0].refresh_from_db()
    assert items[0].done_at is None


def test_a_refusal_names_the_file_it_means(omar, items):
    response = omar.post(f"/my/items/{items[0].pk}", {"file": [pdf("good.pdf"), pdf("bad.pdf", b"MZ")]})
    assert "bad.pdf: This is a program" in words(response.content.decode())


def test_a_file_that_is_too_large_is_refused(omar, items, settings):
    settings.UPLOAD_LIMIT = 1024
    response = omar.post(f"/my/items/{items[0].pk}", {"file": pdf("large.pdf", PDF + b" " * 1024 + b"%%EOF")})
    assert response.status_code == 422
    assert "The most we can take is" in words(response.content.decode())


def test_no_more_than_ten_files_at_a_time(omar, items):
    response = omar.post(f"/my/items/{items[0].pk}", {"file": [pdf(f"{n}.pdf") for n in range(11)]})
    assert "Send at most 10 files at a time." in words(response.content.decode())


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "a\\b\\c.pdf", "<img src=x>.pdf", "n\u202efdp.exe.pdf"])
def test_a_files_name_leads_nowhere(omar, items, name, settings):
    response = send(omar, items[0], file=pdf(name))
    assert response.status_code == 200
    kept = Attachment.objects.get()
    assert kept.file.name == f"candidates/{kept.candidate_id}/{kept.sha256}"
    assert not set("/\\<>\u202e") & set(kept.name)


def test_answers_are_shown_as_text(omar, items):
    page = send(omar, items[1], answer="<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
