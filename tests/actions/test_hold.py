from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hearback.decisions.pauses import resume, send_news
from hearback.refusals import Overtaken, Refused
from tests import deciding
from tests.deciding import fresh, owed

BERLIN = ZoneInfo("Europe/Berlin")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 9, day, hour, tzinfo=BERLIN)


def test_hold_tells_until_when_and_promises_news_in_between(cast, now, laws):
    decision = deciding.hold(cast, cast.omars, until=date(2026, 9, 28), news_days=5, now=now)
    assert fresh(cast.omars).state == "held"
    assert "until Monday 28 September 2026. The budget is being decided." in decision.message.body
    assert (decision.promise.kind, decision.promise.due_at) == ("news", at(14, 17))
    assert (decision.hold.resumes_at, decision.hold.ended_at) == (at(28, 9), None)
    laws()


def test_a_short_hold_brings_news_when_it_ends(cast, now):
    decision = deciding.hold(cast, cast.omars, until=date(2026, 9, 9), now=now)
    assert decision.promise.due_at == at(9, 17)


def test_a_hold_until_a_sunday_ends_on_monday_morning(cast, now):
    assert deciding.hold(cast, cast.omars, until=date(2026, 9, 13), now=now).hold.resumes_at == at(14, 9)


def test_news_keeps_the_promise_when_sent_and_makes_the_next(cast, now, laws):
    decision = deciding.hold(cast, cast.omars, until=date(2026, 9, 28), now=now)
    deciding.post(decision.message, now=now)
    later = at(14, 10)
    message = send_news(decision.hold, words="Nothing new yet.", by=cast.hanna, now=later)
    decision.promise.refresh_from_db()
    assert (decision.promise.answered_by, decision.promise.ended_at) == (message, None)
    assert "Nothing new yet." in message.body
    deciding.post(message, now=later)
    assert [(one.owner, one.due_at) for one in owed(cast.omars)] == [(cast.hanna, at(21, 17))]
    laws()


def test_news_may_be_edited_as_a_whole(cast, now):
    pause = deciding.hold(cast, cast.omars, now=now).hold
    message = send_news(pause, words="", subject="News", body="All is well.", by=cast.hanna, now=now)
    assert (message.subject, message.body) == ("News", "All is well.")


def test_empty_news_is_no_news(cast, now):
    pause = deciding.hold(cast, cast.omars, now=now).hold
    with pytest.raises(Refused, match="Write what is new"):
        send_news(pause, words=" ", by=cast.hanna, now=now)


def test_no_news_after_the_hold(cast, now):
    pause = deciding.hold(cast, cast.omars, now=now).hold
    deciding.hold(cast, cast.omars, until=date(2026, 10, 5), now=now)  # longer: another pause
    with pytest.raises(Refused, match="over"):
        send_news(pause, words="Old", by=cast.hanna, now=now)


def test_the_hold_ends_by_itself_and_says_so(cast, now, laws):
    decision = deciding.hold(cast, cast.omars, until=date(2026, 9, 28), now=now)
    for message in cast.omars.messages.filter(sent_at=None):
        deciding.post(message, now=now)
    assert deciding.minute(at(28, 8))["resumed"] == 0
    assert deciding.minute(at(28, 9))["resumed"] == 1
    assert fresh(cast.omars).state == "active"
    decision.hold.refresh_from_db()
    assert decision.hold.ended_at == at(28, 9)
    answers = [one for one in owed(cast.omars) if one.kind == "answer"]
    assert [(one.owner, one.told_by.purpose) for one in answers] == [(cast.marta, "next_step")]
    laws()


def test_who_decides_meanwhile_is_told_that_the_hold_has_ended(cast, now):
    deciding.hold(cast, cast.omars, until=date(2026, 9, 28), now=now)
    seen = fresh(cast.omars).revision
    deciding.minute(at(28, 9))
    with pytest.raises(Overtaken, match="The hold of Omar Haddad ended by itself on Monday 28 September at 09:00"):
        deciding.reject(cast, cast.omars, revision=seen, now=at(28, 10))


def test_resume_before_the_day(cast, now, laws):
    pause = deciding.hold(cast, cast.omars, now=now).hold
    decision = resume(cast.omars, revision=fresh(cast.omars).revision, by=cast.hanna, now=now + timedelta(hours=1))
    pause.refresh_from_db()
    assert (fresh(cast.omars).state, pause.ended_at) == ("active", now + timedelta(hours=1))
    assert (decision.promise.owner, decision.promise.kind) == (cast.hanna, "answer")
    laws()


def test_only_what_is_on_hold_resumes(cast, now):
    with pytest.raises(Refused, match="not on hold"):
        resume(cast.omars, revision=fresh(cast.omars).revision, by=cast.hanna, now=now)


@pytest.mark.parametrize("days", [0, 400])
def test_hold_refuses_a_day_that_is_no_pause(cast, now, days):
    with pytest.raises(Refused) as refused:
        deciding.hold(cast, cast.omars, until=(now + timedelta(days=days)).date(), now=now)
    assert (refused.value.field, fresh(cast.omars).state) == ("until", "active")


def test_a_decision_during_the_hold_ends_it(cast, now):
    pause = deciding.hold(cast, cast.omars, now=now).hold
    deciding.advance(cast, cast.omars, now=now)
    pause.refresh_from_db()
    assert (pause.ended_at, fresh(cast.omars).state) == (now, "active")
    assert deciding.minute(pause.resumes_at)["resumed"] == 0
