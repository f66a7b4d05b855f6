"""Skills, languages, projects, publications, awards and the other lists of a résumé."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hearback.candidates.reading.dates import find_period, is_date, without_dates
from hearback.candidates.reading.entries import Block, blocks_of
from hearback.candidates.reading.headings import folded, words_of
from hearback.candidates.reading.lexicon import FLUENCY, LANGUAGES
from hearback.candidates.reading.shapes import (
    BULLET,
    Entry,
    Line,
    Piece,
    Run,
    Section,
    Value,
    joined,
    said,
    tidy,
    was_full,
)
from hearback.candidates.resume import safe_url

_COMMAS = re.compile(r"\s*[,;•·|⋅]\s*(?![^()]*\))|\s{3,}")


@dataclass
class Item:
    """A row of a list, with the rows that continue it."""

    text: str
    line: Line
    bold: bool
    label: str = ""


def items_of(lines: Sequence[Line], *, listed_with: str = "") -> list[Item]:
    """Bullets, or rows, each with what goes on below it. `listed_with`: only a row with such a sign goes on."""
    found: list[Item] = []
    left, listed = None, False
    for line in lines:
        for piece in line.pieces:
            text = piece.text
            bullet = BULLET.match(text)
            if bullet and not is_date(text):
                found.append(_item(piece, line, BULLET.sub("", text, count=1)))
                left, listed = piece.x0, True
            elif (
                found
                and (not listed_with or found[-1].label or listed or listed_with in found[-1].text + text)
                and _continues(piece, line, found[-1], left, listed)
            ):
                found[-1].text = joined([found[-1].text, text])
            elif text:
                found.append(_item(piece, line, text))
                left, listed = piece.x0, False
    return found


def _continues(piece: Piece, line: Line, last: Item, left: float | None, listed: bool) -> bool:
    if left is None or line.gap > 1.75 or line is last.line:
        return False
    if listed:
        return piece.x0 > left + 1.5
    if (
        not last.bold
        and not piece.bold
        and not _labelled(piece)
        and not last.text.endswith((")", "."))
        and was_full(last.line, piece)
    ):
        return True
    return (
        not piece.bold
        and not _labelled(piece)
        and (
            last.text.endswith((",", "-", "/", "&", " and", " und"))
            or (piece.x0 > left + 8 and bool(last.label))
            or (bool(last.label) and not last.bold)
        )
    )


def _item(piece: Piece, line: Line, text: str) -> Item:
    label = _labelled(piece)
    return Item(text, line, all(run.bold for run in piece.runs if run.text.strip()), label)


def _labelled(piece: Piece) -> str:
    """The words before the colon, or those in bold before others that are not."""
    text = BULLET.sub("", piece.text, count=1)
    colon = re.match(r"([^:]{2,40}):\s+\S", text)
    if colon:
        return colon[1].strip()
    runs = [run for run in piece.runs if BULLET.sub("", run.text, count=1).strip()]
    if len(runs) > 1 and runs[0].bold and not any(run.bold for run in runs[1:]):
        return tidy(BULLET.sub("", runs[0].text, count=1)).strip(" :–—-")
    return ""


def read_skills(section: Section) -> list[Entry]:
    """Named groups of words where there are any; otherwise one skill a word."""
    entries: list[Entry] = []
    lines = _label_beside(section.lines)
    items = items_of(lines, listed_with=",")
    group: Entry | None = None
    for item in items:
        text = item.text.strip()
        if item.label and len(text) > len(item.label) + 1:
            words = text[len(item.label) :].strip(" :–—-")
            keywords = _words(words, item.line)
            name = said(item.label, item.line)
            level = FLUENCY.fullmatch(folded(words).strip("()"))
            group = (
                {"name": name, "level": said(words.strip("()"), item.line)}
                if level
                else {"name": name, "keywords": keywords}
            )
            entries.append(group)
            group = None
        elif (item.bold and any(not other.bold for other in items)) or text.endswith(":"):
            group = {"name": said(text.rstrip(":"), item.line), "keywords": []}
            entries.append(group)
        elif group is not None:
            group["keywords"] += _words(text, item.line)
        else:
            entries += [{"name": value} for value in _words(text, item.line)]
    return [entry for entry in entries if entry.get("keywords", True)]


def _label_beside(lines: Sequence[Line]) -> list[Line]:
    """Rows of a label and, after white, its words: made into one piece with a colon."""
    if not lines or sum(len(line.pieces) == 2 for line in lines) < 0.6 * len(lines):
        return list(lines)
    made = []
    columns = {round(line.pieces[1].x0 / 4) for line in lines if len(line.pieces) == 2}
    for line in lines:
        if len(line.pieces) == 2 and len(columns) == 1 and not any(BULLET.match(piece.text) for piece in line.pieces):
            one, two = line.pieces
            if "," in two.text or one.bold or is_level(two.text):
                head = (*one.runs[:-1], _with_colon(one))
                line = Line(
                    line.page, line.number, (Piece(one.page, one.y, (*head, *two.runs)),), line.column, line.gap
                )
        made.append(line)
    return made


def is_level(text: str) -> bool:
    return bool(FLUENCY.search(folded(text))) and len(text) < 40


def _with_colon(piece: Piece) -> Run:
    return replace(piece.runs[-1], text=piece.runs[-1].text.rstrip(" :") + ": ")


def _words(text: str, line: Line) -> list[Value]:
    return [
        said(part.strip(" .●○★☆") if part.count(".") < 2 else part.strip(), line)
        for part in _COMMAS.split(text)
        if part.strip(" .")
    ]


def read_languages(section: Section) -> list[Entry]:
    entries: list[Entry] = []
    for line in section.lines:
        text = BULLET.sub("", "   ".join(piece.text for piece in line.pieces), count=1)
        for part in [part for words in re.split(r"\s*;\s*|\s+\|\s+", text) for part in _spoken(words)]:
            named = next((word for word in re.findall(r"[^\W\d_]+", part) if folded(word) in LANGUAGES), "")
            if named:
                fluency = part.replace(named, "", 1).strip(" :–—-()|,.●○★☆•/\t")
                entry: Entry = {"language": said(named, line)}
                if fluency and len(fluency) < 80:
                    entry["fluency"] = said(re.sub(r"\s*\)\s*$", "", fluency), line)
                entries.append(entry)
            elif level := re.fullmatch(r"([^\W\d_]{3,20})(?:\s*[:,(–—|-]+\s*|\s{2,})(.+?)\)?", part.strip()):
                if is_level(level[2]):
                    entries.append({"language": said(level[1], line), "fluency": said(level[2], line)})
            elif entries and "fluency" not in entries[-1] and is_level(part):
                entries[-1]["fluency"] = said(part.strip(" ()"), line)
            elif re.search(r"[^\W\d]{3}", part) and not is_level(part) and len(part) < 20 and " " not in part:
                entries.append({"language": said(part, line, "We do not know this language.")})
    return entries


def _spoken(text: str) -> Iterator[str]:
    """One language a part: a new one begins with each name of a language."""
    even = "".join((folded(letter) or letter)[:1] for letter in text)
    starts = [match.start() for match in re.finditer(r"[a-z]+", even) if match.group() in LANGUAGES]
    if not starts:
        yield text
        return
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text[start:end].strip(" ,;|•·")


def read_projects(section: Section) -> list[Entry]:
    entries = []
    for block in blocks_of(section.lines, heads=0):
        entry: Entry = {}
        if not block.cells and len(block.points) == 1 and not block.prose:
            text, line = block.points[0]
            name, _, about = text.partition(": ") if ": " in text[:60] else text.partition(" – ")
            entry = {"name": said(without_dates(name), line)}
            if about:
                entry["description"] = said(about, line)
        elif block.cells:
            entry["name"] = said(block.cells[0].text, block.cells[0].line)
            if safe_url(block.cells[0].link):
                entry["url"] = said(block.cells[0].link, block.cells[0].line)
            rest = [cell.text for cell in block.cells[1:] if not safe_url(cell.text)]
            if rest and not block.prose:
                entry["description"] = said(joined(rest), block.cells[1].line)
        _dated(block, entry, "startDate", "endDate")
        if block.prose:
            entry["description"] = said(joined([text for text, _ in block.prose]), block.prose[0][1])
        if block.points and "name" in entry and block.cells:
            entry["highlights"] = [said(text, line) for text, line in block.points]
        if entry.get("name"):
            entries.append(entry)
    return entries


def _dated(block: Block, entry: Entry, start: str, end: str = "") -> None:
    if block.period and block.dated:
        if block.period.start:
            entry[start] = said(block.period.start, block.dated, block.period.why)
        if end and block.period.end:
            entry[end] = said(block.period.end, block.dated, block.period.why)


def read_awards(section: Section) -> list[Entry]:
    return list(_noted(section, "title", "awarder"))


def read_certificates(section: Section) -> list[Entry]:
    return list(_noted(section, "name", "issuer"))


def _noted(section: Section, title: str, giver: str) -> Iterator[Entry]:
    """A name, who gave it, and when."""
    dated = [line for line in section.lines if any(is_date(piece.text) for piece in line.pieces)]
    if dated and not all(BULLET.match(line.first.text) for line in section.lines):
        for block in blocks_of(section.lines, heads=1):
            cells = [*block.cells]
            if not cells:
                yield from (_one_line(text, line, title, giver) for text, line in block.points)
                continue
            entry: Entry = {title: said(cells[0].text, cells[0].line)}
            if cells[1:]:
                entry[giver] = said(cells[1].text, cells[1].line, "Nothing but its place says who gave it.")
            _dated(block, entry, "date")
            told = [*block.prose, *block.points]
            if told and title == "title":
                entry["summary"] = said(joined([text for text, _ in told]), told[0][1])
            yield entry
        return
    for item in items_of(section.lines):
        parts = [part for part in re.split(r"\s+[·•|]\s+|;\s+", item.text) if part.strip()]
        several = len(parts) > 1 and all(find_period(part) for part in parts)
        for text in parts if several else [item.text]:
            if re.search(r"[^\W\d]{2}", text):
                yield _one_line(text, item.line, title, giver)


def _one_line(text: str, line: Line, title: str, giver: str) -> Entry:
    period = find_period(text)
    rest = without_dates(text)
    words = [_bare(part) for part in re.split(r"\t|\s+[–—|·]\s+|\s+-\s+", rest)]
    words = [word for word in words if re.search(r"\w", word)] or [text]
    entry: Entry = {title: said(words[0], line)}
    if len(words) > 1:
        entry[giver] = said(words[1], line, "Nothing but its place says who gave it.")
    if period and period.start:
        entry["date"] = said(period.start, line, period.why)
    return entry


def _bare(text: str) -> str:
    """Without the signs around it, but with brackets that are its own."""
    text = text.strip(" ,;:–—|·-")
    return text.strip("()") if text.count("(") != text.count(")") else text


def read_interests(section: Section) -> list[Entry]:
    return [{"name": value} for item in items_of(section.lines) for value in _words(item.text, item.line)]


def read_references(section: Section) -> list[Entry]:
    entries = []
    for item in items_of(section.lines):
        if not re.search(r"request|anfrage|demande|solicit|richiesta|aanvraag|talep", words_of(item.text)):
            entries.append({"name": said(item.text, item.line, "We do not read references closely.")})
    return entries
