"""Moving an interview: another time, place or panel, with the reason the candidate reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from hearback.interviews.actions import Place, move_interview
from hearback.interviews.models import Interview
from hearback.messages.actions import send_due
from hearback.messages.models import Message
from hearback.promises.actions import keep_answered
from hearback.promises.models import Promise
from hearback.record.models import Entry
from hearback.refusals import Refused
from tests.meeting import book, on, to


def move(cast: Any, now: datetime, **other: Any) -> Interview:
    interview = cast.lenas_interview
    facts: dict[str, Any] = {
        "starts_at": on(now, 2, 12),
        "minutes": 60,
        "place": interview.place,
        "reason": "Ben has to travel on Tuesday.",
        "by": cast.ruth,
        "now": now,
    }
    return move_interview(interview, **{**facts, **other})


def test_a_move_tells_the_candidate_the_new_time_and_why(cast: Any, now: datetime) -> None:
    moved = move(cast, now)
    assert "Wednesday 9 September, 14:00 (Berlin time)" in moved.invitation.body
    assert "Ben has to travel on Tuesday." in moved.invitation.body
    assert "60 minutes" in moved.invitation.body
    assert len(to(cast.ben, written_at=now)) == 1
    assert Entry.objects.filter(verb="rebooked", subject_id=moved.pk).count() == 1


def test_a_move_renews_what_was_owed_and_moves_the_scorecards_time(cast: Any, now: datetime) -> None:
    before = cast.lenas_interview.promise
    moved = move(cast, now)
    before.refresh_from_db()
    assert before.ending == Promise.Ending.RENEWED
    assert moved.promise.renews == before
    assert moved.promise.renewal_reason == "Ben has to travel on Tuesday."
    assert moved.promise.due_at == moved.ends_at + timedelta(hours=1)
    for seat in moved.seats.all():
        assert seat.during.lower == moved.starts_at
        assert seat.scorecard_due_at == moved.ends_at + timedelta(hours=24)


def test_the_old_time_is_free_again_after_a_move(cast: Any, now: datetime) -> None:
    old = cast.lenas_interview.starts_at
    move(cast, now)
    assert book(cast, now, starts_at=old)


def test_a_move_may_overlap_its_own_old_time(cast: Any, now: datetime) -> None:
    assert move(cast, now, starts_at=cast.lenas_interview.starts_at + timedelta(minutes=15))


def test_a_move_into_somebody_elses_time_is_refused_by_name(cast: Any, now: datetime) -> None:
    other = book(cast, now)
    with pytest.raises(Refused, match="Marta Lindqvist is taken on Thursday 10 September from 14:00 to 14:45"):
        move(cast, now, starts_at=other.starts_at)


def test_a_move_can_change_who_sits_there(cast: Any, now: datetime) -> None:
    moved = move(cast, now, seats=[Place(cast.ada), Place(cast.marta)])
    assert moved.promise.owner == cast.ada
    held = {seat.person.first_name: seat.host for seat in moved.seats.filter(released_at=None)}
    assert held == {"Ada": True, "Marta": False}
    assert to(cast.ben, written_at=now) == ["Without you: First interview with Lena Fischer"]
    assert "Ada Novak" in moved.invitation.body
    assert "Ben" not in moved.invitation.body.replace("Ben has to travel", "")
    again = move(cast, now + timedelta(hours=1), seats=[Place(cast.ben)], starts_at=on(now, 2, 12))
    assert [seat.person for seat in again.seats.filter(released_at=None)] == [cast.ben]


def test_an_invitation_that_has_not_gone_is_called_back_by_a_move(cast: Any, now: datetime) -> None:
    interview = book(cast, now)
    answer = cast.omars.promises.get(kind=Promise.Kind.ANSWER)
    moved = move_interview(
        interview,
        starts_at=on(now, 4, 12),
        minutes=45,
        place="Room 4",
        reason="Room 4 is taken.",
        by=cast.ruth,
        now=now,
    )
    interview.invitation.refresh_from_db()
    assert interview.invitation.cancelled_at == now
    answer.refresh_from_db()
    assert answer.answered_by == moved.invitation
    send_due(now=now)
    keep_answered(now=now)
    sent = Message.objects.filter(application=cast.omars, purpose="invitation", candidate=cast.omar, sent_at=now)
    assert sent.get() == moved.invitation
    answer.refresh_from_db()
    assert answer.ending == Promise.Ending.KEPT


def test_nothing_to_move_is_said(cast: Any, now: datetime) -> None:
    with pytest.raises(Refused, match="Nothing would change"):
        move(cast, now, starts_at=cast.lenas_interview.starts_at, minutes=45)
