"""Several meetings on one day are one visit: one letter says what was said in all of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.interviews.actions import Place, close_interview
from hearback.interviews.checks import answer_closing_check
from hearback.interviews.models import Closing
from hearback.interviews.rules import NextStep
from hearback.messages.actions import send_due
from hearback.messages.models import Message
from hearback.promises.models import Promise
from tests import deciding
from tests.meeting import book, on


@pytest.fixture
def visit(cast, now):
    """Lena meets Ben at nine, Marta at ten and Ada at two, tomorrow; another meeting follows the day after."""
    cast.lenas_interview.cancelled_at = now
    cast.lenas_interview.save(update_fields=["cancelled_at"])
    cast.lenas_interview.seats.update(released_at=now)
    meetings = [
        book(cast, now, cast.lenas, name=name, starts_at=on(now, day, hour), minutes=45, seats=[Place(person)])
        for name, day, hour, person in (
            ("Craft", 1, 7, cast.ben), ("Team", 1, 8, cast.marta), ("Tour", 1, 12, cast.ada), ("Pay", 2, 8, cast.ruth)
        )
    ]  # fmt: skip
    send_due(now=now)
    return meetings


def close(meeting, by, cast, *, at=None, words="", said=""):
    at = at or meeting.ends_at
    steps = [NextStep("answer", said, at + timedelta(days=3), cast.hanna.pk)] if said else []
    return close_interview(meeting, by=by, next_steps=steps, rely_on_standing=not said, words=words, now=at)


def letters(cast, **where) -> list[Message]:
    return list(Message.objects.filter(candidate=cast.lena, purpose="next_step", **where).order_by("pk"))


def test_the_last_closing_sends_one_letter_with_all_that_was_said(cast, visit):
    craft, team, tour, _ = visit
    close(craft, cast.ben, cast, said="You get the sources we talked about", words="I enjoyed it.")
    close(team, cast.marta, cast, said="You hear whether we go on")
    send_due(now=tour.starts_at)
    assert letters(cast, sent_at__isnull=False) == []
    close(tour, cast.ada, cast, words="Come back soon.")
    send_due(now=tour.ends_at)
    (letter,) = letters(cast, sent_at__isnull=False)
    for words in ("I enjoyed it.", "Come back soon.", "the sources we talked about", "whether we go on"):
        assert words in letter.body
    assert Closing.objects.filter(letter=letter).count() == 3


def test_what_was_said_is_promised_and_shown_at_once(cast, visit, laws):
    closing = close(visit[0], cast.ben, cast, said="You hear whether we go on")
    step = closing.next_steps.get()
    assert (step.open, step.shown_to_candidate, step.told_by) == (True, True, None)
    visit[0].promise.refresh_from_db()
    assert visit[0].promise.ending == "kept"
    laws()


def test_if_the_last_is_never_closed_the_letter_goes_when_it_should_have_been(cast, visit):
    close(visit[0], cast.ben, cast, said="You hear whether we go on")
    over = visit[2].ends_at + timedelta(hours=1)
    send_due(now=over - timedelta(minutes=1))
    assert letters(cast, sent_at__isnull=False) == []
    send_due(now=over)
    (letter,) = letters(cast, sent_at__isnull=False)
    assert "whether we go on" in letter.body


def test_who_closes_after_that_sends_only_what_is_new(cast, visit):
    close(visit[0], cast.ben, cast, said="You hear whether we go on")
    close(visit[1], cast.marta, cast, said="You get the sources")
    late = visit[2].ends_at + timedelta(hours=2)
    send_due(now=late)
    close(visit[2], cast.ada, cast, at=late, said="You get a date")
    send_due(now=late)
    first, second = letters(cast, sent_at__isnull=False)
    assert "You get the sources" in first.body
    assert ("You get a date" in second.body, "the sources" in second.body) == (True, False)


def test_a_meeting_on_another_day_waits_for_nobody(cast, visit):
    for meeting, by in zip(visit[:3], (cast.ben, cast.marta, cast.ada), strict=True):
        close(meeting, by, cast, said=f"After {meeting.name}")
    assert letters(cast, cancelled_at=None)[0].send_at == visit[2].ends_at


def test_a_visit_in_which_everybody_points_at_what_stands_needs_no_letter(cast, visit):
    for meeting, by in zip(visit[:3], (cast.ben, cast.marta, cast.ada), strict=True):
        close(meeting, by, cast)
    assert letters(cast) == []


def test_a_decision_made_meanwhile_takes_the_waiting_letter_back(cast, visit):
    close(visit[0], cast.ben, cast, said="You hear whether we go on")
    at = visit[0].ends_at + timedelta(minutes=5)
    deciding.advance(cast, cast.lenas, by=cast.hanna, next_due_at=at + timedelta(days=3), now=at)
    assert letters(cast, cancelled_at=None) == []
    send_due(now=at + timedelta(days=1))
    assert letters(cast, sent_at__isnull=False) == []


def test_the_word_a_candidate_was_missing_is_kept_by_the_letter_of_the_whole_visit(cast, visit):
    craft, team, tour, _ = visit
    owed = answer_closing_check(craft, told=False, now=craft.ends_at).promise
    close(craft, cast.ben, cast, at=craft.ends_at + timedelta(minutes=5), said="You hear whether we go on")
    close(team, cast.marta, cast)
    close(tour, cast.ada, cast)
    (letter,) = letters(cast, cancelled_at=None)
    assert Promise.objects.get(pk=owed.pk).answered_by == letter
