"""Where a day still has room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hearback.interviews.free_times import first_start, free_times

NINE, FIVE = datetime(2026, 9, 7, 9, tzinfo=UTC), datetime(2026, 9, 7, 17, tzinfo=UTC)


def at(hour: float) -> datetime:
    return datetime(2026, 9, 7, tzinfo=UTC) + timedelta(hours=hour)


def test_an_empty_day_is_free_from_end_to_end() -> None:
    assert free_times([], NINE, FIVE) == [(NINE, FIVE)]


def test_bookings_cut_the_day_and_overlaps_are_one() -> None:
    busy = [(at(13), at(14)), (at(10), at(11)), (at(10.5), at(12))]
    assert free_times(busy, NINE, FIVE) == [(at(9), at(10)), (at(12), at(13)), (at(14), at(17))]


def test_what_lies_outside_the_day_does_not_count() -> None:
    assert free_times([(at(7), at(9.5)), (at(16), at(20)), (at(21), at(22))], NINE, FIVE) == [(at(9.5), at(16))]


def test_stretches_that_are_too_short_are_left_out() -> None:
    assert free_times([(at(9.5), at(16.5))], NINE, FIVE, minutes=45) == []


def test_the_first_start_is_on_the_half_hour_and_clear_of_everything() -> None:
    busy = [(at(9), at(9.25)), (at(10), at(16))]
    assert first_start(busy, [(NINE, FIVE)], 30) == at(9.5)
    assert first_start(busy, [(NINE, FIVE)], 45) == at(16)
    assert first_start(busy, [(NINE, FIVE)], 90) is None
    assert first_start(busy, [(NINE, FIVE), (at(33), at(41))], 90) == at(33)


spans = st.lists(
    st.tuples(st.integers(0, 1440), st.integers(1, 300)).map(
        lambda one: (at(one[0] / 60), at(one[0] / 60) + timedelta(minutes=one[1]))
    ),
    max_size=12,
)


@given(busy=spans, minutes=st.integers(0, 120))
def test_free_times_touch_no_booking_and_together_with_them_fill_the_day(
    busy: list[tuple[datetime, datetime]], minutes: int
) -> None:
    free = free_times(busy, NINE, FIVE)
    for begins, ends in free:
        assert NINE <= begins < ends <= FIVE
        assert all(to <= begins or start >= ends for start, to in busy)
    covered = sum((ends - begins for begins, ends in free), timedelta())
    minute, taken = NINE, 0
    while minute < FIVE:
        taken += any(start <= minute < to for start, to in busy)
        minute += timedelta(minutes=1)
    assert covered + timedelta(minutes=taken) == FIVE - NINE
    assert free_times(busy, NINE, FIVE, minutes) == [
        one for one in free if one[1] - one[0] >= timedelta(minutes=minutes)
    ]


@given(busy=spans, minutes=st.integers(10, 240))
def test_the_first_start_leaves_room_for_the_whole_meeting(busy: list[tuple[datetime, datetime]], minutes: int) -> None:
    start = first_start(busy, [(NINE, FIVE)], minutes)
    if start is not None:
        end = start + timedelta(minutes=minutes)
        assert start >= NINE and end <= FIVE
        assert all(to <= start or begins >= end for begins, to in busy)
