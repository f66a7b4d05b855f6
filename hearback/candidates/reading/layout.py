"""From pieces on pages to lines in the order a person reads them. Columns are found by the white between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from hearback.candidates.reading.dates import MONTHS, find_period, is_date
from hearback.candidates.reading.headings import folded, heading_kind
from hearback.candidates.reading.lexicon import like_place
from hearback.candidates.reading.shapes import BULLET, Line, Page, Piece

FEWEST_ROWS = 4  # fewer rows beside each other are no columns
_FURNITURE = re.compile(
    r"(?:.{0,60}?[\s–—|·-]*)?(?:(?:page|seite|pagina|página|sayfa|strona|p\.)\s*)?\d{1,2}\s*(?:/|of|von|sur|de|di|van)\s*\d{1,2}"
    r"|(?:page|seite|pagina|página|sayfa)\s+\d{1,2}"
    r"|\d{1,2}"
    r"|(?:last (?:updated|modified)|stand:).{0,40}"
    # The same in other languages: a word for bringing up to date, and a date.
    r"|(?:\w+ )?\w*(?:updat|aktuali|actuali|aggiorna|bijgewerkt|atualiza|g[uü]ncelle|mise [aà] jour|uppdater|opdater|"
    r"oppdater|p[aä]ivitet|friss[ií]t|обновл)\w*:?\s.{0,20}\d{4}",
    re.IGNORECASE,
)
# Göttingen, den 03.02.2024: the place and day of signing.
_SIGNED = re.compile(r"[^\W\d_][\w .-]{2,30},\s*(?:den |le |il |em |a )?\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}")
_HALF_DATE = re.compile(rf"(?:[-–—]|\b(?:bis|to|a|au|al|tot|ate))\s*(?:\b(?:{'|'.join(MONTHS)})\b\.?(?:\s+de)?)?\s*$")
_CONTACT = re.compile(r"\S@\S+\.\w|\+?\d[\d ()/.-]{7,}")


def lines_of(pages: Sequence[Page]) -> list[Line]:
    """All lines of all pages, numbered page by page; without page numbers and what is printed on every page."""
    repeated = _repeated(pages)
    lines: list[Line] = []
    for page in pages:
        kept = [piece for piece in page.pieces if not _furniture(piece, page, repeated)]
        number = 0
        for region, rank in _regions(_whole_headings(kept), page.width):
            previous: Piece | None = None
            right = _right_edge(region)
            for row in _whole_cells(_mended(_rows(region)), right):
                number += 1
                gap = (row[0].y - previous.y) / max(row[0].size, 1) if previous else 9.0
                lines.append(Line(row[0].page, number, tuple(row), rank, gap, right))
                previous = row[0]
    return lines


def _right_edge(region: Sequence[Piece]) -> float:
    """Where the text of a column ends; one word too long for it does not count."""
    ends = sorted(piece.x1 for piece in region)
    begins = min(piece.x0 for piece in region)
    if len(ends) > 8 and ends[-1] - begins > 1.06 * (ends[-2] - begins):
        return ends[-2]
    return ends[-1]


def _furniture(piece: Piece, page: Page, repeated: set[str]) -> bool:
    if _SIGNED.fullmatch(piece.text):
        return True
    edge = piece.y < 0.09 * page.height or piece.y > 0.9 * page.height
    if not edge:
        return False
    alone = all(abs(other.y - piece.y) > 2 or other is piece for other in page.pieces)
    if folded(re.sub(r"\d+", "#", piece.text)) in repeated and piece.page > 1:
        return True
    return alone and bool(_FURNITURE.fullmatch(piece.text.strip()))


def _repeated(pages: Sequence[Page]) -> set[str]:
    """What stands at the edge of several pages, whatever the numbers in it."""
    seen = Counter(
        text
        for page in pages
        for text in {
            folded(re.sub(r"\d+", "#", piece.text))
            for piece in page.pieces
            if piece.y < 0.09 * page.height or piece.y > 0.92 * page.height
        }
    )
    return {text for text, times in seen.items() if times > 1 and text}


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        if rows and abs(piece.y - rows[-1][0].y) <= 0.45 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _mended(rows: list[list[Piece]]) -> list[list[Piece]]:
    """A date that had no room in its column and goes on below, over one row or two, is made whole."""
    for at, above in enumerate(rows):
        for place, piece in enumerate(above):
            reached = piece.y
            for row in rows[at + 1 : at + 4]:
                rest = next((one for one in row if _ends(piece, one) and one.y - reached < 1.9 * piece.size), None)
                if rest is None:
                    break
                runs = (*piece.runs, replace(rest.runs[0], text=" " + rest.runs[0].text), *rest.runs[1:])
                piece, reached = Piece(piece.page, piece.y, runs), rest.y
                above[place] = piece
                row.remove(rest)
    return [row for row in rows if row]


def _ends(piece: Piece, rest: Piece) -> bool:
    """The rest of a date: in the same column, at its left edge or its right."""
    if abs(rest.x0 - piece.x0) >= 3 and abs(rest.x1 - max(run.x1 for run in piece.runs)) >= 3:
        return False
    whole = f"{piece.text} {rest.text}"
    half = _HALF_DATE.search(folded(piece.text)) or (is_date(piece.text) and rest.text[:1] in "-–—")
    return bool(half) and bool(piece.text.strip(" -–—")) and is_date(whole) and find_period(whole) is not None


def _whole_cells(rows: list[list[Piece]], right: float) -> list[list[Piece]]:
    """Words in a column of a table that had no room and go on below, beside fewer cells, are made whole.

    Only where the first word below would not have fitted: what was put on a row of its own stays there.
    """
    begins = {round(piece.x0) for row in rows if len(row) > 1 for piece in row}
    edges = sorted(edge for edge in begins if _column(rows, edge) > 2)
    above: list[Piece] = []
    cells = 0
    ends: list[tuple[float, float]] = []  # how far down and right each cell above reaches
    for row in rows:
        for below in list(row) if len(row) < cells else ():
            place = next((place for place, piece in enumerate(above) if abs(piece.x0 - below.x0) < 2), None)
            if place is None or not _goes_on(above[place], below, ends[place][0]):
                continue
            piece = above[place]
            end = min((edge for edge in edges if edge > piece.x0 + 2), default=right) - 1.1 * piece.size
            first = below.text.split(" ", 1)[0]
            wide = (below.x1 - below.x0) * (len(first) + 1) / max(len(below.text), 1)
            if end < right and ends[place][1] + wide > end:
                space = "" if piece.text.endswith("-") else " "
                start = replace(below.runs[0], text=space + below.runs[0].text)
                above[place] = Piece(piece.page, piece.y, (*piece.runs, start, *below.runs[1:]))
                ends[place] = below.y, below.x1
                row.remove(below)
        if row:
            above, cells = row, len(row)
            ends = [(piece.y, piece.x1) for piece in row]
    return [row for row in rows if row]


def _goes_on(piece: Piece, below: Piece, reached: float) -> bool:
    near = 0 < below.y - reached < 1.75 * piece.size
    alike = below.style == piece.style and below.bold == piece.bold
    apart = is_date(below.text) or is_date(piece.text) or BULLET.match(below.text)
    placed = like_place(below.text) > 1 and not piece.text.endswith("-")
    return near and alike and not apart and not placed


def _column(rows: list[list[Piece]], edge: float) -> int:
    """How many rows have something that begins there."""
    return sum(any(abs(piece.x0 - edge) < 2 for piece in row) for row in rows)


def _whole_headings(pieces: list[Piece]) -> list[Piece]:
    """A heading that had no room on one row is made one."""
    kept = list(pieces)
    for piece in pieces:
        if piece not in kept or len(piece.text) > 30:
            continue
        below = next(
            (
                other
                for other in kept
                if 0 < other.y - piece.y < 1.7 * piece.size
                and other.style == piece.style
                and abs(other.x0 - piece.x0) < 2
                and other.page == piece.page
            ),
            None,
        )
        if below is None or not heading_kind(f"{piece.text} {below.text}"):
            continue
        kept.remove(below)
        first = replace(below.runs[0], text=" " + below.runs[0].text, x1=max(piece.x1, below.x1))
        kept[kept.index(piece)] = Piece(piece.page, piece.y, (*piece.runs, first, *below.runs[1:]))
    return kept


def _regions(pieces: list[Piece], width: float, rank: int = 0) -> list[tuple[list[Piece], int]]:
    """The page cut along its gutters: what is above, the left column, the right column, what is below."""
    cut = _best_gutter(pieces, width)
    if cut is None or rank > 6:
        return [(pieces, rank)] if pieces else []
    at, top, bottom = cut
    above = [piece for piece in pieces if piece.y < top]
    below = [piece for piece in pieces if piece.y > bottom]
    left = [piece for piece in pieces if top <= piece.y <= bottom and piece.x1 <= at]
    right = [piece for piece in pieces if top <= piece.y <= bottom and piece.x1 > at]
    found: list[tuple[list[Piece], int]] = []
    for part in (above, left, right, below):
        found += _regions(part, width, rank + len(found) + 1) if part else []
    return found


def _best_gutter(pieces: list[Piece], width: float) -> tuple[float, float, float] | None:
    """The white line that parts most rows, as (x, top, bottom), if what it parts are columns."""
    body = median(piece.size for piece in pieces) if pieces else 10.0
    best: tuple[int, float, float, float] | None = None
    for at in sorted({round(piece.x0) for piece in pieces}):
        if not 0.12 * width < at < 0.88 * width:
            continue
        for top, bottom in _bands(pieces, at):
            left = [piece for piece in pieces if top <= piece.y <= bottom and piece.x1 <= at]
            right = [piece for piece in pieces if top <= piece.y <= bottom and piece.x1 > at]
            rows = min(len(_rows(left)), len(_rows(right)))
            if rows < FEWEST_ROWS or (best and rows <= best[0]):
                continue
            if _parts(left, right, body) and _overlap(left, right) and are_columns(left, right, body):
                best = rows, at - 0.5, top, bottom
    return best[1:] if best else None


def _overlap(left: list[Piece], right: list[Piece]) -> bool:
    """Columns stand beside each other, not one above the other."""
    spans = [(min(piece.y for piece in part), max(piece.y for piece in part)) for part in (left, right)]
    shared = min(bottom for _, bottom in spans) - max(top for top, _ in spans)
    return shared > 0.3 * min(bottom - top for top, bottom in spans)


def _parts(left: list[Piece], right: list[Piece], body: float) -> bool:
    """Whether there is white between them. One long word in ten, such as an address, may come close."""
    begins, ends = min(piece.x0 for piece in right), sorted(piece.x1 for piece in left)
    usual = ends[-1 - len(ends) // 10]
    return begins - usual > 0.7 * body and begins - ends[-1] > 0.1 * body


def _bands(pieces: list[Piece], at: float) -> list[tuple[float, float]]:
    """Stretches of the page in which nothing crosses this line."""
    crossing = sorted(piece.y for piece in pieces if piece.x0 < at - 1 and piece.x1 > at - 0.5)
    edges = [-1.0, *crossing, 1e9]
    return [(above + 0.6, below - 0.6) for above, below in pairwise(edges) if below - above > 20]


def are_columns(left: list[Piece], right: list[Piece], body: float) -> bool:
    """Two texts side by side, rather than one text with its dates, places or labels beside it."""
    parts = (left, right)
    headings = [_headings(part, body) for part in parts]
    if any(
        sum(is_date(piece.text) for piece in part) >= max(2, 0.34 * (len(part) - heads))
        for part, heads in zip(parts, headings, strict=True)
    ):
        return False
    # Headings that hang in a column of their own, dates among them, belong to the rows beside them.
    if any(
        heads + sum(is_date(piece.text) for piece in part) >= 0.8 * len(part) and not other
        for part, heads, other in zip(parts, headings, headings[::-1], strict=True)
    ):
        return False
    if all(headings):
        return True
    aligned = [_aligned(one, other) for one, other in (parts, parts[::-1])]
    for part, heads, beside in zip(parts, headings, aligned, strict=True):
        if not heads:
            contact = any(_CONTACT.search(piece.text) for piece in part)
            return beside < 0.6 and sum(headings) > 0 and (contact or len(part) > 5)
    return False


def _headings(part: list[Piece], body: float) -> int:
    return sum(bool(heading_kind(piece.text)) and stands_out(piece, body) for piece in part)


def stands_out(piece: Piece, body: float) -> bool:
    letters = [letter for letter in piece.text if letter.isalpha()]
    return piece.bold or piece.size > 1.08 * body or bool(letters and all(letter.isupper() for letter in letters))


def _aligned(one: list[Piece], other: list[Piece]) -> float:
    """How much of one column stands on the very rows of the other."""
    levels = [piece.y for piece in other]
    return sum(any(abs(piece.y - level) < 0.35 * piece.size for level in levels) for piece in one) / max(len(one), 1)
