"""Reading a résumé: bytes in; JSON Resume, the line each value came from, and what we are unsure of, out. Pure."""

from __future__ import annotations

from hearback.candidates.reading.assembling import read_pages
from hearback.candidates.reading.shapes import Reading, Source, Value
from hearback.refusals import Refused

__all__ = ["Reading", "Source", "Value", "read_resume"]


def read_resume(data: bytes, *, limit: int) -> Reading:
    """Refuses, in words, what is too large, or neither a PDF nor a Word document that can be read."""
    if len(data) > limit:
        raise Refused(f"This file is larger than the {limit // 1024 // 1024} MB we can read.")
    if data.lstrip()[:5] == b"%PDF-":
        from hearback.candidates.reading.pdf import read_pdf

        return read_pages(read_pdf(data))
    if data.startswith(b"PK\x03\x04"):
        from hearback.candidates.reading.word import read_word

        return read_pages(read_word(data))
    raise Refused("We can read résumés in PDF and Word (.docx) only.")
