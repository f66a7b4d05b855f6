from __future__ import annotations

import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from hearback.candidates.uploads import WORD, WRITER, Checked, check_upload, clean_name
from hearback.refusals import Refused

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40 + b"\xff\xd9"
REAL = Path(__file__).parents[3] / "shared/data/resumes/rendercv/examples"
TYPES = '<Types><Override ContentType="application/vnd.openxmlformats…document.main+xml"/></Types>'


def packed(**members: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(**more: str | bytes) -> bytes:
    return packed(**{"[Content_Types].xml": TYPES, "word/document.xml": "<w/>", **more})


def odt(**more: str | bytes) -> bytes:
    return packed(**{"mimetype": WRITER, "content.xml": "<o/>", **more})


def check(content: bytes, name: str, limit: int = 1024 * 1024) -> Checked:
    return check_upload(io.BytesIO(content), name=name, limit=limit)


@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (PDF, "cv.pdf", "application/pdf"),
        (b"\xef\xbb\xbf" + PDF, "cv.PDF", "application/pdf"),
        (PNG, "portfolio.png", "image/png"),
        (JPEG, "photo.JPEG", "image/jpeg"),
        (docx(), "cv.docx", WORD),
        (odt(), "cv.odt", WRITER),
        ("Ida Holm\nSchweißerin".encode(), "cv.txt", "text/plain"),
        (b'{"basics": {"name": "Ida"}}', "resume.json", "application/json"),
        (b'{"not closed', "notes.txt", "text/plain"),
    ],
)
def test_what_a_file_is_stands_in_the_file(content, name, content_type):
    found = check(content, name)
    assert found == Checked(name, content_type, len(content), sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "cv.pdf", "This file is empty."),
        (b"Ida Holm", "cv.pdf", "This file says it is a PDF, but it isn't one."),
        (PNG, "cv.pdf", "This file says it is a PDF, but it isn't one."),
        (PDF, "cv.docx", "This file says it is a Word document, but it isn't one."),
        (b"{oops", "resume.json", "This file says it is JSON, but it isn't."),
        (PDF[:20], "cv.pdf", "This PDF is not complete: its end is missing. Save it anew and add it again."),
        (b"MZ\x90\x00" + b"\0" * 50, "cv.pdf", "This is a program, so it can't be added here."),
        (b"MZ\x90\x00" + b"\0" * 50, "cv", "This is a program, so it can't be added here."),
        (b"PK\x03\x04 cut off", "cv.docx", "This file is damaged: it can't be unpacked."),
    ],
)
def test_what_is_something_else_is_refused_in_a_sentence(content, name, sentence):
    with pytest.raises(Refused) as refused:
        check(content, name)
    assert str(refused.value) == sentence
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word"),
        (b"{\\rtf1 hello}", "rich text"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "web page"),
        (b"  <svg onload='x'>", "web page"),
        (b"\xff\xfe\x00\x01\x02", "can't tell what this file is"),
        (b"text with \x00 in it", "can't tell what this file is"),
        (packed(**{"xl/workbook.xml": "", "[Content_Types].xml": TYPES}), "spreadsheet"),
        (packed(**{"ppt/presentation.xml": ""}), "slides"),
        (packed(**{"cv.pdf": PDF}), "packed folder"),
        (docx(**{"word/vbaProject.bin": b"x"}), "macros"),
        (docx(**{"word/activeX/activeX1.bin": b"x"}), "macros"),
        (
            docx(**{"word/_rels/settings.xml.rels": '<R Target="http://evil.example/t.dotm" TargetMode="External"/>'}),
            "macros",
        ),
        (packed(**{"[Content_Types].xml": "x.macroEnabled.main+xml", "word/document.xml": ""}), "macros"),
        (odt(**{"Basic/Standard/Module1.xml": ""}), "macros"),
        (packed(**{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}), "not a text"),
        (docx(**{"../../etc/passwd": "x"}), "don't trust"),
        (docx(**{f"word/{n}.xml": "" for n in range(2_001)}), "far larger inside"),
    ],
)
def test_what_runs_hides_or_explodes_is_refused(content, words):
    with pytest.raises(Refused, match=words):
        check(content, "file")


@pytest.mark.slow
def test_a_bomb_is_not_unpacked():
    with pytest.raises(Refused, match="far larger inside"):
        check(docx(**{"word/media/image1.png": b"\0" * (201 * 1024 * 1024)}), "cv.docx")


def test_a_file_over_the_limit_is_refused_with_both_sizes():
    with pytest.raises(Refused) as refused:
        check(PDF + b"\0" * 2_600_000, "cv.pdf", limit=1024 * 1024)
    assert str(refused.value) == "This file has 2.5 MB. The most we can take is 1 MB."


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ida\\cv.pdf", "cv.pdf"),
        ("cv\u202efdp.exe", "cvfdp.exe"),
        ("  ..  ", "file"),
        ("", "file"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("lebenslauf größe.pdf", "lebenslauf größe.pdf"),
        ("x" * 400 + ".pdf", "x" * 147 + ".pdf"),
    ],
)
def test_a_name_keeps_only_its_last_part_and_what_can_be_seen(sent, kept):
    assert clean_name(sent) == kept


def test_a_name_is_given_the_ending_of_what_the_file_is():
    assert check(b"harmless words", "cv.html").name == "cv.html.txt"
    assert check(PDF, "cv").name == "cv.pdf"
    assert check(JPEG, "me.png").name == "me.jpg"


def test_the_file_is_left_at_its_start():
    file = io.BytesIO(docx())
    check_upload(file, name="cv.docx", limit=10_000)
    assert file.tell() == 0


@pytest.mark.skipif(not REAL.exists(), reason="the real résumés are not on this machine")
def test_real_resumes_pass():
    files = sorted(REAL.glob("*.pdf"))
    assert files
    for path in files:
        with path.open("rb") as file:
            assert check_upload(file, name=path.name, limit=20_000_000).content_type == "application/pdf"
    for path in REAL.glob("*.yaml"):
        with path.open("rb") as file:
            assert check_upload(file, name=path.name, limit=20_000_000).content_type == "text/plain"
