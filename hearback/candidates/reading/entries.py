"""A section's lines parted into entries, and each entry into its head, its points and its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from hearback.candidates.reading.dates import Period, find_period, is_date, without_dates
from hearback.candidates.reading.lexicon import like_place, like_school
from hearback.candidates.reading.shapes import BULLET, Line, Piece, joined, was_full

_BETWEEN = re.compile(r"\s+[–—|·•@⋅/]\s+|\s+/$|^/\s+|\s+-\s+|\s*\|\s*|\t|\s{3,}|;\s+")
_LEFT_OVER = re.compile(r"(?:de|du|depuis|from|since|von|seit|dal|da|desde|van|sinds|le|il|el)", re.IGNORECASE)
_FARTHEST = 3  # rows between the first row of an entry and its dates


@dataclass
class Cell:
    """Words of the head of an entry that belong together."""

    text: str
    line: Line
    bold: bool = False
    aside: bool = False
    link: str = ""


@dataclass
class Block:
    cells: list[Cell] = field(default_factory=list)
    period: Period | None = None
    dated: Line | None = None
    points: list[tuple[str, Line]] = field(default_factory=list)
    prose: list[tuple[str, Line]] = field(default_factory=list)
    first: Line | None = None


@dataclass
class _Row:
    line: Line
    points: bool = False  # begins with a bullet
    goes_on: bool = False  # continues the point above
    main: int = 0  # which of its pieces is the text, the others being asides

    @property
    def head(self) -> list[Piece]:
        """What could belong to the head of an entry."""
        pieces = list(self.line.pieces)
        return pieces[: self.main] + pieces[self.main + 1 :] if self.points or self.goes_on else pieces

    @property
    def dated(self) -> bool:
        return any(_dates(piece.text) for piece in self.head)


def _dates(text: str) -> bool:
    """It bears a date, and is not prose that mentions one."""
    period = find_period(text)
    if period is None:
        return False
    rest = without_dates(text).strip("\t ,.()")
    before, after = text[: period.at[0]].rstrip()[-1:], text[period.at[1] :].lstrip()[:1]
    alone = period.at[0] < 3 or len(text) - period.at[1] < 3 or (before in "/|·•–—,(" and after in "/|·•–—,)")
    return len(rest) < 110 and alone if period.spans else (alone and len(rest) < 75) or not rest


def blocks_of(lines: Sequence[Line], heads: int = 2) -> list[Block]:
    """Entries, each with its head apart. `heads`: how many rows below its dates may still be head."""
    rows = _marked(_one_after_the_other(lines))
    if not rows:
        return []
    starts = _starts(rows)
    return [_block(rows[start:end], heads) for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _one_after_the_other(lines: Sequence[Line]) -> list[Line]:
    """Entries set side by side, known by a row of several dates, are put below each other."""
    rows = [[piece.x0 for piece in line.pieces if is_date(piece.text)] for line in lines]
    begins = max(rows, key=len, default=[])
    shared = [sum(any(abs(piece.x0 - at) < 2 for piece in line.pieces) for line in lines) for at in begins]
    if len(begins) < 2 or min(shared) < 2 or begins[0] - min(line.first.x0 for line in lines) > 2:
        return list(lines)
    found = []
    for at, end in zip(begins, [*begins[1:], float("inf")], strict=True):
        above = 0.0
        for line in lines:
            if pieces := tuple(piece for piece in line.pieces if at - 2 <= piece.x0 < end - 2):
                gap = (pieces[0].y - above) / max(pieces[0].size, 1) if above else 9.0
                found.append(replace(line, pieces=pieces, gap=gap if gap > 0 else line.gap, right=end - pieces[0].size))
                above = pieces[0].y
    return found


def _marked(lines: Sequence[Line]) -> list[_Row]:
    rows: list[_Row] = []
    point: Piece | None = None
    for line in lines:
        row = _Row(line)
        lists = next((place for place, piece in enumerate(line.pieces) if _is_point(piece)), None)
        # A dot on a line of time, right of a date, is no bullet.
        if lists and any(find_period(piece.text) for piece in line.pieces[:lists]):
            lists = None
        if lists is not None:
            row.points, row.main = True, lists
            point = line.pieces[lists]
        elif point is not None:
            under = next(
                (place for place, piece in enumerate(line.pieces) if _under(piece, point, line, rows[-1].line)), None
            )
            if under is None:
                point = None
            else:
                row.goes_on, row.main = True, under
        rows.append(row)
    return rows


def _is_point(piece: Piece) -> bool:
    return bool(BULLET.match(piece.text)) and not is_date(piece.text)


def _under(piece: Piece, point: Piece, line: Line, above: Line) -> bool:
    close = line.gap < 1.9 or line.page != above.page or line.column != above.column
    return (
        close
        and point.x0 + 1.5 < piece.x0 < point.x0 + 3.2 * point.size
        and not piece.bold
        and piece.style == _words_style(point)
        and not is_date(piece.text)
    )


def _words_style(point: Piece) -> tuple[str, float]:
    """The style of a point's words, whatever its bullet is printed in."""
    last = point.runs[-1]
    return (last.font, round(last.size * 2) / 2) if len(point.runs) > 1 else point.style


def _starts(rows: Sequence[_Row]) -> list[int]:
    plain = [place for place, row in enumerate(rows) if not (row.points or row.goes_on)]
    anchors = [place for place, row in enumerate(rows) if row.dated]
    # Two rows of one head may both bear a date; the second then begins no entry.
    anchors = [
        place for rank, place in enumerate(anchors) if rank == 0 or not _same_head(rows, anchors[rank - 1], place)
    ]
    if not plain:
        return [place for place, row in enumerate(rows) if row.points]
    if not anchors:
        return _by_look(rows, plain)
    first = _look(rows[0])
    offset = anchors[0] if anchors[0] <= _FARTHEST else 0
    usual = median([row.line.gap for row in rows[1:]] or [1.3])
    starts = [0]
    for before, anchor in pairwise(anchors):
        choices = [place for place in range(max(before + 1, anchor - _FARTHEST), anchor + 1) if _leads(rows[place])]
        alike = [place for place in choices if _look(rows[place]) == first]
        apart = [place for place in choices if rows[place].line.gap > 1.25 * usual]
        if alike:
            starts.append(min(alike, key=lambda place: abs(anchor - offset - place)))
        elif apart:
            starts.append(apart[-1])
        elif anchor - offset in choices:
            starts.append(anchor - offset)
        else:
            starts.append(anchor)
    return starts


def _same_head(rows: Sequence[_Row], before: int, place: int) -> bool:
    if place - before > 1:
        return False
    texts = [" ".join(piece.text for piece in rows[at].head) for at in (before, place)]
    return (
        all(is_date(piece.text) for piece in rows[place].head)
        and not (find_period(texts[1]) and rows[place].points is False and len(rows[place].line.pieces) > 1)
        and not find_period(texts[1])
    )


def _leads(row: _Row) -> bool:
    return not row.goes_on and not (row.points and row.main == 0)


def _look(row: _Row) -> tuple[object, ...]:
    piece = row.line.first
    return (*piece.style, piece.runs[0].bold, round(piece.x0 / 3))


def _by_look(rows: Sequence[_Row], plain: Sequence[int]) -> list[int]:
    """Without dates: rows that look like the first one, if that one stands out or white parts them."""
    first = _look(rows[plain[0]])
    body = [row for row in rows if _look(row) != first]
    alike = [place for place in plain if _look(rows[place]) == first]
    if body:
        return sorted({0, *alike})
    usual = min(row.line.gap for row in rows)
    return sorted({0, *(place for place in alike if rows[place].line.gap > 1.25 * usual)})


def _block(rows: Sequence[_Row], heads: int) -> Block:
    block = Block(first=rows[0].line)
    anchor = next((place for place, row in enumerate(rows) if row.dated), 0)
    for place, row in enumerate(rows):
        main = row.line.pieces[row.main]
        if row.points:
            block.points.append((BULLET.sub("", main.text, count=1), row.line))
        elif row.goes_on and block.points:
            words, line = block.points[-1]
            block.points[-1] = (joined([words, main.text]), line)
        started = bool(block.points or block.prose)
        for piece in row.head:
            aside = piece is not row.line.first
            placed = like_place(piece.text) >= 2 and not started and place <= anchor + heads + 2
            # In a table the head has a column of its own, left of the points.
            beside = row.points and piece is not main and piece.x1 < main.x0 and place <= anchor + heads + 2
            placed = placed or beside
            late = (place > anchor + heads and not placed) or (started and not aside and place > anchor and not beside)
            if _dates(piece.text) and block.period is None:
                _date(piece, row.line, block)
                block.cells += _cells(piece, row.line, aside)
            elif is_date(piece.text):
                continue
            elif (
                late
                or (not aside and place > anchor and not beside and _is_prose(piece, row.line, len(block.cells) > 1))
                or (heads == 0 and place > anchor and not aside)
            ):
                block.prose.append((piece.text, row.line))
            elif not aside and place and _runs_on(block, piece, rows[place - 1].line, row.line):
                end = rows[place - 1].line.first.text[-1:]
                block.cells[-1].text = joined([block.cells[-1].text + (end if end in ",-" else ""), piece.text])
            else:
                block.cells += _cells(piece, row.line, aside)
    return block


def _runs_on(block: Block, piece: Piece, above: Line, line: Line) -> bool:
    """The last words of the head had no room on their row."""
    if not block.cells or block.cells[-1].line is not above or block.cells[-1].aside or line.gap >= 1.6:
        return False
    first, asides = above.first, above.pieces[1:]
    if (
        first.runs[-1].font != piece.runs[0].font
        or like_school(piece.text)
        or not all(is_date(aside.text) for aside in asides)
    ):
        return False
    edge = min((aside.x0 - first.size for aside in asides), default=above.right)
    if first.text.endswith(",") or re.search(r"\w-$", first.text):
        return len(piece.text) < 40
    return (
        not re.search(r"[-–—|·•)]\s*$", first.text)
        and not (block.dated is above and find_period(first.text[-12:]))
        and was_full(replace(above, pieces=(first,), right=edge), piece)
    )


def _is_prose(piece: Piece, line: Line, named: bool) -> bool:
    """Sentences rather than names: long, closed by a stop, or filling the column. `named`: two names stand above."""
    text = piece.text
    words = len(text.split())
    closed = text.endswith(".") and not re.search(r"\b\w{1,3}\.$", text) and words > (2 if named else 5)
    if named and words > 6 and len(text) > 45 and not piece.bold and len(line.pieces) == 1:
        return True
    fills = len(text) > 45 and piece.x1 > line.right - 0.15 * (line.right - piece.x0)
    return len(text) > 80 or closed or (fills and not piece.bold and len(line.pieces) == 1 and text.count(",") < 3)


def _date(piece: Piece, line: Line, block: Block) -> None:
    block.period, block.dated = find_period(piece.text), line


def _cells(piece: Piece, line: Line, aside: bool) -> Iterator[Cell]:
    """A piece's words parted where the style changes and where a dash, a bar or a stop parts them."""
    spans: list[tuple[str, tuple[bool, bool], str]] = []
    for run in piece.runs:
        style = (run.bold, bool(re.search("italic|oblique", run.font, re.IGNORECASE)))
        if spans and (spans[-1][1] == style or not run.text.strip()):
            spans[-1] = (spans[-1][0] + run.text, spans[-1][1], spans[-1][2] or run.link)
        else:
            spans.append((run.text, style, run.link))
    whole = "".join(text for text, _, _ in spans)
    period = find_period(whole)
    # A date may run across styles: then the words are worth more than the styles.
    if period and len(spans) > 1 and not any(find_period(text) for text, _, _ in spans):
        spans = [(whole, spans[0][1], spans[0][2])]
    for text, style, link in spans:
        for part in _BETWEEN.split(without_dates(text)):
            part = BULLET.sub("", part, count=1)
            words = (
                part.strip(" ,.;:–—|·•/-\t") if not part.strip().endswith((".", ")")) else part.strip(" ,;:–—|·•/-\t")
            )
            if re.search(r"\w", words) and not _LEFT_OVER.fullmatch(words):
                yield Cell(words, line, style[0], aside, link)
