"""When an interview may be booked and closed, when a scorecard is whole, and who may read it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hearback.applications.rules import LIVE_STATES
from hearback.people.rules import WorkingCalendar
from hearback.refusals import Refused

SCORED_KINDS = frozenset({"interview", "panel"})
BOOKERS = frozenset({"admin", "recruiter", "coordinator", "hiring_manager"})
CLOSERS = frozenset({"admin", "recruiter", "coordinator"})
READERS = frozenset({"admin", "recruiter", "coordinator", "hiring_manager", "executive"})

# The closing belongs to the meeting itself; an hour is left for the way back to the desk.
CLOSING_TIME = timedelta(hours=1)
MOST_STEPS = 3  # more, and nobody remembers what was promised


@dataclass(frozen=True)
class NextStep:
    """What the candidate is told at the end: `kind` is a promise's kind, `owner` a person's id."""

    kind: str
    words: str
    due_at: datetime
    owner: int
    channel: str = "email"


def check_can_book(
    *, roles: Collection[str], state: str, starts_at: datetime, minutes: int, seats: int, place: str, now: datetime
) -> None:
    if not BOOKERS & set(roles):
        raise Refused("Interviews are booked by the recruiter, the coordinator or the hiring manager.")
    if state not in LIVE_STATES:
        raise Refused("This application has ended, so there is nothing to interview for.")
    if state == "held":
        raise Refused("This application is on hold, and the candidate knows of the pause. Resume it first.")
    if starts_at <= now:
        raise Refused("This time has passed already. Choose one that is still to come.", field="starts_at")
    if starts_at > now + timedelta(days=366):
        raise Refused("That is more than a year away.", field="starts_at")
    if not 10 <= minutes <= 600:
        raise Refused("An interview takes between 10 minutes and 10 hours.", field="minutes")
    if seats < 1:
        raise Refused("Somebody has to sit there: choose at least one interviewer.", field="seats")
    if not place.strip():
        raise Refused("Say where it is: a room, an address or a video link.", field="place")
    if len(place) > 300:
        raise Refused("Say where it is in at most 300 characters; directions belong to the preparation.", field="place")


def check_can_move(*, cancelled: bool, closed: bool, changed: bool, reason: str) -> None:
    if cancelled:
        raise Refused("This interview was cancelled, so it can't be moved. Book another.")
    if closed:
        raise Refused("This interview has taken place and been closed, so it can't be moved.")
    if not changed:
        raise Refused("Nothing would change. Choose another time, place or people.", field="starts_at")
    if not reason.strip():
        raise Refused("Say why: the candidate will read it.", field="reason")


def may_close(*, has_seat: bool, roles: Collection[str]) -> bool:
    """Whoever sat there, or those who look after the candidate."""
    return has_seat or bool(CLOSERS & set(roles))


def check_can_close(
    *,
    has_seat: bool,
    roles: Collection[str],
    cancelled: bool,
    closed: bool,
    live: bool,
    starts_at: datetime,
    next_steps: Sequence[NextStep],
    standing_steps: int,
    now: datetime,
) -> None:
    """An interview is closed by saying what happens next; steps already promised, such as a booked interview, count
    only when the interviewer points at them. Where the application has ended meanwhile, nothing happens next."""
    if cancelled:
        raise Refused("This interview was cancelled.")
    if closed:
        raise Refused("This interview has been closed already.")
    if not may_close(has_seat=has_seat, roles=roles):
        raise Refused("An interview is closed by somebody who was in it.")
    if now < starts_at:
        raise Refused("This interview has not started yet.")
    if live and not next_steps and not standing_steps:
        raise Refused("Say what happens next: the candidate is waiting for it.", field="words")
    if len(next_steps) > MOST_STEPS:
        raise Refused("More than three next steps are hard to remember. Keep to the three that matter.", field="words")


def check_can_cancel(*, roles: Collection[str], cancelled: bool, closed: bool, reason: str) -> None:
    if not BOOKERS & set(roles):
        raise Refused("Interviews are cancelled by the recruiter, the coordinator or the hiring manager.")
    if cancelled:
        raise Refused("This interview was cancelled already.")
    if closed:
        raise Refused("This interview has taken place and been closed.")
    if not reason.strip():
        raise Refused("Say why: the candidate will read it.", field="reason")


def gaps_in_scorecard(
    *, focus: Sequence[str], ratings: dict[str, tuple[int | None, str]], recommendation: int | None, summary: str
) -> Iterator[Refused]:
    """What is missing before it is whole: a score with evidence for each focus attribute, or nothing to judge it by."""
    for name in focus:
        score, evidence = ratings.get(name, (None, ""))
        if score is not None and not 1 <= score <= 4:
            yield Refused(f"{name} is rated from 1 to 4.", field=name)
        elif score is None and not evidence.strip():
            yield Refused(f"{name} has no rating yet. Rate it, or say that you had nothing to judge it by.", field=name)
        elif not evidence.strip():
            yield Refused(f"Say what you saw or heard that makes you rate {name} so.", field=name)
    if recommendation not in (1, 2, 3, 4):
        yield Refused("Give your overall recommendation.", field="recommendation")
    if not summary.strip():
        yield Refused("Write a sentence or two that sums up your view.", field="summary")


def check_scorecard(
    *, focus: Sequence[str], ratings: dict[str, tuple[int | None, str]], recommendation: int | None, summary: str
) -> None:
    for gap in gaps_in_scorecard(focus=focus, ratings=ratings, recommendation=recommendation, summary=summary):
        raise gap


@dataclass(frozen=True)
class Reader:
    """What decides whether scorecards may be read: the reader's seats in this application, by stage."""

    person: int
    roles: frozenset[str]
    owes_in_stages: frozenset[int]
    submitted_in_stages: frozenset[int]


def may_read(reader: Reader, *, author: int, stage: int, submitted: bool) -> bool:
    """Blind until one's own is in: whoever still owes a scorecard in a stage reads nobody else's there.

    Independent ratings, combined afterwards, are worth more than talked-over ones (facts: Huffcutt 2013, Conway 1995).
    """
    if author == reader.person:
        return True
    if not submitted or stage in reader.owes_in_stages:
        return False
    return bool(READERS & reader.roles) or stage in reader.submitted_in_stages


def scorecard_due_at(calendar: WorkingCalendar, ends_at: datetime) -> datetime:
    """The same hour of the next working day at the interviewer's office.

    Vendors' norm: within a day, while the memory is fresh (facts: norms, scorecard within 24 h).
    """
    return calendar.same_hour_after(ends_at, 1)


def scorecard_nudge_at(calendar: WorkingCalendar, step: int, ends_at: datetime) -> datetime | None:
    """Two hours after the interview, when it falls due, and a working day later, when the hiring manager hears of it.
    Never out of the interviewer's working hours."""
    after = (
        ends_at + timedelta(hours=2),
        scorecard_due_at(calendar, ends_at),
        calendar.same_hour_after(ends_at, 2),
    )
    return calendar.working_moment(after[step]) if step < len(after) else None
