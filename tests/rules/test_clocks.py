"""What the clock of a promise shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hearback.clocks import left, said, tone

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@dataclass
class Owed:
    made_at: datetime = NOW - timedelta(days=2)
    due_at: datetime = NOW + timedelta(days=2)
    ended_at: datetime | None = None
    ending: str = ""
    late_at: datetime | None = None
    by_candidate: bool = False


@pytest.mark.parametrize(
    ("owed", "colour", "words"),
    [
        (None, "is-over", "nothing owed"),
        (Owed(), "is-calm", "due Wednesday 9 September"),
        (Owed(due_at=NOW + timedelta(hours=23)), "is-soon", "due tomorrow, 10:00"),
        (Owed(due_at=NOW), "is-late", "late just now"),
        (Owed(due_at=NOW - timedelta(days=3)), "is-late", "late by 3 days"),
        (Owed(by_candidate=True), "is-theirs", "in their court until Wednesday 9 September"),
        (Owed(by_candidate=True, due_at=NOW - timedelta(days=3)), "is-late", "in their court, late by 3 days"),
        (Owed(ended_at=NOW, ending="kept"), "is-over", "kept today"),
        (Owed(ended_at=NOW, ending="kept", late_at=NOW), "is-over", "kept today, late"),
        (Owed(ended_at=NOW, ending="renewed"), "is-over", "renewed today"),
        (Owed(ended_at=NOW, ending="released"), "is-over", "no longer owed"),
    ],
)
def test_colour_and_words(owed, colour, words):
    assert (tone(owed, NOW), said(owed, NOW, BERLIN)) == (colour, words)


def test_a_candidate_reads_of_themselves():
    theirs = Owed(by_candidate=True)
    assert said(theirs, NOW, BERLIN, portal=True) == "with you until Wednesday 9 September"
    assert said(theirs, NOW, BERLIN, portal=True, brief=True) == "with you"
    assert said(Owed(), NOW, BERLIN, brief=True) == "in 2 days"


def test_the_ring_empties_with_the_time_and_never_quite():
    assert left(Owed(), NOW) == 50
    assert left(Owed(), NOW - timedelta(days=2)) == 100
    assert left(Owed(), NOW + timedelta(days=2)) == 6
    assert left(Owed(made_at=NOW, due_at=NOW), NOW) == 6
    assert left(None, NOW) == 0
