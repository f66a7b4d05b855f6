"""Moving and cancelling on the page: the reason the candidate reads, and what happens instead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hearback.interviews.actions import close_interview
from hearback.interviews.models import Interview
from hearback.interviews.rules import NextStep
from hearback.messages.models import Message
from tests.reading import fields, get, post, words


def typed(client, person, path, **other) -> dict[str, str]:
    return {**fields(get(client, person, path)), **other}


def moved(client, cast, status=302, person=None, **other):
    path = f"/desk/interviews/{cast.lenas_interview.pk}/time"
    person = person or cast.ruth
    form = typed(client, person, path, **{"reason": "Ben has to travel.", "starts_at_day": "2026-09-09", **other})
    seen = fields(post(client, person, path, 200, **{**form, "step": "look"}))
    return post(client, person, path, status, **{**form, **seen, "step": "send"})


def test_a_move_begins_with_what_stands_and_tells_the_candidate_why(client, cast, now):
    path = f"/desk/interviews/{cast.lenas_interview.pk}/time"
    form = typed(client, cast.ruth, path)
    assert (form["starts_at_day"], form["starts_at_time"], form["minutes"]) == ("2026-09-08", "10:00", "45")
    assert (form[f"seat_{cast.marta.pk}"], form[f"seat_{cast.ben.pk}"]) == ("host", "sits")
    moved(client, cast)
    interview = Interview.objects.get(pk=cast.lenas_interview.pk)
    assert interview.starts_at == datetime(2026, 9, 9, 8, tzinfo=UTC)
    assert "Ben has to travel." in interview.invitation.body
    assert "Wednesday 9 September, 10:00 (Berlin time)" in interview.invitation.body


def test_a_move_can_put_somebody_else_in_the_chair(client, cast):
    moved(client, cast, **{f"seat_{cast.ben.pk}": "", f"seat_{cast.ada.pk}": "sits"})
    sitting = Interview.objects.get(pk=cast.lenas_interview.pk).seats.filter(released_at=None)
    assert {seat.person for seat in sitting} == {cast.marta, cast.ada}
    get(client, cast.ben, f"/desk/interviews/{cast.lenas_interview.pk}/", 404)


def test_a_move_without_a_reason_or_a_change_is_refused(client, cast):
    path = f"/desk/interviews/{cast.lenas_interview.pk}/time"
    form = typed(client, cast.ruth, path, step="look")
    assert "Say why: the candidate will read it." in words(post(client, cast.ruth, path, 422, **form))
    assert "Nothing would change." in words(moved(client, cast, 422, starts_at_day="2026-09-08"))


def cancelled(client, cast, status=302, **other):
    path = f"/desk/interviews/{cast.lenas_interview.pk}/cancellation"
    form = typed(client, cast.ruth, path, **{"reason": "Marta has fallen ill.", **other})
    seen = fields(post(client, cast.ruth, path, 200, **{**form, "step": "look"}))
    return post(client, cast.ruth, path, status, **{**form, **seen, "step": "send"})


def test_a_cancellation_says_why_and_what_happens_instead(client, cast, now):
    cancelled(client, cast)
    letter = Message.objects.get(candidate=cast.lena, written_at=now)
    assert "Marta has fallen ill." in letter.body
    assert "What happens next: We send you a new date" in letter.body
    owed = cast.lenas.promises.get(ended_at=None)
    assert (owed.owner, owed.due_at) == (cast.ruth, datetime(2026, 9, 10, 15, tzinfo=UTC))


def test_a_cancellation_without_reason_or_next_step_is_refused_with_everything_typed(client, cast):
    path = f"/desk/interviews/{cast.lenas_interview.pk}/cancellation"
    form = typed(client, cast.ruth, path, reason="", words="A call from Marta", step="look")
    answer = post(client, cast.ruth, path, 422, **form)
    assert "Say why: the candidate will read it." in words(answer)
    assert fields(answer)["words"] == "A call from Marta"
    again = post(client, cast.ruth, path, 422, **{**form, "reason": "Ill.", "words": ""})
    assert "Say what happens next: the candidate is waiting for it." in words(again)


def test_a_closed_interview_is_neither_moved_nor_cancelled(client, cast, now, clock):
    close = cast.lenas_interview.starts_at
    step = NextStep("answer", "Our answer", close + timedelta(days=2), cast.hanna.pk)
    close_interview(cast.lenas_interview, by=cast.ben, next_steps=[step], now=close)
    clock.now = close
    assert "been closed" in words(moved(client, cast, 422))
    assert "been closed" in words(cancelled(client, cast, 422))


@pytest.mark.parametrize("who", ["ben", "ingrid", "stan"])
@pytest.mark.parametrize("page", ["time", "cancellation"])
def test_those_who_do_not_book_neither_move_nor_cancel(client, cast, who, page):
    path = f"/desk/interviews/{cast.lenas_interview.pk}/{page}"
    get(client, getattr(cast, who), path, 404)
    post(client, getattr(cast, who), path, 404, reason="x")
