"""From a Word document to pages of pieces: its paragraphs and tables laid out as if on one long page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from hearback.candidates.reading.shapes import Page, Piece, Run
from hearback.refusals import Refused

MOST_PARAGRAPHS = 5_000
WIDTH, LINE, LETTER = 500.0, 13.0, 0.5  # points; the height of a row; how wide a letter is in its size
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class _Sheet:
    """One long page being written, row by row."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.y = 20.0
        self.paragraphs = 0

    def write(self, paragraph: Any, left: float, right: float) -> None:
        self.paragraphs += 1
        if self.paragraphs > MOST_PARAGRAPHS:
            raise Refused("This document holds far more than a résumé would.")
        runs = list(_runs(paragraph))
        if not "".join(text for text, _, _, _ in runs).strip():
            self.y += LINE
            return
        size = max(size for _, size, _, _ in runs)
        heading = (paragraph.style.name or "").startswith(("Heading", "Title", "Überschrift", "Titre", "Título"))
        self.y += max(LINE, 1.3 * size) + (
            0.8 * LINE if heading or (paragraph.paragraph_format.space_before or 0) > 40_000 else 0
        )
        bullet = "• " if _is_list(paragraph) else ""
        left += 12.0 if bullet else _indent(paragraph)
        for words in _rows(runs):
            self._row(words, left, right, bullet, heading)
            bullet = ""

    def _row(
        self, words: list[list[tuple[str, float, bool, str]]], left: float, right: float, bullet: str, heading: bool
    ) -> None:
        if self.pieces and abs(self.pieces[-1].y - self.y) < 1 and self.pieces[-1].x1 > left:
            self.y += LINE
        step = (right - left) / max(len(words), 1)
        for place, stop in enumerate(words):
            if not "".join(text for text, *_ in stop).strip():
                continue
            at, found = left + place * step, []
            for text, size, bold, link in stop:
                text, bullet = bullet + text, ""
                end = min(
                    at + len(text) * size * LETTER, left + (place + 1) * step - 20 if place + 1 < len(words) else right
                )
                font = f"{'bold' if bold else 'plain'}{'-heading' if heading else ''}"
                found.append(Run(text, at, max(end, at + 0.1), size, font, bold or heading, link))
                at = max(end, at + 0.1)
            self.pieces.append(Piece(1, self.y, tuple(found)))


def read_word(data: bytes) -> tuple[Page, ...]:
    """Refuses, in words, what is no Word document or says nothing."""
    from docx import Document

    try:
        document = Document(BytesIO(data))
        sheet = _Sheet()
        for section in document.sections[:1]:
            for part in (section.header,):
                for paragraph in part.paragraphs:
                    if paragraph.text.strip():
                        sheet.write(paragraph, 0.0, WIDTH)
        _body(document, document.element.body, sheet)
    except Refused:
        raise
    except Exception:  # a parser of hostile files fails in more ways than can be named
        raise Refused("This Word document is damaged: we can't read it.") from None
    if sum(len(piece.text) for piece in sheet.pieces) < 20:
        raise Refused("This Word document holds no text we can read.")
    return (Page(WIDTH, sheet.y * 1.2 + 2_000, tuple(sheet.pieces)),)


def _body(document: Any, element: Any, sheet: _Sheet) -> None:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for child in element.iterchildren():
        if child.tag == f"{_W}p":
            boxes = child.findall(f".//{_W}txbxContent")
            sheet.write(Paragraph(child, document), 0.0, WIDTH)
            for box in boxes[:1]:  # the same words stand there twice, for older programs
                for inner in box.findall(f"{_W}p"):
                    sheet.write(Paragraph(inner, document), 0.0, WIDTH)
        elif child.tag == f"{_W}tbl":
            _table(Table(child, document), sheet)
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            if content is not None:
                _body(document, content, sheet)


def _table(table: Any, sheet: _Sheet, left: float = 0.0, right: float = WIDTH) -> None:
    """Cells side by side, each from the top of its row."""
    shares = [float(column.width or 0) or 1.0 for column in table.columns]
    total = sum(shares)
    for row in table.rows:
        top, deepest, at, seen = sheet.y, sheet.y, left, set()
        for share, cell in zip(shares, row.cells, strict=False):
            end = at + (right - left) * share / total
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                sheet.y = top
                for paragraph in cell.paragraphs:
                    if paragraph.text.strip() or len(cell.paragraphs) > 1:
                        sheet.write(paragraph, at, end - 20)
                for inner in cell.tables:
                    _table(inner, sheet, at, end - 20)
                deepest = max(deepest, sheet.y)
            at = end
        sheet.y = deepest


def _runs(paragraph: Any) -> Iterator[tuple[str, float, bool, str]]:
    from docx.text.hyperlink import Hyperlink

    for item in paragraph.iter_inner_content():
        link = (item.url or item.address or "") if isinstance(item, Hyperlink) else ""
        for run in item.runs if isinstance(item, Hyperlink) else [item]:
            if run.text:
                yield run.text, _size(run, paragraph), _bold(run, paragraph), link


def _rows(runs: list[tuple[str, float, bool, str]]) -> Iterator[list[list[tuple[str, float, bool, str]]]]:
    """Rows at line breaks; in each, the words at each tab stop."""
    row: list[list[tuple[str, float, bool, str]]] = [[]]
    for text, size, bold, link in runs:
        for rank, line in enumerate(text.split("\n")):
            if rank:
                yield row
                row = [[]]
            for place, words in enumerate(line.split("\t")):
                if place and any(text.strip() for text, *_ in row[-1]):
                    row.append([])
                if words:
                    row[-1].append((words, size, bold, link))
    yield row


def _size(run: Any, paragraph: Any) -> float:
    style = paragraph.style
    sizes = [run.font.size]
    while style is not None:
        sizes.append(style.font.size)
        style = style.base_style
    found = next((size for size in sizes if size), None)
    return float(found.pt) if found else 11.0


def _bold(run: Any, paragraph: Any) -> bool:
    style = paragraph.style
    told = [run.font.bold]
    while style is not None:
        told.append(style.font.bold)
        style = style.base_style
    return bool(next((bold for bold in told if bold is not None), False))


def _is_list(paragraph: Any) -> bool:
    properties = paragraph._p.pPr
    return "List" in (paragraph.style.name or "") or (properties is not None and properties.numPr is not None)


def _indent(paragraph: Any) -> float:
    indent = paragraph.paragraph_format.left_indent
    return min(float(indent.pt), 60.0) if indent else 0.0
