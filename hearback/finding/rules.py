"""What a list of candidates is asked for, read from an address and written back; and words typed, as PostgreSQL looks
for them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from hearback.applications.rules import ENDED_STATES, LIVE_STATES
from hearback.folding import digits, emails_in, fold, looks_like_a_number, spelled_out, unjoined, words_of

LONGEST_TEXT = 400
MOST_WORDS = 8
STATES: dict[str, tuple[str, ...]] = {
    "live": LIVE_STATES,
    "ended": ENDED_STATES,
    **{state: (state,) for state in (*LIVE_STATES, *ENDED_STATES)},
}
SORTS = {"name": "By name", "newest": "Newest first", "due": "Next step, soonest first"}


@dataclass(frozen=True)
class Filters:
    """Each empty where nothing is asked. `text` is what is searched for; the rest is about one application each person
    has: of this job, in this stage and state, and so on, all at once."""

    text: str = ""
    job: int | None = None
    stage: int | None = None
    state: str = ""  # a state, "live", "ended", or "none" for those who apply for nothing
    source: str = ""
    owner: int | None = None
    late: bool = False
    since: date | None = None
    until: date | None = None
    tag: int | None = None
    sort: str = ""

    @property
    def on_applications(self) -> bool:
        """Whether anything is asked of the application that a source alone would not ask."""
        return bool(
            self.job or self.stage or self.state in STATES or self.owner or self.late or self.since or self.until
        )

    @property
    def narrows(self) -> bool:
        return self != replace(Filters(), sort=self.sort)


_NAMES = {"text": "q"}  # as the address calls them; every other one by its own name


def read_filters(query: str | Mapping[str, str]) -> Filters:
    """Filters from what stands behind the ? of an address. What cannot be meant is passed over."""
    given = dict(parse_qsl(query, max_num_fields=100)) if isinstance(query, str) else query
    state, sort = given.get("state", ""), given.get("sort", "")
    return Filters(
        text=" ".join(given.get("q", "").replace("\x00", "").split())[:LONGEST_TEXT],
        job=_number(given.get("job", "")),
        stage=_number(given.get("stage", "")),
        state=state if state in STATES or state == "none" else "",
        source=given.get("source", "").replace("\x00", "").strip()[:80],
        owner=_number(given.get("owner", "")),
        late=given.get("late", "") in ("yes", "on", "1"),
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        tag=_number(given.get("tag", "")),
        sort=sort if sort in SORTS else "",
    )


def unread(given: Mapping[str, str]) -> list[str]:
    """The parts of an address that ask for something which could not be read, by name."""
    filters = read_filters(given)
    names = {_NAMES.get(one.name, one.name): one.name for one in fields(Filters)}
    return [name for name, value in given.items() if value and name in names and not getattr(filters, names[name])]


def write_filters(filters: Filters, **changes: Any) -> str:
    """The same behind a ?, always in the same order; an empty text for no filters at all."""
    kept = []
    changed = replace(filters, **changes)
    for one in fields(changed):
        value = getattr(changed, one.name)
        if value:
            kept.append((_NAMES.get(one.name, one.name), "yes" if value is True else str(value)))
    return urlencode(kept)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and 0 < int(text[:20]) < 2**63 else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 < day.year < 2200 else None


@dataclass(frozen=True)
class Term:
    """One word that was typed, in every spelling it may stand for. An address or a number is a term of its own."""

    forms: tuple[str, ...]
    in_names: bool = True

    @property
    def begins(self) -> bool:
        """Whether words that only begin like it count in texts; a letter or two would find everybody."""
        return any(len(form) > 2 or not form.isascii() for form in self.forms)


def read_terms(text: str) -> tuple[Term, ...]:
    """What is looked for; all of it has to be found."""
    text = text[:LONGEST_TEXT]
    if looks_like_a_number(text):
        number = digits(text)
        forms = (f"+{number[-9:]}", f"+{number.lstrip('0')[-9:]}", *(words_of(text) if text.isdecimal() else ()))
        return (Term(tuple(dict.fromkeys(forms)), in_names=False),)
    addresses = emails_in(text)
    for address in addresses:
        text = text.replace(address, " ")
    terms = [Term((fold(address),), in_names=False) for address in addresses]
    text = unjoined(text)
    plain, spelled = words_of(text), words_of(spelled_out(text))
    for at, word in enumerate(plain):
        also = spelled[at] if len(spelled) == len(plain) else word
        numbers = (f"+{word}",) if word.isdecimal() and len(word) >= 4 else ()
        terms.append(Term(tuple(dict.fromkeys((word, also, *numbers)))))
    return tuple(dict.fromkeys(terms))[:MOST_WORDS]


def in_names(terms: Iterable[Term]) -> str:
    """For names: each word begins like one that was typed. Empty where a name cannot be meant."""
    terms = tuple(terms)
    if not terms or not all(term.in_names for term in terms):
        return ""
    return _all(_any(term.forms, begins=True) for term in terms)


def exactly(terms: Iterable[Term]) -> str:
    """For names that hold the very words that were typed."""
    return _all(_any(term.forms, begins=False) for term in terms)


def in_words(terms: Iterable[Term]) -> str:
    """For everything else."""
    return _all(_any(term.forms, begins=term.begins) for term in terms)


def any_of(terms: Iterable[Term]) -> str:
    return " | ".join(_any(term.forms, begins=term.begins) for term in terms)


def nearly(terms: Iterable[Term], alike: Mapping[Term, Iterable[str]]) -> str:
    """Each term, or a word that is spelled almost like it."""
    return _all(
        "(" + " | ".join([_any(term.forms, begins=term.begins), *map(_lexeme, alike.get(term, ()))]) + ")"
        for term in terms
    )


def _all(parts: Iterable[str]) -> str:
    return " & ".join(parts)


def _any(forms: Iterable[str], *, begins: bool) -> str:
    return "(" + " | ".join(_lexeme(form) + (":*" if begins else "") for form in forms) + ")"


def _lexeme(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
