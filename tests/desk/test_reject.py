"""Reject: the wording is read before it goes, by the channel and at the time that were chosen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.candidates.models import Candidate
from hearback.decisions.models import Decision, RejectionReason
from tests import deciding
from tests.deciding import fresh
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db


def to(application) -> str:
    return f"/desk/applications/{application.pk}/reject"


def drawn_for(client, person, application, **typed) -> dict[str, str]:
    """The page as it stands once a reason has been chosen."""
    shown = fields(get(client, person, to(application)))
    return fields(post(client, person, to(application), 200, **{**shown, **typed}))


def test_without_a_reason_there_is_no_wording_yet(client, cast):
    assert "Choose a reason, and the wording for it appears here" in read(client, cast.marta, to(cast.omars))


@pytest.mark.parametrize(
    ("key", "phrase"),
    [
        ("reject", "We have read your application with care"),
        ("reject_final", "You came far"),
        ("reject_position", "has been filled or is no longer open"),
    ],
)
def test_the_reason_brings_its_wording_and_another_reason_another(client, cast, key, phrase):
    first = drawn_for(client, cast.marta, cast.omars, reason=deciding.reason("reject_interviewed").pk)
    assert "Thank you for the time you gave us" in first["body"]
    second = fields(post(client, cast.marta, to(cast.omars), 200, **{**first, "reason": str(deciding.reason(key).pk)}))
    assert phrase in second["body"]
    assert "Thank you for the time you gave us" not in second["body"]


def test_another_reason_leaves_what_was_edited(client, cast):
    first = drawn_for(client, cast.marta, cast.omars, reason=deciding.reason("reject").pk)
    typed = {**first, "body": "Dear Omar, no.", "reason": str(deciding.reason("reject_final").pk)}
    assert fields(post(client, cast.marta, to(cast.omars), 200, **typed))["body"] == "Dear Omar, no."


def test_no_rejection_goes_in_words_nobody_has_read(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    typed = {**shown, "reason": str(deciding.reason("reject").pk)}
    answer = post(client, cast.marta, to(cast.omars), 422, **typed, decide="1")
    assert "Read it once more, then decide." in words(answer)
    assert not Decision.objects.filter(application=cast.omars).exists()
    post(client, cast.marta, to(cast.omars), **fields(answer), decide="1")
    assert fresh(cast.omars).state == "rejected"


def test_rejected_in_the_words_that_were_read(client, cast, now):
    drawn = drawn_for(client, cast.marta, cast.omars, reason=deciding.reason("reject").pk)
    drawn["body"] += "\n\nWe keep your address if you like."
    answer = post(client, cast.marta, to(cast.omars), **drawn, decide="1")
    decision = Decision.objects.get(application=cast.omars)
    assert answer.headers["Location"] == f"/desk/decisions/{decision.pk}/undo"
    assert decision.message.body == drawn["body"]
    assert decision.reason == deciding.reason("reject")
    assert decision.message.send_at == now + timedelta(minutes=30)
    assert client.session["notice"] == (
        "Rejected. Omar reads it today, 11:30 (Berlin time). Until then you can undo this."
    )


@pytest.mark.parametrize(
    ("when", "after"),
    [
        ("now", timedelta(0)),
        ("30m", timedelta(minutes=30)),
        ("2h", timedelta(hours=2)),
        ("morning", timedelta(hours=22)),  # 09:00 in Berlin on Tuesday
    ],
)
def test_the_time_that_was_chosen(client, cast, now, when, after):
    drawn = drawn_for(client, cast.marta, cast.omars, reason=deciding.reason("reject").pk, when=when)
    post(client, cast.marta, to(cast.omars), **drawn, decide="1")
    assert Decision.objects.get(application=cast.omars).message.send_at == now + after


def test_who_prefers_a_call_is_to_be_called(client, cast):
    page = read(client, cast.marta, to(cast.yukis))
    assert "What you will say to Yuki" in page
    assert "Yuki prefers a call." in page
    drawn = drawn_for(client, cast.marta, cast.yukis, reason=deciding.reason("reject").pk)
    assert drawn["channel"] == "call"
    post(client, cast.marta, to(cast.yukis), **drawn, decide="1")
    assert Decision.objects.filter(application=cast.yukis).first().message.channel == "call"
    assert "The call to Yuki can be made from" in client.session["notice"]


def test_the_channel_is_ours_to_change(client, cast):
    reason = deciding.reason("reject").pk
    drawn = drawn_for(client, cast.marta, cast.yukis, reason=reason, channel="email", when="now")
    post(client, cast.marta, to(cast.yukis), **drawn, decide="1")
    assert Decision.objects.filter(application=cast.yukis).first().message.channel == "email"
    assert client.session["notice"] == "Rejected. Yuki is being told by e-mail."


def test_nobody_without_an_address_is_written_to(client, cast):
    Candidate.objects.filter(pk=cast.omar.pk).update(email="")
    shown = fields(get(client, cast.marta, to(cast.omars)))
    assert shown["channel"] == "call"
    typed = {**shown, "reason": str(deciding.reason("reject").pk), "channel": "email"}
    assert "Select a valid choice" in words(post(client, cast.marta, to(cast.omars), 422, **typed, decide="1"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "Choose a reason. Colleagues see it"),
        ({"reason": "999999"}, "Choose one of these reasons."),
        ({"body": " "}, "The message says nothing yet."),
        ({"subject": ""}, "The message has no subject."),
        ({"when": ""}, "Choose when they hear it."),
    ],
)
def test_a_refusal_keeps_what_was_typed(client, cast, typed, sentence):
    drawn = drawn_for(client, cast.marta, cast.omars, reason=deciding.reason("reject").pk)
    answer = post(client, cast.marta, to(cast.omars), 422, **{**drawn, "note": "Mine", **typed}, decide="1")
    assert sentence in words(answer)
    assert fields(answer)["note"] == "Mine"
    assert not Decision.objects.filter(application=cast.omars).exists()


def test_a_booked_interview_comes_first(client, cast):
    drawn = drawn_for(client, cast.marta, cast.lenas, reason=deciding.reason("reject").pk)
    answer = post(client, cast.marta, to(cast.lenas), 422, **drawn, decide="1")
    assert "An interview is still booked: First interview, Tuesday 8 September, 10:00." in words(answer)
    assert fields(answer)["body"] == drawn["body"]


def test_a_reason_out_of_use_is_not_offered(client, cast, now):
    RejectionReason.objects.filter(pk=deciding.reason("reject_final").pk).update(retired_at=now)
    assert "Somebody else was stronger in the end" not in read(client, cast.marta, to(cast.omars))


def test_the_reason_is_for_colleagues_only(client, cast):
    reason = deciding.reason("reject")
    drawn = drawn_for(client, cast.marta, cast.omars, reason=reason.pk)
    assert reason.name not in drawn["subject"] + drawn["body"]
