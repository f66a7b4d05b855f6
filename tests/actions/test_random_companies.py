"""Random companies, played for hundreds of steps: whatever people do, in whatever order, the law of the house holds,
every move is one of the table, and the record only grows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, settings
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

pick = st.integers(0, 10_000)
hours = st.integers(1, 200)


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

    @rule(n=pick)
    def somebody_applies(self, n: int) -> None:
        if n % 3 == 0:
            Candidate.objects.create(name=f"Candidate {n}", created_at=self.now)
        candidate = self.one(Candidate.objects.all(), n)
        self.attempt(lambda: apply(candidate=candidate, job=self.cast.engineer, now=self.now))

    # Interviews

    @rule(n=pick, who=st.lists(pick, min_size=0, max_size=3), ahead=st.integers(-5, 120), minutes=st.integers(5, 120))
    def somebody_books(self, n: int, who: list[int], ahead: int, minutes: int) -> None:
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

    @rule(n=pick, ahead=hours)
    def somebody_moves_an_interview(self, n: int, ahead: int) -> None:
        if interview := self.one(Interview.objects.all(), n):
            self.attempt(
                lambda: interviews.move_interview(
                    interview,
                    starts_at=self.now + timedelta(hours=ahead),
                    minutes=45,
                    place="Room 2",
                    by=self.cast.ruth,
                    now=self.now,
                )
            )

    @rule(n=pick, ahead=hours)
    def somebody_cancels_an_interview(self, n: int, ahead: int) -> None:
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

    @rule(n=pick, ahead=st.integers(-2, 200), steps=st.integers(0, 2), standing=st.booleans())
    def somebody_closes_an_interview(self, n: int, ahead: int, steps: int, standing: bool) -> None:
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

    @rule(n=pick, told=st.booleans())
    def a_candidate_says_whether_they_were_told(self, n: int, told: bool) -> None:
        if interview := self.one(Interview.objects.all(), n):
            self.attempt(lambda: answer_closing_check(interview, told=told, now=self.now))

    @rule(n=pick, score=st.integers(1, 4), submit=st.booleans())
    def somebody_writes_a_scorecard(self, n: int, score: int, submit: bool) -> None:
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

    @rule(n=pick, stage=pick, who=pick, ahead=hours)
    def somebody_advances(self, n: int, stage: int, who: int, ahead: int) -> None:
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

    @rule(n=pick, who=pick, ahead=st.integers(1, 400))
    def somebody_asks(self, n: int, who: int, ahead: int) -> None:
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

    @rule(n=pick, confirmed=st.booleans())
    def a_candidate_answers(self, n: int, confirmed: bool) -> None:
        if item := self.one(RequestItem.objects.select_related("request__application"), n):
            self.attempt(lambda: requests.answer_item(item, answer="Because.", confirmed=confirmed, now=self.now))

    @rule(n=pick, who=pick, days=st.integers(-1, 60))
    def somebody_holds(self, n: int, who: int, days: int) -> None:
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

    @rule(n=pick)
    def somebody_sends_news(self, n: int) -> None:
        if pause := self.one(Hold.objects.all(), n):
            self.attempt(lambda: pauses.send_news(pause, words="Nothing yet.", by=self.cast.marta, now=self.now))

    @rule(n=pick)
    def somebody_resumes(self, n: int) -> None:
        application = self.application(n)
        self.attempt(
            lambda: pauses.resume(application, revision=application.revision, by=self.cast.marta, now=self.now)
        )

    @rule(n=pick, who=pick, minutes=st.integers(0, 600), call=st.booleans())
    def somebody_rejects(self, n: int, who: int, minutes: int, call: bool) -> None:
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

    @rule(n=pick)
    def somebody_undoes(self, n: int) -> None:
        if decision := self.one(Decision.objects.filter(outcome="reject"), n):
            self.attempt(lambda: decisions.undo(decision, by=self.cast.marta, now=self.now))

    @rule(n=pick, who=pick, days=st.integers(0, 30))
    def somebody_offers(self, n: int, who: int, days: int) -> None:
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

    @rule(n=pick, yes=st.booleans())
    def a_candidate_answers_an_offer(self, n: int, yes: bool) -> None:
        if standing := self.one(Offer.objects.all(), n):
            self.attempt(
                lambda: (
                    offers.accept(standing, now=self.now)
                    if yes
                    else offers.decline(standing, words="Thank you.", now=self.now)
                )
            )

    @rule(n=pick)
    def somebody_hires(self, n: int) -> None:
        application = self.application(n)
        self.attempt(lambda: offers.hire(application, revision=application.revision, by=self.cast.marta, now=self.now))

    @rule(n=pick)
    def a_candidate_withdraws(self, n: int) -> None:
        if n % 4 == 0:
            self.attempt(lambda: offers.withdraw(self.application(n // 4), words="", now=self.now))

    # Promises

    @rule(n=pick, ahead=hours)
    def somebody_renews(self, n: int, ahead: int) -> None:
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

    @rule(n=pick, who=pick)
    def somebody_hands_over(self, n: int, who: int) -> None:
        if owed := self.one(Promise.objects.all(), n):
            self.attempt(
                lambda: promises.hand_over(owed, to=self.person(who), by=self.cast.hanna, now=self.now)
            )

    @rule(n=pick, ahead=hours, says_next=st.booleans())
    def somebody_tells(self, n: int, ahead: int, says_next: bool) -> None:
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

    @rule(n=pick)
    def a_candidate_asks(self, n: int) -> None:
        self.attempt(lambda: ask_question(self.application(n), text="How is it going?", now=self.now))

    @rule(n=pick)
    def somebody_replies(self, n: int) -> None:
        if owed := self.one(Promise.objects.filter(kind="reply"), n):
            self.attempt(lambda: reply(owed, text="Well.", by=self.cast.hanna, now=self.now))

    @rule(n=pick, days=st.integers(0, 10))
    def somebody_goes_away(self, n: int, days: int) -> None:
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

    # Time

    @rule(hours=st.integers(1, 100))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        tick_at(self.now)

    @rule()
    def a_minute_passes(self) -> None:
        self.now += timedelta(minutes=1)
        tick_at(self.now)

    # What must hold after every step

    @invariant()
    def the_law_of_the_house_holds(self) -> None:
        connection.check_constraints()
        silent = Application.objects.filter(state__in=LIVE_STATES).exclude(
            pk__in=Promise.objects.filter(ended_at=None, shown_to_candidate=True).values("application")
        )
        assert not silent.exists()

    @invariant()
    def every_move_is_one_of_the_table(self) -> None:
        if not hasattr(self, "states"):
            return
        for pk, state in Application.objects.values_list("pk", "state"):
            before = self.states.get(pk, "active")
            # A tick may take two moves at once, such as back to work and on; each alone is checked by PostgreSQL.
            assert state == before or state in MOVES[before] or any(state in MOVES[via] for via in MOVES[before])
            self.states[pk] = state

    @invariant()
    def the_record_only_grows(self) -> None:
        if hasattr(self, "entries"):
            count = Entry.objects.count()
            assert count >= self.entries
            self.entries = count

    @invariant()
    def a_promise_ends_as_kept_only_by_an_act_or_a_sent_message(self) -> None:
        kept = Promise.objects.filter(ending="kept", answered_by__isnull=False)
        assert not kept.filter(answered_by__sent_at=None).exists()
        assert not Promise.objects.filter(ended_at__gt=F("due_at"), late_at=None, by_candidate=False).exists()

    @invariant()
    def nothing_is_sent_twice_or_after_it_was_called_back(self) -> None:
        assert not Message.objects.filter(sent_at__isnull=False, cancelled_at__isnull=False).exists()
        sent = Entry.objects.filter(verb="sent", subject="message").values_list("subject_id", flat=True)
        assert len(sent) == len(set(sent))

    @invariant()
    def each_step_of_the_ladder_is_taken_once(self) -> None:
        steps = Nudge.objects.values_list("promise", "step", "person")
        assert len(steps) == len(set(steps))


def test_random_companies_never_leave_anybody_in_silence() -> None:
    run_state_machine_as_test(
        Company,
        settings=settings(
            max_examples=6,
            stateful_step_count=120,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
