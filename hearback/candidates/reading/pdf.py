"""From the bytes of a PDF to pages of pieces: words with their places, sizes and fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from statistics import median
from time import monotonic
from typing import Any

from hearback.candidates.reading.shapes import Page, Piece, Run
from hearback.refusals import Refused

MOST_PAGES = 30
MOST_LETTERS = 300_000
MOST_SECONDS = 15.0
MOST_RULES = 2_000
ONLY_A_PICTURE = "This PDF holds only a picture of text; we can't read it yet."
SPACE, APART = 0.22, 1.45  # in the size of the letters: white that parts words, white that parts pieces
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|medi|CMBX|LMRoman\d+-Bold|-Md", re.IGNORECASE)
_BULLET = re.compile(r"[•‣◦▪●○■□◆◇▸►➢➤➔→✓✔·∙–—*-]")
_ICONS = {
    0xF0E0: "email", 0xF2B6: "email", 0xF095: "phone", 0xF879: "phone", 0xF10B: "phone", 0xF3CD: "phone",
    0xF098: "phone", 0xF3C5: "location", 0xF041: "location", 0xF015: "location", 0xF0C1: "url", 0xF0AC: "url",
    0xF57D: "url", 0xF08C: "LinkedIn", 0xF0E1: "LinkedIn", 0xF09B: "GitHub", 0xF092: "GitHub", 0xF113: "GitHub",
    0xF296: "GitLab", 0xF171: "Bitbucket", 0xF099: "Twitter", 0xE61B: "X", 0xF16C: "Stack Overflow",
    0xF168: "Xing", 0xF169: "Xing", 0xF19D: "Google Scholar", 0xE63B: "Google Scholar", 0xF8D2: "ORCID",
    0xF16D: "Instagram", 0xF167: "YouTube", 0xF1B4: "Behance", 0xF17D: "Dribbble", 0xF23A: "Medium",
    0xF4F6: "Mastodon", 0xF2C6: "Telegram", 0xF232: "WhatsApp", 0xF281: "Reddit", 0xE671: "Bluesky",
    0x2709: "email", 0x1F4E7: "email", 0x260E: "phone", 0x2706: "phone", 0x1F4DE: "phone", 0x1F4F1: "phone",
    0x1F4CD: "location", 0x1F3E0: "location", 0x1F517: "url", 0x1F310: "url",
}  # fmt: skip


Box = tuple[float, float, float, float]
Rule = tuple[float, float, float]  # an upright line: its place, from, to


@dataclass(frozen=True)
class _Letter:
    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str
    link: str = ""


def read_pdf(data: bytes) -> tuple[Page, ...]:
    """Refuses, in words, what is locked, broken, endless or a picture."""
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed

    try:
        pages = _pages(data)
    except Refused:
        raise
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed):
        raise Refused("This PDF is locked with a password. Save it without one and add it again.") from None
    except Exception:  # a parser of hostile files fails in more ways than can be named
        raise Refused("This PDF is damaged: we can't read it.") from None
    if sum(len(piece.text) for page in pages for piece in page.pieces) < 20:
        raise Refused(ONLY_A_PICTURE)
    return pages


def _pages(data: bytes) -> tuple[Page, ...]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(BytesIO(data)))
    resources = PDFResourceManager()
    device = _device(resources)
    interpreter = PDFPageInterpreter(resources, device)
    read = []
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > MOST_PAGES:
            raise Refused(f"This PDF has more than {MOST_PAGES} pages: it can hardly be a résumé.")
        interpreter.process_page(page)
        layout = device.layouts.pop()
        letters = list(_letters(layout, _links(page)))
        letters += _bullets(device.dots, letters, layout.height)
        rules = [(x, layout.height - top, layout.height - bottom) for x, bottom, top in device.rules]
        device.dots.clear()
        device.rules.clear()
        read.append(Page(layout.width, layout.height, tuple(pieces(letters, number, rules))))
    return tuple(read)


def _device(resources: Any) -> Any:
    from pdfminer.converter import PDFLayoutAnalyzer

    class Collecting(PDFLayoutAnalyzer):
        """Keeps letters, passes over drawings, and gives up on what never ends."""

        def __init__(self) -> None:
            super().__init__(resources, laparams=None)
            self.layouts: list[Any] = []
            self.dots: list[Box] = []
            self.rules: list[Rule] = []
            self.seen, self.until = 0, monotonic() + MOST_SECONDS

        def receive_layout(self, page: Any) -> None:
            self.layouts.append(page)

        def render_char(self, *args: Any, **named: Any) -> float:
            self._count()
            return float(super().render_char(*args, **named))

        def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
            self._count()
            if len(path) < 20:
                box = _box(path, self.ctm)
                if box and box[2] - box[0] < 2 and box[3] - box[1] > 7 and len(self.rules) < MOST_RULES:
                    self.rules.append(((box[0] + box[2]) / 2, box[1], box[3]))
                if (
                    fill
                    and box
                    and 0.8 < box[2] - box[0] < 8
                    and 0.6 < (box[2] - box[0]) / max(box[3] - box[1], 0.1) < 1.6
                ):
                    self.dots.append(box)

        def render_image(self, *args: Any, **named: Any) -> None:
            self._count()

        def _count(self) -> None:
            self.seen += 1
            if self.seen > MOST_LETTERS or (self.seen % 500 == 0 and monotonic() > self.until):
                raise Refused("This PDF holds far more than a résumé would. Save it anew, shorter.")

    return Collecting()


def _box(path: Any, ctm: Any) -> Box | None:
    points = [(point[place], point[place + 1]) for point in path for place in range(1, len(point) - 1, 2)]
    if not points:
        return None
    a, b, c, d, e, f = ctm
    xs, ys = [a * x + c * y + e for x, y in points], [b * x + d * y + f for x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _bullets(dots: list[Box], letters: list[_Letter], height: float) -> list[_Letter]:
    """Small round or square drawings right before words are bullets, whatever they were drawn with."""
    found = []
    for x0, y0, x1, y1 in dots[:2_000]:
        middle = height - (y0 + y1) / 2
        beside = [
            letter
            for letter in letters
            if 0 < letter.x0 - x1 < 2.5 * letter.size
            and x1 - x0 < 0.7 * letter.size
            and abs(letter.y - 0.33 * letter.size - middle) < 0.3 * letter.size
        ]
        if beside:
            first = min(beside, key=lambda letter: letter.x0)
            found.append(_Letter("•", x0, x1, first.y, first.size, first.font))
    return found


def _links(page: Any) -> list[tuple[tuple[float, float, float, float], str]]:
    from pdfminer.pdftypes import resolve1

    found = []
    for annotation in resolve1(page.annots) or []:
        try:
            facts = resolve1(annotation)
            action = resolve1(facts.get("A")) or {}
            address = resolve1(action.get("URI"))
            x0, y0, x1, y1 = (float(resolve1(number)) for number in resolve1(facts["Rect"]))
        except (AttributeError, KeyError, TypeError, ValueError):
            continue
        if isinstance(address, bytes):
            left, bottom = page.mediabox[0], page.mediabox[1]
            box = (min(x0, x1) - left, min(y0, y1) - bottom, max(x0, x1) - left, max(y0, y1) - bottom)
            found.append((box, address.decode("utf-8", "replace")))
    return found


def _letters(layout: Any, links: list[tuple[tuple[float, float, float, float], str]]) -> Iterator[_Letter]:
    from pdfminer.layout import LTChar, LTFigure

    waiting = list(layout)[::-1]
    while waiting:
        item = waiting.pop()
        if isinstance(item, LTFigure):
            waiting.extend(list(item)[::-1])
        if not isinstance(item, LTChar) or not item.upright:
            continue
        across, down = item.matrix[4], item.matrix[5]
        size = abs(item.fontsize * item.matrix[3]) if hasattr(item, "fontsize") else item.size
        size = size if 1 < size < 200 else item.size
        middle = ((item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2)
        link = next((to for box, to in links if box[0] <= middle[0] <= box[2] and box[1] <= middle[1] <= box[3]), "")
        del across
        font = item.fontname.split("+")[-1]
        yield _Letter(item.get_text(), item.x0, item.x1, layout.height - down, size, font, link)


def pieces(letters: Iterable[_Letter], page: int, rules: Sequence[Rule] = ()) -> Iterator[Piece]:
    """Letters that share a baseline make a row; white of more than a letter and a half, or a line, parts it."""
    rows: list[list[_Letter]] = []
    for letter in sorted(letters, key=lambda letter: (letter.y, letter.x0)):
        if rows and abs(letter.y - rows[-1][0].y) <= 0.3 * min(letter.size, rows[-1][0].size):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    for row in rows:
        row.sort(key=lambda letter: letter.x0)
        lines = [x for x, top, bottom in rules if top - 1 < row[0].y - 0.3 * row[0].size < bottom + 1]
        yield from (Piece(page, row[0].y, tuple(runs)) for part in _parts(row, lines) if (runs := list(_runs(part))))


def _parts(row: list[_Letter], lines: Sequence[float] = ()) -> Iterator[list[_Letter]]:
    """The row's pieces. Each letter that follows white is given a space before it."""
    part: list[_Letter] = []
    spaced, bullet = False, False
    spelled = any(letter.text.isspace() for letter in row)
    tracked = _tracking(row)
    for letter in row:
        if not letter.text.strip():
            spaced = True
            continue
        if part:
            last = part[-1]
            if letter.text == last.text and abs(letter.x0 - last.x0) < 0.12 * letter.size:
                continue  # a letter printed twice is a way to make it bold
            white = letter.x0 - last.x1
            wide = max(letter.size, last.size)
            dot = letter.text in "●○◉◯" and white > 0.5 * wide  # a line of time
            # A change of letters makes less white enough: a bold heading or title beside plain words.
            changes = (letter.font, letter.size) != (last.font, last.size) and white > 0.75 * wide and not bullet
            ruled = white > 0 and any(last.x1 <= line <= letter.x0 for line in lines)
            if dot or changes or ruled or white > (4 if bullet else APART) * wide:
                yield part
                part = []
            elif spaced or white > (0.5 if spelled else SPACE) * wide + tracked.get((letter.font, letter.size), 0):
                part.append(replace(last, text=" ", x0=last.x1, x1=letter.x0))
        part.append(letter)
        spaced = False
        bullet = len(part) == 1 and bool(_BULLET.fullmatch(letter.text))
    if part:
        yield part


def _tracking(row: list[_Letter]) -> dict[tuple[str, float], float]:
    """How far apart letters are set where a heading is set wide."""
    white: dict[tuple[str, float], list[float]] = {}
    for one, other in pairwise(row):
        if (one.font, one.size) == (other.font, other.size) and one.text.strip() and other.text.strip():
            white.setdefault((one.font, one.size), []).append(other.x0 - one.x1)
    return {
        style: median(gaps) for style, gaps in white.items() if len(gaps) > 3 and median(gaps) > 0.1 * max(style[1], 1)
    }


def _runs(part: list[_Letter]) -> Iterator[Run]:
    text, start, icon = "", part[0], ""
    end = start.x1
    for letter in part:
        shown, picture = _shown(letter)
        if text and (letter.font, letter.link, round(letter.size)) != (start.font, start.link, round(start.size)):
            yield _run(text, start, end, icon)
            text, icon = "", ""
        if picture:
            if text.strip():
                yield _run(text, start, end, icon)
            text, icon = "", picture
        if not text:
            start = letter
        text, end = text + shown, letter.x1
        if picture:
            text = " "
    if text:
        yield _run(text, start, end, icon)


def _run(text: str, start: _Letter, end: float, icon: str) -> Run:
    return Run(_close(text), start.x0, end, start.size, start.font, bool(_BOLD.search(start.font)), start.link, icon)


def _shown(letter: _Letter) -> tuple[str, str]:
    """The letter without what only a picture font can show, and the name of the picture."""
    text = letter.text
    if text.startswith("(cid:"):
        return "", "?" if "icon" in letter.font.lower() or "awesome" in letter.font.lower() else ""
    point = ord(text[0]) if text else 0
    if len(text) == 1 and (0xE000 <= point <= 0xF8FF or point in _ICONS):
        return "", _ICONS.get(point, "?")
    return text.translate({0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xA0: " "}), ""


def _close(text: str) -> str:
    """S P A C E D headings are words all the same."""
    if len(text) > 6 and re.fullmatch(r"\s*(?:\S ){3,}\S\s*", text):
        return text.replace(" ", "")
    return text
