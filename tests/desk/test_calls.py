"""Calls on the desk: nobody answered, try again, write instead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.messages.actions import mark_called
from hearback.messages.models import Message
from hearback.promises.actions import promise
from hearback.promises.calls import nobody_answered
from hearback.promises.models import CallAttempt, Promise
from tests import deciding
from tests.reading import fields, get, post, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(cast, now) -> Message:
    return deciding.reject(cast, cast.omars, channel="call", delay=timedelta(0), by=cast.hanna, now=now).message


@pytest.fixture
def promised(cast, now) -> Promise:
    return promise(
        application=cast.omars, kind="other", words="We talk about the pay", due_at=now + timedelta(days=2),
        owner=cast.ruth, by=cast.ruth, now=now, channel="call",
    )  # fmt: skip


def test_one_tap_notes_that_nobody_answered_and_the_time_line_tells(client, cast, call):
    page = get(client, cast.hanna, f"/desk/messages/{call.pk}/tries")
    post(client, cast.hanna, f"/desk/messages/{call.pk}/tries", **fields(page))
    assert "Noted. Try again today, 14:00." in read(client, cast.hanna, f"/desk/messages/{call.pk}/")
    assert "Hanna Weiss called today, 11:00, and nobody answered." in read(
        client, cast.hanna, f"/desk/messages/{call.pk}/"
    )
    story = read(client, cast.hanna, f"/desk/applications/{cast.omars.pk}/")
    assert "Called, and nobody answered" in story
    assert "To be tried again Monday 7 September, 14:00" in story


def test_today_shows_the_call_again_when_its_time_has_come(client, cast, call, clock):
    nobody_answered(call, again_at=clock.now + timedelta(hours=3), by=cast.hanna, now=clock.now)
    assert "Call again in 3 hours" in read(client, cast.hanna, "/desk/")
    assert "Make the call" not in read(client, cast.hanna, "/desk/")
    clock.move(hours=3)
    assert "Make the call" in read(client, cast.hanna, "/desk/")


def test_after_three_tries_the_page_suggests_to_write(client, cast, call, clock):
    page = f"/desk/messages/{call.pk}/"
    for _ in range(2):
        nobody_answered(call, again_at=clock.now + timedelta(hours=1), by=cast.hanna, now=clock.now)
        clock.move(hours=1)
    assert "3 calls" not in read(client, cast.hanna, page)
    nobody_answered(call, again_at=clock.now + timedelta(hours=1), by=cast.hanna, now=clock.now)
    assert "3 calls, and nobody answered. Write to Omar instead" in read(client, cast.hanna, page)


def test_writing_instead_starts_with_the_words_that_were_to_be_said(client, cast, call):
    typed = fields(get(client, cast.hanna, f"/desk/messages/{call.pk}/letter"))
    assert typed["body"] == call.body
    post(
        client,
        cast.hanna,
        f"/desk/messages/{call.pk}/letter",
        **{**typed, "body": "Dear Omar, we could not reach you."},
    )
    call.refresh_from_db()
    assert (call.channel, call.body) == ("email", "Dear Omar, we could not reach you.")
    assert "Written instead of called" in read(client, cast.hanna, f"/desk/applications/{cast.omars.pk}/")


def test_nothing_written_is_refused_and_stays_a_call(client, cast, call):
    answer = post(client, cast.hanna, f"/desk/messages/{call.pk}/letter", 422, subject="No", body=" ")
    assert "The message says nothing yet." in answer.content.decode()
    call.refresh_from_db()
    assert call.channel == "call"


def test_a_promised_call_has_it_one_click_from_today(client, cast, promised, clock):
    clock.move(days=2, hours=-1)
    assert f'href="/desk/promises/{promised.pk}/tries"' in get(client, cast.ruth, "/desk/").content.decode()


def test_a_promised_call_can_go_unanswered_and_be_written_on_the_same_page(client, cast, promised, clock):
    keeping = f"/desk/promises/{promised.pk}/keeping"
    page = get(client, cast.ruth, f"/desk/promises/{promised.pk}/tries")
    post(client, cast.ruth, f"/desk/promises/{promised.pk}/tries", **fields(page))
    assert "and nobody answered. To be tried again today, 14:00." in read(client, cast.ruth, keeping)
    for _ in range(2):
        nobody_answered(promised, again_at=clock.move(hours=1) + timedelta(hours=1), by=cast.ruth, now=clock.now)
    assert "3 calls, and nobody answered. Write to Omar instead" in read(client, cast.ruth, keeping)


def test_a_moment_that_will_not_do_is_refused_beside_it_and_nothing_is_lost(client, cast, promised):
    typed = {"again_day": "2026-09-20", "again_time": "10:00"}
    answer = post(client, cast.ruth, f"/desk/promises/{promised.pk}/tries", 422, **typed)
    assert "promised to hear from you before then" in answer.content.decode()
    assert fields(answer)["again_day"] == "2026-09-20"
    assert not CallAttempt.objects.exists()


def test_where_there_is_no_call_one_is_led_back(client, cast, now):
    owed = cast.omars.promises.get(ended_at=None)
    assert post(client, cast.hanna, f"/desk/promises/{owed.pk}/tries").url == f"/desk/promises/{owed.pk}/keeping"
    sent = deciding.hold(cast, cast.omars, now=now).message
    for noun in ("tries", "letter"):
        assert get(client, cast.hanna, f"/desk/messages/{sent.pk}/{noun}", 302).url == f"/desk/messages/{sent.pk}/"


def test_what_was_written_for_a_call_that_was_made_meanwhile_is_still_there(client, cast, call, now):
    mark_called(call, by=cast.ruth, now=now)
    typed = {"subject": "Our answer", "body": "Dear Omar, we could not reach you."}
    answer = post(client, cast.hanna, f"/desk/messages/{call.pk}/letter", 422, **typed)
    assert "There is no call here that a letter could replace." in answer.content.decode()
    assert fields(answer)["body"] == typed["body"]


def test_strangers_find_nothing(client, cast, call, promised):
    for path in (f"messages/{call.pk}/tries", f"messages/{call.pk}/letter", f"promises/{promised.pk}/tries"):
        get(client, cast.stan, f"/desk/{path}", 404)
        post(client, cast.stan, f"/desk/{path}", 404)
