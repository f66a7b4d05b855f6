"""One application: who, for which job, where in the plan, what comes next, and everything that has happened."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hearback.applications.actions import write_note
from hearback.applications.models import Application
from hearback.applications.queries import roles_on, visible_to
from hearback.decisions.models import InformationRequest
from hearback.decisions.queries import attachments_visible_to, unsent_rejection
from hearback.decisions.rules import DECIDERS
from hearback.desk.acts import Act, in_our_words, main_act, other_acts, surroundings
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.applications import NoteForm
from hearback.desk.forms.common import zone_of_person
from hearback.desk.timeline import Past, past_of, timeline
from hearback.interviews.models import Interview, Seat
from hearback.interviews.queries import readable_scorecards
from hearback.interviews.rules import BOOKERS
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.models import Promise
from hearback.promises.queries import questions_of
from hearback.record.reading import note_reading
from hearback.refusals import Refused

# What may be decided in each state, in the order of the buttons. Each is a page below the application.
DECISIONS = {
    "active": ("advance", "ask", "hold", "reject", "offer"),
    "asked": ("advance", "ask", "hold", "reject", "offer"),
    "held": ("resume", "advance", "ask", "reject", "offer"),
    "offered": ("advance", "hold", "reject", "offer"),
    "accepted": ("hire", "reject"),
}
WORDS = {
    "advance": ("Advance", "arrow"),
    "ask": ("Ask for more", "hand"),
    "hold": ("Hold", "pause"),
    "reject": ("Reject", "x"),
    "offer": ("Make an offer", "gift"),
    "hire": ("Hire", "flag"),
    "resume": ("End the hold", "arrow"),
}


@require_safe
@desk_page
def application(request: HttpRequest, pk: int) -> HttpResponse:
    one = find(visible_to(me(request)), pk=pk)
    return _page(request, one, NoteForm(application=one, person=me(request)), timezone.now())


@require_POST
@desk_page
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """A word among colleagues; the candidate never reads it."""
    one, now = find(visible_to(me(request)), pk=pk), timezone.now()
    form = NoteForm(request.POST, application=one, person=me(request))
    if form.is_valid():
        try:
            write_note(one, **form.cleaned_data, by=me(request), now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, form.said())
            return redirect("desk:application", pk)
    return _page(request, one, form, now)


def _page(request: HttpRequest, one: Application, form: NoteForm, now: datetime) -> HttpResponse:
    person = me(request)
    roles, past = roles_on(one, person), past_of(one)
    readable = readable_scorecards(one, person, roles) if past.cards else []
    note_reading(one.candidate_id, by=person.pk, what="application", now=now, application_id=one.pk)
    meetings = interviews(past, now)
    facts = {
        "application": one,
        "candidate": one.candidate,
        "stages": plan(one),
        "steps": steps(one, past, person, now),
        "interviews": meetings,
        "scorecards": readable,
        "hidden_cards": hidden_cards(meetings, len(readable)),
        "events": timeline(one, past, person, zone=zone_of_person(person)),
        "attachments": attachments_visible_to(person).filter(candidate=one.candidate_id),
        "form_answers": list(one.form_answers.all()),
        "others": visible_to(person).filter(candidate=one.candidate_id).exclude(pk=one.pk).order_by("-applied_at"),
        "decisions": decisions(one, roles),
        "unsent": unsent_rejection(one),
        "may_decide": bool(DECIDERS & roles),
        "request_open": open_request(one),
        "may_book": bool(BOOKERS & roles) and one.live,
        "note_form": form,
        "now": now,
    }
    return render(request, "desk/application.html", facts, status=422 if form.errors else 200)


def plan(one: Application) -> list[Any]:
    """The stages as the picture shows them; a retired one only while this application is in it."""
    return [stage for stage in one.job.stages.all() if stage.retired_at is None or stage == one.stage]


@dataclass
class Step:
    promise: Promise
    act: Act
    others: list[Act]
    asked: str


def steps(one: Application, past: Past, person: Person, now: datetime) -> list[Step]:
    """Everything promised and open, the nearest first, with what can be done about each."""
    still = sorted((owed for owed in past.promises if owed.open), key=lambda owed: (owed.due_at, owed.pk))
    open_ones = [copy(owed) for owed in still]  # further down the page they stand in the words of the time
    around, asked = surroundings(open_ones, person, openable=frozenset({one.pk})), questions_of(open_ones)
    for owed in open_ones:
        owed.words = in_our_words(owed, around.interviews.get(owed.pk), now, zone_of_person(person))
    return [
        Step(owed, main_act(owed, around, now), other_acts(owed, around), _body(asked.get(owed.pk)))
        for owed in open_ones
    ]


def _body(question: Message | None) -> str:
    return question.body if question else ""


@dataclass
class Meeting:
    interview: Interview
    state: str  # ahead, on, open, closed, cancelled
    seats: list[tuple[Seat, str]]  # with in, owed, late, none or shadow


def interviews(past: Past, now: datetime) -> list[Meeting]:
    """Each interview, the latest first, with who sits there and whose scorecard is in."""
    done = {card.seat_id for card in past.cards}
    return [
        Meeting(meeting, state_of(meeting, now), [(seat, card_of(seat, done, now)) for seat in meeting.seats.all()])
        for meeting in sorted(past.interviews, key=lambda one: (one.starts_at, one.pk), reverse=True)
    ]


def hidden_cards(meetings: list[Meeting], readable: int) -> int:
    """How many scorecards are in that this person may not read yet."""
    return sum(card == "in" for one in meetings if one.state != "cancelled" for _, card in one.seats) - readable


def state_of(interview: Interview, now: datetime) -> str:
    if interview.cancelled_at:
        return "cancelled"
    if getattr(interview, "closing", None) is not None:
        return "closed"
    if now < interview.starts_at:
        return "ahead"
    return "on" if now < interview.ends_at else "open"


def card_of(seat: Seat, done: Collection[int], now: datetime) -> str:
    if seat.shadow:
        return "shadow"
    if seat.pk in done:
        return "in"
    if seat.scorecard_due_at is None or seat.released_at:
        return "none"
    if now < seat.scorecard_due_at:
        return "owed"
    return "late"


def decisions(one: Application, roles: Collection[str]) -> list[tuple[str, str, str]]:
    """The outcomes open to this person now: route, words, sign."""
    if not DECIDERS & set(roles):
        return []
    return [(name, *WORDS[name]) for name in DECISIONS.get(one.state, ())]


def open_request(one: Application) -> InformationRequest | None:
    if one.state != "asked":
        return None
    return InformationRequest.objects.filter(application=one, ended_at=None).prefetch_related("items").first()
