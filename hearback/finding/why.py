"""Why a hit is a hit: the words that were found, marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from hearback.candidates.documents import employers_and_skills, texts_of, texts_of_files
from hearback.candidates.models import Candidate, Tagging
from hearback.finding.pages import Hit
from hearback.finding.queries import in_notes
from hearback.finding.rules import Term, read_terms
from hearback.finding.scope import Scope
from hearback.finding.spelling import alike_words
from hearback.folding import digits, email_words, text_words

MOST = 3  # lines a candidate
Files = Mapping[str, Sequence[str]]
_AROUND = 60  # letters before and after the first word found
_TOKEN = re.compile(r"[\w\u0300-\u036f’']+(?:\+\+|#)?")


@dataclass(frozen=True)
class Why:
    """`text` is escaped, with the words found inside <mark>."""

    where: str
    text: Markup


class Wanted:
    """The terms of a search, and for each the words that count as found."""

    def __init__(self, terms: Sequence[Term], alike: Mapping[Term, Sequence[str]] | None = None) -> None:
        self.terms = terms
        self.alike = alike or {}

    def found(self, words: Iterable[str], *, name: bool = False) -> set[Term]:
        """The terms that one of these folded words is found by; a name may begin with as little as a letter."""
        return {term for term in self.terms for word in words if self._is(term, word, name)}

    def _is(self, term: Term, word: str, name: bool) -> bool:
        if word in term.forms or word in self.alike.get(term, ()):
            return True
        return (name or term.begins) and word.startswith(term.forms)


def marked(text: str, wanted: Wanted, *, name: bool = False, whole: bool = True) -> tuple[Markup, set[Term]]:
    """The text with what was found in it marked, and which terms that were. Cut round the first unless `whole`."""
    parts: list[Markup | str] = []
    found: set[Term] = set()
    reached, first = 0, None
    for token in _TOKEN.finditer(text):
        plain = token[0].isascii() and token[0].isalnum()  # nearly always, and much quicker
        here = wanted.found({token[0].lower()} if plain else text_words(token[0]), name=name)
        if here:
            parts += [escape(text[reached : token.start()]), Markup("<mark>{}</mark>").format(token[0])]
            found |= here
            reached = token.end()
            first = token.start() if first is None else first
            if not whole and reached - first > _AROUND:
                break
    if first is None:
        return escape(text), found
    if whole:
        return Markup("").join([*parts, escape(text[reached:])]), found
    begin = max(0, first - _AROUND)
    parts[0] = escape(("… " if begin else "") + text[begin:first].lstrip())
    rest = text[reached : reached + _AROUND].rstrip()
    return Markup("").join([*parts, escape(rest + (" …" if len(text) > reached + _AROUND else ""))]), found


def reasons(hits: Sequence[Hit], text: str, scope: Scope) -> dict[int, list[Why]]:
    """For each candidate found by more than their name: where the words stand. At most six questions for a page."""
    terms = read_terms(text)
    asked = [hit for hit in hits if hit.place in ("words", "note", "alike")]
    if not asked:
        return {}
    alike = alike_words(terms) if any(hit.place == "alike" for hit in asked) else {}
    wanted = Wanted(terms, alike)
    tags: dict[int, list[str]] = {}
    numbers = [hit.pk for hit in asked]
    for candidate, name in Tagging.objects.filter(candidate__in=numbers).values_list("candidate", "tag__name"):
        tags.setdefault(candidate, []).append(name)
    notes: dict[int, list[str]] = {}
    if noted := [hit.pk for hit in asked if hit.place == "note"]:
        readable = in_notes(terms, scope).filter(application__candidate__in=noted)
        for candidate, body in readable.values_list("application__candidate", "body")[:500]:
            notes.setdefault(candidate, []).append(body)
    people = Candidate.objects.filter(pk__in=numbers).only(
        "name", "email", "phone", "headline", "location", "source", "resume"
    )
    files = texts_of_files(numbers)
    return {
        one.pk: _reasons(one, tags.get(one.pk, []), files.get(one.pk, {}), notes.get(one.pk, []), wanted)
        for one in people
    }


def _reasons(one: Candidate, tags: Sequence[str], files: Files, notes: Sequence[str], wanted: Wanted) -> list[Why]:
    _, seen = marked(one.name, wanted, name=True)
    _, more = marked(one.headline, wanted)
    missing = set(wanted.terms) - seen - more  # name and headline stand on the row, marked
    lines: list[Why] = []
    for where, text in _fields(one, tags, files, notes):
        if not missing or len(lines) == MOST:
            break
        words, found = _found_in(where, text, wanted)
        if found & missing:
            lines.append(Why(where, words))
            missing -= found
    return lines


def _fields(one: Candidate, tags: Sequence[str], files: Files, notes: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield "E-mail", one.email
    yield "Phone", one.phone
    yield from (("Tag", tag) for tag in tags)
    yield "Lives in", one.location
    yield "Source", one.source
    yield from (("Employer or skill", text) for text in employers_and_skills(one.resume))
    yield from (("Résumé", text) for text in texts_of(one.resume))
    for name, texts in files.items():
        yield from ((f"In {name}", text) for text in texts)
    yield from (("Note", body) for body in notes)


def _found_in(where: str, text: str, wanted: Wanted) -> tuple[Markup, set[Term]]:
    if where == "E-mail":
        found = wanted.found(email_words(text))
        return (Markup("<mark>{}</mark>").format(text) if found else escape(text)), found
    if where == "Phone":
        number = digits(text)
        found = {term for term in wanted.terms if any(f[:1] == "+" and f[1:] in number for f in term.forms)}
        return Markup("<mark>{}</mark>").format(text), found
    return marked(text, wanted, whole=where not in ("Résumé", "Note") and not where.startswith("In "))
