from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hearback.decisions import rules
from hearback.refusals import Overtaken, Refused

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.mark.parametrize("role", ["admin", "recruiter", "hiring_manager", "executive"])
def test_those_who_answer_for_a_job_decide(role):
    rules.check_can_decide({role})


@pytest.mark.parametrize("roles", [set(), {"interviewer"}, {"coordinator"}, {"interviewer", "coordinator"}])
def test_others_do_not_decide(roles):
    with pytest.raises(Refused, match="Decisions are made by"):
        rules.check_can_decide(roles)


def test_the_second_to_decide_is_told_by_whom_and_when():
    with pytest.raises(Overtaken, match=r"^Marta rejected Omar at nine\. Nothing of yours has been carried out"):
        rules.check_not_overtaken(seen=3, revision=4, account="Marta rejected Omar at nine.")


def test_who_has_seen_the_newest_is_not_overtaken():
    rules.check_not_overtaken(seen=4, revision=4, account="Never shown.")


def advance_facts(**facts):
    return {
        "state": "active",
        "same_job": True,
        "from_position": 1,
        "to_position": 2,
        "to_retired": False,
        **facts,
    }


@pytest.mark.parametrize("state", ["active", "asked", "held", "offered"])
def test_advance_from_every_live_state_but_accepted(state):
    rules.check_advance(**advance_facts(state=state))


@pytest.mark.parametrize(
    ("facts", "sentence", "field"),
    [
        ({"state": "rejected"}, "has ended", ""),
        ({"state": "accepted"}, "What is left is to hire", ""),
        ({"to_retired": True}, "no longer part of the plan", "to_stage"),
        ({"to_position": 1}, "Choose one that lies ahead", "to_stage"),
        ({"to_position": 0}, "Choose one that lies ahead", "to_stage"),
    ],
)
def test_advance_refuses(facts, sentence, field):
    with pytest.raises(Refused, match=sentence) as refused:
        rules.check_advance(**advance_facts(**facts))
    assert refused.value.field == field


def test_advance_to_another_job_may_lead_to_its_first_stage():
    rules.check_advance(**advance_facts(same_job=False, from_position=3, to_position=0))


def ask_facts(**facts):
    return {
        "state": "active",
        "items": [("upload", "A portfolio")],
        "due_at": NOW + timedelta(days=3),
        "now": NOW,
        **facts,
    }


@pytest.mark.parametrize(
    ("facts", "sentence", "field"),
    [
        ({"items": []}, "at least one thing", "items"),
        ({"items": [("text", "One")] * 21}, "More than twenty", "items"),
        ({"items": [("song", "Sing")]}, "a file, a few lines, or a tick", "items"),
        ({"items": [("text", "  ")]}, "has no words", "items"),
        ({"items": [("text", "x" * 301)]}, "at most 300", "items"),
        ({"due_at": NOW + timedelta(hours=12)}, "until tomorrow", "due"),
        ({"due_at": NOW + timedelta(days=91)}, "three months", "due"),
        ({"state": "withdrawn"}, "has ended", ""),
    ],
)
def test_ask_refuses(facts, sentence, field):
    with pytest.raises(Refused, match=sentence) as refused:
        rules.check_ask(**ask_facts(**facts))
    assert refused.value.field == field


def test_twenty_things_due_in_ninety_days_can_be_asked():
    rules.check_ask(**ask_facts(items=[("confirm", "x" * 300)] * 20, due_at=NOW + timedelta(days=90)))


@pytest.mark.parametrize(
    ("until", "news_days", "field"),
    [
        (TODAY, 5, "until"),
        (TODAY - timedelta(days=1), 5, "until"),
        (TODAY + timedelta(days=367), 5, "until"),
        (TODAY + timedelta(days=9), 0, "news_days"),
        (TODAY + timedelta(days=9), 21, "news_days"),
    ],
)
def test_hold_refuses(until, news_days, field):
    with pytest.raises(Refused) as refused:
        rules.check_hold(state="active", until=until, today=TODAY, news_days=news_days)
    assert refused.value.field == field


@pytest.mark.parametrize(("days", "news_days"), [(1, 1), (366, 20)])
def test_hold_from_tomorrow_to_a_year_from_now(days, news_days):
    rules.check_hold(state="active", until=TODAY + timedelta(days=days), today=TODAY, news_days=news_days)


def test_reject_needs_a_reason():
    with pytest.raises(Refused, match="Choose a reason") as refused:
        rules.check_reject(state="active", reason_given=False, interviews_ahead=[])
    assert refused.value.field == "reason"


def test_reject_waits_for_an_interview_that_is_booked():
    with pytest.raises(Refused, match=r"Panel, tomorrow\. Cancel it first"):
        rules.check_reject(state="active", reason_given=True, interviews_ahead=["Panel, tomorrow"])


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"undone": True}, "undone already"),
        ({"outcome": "advance"}, "Only a rejection"),
        ({"message_pending": False}, "told already"),
        ({"is_latest": False}, "decided since"),
    ],
)
def test_undo_refuses(facts, sentence):
    usual = {"outcome": "reject", "undone": False, "message_pending": True, "is_latest": True}
    rules.check_can_undo(**usual)
    with pytest.raises(Refused, match=sentence):
        rules.check_can_undo(**{**usual, **facts})


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"state": "accepted"}, ""),
        ({"state": "rejected"}, ""),
        ({"pay": 0}, "pay"),
        ({"expires_at": NOW + timedelta(hours=12)}, "expires"),
        ({"starts_on": TODAY}, "starts_on"),
    ],
)
def test_offer_refuses(facts, field):
    usual = {
        "state": "active",
        "pay": 50_000,
        "starts_on": TODAY + timedelta(days=1),
        "expires_at": NOW + timedelta(days=2),
        "now": NOW,
    }
    rules.check_offer(**usual)
    with pytest.raises(Refused) as refused:
        rules.check_offer(**{**usual, **facts})
    assert refused.value.field == field


@pytest.mark.parametrize("facts", [{"state": "active"}, {"settled": True}, {"expires_at": NOW - timedelta(seconds=1)}])
def test_an_offer_is_answered_while_it_is_open(facts):
    usual = {"state": "offered", "settled": False, "expires_at": NOW, "now": NOW}
    rules.check_offer_open(**usual)
    with pytest.raises(Refused):
        rules.check_offer_open(**{**usual, **facts})


def test_hired_is_who_has_accepted():
    rules.check_hire("accepted")
    with pytest.raises(Refused, match="after they have accepted"):
        rules.check_hire("offered")


@pytest.mark.parametrize(
    ("wanted", "phone", "email", "channel"),
    [
        ("call", "+49 30 555", "a@b.example", "call"),
        ("call", " ", "a@b.example", "email"),
        ("call", "", "", "call"),
        ("email", "+49 30 555", "a@b.example", "email"),
    ],
)
def test_a_call_needs_a_number(wanted, phone, email, channel):
    assert rules.rejection_channel(wanted=wanted, phone=phone, email=email) == channel


def test_the_reminder_comes_two_days_before_or_half_way():
    assert rules.remind_at(NOW, NOW + timedelta(days=10)) == NOW + timedelta(days=8)
    assert rules.remind_at(NOW, NOW + timedelta(days=2)) == NOW + timedelta(days=1)


def test_news_comes_at_the_rhythm_and_at_the_latest_when_the_hold_ends():
    week, fortnight = NOW + timedelta(days=7), NOW + timedelta(days=14)
    assert rules.next_news_at(NOW, week, fortnight) == week
    assert rules.next_news_at(NOW, fortnight, week) == week
    assert rules.next_news_at(NOW, week, NOW) == week  # the end has passed: the hold is about to end by itself
