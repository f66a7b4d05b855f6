"""What a file is, judged by what is in it and never by its name. Pure: bytes in, facts or a worded refusal out."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from hearback.candidates.resume import load_json, plain
from hearback.refusals import Refused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITER = "application/vnd.oasis.opendocument.text"
# content type: (what people call it, the endings its name may have, the first being the usual one)
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "application/pdf": ("a PDF", (".pdf",)),
    WORD: ("a Word document", (".docx",)),
    WRITER: ("an OpenDocument text", (".odt",)),
    "image/png": ("a PNG picture", (".png",)),
    "image/jpeg": ("a JPEG picture", (".jpg", ".jpeg")),
    "application/json": ("JSON", (".json",)),
    "text/plain": ("a plain text", (".txt", ".md", ".text")),
}
ACCEPTED = "PDF, Word (.docx), OpenDocument (.odt), PNG, JPEG, plain text or JSON"
MOST_UNPACKED = 200 * 1024 * 1024
MOST_MEMBERS = 2_000
_ENDINGS = {ending: kind for kind, (_, endings) in KINDS.items() for ending in endings}
# Files that people do send, and what to do about it.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "This is an old Word or Office file. Save it as PDF or .docx and add it again."),
    (b"{\\rtf", "This is a rich text file. Save it as PDF or .docx and add it again."),
    (b"MZ", "This is a program, so it can't be added here."),
    (b"\x7fELF", "This is a program, so it can't be added here."),
    (b"GIF8", "This is a GIF picture. Save it as PNG or JPEG and add it again."),
    (b"RIFF", "This is a sound or picture of a kind we don't take. Pictures are PNG or JPEG here."),
)
_MARKUP = re.compile(r"\s*<(!doctype|html|head|body|script|svg|\?xml|iframe|meta)\b", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Checked:
    name: str
    content_type: str
    size: int
    sha256: str


def check_upload(file: IO[bytes], *, name: str, limit: int) -> Checked:
    """Read the file once and say what it is; leaves it at its start again. Refuses, in words, what we do not take."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size == 0:
        raise Refused("This file is empty.", field="file")
    if size > limit:
        raise Refused(
            f"This file has {_megabytes(size)} MB. The most we can take is {_megabytes(limit)} MB.", field="file"
        )
    name = clean_name(name)
    content_type = _content_type(file)
    claimed = _ENDINGS.get(PurePosixPath(name).suffix.lower())
    if claimed == "application/json" and content_type == "text/plain":
        raise Refused("This file says it is JSON, but it isn't.", field="file")
    if claimed and not _agree(claimed, content_type):
        raise Refused(f"This file says it is {KINDS[claimed][0]}, but it isn't one.", field="file")
    return Checked(_with_ending(name, content_type), content_type, size, _sha256(file))


def _sha256(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(1024 * 1024):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def clean_name(name: str) -> str:
    """The last part of whatever path the browser sent, without characters that hide or mislead."""
    last = re.split(r"[/\\]", name)[-1]
    last = re.sub(r"[\x00-\x1f<>:\"|?*]", "", plain(last, 1_000)).strip(" .")
    stem, dot, ending = last.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: 150 - len(ending)]}.{ending}"
    return last[:150] or "file"


def _with_ending(name: str, content_type: str) -> str:
    """A name whose ending says what the file is, so that opening it later does no more than it should."""
    endings = KINDS[content_type][1]
    if PurePosixPath(name).suffix.lower() in endings:
        return name
    if _ENDINGS.get(PurePosixPath(name).suffix.lower()) in ("image/png", "image/jpeg"):
        name = PurePosixPath(name).stem
    return f"{name}{endings[0]}"


def _agree(claimed: str, found: str) -> bool:
    pictures = {"image/png", "image/jpeg"}  # telephones confuse the two; both are fine
    texts = {"text/plain", "application/json"}
    return claimed == found or {claimed, found} <= pictures or {claimed, found} <= texts


def _content_type(file: IO[bytes]) -> str:
    head = file.read(2048)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:5] == b"%PDF-":
        return _pdf(file)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png" if head[12:16] == b"IHDR" else _unknown()
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1"):
        raise Refused("This is a picture in Apple's own format (HEIC). Save it as JPEG and add it again.", field="file")
    for start, sentence in _OTHERS:
        if head.startswith(start):
            raise Refused(sentence, field="file")
    return _text(file)


def _pdf(file: IO[bytes]) -> str:
    """A PDF has its end; one that was cut off on the way would open for nobody."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 4096))
    if b"%%EOF" not in file.read():
        raise Refused("This PDF is not complete: its end is missing. Save it anew and add it again.", field="file")
    return "application/pdf"


def _packed(file: IO[bytes]) -> str:
    """Word and OpenDocument files are packed folders: the right papers inside, nothing that runs, no bomb."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            members = packed.infolist()
            names = {member.filename for member in members}
            _check_members(members)
            if "mimetype" in names and "content.xml" in names:
                return _open_document(packed, names)
            if "[Content_Types].xml" in names and "word/document.xml" in names:
                return _word(packed, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        raise Refused("This file is damaged: it can't be unpacked.", field="file") from None
    if "xl/workbook.xml" in names:
        raise Refused("This is a spreadsheet. Save it as PDF and add it again.", field="file")
    if "ppt/presentation.xml" in names:
        raise Refused("These are slides. Save them as PDF and add them again.", field="file")
    raise Refused(f"This is a packed folder. Add the files themselves: {ACCEPTED}.", field="file")


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refused("This document is far larger inside than a document should be.", field="file")
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or member.flag_bits & 1:
            raise Refused("This document is locked or built in a way we don't trust. Save it as PDF.", field="file")


def _word(packed: zipfile.ZipFile, names: set[str]) -> str:
    types = _member(packed, "[Content_Types].xml")
    if "macroEnabled" in types or any("vbaproject" in name.lower() or "activex" in name.lower() for name in names):
        _refuse_macros()
    # A template fetched from elsewhere brings its macros with it when the document is opened.
    for name in names:
        if name.startswith("word/_rels/settings") and re.search(r"TargetMode=\"External\"", _member(packed, name)):
            _refuse_macros()
    return WORD


def _open_document(packed: zipfile.ZipFile, names: set[str]) -> str:
    if _member(packed, "mimetype").strip() != WRITER:
        raise Refused(f"This is not a text document. We take {ACCEPTED}.", field="file")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        _refuse_macros()
    return WRITER


def _member(packed: zipfile.ZipFile, name: str) -> str:
    with packed.open(name) as member:
        return member.read(1024 * 1024).decode("utf-8", "replace")


def _refuse_macros() -> None:
    raise Refused("This document contains macros. Save it without them, or as PDF, and add it again.", field="file")


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unknown()
    if _CONTROL.search(text):
        return _unknown()
    if _MARKUP.match(text):
        raise Refused("This is a web page, not a document. Save it as PDF and add it again.", field="file")
    if text.lstrip()[:1] in ("{", "["):
        try:
            load_json(text)
        except Refused:
            return "text/plain"
        return "application/json"
    return "text/plain"


def _unknown() -> str:
    raise Refused(f"We can't tell what this file is. We take {ACCEPTED}.", field="file")


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")
