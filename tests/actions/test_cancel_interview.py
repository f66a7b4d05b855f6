"""Cancelling an interview: why, and what happens instead."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from hearback.decisions.offers import withdraw
from hearback.interviews.actions import call_off, cancel_interview
from hearback.interviews.models import Interview, Seat
from hearback.messages.models import Message
from hearback.promises.models import Promise
from hearback.refusals import Refused
from tests.meeting import book, on, to


def cancel(cast: Any, now: datetime, interview: Interview | None = None, **other: Any) -> Interview:
    facts: dict[str, Any] = {
        "reason": "Ben has fallen ill.",
        "next_words": "We send you a new date",
        "next_due_at": on(now, 2, 15),
        "next_owner": cast.ruth,
        "by": cast.hanna,
        "now": now,
    }
    return cancel_interview(interview or cast.lenas_interview, **{**facts, **other})


def test_a_cancellation_says_why_and_what_happens_instead(cast: Any, now: datetime) -> None:
    cancelled = cancel(cast, now)
    letter = Message.objects.get(application=cast.lenas, candidate=cast.lena, written_at=now)
    assert "Ben has fallen ill." in letter.body
    assert "We send you a new date" in letter.body
    assert "From: Ruth Okafor" in letter.body
    owed = cast.lenas.promises.get(ended_at=None)
    assert (owed.kind, owed.words, owed.owner, owed.made_by) == (
        "booking",
        "We send you a new date",
        cast.ruth,
        cast.hanna,
    )
    assert cancelled.promise.ending == Promise.Ending.RELEASED


def test_whoever_owes_the_new_date_hears_of_it(cast: Any, now: datetime) -> None:
    cancel(cast, now)
    assert to(cast.ruth, written_at=now) == ["Hanna Weiss promised for you: Lena Fischer, Embedded Engineer"]


def test_a_cancellation_frees_the_seats_and_tells_those_who_sat_there(cast: Any, now: datetime) -> None:
    cancel(cast, now)
    assert not cast.lenas_interview.seats.filter(released_at=None).exists()
    told = Message.objects.filter(person=cast.ben, written_at=now).get()
    assert told.subject == "Cancelled: First interview with Lena Fischer"
    assert "Ben has fallen ill." in told.body
    assert book(cast, now, starts_at=cast.lenas_interview.starts_at)


def test_a_cancellation_before_the_invitation_went_leaves_only_the_cancellation_to_send(
    cast: Any, now: datetime
) -> None:
    interview = book(cast, now)
    answer = cast.omars.promises.get(kind=Promise.Kind.ANSWER)
    cancel(cast, now, interview)
    pending = Message.objects.filter(application=cast.omars, candidate=cast.omar, sent_at=None, cancelled_at=None)
    letter = pending.get()
    assert "is off" in letter.subject
    answer.refresh_from_db()
    assert answer.answered_by == letter


def test_an_answer_is_owed_again_when_its_invitation_is_called_back_without_another_word(
    cast: Any, now: datetime
) -> None:
    interview = book(cast, now)
    answer = cast.omars.promises.get(kind=Promise.Kind.ANSWER)
    call_off(interview, reason="", by=cast.hanna, now=now)
    answer.refresh_from_db()
    assert answer.answered_by is None


def test_cancelling_twice_is_refused(cast: Any, now: datetime) -> None:
    cancel(cast, now)
    with pytest.raises(Refused, match="cancelled already"):
        cancel(cast, now)


def test_a_cancellation_without_a_next_step_changes_nothing(cast: Any, now: datetime) -> None:
    with pytest.raises(Refused, match="Say what happens next"):
        cancel(cast, now, next_words="  ")
    cast.lenas_interview.refresh_from_db()
    assert cast.lenas_interview.cancelled_at is None
    assert not Message.objects.filter(application=cast.lenas, written_at=now).exists()


def test_whoever_withdraws_frees_everybodys_time(cast: Any, now: datetime) -> None:
    withdraw(cast.lenas, words="", now=now)
    assert not Seat.objects.filter(interview=cast.lenas_interview, released_at=None).exists()
    assert to(cast.marta, written_at=now).count("Cancelled: First interview with Lena Fischer") == 1
