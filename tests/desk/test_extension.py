"""More time for what was asked, given from the desk."""

from __future__ import annotations

import pytest

from hearback.decisions.more_time import ask_for_time
from tests import deciding
from tests.reading import fields, get, post, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast, now):
    return deciding.ask(cast, cast.omars, now=now).request


def test_the_letter_is_read_first_and_then_sent(client, cast, asked):
    page = f"/desk/requests/{asked.pk}/extension"
    typed = fields(get(client, cast.marta, page)) | {"due_day": "2026-09-21", "due_time": "17:00"}
    shown = fields(post(client, cast.marta, page, 200, **{**typed, "step": "look"}))
    assert "Please send it by Monday 21 September, 17:00" in shown["body"]
    post(client, cast.marta, page, **{**shown, "step": "send"})
    assert "until Monday 21 September, 17:00" in read(client, cast.marta, f"/desk/requests/{asked.pk}/")


def test_a_date_that_is_no_later_is_refused_beside_it(client, cast, asked):
    page = f"/desk/requests/{asked.pk}/extension"
    typed = fields(get(client, cast.marta, page)) | {"due_day": "2026-09-09", "due_time": "17:00"}
    shown = fields(post(client, cast.marta, page, 200, **{**typed, "step": "look"}))
    answer = post(client, cast.marta, page, 422, **{**shown, "step": "send"})
    assert "Give a later date than the one they have." in answer.content.decode()


def test_who_asks_for_time_is_seen_where_it_is_given_and_where_it_is_answered(client, cast, asked, now):
    owed = ask_for_time(asked, until=None, text="I am travelling.", now=now)
    assert "I am travelling." in read(client, cast.marta, f"/desk/requests/{asked.pk}/")
    assert (
        f"/desk/requests/{asked.pk}/extension"
        in get(client, cast.marta, f"/desk/promises/{owed.pk}/reply").content.decode()
    )


def test_it_is_for_deciders(client, cast, asked):
    get(client, cast.stan, f"/desk/requests/{asked.pk}/extension", 404)
    post(client, cast.ben, f"/desk/requests/{asked.pk}/extension", 404)


def test_what_has_come_back_leads_to_what_was_sent(client, cast, asked, now):
    deciding.hold(cast, cast.omars, now=now)
    assert get(client, cast.marta, f"/desk/requests/{asked.pk}/extension", 302).url == f"/desk/requests/{asked.pk}/"
