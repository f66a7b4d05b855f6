"""Whoever comes in by the thousand is found by name at once, and by everything else within the minute."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.applications.models import Note
from hearback.candidates.actions import change_candidate
from hearback.candidates.documents import vector_of
from hearback.candidates.models import Candidate, Document, Spelling
from hearback.finding.filling import forget_spellings, index_waiting
from hearback.finding.pages import page_found
from hearback.finding.rules import Filters, in_words, read_terms
from hearback.folding import looks_like_a_number
from hearback.timetable import tick_at
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(cast, now) -> Candidate:
    """As an import writes them: the row and nothing else."""
    resume = {"work": [{"name": "Kettle & Sons"}]}
    people = [
        Candidate(name=f"Ágota Kis {n}", email=f"k{n}@mail.example", resume=resume, created_at=now) for n in range(3)
    ]
    return Candidate.objects.bulk_create(people)[0]


def found(cast, now, text: str) -> int:
    return len(page_found(cast.hanna, Filters(text=text), now=now).hits)


def test_names_are_found_at_once_and_the_page_says_that_the_rest_follows(client, cast, imported, now):
    assert found(cast, now, "Ágota") == 3 == found(cast, now, "ágota k")
    assert found(cast, now, "kettle") == 0
    page = read(client, cast.hanna, "/desk/candidates/?q=Ágota")
    assert "within a minute" in page and "Ágota Kis 2" in page
    assert "within a minute" not in read(client, cast.hanna, "/desk/candidates/?q=omar")


def test_the_tick_indexes_what_waits_and_nothing_twice(client, cast, imported, now):
    Note.objects.filter().update(words=None)
    assert tick_at(now)["indexed"] >= 3
    assert found(cast, now, "agota") == 3 == found(cast, now, "kettle sons") == found(cast, now, "kis")
    assert "within a minute" not in read(client, cast.hanna, "/desk/candidates/?q=kis")
    assert index_waiting(now=now) == 0
    assert not Candidate.objects.filter(found_at=None).exists() and not Note.objects.filter(words=None).exists()


def test_one_by_one_and_by_the_thousand_write_the_same(cast, now):
    before = set(Document.objects.values_list("candidate", "name_key", "names", "words"))
    Document.objects.all().delete()
    Candidate.objects.update(found_at=None)
    index_waiting(now=now)
    assert set(Document.objects.values_list("candidate", "name_key", "names", "words")) == before


def test_a_batch_takes_as_many_questions_for_a_hundred_as_for_one(cast, now):
    def asked(many: int) -> int:
        Candidate.objects.bulk_create(
            Candidate(name=f"Many {n}", email=f"{many}-{n}@mail.example", created_at=now) for n in range(many)
        )
        with CaptureQueriesContext(connection) as questions:
            assert index_waiting(now=now) == many
        return len(questions)

    assert asked(1) == asked(100)


def test_a_word_that_stands_nowhere_any_more_is_forgotten_in_the_night(cast, now):
    change_candidate(cast.omar, name="Omar Rumpelstilz", by=None, now=now)
    change_candidate(cast.omar, name="Omar O'Brien", by=None, now=now)
    assert Spelling.objects.filter(word="rumpelstilz").exists()
    assert forget_spellings() >= 1
    assert not Spelling.objects.filter(word="rumpelstilz").exists()
    assert Spelling.objects.filter(word="brien").exists() and Spelling.objects.filter(word="lena").exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=300))
def test_whatever_is_written_postgresql_keeps_it_and_finds_it_by_each_of_its_words(cast, text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [vector_of(text), in_words(read_terms(text)) or "'x'"])
        assert cursor.fetchone()[0] == bool(read_terms(text)) or looks_like_a_number(text) or "@" in text


def test_a_resume_of_a_million_long_words_is_kept_as_far_as_there_is_room(cast, now):
    words = [f"{number}{'ﷺ' * 20}" for number in range(30_000)]
    change_candidate(cast.omar, headline="Zirconia", by=None, now=now)
    Candidate.objects.filter(pk=cast.omar.pk).update(resume={"work": [{"summary": w} for w in words]}, found_at=None)
    assert index_waiting(now=now) == 1
    assert found(cast, now, "zirconia") == 1
