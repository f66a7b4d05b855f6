"""When a promise is due, when somebody is nudged about it, and what may be done with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from hearback.people.rules import WorkingCalendar
from hearback.refusals import Refused

# Who hears of it at each step: before the date, on the date, and on the two working days after it.
LADDER = ("owner", "backup", "hiring_manager", "lead_recruiter")


# After so many calls that nobody answered, a letter is kinder than another one.
CALLS_BEFORE_WRITING = 3


def due_at(calendar: WorkingCalendar, now: datetime, working_days: int) -> datetime:
    """The end of work, so many of the office's working days from now."""
    return calendar.due_after(now, working_days)


def nudge_at(calendar: WorkingCalendar, step: int, made_at: datetime, due_at: datetime) -> datetime | None:
    """When the given step of the ladder is taken; None when the ladder ends.

    Step 0 is a working day before the date, in the morning; for a shorter promise, half way, and not in the night if
    the morning still comes before the date.
    """
    due_day = calendar.day_of(due_at)
    if step == 0:
        early = calendar.start_of(calendar.add_working_days(due_day, -1))
        if made_at < early:
            return early
        half_way = made_at + (due_at - made_at) / 2
        awake = calendar.working_moment(half_way)
        return awake if awake < due_at else half_way
    if step == 1:
        return due_at
    if step < len(LADDER):
        return calendar.start_of(calendar.add_working_days(due_day, step - 1))
    return None


def check_date(due: datetime, now: datetime, *, field: str = "due") -> datetime:
    if due <= now:
        raise Refused(
            "This date has passed already. Promise one that is still to come.",
            field=field,
        )
    if due > now + timedelta(days=366):
        raise Refused(
            "That is more than a year away. Promise something nearer, even if it is only news.",
            field=field,
        )
    return due


def check_promise(words: str, due: datetime, now: datetime) -> None:
    if not words.strip():
        raise Refused("Say what happens next: the candidate is waiting for it.", field="words")
    if len(words) > 300:
        raise Refused("Say what happens next in at most 300 characters.", field="words")
    check_date(due, now)


def check_renewable(*, ended: bool, kind: str, by_candidate: bool, answered: bool) -> None:
    """Only what the company still owes, and has not answered yet, gets another date."""
    if ended:
        raise Refused("This promise has ended already.")
    if by_candidate:
        raise Refused("This is in the candidate’s hands. More time is given where one sees what was asked of them.")
    if kind == "interview":
        raise Refused("An interview is moved or closed on its own page; its promise goes with it.")
    if answered:
        raise Refused("The answer to this is written already and on its way, so no later date is needed.")


def check_keepable(*, ended: bool, kind: str, by_candidate: bool, answered: bool) -> None:
    """What can be kept by telling the candidate: an interview is kept by its closing, the candidate’s part by them."""
    if ended:
        raise Refused("This promise has ended already.")
    if by_candidate:
        raise Refused("This is in the candidate’s hands: they keep it, not you.")
    if kind == "interview":
        raise Refused("Close the interview on its own page: saying there what happens next keeps this promise.")
    if answered:
        raise Refused("The answer to this is written already and on its way. Read it, or call it back first.")


def check_can_renew(*, ended: bool, due: datetime, new_due: datetime, reason: str, now: datetime) -> None:
    """Before its date a promise may be renewed; after it, it is late, and the new date comes with an apology."""
    if ended:
        raise Refused("This promise has ended already.")
    if not reason.strip():
        raise Refused("Say why it takes longer: the candidate will read it.", field="reason")
    check_date(new_due, now)
    if new_due <= due:
        raise Refused("The new date must lie after the one already promised.", field="due")


def ending_by(kind: str, purpose: str) -> str:
    """How a promise ends when the message that answers it has gone. A promised interview date is kept by giving one;
    a decision that takes its place means that it is no longer owed."""
    return "released" if kind == "booking" and purpose in {"decision", "request"} else "kept"


def try_again_at(calendar: WorkingCalendar, now: datetime, due: datetime | None) -> datetime:
    """When to call again: some hours later, within working hours, and before the date that was promised."""
    later = calendar.working_moment(now + timedelta(hours=3))
    return later if due is None or due <= now or later <= due else now + (due - now) / 2


def check_try_again(*, again_at: datetime, due: datetime | None, now: datetime) -> None:
    if again_at <= now:
        raise Refused("This moment has passed already. Choose one that is still to come.", field="again")
    if due is not None and now < due < again_at:
        raise Refused(
            "They were promised to hear from you before then. Try again earlier, write instead, or renew the promise.",
            field="again",
        )
    if again_at > now + timedelta(days=14):
        raise Refused("That is more than two weeks away. Write instead, so that they do not wait.", field="again")


def check_call_owed(*, ended: bool, by_candidate: bool, answered: bool, channel: str) -> None:
    if ended:
        raise Refused("This promise has ended already.")
    if by_candidate or answered or channel != "call":
        raise Refused("No call is owed here.")


def check_can_hand_over(
    *, ended: bool, by_candidate: bool, same: bool, taker_active: bool, concerns_taker: bool = True
) -> None:
    if ended:
        raise Refused("This promise has ended already.")
    if same:
        raise Refused("They own this promise already.", field="to")
    if not taker_active:
        raise Refused("They no longer work here. Choose somebody else.", field="to")
    if not concerns_taker:
        raise Refused(
            "This job is confidential. Choose somebody of its hiring team, or put them on it first.", field="to"
        )


def check_concerns_owner(concerned: bool) -> None:
    if not concerned:
        raise Refused("This job is confidential. Let somebody of its team owe this, or put them on it first.")


def check_something_stays_promised(*, live: bool, others_open: bool, next_given: bool) -> None:
    """The law of the house, said before PostgreSQL has to."""
    if live and not others_open and not next_given:
        raise Refused(
            "Say what happens next: without it the candidate would be left waiting for nothing.",
            field="words",
        )
