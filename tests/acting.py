"""What the people of a random company do, each act drawn from the company's own dice. A refusal is an answer too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.decisions import actions as decisions
from hearback.decisions import offers, pauses, requests
from hearback.decisions.arrivals import apply
from hearback.decisions.models import Decision, Hold, Offer, RejectionReason, RequestItem
from hearback.demo.cast import Cast
from hearback.interviews import actions as interviews
from hearback.interviews.checks import answer_closing_check
from hearback.interviews.models import Interview, Seat
from hearback.interviews.rules import NextStep
from hearback.interviews.scorecards import focus_of, save_scorecard
from hearback.jobs.models import Stage
from hearback.people.actions import go_away
from hearback.people.models import Person
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.questions import ask_question, reply
from hearback.refusals import Refused
from tests.calling import Calling


class Acts(Calling):
    """Needs `now`, `random`, `cast` and `people`; counts the refusals it meets."""

    now: datetime
    random: Random
    cast: Cast
    people: list[Person]
    refusals: int

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
        *Calling.ACTS,
    )
