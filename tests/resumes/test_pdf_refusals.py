"""PDFs that can't be read say so in a sentence, and cost no more than their own process."""

from __future__ import annotations

import zlib

import pytest

from hearback.candidates.reading import apart, read_resume
from hearback.candidates.reading.apart import read_apart
from hearback.refusals import Refused

LIMIT = 20 * 1024 * 1024


def pdf(stream: bytes, *, packed: bool = False, pages: int = 1) -> bytes:
    """A small PDF whose every page draws the same."""
    body = zlib.compress(stream) if packed else stream
    kids = " ".join(f"{10 + page} 0 R" for page in range(pages))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: f"<</Length {len(body)}{'/Filter/FlateDecode' if packed else ''}>>stream\n".encode() + body + b"\nendstream",
    }
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    objects |= {10 + number: page for number in range(pages)}
    written, places = b"%PDF-1.4\n", {}
    for number, words in objects.items():
        places[number] = len(written)
        written += f"{number} 0 obj\n".encode() + words + b"\nendobj\n"
    start = len(written)
    for number, place in places.items():
        written += f"{'xref' if number == 1 else ''}\n{number} 1\n{place:010} 00000 n \n".lstrip("\n").encode()
    return written + f"trailer<</Root 1 0 R/Size 99>>\nstartxref\n{start}\n%%EOF\n".encode()


WORDS = b"BT /F 20 Tf 50 780 Td (Amara Okafor) Tj /F 10 Tf 0 -30 Td (amara.okafor@example.org) Tj ET"


def test_a_small_pdf_is_read():
    reading = read_apart(pdf(WORDS), limit=LIMIT)
    assert reading.resume["basics"] == {"name": "Amara Okafor", "email": "amara.okafor@example.org"}
    assert reading.values[0].source.page == 1


def test_a_picture_of_text_is_said_to_be_one():
    with pytest.raises(Refused, match="holds only a picture of text; we can't read it yet"):
        read_resume(pdf(b"0 0 100 100 re f"), limit=LIMIT)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + b"\xff" * 5_000, pdf(WORDS)[:200]])
def test_a_broken_pdf_is_refused_in_words(data: bytes):
    with pytest.raises(Refused, match=r"This PDF (is damaged|holds only a picture)"):
        read_resume(data, limit=LIMIT)


def test_a_book_is_no_resume():
    with pytest.raises(Refused, match="more than 30 pages"):
        read_resume(pdf(WORDS, pages=31), limit=LIMIT)


def test_a_file_beyond_the_limit_is_not_opened():
    with pytest.raises(Refused, match="larger than the 1 MB"):
        read_resume(pdf(WORDS) + b" " * 1024 * 1024, limit=1024 * 1024)


def test_what_is_neither_pdf_nor_word_is_refused():
    with pytest.raises(Refused, match=r"PDF and Word \(.docx\) only"):
        read_resume(b"Amara Okafor, designer", limit=LIMIT)


@pytest.mark.slow
def test_more_letters_than_a_resume_holds_are_refused():
    endless = pdf(b"BT /F 1 Tf (aaaaaaaaaa) Tj ET " * 31_000, packed=True)
    with pytest.raises(Refused, match="far more than a résumé"):
        read_resume(endless, limit=LIMIT)


@pytest.mark.slow
def test_a_bomb_fills_no_more_than_its_own_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "SECONDS", 8)
    bomb = zlib.compress(b"q Q " * 40_000_000, 9)
    packed = pdf(b"").replace(
        b"/Length 0>>stream\n", f"/Length {len(bomb)}/Filter/FlateDecode>>stream\n".encode() + bomb
    )
    with pytest.raises(Refused):
        read_apart(packed, limit=LIMIT)
