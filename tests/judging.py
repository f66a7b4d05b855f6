"""Scorecards as the tests write them: whole, and the same for everybody."""

from __future__ import annotations

from datetime import datetime

from hearback.interviews.models import Interview, Scorecard, Seat
from hearback.interviews.scorecards import focus_of, save_scorecard


def write_scorecard(
    seat: Seat, *, now: datetime, summary: str = "Clear and careful.", recommendation: int = 3
) -> Scorecard:
    return save_scorecard(
        seat,
        ratings={attribute.pk: (3, f"Spoke well about {attribute.name.lower()}.") for attribute in focus_of(seat)},
        recommendation=recommendation,
        summary=summary,
        left_open="",
        asked=[],
        by=seat.person,
        now=now,
        submit=True,
    )


def write_scorecards(interview: Interview, *, now: datetime) -> list[Scorecard]:
    """Everybody who sat there has written theirs."""
    return [write_scorecard(seat, now=now) for seat in interview.seats.filter(shadow=False, released_at=None)]
