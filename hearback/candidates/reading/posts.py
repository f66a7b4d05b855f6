"""Work, volunteering and education: who, where, when, and what was done."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from hearback.candidates.reading.entries import Block, Cell, blocks_of
from hearback.candidates.reading.labelled import is_form, read_form
from hearback.candidates.reading.lexicon import degree_in, like_employer, like_place, like_post, like_school
from hearback.candidates.reading.shapes import Entry, Section, Value, joined, said

_LEGAL = re.compile(
    r"^(?:inc|llc|ltd|gmbh|ag|co|corp|s\.?a|s\.?l|s\.?r\.?l|plc|b\.?v|a\.ş|limited)\b\.?", re.IGNORECASE
)
_NOTHING_SAYS = "Nothing but its place says which is the employer and which the post."
_WORK_FORM = {"place": "location", "tasks": "highlights"}
_STUDY_FORM = {"degree": "studyType", "area": "area", "school": "institution", "employer": "institution",
               "tasks": "courses"}  # fmt: skip
_SCORE = re.compile(
    r"(?:GPA|CGPA|grade|note|abschlussnote|mention|media|nota|voto|cijfer|not ortalamas[ıi])\s*:?\s+"
    r"(\d[\d.,]*(?:\s*/\s*\d[\d.,]*)?)",
    re.IGNORECASE,
)


def read_work(section: Section, names: tuple[str, str] = ("name", "position")) -> list[Entry]:
    if is_form(section.lines):
        return read_form(section.lines, {**_WORK_FORM, "employer": names[0], "post": names[1]})
    blocks = [block for block in blocks_of(section.lines) if block.cells or block.points or block.prose]
    for block in blocks:
        block.cells = _cut_at(block.cells)
    heads = _like_the_others([_without_place(block) for block in blocks], blocks)
    heads = [(_parted(cells, like_post), place) for cells, place in heads]
    post_first = sum(_leaning(cells) for cells, _ in heads)
    entries: list[Entry] = []
    for block, (cells, place) in zip(blocks, heads, strict=True):
        entry = _names(cells, post_first, names)
        if place:
            entry["location"] = place
        elif len(cells) > 2 and like_place(cells[2].text):
            entry["location"] = said(cells[2].text, cells[2].line, "It only has the shape of a place.")
        if names[0] not in entry and names[1] in entry and entries and entries[-1].get(names[0]) and block.period:
            above = entries[-1][names[0]]
            entry[names[0]] = replace(above, why="The employer stands only above another post.")
        _when(block, entry)
        _told(block, entry)
        if cells or block.period or not entries:
            entries.append(entry)
        else:
            _more(entries[-1], entry)
    return [entry for entry in entries if entry]


def _more(entry: Entry, rest: Entry) -> None:
    """What belongs to the entry above."""
    for key in ("highlights",):
        if key in rest:
            entry[key] = [*entry.get(key, []), *rest[key]]
    if "summary" in rest:
        entry.setdefault("summary", rest["summary"])


def _without_place(block: Block) -> tuple[list[Cell], Value | None]:
    """The head without the place in it: an aside, the last words, or what follows the last comma."""
    ranked = [
        (like_place(cell.text) + (cell.aside and like_place(cell.text) > 0), rank)
        for rank, cell in enumerate(block.cells)
    ]
    best = max(ranked, default=(0, 0))
    cells = list(block.cells)
    if best[0] >= 2 and len(cells) > 1:
        cell = cells.pop(best[1])
        return cells, said(_unbracketed(cell.text), cell.line)
    for rank in range(len(cells) - 1, -1, -1):
        cell = cells[rank]
        match = re.search(r"(?:,|\()\s*([^,()]+(?:,\s*[^,()]+)?)\)?$", cell.text)
        for tail in (match[1], match[1].split(",")[-1].strip()) if match else ():
            if like_place(tail) >= 2 and cell.text.index(tail) > 3:
                before = cell.text[: cell.text.rindex(tail)].rstrip(" ,(")
                cells[rank] = replace(cell, text=before)
                return cells, said(tail, cell.line)
    for rank, cell in enumerate(cells):
        found = re.search(r"^(.*?)\s*\(([A-ZÀ-ÝŁŚŻ][^()\d]{2,30})\)$", cell.text)
        if found and len(cells) > 1 and not like_post(found[2]) and not like_employer(found[2]):
            cells[rank : rank + 1] = [replace(cell, text=found[1])] if found[1] else []
            return cells, said(found[2], cell.line, "It stands in brackets, as a place would.")
    for score, rank in ranked:
        if score and len(cells) > 2 and (cells[rank].aside or "," not in cells[rank].text):
            cell = cells.pop(rank)
            return cells, said(cell.text, cell.line, "It only has the shape of a place.")
    for rank, cell in enumerate(cells):
        before, comma, tail = cell.text.rpartition(", ")
        if comma and (like_employer(before) or like_school(before)) and re.fullmatch(r"[A-ZÀ-Ý][\w-]{3,}", tail):
            cells[rank] = replace(cell, text=before)
            return cells, said(tail, cell.line, "It only has the shape of a place.")
    return cells, None


def _unbracketed(text: str) -> str:
    return text[1:-1] if text[:1] == "(" and text[-1:] == ")" else text


def _like_the_others(
    heads: list[tuple[list[Cell], Value | None]], blocks: Sequence[Block]
) -> list[tuple[list[Cell], Value | None]]:
    """A town we do not know is known by where it stands: where other entries have theirs."""
    ranks = [_rank(place, block) for (_, place), block in zip(heads, blocks, strict=True) if place]
    usual = max(set(ranks), key=ranks.count) if ranks else None
    found = []
    for cells, place in heads:
        why = "We do not know this place; it stands where other entries have theirs."
        if place is None and usual is not None:
            if usual >= 0 and usual < len(cells) and len(cells) > 2 and not like_post(cells[usual].text):
                cell = cells[usual]
                cells, place = [*cells[:usual], *cells[usual + 1 :]], said(cell.text, cell.line, why)
            elif usual < 0:
                rank = next((rank for rank in range(len(cells) - 1, -1, -1) if "," in cells[rank].text), None)
                if rank is not None and not _LEGAL.match(cells[rank].text.rsplit(",", 1)[1].strip()):
                    before, tail = cells[rank].text.rsplit(",", 1)
                    if not like_post(tail) and len(tail) < 30:
                        place = said(tail, cells[rank].line, why)
                        cells = [*cells[:rank], replace(cells[rank], text=before), *cells[rank + 1 :]]
        found.append((cells, place))
    return found


def _rank(place: Value | None, block: Block) -> int:
    """Which cell of the head the place is; -1 where it is the tail of one."""
    return next((rank for rank, cell in enumerate(block.cells) if place and cell.text == place.text), -1)


_AT = re.compile(
    r"\s+(?:at|@|bei|beim|chez|en|em|na|no|på|hos|w|we|ved|bij|presso|u|v)\s+"
    r"(?=(?:the\s+|der\s+|la\s+|el\s+)?[A-ZÀ-ÝŁŚŻ0-9])"
)


def _cut_at(cells: list[Cell]) -> list[Cell]:
    """Engineer at Spree Sensors: cut at the word that says where the post was."""
    if not cells:
        return cells
    text = cells[0].text
    at = _AT.search(text)
    sure = at is not None and at[0].split()[0] in ("at", "@", "bei", "beim", "chez", "bij", "hos")
    if at is None or not (sure or (like_post(text[: at.start()]) and "," not in text[: at.start()])):
        return cells
    return [*(replace(cells[0], text=part) for part in (text[: at.start()], text[at.end() :])), *cells[1:]]


def _parted(cells: list[Cell], like: Callable[[str], int]) -> list[Cell]:
    """One cell that holds two facts, cut at its comma."""
    if len(cells) != 1:
        return cells
    if "," not in cells[0].text:
        return cells
    parts = [part.strip() for part in cells[0].text.split(",")]
    cut = next((place for place in range(1, len(parts)) if _begins_employer(parts, place, like)), 0)
    cut = cut or next(
        (
            place
            for place in range(1, len(parts))
            if not _LEGAL.match(parts[place]) and bool(like(parts[place - 1])) != bool(like(parts[place]))
        ),
        0,
    )
    cut = cut or next((place for place in range(1, len(parts)) if not _LEGAL.match(parts[place])), 0)
    if not cut:
        return cells
    return [replace(cells[0], text=", ".join(part)) for part in (parts[:cut], parts[cut:])]


def _begins_employer(parts: Sequence[str], place: int, like: Callable[[str], int]) -> bool:
    """A name of an employer behind a post; what only says of which kind a firm is belongs to the name before it."""
    before, here = parts[:place], parts[place]
    named = like_employer(here) and not _LEGAL.match(here) and not like(here)
    return bool(named and like(before[0]) and not any(like_employer(part) for part in before))


def _leaning(cells: Sequence[Cell]) -> int:
    """Positive where the post comes first, negative where the employer does."""
    if len(cells) < 2:
        return 0
    one, other = cells[0].text, cells[1].text
    posts = min(like_post(one), 1) - min(like_post(other), 1)
    employers = min(like_employer(other), 1) - min(like_employer(one), 1)
    return 2 * posts + employers


def _names(cells: Sequence[Cell], post_first: int, names: tuple[str, str]) -> Entry:
    employer, post = names
    if not cells:
        return {}
    if len(cells) == 1:
        one = cells[0]
        if like_post(one.text) and not like_employer(one.text):
            return {post: said(one.text, one.line)}
        why = "" if like_employer(one.text) else "One name stands here: an employer or a post."
        return {employer: said(one.text, one.line, why)}
    own = _leaning(cells)
    first = post_first > 0 if post_first else own > 0
    why = _NOTHING_SAYS if not post_first and not own else ""
    if own * post_first < 0:
        why = "Elsewhere in this résumé the employer and the post stand the other way round."
        first = own > 0 if abs(own) > 2 else first
    what, who = (cells[0], cells[1]) if first else (cells[1], cells[0])
    return {employer: said(who.text, who.line, why), post: said(what.text, what.line, why)}


def _when(block: Block, entry: Entry) -> None:
    period = block.period
    if period is None or block.dated is None:
        return
    if period.start:
        entry["startDate"] = said(period.start, block.dated, period.why)
    if period.end:
        entry["endDate"] = said(period.end, block.dated, period.why)


def _told(block: Block, entry: Entry) -> None:
    if block.prose:
        entry["summary"] = said(joined([text for text, _ in block.prose]), block.prose[0][1])
    if block.points:
        entry["highlights"] = [said(text, line) for text, line in block.points]


def read_volunteering(section: Section) -> list[Entry]:
    return [
        {key: value for key, value in entry.items() if key != "location"}
        for entry in read_work(section, ("organization", "position"))
    ]


def read_education(section: Section) -> list[Entry]:
    if is_form(section.lines):
        return read_form(section.lines, _STUDY_FORM)
    entries: list[Entry] = []
    for block in blocks_of(section.lines, heads=2):
        if not (block.cells or block.period):
            if entries:
                entries[-1].setdefault("courses", []).extend(
                    said(text, line) for text, line in [*block.points, *block.prose]
                )
                continue
            block.cells = [Cell(text, line) for text, line in block.points]
            block.points = []
        entry = _studies(block)
        _when(block, entry)
        told = [said(text, line) for text, line in [*block.prose, *block.points]]
        for value in told:
            if score := _SCORE.search(value.text):
                entry.setdefault("score", replace(value, text=score[1].strip()))
        if told:
            entry["courses"] = told
        if entry:
            entries.append(entry)
    return entries


def _studies(block: Block) -> Entry:
    cells, place = _school_place(block)
    entry: Entry = {}
    left: list[Cell] = []
    for cell in _split_schools(cells):
        degree = degree_in(cell.text) or _degree_last(cell.text)
        if degree:
            if "studyType" not in entry:
                entry["studyType"] = said(degree[0], cell.line)
            left_over = degree[1]
            if score := _SCORE.search(left_over):
                entry["score"] = said(score[1], cell.line)
                left_over = left_over[: score.start()].strip(" ,(")
            if left_over and "area" not in entry:
                if like_school(left_over) and "institution" not in entry and not _named_later(cells, cell):
                    entry["institution"] = said(left_over, cell.line)
                else:
                    entry["area"] = said(left_over, cell.line)
        elif score := _SCORE.match(cell.text):
            entry["score"] = said(score[1], cell.line)
        elif like_school(cell.text) and "institution" not in entry:
            entry["institution"] = said(cell.text, cell.line)
        else:
            left.append(cell)
    for cell in left:
        missing = next((name for name in ("institution", "area") if name not in entry), None)
        if missing == "institution" and "studyType" in entry and "area" not in entry and cell is not left[-1]:
            missing = "area"
        if missing:
            why = (
                ""
                if missing == "area" and "institution" in entry
                else "Nothing but its place says that this is the school."
            )
            entry[missing] = said(re.sub(r"^(?:in|of|en|em|di|de|i|w|inom) ", "", cell.text), cell.line, why)
    del place
    return entry


def _degree_last(text: str) -> tuple[str, str] | None:
    """Computer Science, BSc: the subject comes first."""
    before, comma, tail = text.rpartition(", ")
    found = degree_in(tail) if comma and not like_school(before) else None
    return (tail, before) if found and not found[1] else None


def _named_later(cells: Sequence[Cell], cell: Cell) -> bool:
    return any(other is not cell and like_school(other.text) for other in cells)


def _school_place(block: Block) -> tuple[list[Cell], Value | None]:
    cells = [
        cell
        for cell in block.cells
        if not (like_place(cell.text) >= 2 and not like_school(cell.text) and len(block.cells) > 1)
    ]
    if len(cells) == len(block.cells):
        cells = [
            cell
            for cell in cells
            if not (
                cell.aside
                and like_place(cell.text) == 1
                and not like_school(cell.text)
                and not degree_in(cell.text)
                and len(cells) > 2
            )
        ]
    return cells, None


def _split_schools(cells: Sequence[Cell]) -> list[Cell]:
    """A cell that names a school and a degree is cut at the comma between them; a place behind a school is dropped."""
    found: list[Cell] = []
    several = len(cells) > 1
    for cell in cells:
        parts = [part.strip() for part in re.split(r",\s+|\s+\(|\)\s*", cell.text) if part.strip()]
        if len(parts) == 1 or not any(like_school(part) for part in parts):
            found.append(cell)
            continue
        group: list[str] = []
        for rank, part in enumerate(parts):
            if rank and group and like_school(group[0]) and like_place(part) >= 2:
                # University of California, Berkeley: the place is part of the name unless more follows.
                if "california" in group[0].lower() and len(group) == 1:
                    group.append(part)
                continue
            kinds = (bool(degree_in(part)), bool(like_school(part)))
            before = (bool(degree_in(group[0])), bool(like_school(group[0]))) if group else kinds
            if group and (kinds != before or any(kinds)) and (not several or any(kinds) or before[1]):
                found.append(replace(cell, text=", ".join(group)))
                group = []
            group.append(part)
        if group:
            found.append(replace(cell, text=", ".join(group)))
    return found
