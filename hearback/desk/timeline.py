"""One time line of an application, out of everything that happened to it. A fixed number of queries.

What happened in one breath is one event: a decision with its message and the promise it made, a closing with its steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from hearback.applications.models import Application, Note
from hearback.applications.queries import notes_visible_to, sees_pay
from hearback.decisions.models import Decision, RequestItem
from hearback.decisions.queries import letters_visible_to
from hearback.interviews.models import Interview, Scorecard, Seat
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.models import CallAttempt, HandOver, Nudge, Promise
from hearback.words import day, moment, pay, span


@dataclass
class Event:
    at: datetime
    symbol: str
    title: str
    by: str = ""
    tone: str = ""
    body: str = ""
    circle: str = ""  # who may read it, where not everybody does
    promises: list[Promise] = field(default_factory=list)  # made with it
    kept: list[Promise] = field(default_factory=list)  # kept by it
    messages: list[Message] = field(default_factory=list)  # sent with it


OUTCOMES = {
    "advance": ("arrow", "Advanced to {stage}"),
    "ask": ("hand", "Asked for more"),
    "hold": ("pause", "Put on hold"),
    "reject": ("x", "Rejected"),
    "offer": ("gift", "Offer made"),
    "accept": ("check", "Offer accepted"),
    "decline": ("x", "Offer declined"),
    "hire": ("flag", "Hired"),
    "withdraw": ("undo", "Withdrew"),
    "resume": ("arrow", "In progress again"),
}


@dataclass(frozen=True)
class Past:
    """The rows an application's page tells of in more than one place, read once."""

    promises: list[Promise]
    interviews: list[Interview]
    cards: list[Scorecard]  # submitted, of every version, without what they say


def past_of(application: Application) -> Past:
    return Past(_promises(application), _interviews(application), _cards(application))


def timeline(application: Application, past: Past, person: Person, *, zone: ZoneInfo) -> list[Event]:
    """Everything that happened, the newest first, as far as it concerns this person. Of scorecards only that they are
    in; of offers no pay for those whom it does not concern."""
    pay_shown = sees_pay(application, person)
    story = _Story(application, past, _messages(application, person), zone, pay_shown=pay_shown)
    story.arrival()
    story.decisions()
    story.interviews()
    story.remaining_messages()
    story.remaining_promises()
    story.what_became_of_promises()
    story.scorecards()
    story.answers()
    story.calls()
    story.notes(person)
    return sorted(story.events, key=lambda event: event.at, reverse=True)


def _promises(application: Application) -> list[Promise]:
    handovers = Prefetch("handovers", queryset=HandOver.objects.select_related("giver", "taker", "by"))
    nudges = Prefetch("nudges", queryset=Nudge.objects.filter(step__gte=2).select_related("person"))
    every = application.promises.select_related("owner", "made_by", "ended_by", "answered_by")
    return list(every.prefetch_related(handovers, nudges).order_by("made_at", "pk"))


def _interviews(application: Application) -> list[Interview]:
    seats = Prefetch("seats", queryset=Seat.objects.select_related("person"))
    every = application.interviews.select_related(
        "stage", "booked_by", "cancelled_by", "closing__by", "check_by_candidate"
    )
    return list(every.prefetch_related(seats, "closing__next_steps"))


def _cards(application: Application) -> list[Scorecard]:
    every = Scorecard.objects.filter(seat__interview__application=application, submitted_at__isnull=False)
    return list(every.select_related("seat__person", "seat__interview").defer("summary", "left_open", "asked"))


def _messages(application: Application, person: Person) -> list[Message]:
    every = letters_visible_to(person).filter(application=application)
    return list(every.order_by("written_at", "pk"))


def _name(person: Person | None) -> str:
    return person.name if person else ""


class _Story:
    """Collects the events and remembers which messages and promises have found their place in one."""

    def __init__(
        self, application: Application, past: Past, messages: list[Message], zone: ZoneInfo, *, pay_shown: bool
    ) -> None:
        self.application, self.past, self.zone, self.pay_shown = application, past, zone, pay_shown
        self.events: list[Event] = []
        self.promises = {one.pk: one for one in past.promises}
        self.messages = {one.pk: one for one in messages}
        self.event_of_message: dict[int, Event] = {}
        self.placed: set[int | None] = set()  # promises whose making stands in an event
        self.kept: set[int] = set()  # promises of which it has been said that they were kept
        self.asked = False  # whether anything was ever asked of the candidate
        self.meetings: dict[int | None, str] = {}  # the interview whose closing a promise is

    def add(self, event: Event, *, message: int | None = None, promises: Iterable[int | None] = ()) -> Event:
        self.events.append(event)
        if message in self.messages:
            self.event_of_message[message] = event
            event.messages.append(self.messages[message])
            promises = [*promises, *(one.pk for one in self.promises.values() if one.told_by_id == message)]
        for pk in promises:
            if pk in self.promises and pk not in self.placed:
                self.placed.add(pk)
                event.promises.append(self.promises[pk])
        return event

    def arrival(self) -> None:
        application = self.application
        receipt = next((m.pk for m in self.messages.values() if m.purpose == Message.Purpose.RECEIPT), None)
        self.add(Event(application.applied_at, "person", "Applied", by=application.source), message=receipt)

    def decisions(self) -> None:
        every = self.application.decisions.select_related(
            "by", "to_stage__job", "undone_by", "reason", "hold", "request", "offer"
        ).prefetch_related("meet")
        for decision in every:
            self.asked |= decision.outcome == Decision.Outcome.ASK
            self.add(self._decision(decision), message=decision.message_id, promises=[decision.promise_id])
            if decision.undone_at:
                self.add(Event(decision.undone_at, "undo", "Rejection undone", by=_name(decision.undone_by)))

    def _decision(self, decision: Decision) -> Event:
        symbol, title = OUTCOMES[decision.outcome]
        stage = decision.to_stage
        where = stage.name if stage.job_id == self.application.job_id else f"{stage.name}, {stage.job.title}"
        reason = f": {decision.reason.name}" if decision.reason else ""
        parts = [title.format(stage=where) + reason]
        if (pause := getattr(decision, "hold", None)) is not None:
            parts.append(f"until {day(pause.until)}")
        if (request := getattr(decision, "request", None)) is not None:
            parts.append(f"until {moment(request.due_at, self.zone)}")
        if (offer := getattr(decision, "offer", None)) is not None and self.pay_shown:
            parts.append(pay(offer.pay, None, offer.pay_currency, offer.pay_period))
        meet = ", ".join(person.name for person in decision.meet.all())
        body = "\n\n".join(filter(None, [decision.note, f"To meet: {meet}" if meet else ""]))
        candidate = self.application.candidate.name if decision.outcome in {"accept", "decline", "withdraw"} else ""
        return Event(decision.at, symbol, ", ".join(parts), by=_name(decision.by) or candidate, body=body)

    def interviews(self) -> None:
        for interview in self.past.interviews:
            self._interview(interview)

    def _interview(self, interview: Interview) -> None:
        when = moment(interview.starts_at, self.zone)
        people = ", ".join(seat.person.name for seat in interview.seats.all())
        booked = Event(
            interview.booked_at, "calendar", f"Booked: {interview.name}, {when}", by=_name(interview.booked_by)
        )
        booked.body = f"With {people}" if people else ""
        self.placed.add(interview.promise_id)  # that it will be closed goes without saying
        self.meetings[interview.promise_id] = interview.name
        self.add(booked, message=interview.invitation_id)
        if interview.cancelled_at:
            by = _name(interview.cancelled_by)
            title = f"Cancelled: {interview.name}, {when}"
            self.add(Event(interview.cancelled_at, "x", title, by=by, body=interview.cancellation_reason))
        closing = getattr(interview, "closing", None)
        if closing is not None:
            event = Event(closing.at, "check", f"Closed: {interview.name}", by=_name(closing.by))
            letter = closing.letter_id or self._written_at(closing.at)
            self.add(event, message=letter, promises=[one.pk for one in closing.next_steps.all()])
            self._pass_over(self._written_at(closing.at))
            owed = self.promises.get(interview.promise_id)
            if owed is not None and owed.ending == Promise.Ending.KEPT:
                self.kept.add(owed.pk)  # by this very closing, which is worth a word only when it came late
                event.body = _late_words(owed)
        check = getattr(interview, "check_by_candidate", None)
        if check is not None and not check.told:
            title = f"Was not told what happens next after: {interview.name}"
            by = self.application.candidate.name
            self.add(Event(check.at, "warning", title, by=by, tone="is-late"), promises=[check.promise_id])

    def remaining_messages(self) -> None:
        for message in self.messages.values():
            if message.inbound:
                title = "Asked a question" if message.purpose == Message.Purpose.QUESTION else message.subject
                asked = Event(message.written_at, "question", title, by=self.application.candidate.name)
                asked.body = message.body
                self.add(asked, message=self._written_at(message.written_at))
        for message in self.messages.values():
            if not message.inbound and message.pk not in self.event_of_message:
                symbol = "phone" if message.channel == Message.Channel.CALL else "mail"
                told = Event(message.written_at, symbol, _title_of(message), by=_name(message.written_by))
                self.add(told, message=message.pk)

    def _pass_over(self, message: int | None) -> None:
        """A letter that waited for the end of the visit, and whose words went out with another: no event of its own."""
        if message in self.messages and self.messages[message].cancelled_at:
            self.messages.pop(message)

    def _written_at(self, at: datetime) -> int | None:
        """The word on a next step that was written in the same breath as something else."""
        written = (one for one in self.messages.values() if one.written_at == at and not one.inbound)
        return next((one.pk for one in written if one.purpose == Message.Purpose.NEXT_STEP), None)

    def remaining_promises(self) -> None:
        for owed in self.promises.values():
            if owed.pk not in self.placed:
                title = "Promised" if owed.shown_to_candidate else "Owed"
                self.add(Event(owed.made_at, "clock", title, by=_name(owed.made_by)), promises=[owed.pk])

    def what_became_of_promises(self) -> None:
        for owed in self.promises.values():
            for passed in owed.handovers.all():
                away = ", who is away" if passed.why == HandOver.Why.AWAY else ""
                title = f"Handed over: {passed.giver.name}{away} to {passed.taker.name}"
                self.add(Event(passed.at, "people", title, by=_name(passed.by), body=f"“{self._words(owed)}”"))
            if owed.late_at:
                self.add(
                    Event(owed.late_at, "warning", f"Late: {self._words(owed)}", by=owed.owner.name, tone="is-late")
                )
            for nudge in owed.nudges.all():
                title = f"{nudge.person.name} was told that it is late"
                self.add(Event(nudge.at, "warning", title, body=f"“{self._words(owed)}”"))
            accepted = owed.kind == Promise.Kind.OFFER and owed.by_candidate  # the decision says it
            if owed.ending == Promise.Ending.KEPT and not accepted:
                self._kept(owed)

    def _words(self, owed: Promise) -> str:
        meeting = self.meetings.get(owed.pk)
        return f"{meeting}, to be closed" if meeting else owed.words

    def _kept(self, owed: Promise) -> None:
        if owed.pk in self.kept:
            return
        event = self.event_of_message.get(owed.answered_by_id) if owed.answered_by_id else None
        if event is not None:
            event.kept.append(owed)
        else:
            by = self.application.candidate.name if owed.by_candidate else _name(owed.ended_by)
            title = f"Kept: {self._words(owed)}"
            self.add(Event(owed.ended_at, "check", title, by=by, body=_late_words(owed)))

    def scorecards(self) -> None:
        for card in self.past.cards:
            done = "Scorecard in" if card.version == 1 else "Scorecard corrected"
            title = f"{done}: {card.seat.interview.name}"
            self.add(Event(card.submitted_at, "edit", title, by=card.seat.person.name))

    def answers(self) -> None:
        if not self.asked:
            return
        items = RequestItem.objects.filter(request__application=self.application, done_at__isnull=False)
        for item in items:
            self.add(Event(item.done_at, "upload", f"Sent: {item.text}", by=self.application.candidate.name))

    def calls(self) -> None:
        for tried in CallAttempt.objects.filter(application=self.application).select_related("by"):
            if tried.again_at is None:
                self.add(Event(tried.at, "mail", "Written instead of called", by=tried.by.name))
            else:
                again = f"To be tried again {moment(tried.again_at, self.zone)}"
                self.add(Event(tried.at, "phone", "Called, and nobody answered", by=tried.by.name, body=again))

    def notes(self, person: Person) -> None:
        every = notes_visible_to(person).filter(application=self.application)
        for note in every.select_related("author").prefetch_related("readers"):
            event = Event(note.written_at, "edit", "Note", by=note.author.name, body=note.body)
            event.circle = _circle(note)
            self.add(event)


def _circle(note: Note) -> str:
    if note.circle == Note.Circle.DECIDERS:
        return "For the hiring managers and recruiters"
    if note.circle == Note.Circle.NAMED:
        names = [reader.name for reader in note.readers.all()]
        return f"For {', '.join(names)} and {note.author.first_name}" if names else f"For {note.author.first_name} only"
    return ""


def _late_words(owed: Promise) -> str:
    if owed.late_at is None or owed.ended_at is None:
        return ""
    return f"Late by {span(owed.late_at, owed.ended_at).removesuffix(' ago')}"


def _title_of(message: Message) -> str:
    if message.cancelled_at:
        return "Called back"
    if message.channel == Message.Channel.CALL:
        return "Told by phone" if message.sent_at else "A call to make"
    return message.get_purpose_display()
