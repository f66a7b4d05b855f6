"""When somebody is nudged about a promise, and what may be done with one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.people.rules import WorkingCalendar
from hearback.promises import rules
from hearback.refusals import Refused

BERLIN = WorkingCalendar("Europe/Berlin", days_off=frozenset({date(2026, 12, 25)}))
MONDAY = datetime(2026, 9, 7, 9, tzinfo=UTC)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))


def test_the_owner_hears_of_it_on_the_morning_of_the_working_day_before():
    thursday = BERLIN.end_of(date(2026, 9, 10))
    assert rules.nudge_at(BERLIN, 0, MONDAY, thursday) == BERLIN.start_of(date(2026, 9, 9))


def test_before_a_monday_that_is_on_friday():
    monday = BERLIN.end_of(date(2026, 9, 14))
    assert rules.nudge_at(BERLIN, 0, MONDAY, monday) == BERLIN.start_of(date(2026, 9, 11))


def test_a_promise_of_a_few_hours_is_nudged_half_way():
    assert rules.nudge_at(BERLIN, 0, MONDAY, MONDAY + timedelta(hours=4)) == MONDAY + timedelta(hours=2)


def test_half_way_through_the_night_waits_for_the_morning():
    evening = datetime(2026, 9, 7, 16, tzinfo=UTC)  # 18:00 in Berlin
    noon = datetime(2026, 9, 8, 10, tzinfo=UTC)
    assert rules.nudge_at(BERLIN, 0, evening, noon) == BERLIN.start_of(date(2026, 9, 8))


def test_a_date_before_the_morning_is_nudged_in_the_night_all_the_same():
    evening = datetime(2026, 9, 7, 20, tzinfo=UTC)
    assert rules.nudge_at(BERLIN, 0, evening, evening + timedelta(hours=2)) == evening + timedelta(hours=1)


def test_the_ladder_climbs_on_the_date_and_the_two_working_mornings_after_it():
    friday = BERLIN.end_of(date(2026, 9, 11))
    steps = [rules.nudge_at(BERLIN, step, MONDAY, friday) for step in (1, 2, 3, 4)]
    assert steps == [friday, BERLIN.start_of(date(2026, 9, 14)), BERLIN.start_of(date(2026, 9, 15)), None]


@given(made=moments, hours=st.integers(1, 24 * 200))
def test_each_step_comes_after_the_one_before_and_the_first_before_the_date(made: datetime, hours: int):
    due = made + timedelta(hours=hours)
    steps = [rules.nudge_at(BERLIN, step, made, due) for step in range(len(rules.LADDER))]
    assert made < steps[0] < due == steps[1] < steps[2] < steps[3]


@given(made=moments, days=st.integers(0, 60))
def test_a_promise_of_working_days_falls_due_at_the_end_of_a_working_day_still_to_come(made: datetime, days: int):
    due = rules.due_at(BERLIN, made, days)
    assert due > made
    assert BERLIN.works_on(BERLIN.day_of(due))
    assert due == BERLIN.end_of(BERLIN.day_of(due))


@given(moment=moments)
def test_a_working_moment_is_never_earlier_and_always_at_work(moment: datetime):
    awake = BERLIN.working_moment(moment)
    day = BERLIN.day_of(awake)
    assert awake >= moment
    assert BERLIN.works_on(day)
    assert BERLIN.start_of(day) <= awake < BERLIN.end_of(day)


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_a_promise_says_something(words: str):
    with pytest.raises(Refused, match="the candidate is waiting for it"):
        rules.check_promise(words, MONDAY + timedelta(days=1), MONDAY)


def test_a_date_lies_ahead_and_within_a_year():
    with pytest.raises(Refused, match="has passed already"):
        rules.check_date(MONDAY, MONDAY)
    with pytest.raises(Refused, match="more than a year"):
        rules.check_date(MONDAY + timedelta(days=367), MONDAY)


def test_a_live_application_is_left_with_a_next_step():
    with pytest.raises(Refused, match="left waiting for nothing"):
        rules.check_something_stays_promised(live=True, others_open=False, next_given=False)
    rules.check_something_stays_promised(live=True, others_open=True, next_given=False)
    rules.check_something_stays_promised(live=True, others_open=False, next_given=True)
    rules.check_something_stays_promised(live=False, others_open=False, next_given=False)
