"""Words looked up in the documents of a whole house, whichever way is the shorter (migrations/0011_looking_up.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from hearback.finding.queries import LAST_LETTER
from hearback.finding.rules import Term, any_of, exactly, in_names, in_words
from hearback.finding.scope import Scope

MOST = {"names": 4_000, "words": 4_000}  # beyond so many hits it is quicker to walk from the newest candidate on
MOST_NOTES = 2_000  # notes looked at for one search
NEWEST = 2**62
_NOTES = """
SELECT DISTINCT application.candidate_id
FROM (SELECT id, application_id, words, circle, author_id
      FROM hearback_note WHERE words @@ %(any)s::tsquery LIMIT %(most)s) note
JOIN hearback_application application ON application.id = note.application_id
JOIN hearback_document document ON document.candidate_id = application.candidate_id
WHERE {seen} AND {read} AND {each}
  AND NOT document.words @@ %(all)s::tsquery AND NOT document.names @@ %(names)s::tsquery
"""
_NEW = """
SELECT id FROM hearback_candidate
WHERE found_at IS NULL AND merged_into_id IS NULL AND lower(name) >= %s AND lower(name) < %s
AND NOT EXISTS (SELECT FROM hearback_document WHERE candidate_id = id) ORDER BY id DESC LIMIT 1000
"""


@dataclass(frozen=True)
class Shelf:
    """Candidates found in one place, the newest first. `ids` is None where there are too many to name."""

    place: str
    ids: Sequence[int] | None
    column: str = "words"
    query: str = ""
    other: str | None = None  # those whose name is found by this stand on an earlier shelf

    def below(self, number: int, most: int) -> list[int]:
        """The next so many, whose numbers are lower than this one."""
        if self.ids is not None:
            return [pk for pk in self.ids if pk < number][:most]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT hearback_{self.column}_walk(%s::tsquery, %s::tsquery, %s, %s)",
                [self.query, self.other, number, most],
            )
            return list(cursor.fetchone()[0])


def called(terms: Sequence[Term]) -> list[Shelf]:
    """Those who are called exactly so, then those whose name begins so. One question."""
    exact, begun = exactly(terms), in_names(terms)
    if not begun:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hearback_names_hits(%(e)s::tsquery, NULL, %(m)s), "
            "hearback_names_hits(%(b)s::tsquery, %(e)s::tsquery, %(m)s)",
            {"e": exact, "b": begun, "m": MOST["names"]},
        )
        first, second = cursor.fetchone()
    return [Shelf("name", _down(first), "names", exact), Shelf("name", _down(second), "names", begun, exact)]


def told(terms: Sequence[Term]) -> Shelf:
    """Those in whose other words it stands."""
    words, names = in_words(terms), in_names(terms) or None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hearback_words_hits(%s::tsquery, %s::tsquery, %s)",
            [words, names, MOST["words"]],
        )
        return Shelf("words", _down(cursor.fetchone()[0]), "words", words, names)


def noted(terms: Sequence[Term], scope: Scope) -> Shelf:
    """Those about whom a readable note says it, where nothing else does."""
    facts = {"any": any_of(terms), "all": in_words(terms), "names": in_names(terms) or "", "most": MOST_NOTES}
    facts |= {"reader": scope.reader, "decides": list(scope.decides or ())}
    facts |= {"jobs": list(scope.jobs), **{f"term{at}": in_words([term]) for at, term in enumerate(terms)}}
    each = " AND ".join(
        f"(note.words @@ %(term{at})s::tsquery OR document.words @@ %(term{at})s::tsquery)" for at in range(len(terms))
    )
    with connection.cursor() as cursor:
        read = scope.notes_in_sql("note", "application")
        cursor.execute(_NOTES.format(seen=scope.in_sql("application"), read=read, each=each), facts)
        return Shelf("note", _down([pk for (pk,) in cursor.fetchall()]))


def just_come(text: str) -> Shelf:
    """Those whom an import brought a moment ago and who are not indexed yet, by the beginning of their name."""
    start = text.strip().lower()
    with connection.cursor() as cursor:
        cursor.execute(_NEW, [start, start + LAST_LETTER])
        return Shelf("new", [pk for (pk,) in cursor.fetchall()])


def everybody(order: str, last: tuple[int, object] | None, most: int) -> list[tuple[int, object]]:
    """The next so many of all candidates, each with the key it stands in that order by: "name" or "newest"."""
    key, way, down = ("created_at", "<", "DESC") if order == "newest" else ("lower(name)", ">", "ASC")
    # The first condition is what the index starts from; the second leaves out those seen already.
    rest = f"AND {key} {way}= %(key)s AND ({key}, id) {way} (%(key)s, %(pk)s)" if last else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {key} FROM hearback_candidate WHERE merged_into_id IS NULL {rest} "
            f"ORDER BY {key} {down}, id {down} LIMIT %(most)s",
            {"most": most, **({"pk": last[0], "key": last[1]} if last else {})},
        )
        return list(cursor.fetchall())


def _down(ids: list[int] | None) -> list[int] | None:
    return None if ids is None else sorted(ids, reverse=True)
