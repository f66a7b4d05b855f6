"""A decision's own page, and the way back while nothing has been said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import deciding
from tests.deciding import fresh
from tests.reading import get, post, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def rejection(cast, now):
    return deciding.reject(cast, cast.omars, note="Ben had doubts.", now=now)


def to(decision) -> str:
    return f"/desk/decisions/{decision.pk}/undo"


def test_the_decision_shows_what_goes_and_when(client, cast, rejection):
    page = read(client, cast.hanna, to(rejection))
    assert "Omar reads it today, 11:30" in page
    assert "Not convincing in the interview" in page
    assert "Ben had doubts." in page
    assert "Dear Omar," in page


def test_undo_from_the_page(client, cast, rejection):
    answer = post(client, cast.hanna, to(rejection))
    assert answer.headers["Location"] == f"/desk/applications/{cast.omars.pk}/"
    assert fresh(cast.omars).state == "active"
    assert "was told nothing" in client.session["notice"]
    page = read(client, cast.marta, to(rejection))
    assert "Undone" in page
    assert "it was never sent" in page


def test_too_late_is_said_in_words(client, cast, now, clock, rejection):
    deciding.post(rejection.message, now=clock.move(hours=1))
    assert "Until then nothing has changed" not in read(client, cast.marta, to(rejection))
    assert "has been told already" in words(post(client, cast.marta, to(rejection), 422))
    assert fresh(cast.omars).state == "rejected"


def test_twice_is_said_in_words(client, cast, rejection):
    post(client, cast.marta, to(rejection))
    assert "undone already" in words(post(client, cast.marta, to(rejection), 422))


def test_strangers_and_interviewers_find_nothing(client, cast, rejection):
    for person in (cast.stan, cast.ben, cast.victor):
        get(client, person, to(rejection), 404)
        post(client, person, to(rejection), 404)
    assert fresh(cast.omars).state == "rejected"


def test_a_coordinator_reads_it_and_cannot_undo(client, cast, rejection):
    assert "Undo" not in read(client, cast.ruth, to(rejection)).replace("undo it", "")
    assert "Decisions are made by" in words(post(client, cast.ruth, to(rejection), 422))


def test_a_call_that_waits_can_be_undone(client, cast, now, clock):
    decision = deciding.reject(cast, cast.yukis, now=now)
    assert "Yuki can be called from today, 11:30" in read(client, cast.marta, to(decision))
    clock.move(hours=3)
    assert "Yuki is waiting for the call" in read(client, cast.marta, to(decision))
    post(client, cast.marta, to(decision))
    assert fresh(cast.yukis).state == "active"


def test_other_decisions_are_read_and_not_undone(client, cast, now):
    decision = deciding.advance(cast, cast.omars, now=now + timedelta(0))
    assert "Undo" not in read(client, cast.marta, to(decision))
    assert "Only a rejection" in words(post(client, cast.marta, to(decision), 422))
