"""One candidate's way through one job: each verb does, at its moment, what somebody would do on a page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.core.files.base import ContentFile

from hearback.applications.actions import write_note
from hearback.applications.models import Application
from hearback.candidates.actions import add_candidate, attach_file
from hearback.decisions import actions as decisions
from hearback.decisions import offers, pauses
from hearback.decisions.arrivals import apply
from hearback.decisions.models import Decision, Hold, RejectionReason, RequestItem
from hearback.decisions.requests import answer_item
from hearback.demo.cards import Cards
from hearback.demo.diary import Days
from hearback.demo.material import material
from hearback.demo.paper import pdf
from hearback.demo.phrases import TERMS, date_for, monday_after, said
from hearback.demo.staff import Opening
from hearback.interviews.actions import Place, book_interview, cancel_interview, close_interview, move_interview
from hearback.interviews.checks import answer_closing_check
from hearback.interviews.models import Interview
from hearback.interviews.rules import NextStep
from hearback.jobs.models import InterviewTemplate, Stage
from hearback.messages.actions import mark_called
from hearback.people.models import Person
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.questions import ask_question, reply

ABROAD = "By video: https://meet.northwind.example/{}"


@dataclass
class Booking:
    """A meeting as it is planned: where in the day it lies is settled before anything is played."""

    template: InterviewTemplate
    people: list[Person]
    starts_at: datetime
    interview: Interview | None = None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.template.minutes)


@dataclass
class Story:
    opening: Opening
    facts: dict[str, Any]
    days: Days
    rng: Random
    used: Counter[str]
    by_recruiter: float = 0.4  # how likely the answer after an interview is the recruiter's to give
    application: Application = field(init=False)

    def words(self, key: str) -> str:
        """One of the sentences for this, of those that were used least in the whole company."""
        texts: list[str] = material("words")[key]
        least = min(self.used[text] for text in texts)
        text = self.rng.choice([text for text in texts if self.used[text] == least])
        self.used[text] += 1
        return text

    # What the candidate does.

    def apply(self, now: datetime) -> None:
        candidate = add_candidate(**self.facts, by=None, now=now)
        letter = self.words("cover_letters") if self.rng.random() < 0.6 else ""
        self.application = apply(
            candidate=candidate, job=self.opening.job, source=self.facts["source"], cover_letter=letter, now=now
        )

    def send_resume(self, now: datetime) -> None:
        upload = ContentFile(pdf(self.facts["resume"]), name="resume.pdf")
        candidate = self.application.candidate
        attach_file(candidate, upload=upload, kind="resume", by=candidate, now=now)

    def withdraw(self, now: datetime) -> None:
        self._decided(offers.withdraw(self.application, words=self.words("withdrawal_words"), now=now))

    def accept(self, now: datetime) -> None:
        self._decided(offers.accept(self.application.offers.get(), now=now))

    def decline(self, now: datetime) -> None:
        self._decided(offers.decline(self.application.offers.get(), words=self.words("decline_words"), now=now))

    def question(self, now: datetime, which: int = 0) -> None:
        ask_question(self.application, text=material("words")["questions"][which]["ask"], now=now)

    def answer(self, now: datetime, which: int = 1, everything: bool = True) -> None:
        """Tick off what can be answered in lines; with `everything` that is all of it."""
        answers = material("words")["asks"][which]["answers"]
        items = RequestItem.objects.filter(request__application=self.application, kind="text")
        for item, text in zip(items, answers if everything else answers[:1], strict=False):
            answer_item(item, answer=text, now=now)
        self.application.refresh_from_db()

    def check(self, now: datetime, booking: Booking, told: bool) -> None:
        answer_closing_check(booking.interview, told=told, now=now)

    # What the hiring team does.

    def advance(self, now: datetime, to: Stage, by: Person) -> None:
        key = "advance_words" if self.application.stage.kind == "review" else "advance_again_words"
        offer = to.kind == Stage.Kind.OFFER
        self._decided(
            decisions.advance(
                self._fresh(),
                to_stage=to,
                revision=self.application.revision,
                next_words="Our offer in writing" if offer else date_for(to),
                next_due_at=self.days.due(now, to.answer_days),
                next_owner=self.opening.manager if offer else self.opening.coordinator,
                words=self.words("offer_stage_words" if offer else key),
                by=by,
                now=now,
            )
        )

    def book(self, now: datetime, bookings: list[Booking], by: Person) -> None:
        for n, booking in enumerate(bookings):
            template = booking.template
            booking.interview = book_interview(
                application=self.application,
                template=template,
                kind=template.kind,
                name=template.name,
                starts_at=booking.starts_at,
                minutes=template.minutes,
                seats=[Place(person) for person in booking.people],
                place=self._place(booking),
                preparation=self.words("preparation") if n == 0 else "",
                by=by,
                now=now,
            )

    def close(self, now: datetime, booking: Booking, last: bool) -> None:
        owner = self.opening.recruiter if self.rng.random() < self.by_recruiter else self.opening.manager
        stage = self.application.stage
        step = NextStep(
            kind=Promise.Kind.ANSWER,
            words=self.words("answer_promises").format(stage=said(stage)),
            due_at=self.days.due(now, stage.answer_days),
            owner=owner.pk,
            channel="call" if self.facts["channel"] == "call" else "email",
        )
        close_interview(
            booking.interview,
            by=booking.people[0],
            next_steps=[step] if last else [],
            rely_on_standing=not last,
            words=self.words("closing_words"),
            now=now,
        )

    def card(self, now: datetime, booking: Booking, person: Person, quality: float, spread: float = 0.45) -> None:
        Cards(self.opening, self.rng).write(booking.interview, person, quality, now=now, spread=spread)

    def note(self, now: datetime, by: Person) -> None:
        used = self.opening.used_words
        text = min(self.rng.sample(material("words")["notes"], k=6), key=lambda one: used[one])
        used[text] += 1
        write_note(self.application, body=text, by=by, now=now)

    def reject(self, now: datetime, by: Person, reason: str, words: str, delay: timedelta | None = None) -> None:
        facts: dict[str, Any] = {} if delay is None else {"delay": delay}
        self._decided(
            decisions.reject(
                self._fresh(),
                reason=RejectionReason.objects.get(name=reason),
                revision=self.application.revision,
                words=self.words(words) if words else "",
                note=self.words("decision_notes"),
                by=by,
                now=now,
                **facts,
            )
        )

    def call(self, now: datetime, by: Person) -> None:
        """Make the calls that wait to be made."""
        waiting = self.application.messages.filter(channel="call", sent_at=None, cancelled_at=None, send_at__lte=now)
        for message in waiting:
            promises.keep_answered(now=now, message=mark_called(message, by=by, now=now))

    def ask(self, now: datetime, by: Person, which: int, due_at: datetime) -> None:
        wanted = material("words")["asks"][which]
        self._decided(
            decisions.ask(
                self._fresh(),
                items=[(kind, text) for kind, text in wanted["items"]],
                words=wanted["words"],
                due_at=due_at,
                revision=self.application.revision,
                by=by,
                now=now,
            )
        )

    def hold(self, now: datetime, by: Person, until: datetime) -> None:
        self._decided(
            decisions.hold(
                self._fresh(),
                until=self.days.calendar.day_of(until),
                words=self.words("hold_words"),
                note=self.words("hold_notes"),
                revision=self.application.revision,
                by=by,
                now=now,
            )
        )

    def news(self, now: datetime, by: Person) -> None:
        pause = Hold.objects.get(application=self.application, ended_at=None)
        pauses.send_news(pause, words=self.words("hold_news"), by=by, now=now)

    def offer(self, now: datetime, by: Person, expires_at: datetime) -> None:
        job = self.opening.job
        share = Decimal(self.rng.choice([40, 50, 60, 75])) / 100
        amount = job.pay_low + (job.pay_high - job.pay_low) * share
        step = Decimal("0.5") if job.pay_period == "hour" else Decimal(500)
        wait = timedelta(days=14 if job.pay_period == "hour" else 45)
        self._decided(
            offers.offer(
                self._fresh(),
                amount=(amount / step).quantize(Decimal(1)) * step,
                currency=job.pay_currency,
                period=job.pay_period,
                starts_on=self.days.calendar.first_working_day(monday_after(now + wait)),
                expires_at=expires_at,
                terms=TERMS[self.opening.office],
                words="Everybody who met you would be glad to have you here.",
                revision=self.application.revision,
                by=by,
                now=now,
            )
        )

    def hire(self, now: datetime, by: Person) -> None:
        words = "Ask for Ruth at the gate; she has your badge and a locker." if self.opening.office == "berlin" else ""
        self._decided(offers.hire(self._fresh(), revision=self.application.revision, words=words, by=by, now=now))

    def renew(self, now: datetime) -> None:
        owed = self._owed()
        reason = self.words("renewal_reasons" if now < owed.due_at else "late_reasons")
        promises.renew(owed, due_at=self.days.due(now, 3), reason=reason, by=owed.owner, now=now)

    def hand_over(self, now: datetime, to: Person) -> None:
        owed = self._owed()
        if owed.owner_id != to.pk:
            promises.hand_over(owed, to=to, by=owed.owner, now=now)

    def reply(self, now: datetime, which: int = 0) -> None:
        owed = self._owed(Promise.Kind.REPLY)
        reply(owed, text=material("words")["questions"][which]["reply"], by=owed.owner, now=now)

    def move(self, now: datetime, booking: Booking, starts_at: datetime, by: Person) -> None:
        booking.starts_at = starts_at
        booking.interview = move_interview(
            booking.interview,
            starts_at=starts_at,
            minutes=booking.template.minutes,
            place=booking.interview.place,
            reason=self.words("move_reasons"),
            by=by,
            now=now,
        )

    def cancel(self, now: datetime, booking: Booking, by: Person) -> None:
        cancel_interview(
            booking.interview,
            reason=self.words("cancel_reasons"),
            next_words=f"Another date for: {booking.template.name}",
            next_due_at=self.days.due(now, 2),
            next_owner=by,
            by=by,
            now=now,
        )

    def _owed(self, kind: str | None = None) -> Promise:
        owed = self.application.promises.filter(ended_at=None, by_candidate=False).select_related("owner")
        return owed.filter(kind=kind).earliest("due_at") if kind else owed.earliest("due_at")

    def _fresh(self) -> Application:
        self.application.refresh_from_db(fields=["revision", "state", "ended_at"])
        return self.application

    def _decided(self, decision: Decision) -> None:
        self.application = decision.application

    def _place(self, booking: Booking) -> str:
        template, office = booking.template, self.opening.job.office
        if self.facts["time_zone"] != self.days.zone and template.kind not in ("tour", "meal"):
            return ABROAD.format(template.name.lower().replace(" ", "-"))
        afar = [person.first_name for person in booking.people if person.office_id != office.pk]
        return f"{office.address}; {afar[0]} joins by video" if afar else office.address
