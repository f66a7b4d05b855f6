"""Words by which a post, an employer, a school, a degree or a place is known. Folded: small, without accents."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from hearback.candidates.reading.headings import folded, words_of
from hearback.candidates.reading.wordlists import alternatives, parted_by_stops, table

_WORDS = table("lexicon")
_DEGREE = re.compile(
    rf"^(?:(?:(?:executive|honou?rs|joint|double)\s+)?(?:{alternatives(_WORDS['degrees'])})(?=$|[\s,.;:(/–-]))",
    re.IGNORECASE,
)
_COUNTRIES, _STATES = frozenset(_WORDS["countries"].split()), frozenset(_WORDS["states"].split())
LANGUAGES = frozenset(_WORDS["languages"].split())
FLUENCY = re.compile(rf"\b(?:{alternatives(_WORDS['fluency'])})\b")
_REMOTE = re.compile(r"remote|home ?office|hybrid|teletravail|a distance|remoto|teletrabajo|uzaktan", re.IGNORECASE)


@cache
def _places() -> frozenset[str]:
    cities = {folded(zone.rsplit("/", 1)[-1].replace("_", " ")) for zone in available_timezones() if "/" in zone}
    ours = {word.replace("-", " ") for word in (_WORDS["countries"] + _WORDS["cities"]).split()}
    return frozenset(
        {city for city in cities if len(city) > 3} | ours | set(parted_by_stops(_WORDS["lands_of_two_words"]))
    )


def _word_set(words: str) -> tuple[frozenset[str], tuple[str, ...]]:
    split = words.split()
    return frozenset(split), tuple(word for word in split if len(word) > 6)


_POST_WORDS, _POST_STEMS = _word_set(_WORDS["posts"])
_EMPLOYER_WORDS = frozenset(_WORDS["employers"].split())
_SCHOOL_WORDS, _SCHOOL_STEMS = _word_set(_WORDS["schools"])


def like_post(text: str) -> int:
    words = words_of(text).split()
    # German, Dutch and Turkish build long words: the post is their end.
    return sum(word in _POST_WORDS or any(stem in word for stem in _POST_STEMS) for word in words[:8])


def like_employer(text: str) -> int:
    words = words_of(text).split()
    return sum(word in _EMPLOYER_WORDS for word in words) + (
        text.rstrip(" .").casefold().endswith(("e.v", "s.a", "a.ş", "b.v"))
    )


def like_school(text: str) -> int:
    words = words_of(text).split()
    return sum(word in _SCHOOL_WORDS or any(stem in word for stem in _SCHOOL_STEMS) for word in words)


def degree_in(text: str) -> tuple[str, str] | None:
    """The degree at the start of the text, and what follows it."""
    even = "".join((folded(letter) or letter)[:1] for letter in text).replace("’", "'")
    match = _DEGREE.match(even)
    if not match:
        return None
    rest = text[match.end() :].strip(" \t,:–—()-")
    rest = re.sub(r"^(?:in|of|en|em|der|des|di|de|op|das|im|i|w|inom)\s+(?:der\s+|the\s+|la\s+)?", "", rest)
    return text[: match.end()].strip(" ,"), rest.strip(" ,)")


def like_place(text: str) -> int:
    """3: a place we know in a usual shape; 2: a place we know; 1: only its shape; 0: none."""
    text = text.strip(" ,()")
    if not text or len(text) > 60 or re.search(r"[@:;!?]|\d{6}", text):
        return 0
    if _REMOTE.match(folded(text)) and len(text) < 30:
        return 2
    parts = [part.strip() for part in re.split(r",|\s/\s|\s[-–]\s|\(", text) if part.strip()]
    if len(parts) > 3:
        return 0
    bare = [words_of(re.sub(r"^(?:[A-Z]{1,3}-)?\d{4,5}\s+", "", part)) for part in parts]
    known = sum(words in _places() or part.strip(")") in _STATES for words, part in zip(bare, parts, strict=True))
    shaped = all(
        (re.fullmatch(r"(?:[A-Z]{0,2}-?\d{4,5} )?[^\W\d_][\w.'’ -]*\)?", part) and part[:1].isupper())
        or part[:1].isdigit()
        for part in parts
    )
    if not shaped or (like_post(text) and known < len(parts)):
        return 0
    lands = words_of(parts[-1]) in _COUNTRIES or parts[-1].strip(")") in _STATES
    if len(parts) == 1:
        city = next(iter(bare), "").split()
        begins = len(city) > 1 and city[0] in _places() and len(city) < 4 and city[0] != "us"
        return 2 if (known and parts[0] not in _STATES) or begins else 0
    first = bare[0] in _places()
    if known == len(parts) and first:
        return 3
    if first or (lands and len(parts) == 2 and not like_employer(parts[0])):
        return 2
    return 1 if len(parts) == 2 and not known and len(text) < 40 else 0
