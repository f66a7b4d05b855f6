"""One's own scorecard: written, submitted, corrected. The others' appear once one's own is in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.scorecard import ScorecardForm
from hearback.interviews.models import Interview, Scorecard, Seat
from hearback.interviews.queries import (
    interviews_visible_to,
    own_scorecard,
    readable_scorecards,
    seat_of,
    submitted_scorecard,
)
from hearback.interviews.scorecards import next_version, save_scorecard, what_to_judge
from hearback.people.models import Person
from hearback.refusals import Overtaken, Refused


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def scorecard(request: HttpRequest, pk: int) -> HttpResponse:
    """Write it, or read it once it is in. ?correct=1 begins a correction, which becomes a new version."""
    person, now = me(request), timezone.now()
    interview = find(interviews_visible_to(person), pk=pk)
    seat = _judging_seat(interview, person)
    latest = own_scorecard(seat)
    if request.method != "POST" and not request.GET.get("correct") and (standing := submitted_scorecard(seat)):
        facts = _facts(interview, seat, standing, now) | {"begun": latest != standing}
        return render(request, "desk/interviews/submitted.html", facts)
    form = ScorecardForm(
        request.POST or None,
        focus=what_to_judge(interview),
        guide=[entry["question"] for entry in (interview.template.guide if interview.template else [])],
        card=latest,
        version=next_version(latest),
    )
    if request.method == "POST":
        return _save(request, interview, seat, latest, form, now)
    return _page(request, interview, seat, latest, form, now)


def _save(
    request: HttpRequest, interview: Interview, seat: Seat, latest: Scorecard | None, form: ScorecardForm, now: datetime
) -> HttpResponse:
    step, quiet = request.POST.get("step"), bool(getattr(request, "htmx", False))
    card, status = None, 422
    if form.is_valid():
        try:
            card = save_scorecard(seat, by=seat.person, now=now, submit=step == "submit", **form.facts())
        except Refused as refused:
            form.refuse(refused)
            status = 409 if isinstance(refused, Overtaken) else 422
    if step == "keep" and quiet:  # kept while typing: only a word on it is drawn
        return render(request, "desk/interviews/kept.html", {"card": card}, status=200 if card else status)
    if card is None:
        return _page(request, interview, seat, latest, form, now, status=status)
    if step == "submit":
        notice(request, "Submitted. Thank you: the debrief has your view now.")
        return redirect("desk:scorecard", interview.pk)
    notice(request, "Kept as a draft. Nobody else sees it.")
    return redirect("desk:interview", interview.pk)


def _judging_seat(interview: Interview, person: Person) -> Seat:
    """The seat that owes a scorecard. Nobody else has one to write, so for them the page is not there."""
    seat = seat_of(interview, person)
    if seat is None or seat.shadow or seat.scorecard_due_at is None:
        raise Http404
    return seat


def _page(
    request: HttpRequest,
    interview: Interview,
    seat: Seat,
    latest: Scorecard | None,
    form: ScorecardForm,
    now: datetime,
    *,
    status: int = 200,
) -> HttpResponse:
    facts = _facts(interview, seat, latest, now) | {"form": form}
    return render(request, "desk/interviews/scorecard.html", facts, status=status)


def _facts(interview: Interview, seat: Seat, card: Scorecard | None, now: datetime) -> dict[str, Any]:
    mine = interview.pk
    others = [one for one in readable_scorecards(interview.application, seat.person) if one.seat_id != seat.pk]
    others = [one for one in others if one.seat.interview_id == mine]
    shown = {seat.pk, *(one.seat_id for one in others)}
    waiting = [
        one.person
        for one in interview.seats.all()
        if one.scorecard_due_at and not one.shadow and not one.released_at and one.pk not in shown
    ]
    return {
        "interview": interview,
        "candidate": interview.candidate,
        "seat": seat,
        "card": card,
        "others": others,
        "waiting": waiting,
        "now": now,
    }
