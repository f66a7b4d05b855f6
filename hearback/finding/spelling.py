"""Slips of the finger: the words in names, employers and skills that are spelled almost like what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from hearback.candidates.models import Spelling
from hearback.finding.rules import Term
from hearback.folding import distance, shapes

MOST = 30
LONG = 8  # letters from which on a word may hold two slips


def alike_words(terms: Sequence[Term]) -> dict[Term, list[str]]:
    """For each term the words that are a slip away, the nearest first. One question."""
    asked = {term: shapes(term.forms[0]) - {""} for term in terms if term.in_names and len(term.forms[0]) >= 3}
    if not asked:
        return {}
    every = sorted(set().union(*asked.values()))
    words = list(Spelling.objects.filter(shapes__overlap=every).values_list("word", flat=True)[:5000])
    return {term: _nearest(term, words) for term in asked}


def _nearest(term: Term, words: Sequence[str]) -> list[str]:
    typed = term.forms[0]
    most = 2 if len(typed) >= LONG else 1
    near = [(distance(typed, word, most), word) for word in words if word not in term.forms]
    return [word for far, word in sorted(near) if far <= most][:MOST]
