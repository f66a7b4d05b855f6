"""Lines parted into sections, by the words of their headings and by how headings look in this résumé."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from statistics import median

from hearback.candidates.reading.dates import is_date
from hearback.candidates.reading.guessing import Look, guess_kind, heading_looks, look, uniform
from hearback.candidates.reading.headings import heading_kind, is_title
from hearback.candidates.reading.layout import stands_out
from hearback.candidates.reading.shapes import BULLET, Line, Piece, Section


def sections_of(lines: Sequence[Line]) -> list[Section]:
    """The first section, of kind `top`, is what stands before any heading."""
    body = body_size(lines)
    lines = [_run_in(line, body) for line in lines]
    bodies = _bodies(lines, body)
    usual = median([line.gap for line in lines] or [1.2])
    known = {
        place: kind for place, line in enumerate(lines) if (kind := _known(line, bodies[line.page, line.column], usual))
    }
    looks = heading_looks(lines, known, body)
    sections: list[Section] = []
    heading, kind, held, sure = None, "top", [], True
    for place, line in enumerate(lines):
        found = known.get(place) or _by_look(
            line, looks, (body, usual), kind, bool(known) and place > min(known, default=0)
        )
        # A column begins anew: what stands at its top before any heading is about the person.
        if found is None and held and line.column != held[-1].column and line.page == held[-1].page and kind != "top":
            found, rest = (None, line) if _goes_on(held[-1], line) else ("top", line)
            if found:
                sections.append(Section(kind, heading, tuple(held), sure))
                heading, kind, held, sure = None, "top", [rest], True
                continue
        # Under “Skills”, a bold “Software” names a group of them.
        differs = heading is not None and look(line.first)[:3] != look(heading.first)[:3]
        if (found == kind or kind == "skills") and heading is not None and differs:
            found = None if found == kind or look(heading.first) in looks else found
        if found is None:
            held.append(line)
            continue
        sections.append(Section(kind, heading, tuple(held), sure))
        beside = line.pieces[1:]
        heading, kind, sure = line, found, found != "other"
        held = [replace(line, pieces=beside)] if beside else []
    sections.append(Section(kind, heading, tuple(held), sure))
    return [_guessed(section) for section in sections if section.lines or section.heading]


def _guessed(section: Section) -> Section:
    """A part under words we do not know, placed by what stands in it."""
    if section.kind != "other" or section.heading is None or heading_kind(section.heading.first.text) == "other":
        return section
    kind = guess_kind(section.heading.first.text, section.lines)
    return replace(section, kind=kind) if kind else section


def _run_in(line: Line, body: float) -> Line:
    """A larger heading that touches the words beside it, parted from them."""
    runs = line.first.runs
    if (
        len(runs) < 2
        or runs[0].size < 1.08 * body
        or runs[1].size > 0.95 * runs[0].size
        or not heading_kind(runs[0].text)
    ):
        return line
    first, rest = (Piece(line.page, line.first.y, part) for part in (runs[:1], runs[1:]))
    return replace(line, pieces=(first, rest, *line.pieces[1:]))


def _bodies(lines: Sequence[Line], body: float) -> dict[tuple[int, int], float]:
    """The size of the text of each column: a margin is often set smaller."""
    columns: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        columns.setdefault((line.page, line.column), []).append(line)
    return {column: body_size(held) if len(held) > 5 else body for column, held in columns.items()}


def body_size(lines: Sequence[Line]) -> float:
    """The size most of the text is set in."""
    sizes = [piece.size for line in lines for piece in line.pieces for _ in range(1 + len(piece.text) // 10)]
    return median(sizes) if sizes else 10.0


def _known(line: Line, body: float, usual: float) -> str | None:
    piece = line.first
    text = piece.text.rstrip(" :")
    if (
        is_title(text)
        or BULLET.match(text)
        or piece.size < 0.85 * body
        or (len(line.pieces) == 2 and is_date(line.pieces[1].text))
    ):
        return None
    striking = stands_out(piece, body)
    if striking and (kind := heading_kind(text)):
        return kind
    if len(line.pieces) > 1:
        return None
    if (piece.size > 1.12 * body or (striking and piece.text.isupper())) and line.gap > 1.05 * usual:
        return heading_kind(text, loosely=True)
    # Plain words are a heading only when they stand alone, with white above or a colon behind.
    if line.gap > 1.6 or piece.text.endswith(":"):
        return heading_kind(text)
    return None


def _by_look(line: Line, looks: Container[Look], text: tuple[float, float], kind: str, begun: bool) -> str | None:
    """A heading in words we do not know, which looks like those we do. `text`: the size and gap of most of the text."""
    body, usual = text
    piece = line.first
    if len(line.pieces) > 1 or len(piece.text) > 48 or is_date(piece.text) or not piece.text[:1].isalpha():
        return None
    if look(piece) not in looks or line.gap < max(1.2, 1.15 * usual) or not uniform(piece):
        return None
    larger = piece.style[1] > 1.08 * body
    if not begun and kind == "top" and not larger and piece.text.isupper():
        return None  # a headline in capitals under the name
    return heading_kind(piece.text, loosely=True) or "other"


def _goes_on(last: Line, line: Line) -> bool:
    """The text of one column may run on in the next, or below both."""
    return line.first.style == last.first.style and line.first.x0 == last.first.x0
