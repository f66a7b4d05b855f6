"""A promised interview date is kept by giving one, and released by the decision that takes its place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.promises.actions import tell
from hearback.promises.models import Promise
from hearback.record.models import Entry
from tests import deciding
from tests.deciding import owed
from tests.meeting import book


@pytest.fixture
def date_owed(cast, now) -> Promise:
    """Omar has been told that he hears of a date for his first interview."""
    decision = deciding.advance(cast, cast.omars, to_stage=cast.first_round, next_words="A date for you", now=now)
    deciding.post(decision.message, now=now)
    return decision.promise


def verb_of(promise: Promise) -> str:
    return Entry.objects.filter(subject="promise", subject_id=promise.pk).latest("id").verb


@pytest.mark.parametrize("outcome", ["advance", "ask", "hold", "reject"])
def test_a_decision_that_takes_its_place_releases_it_once_the_candidate_has_been_told(cast, date_owed, now, outcome):
    decision = getattr(deciding, outcome)(cast, cast.omars, now=now)
    date_owed.refresh_from_db()
    assert (date_owed.ended_at, date_owed.answered_by) == (None, decision.message)
    deciding.post(decision.message, now=now + timedelta(hours=1))
    date_owed.refresh_from_db()
    assert (date_owed.ending, date_owed.ended_at) == ("released", now + timedelta(hours=1))
    assert verb_of(date_owed) == "released"


def test_what_was_late_before_it_was_released_stays_late(cast, date_owed, now):
    after = date_owed.due_at + timedelta(hours=2)
    decision = deciding.hold(cast, cast.omars, until=(after + timedelta(days=20)).date(), now=after)
    deciding.post(decision.message, now=after)
    date_owed.refresh_from_db()
    assert (date_owed.ending, date_owed.late_at) == ("released", date_owed.due_at)


def test_an_undone_rejection_leaves_it_owed(cast, date_owed, now):
    from hearback.decisions.actions import undo

    undo(deciding.reject(cast, cast.omars, now=now), by=cast.marta, now=now)
    assert owed(cast.omars) == [date_owed]


def test_an_invitation_keeps_it(cast, date_owed, now):
    deciding.post(book(cast, now).invitation, now=now)
    date_owed.refresh_from_db()
    assert date_owed.ending == "kept"


def test_naming_the_date_on_the_phone_keeps_it(cast, date_owed, now):
    later = {"next_words": "The invitation in writing", "next_due_at": now + timedelta(days=1)}
    tell(
        cast.omars,
        subject="A date",
        body="Friday at ten?",
        by=cast.ruth,
        now=now,
        keeps=date_owed,
        by_call=True,
        **later,
    )
    date_owed.refresh_from_db()
    assert date_owed.ending == "kept"
