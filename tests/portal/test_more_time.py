"""A candidate who needs more time says so, and reads by when they are answered."""

from __future__ import annotations

import pytest

from hearback.decisions.more_time import extend
from tests import deciding
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast, now):
    decision = deciding.ask(cast, cast.omars, now=now)
    deciding.post(decision.message, now=now)
    return decision.request


def test_it_is_one_tap_from_the_checklist_and_promises_a_reply(come_in, read, cast, asked):
    omar = come_in(cast.omar)
    assert f"/my/requests/{asked.pk}/more-time" in omar.get(f"/my/applications/{cast.omars.pk}/").content.decode()
    answer = omar.post(f"/my/requests/{asked.pk}/more-time", {"until": "2026-09-18", "text": "I travel."}, follow=True)
    page = words(answer.content.decode())
    assert "We have read that you need more time. Marta Lindqvist will reply by Wednesday 9 September, 17:00." in page
    assert "I travel." in page
    assert "You have asked for more time. Marta Lindqvist replies by Wednesday 9 September, 17:00." in page


def test_a_day_that_has_passed_is_refused_and_nothing_is_lost(come_in, cast, asked):
    answer = come_in(cast.omar).post(f"/my/requests/{asked.pk}/more-time", {"until": "2026-09-01", "text": "I travel."})
    assert answer.status_code == 422
    assert "Choose a day that is still to come." in answer.content.decode()
    assert "I travel." in answer.content.decode()


def test_the_new_date_stands_on_the_page(come_in, read, cast, asked, now, clock):
    made = extend(asked, due_at=asked.due_at.replace(day=25), by=cast.marta, now=now)
    deciding.post(made.told_by, now=now)
    come_in(cast.omar)
    assert "by Friday 25 September, 11:00" in read(f"/my/applications/{cast.omars.pk}/")


def test_strangers_and_those_whom_nothing_is_asked_find_nothing(come_in, client, cast, asked, now):
    path = f"/my/requests/{asked.pk}/more-time"
    assert client.get(path).status_code in (302, 404)
    assert come_in(cast.lena).get(path).status_code == 404
    deciding.post(deciding.hold(cast, cast.omars, now=now).message, now=now)
    assert come_in(cast.omar).get(path).status_code == 404
