"""Which part of a résumé this is, told by what stands in it where its heading is in words we do not know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from hearback.candidates.reading.dates import find_period, is_date
from hearback.candidates.reading.headings import folded, heading_kind
from hearback.candidates.reading.lexicon import FLUENCY, LANGUAGES, degree_in, like_employer, like_post, like_school
from hearback.candidates.reading.shapes import Line, Piece

Look = tuple[str, float, bool, bool]
_REACH = re.compile(r"\S@\S+\.\w|linkedin\.com|\+\d[\d ()/.-]{7,}")
FEWEST = 3  # what looks alike less often is no heading


def look(piece: Piece) -> Look:
    font, size = piece.style
    letters = len(piece.text.replace(" ", ""))
    wide = letters > 3 and piece.x1 - piece.x0 > 0.95 * size * letters  # set wide
    return font, size, piece.text.isupper(), wide


def uniform(piece: Piece) -> bool:
    return len({run.font for run in piece.runs if run.text.strip()}) == 1


def heading_looks(lines: Sequence[Line], known: Mapping[int, str], body: float) -> set[Look]:
    """How headings look in this résumé: as those we know do; else as short lines apart that seldom bear a date."""
    hits = Counter(look(lines[place].first) for place in known)
    striking = {one for one, times in hits.items() if times > 1 and (one[1] > 1.08 * body or one[2])}
    if striking:
        return striking
    plain = Counter(look(piece) for line in lines for piece in line.pieces).most_common(1)
    usual = plain[0][0] if plain else None
    places: dict[Look, list[int]] = {}
    for place, line in enumerate(lines):
        if uniform(line.first):  # not a bold word before others
            places.setdefault(look(line.first), []).append(place)
    found = set()
    for one, at in places.items():
        alone = [place for place in at if _alone(lines, place)]
        dated = sum(_dated_below(lines, place) for place in alone)
        if one == usual or len(alone) < FEWEST or len(alone) < 0.8 * len(at) or dated > 0.5 * len(alone):
            continue
        if hits[one] or not hits or max(hits.values()) < 2:
            found.add(one)
    return found


def _alone(lines: Sequence[Line], place: int) -> bool:
    """Short, by itself on its row, with white above and something else below."""
    line = lines[place]
    text = line.text
    below = lines[place + 1] if place + 1 < len(lines) else None
    return (
        len(line.pieces) == 1
        and 2 < len(text) <= 40
        and len(text.split()) <= 6
        and text[:1].isalpha()
        and not text.endswith((".", ","))
        and not is_date(text)
        and not _REACH.search(text)
        and line.gap >= 1.2
        and below is not None
        and (look(below.first) != look(line.first) or not uniform(below.first))
    )


def _dated_below(lines: Sequence[Line], place: int) -> bool:
    return any(find_period(line.text) is not None for line in lines[place : place + 2])


def guess_kind(heading: str, lines: Sequence[Line]) -> str | None:
    """None where what stands there could be anything."""
    if kind := heading_kind(heading, loosely=True):
        return kind
    texts = [line.text for line in lines]
    if not texts:
        return None
    spoken = sum(any(word in LANGUAGES for word in re.findall(r"[^\W\d_]+", folded(text))) for text in texts)
    levels = sum(bool(FLUENCY.search(folded(text))) for text in texts)
    if spoken >= 0.6 * len(texts) or (spoken and levels and len(texts) < 3):
        return "languages"
    if sum(bool(_REACH.search(text)) for text in texts) >= 0.3 * len(texts):
        return "contact"
    periods = [period for text in texts if (period := find_period(text))]
    spans = sum(period.spans for period in periods)
    studies = sum(bool(like_school(text)) + bool(_has_degree(text)) for text in texts)
    posts = sum(bool(like_post(text)) + bool(like_employer(text)) for text in texts)
    if spans:
        return "education" if studies > posts or (studies == posts and _short(texts)) else "work"
    if studies and periods:
        return "education"
    if len(periods) >= 0.6 * len(texts) and _short(texts):
        return "certificates"
    parts = [part for text in texts for part in re.split(r"[,;:|•·]", text) if part.strip()]
    brief = sum(len(part.split()) for part in parts) < 3.2 * len(parts)
    if not periods and brief and not any(text.rstrip().endswith(".") for text in texts):
        return "skills"
    return None


def _has_degree(text: str) -> bool:
    return any(degree_in(part.strip()) for part in re.split(r"[,:|–—(]", text))


def _short(texts: Sequence[str]) -> bool:
    return sum(len(text) for text in texts) < 70 * len(texts)
