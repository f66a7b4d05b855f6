"""How this employer keeps its word: what is counted, and from how many on it is said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.promises.actions import end, keep, promise, renew
from hearback.promises.models import Promise
from hearback.reports.keeping import count_word_kept, word_kept
from hearback.reports.rules import ENOUGH, WordKept
from hearback.timetable import hour

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed(cast, now):
    """One more answer promised to Omar; his first stays open, as the law wants it. And what was counted before it."""
    before = count_word_kept(now=now)
    due = now + timedelta(days=3)
    facts = {"kind": Promise.Kind.ANSWER, "words": "An answer", "owner": cast.hanna, "by": cast.hanna}
    return promise(application=cast.omars, due_at=due, now=now, **facts), before


def counted(now):
    figure = count_word_kept(now=now)
    return figure.due, figure.kept


def test_one_kept_by_its_day_counts_as_kept(owed, cast, now):
    promised, before = owed
    keep(promised, by=cast.hanna, now=now)
    assert counted(now) == (before.due + 1, before.kept + 1)


def test_one_kept_late_stays_among_those_not_kept(owed, cast):
    promised, _ = owed
    late = promised.due_at + timedelta(hours=1)
    due, kept = counted(late)
    keep(promised, by=cast.hanna, now=late)
    assert counted(late) == (due, kept)
    assert counted(promised.due_at - timedelta(hours=1))[0] == due - 1


def test_one_whose_day_was_moved_counts_once_and_as_not_kept(owed, cast, now):
    promised, before = owed
    newer = renew(promised, due_at=promised.due_at + timedelta(days=2), reason="Ben is ill.", by=cast.hanna, now=now)
    keep(newer, by=cast.hanna, now=now)
    assert counted(now) == (before.due + 1, before.kept)


def test_one_no_longer_owed_counts_not_at_all(owed, cast, now):
    promised, before = owed
    end(promised, ending=Promise.Ending.RELEASED, by=None, now=now)
    assert counted(now) == (before.due, before.kept)


def test_what_no_candidate_was_shown_counts_not_at_all(owed, cast, now):
    promised, before = owed
    Promise.objects.filter(pk=promised.pk).update(shown_to_candidate=False)
    keep(promised, by=cast.hanna, now=now)
    assert counted(now) == (before.due, before.kept)


def test_the_time_to_an_answer_runs_from_the_application(owed, cast, now):
    promised, before = owed
    keep(promised, by=cast.hanna, now=now)
    assert count_word_kept(now=now).answered == before.answered + 1


def test_what_is_older_than_a_year_is_forgotten(owed, cast, now):
    promised, before = owed
    keep(promised, by=cast.hanna, now=now)
    assert counted(now + timedelta(days=300))[1] == before.kept + 1
    assert counted(now + timedelta(days=400))[1] == 0


def test_readers_cost_one_row_and_the_clock_counts_anew(cast, django_assert_num_queries):
    assert word_kept() == WordKept()
    hour()
    with django_assert_num_queries(1):
        assert word_kept().answered == 2


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0, 400))
def test_a_figure_is_said_only_when_there_are_enough(due, kept, days):
    figure = WordKept(due, min(kept, due), due, days)
    assert (figure.share is None) == (figure.median_days is None) == (due < ENOUGH)
    if figure.share is not None:
        assert 0 <= figure.share <= 100
        assert (figure.share == 100) == (figure.kept == due)  # nearly all is not all
        assert figure.median_days >= max(1, days)
