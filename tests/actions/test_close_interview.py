"""The closing: what happens next, by when, how, from whom. Without it an interview stays open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hearback.decisions.offers import withdraw
from hearback.interviews.actions import Place, book_interview, cancel_interview, close_interview, move_interview
from hearback.interviews.checks import answer_closing_check
from hearback.interviews.models import Closing, Interview
from hearback.interviews.queries import standing_steps, to_be_closed_by
from hearback.interviews.rules import NextStep
from hearback.messages.actions import send_due
from hearback.messages.models import Message
from hearback.promises.actions import keep_answered
from hearback.promises.clockwork import mark_late
from hearback.promises.models import Promise
from hearback.promises.questions import ask_question
from hearback.record.models import Entry
from hearback.refusals import Refused

WORDS = "You hear from us whether we invite you to a second interview"


def step(cast: Any, now: datetime, **other: Any) -> NextStep:
    facts: dict[str, Any] = {
        "kind": "answer",
        "words": WORDS,
        "due_at": now + timedelta(days=3),
        "owner": cast.hanna.pk,
        "channel": "email",
    }
    return NextStep(**{**facts, **other})


def close(cast: Any, now: datetime, *steps: NextStep, interview: Interview | None = None, **other: Any) -> Closing:
    facts: dict[str, Any] = {"by": cast.ben, "next_steps": steps, "now": now}
    return close_interview(interview or cast.yukis_interview, **{**facts, **other})


def letters_to_yuki(cast: Any, now: datetime) -> list[Message]:
    return list(Message.objects.filter(candidate=cast.yuki, written_at=now).order_by("pk"))


def test_a_closing_makes_a_promise_and_writes_it_to_the_candidate(cast: Any, now: datetime) -> None:
    closing = close(cast, now, step(cast, now, channel="call"), words="It was a pleasure.")
    owed = closing.next_steps.get()
    assert (owed.words, owed.owner, owed.made_by, owed.channel) == (WORDS, cast.hanna, cast.ben, "call")
    (letter,) = letters_to_yuki(cast, now)
    assert "It was a pleasure." in letter.body
    assert f"What happens next: {WORDS}" in letter.body
    assert "By when: Thursday 10 September, 18:00 (Tokyo time)" in letter.body
    assert "From: Hanna Weiss, by phone" in letter.body


def test_a_closing_keeps_the_interviews_own_promise(cast: Any, now: datetime) -> None:
    close(cast, now, step(cast, now))
    owed = cast.yukis_interview.promise
    owed.refresh_from_db()
    assert owed.ending == Promise.Ending.KEPT
    assert Entry.objects.filter(verb="closed", subject_id=cast.yukis_interview.pk, actor_id=cast.ben.pk).exists()


def test_a_closing_after_the_hour_is_kept_and_stays_late(cast: Any, now: datetime) -> None:
    mark_late(now=now)
    close(cast, now, step(cast, now))
    owed = cast.yukis_interview.promise
    owed.refresh_from_db()
    assert (owed.ending, owed.late_at) == (Promise.Ending.KEPT, owed.due_at)


def test_what_somebody_else_owes_is_told_to_them_and_shows_who_promised(cast: Any, now: datetime) -> None:
    close(cast, now, step(cast, now))
    told = Message.objects.filter(person=cast.hanna, written_at=now).get()
    assert told.subject == "Ben Adeyemi promised for you: Yuki Tanaka, Embedded Engineer"
    assert WORDS in told.body


def test_nobody_is_told_of_what_they_promised_themselves(cast: Any, now: datetime) -> None:
    close(cast, now, step(cast, now, owner=cast.ben.pk))
    assert not Message.objects.filter(person=cast.ben, written_at=now).exists()


def test_without_a_next_step_it_is_refused_and_nothing_is_written(cast: Any, now: datetime, laws: Any) -> None:
    with pytest.raises(Refused, match="Say what happens next: the candidate is waiting for it") as refused:
        close(cast, now)
    assert refused.value.field == "words"
    assert not Closing.objects.exists()
    assert letters_to_yuki(cast, now) == []


def test_a_step_in_the_past_undoes_the_whole_closing(cast: Any, now: datetime) -> None:
    with pytest.raises(Refused, match="passed already"):
        close(cast, now, step(cast, now), step(cast, now, words="A call", due_at=now))
    assert not Closing.objects.exists()
    assert not Promise.objects.filter(application=cast.yukis, made_at=now).exists()


def test_several_steps_all_stand_in_the_letter(cast: Any, now: datetime) -> None:
    call = step(cast, now, kind="other", words="Hanna calls you about pay", due_at=now + timedelta(days=1))
    closing = close(cast, now, step(cast, now), call)
    assert set(closing.next_steps.values_list("words", flat=True)) == {WORDS, "Hanna calls you about pay"}
    (letter,) = letters_to_yuki(cast, now)
    assert WORDS in letter.body
    assert "And: Hanna calls you about pay\nBy when: Tuesday 8 September, 18:00 (Tokyo time)" in letter.body


def test_an_interview_that_has_not_begun_cannot_be_closed(cast: Any, now: datetime) -> None:
    with pytest.raises(Refused, match="not started"):
        close(cast, now, step(cast, now), interview=cast.lenas_interview)
    start = cast.lenas_interview.starts_at
    assert close(cast, start, step(cast, start), interview=cast.lenas_interview)


def test_an_interview_is_closed_once(cast: Any, now: datetime) -> None:
    close(cast, now, step(cast, now))
    with pytest.raises(Refused, match="closed already"):
        close(cast, now, step(cast, now), by=cast.marta)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.create(interview=cast.yukis_interview, by=cast.marta, at=now)


@pytest.mark.parametrize("who", ["ada", "ingrid", "victor", "stan"])
def test_whoever_was_not_there_does_not_close_it(cast: Any, now: datetime, who: str) -> None:
    with pytest.raises(Refused, match="somebody who was in it"):
        close(cast, now, step(cast, now), by=getattr(cast, who))


@pytest.mark.parametrize("who", ["marta", "hanna", "ruth", "alice"])
def test_another_seat_and_those_who_look_after_the_candidate_may_close_it(cast: Any, now: datetime, who: str) -> None:
    assert close(cast, now, step(cast, now), by=getattr(cast, who))


def test_a_shadow_does_not_close(cast: Any, now: datetime) -> None:
    interview = book_interview(
        application=cast.omars,
        kind="interview",
        name="First interview",
        starts_at=now + timedelta(hours=3),
        minutes=45,
        seats=[Place(cast.marta), Place(cast.ada, shadow=True)],
        place="Room 4",
        by=cast.ruth,
        now=now,
    )
    later = now + timedelta(hours=4)
    with pytest.raises(Refused, match="somebody who was in it"):
        close(cast, later, step(cast, later), interview=interview, by=cast.ada)


def test_a_cancelled_interview_is_not_closed(cast: Any, now: datetime) -> None:
    cancel_interview(
        cast.yukis_interview,
        reason="The line was down.",
        next_words="A new date",
        next_due_at=now + timedelta(days=1),
        next_owner=cast.ruth,
        by=cast.hanna,
        now=now,
    )
    with pytest.raises(Refused, match="was cancelled"):
        close(cast, now, step(cast, now), by=cast.marta)


def second_interview(cast: Any, now: datetime) -> Interview:
    return book_interview(
        application=cast.yukis,
        kind="panel",
        name="Panel",
        starts_at=now + timedelta(days=2, hours=1),
        minutes=60,
        seats=[Place(cast.ingrid)],
        place="Room 1",
        by=cast.ruth,
        now=now,
    )


def test_the_next_interview_that_stands_already_is_a_next_step_when_pointed_at(cast: Any, now: datetime) -> None:
    panel = second_interview(cast, now)
    with pytest.raises(Refused, match="Say what happens next"):
        close(cast, now)
    closing = close(cast, now, rely_on_standing=True)
    assert closing.next_steps.get() == panel.promise


def test_what_stands_was_written_before_and_is_not_written_again(cast: Any, now: datetime) -> None:
    second_interview(cast, now)
    before = len(letters_to_yuki(cast, now))
    close(cast, now, rely_on_standing=True)
    assert len(letters_to_yuki(cast, now)) == before


def test_a_sentence_to_the_candidate_is_never_lost(cast: Any, now: datetime) -> None:
    panel = second_interview(cast, now)
    close(cast, now, rely_on_standing=True, words="Bring your board.")
    letter = letters_to_yuki(cast, now)[-1]
    assert "Bring your board." in letter.body
    assert panel.promise.words in letter.body


def test_a_reply_that_is_owed_is_no_next_step(cast: Any, now: datetime) -> None:
    ask_question(cast.yukis, text="May I bring my dog?", now=now)
    assert standing_steps(cast.yukis_interview, now=now) == []
    with pytest.raises(Refused, match="Say what happens next"):
        close(cast, now, rely_on_standing=True)


def test_what_is_overdue_or_answered_is_nothing_to_point_at(cast: Any, now: datetime) -> None:
    panel = second_interview(cast, now)
    assert standing_steps(cast.yukis_interview, now=now) == [panel.promise]
    assert standing_steps(cast.yukis_interview, now=panel.promise.due_at) == []
    Promise.objects.filter(pk=panel.promise.pk).update(answered_by=panel.invitation)
    assert standing_steps(cast.yukis_interview, now=now) == []


def test_after_a_withdrawal_the_interview_is_closed_without_another_word(cast: Any, now: datetime) -> None:
    withdraw(cast.yukis, words="", now=now)
    written = len(letters_to_yuki(cast, now))
    closing = close(cast, now)
    assert not closing.next_steps.exists()
    assert len(letters_to_yuki(cast, now)) == written


def test_it_waits_on_the_page_of_everybody_who_sat_there_until_it_is_closed(cast: Any, now: datetime) -> None:
    for person in (cast.ben, cast.marta):
        assert list(to_be_closed_by(person, now=now)) == [cast.yukis_interview]
    assert not to_be_closed_by(cast.ada, now=now).exists()
    close(cast, now, step(cast, now))
    assert not to_be_closed_by(cast.ben, now=now).exists()


def test_a_withdrawn_candidate_waits_for_no_closing(cast: Any, now: datetime) -> None:
    withdraw(cast.yukis, words="", now=now)
    assert not to_be_closed_by(cast.ben, now=now).exists()


def test_a_closed_interview_is_not_moved(cast: Any, now: datetime) -> None:
    close(cast, now, step(cast, now))
    with pytest.raises(Refused, match="been closed"):
        move_interview(
            cast.yukis_interview,
            starts_at=now + timedelta(days=1),
            minutes=45,
            place="Room 4",
            reason="Again.",
            by=cast.ruth,
            now=now,
        )


def test_the_word_a_candidate_was_missing_is_kept_by_the_closing_that_comes_after_all(cast: Any, now: datetime) -> None:
    check = answer_closing_check(cast.yukis_interview, told=False, now=now)
    assert standing_steps(cast.yukis_interview, now=now) == []
    later = now + timedelta(hours=1)
    close(cast, later, step(cast, later))
    check.promise.refresh_from_db()
    assert check.promise.open
    send_due(now=later)
    keep_answered(now=later)
    check.promise.refresh_from_db()
    assert check.promise.ending == Promise.Ending.KEPT


@pytest.mark.django_db(transaction=True)
def test_the_law_of_the_house_stands_when_the_closing_is_committed(cast: Any, now: datetime) -> None:
    close(cast, now, step(cast, now))
    assert Promise.objects.filter(application=cast.yukis, ended_at=None).get().words == WORDS
