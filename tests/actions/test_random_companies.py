"""Random companies, played for hundreds of steps: whatever people do, in whatever order, the law of the house holds,
every move is one of the table, and the record only grows."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from hearback.applications.models import Application
from hearback.applications.rules import LIVE_STATES, MOVES
from hearback.demo.cast import make_cast
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.models import Nudge, Promise
from hearback.record.models import Entry
from hearback.timetable import tick_at
from tests.acting import Acts
from tests.conftest import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Company(Acts, RuleBasedStateMachine):
    """People who act at random. A refusal is an answer like any other; only a broken law is a failure."""

    @initialize()
    def found(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now: datetime = MONDAY
        self.cast = make_cast(self.now)
        self.people = list(Person.objects.order_by("pk"))
        self.states = dict(Application.objects.values_list("pk", "state"))
        self.entries = Entry.objects.count()
        self.refusals = 0

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    @rule(seed=st.integers(0, 2**32), many=st.integers(1, 12))
    def people_act(self, seed: int, many: int) -> None:
        """Several acts of several people, and the laws asked after each."""
        self.random = Random(seed)
        for _ in range(many):
            self.random.choice(self.ACTS)(self)
            self.check()

    # Time

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        tick_at(self.now)

    @rule()
    def a_minute_passes(self) -> None:
        self.now += timedelta(minutes=1)
        tick_at(self.now)

    # What must hold after every act

    @invariant()
    def check(self) -> None:
        if not hasattr(self, "cast"):
            return
        self.the_law_of_the_house_holds()
        self.every_move_is_one_of_the_table()
        self.the_record_only_grows()
        self.a_promise_ends_as_kept_only_by_an_act_or_a_sent_message()
        self.nothing_is_sent_twice_or_after_it_was_called_back()
        self.each_step_of_the_ladder_is_taken_once()

    def the_law_of_the_house_holds(self) -> None:
        connection.check_constraints()
        silent = Application.objects.filter(state__in=LIVE_STATES).exclude(
            pk__in=Promise.objects.filter(ended_at=None, shown_to_candidate=True).values("application")
        )
        assert not silent.exists()

    def every_move_is_one_of_the_table(self) -> None:
        for pk, state in Application.objects.values_list("pk", "state"):
            before = self.states.get(pk, "active")
            # A tick may take two moves at once, such as back to work and on; each alone is checked by PostgreSQL.
            assert state == before or state in MOVES[before] or any(state in MOVES[via] for via in MOVES[before])
            self.states[pk] = state

    def the_record_only_grows(self) -> None:
        count = Entry.objects.count()
        assert count >= self.entries
        self.entries = count

    def a_promise_ends_as_kept_only_by_an_act_or_a_sent_message(self) -> None:
        # An interview's own promise is kept by the act of closing it, whatever else is on its way.
        kept = Promise.objects.filter(ending="kept", answered_by__isnull=False).exclude(kind="interview")
        assert not kept.filter(answered_by__sent_at=None).exists()
        assert not Promise.objects.filter(ended_at__gt=F("due_at"), late_at=None, by_candidate=False).exists()

    def nothing_is_sent_twice_or_after_it_was_called_back(self) -> None:
        assert not Message.objects.filter(sent_at__isnull=False, cancelled_at__isnull=False).exists()
        sent = Entry.objects.filter(verb="sent", subject="message").values_list("subject_id", flat=True)
        assert len(sent) == len(set(sent))

    def each_step_of_the_ladder_is_taken_once(self) -> None:
        steps = Nudge.objects.values_list("promise", "step", "person")
        assert len(steps) == len(set(steps))


def test_random_companies_never_leave_anybody_in_silence() -> None:
    run_state_machine_as_test(
        Company,
        settings=settings(
            max_examples=10,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            phases=[Phase.generate],
        ),
    )
