"""Withdrawing an application."""

from __future__ import annotations

import pytest

from tests.deciding import fresh, owed
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena(come_in, cast):
    return come_in(cast.lena)


def test_it_asks_once_more_first(lena, cast):
    page = words(lena.get(f"/my/applications/{cast.lenas.pk}/withdrawal").content.decode())
    assert "Withdraw your application?" in page
    assert fresh(cast.lenas).state == "active"


def test_withdrawing_ends_what_was_owed_and_booked(lena, cast):
    response = lena.post(f"/my/applications/{cast.lenas.pk}/withdrawal", {"words": "I found something."}, follow=True)
    page = words(response.content.decode())
    assert "You have withdrawn your application" in page
    assert "We meet" not in page
    cast.lenas_interview.refresh_from_db()
    assert cast.lenas_interview.cancelled_at is not None
    assert (fresh(cast.lenas).state, owed(cast.lenas)) == ("withdrawn", [])


def test_a_second_time_changes_nothing(lena, cast):
    for _ in range(2):
        response = lena.post(f"/my/applications/{cast.lenas.pk}/withdrawal", {"words": ""}, follow=True)
        assert response.status_code == 200
    assert cast.lenas.decisions.filter(outcome="withdraw").count() == 1


def test_a_reason_that_is_too_long_is_still_there(lena, cast):
    response = lena.post(f"/my/applications/{cast.lenas.pk}/withdrawal", {"words": "so " * 1000})
    assert response.status_code == 422
    assert "so so so" in response.content.decode()
    assert fresh(cast.lenas).state == "active"
