"""Writing what candidates are found by. One path for a single change and for the thousands of an import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from hearback.candidates.models import Candidate, Reading, Tagging
from hearback.folding import email_words, key_of, name_words, phone_words, shapes, text_words, words_of

_NO_WORDS = frozenset({"url", "image", "startDate", "endDate", "date", "releaseDate", "$schema", "meta"})
_MOST_WORDS = 20_000  # a document beyond that is no résumé
_MOST_BYTES = 900_000
_UPSERT = """
INSERT INTO hearback_document (candidate_id, name_key, names, words)
SELECT id, name_key, names::tsvector, words::tsvector FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[])
    AS new(id, name_key, names, words)
ON CONFLICT (candidate_id) DO UPDATE
    SET name_key = excluded.name_key, names = excluded.names, words = excluded.words
"""
_SPELL = """
INSERT INTO hearback_spelling (word, shapes)
SELECT word, string_to_array(shapes, ' ') FROM unnest(%s::text[], %s::text[]) AS new(word, shapes)
ON CONFLICT DO NOTHING
"""


@dataclass
class _Written:
    name_key: str
    names: set[str]
    words: set[str]
    spellings: set[str] = field(default_factory=set)


@transaction.atomic
def refresh(candidates: Sequence[int], *, now: datetime) -> int:
    """Write the documents of these candidates anew. Locks them, so that two changes at once do not lose one's words."""
    rows = list(
        Candidate.objects.select_for_update(of=("self",))
        .filter(pk__in=candidates)
        .order_by("pk")
        .values_list("pk", "name", "email", "phone", "headline", "location", "source", "resume", "found_at")
    )
    if not rows:
        return 0
    ids = [row[0] for row in rows]
    tags, files, others = _tags(ids), texts_of_files(ids), _others(ids)
    written = [_written(*row[1:8], tags=tags.get(row[0], ()), files=files.get(row[0], {})) for row in rows]
    for row, document in zip(rows, written, strict=True):
        for name, email, phone in others.get(row[0], ()):
            document.words |= name_words(name) | email_words(email) | phone_words(phone)
    with connection.cursor() as cursor:
        cursor.execute(
            _UPSERT,
            [
                [row[0] for row in rows],
                [document.name_key for document in written],
                [_vector(document.names) for document in written],
                [_vector(document.words) for document in written],
            ],
        )
        _spell(cursor, set().union(*(document.spellings for document in written)))
    Candidate.objects.filter(pk__in=[row[0] for row in rows if row[-1] is None]).update(found_at=now)
    return len(rows)


def _tags(candidates: Sequence[int]) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = {}
    for candidate, name in Tagging.objects.filter(candidate__in=candidates).values_list("candidate", "tag__name"):
        found.setdefault(candidate, []).append(name)
    return found


def _others(candidates: Sequence[int]) -> Mapping[int, Sequence[tuple[str, str, str]]]:
    """By what else they are known: name, address and number of the rows that were merged into theirs."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    rows = Candidate.everyone.filter(merged_into__in=candidates)
    for candidate, *known in rows.values_list("merged_into", "name", "email", "phone"):
        found.setdefault(candidate, []).append(tuple(known))
    return found


def texts_of_files(candidates: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    """What we have read in these candidates' files and nobody has set aside: by candidate, then by the file's name."""
    read = Reading.objects.filter(attachment__candidate__in=candidates, set_aside_at=None).exclude(read_at=None)
    found: dict[int, dict[str, list[str]]] = {}
    for candidate, name, kept in read.values_list("attachment__candidate", "attachment__name", "found"):
        unread = [line.get("words", "") for line in kept.get("unread", [])]
        found.setdefault(candidate, {})[name] = [*texts_of(kept.get("resume", {})), *unread]
    return found


def _written(
    name: str,
    email: str,
    phone: str,
    headline: str,
    location: str,
    source: str,
    resume: Any,
    *,
    tags: Sequence[str],
    files: Mapping[str, Sequence[str]],
) -> _Written:
    names = name_words(name)
    words = names | email_words(email) | phone_words(phone)
    for text in (headline, location, source, *tags, *texts_of(resume), *(t for file in files.values() for t in file)):
        words.update(text_words(text))
        if len(words) > _MOST_WORDS:
            break
    likely = [name, *tags, *employers_and_skills(resume)]
    return _Written(key_of(name), names, words, {word for text in likely for word in words_of(text) if _spelt(word)})


def _spelt(word: str) -> bool:
    return 3 <= len(word) <= 40 and not word[0].isdigit()


def texts_of(resume: Any) -> Iterator[str]:
    """Every text of a résumé, in its order; no dates and no addresses."""
    if isinstance(resume, str):
        yield resume
    elif isinstance(resume, Mapping):
        for key, value in resume.items():
            if key not in _NO_WORDS:
                yield from texts_of(value)
    elif isinstance(resume, list):
        for value in resume:
            yield from texts_of(value)


def employers_and_skills(resume: Any) -> Iterator[str]:
    if not isinstance(resume, Mapping):
        return
    for section in ("work", "volunteer", "skills"):
        entries = resume.get(section)
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, Mapping):
                yield from (text for text in (entry.get("name"), *_keywords(entry)) if isinstance(text, str))


def _keywords(entry: Mapping[str, Any]) -> list[Any]:
    keywords = entry.get("keywords")
    return keywords if isinstance(keywords, list) else []


def _vector(words: set[str]) -> str:
    """As PostgreSQL writes a tsvector without places. It takes a megabyte; where there is more, long words go first."""
    kept, room = [], _MOST_BYTES
    for word in sorted(words, key=lambda word: (len(word), word)):
        room -= len(word.encode()) + 12  # what each word takes besides its letters
        if room < 0:
            break
        kept.append("'" + word.replace("\\", "\\\\").replace("'", "''") + "'")
    return " ".join(kept)


def _spell(cursor: Any, words: set[str]) -> None:
    if words:
        ordered = sorted(words)  # always in the same order, so that two at once do not wait for each other
        cursor.execute(_SPELL, [ordered, [" ".join(sorted(shapes(word) - {""})) for word in ordered]])


def vector_of(text: str) -> str:
    """Any text as a tsvector of its folded words."""
    return _vector(text_words(text))
