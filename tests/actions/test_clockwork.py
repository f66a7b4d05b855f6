"""What time does to promises: late stays late, each step of the ladder is taken once, the absent are stood in for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hearback.people.actions import go_away
from hearback.promises import clockwork
from hearback.promises.actions import keep, renew
from hearback.promises.models import Nudge, Promise
from hearback.promises.queries import open_promises
from hearback.timetable import tick_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed(cast) -> Promise:
    """What Hanna owes Omar: the answer to his application."""
    return open_promises(cast.omars).get()


def run(moment, until, minutes=60):
    while moment < until:
        moment += timedelta(minutes=minutes)
        tick_at(moment)
    return moment


def nudged(owed: Promise) -> list[tuple[int, str]]:
    return [(nudge.step, nudge.person.first_name) for nudge in owed.nudges.order_by("step", "id")]


def test_the_ladder_climbs_from_owner_to_lead_recruiter_each_step_once(cast, owed, now):
    run(now, owed.due_at + timedelta(days=8), minutes=240)
    assert nudged(owed) == [(0, "Hanna"), (1, "Hanna"), (1, "Ruth"), (2, "Marta"), (3, "Hanna")]


def test_running_the_tick_twice_in_a_minute_nudges_once(cast, owed, now):
    moment = owed.nudge_at
    tick_at(moment)
    tick_at(moment)
    assert nudged(owed) == [(0, "Hanna")]


def test_a_kept_promise_nudges_nobody(cast, owed, now):
    keep(owed, by=cast.hanna, now=now)
    owed.application.promises.create(
        kind="answer", words="x", owner=cast.hanna, made_at=now, due_at=now + timedelta(days=90)
    )
    run(now, owed.due_at + timedelta(days=3), minutes=600)
    assert nudged(owed) == []


def test_after_a_stand_still_only_the_step_of_the_hour_is_taken(cast, owed, now):
    tick_at(owed.due_at + timedelta(days=10))
    assert [step for step, _ in nudged(owed)] == [3]


def test_the_moment_it_falls_due_it_is_late_and_stays_late(cast, owed, now):
    tick_at(owed.due_at)
    owed.refresh_from_db()
    assert owed.late_at == owed.due_at
    renew(owed, due_at=now + timedelta(days=20), reason="The panel was ill.", by=cast.hanna, now=owed.due_at)
    owed.refresh_from_db()
    assert (owed.ending, owed.late_at) == ("renewed", owed.due_at)


def test_postgresql_takes_no_lateness_back_and_moves_no_date(cast, owed, now):
    tick_at(owed.due_at)
    with pytest.raises(IntegrityError, match="late"), transaction.atomic():
        Promise.objects.filter(pk=owed.pk).update(late_at=None)
    with pytest.raises(IntegrityError, match="does not move"), transaction.atomic():
        Promise.objects.filter(pk=owed.pk).update(due_at=now + timedelta(days=99))


def test_what_an_absent_owner_owes_meanwhile_goes_to_the_backup(cast, owed, now):
    go_away(cast.hanna, first_day=date(2026, 9, 7), last_day=date(2026, 9, 18), backup=None, by=cast.hanna, now=now)
    assert clockwork.stand_in(now=now) >= 1
    owed.refresh_from_db()
    passed = owed.handovers.get()
    assert owed.owner == cast.ruth
    assert (passed.giver, passed.taker, passed.why) == (cast.hanna, cast.ruth, "away")
    assert owed.made_by == cast.hanna


def test_nobody_is_stood_in_for_by_somebody_who_is_away_too(cast, owed, now):
    for person in (cast.hanna, cast.ruth):
        go_away(person, first_day=date(2026, 9, 7), last_day=date(2026, 9, 18), backup=None, by=cast.alice, now=now)
    clockwork.stand_in(now=now)
    owed.refresh_from_db()
    assert owed.owner == cast.hanna


def test_an_answer_on_its_way_spares_the_owner_the_early_nudge(cast, owed, now):
    from hearback.messages.actions import queue

    message = queue(
        to=cast.omar,
        application=cast.omars,
        purpose="news",
        subject="News",
        body="Soon.",
        by=cast.hanna,
        now=now,
        send_at=owed.due_at,
    )
    Promise.objects.filter(pk=owed.pk).update(answered_by=message)
    clockwork.nudge_due(now=owed.nudge_at)
    assert not Nudge.objects.filter(promise=owed).exists()
