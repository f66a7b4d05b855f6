"""The closing page: what happens next, by when, how, from whom. Without it an interview stays open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hearback.decisions.offers import withdraw
from hearback.interviews.actions import Place, book_interview, cancel_interview, close_interview
from hearback.interviews.models import Closing
from hearback.interviews.rules import NextStep
from hearback.messages.models import Message
from hearback.promises.models import Promise
from tests.reading import fields, get, post, read, words

ANSWER = "We tell you whether we invite you to the next step: Second interview"


def page_of(cast) -> str:
    return f"/desk/interviews/{cast.yukis_interview.pk}/closing"


def filled(client, cast, person=None, **other: str) -> dict[str, str]:
    """The form as the page proposes it, with something typed over."""
    return {**fields(get(client, person or cast.ben, page_of(cast))), **other}


def close(client, cast, status=302, person=None, **other: str):
    person = person or cast.ben
    return post(client, person, page_of(cast), status, **filled(client, cast, person, **other))


def made(cast, now) -> list[Promise]:
    return list(Promise.objects.filter(application=cast.yukis, made_at=now).order_by("pk"))


def letter(cast, now) -> Message:
    return Message.objects.get(candidate=cast.yuki, written_at=now)


def test_the_page_as_it_opens_needs_one_tap_and_no_typing(client, cast, now):
    answer = close(client, cast)
    assert answer["Location"] == f"/desk/interviews/{cast.yukis_interview.pk}/"
    (owed,) = made(cast, now)
    assert (owed.kind, owed.words) == ("answer", ANSWER)
    assert owed.due_at == datetime(2026, 9, 10, 15, tzinfo=UTC)  # three working days, as the stage promises
    assert owed.channel == "call"  # as Yuki prefers
    assert Closing.objects.get().by == cast.ben


def test_it_opens_with_the_recruiter_as_owner_for_an_interviewer_and_with_oneself_for_whoever_looks_after_the_job(
    client, cast
):
    assert filled(client, cast)["step1-owner"] == str(cast.hanna.pk)
    assert filled(client, cast, cast.marta)["step1-owner"] == str(cast.marta.pk)


def test_it_shows_what_the_candidate_will_read_before_it_goes(client, cast, now):
    shown = read(client, cast.ben, page_of(cast))
    assert f"What happens next: {ANSWER}" in shown
    assert "By when: Friday 11 September, 00:00 (Tokyo time) From: Hanna Weiss, by phone" in shown
    assert "You promise it, Hanna Weiss keeps it." in shown
    assert "By when: Friday 11 September, 00:00 (Tokyo time)" in _sent(client, cast, now)


def _sent(client, cast, now) -> str:
    close(client, cast)
    return letter(cast, now).body


def test_looking_again_changes_what_is_shown_and_nothing_else(client, cast):
    typed = filled(client, cast, step="look", **{"step1-say": "own", "step1-words": "We send you the board to look at"})
    shown = words(post(client, cast.ben, page_of(cast), 200, **typed))
    assert "What happens next: We send you the board to look at" in shown
    assert not Closing.objects.exists()


def test_while_one_chooses_only_the_reading_is_drawn_anew(client, cast):
    client.force_login(cast.ben)
    typed = filled(client, cast, step="look", **{"step1-say": "booking"})
    answer = client.post(page_of(cast), typed, headers={"HX-Request": "true"})
    drawn = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in drawn
    assert "We send you a date for the next step" in drawn


@pytest.mark.parametrize(
    ("choice", "kind"),
    [("answer", "answer"), ("booking", "booking"), ("pay", "other")],
)
def test_each_usual_phrase_is_one_tap(client, cast, now, choice, kind):
    close(client, cast, **{"step1-say": choice})
    assert [owed.kind for owed in made(cast, now)] == [kind]


@pytest.mark.parametrize(("days", "day"), [("1", 8), ("2", 9), ("3", 10), ("5", 14)])
def test_working_days_are_counted_at_the_office(client, cast, now, days, day):
    close(client, cast, **{"step1-when": days})
    (owed,) = made(cast, now)
    assert owed.due_at == datetime(2026, 9, day, 15, tzinfo=UTC)


def test_a_holiday_of_the_office_does_not_count(client, cast, clock, now):
    clock.now = datetime(2026, 12, 23, 10, tzinfo=UTC)  # Christmas is on Friday and Saturday
    close(client, cast, **{"step1-when": "2"})
    (owed,) = made(cast, clock.now)
    assert owed.due_at == datetime(2026, 12, 28, 16, tzinfo=UTC)


def test_another_date_is_read_in_the_zone_of_whoever_types_it(client, cast, now):
    when = {"step1-when": "day", "step1-due_day": "2026-09-09", "step1-due_time": "12:30"}
    close(client, cast, **when)
    (owed,) = made(cast, now)
    assert owed.due_at == datetime(2026, 9, 9, 10, 30, tzinfo=UTC)


def test_who_promised_and_who_owes_are_both_kept(client, cast, now):
    close(client, cast, **{"step1-owner": "other", "step1-somebody": str(cast.ingrid.pk)})
    (owed,) = made(cast, now)
    assert (owed.made_by, owed.owner) == (cast.ben, cast.ingrid)
    shown = read(client, cast.ben, f"/desk/interviews/{cast.yukis_interview.pk}/")
    assert "Ingrid Castellanos owes it, Ben Adeyemi promised it" in shown


def test_three_steps_go_out_in_one_letter(client, cast, now):
    more = {"step2-say": "pay", "step2-when": "2", "step3-say": "own", "step3-words": "We send you the plan of the day"}
    close(client, cast, **more, words="Thank you for the story about the pump.")
    assert [owed.words for owed in made(cast, now)] == [
        ANSWER,
        "We call you to talk about pay and terms",
        "We send you the plan of the day",
    ]
    body = letter(cast, now).body
    for words_ in (ANSWER, "about pay", "plan of the day", "the story about the pump"):
        assert words_ in body


def test_without_a_next_step_it_is_refused_and_everything_typed_is_still_there(client, cast):
    typed = {"step1-say": "own", "step1-words": "", "words": "It was good to meet you."}
    shown = words(close(client, cast, 422, **typed))
    assert "Say what happens next: the candidate is waiting for it." in shown
    assert "It was good to meet you." in shown
    assert not Closing.objects.exists()


def test_nothing_sent_at_all_is_refused_too(client, cast):
    assert "Say what happens next" in words(post(client, cast.ben, page_of(cast), 422, **{"words": "x"}))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"step1-when": "day", "step1-due_day": "2026-09-01", "step1-due_time": "10:00"}, "passed already"),
        ({"step1-when": "day", "step1-due_day": "", "step1-due_time": ""}, "Choose the day and the time."),
        ({"step1-when": "day", "step1-due_day": "soon", "step1-due_time": "10:00"}, "year-month-day"),
        ({"step1-owner": "other"}, "Say who it comes from."),
        ({"step1-say": "own", "step1-words": "x" * 301}, "at most 300 characters"),
        ({"step1-say": "nonsense"}, "not one of the available choices"),
        ({"step2-say": "own"}, "Say what happens next"),
    ],
)
def test_what_cannot_be_promised_is_refused_in_words(client, cast, typed, sentence):
    assert sentence in words(close(client, cast, 422, **typed))
    assert not Closing.objects.exists()


def test_before_it_has_begun_it_is_not_closed(client, cast, now):
    path = f"/desk/interviews/{cast.lenas_interview.pk}/closing"
    assert "It is closed at its end" in read(client, cast.ben, path)
    answer = post(client, cast.ben, path, 422, **fields(get(client, cast.ben, path)))
    assert "This interview has not started yet." in words(answer)


def test_the_second_who_closes_is_told_and_loses_nothing(client, cast, now):
    typed = filled(client, cast, words="A long sentence.")
    step = NextStep("answer", "Our answer", now + timedelta(days=2), cast.hanna.pk)
    close_interview(cast.yukis_interview, by=cast.marta, next_steps=[step], now=now)
    shown = words(post(client, cast.ben, page_of(cast), 422, **typed))
    assert "This interview has been closed already." in shown
    assert "A long sentence." in shown


def test_a_closed_or_cancelled_interview_leads_back_to_its_page(client, cast, now):
    close(client, cast)
    assert get(client, cast.ben, page_of(cast), 302)["Location"].endswith(f"/{cast.yukis_interview.pk}/")
    cancel_interview(
        cast.lenas_interview,
        reason="Ben is ill.",
        next_words="A new date",
        next_due_at=now + timedelta(days=1),
        next_owner=cast.ruth,
        by=cast.ruth,
        now=now,
    )
    get(client, cast.ben, f"/desk/interviews/{cast.lenas_interview.pk}/closing", 302)


def test_the_next_interview_that_stands_is_proposed_as_the_next_step(client, cast, now):
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
    typed = filled(client, cast)
    assert typed["step1-say"] == "standing"
    assert panel.promise.words in read(client, cast.ben, page_of(cast))
    post(client, cast.ben, page_of(cast), **typed)
    assert Closing.objects.get().next_steps.get() == panel.promise
    assert made(cast, now) == [panel.promise]


def test_without_anything_standing_one_cannot_lean_on_it(client, cast):
    assert 'value="standing"' not in get(client, cast.ben, page_of(cast)).content.decode()
    close(client, cast, 422, **{"step1-say": "standing"})


def test_where_the_candidate_has_withdrawn_there_is_nothing_to_say(client, cast, now):
    withdraw(cast.yukis, words="", now=now)
    assert "There is nothing left to promise" in read(client, cast.ben, page_of(cast))
    post(client, cast.ben, page_of(cast))
    assert Closing.objects.get().next_steps.count() == 0


@pytest.mark.parametrize("who", ["stan", "victor", "ada"])
def test_to_a_stranger_the_page_does_not_exist(client, cast, who):
    get(client, getattr(cast, who), page_of(cast), 404)
    post(client, getattr(cast, who), page_of(cast), 404)
    assert not Closing.objects.exists()


def test_whoever_sees_the_interview_but_did_not_sit_there_does_not_close_it(client, cast):
    get(client, cast.ingrid, f"/desk/interviews/{cast.yukis_interview.pk}/")
    get(client, cast.ingrid, page_of(cast), 404)


def test_other_methods_are_refused(client, cast):
    client.force_login(cast.ben)
    assert client.delete(page_of(cast)).status_code == 405


def test_signed_out_one_is_led_to_the_door(client, cast):
    assert client.get(page_of(cast))["Location"].startswith("/desk/sign-in")
