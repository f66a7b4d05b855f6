"""What people call the parts of a résumé, in the languages we know."""

from __future__ import annotations

import re
import unicodedata

from hearback.candidates.reading.wordlists import parted_by_stops, table

_HEADINGS = {kind: parted_by_stops(words) for kind, words in table("headings").items()}
_TITLES = frozenset(_HEADINGS.pop("titles"))
KINDS = {words: kind for kind, headings in _HEADINGS.items() for words in headings}
_LONG = sorted((words for words in KINDS if " " in words or len(words) > 6), key=len, reverse=True)
_AND = re.compile(r"\b(?:and|und|et|y|e|en|ve|och|og|i)\b")


def folded(text: str) -> str:
    """Small letters without accents: what two spellings of one word have in common."""
    text = text.replace("ı", "i").replace("İ", "I").replace("ß", "ss").replace("ł", "l").replace("ø", "o")
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", folded(text).replace("&", " and ")).split())


def heading_kind(text: str, *, loosely: bool = False) -> str | None:
    """Which part of a résumé these words announce. Loosely: also where they only hold a word we know."""
    words = words_of(text)
    if not words or len(words) > 60 or len(words.split()) > 7:
        return None
    if words in KINDS:
        return KINDS[words]
    if words.startswith("my ") and words[3:] in KINDS:
        return KINDS[words[3:]]
    parts = [part.strip() for part in _AND.split(words)]
    if len(parts) > 1 and all(parts) and (any if loosely else all)(part in KINDS for part in parts):
        return next(KINDS[part] for part in parts if part in KINDS)
    if loosely:
        return next((KINDS[known] for known in _LONG if f" {known} " in f" {words} "), None)
    return None


def is_title(text: str) -> bool:
    """The words over the whole paper, such as Lebenslauf."""
    return words_of(text) in _TITLES
