"""The candidate's own word: were you told what happens next? If not, the interviewer owes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearback.decisions.offers import withdraw
from hearback.interviews.actions import Place, book_interview, cancel_interview, move_interview
from hearback.interviews.checks import answer_closing_check
from hearback.interviews.models import ClosingCheck
from hearback.messages.models import Message
from hearback.promises.models import Promise
from hearback.record.models import Entry
from hearback.refusals import Refused


def test_told_nothing_becomes_a_promise_of_the_host_by_the_end_of_the_next_working_day(
    cast: Any, now: datetime
) -> None:
    check = answer_closing_check(cast.yukis_interview, told=False, now=now)
    owed = check.promise
    assert owed.owner == cast.ben
    assert owed.words == "Tell you what happens next after your interview"
    assert owed.due_at == datetime(2026, 9, 8, 15, tzinfo=UTC)  # Tuesday, 17:00 in Berlin
    assert Entry.objects.filter(verb="told_nothing", actor_kind="candidate", actor_id=cast.yuki.pk).count() == 1


def test_the_host_hears_of_it_at_once(cast: Any, now: datetime) -> None:
    answer_closing_check(cast.yukis_interview, told=False, now=now)
    told = Message.objects.get(person=cast.ben, written_at=now)
    assert told.subject == "Yuki Tanaka was not told what happens next"
    assert f"/desk/interviews/{cast.yukis_interview.pk}/" in told.body


def test_told_everything_owes_nothing_more(cast: Any, now: datetime) -> None:
    check = answer_closing_check(cast.yukis_interview, told=True, now=now)
    assert (check.told, check.promise) == (True, None)
    assert not Message.objects.filter(person=cast.ben, written_at=now).exists()


def test_it_is_asked_once(cast: Any, now: datetime) -> None:
    answer_closing_check(cast.yukis_interview, told=True, now=now)
    with pytest.raises(Refused, match="answered this already"):
        answer_closing_check(cast.yukis_interview, told=False, now=now)
    assert ClosingCheck.objects.get().told


def test_nobody_can_say_how_an_interview_ended_before_it_has(cast: Any, now: datetime) -> None:
    just_before = cast.lenas_interview.ends_at - timedelta(seconds=1)
    with pytest.raises(Refused, match="not taken place yet"):
        answer_closing_check(cast.lenas_interview, told=False, now=just_before)
    assert answer_closing_check(cast.lenas_interview, told=False, now=cast.lenas_interview.ends_at)


def test_a_cancelled_interview_is_not_asked_about(cast: Any, now: datetime) -> None:
    cancelled = cancel_interview(
        cast.yukis_interview,
        reason="The line was down.",
        next_words="A new date",
        next_due_at=now + timedelta(days=1),
        next_owner=cast.ruth,
        by=cast.hanna,
        now=now,
    )
    with pytest.raises(Refused, match="not taken place"):
        answer_closing_check(cancelled, told=False, now=now)


def test_after_a_withdrawal_the_answer_is_kept_and_nothing_is_owed(cast: Any, now: datetime) -> None:
    withdraw(cast.yukis, words="", now=now)
    assert answer_closing_check(cast.yukis_interview, told=False, now=now).promise is None
    assert not Promise.objects.filter(application=cast.yukis, ended_at=None).exists()


def test_somebody_who_gave_their_seat_away_owes_nothing(cast: Any, now: datetime) -> None:
    moved = move_interview(
        cast.lenas_interview,
        starts_at=cast.lenas_interview.starts_at,
        minutes=45,
        place="Room 4",
        reason="Marta is ill.",
        seats=[Place(cast.ben)],
        by=cast.ruth,
        now=now,
    )
    assert answer_closing_check(moved, told=False, now=moved.ends_at).promise.owner == cast.ben


def test_an_invitation_says_what_happens_next_and_so_keeps_it(cast: Any, now: datetime) -> None:
    check = answer_closing_check(cast.yukis_interview, told=False, now=now)
    panel = book_interview(
        application=cast.yukis,
        kind="panel",
        name="Panel",
        starts_at=now + timedelta(days=2),
        minutes=60,
        seats=[Place(cast.ingrid)],
        place="Room 1",
        by=cast.ruth,
        now=now,
    )
    check.promise.refresh_from_db()
    assert check.promise.answered_by == panel.invitation
