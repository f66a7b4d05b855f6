"""Publications: a title, its authors, where and when it came out, in rows or in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hearback.candidates.reading.dates import find_period, is_date
from hearback.candidates.reading.shapes import BULLET, Entry, Line, Section, joined, said
from hearback.candidates.resume import safe_url

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s,;)]+\w")
_QUOTED = re.compile(r"[“\"„«](.{10,}?)[.,]?[”\"“»]")
_CITED = re.compile(r"\((?:19|20)\d\d[^)]*\)[.,:]?\s+(.{10,}?[^.\s])\.\s*(.*)")
_GUESSED = "Nothing but its place says that this is the publisher."
Rows = list[tuple[str, Line]]


def read_publications(section: Section) -> list[Entry]:
    return [entry for lines in _parted(section.lines) if (entry := _publication(lines))]


def _parted(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """A new one begins with a bullet, or with a row that looks like the first one after one that does not."""
    bulleted = bool(lines) and any(BULLET.match(piece.text) for piece in lines[0].pieces)
    looks = [_look(line) for line in lines]
    plain = len(set(looks)) == 1
    usual = min((line.gap for line in lines[1:]), default=1.3)
    left = min((line.first.x0 for line in lines), default=0.0)
    hanging = any(line.first.x0 > left + 6 for line in lines) and bool(lines) and lines[0].first.x0 < left + 3
    held: list[Line] = []
    for place, line in enumerate(lines):
        if bulleted:
            begins = any(BULLET.match(piece.text) for piece in line.pieces)
        elif plain and hanging:
            begins = line.first.x0 < left + 3
        elif plain:
            begins = line.gap > 1.25 * usual or usual > 1.5
        else:
            begins = looks[place] == looks[0] and (looks[place - 1] != looks[0] or line.gap > 1.25 * usual)
        if begins and held:
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _look(line: Line) -> tuple[str, float]:
    """The style of its longest words."""
    run = max((run for piece in line.pieces for run in piece.runs), key=lambda run: len(run.text))
    return run.font, round(run.size * 2) / 2


def _publication(lines: Sequence[Line]) -> Entry:
    first, rows, when = _look(lines[0]), _rows(lines), _printed_date(lines)
    if not rows:
        return {}
    whole = joined([text for text, _ in rows])
    if len({_look(one) for one in lines}) == 1 and (_QUOTED.search(whole) or _CITED.search(whole)):
        return _cited(whole, rows[0][1], when)
    title, line = rows.pop(0)
    while rows and _look(rows[0][1]) == first and _look(lines[-1]) != first:
        title = joined([title, rows.pop(0)[0]])
    if (
        _look(lines[-1]) == first
        and len(rows) >= 1
        and not _DOI.search(" ".join(text for text, _ in rows))
        and len(rows) < 3
        and all(one is not line for _, one in rows)
    ):
        title, rows = joined([title, *(text for text, _ in rows)]), []
    entry: Entry = {"name": said(title.strip(" .,"), line)}
    for text, at in rows:
        if doi := _DOI.search(text):
            entry["url"] = said(f"https://doi.org/{doi[0]}", at)
            text = re.sub(
                rf"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?{re.escape(doi[0])}", "", text, flags=re.IGNORECASE
            )
        words = text.strip(" (),.;–|")
        if re.search(r"\w", words) and (doi or (text, at) != rows[0] or len(rows) == 1) and "publisher" not in entry:
            entry["publisher"] = said(words, at, "" if doi else _GUESSED)
    link = next((run.link for one in lines for piece in one.pieces for run in piece.runs if safe_url(run.link)), "")
    if link and "url" not in entry:
        entry["url"] = said(link, line)
    if when is None:
        told = [(text, at) for text, at in [*rows[::-1], (title, line)] if find_period(text)]
        when = (told[0][1], told[0][0]) if told else None
    if when and (period := find_period(when[1])) and period.start:
        entry["releaseDate"] = said(period.start, when[0], period.why)
    return entry


def _printed_date(lines: Sequence[Line]) -> tuple[Line, str] | None:
    """A date that stands by itself: beside the title or before it in another style."""
    for line in lines:
        for piece in line.pieces:
            if is_date(piece.text):
                return line, piece.text
            if len(piece.runs) > 1 and is_date(piece.runs[0].text):
                return line, piece.runs[0].text
    return None


def _rows(lines: Sequence[Line]) -> Rows:
    rows: Rows = []
    for line in lines:
        words = []
        for piece in line.pieces:
            runs = list(piece.runs)
            if is_date(piece.text):
                continue
            if len(runs) > 1 and is_date(runs[0].text):
                runs = runs[1:]
            words.append("".join(run.text for run in runs))
        text = BULLET.sub("", joined(words), count=1).strip()
        if text:
            rows.append((text, line))
    return rows


def _cited(text: str, line: Line, when: tuple[Line, str] | None) -> Entry:
    """Doe, J. (2020). A title. A journal. Or: authors, “A title”, a journal, 2020."""
    entry: Entry = {}
    if doi := _DOI.search(text):
        entry["url"] = said(f"https://doi.org/{doi[0]}", line)
        text = re.sub(rf"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?{re.escape(doi[0])}", "", text, flags=re.IGNORECASE)
    if quoted := _QUOTED.search(text):
        title, rest = quoted[1], text[quoted.end() :]
    else:
        found = _CITED.search(text)
        title, rest = (found[1], found[2]) if found else (text, "")
    entry["name"] = said(title.strip(" .,"), line)
    if re.search(r"[^\W\d]{2}", rest):
        entry["publisher"] = said(rest.strip(" .,;"), line, _GUESSED)
    period = find_period(when[1] if when else text)
    if period and period.start:
        entry["releaseDate"] = said(period.start, when[0] if when else line, period.why)
    return entry
