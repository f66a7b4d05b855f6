"""What booking, moving, closing and judging an interview take, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.interviews import rules
from hearback.interviews.rules import NextStep, Reader
from hearback.people.rules import WorkingCalendar
from hearback.refusals import Refused

NOW = datetime(2026, 9, 7, 9, tzinfo=UTC)
STEP = NextStep("answer", "You hear from us", NOW + timedelta(days=3), owner=1)


def booking(**other: Any) -> dict[str, Any]:
    facts = {
        "roles": {"coordinator"},
        "state": "active",
        "starts_at": NOW + timedelta(days=1),
        "minutes": 45,
        "seats": 2,
        "place": "Room 4",
        "now": NOW,
    }
    return {**facts, **other}


@pytest.mark.parametrize(
    ("other", "sentence", "field"),
    [
        ({"roles": {"interviewer", "executive"}}, "booked by the recruiter", ""),
        ({"roles": set()}, "booked by the recruiter", ""),
        ({"state": "rejected"}, "has ended", ""),
        ({"state": "held"}, "on hold", ""),
        ({"starts_at": NOW}, "passed already", "starts_at"),
        ({"starts_at": NOW + timedelta(days=367)}, "more than a year", "starts_at"),
        ({"minutes": 9}, "between 10 minutes", "minutes"),
        ({"minutes": 601}, "between 10 minutes", "minutes"),
        ({"seats": 0}, "at least one interviewer", "seats"),
        ({"place": "  "}, "Say where it is", "place"),
        ({"place": "x" * 301}, "at most 300", "place"),
    ],
)
def test_a_booking_that_cannot_be_is_refused_beside_its_field(other: dict[str, Any], sentence: str, field: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        rules.check_can_book(**booking(**other))
    assert refused.value.field == field


@pytest.mark.parametrize("role", ["recruiter", "coordinator", "hiring_manager", "admin"])
def test_those_who_run_the_job_may_book(role: str) -> None:
    rules.check_can_book(**booking(roles={role}))


def closing(**other: Any) -> dict[str, Any]:
    facts = {
        "has_seat": True,
        "roles": {"interviewer"},
        "cancelled": False,
        "closed": False,
        "live": True,
        "starts_at": NOW - timedelta(hours=1),
        "next_steps": [STEP],
        "standing_steps": 0,
        "now": NOW,
    }
    return {**facts, **other}


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"cancelled": True}, "was cancelled"),
        ({"closed": True}, "closed already"),
        ({"has_seat": False}, "somebody who was in it"),
        ({"has_seat": False, "roles": {"hiring_manager", "executive"}}, "somebody who was in it"),
        ({"starts_at": NOW + timedelta(seconds=1)}, "not started"),
        ({"next_steps": []}, "Say what happens next: the candidate is waiting for it."),
        ({"next_steps": [STEP] * 4}, "hard to remember"),
    ],
)
def test_a_closing_that_leaves_the_candidate_in_the_dark_is_refused(other: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        rules.check_can_close(**closing(**other))


def test_a_closing_takes_a_new_step_or_a_standing_one() -> None:
    rules.check_can_close(**closing())
    rules.check_can_close(**closing(next_steps=[], standing_steps=1))
    rules.check_can_close(**closing(has_seat=False, roles={"recruiter"}))
    rules.check_can_close(**closing(starts_at=NOW))


def test_where_the_application_has_ended_nothing_has_to_happen_next() -> None:
    rules.check_can_close(**closing(live=False, next_steps=[]))


def test_a_move_needs_a_change_and_a_reason() -> None:
    def check(**other: Any) -> None:
        facts = {"cancelled": False, "closed": False, "changed": True, "reason": "Ben is ill."}
        rules.check_can_move(**{**facts, **other})

    check()
    for other, sentence in (
        ({"cancelled": True}, "was cancelled"),
        ({"closed": True}, "been closed"),
        ({"changed": False}, "Nothing would change"),
        ({"reason": " "}, "Say why"),
    ):
        with pytest.raises(Refused, match=sentence):
            check(**other)


def test_a_cancellation_says_why_and_comes_before_the_closing() -> None:
    def check(**other: Any) -> None:
        facts = {"roles": {"recruiter"}, "cancelled": False, "closed": False, "reason": "Ben is ill."}
        rules.check_can_cancel(**{**facts, **other})

    check()
    for other, sentence in (
        ({"roles": {"interviewer"}}, "cancelled by the recruiter"),
        ({"cancelled": True}, "already"),
        ({"closed": True}, "taken place"),
        ({"reason": ""}, "Say why"),
    ):
        with pytest.raises(Refused, match=sentence):
            check(**other)


def whole(**other: Any) -> dict[str, Any]:
    facts = {
        "focus": ["Craft", "Judgement"],
        "ratings": {"Craft": (4, "Found the race within minutes."), "Judgement": (None, "We ran out of time.")},
        "recommendation": 3,
        "summary": "Good with her hands and honest about what she does not know.",
    }
    return {**facts, **other}


def test_a_scorecard_is_whole_when_each_attribute_is_judged_or_said_not_to_be() -> None:
    rules.check_scorecard(**whole())


@pytest.mark.parametrize(
    ("other", "sentence", "field"),
    [
        ({"ratings": {"Craft": (4, "Found it.")}}, "Judgement has no rating yet", "Judgement"),
        ({"ratings": {"Craft": (4, " "), "Judgement": (1, "x")}}, "rate Craft so", "Craft"),
        ({"ratings": {"Craft": (5, "x"), "Judgement": (1, "x")}}, "from 1 to 4", "Craft"),
        ({"ratings": {"Craft": (0, "x"), "Judgement": (1, "x")}}, "from 1 to 4", "Craft"),
        ({"recommendation": None}, "overall recommendation", "recommendation"),
        ({"recommendation": 5}, "overall recommendation", "recommendation"),
        ({"summary": "\n"}, "sums up", "summary"),
    ],
)
def test_a_scorecard_with_a_gap_is_refused_beside_the_gap(other: dict[str, Any], sentence: str, field: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        rules.check_scorecard(**whole(**other))
    assert refused.value.field == field


def reader(roles: set[str], owes: set[int] = frozenset(), submitted: set[int] = frozenset()) -> Reader:  # type: ignore[assignment]
    return Reader(1, frozenset(roles), frozenset(owes), frozenset(submitted))


def may(who: Reader, *, author: int = 2, stage: int = 7, submitted: bool = True) -> bool:
    return rules.may_read(who, author=author, stage=stage, submitted=submitted)


def test_ones_own_scorecard_can_always_be_read() -> None:
    assert may(reader({"interviewer"}, owes={7}), author=1, submitted=False)


@pytest.mark.parametrize("role", ["recruiter", "coordinator", "hiring_manager", "executive", "admin"])
def test_who_owes_a_scorecard_in_the_stage_reads_no_other_there_whatever_their_role(role: str) -> None:
    assert not may(reader({role}, owes={7}))
    assert may(reader({role}, owes={8}))
    assert may(reader({role}))


def test_an_interviewer_reads_the_others_of_a_stage_once_their_own_is_in() -> None:
    assert may(reader({"interviewer"}, submitted={7}))
    assert not may(reader({"interviewer"}, submitted={8}))
    assert not may(reader({"interviewer"}))


def test_of_two_seats_in_a_stage_one_owed_is_enough_to_stay_blind() -> None:
    assert not may(reader({"interviewer"}, owes={7}, submitted={7}))


@given(
    roles=st.frozensets(st.sampled_from(["recruiter", "coordinator", "hiring_manager", "executive", "interviewer"])),
    owes=st.frozensets(st.integers(1, 3)),
    done=st.frozensets(st.integers(1, 3)),
    stage=st.integers(1, 3),
)
def test_nobody_reads_another_draft(
    roles: frozenset[str], owes: frozenset[int], done: frozenset[int], stage: int
) -> None:
    assert not rules.may_read(Reader(1, roles, owes, done), author=2, stage=stage, submitted=False)


BERLIN = WorkingCalendar("Europe/Berlin", days_off=frozenset({date(2026, 12, 25)}))


def berlin(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=BERLIN.zone()).astimezone(UTC)  # type: ignore[misc, arg-type]


def test_nudges_come_after_two_hours_a_day_and_two_days_and_then_no_more() -> None:
    moments = [rules.scorecard_nudge_at(BERLIN, step, NOW) for step in range(4)]
    assert moments == [NOW + timedelta(hours=2), NOW + timedelta(hours=24), NOW + timedelta(hours=48), None]


def test_what_was_seen_on_friday_afternoon_is_asked_for_on_monday_and_tuesday() -> None:
    friday = berlin(2026, 9, 11, 16)
    assert rules.scorecard_due_at(BERLIN, friday) == berlin(2026, 9, 14, 16)
    moments = [rules.scorecard_nudge_at(BERLIN, step, friday) for step in range(3)]
    assert moments == [berlin(2026, 9, 14, 9), berlin(2026, 9, 14, 16), berlin(2026, 9, 15, 16)]


def test_a_holiday_of_the_interviewers_office_is_no_day_for_scorecards() -> None:
    assert rules.scorecard_due_at(BERLIN, berlin(2026, 12, 24, 11)) == berlin(2026, 12, 28, 11)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(tzinfo=UTC)))
def test_each_nudge_falls_into_working_hours_and_none_before_the_one_before(ends_at: datetime) -> None:
    moments = [rules.scorecard_nudge_at(BERLIN, step, ends_at) or NOW for step in range(3)]
    assert moments == sorted(moments)
    assert moments[0] >= ends_at + timedelta(hours=2)
    assert all(BERLIN.working_moment(at) == at for at in moments)
