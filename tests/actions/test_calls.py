"""A call that nobody answers keeps nothing: it is tried again, and after some tries written instead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.candidates.models import Candidate
from hearback.messages.actions import mark_called
from hearback.messages.models import Message
from hearback.promises.actions import keep_answered, promise
from hearback.promises.calls import nobody_answered, usual_again_at, write_instead
from hearback.promises.models import CallAttempt, Promise
from hearback.promises.queries import calls_of
from hearback.record.models import Entry
from hearback.refusals import Refused
from tests import deciding
from tests.deciding import owed


@pytest.fixture
def to_call(cast, now) -> Message:
    """Omar prefers the phone. The no waits to be said, and what Hanna owed him is answered by it."""
    decision = deciding.reject(cast, cast.omars, channel="call", delay=timedelta(0), by=cast.hanna, now=now)
    return decision.message


@pytest.fixture
def call_promised(cast, now) -> Promise:
    due = now + timedelta(days=2)
    return promise(
        application=cast.omars, kind="other", words="We talk about the pay", due_at=due, owner=cast.ruth,
        by=cast.ruth, now=now, channel="call",
    )  # fmt: skip


def test_nobody_answered_is_noted_and_keeps_nothing(cast, to_call, now):
    answer = owed(cast.omars)[0]
    tried = nobody_answered(to_call, again_at=now + timedelta(hours=3), by=cast.hanna, now=now)
    assert (tried.by, tried.at, tried.message) == (cast.hanna, now, to_call)
    keep_answered(now=now)
    assert owed(cast.omars) == [answer]
    assert Entry.objects.filter(verb="nobody_answered", subject="message", subject_id=to_call.pk).count() == 1


def test_it_is_off_the_list_until_it_is_to_be_tried_again(cast, to_call, now):
    again = now + timedelta(hours=3)
    assert list(calls_of(cast.hanna, now=now)) == [to_call]
    nobody_answered(to_call, again_at=again, by=cast.hanna, now=now)
    assert list(calls_of(cast.hanna, now=again - timedelta(minutes=1))) == []
    assert list(calls_of(cast.hanna, now=again)) == [to_call]


def test_who_calls_back_before_that_has_been_told(cast, to_call, now):
    nobody_answered(to_call, again_at=now + timedelta(hours=3), by=cast.hanna, now=now)
    called = now + timedelta(hours=1)
    keep_answered(now=called, message=mark_called(to_call, by=cast.hanna, now=called))
    assert owed(cast.omars) == []


def test_written_instead_it_keeps_the_promise_when_the_mail_has_gone(cast, to_call, now):
    answer = owed(cast.omars)[0]
    message = write_instead(to_call, subject="Our answer", body="Dear Omar, no.", by=cast.hanna, now=now)
    assert (message.pk, message.channel, message.body) == (to_call.pk, "email", "Dear Omar, no.")
    answer.refresh_from_db()
    assert (answer.ended_at, answer.answered_by) == (None, message)
    deciding.minute(now + timedelta(minutes=1))
    answer.refresh_from_db()
    assert (answer.ending, answer.ended_at) == ("kept", now + timedelta(minutes=1))
    assert list(calls_of(cast.hanna, now=now + timedelta(days=1))) == []
    with pytest.raises(Refused, match=r"nobody has to call|has been sent"):
        mark_called(message, by=cast.hanna, now=now + timedelta(minutes=2))


def test_a_no_that_may_still_be_undone_waits_as_a_letter_too(cast, now):
    message = deciding.reject(cast, cast.omars, channel="call", by=cast.hanna, now=now).message
    write_instead(message, subject="Our answer", body="No.", by=cast.hanna, now=now)
    deciding.minute(now + timedelta(minutes=29))
    message.refresh_from_db()
    assert message.sent_at is None
    deciding.minute(now + timedelta(minutes=30))
    message.refresh_from_db()
    assert message.sent_at is not None


def test_who_has_no_address_cannot_be_written_to(cast, to_call, now):
    Candidate.objects.filter(pk=cast.omar.pk).update(email="")
    with pytest.raises(Refused, match="no e-mail address"):
        write_instead(to_call, subject="Our answer", body="No.", by=cast.hanna, now=now)
    assert not CallAttempt.objects.exists()


def test_a_promised_call_that_nobody_answers_stays_owed(cast, call_promised, now):
    nobody_answered(call_promised, again_at=now + timedelta(hours=3), by=cast.ruth, now=now)
    call_promised.refresh_from_db()
    assert call_promised.open
    assert call_promised.call_attempts.get().by == cast.ruth


@pytest.mark.parametrize(
    ("hours", "sentence"), [(-1, "has passed already"), (49, "promised to hear from you before then")]
)
def test_the_next_try_lies_ahead_and_before_the_promised_date(cast, call_promised, now, hours, sentence):
    with pytest.raises(Refused, match=sentence):
        nobody_answered(call_promised, again_at=now + timedelta(hours=hours), by=cast.ruth, now=now)


def test_once_late_any_soon_moment_will_do_but_not_one_weeks_away(cast, call_promised, now):
    after = call_promised.due_at + timedelta(hours=1)
    with pytest.raises(Refused, match="two weeks away"):
        nobody_answered(call_promised, again_at=after + timedelta(days=15), by=cast.ruth, now=after)
    nobody_answered(call_promised, again_at=after + timedelta(days=1), by=cast.ruth, now=after)


def test_the_usual_next_try_is_some_hours_later_in_working_hours_and_before_the_date(cast, call_promised, now):
    assert usual_again_at(call_promised, now=now) == now + timedelta(hours=3)
    evening = now.replace(hour=15)
    assert usual_again_at(call_promised, now=evening) == (now + timedelta(days=1)).replace(hour=7)
    last_hour = call_promised.due_at - timedelta(hours=1)
    assert usual_again_at(call_promised, now=last_hour) == last_hour + timedelta(minutes=30)


def test_what_is_no_call_cannot_go_unanswered(cast, now):
    for call in (owed(cast.omars)[0], deciding.hold(cast, cast.omars, now=now).message):
        with pytest.raises(Refused, match=r"No call|no call"):
            nobody_answered(call, again_at=now + timedelta(hours=1), by=cast.hanna, now=now)


def test_a_call_that_is_not_to_be_made_yet_has_not_gone_unanswered(cast, now):
    message = deciding.reject(cast, cast.omars, channel="call", by=cast.hanna, now=now).message
    with pytest.raises(Refused, match="not to be made yet"):
        nobody_answered(message, again_at=now + timedelta(hours=1), by=cast.hanna, now=now)
