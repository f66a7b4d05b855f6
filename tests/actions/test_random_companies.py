"""Random companies, played for hundreds of steps: whatever people do, in whatever order, the law of the house holds,
every move is one of the table, and the record only grows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from hearback.applications.models import Application
from hearback.applications.rules import LIVE_STATES, MOVES
from hearback.candidates.models import Candidate
from hearback.decisions import actions as decisions
from hearback.decisions import offers, pauses, requests
from hearback.decisions.arrivals import apply
from hearback.decisions.models import Decision, Hold, Offer, RejectionReason, RequestItem
from hearback.demo.cast import make_cast
from hearback.interviews import actions as interviews
from hearback.interviews.checks import answer_closing_check
from hearback.interviews.models import Interview, Seat
from hearback.interviews.rules import NextStep
from hearback.interviews.scorecards import focus_of, save_scorecard
from hearback.jobs.models import Stage
from hearback.messages.models import Message
from hearback.people.actions import go_away
from hearback.people.models import Person
from hearback.promises import actions as promises
from hearback.promises.models import Nudge, Promise
from hearback.promises.questions import ask_question, reply
from hearback.record.models import Entry
from hearback.refusals import Refused
from hearback.timetable import tick_at
from tests.conftest import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Company(RuleBasedStateMachine):
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

    def one(self, rows, n: int):
        rows = list(rows.order_by("pk"))
        return rows[n % len(rows)] if rows else None

    def application(self, n: int) -> Application:
        return self.one(Application.objects.select_related("candidate", "job", "stage"), n)

    def person(self, n: int) -> Person:
        return self.people[n % len(self.people)]

    def attempt(self, act: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                act()
        except Refused as refused:
            assert str(refused).strip().endswith((".", "?", "!")), f"not a sentence: {refused}"
            self.refusals += 1

    # People come in

    def somebody_applies(self) -> None:
        n = self.random.randrange(10_000)
        if n % 3 == 0:
            Candidate.objects.create(name=f"Candidate {n}", created_at=self.now)
        candidate = self.one(Candidate.objects.all(), n)
        self.attempt(lambda: apply(candidate=candidate, job=self.cast.engineer, now=self.now))

    # Interviews

    def somebody_books(self) -> None:
        n = self.random.randrange(10_000)
        who = self.random.choices(range(10_000), k=self.random.randint(0, 3))
        ahead = self.random.randint(-5, 120)
        minutes = self.random.randint(5, 120)
        self.attempt(
            lambda: interviews.book_interview(
                application=self.application(n),
                kind="interview",
                name="Conversation",
                starts_at=self.now + timedelta(hours=ahead),
                minutes=minutes,
                seats=[interviews.Place(self.person(seat), shadow=seat % 4 == 0) for seat in who],
                place="Room 1",
                by=self.cast.hanna,
                now=self.now,
            )
        )

    def somebody_moves_an_interview(self) -> None:
        n = self.random.randrange(10_000)
        ahead = self.random.randint(1, 200)
        if interview := self.one(Interview.objects.all(), n):
            self.attempt(
                lambda: interviews.move_interview(
                    interview,
                    starts_at=self.now + timedelta(hours=ahead),
                    minutes=45,
                    place="Room 2",
                    reason="The room is taken.",
                    by=self.cast.ruth,
                    now=self.now,
                )
            )

    def somebody_cancels_an_interview(self) -> None:
        n = self.random.randrange(10_000)
        ahead = self.random.randint(1, 200)
        if interview := self.one(Interview.objects.all(), n):
            self.attempt(
                lambda: interviews.cancel_interview(
                    interview,
                    reason="The room is flooded.",
                    by=self.cast.hanna,
                    now=self.now,
                    next_words="Another date",
                    next_due_at=self.now + timedelta(hours=ahead),
                    next_owner=self.cast.hanna,
                )
            )

    def somebody_closes_an_interview(self) -> None:
        n = self.random.randrange(10_000)
        ahead = self.random.randint(-2, 200)
        steps = self.random.randint(0, 2)
        standing = self.random.random() < 0.5
        interview = self.one(Interview.objects.all(), n)
        if interview is None or (seat := interview.seats.first()) is None:
            return
        said = [
            NextStep("answer", "You hear from us", self.now + timedelta(hours=ahead), self.cast.hanna.pk)
            for _ in range(steps)
        ]
        self.attempt(
            lambda: interviews.close_interview(
                interview, by=seat.person, next_steps=said, rely_on_standing=standing, now=self.now
            )
        )

    def a_candidate_says_whether_they_were_told(self) -> None:
        n = self.random.randrange(10_000)
        told = self.random.random() < 0.5
        if interview := self.one(Interview.objects.all(), n):
            self.attempt(lambda: answer_closing_check(interview, told=told, now=self.now))

    def somebody_writes_a_scorecard(self) -> None:
        n = self.random.randrange(10_000)
        score = self.random.randint(1, 4)
        submit = self.random.random() < 0.5
        if seat := self.one(Seat.objects.select_related("interview__template", "person"), n):
            self.attempt(
                lambda: save_scorecard(
                    seat,
                    ratings={attribute.pk: (score, "I saw it.") for attribute in focus_of(seat)},
                    recommendation=score,
                    summary="Clear.",
                    left_open="",
                    asked=[],
                    by=seat.person,
                    now=self.now,
                    submit=submit,
                )
            )

    # The four decisions, and what follows

    def somebody_advances(self) -> None:
        n = self.random.randrange(10_000)
        stage = self.random.randrange(10_000)
        who = self.random.randrange(10_000)
        ahead = self.random.randint(1, 200)
        application = self.application(n)
        self.attempt(
            lambda: decisions.advance(
                application,
                to_stage=self.one(Stage.objects.select_related("job"), stage),
                revision=application.revision,
                next_words="A date for the next conversation",
                next_due_at=self.now + timedelta(hours=ahead),
                next_owner=self.cast.hanna,
                by=self.person(who),
                now=self.now,
            )
        )

    def somebody_asks(self) -> None:
        n = self.random.randrange(10_000)
        who = self.random.randrange(10_000)
        ahead = self.random.randint(1, 400)
        application = self.application(n)
        self.attempt(
            lambda: decisions.ask(
                application,
                items=[("text", "Why us?"), ("confirm", "You may work here.")],
                due_at=self.now + timedelta(hours=ahead),
                revision=application.revision,
                by=self.person(who),
                now=self.now,
            )
        )

    def a_candidate_answers(self) -> None:
        n = self.random.randrange(10_000)
        confirmed = self.random.random() < 0.5
        if item := self.one(RequestItem.objects.select_related("request__application"), n):
            self.attempt(lambda: requests.answer_item(item, answer="Because.", confirmed=confirmed, now=self.now))

    def somebody_holds(self) -> None:
        n = self.random.randrange(10_000)
        who = self.random.randrange(10_000)
        days = self.random.randint(-1, 60)
        application = self.application(n)
        self.attempt(
            lambda: decisions.hold(
                application,
                until=(self.now + timedelta(days=days)).date(),
                words="The budget is being settled.",
                revision=application.revision,
                by=self.person(who),
                now=self.now,
            )
        )

    def somebody_sends_news(self) -> None:
        n = self.random.randrange(10_000)
        if pause := self.one(Hold.objects.all(), n):
            self.attempt(lambda: pauses.send_news(pause, words="Nothing yet.", by=self.cast.marta, now=self.now))

    def somebody_resumes(self) -> None:
        n = self.random.randrange(10_000)
        application = self.application(n)
        self.attempt(
            lambda: pauses.resume(application, revision=application.revision, by=self.cast.marta, now=self.now)
        )

    def somebody_rejects(self) -> None:
        n = self.random.randrange(10_000)
        who = self.random.randrange(10_000)
        minutes = self.random.randint(0, 600)
        call = self.random.random() < 0.5
        application = self.application(n)
        self.attempt(
            lambda: decisions.reject(
                application,
                reason=RejectionReason.objects.first(),
                revision=application.revision,
                by=self.person(who),
                now=self.now,
                delay=timedelta(minutes=minutes),
                channel="call" if call else "email",
            )
        )

    def somebody_undoes(self) -> None:
        n = self.random.randrange(10_000)
        if decision := self.one(Decision.objects.filter(outcome="reject"), n):
            self.attempt(lambda: decisions.undo(decision, by=self.cast.marta, now=self.now))

    def somebody_offers(self) -> None:
        n = self.random.randrange(10_000)
        who = self.random.randrange(10_000)
        days = self.random.randint(0, 30)
        application = self.application(n)
        self.attempt(
            lambda: offers.offer(
                application,
                amount=Decimal("68000"),
                currency="EUR",
                period="year",
                starts_on=(self.now + timedelta(days=90)).date(),
                expires_at=self.now + timedelta(days=days),
                revision=application.revision,
                by=self.person(who),
                now=self.now,
            )
        )

    def a_candidate_answers_an_offer(self) -> None:
        n = self.random.randrange(10_000)
        yes = self.random.random() < 0.5
        if standing := self.one(Offer.objects.all(), n):
            self.attempt(
                lambda: (
                    offers.accept(standing, now=self.now)
                    if yes
                    else offers.decline(standing, words="Thank you.", now=self.now)
                )
            )

    def somebody_hires(self) -> None:
        n = self.random.randrange(10_000)
        application = self.application(n)
        self.attempt(lambda: offers.hire(application, revision=application.revision, by=self.cast.marta, now=self.now))

    def a_candidate_withdraws(self) -> None:
        n = self.random.randrange(10_000)
        if n % 4 == 0:
            self.attempt(lambda: offers.withdraw(self.application(n // 4), words="", now=self.now))

    # Promises

    def somebody_renews(self) -> None:
        n = self.random.randrange(10_000)
        ahead = self.random.randint(1, 200)
        if owed := self.one(Promise.objects.filter(by_candidate=False), n):
            self.attempt(
                lambda: promises.renew(
                    owed,
                    due_at=self.now + timedelta(hours=ahead),
                    reason="A colleague is ill.",
                    by=owed.owner,
                    now=self.now,
                )
            )

    def somebody_hands_over(self) -> None:
        n = self.random.randrange(10_000)
        who = self.random.randrange(10_000)
        if owed := self.one(Promise.objects.all(), n):
            self.attempt(lambda: promises.hand_over(owed, to=self.person(who), by=self.cast.hanna, now=self.now))

    def somebody_tells(self) -> None:
        n = self.random.randrange(10_000)
        ahead = self.random.randint(1, 200)
        says_next = self.random.random() < 0.5
        if owed := self.one(Promise.objects.filter(by_candidate=False), n):
            self.attempt(
                lambda: promises.tell(
                    owed.application,
                    subject="News",
                    body="We are still at it.",
                    by=self.cast.hanna,
                    now=self.now,
                    keeps=owed,
                    next_words="More news" if says_next else "",
                    next_due_at=self.now + timedelta(hours=ahead),
                )
            )

    def a_candidate_asks(self) -> None:
        n = self.random.randrange(10_000)
        self.attempt(lambda: ask_question(self.application(n), text="How is it going?", now=self.now))

    def somebody_replies(self) -> None:
        n = self.random.randrange(10_000)
        if owed := self.one(Promise.objects.filter(kind="reply"), n):
            self.attempt(lambda: reply(owed, text="Well.", by=self.cast.hanna, now=self.now))

    def somebody_goes_away(self) -> None:
        n = self.random.randrange(10_000)
        days = self.random.randint(0, 10)
        today = self.now.date()
        self.attempt(
            lambda: go_away(
                self.person(n),
                first_day=today,
                last_day=today + timedelta(days=days),
                backup=None,
                by=self.cast.alice,
                now=self.now,
            )
        )

    ACTS = (
        somebody_applies,
        somebody_books,
        somebody_moves_an_interview,
        somebody_cancels_an_interview,
        somebody_closes_an_interview,
        a_candidate_says_whether_they_were_told,
        somebody_writes_a_scorecard,
        somebody_advances,
        somebody_asks,
        a_candidate_answers,
        somebody_holds,
        somebody_sends_news,
        somebody_resumes,
        somebody_rejects,
        somebody_undoes,
        somebody_offers,
        a_candidate_answers_an_offer,
        somebody_hires,
        a_candidate_withdraws,
        somebody_renews,
        somebody_hands_over,
        somebody_tells,
        a_candidate_asks,
        somebody_replies,
        somebody_goes_away,
    )

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
