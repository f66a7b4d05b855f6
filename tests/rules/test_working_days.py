"""Which days count, and the instant a promise of so many working days falls due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hearback.people.queries import public_holidays
from hearback.people.rules import WorkingCalendar, check_absence, check_time_zone
from hearback.refusals import Refused

BERLIN = WorkingCalendar("Europe/Berlin", days_off=frozenset({date(2026, 12, 25), date(2027, 1, 1)}))
ZONES = ["Europe/Berlin", "America/Toronto", "Asia/Tokyo", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"]


def in_berlin(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=ZoneInfo("Europe/Berlin"))  # type: ignore[misc, arg-type]


def test_three_working_days_from_a_thursday_end_on_tuesday_when_work_ends() -> None:
    assert BERLIN.due_after(in_berlin(2026, 9, 10, 11), 3) == in_berlin(2026, 9, 15, 17)


def test_a_holiday_and_a_weekend_do_not_count() -> None:
    assert BERLIN.add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 28)


def test_counting_back_skips_the_same_days() -> None:
    assert BERLIN.add_working_days(date(2026, 12, 28), -1) == date(2026, 12, 24)


def test_no_days_at_all_means_the_day_itself_or_the_next_that_is_worked() -> None:
    assert BERLIN.add_working_days(date(2026, 9, 10), 0) == date(2026, 9, 10)
    assert BERLIN.add_working_days(date(2026, 9, 12), 0) == date(2026, 9, 14)


def test_something_due_today_but_asked_for_after_work_falls_due_the_next_working_day() -> None:
    assert BERLIN.due_after(in_berlin(2026, 9, 11, 17), 0) == in_berlin(2026, 9, 14, 17)


def test_the_day_is_that_of_the_office_and_not_that_of_the_server() -> None:
    # 22:30 UTC on Wednesday is Thursday already in Berlin, and still Wednesday in Toronto.
    late = datetime(2026, 9, 9, 22, 30, tzinfo=UTC)
    assert BERLIN.due_after(late, 1) == in_berlin(2026, 9, 11, 17)
    toronto = WorkingCalendar("America/Toronto")
    assert toronto.due_after(late, 1) == datetime(2026, 9, 10, 17, tzinfo=ZoneInfo("America/Toronto"))


def test_when_the_clocks_go_forward_the_wall_clock_decides() -> None:
    due = BERLIN.due_after(in_berlin(2026, 3, 27, 17), 1)  # Friday; the clocks change on Sunday
    assert due == in_berlin(2026, 3, 30, 17)
    assert due - in_berlin(2026, 3, 27, 17).astimezone(UTC) == timedelta(days=3, hours=-1)


def test_when_the_clocks_go_back_the_wall_clock_decides() -> None:
    due = BERLIN.due_after(in_berlin(2026, 10, 23, 17), 1)
    assert due - in_berlin(2026, 10, 23, 17).astimezone(UTC) == timedelta(days=3, hours=1)


def test_an_office_that_shuts_in_the_hour_the_clocks_skip_still_has_an_end_of_work() -> None:
    night = WorkingCalendar("Europe/Berlin", weekdays=frozenset(range(7)), opens=time(0), shuts=time(2, 30))
    assert night.end_of(date(2026, 3, 29)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_offices_on_both_sides_of_the_ocean_change_their_clocks_on_different_sundays() -> None:
    # For three weeks in March, Toronto is an hour nearer to Berlin than usual.
    toronto = WorkingCalendar("America/Toronto")
    usual = toronto.end_of(date(2026, 3, 6)) - BERLIN.end_of(date(2026, 3, 6))
    between = toronto.end_of(date(2026, 3, 16)) - BERLIN.end_of(date(2026, 3, 16))
    assert usual - between == timedelta(hours=1)


def test_a_week_of_sunday_to_thursday_is_a_week_too() -> None:
    gulf = WorkingCalendar("Asia/Kuwait", weekdays=frozenset({6, 0, 1, 2, 3}))
    assert gulf.add_working_days(date(2026, 9, 10), 1) == date(2026, 9, 13)


def test_an_office_that_never_works_cannot_promise_a_date() -> None:
    never = WorkingCalendar("Europe/Berlin", weekdays=frozenset())
    with pytest.raises(Refused, match="no working days"):
        never.add_working_days(date(2026, 9, 10), 1)
    with pytest.raises(Refused, match="no working days"):
        never.due_after(in_berlin(2026, 9, 10, 9), 0)


@given(
    zone=st.sampled_from(ZONES),
    moment=st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    days=st.integers(0, 15),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    days_off=st.frozensets(st.dates(date(2025, 1, 1), date(2028, 3, 1)), max_size=40),
    shuts=st.sampled_from([time(12), time(17), time(18, 30), time(23, 59)]),
)
def test_whatever_the_office_a_date_lies_ahead_on_a_day_that_is_worked_and_so_many_of_them_away(
    zone: str,
    moment: datetime,
    days: int,
    weekdays: frozenset[int],
    days_off: frozenset[date],
    shuts: time,
) -> None:
    calendar = WorkingCalendar(zone, weekdays, time(9), shuts, days_off)
    due = calendar.due_after(moment, days)
    local = due.astimezone(ZoneInfo(zone))
    assert due > moment
    assert calendar.works_on(local.date())
    assert local.time() == shuts
    today = calendar.day_of(moment)
    if days:
        assert calendar.working_days_between(today, local.date()) == days


@given(
    zone=st.sampled_from(ZONES),
    moment=st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    later=st.timedeltas(timedelta(0), timedelta(days=30)),
    days=st.integers(0, 10),
)
def test_asking_later_never_brings_an_earlier_date(zone: str, moment: datetime, later: timedelta, days: int) -> None:
    calendar = WorkingCalendar(zone)
    assert calendar.due_after(moment + later, days) >= calendar.due_after(moment, days)


@given(day=st.dates(date(2026, 1, 1), date(2027, 12, 31)), days=st.integers(1, 20))
def test_as_many_working_days_back_as_forth_lead_home(day: date, days: int) -> None:
    assume(BERLIN.works_on(day))
    assert BERLIN.add_working_days(BERLIN.add_working_days(day, days), -days) == day


def test_the_holidays_are_those_of_the_land_and_not_of_the_whole_country() -> None:
    womens_day = date(2026, 3, 8)
    assert womens_day in public_holidays("DE", "BE", 2026)
    assert womens_day not in public_holidays("DE", "BY", 2026)
    assert date(2026, 7, 1) in public_holidays("CA", "ON", 2026)


def test_a_country_nobody_has_heard_of_has_no_holidays() -> None:
    assert public_holidays("ZZ", "", 2026) == frozenset()


def test_a_time_zone_has_to_exist() -> None:
    assert check_time_zone("Europe/Berlin") == "Europe/Berlin"
    for nonsense in ("Berlin", "", "../etc/passwd", "Europe/Atlantis"):
        with pytest.raises(Refused, match="not a time zone"):
            check_time_zone(nonsense)


def test_days_away_lie_in_order_and_not_in_the_past() -> None:
    check_absence(date(2026, 9, 7), date(2026, 9, 7), date(2026, 9, 7))
    with pytest.raises(Refused, match="lies before the first"):
        check_absence(date(2026, 9, 9), date(2026, 9, 8), date(2026, 9, 7))
    with pytest.raises(Refused, match="over already"):
        check_absence(date(2026, 9, 1), date(2026, 9, 6), date(2026, 9, 7))
