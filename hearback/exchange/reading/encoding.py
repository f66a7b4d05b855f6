"""Text in whatever way it was saved: UTF-8 with or without its mark, UTF-16, or the old Western one."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from hearback.refusals import Refused

_HEAD = 64 * 1024
_BLOCK = 1024 * 1024


def encoding_of(path: Path) -> str:
    """The name of the encoding. Refuses, in words, what holds no text. Reads a file without a mark once, to be sure."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Refused("This file is empty.")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if head[1:2] == b"\0" and head[:1] != b"\0" and _half_empty(head[1::2]):
        return "utf-16-le"
    if head[:1] == b"\0" and head[1:2] != b"\0" and _half_empty(head[::2]):
        return "utf-16-be"
    # A stray zero in a table is taken out; a file full of them is no text.
    if head.count(0) > len(head) // 20 or sum(letter < 9 for letter in head) > len(head) // 10:
        raise Refused("This file holds no text.")
    return "utf-8-sig" if _is_utf8(path) else "cp1252"


def _half_empty(bytes_: bytes) -> bool:
    return bytes_.count(0) > len(bytes_) * 3 // 4


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def lines_of(path: Path, encoding: str) -> Iterator[str]:
    """Line by line, ends and all, whatever the ends are; without the zeros that no database takes."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        for line in file:
            yield line.replace("\0", "") if "\0" in line else line


def text_of(path: Path) -> str:
    text = path.read_text(encoding=encoding_of(path), errors="replace").replace("\0", "")
    if not text.strip():
        raise Refused("This file is empty.")
    return text
