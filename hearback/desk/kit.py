"""The kit: what an interviewer has in hand, on a phone in the corridor as well as at a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.applications.queries import roles_on, visible_to
from hearback.candidates.rules import specifics
from hearback.decisions.queries import attachments_visible_to
from hearback.desk.doors import desk_page, find, me
from hearback.interviews.models import Interview, Scorecard, Seat
from hearback.interviews.queries import (
    earlier_rounds,
    interviews_visible_to,
    own_scorecard,
    readable_scorecards,
    seat_of,
    submitted_scorecard,
)
from hearback.interviews.rules import BOOKERS, SCORED_KINDS, may_close
from hearback.interviews.scorecards import what_to_judge
from hearback.messages.queries import zone_of
from hearback.people.models import Person
from hearback.record.reading import note_reading


@dataclass(frozen=True)
class Judged:
    """One seat's scorecard as far as this reader may see it."""

    seat: Seat
    submitted: bool
    card: Scorecard | None


@require_safe
@desk_page
def interview(request: HttpRequest, pk: int) -> HttpResponse:
    person, now = me(request), timezone.now()
    interview = find(interviews_visible_to(person), pk=pk)
    candidate, application = interview.candidate, interview.application
    note_reading(candidate.pk, by=person.pk, what="kit", now=now, application_id=application.pk)
    seat = seat_of(interview, person)
    judges = seat is not None and not seat.shadow and seat.scorecard_due_at is not None
    roles = roles_on(application, person)
    rounds = earlier_rounds(interview)
    closing = getattr(interview, "closing", None)
    facts = {
        "interview": interview,
        "application": application,
        "candidate": candidate,
        "now": now,
        "seat": seat,
        "held": [one for one in interview.seats.all() if one.released_at is None or interview.cancelled_at],
        "judges": judges,
        "mine": own_scorecard(seat) if judges else None,
        "submitted": submitted_scorecard(seat) is not None if judges else False,
        "closing": closing,
        "next_steps": list(closing.next_steps.select_related("owner", "made_by")) if closing else [],
        "state": _state(interview, now),
        "may_close": may_close(has_seat=seat is not None and not seat.shadow, roles=roles),
        "may_book": bool(BOOKERS & roles),
        "may_open": visible_to(person).filter(pk=application.pk).exists(),
        "facts": specifics(candidate.resume, now),
        "attachments": list(attachments_visible_to(person).filter(candidate=candidate)),
        "guide": interview.template.guide if interview.template else [],
        "focus": what_to_judge(interview) if interview.kind in SCORED_KINDS else [],
        "rounds": rounds,
        "met": any(person in earlier.people for earlier in rounds if earlier.interview.starts_at <= now),
        "judged": _judged(interview, person),
        "their_zone": zone_of(application),
    }
    return render(request, "desk/interviews/interview.html", facts)


def _state(interview: Interview, now: datetime) -> str:
    """Where it stands; "told" when a decision has said what happens next before the closing did."""
    if interview.cancelled_at:
        return "cancelled"
    if hasattr(interview, "closing"):
        return "closed"
    if now < interview.starts_at:
        return "ahead"
    owed = interview.promise
    if owed and (owed.ended_at or owed.answered_by_id):
        return "told"
    return "on" if now < interview.ends_at else "over"


def _judged(interview: Interview, person: Person) -> list[Judged]:
    """Who has written, for everybody; what they wrote, under the blind rule."""
    readable = {
        card.seat_id: card
        for card in readable_scorecards(interview.application, person)
        if card.seat.interview_id == interview.pk
    }
    seats = [
        seat for seat in interview.seats.all() if seat.scorecard_due_at and not seat.shadow and not seat.released_at
    ]
    done = set(Scorecard.objects.filter(seat__in=seats, submitted_at__isnull=False).values_list("seat", flat=True))
    return [Judged(seat, seat.pk in done, readable.get(seat.pk)) for seat in seats]
