"""Hold, the news during it, and going on."""

from __future__ import annotations

import pytest

from hearback.decisions.models import Decision, Hold
from hearback.messages.models import Message
from tests import deciding
from tests.deciding import fresh
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db


def to(application, what: str = "hold") -> str:
    return f"/desk/applications/{application.pk}/{what}"


def test_the_page_says_when_news_comes_and_when_it_ends(client, cast):
    page = read(client, cast.marta, to(cast.omars))
    assert "hears from you again by Monday 14 September, 17:00" in page
    assert "The hold ends by itself on Monday 21 September" in page


def test_hold_until_a_day_for_a_reason_they_read(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    typed = {**shown, "until": "2026-09-30", "words": "The budget is being decided.", "news_days": "10"}
    answer = post(client, cast.marta, to(cast.omars), 200, **typed)
    assert "hears from you again by Monday 21 September, 17:00" in words(answer)
    drawn = fields(answer)
    assert "until Wednesday 30 September 2026. The budget is being decided." in drawn["body"]
    post(client, cast.marta, to(cast.omars), **drawn, decide="1")
    pause = Hold.objects.get(application=cast.omars)
    assert (str(pause.until), pause.news_days, fresh(cast.omars).state) == ("2026-09-30", 10, "held")
    assert pause.decision.message.body == drawn["body"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": ""}, "Say why there is a pause"),
        ({"until": "2026-09-07"}, "a day that is still to come"),
        ({"until": "2028-01-01"}, "A pause of that length is a no"),
        ({"until": "soon"}, "Write the day as year-month-day"),
        ({"news_days": "30"}, "Select a valid choice"),
    ],
)
def test_a_refusal_keeps_what_was_typed(client, cast, typed, sentence):
    shown = {**fields(get(client, cast.marta, to(cast.omars))), "words": "Budget.", **typed, "note": "Mine"}
    drawn = fields(post(client, cast.marta, to(cast.omars), 422, **shown, decide="1"))
    again = post(client, cast.marta, to(cast.omars), 422, **{**drawn, **typed}, decide="1")
    assert sentence in words(again)
    assert {"note": "Mine", "words": typed.get("words", "Budget.")}.items() <= fields(again).items()
    assert not Decision.objects.filter(application=cast.omars).exists()


@pytest.fixture
def pause(cast, now):
    return deciding.hold(cast, cast.omars, now=now).hold


def test_news_during_the_hold(client, cast, pause):
    at = f"/desk/holds/{pause.pk}/news"
    shown = fields(get(client, cast.ruth, at))
    drawn = fields(post(client, cast.ruth, at, 200, **{**shown, "words": "Nothing new yet."}))
    post(client, cast.ruth, at, **drawn, decide="1")
    news = Message.objects.get(application=cast.omars, purpose="news")
    assert (news.body, news.written_by) == (drawn["body"], cast.ruth)
    assert "Nothing new yet." in news.body
    assert [one.owner for one in cast.omars.promises.filter(kind="news", told_by=news)] == [cast.ruth]


def test_news_needs_words(client, cast, pause):
    at = f"/desk/holds/{pause.pk}/news"
    shown = fields(get(client, cast.ruth, at))
    assert "Write what is new" in words(post(client, cast.ruth, at, 422, **shown, decide="1"))


def test_news_is_for_those_who_may_open_the_application(client, cast, now, pause):
    for person in (cast.stan, cast.ben, cast.victor):
        get(client, person, f"/desk/holds/{pause.pk}/news", 404)
    deciding.advance(cast, cast.omars, now=now)
    get(client, cast.hanna, f"/desk/holds/{pause.pk}/news", 404)  # it is over


def test_the_hold_is_ended_before_its_day(client, cast, pause):
    page = read(client, cast.marta, to(cast.omars, "resumption"))
    assert "The pause is over and your application for Embedded Engineer goes on." in page
    shown = fields(get(client, cast.marta, to(cast.omars, "resumption")))
    post(client, cast.marta, to(cast.omars, "resumption"), **shown)
    assert fresh(cast.omars).state == "active"
    sent = Message.objects.filter(application=cast.omars, purpose="next_step").latest("pk")
    assert sent.body in page.replace("From:", "\nFrom:") or sent.subject in page


def test_the_second_to_end_it_is_told(client, cast, now, pause):
    shown = fields(get(client, cast.hanna, to(cast.omars, "resumption")))
    deciding.advance(cast, cast.omars, now=now)
    answer = post(client, cast.hanna, to(cast.omars, "resumption"), 409, **shown)
    assert "Marta Lindqvist advanced Omar Haddad" in words(answer)


def test_ending_a_hold_is_for_deciders(client, cast, pause):
    for person in (cast.stan, cast.ben):
        get(client, person, to(cast.omars, "resumption"), 404)
    get(client, cast.ruth, to(cast.omars, "resumption"), 409)


def test_only_a_hold_can_be_ended(client, cast):
    assert "not on hold" in read(client, cast.marta, to(cast.omars, "resumption"))
    answer = post(client, cast.marta, to(cast.omars, "resumption"), 422, revision=fresh(cast.omars).revision)
    assert "not on hold" in words(answer)
