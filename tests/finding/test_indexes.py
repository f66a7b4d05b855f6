"""The long tables are never read from end to end: each question has an index, and PostgreSQL agrees."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearback.candidates.models import Candidate
from hearback.finding.lookup import called, everybody, just_come, noted, told
from hearback.finding.pages import page_found
from hearback.finding.rules import Filters, read_terms
from hearback.finding.scope import scope_of
from hearback.finding.spelling import alike_words

pytestmark = pytest.mark.django_db


def plan(question: str) -> str:
    """How PostgreSQL would go about it in a long table, where reading everything is the dearest way."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {question}")
        return "\n".join(line for (line,) in cursor.fetchall())


def crowd(now) -> None:
    """A thousand people more, so that an index is worth its while."""
    people = (Candidate(name=f"Mia {n}", email=f"m{n}@mail.example", created_at=now, found_at=now) for n in range(1000))
    Candidate.objects.bulk_create(people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE hearback_candidate")


def plans(ask) -> str:
    with CaptureQueriesContext(connection) as questions:
        ask()
    return "\n".join(plan(one["sql"]) for one in questions if one["sql"].lstrip().startswith("SELECT"))


@pytest.mark.parametrize("column", ["names", "words"])
def test_words_are_looked_up_by_their_index_or_walked_by_number(cast, column):
    wanted = f"SELECT candidate_id FROM hearback_document WHERE {column} @@ '''lena'':*'::tsquery"
    index = {"names": "documents_by_name_words", "words": "documents_by_words"}[column]
    assert index in plan(f"{wanted} LIMIT 10")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_get_functiondef('hearback_{column}_hits'::regproc)")
        assert "enable_seqscan" in cursor.fetchone()[0]
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    assert "hearback_document_pkey" in plan(f"{wanted} AND candidate_id < 9 ORDER BY candidate_id DESC LIMIT 10")


@pytest.mark.parametrize(
    ("index", "ask"),
    [
        ("candidates_by_folded_name", lambda cast, scope, now: everybody("name", None, 26)),
        ("candidates_by_folded_name", lambda cast, scope, now: everybody("name", (1, "lena"), 26)),
        ("candidates_newest_first", lambda cast, scope, now: everybody("newest", (1, now), 26)),
        ("candidates_not_yet_indexed", lambda cast, scope, now: just_come("lena")),
        ("spellings_by_shape", lambda cast, scope, now: alike_words(read_terms("lnea"))),
        ("notes_by_words", lambda cast, scope, now: noted(read_terms("shifts"), scope)),
    ],
)
def test_each_question_has_its_index(cast, now, index, ask):
    crowd(now)
    found = plans(lambda: ask(cast, scope_of(cast.hanna), now))
    assert index in found and "Seq Scan on hearback_candidate" not in found


@pytest.mark.parametrize(
    ("filters", "index"),
    [
        (Filters(source="Fair"), "candidates_of_a_source"),
        (Filters(source="Fair", state="live"), "applications_of_a_source"),
        (Filters(state="hired"), "applications_in_rare_states"),
        (Filters(sort="due"), "next_steps_by_date"),
        (Filters(late=True), "next_steps_by_date|promises_falling_due|promises_of_an_application"),
    ],
)
def test_each_filter_has_its_index(cast, now, filters, index):
    crowd(now)
    found = plans(lambda: page_found(cast.alice, filters, now=now))
    assert any(name in found for name in index.split("|"))
    assert "Seq Scan on hearback_candidate" not in found and "Seq Scan on hearback_promise" not in found


def test_a_page_asks_as_much_for_a_thousand_as_for_five(cast, now, client):
    from hearback.finding.filling import index_waiting

    def asked(query: str) -> int:
        with CaptureQueriesContext(connection) as questions:
            assert client.get(f"/desk/candidates/?{query}").status_code == 200
        return len(questions)

    client.force_login(cast.hanna)
    before = {query: asked(query) for query in ("", "q=mail", "sort=due", "state=live", "q=firmware")}
    Candidate.objects.bulk_create(
        Candidate(name=f"Mail {n}", email=f"n{n}@mail.example", created_at=now) for n in range(1000)
    )
    index_waiting(now=now)
    assert {query: asked(query) <= many for query, many in before.items()} == dict.fromkeys(before, True)
    assert asked("") <= 8


def test_names_and_words_are_told_in_one_question_each(cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        called(read_terms("lena")), told(read_terms("lena"))
