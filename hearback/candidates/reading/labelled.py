"""Posts and studies set out as a form: a label on each row, what it says beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hearback.candidates.reading.dates import find_period
from hearback.candidates.reading.headings import words_of
from hearback.candidates.reading.lexicon import degree_in, like_place
from hearback.candidates.reading.shapes import BULLET, Entry, Line, Value, said
from hearback.candidates.reading.wordlists import parted_by_stops, table

_KINDS = {words: kind for kind, labels in table("labels").items() for words in parted_by_stops(labels)}
_COLON = re.compile(r"\s*([^:]{2,45}?)\s*:\s*(.+)")
FEWEST = 4  # labelled rows; fewer are no form
Told = tuple[str, str, Line]  # kind of the label, or none where the row goes on; the words; the row


def is_label(text: str) -> bool:
    return words_of(text) in _KINDS


def is_form(lines: Sequence[Line]) -> bool:
    found = [kind for kind, _, _ in _told(lines) if kind]
    return len(found) >= min(FEWEST, max(3, len(lines) // 2)) and len(set(found)) > 1


def _told(lines: Sequence[Line]) -> Iterator[Told]:
    for line in lines:
        if len(line.pieces) > 1 and (kind := _KINDS.get(words_of(line.first.text))):
            yield kind, " ".join(piece.text for piece in line.pieces[1:]), line
        elif (found := _COLON.match(line.text)) and (kind := _KINDS.get(words_of(found[1]))):
            yield kind, found[2], line
        else:
            yield "", line.text, line


def read_form(lines: Sequence[Line], names: dict[str, str]) -> list[Entry]:
    """`names`: what each kind of label is called in JSON Resume; what it does not name is passed over."""
    entries: list[Entry] = []
    seen: set[str] = set()
    last, begins = "", ""
    for kind, text, line in _told(lines):
        begins = begins or kind
        if kind and (kind == begins or kind in seen or not entries):
            entries.append({})
            seen = set()
        seen.add(kind)
        last = kind or last
        if entries:
            _put(entries[-1], last, text, line, names, more=not kind)
    return [entry for entry in entries if entry]


def _put(entry: Entry, kind: str, text: str, line: Line, names: dict[str, str], *, more: bool) -> None:
    if kind == "when":
        period = None if more else find_period(text)
        if period and period.start:
            entry["startDate"] = said(period.start, line, period.why)
        if period and period.end:
            entry["endDate"] = said(period.end, line, period.why)
        return
    name = names.get(kind, "")
    if name in ("highlights", "courses"):
        point = said(BULLET.sub("", text, count=1), line)
        bulleted = bool(BULLET.match(text))
        told: list[Value] = entry.setdefault(name, [])
        if more and told and not bulleted and point.text[:1].islower():
            told[-1] = said(f"{told[-1].text} {point.text}", line)
        else:
            told.append(point)
    elif name and not more:
        entry[name] = said(text, line)
        if kind == "employer":
            _part_place(entry, name, text, line)
        if kind == "degree" and (found := degree_in(text)) and found[1] and "area" not in entry:
            entry["studyType"], entry["area"] = said(found[0], line), said(found[1], line)


def _part_place(entry: Entry, name: str, text: str, line: Line) -> None:
    """Behind an employer stands where it is."""
    parts = [part.strip() for part in text.split(",")]
    for cut in range(1, len(parts)):
        tail = ", ".join(parts[cut:])
        if like_place(tail) >= 2 or (cut == len(parts) - 1 and re.fullmatch(r"[A-ZÀ-Ý][\w .'-]{2,30}", tail)):
            why = "" if like_place(tail) >= 2 else "It only has the shape of a place."
            entry[name], entry["location"] = said(", ".join(parts[:cut]), line), said(tail, line, why)
            return
