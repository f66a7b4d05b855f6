"""Who may decide, what each outcome needs, and what a person is told who comes second."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from hearback.applications.rules import LIVE_STATES, check_live
from hearback.refusals import Overtaken, Refused

DECIDERS = frozenset({"admin", "recruiter", "hiring_manager", "executive"})
ITEM_KINDS = ("upload", "text", "confirm")

# Unsent for this long unless said otherwise: time to notice a slip, short enough to be no silence.
REJECTION_DELAY = timedelta(minutes=30)


def check_can_decide(roles: Collection[str]) -> None:
    if not DECIDERS & set(roles):
        raise Refused("Decisions are made by the hiring manager, the recruiter or an executive on the hiring team.")


def check_not_overtaken(*, seen: int, revision: int, account: str) -> None:
    """`seen` is the revision the form was drawn with; `account` says who has decided what since."""
    if seen != revision:
        raise Overtaken(f"{account} Nothing of yours has been carried out: look again before you decide.")


def check_advance(
    *,
    state: str,
    same_job: bool,
    from_position: int,
    to_position: int,
    to_retired: bool,
) -> None:
    check_live(state)
    if state == "accepted":
        raise Refused("The offer has been accepted. What is left is to hire.")
    if to_retired:
        raise Refused("This stage is no longer part of the plan.", field="to_stage")
    if same_job and to_position <= from_position:
        raise Refused(
            "Advance leads to a later stage. Choose one that lies ahead.",
            field="to_stage",
        )


def check_ask(*, state: str, items: Sequence[tuple[str, str]], due_at: datetime, now: datetime) -> None:
    check_live(state)
    if not items:
        raise Refused(
            "Say what you would like from the candidate: at least one thing.",
            field="items",
        )
    if len(items) > 20:
        raise Refused("More than twenty things are too many to ask at once.", field="items")
    for kind, text in items:
        if kind not in ITEM_KINDS:
            raise Refused("Each thing asked for is a file, a few lines, or a tick.", field="items")
        if not text.strip():
            raise Refused("One of the things asked for has no words.", field="items")
        if len(text.strip()) > 300:
            raise Refused("Say each thing you ask for in at most 300 characters.", field="items")
    if due_at <= now + timedelta(hours=12):
        raise Refused("Give the candidate at least until tomorrow.", field="due")
    if due_at > now + timedelta(days=90):
        raise Refused("Ask for it within three months.", field="due")


def check_extend(*, open_still: bool, due: datetime, new: datetime, now: datetime) -> None:
    if not open_still:
        raise Refused("What was asked has come back already, so there is no date to move.")
    if new <= max(due, now):
        raise Refused("Give a later date than the one they have.", field="due")
    if new > now + timedelta(days=90):
        raise Refused("Ask for it within three months.", field="due")


def check_hold(*, state: str, until: date, today: date, news_days: int) -> None:
    check_live(state)
    if until <= today:
        raise Refused("A hold ends on a day that is still to come.", field="until")
    if until > today + timedelta(days=366):
        raise Refused(
            "That is more than a year away. A pause of that length is a no: say so.",
            field="until",
        )
    if not 1 <= news_days <= 20:
        raise Refused("Between two pieces of news lie 1 to 20 working days.", field="news_days")


def check_reject(*, state: str, reason_given: bool, interviews_ahead: Sequence[str]) -> None:
    check_live(state)
    if not reason_given:
        raise Refused(
            "Choose a reason. Colleagues see it; the candidate reads the wording below.",
            field="reason",
        )
    if interviews_ahead:
        raise Refused(f"An interview is still booked: {interviews_ahead[0]}. Cancel it first, or let it take place.")


def check_can_undo(*, outcome: str, undone: bool, message_pending: bool, is_latest: bool) -> None:
    if undone:
        raise Refused("This decision has been undone already.")
    if outcome != "reject":
        raise Refused("Only a rejection that has not been sent can be undone. Otherwise decide anew.")
    if not message_pending:
        raise Refused("The candidate has been told already, so this can't be undone. You can write to them again.")
    if not is_latest:
        raise Refused("Something else has been decided since.")


def check_offer(*, state: str, pay: float, starts_on: date, expires_at: datetime, now: datetime) -> None:
    check_live(state)
    if state == "accepted":
        raise Refused("An offer has been accepted already.")
    if pay <= 0:
        raise Refused("Say what you offer to pay.", field="pay")
    if expires_at <= now + timedelta(hours=12):
        raise Refused("Give the candidate at least until tomorrow to answer.", field="expires")
    if starts_on <= now.date():
        raise Refused("The first day has to lie ahead.", field="starts_on")


def check_offer_open(*, state: str, settled: bool, expires_at: datetime, now: datetime) -> None:
    if state != "offered" or settled:
        raise Refused("This offer is no longer open.")
    if now > expires_at:
        raise Refused("The date for answering this offer has passed. Ask us, and we will see what we can do.")


def check_hire(state: str) -> None:
    if state != "accepted":
        raise Refused("Somebody is hired after they have accepted an offer.")


def check_withdraw(state: str) -> None:
    if state not in LIVE_STATES:
        raise Refused("This application has ended already.")


def rejection_channel(*, wanted: str, phone: str, email: str) -> str:
    """A call needs a number: somebody who left none is written to."""
    return "email" if wanted == "call" and email and not phone.strip() else wanted


def remind_at(now: datetime, due_at: datetime) -> datetime:
    """A reminder to the candidate two days before the date, or half way when that is nearer."""
    return max(due_at - timedelta(days=2), now + (due_at - now) / 2)


def next_news_at(now: datetime, due: datetime, until: datetime) -> datetime:
    """News comes at the usual rhythm, and at the latest when the hold ends."""
    return min(due, until) if until > now else due
