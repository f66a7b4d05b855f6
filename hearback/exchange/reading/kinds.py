"""What a file is, judged by what is in it: a table, a spreadsheet, JSON, a résumé, a packed folder; or refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

from hearback.refusals import Refused

LARGEST_FILE = 200 * 1024 * 1024
MOST_UNPACKED = 1024 * 1024 * 1024
MOST_TIMES_LARGER = 200  # a table packs well; a bomb packs far better
MOST_MEMBERS = 10_000
SHEETS = ("xl/workbook.xml", "xl/workbook.bin")
_OTHERS = (
    (b"\x89PNG", "This is a picture. Rows are read from tables, spreadsheets and JSON."),
    (b"\xff\xd8\xff", "This is a picture. Rows are read from tables, spreadsheets and JSON."),
    (b"GIF8", "This is a picture. Rows are read from tables, spreadsheets and JSON."),
    (b"\x1f\x8b", "This file is packed with gzip. Unpack it, or pack a folder as .zip."),
    (b"7z\xbc\xaf", "This file is packed with 7-Zip. Unpack it, or pack a folder as .zip."),
    (b"Rar!", "This file is packed with RAR. Unpack it, or pack a folder as .zip."),
    (b"MZ", "This is a program, so it can't be read."),
    (b"\x7fELF", "This is a program: it holds no text."),
    (b"{\\rtf", "This is a rich text file. Save its table as CSV or .xlsx."),
    (b"SQLite format 3", "This is a database file. Export its tables as CSV."),
)


def kind_of(path: Path) -> str:
    """ "table", "sheet", "json", "resume" or "packed". Refuses, in words, what is none of these."""
    with path.open("rb") as file:
        head = file.read(1024)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:5] == b"%PDF-":
        return "resume"
    if head[:4] == b"PK\x03\x04" or head[:4] == b"PK\x05\x06":
        return _packed(path)
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "sheet"  # an old Excel file, or an old Word file, which the reader of sheets will refuse
    for start, sentence in _OTHERS:
        if head.startswith(start):
            raise Refused(sentence)
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if text[:1] in (b"{", b"["):
        return "json"
    if text[:9].lower() in (b"<!doctype", b"<!DOCTYPE") or text[:5].lower() in (b"<html", b"<?xml"):
        raise Refused("This is a web page or XML, not a table. Save it as CSV or .xlsx.")
    return "table"


def _packed(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            names = {member.filename for member in members}
            check_members(members, path.stat().st_size)
            if "mimetype" in names and "content.xml" in names:
                return _open_document(packed.read("mimetype")[:100].decode("ascii", "replace"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Refused("This file is damaged: it can't be unpacked.") from None
    if any(name in names for name in SHEETS):
        return "sheet"
    if "word/document.xml" in names:
        return "resume"
    if "ppt/presentation.xml" in names:
        raise Refused("These are slides, not a table.")
    return "packed"


def _open_document(mimetype: str) -> str:
    if mimetype.strip().startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return "sheet"
    raise Refused("This OpenDocument file is no spreadsheet. Save a résumé as PDF, a table as CSV.")


def check_members(members: list[zipfile.ZipInfo], packed_size: int) -> None:
    """Refuse a bomb before anything of it is unpacked. What a member says of its size is checked as it is read."""
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise Refused(f"This file holds more than {MOST_MEMBERS:,} others. Take them in in several lots.")
    if unpacked > MOST_UNPACKED or unpacked > 10_000_000 + packed_size * MOST_TIMES_LARGER:
        raise Refused("This file is far larger inside than it looks. It is not unpacked.")
    if any(member.flag_bits & 1 for member in members):
        raise Refused("This file is locked with a password. Save it without one.")
