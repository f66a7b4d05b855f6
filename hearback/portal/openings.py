"""How the letter begins: where the candidate stands and what comes next, in a heading and a sentence or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hearback.interviews.models import Interview
from hearback.portal.queries import Told
from hearback.promises.models import Promise
from hearback.words import day, moment


@dataclass(frozen=True)
class Opening:
    title: str
    words: str = ""


def opening(told: Told, steps: Sequence[Promise], interviews: Sequence[Interview], *, now: datetime) -> Opening:
    write = {
        "active": _active,
        "asked": _asked,
        "held": _held,
        "offered": _offered,
        "accepted": _accepted,
        "hired": _hired,
        "rejected": _rejected,
        "declined": _declined,
        "withdrawn": _withdrawn,
    }[told.state]
    return write(told, steps, interviews, now)


def _count(things: int) -> str:
    number = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}.get(things, str(things))
    return f"{number} {'thing' if things == 1 else 'things'}"


def _dear(told: Told) -> str:
    return f"Dear {told.application.candidate.first_name}, "


Steps, Meetings = Sequence[Promise], Sequence[Interview]


def _active(told: Told, steps: Steps, interviews: Meetings, now: datetime) -> Opening:
    ahead = [one for one in interviews if one.ends_at > now]
    late = [owed for owed in steps if owed.due_at <= now and not owed.by_candidate]
    if late:
        return _late(told, late[0], now)
    if ahead:
        when = moment(ahead[0].starts_at, told.zone, now)
        return Opening(
            f"We meet {_on(when)}",
            f"{_dear(told)}we look forward to talking with you about {told.job.title}. "
            "Before you leave, you will be told what happens next and by when.",
        )
    if not steps:
        return Opening("Your application is with us", f"{_dear(told)}a message about what happens next is on its way.")
    due = moment(steps[0].due_at, told.zone, now)
    met = [one for one in interviews if one.stage_id == told.stage.pk]
    if told.checklist and not any(one.starts_at > told.decision.at for one in met):
        return _came_back(told, due)
    if met:
        return Opening(
            "Thank you for the conversation",
            f"{_dear(told)}now it is our turn. You will hear from us by {due}. Until then nothing is expected of you.",
        )
    if told.decision is None:
        return Opening(
            "Your application is with us",
            f"{_dear(told)}thank you for applying. It is our turn: you will hear from us by {due}. "
            "Until then nothing is expected of you.",
        )
    return Opening(
        "It is our turn", f"{_dear(told)}you will hear from us by {due}. Until then nothing is expected of you."
    )


def _came_back(told: Told, due: str) -> Opening:
    if told.checklist.completed_at:
        return Opening(
            "Thank you, it is all here",
            f"{_dear(told)}everything we asked for has arrived. Now it is our turn: you will hear from us by {due}. "
            "Until then nothing is expected of you.",
        )
    return Opening(
        "We go on with what we have",
        f"{_dear(told)}the date for what we asked of you has passed. It is our turn now: you will hear from us by "
        f"{due}. If there is something you would like to add, tell us below.",
    )


def _late(told: Told, owed: Promise, now: datetime) -> Opening:
    return Opening(
        "We owe you an answer",
        f"{_dear(told)}you should have heard from us by now, and you have not. That is our fault and not yours. "
        f"{owed.owner.name} has been reminded.",
    )


def _asked(told: Told, steps: Steps, interviews: Meetings, now: datetime) -> Opening:
    request = told.request
    missing = sum(item.done_at is None for item in request.items.all()) if request else 0
    if request is None or not missing:
        return Opening("Thank you, it is all here", f"{_dear(told)}everything we asked for has arrived.")
    return Opening(
        "We would like a little more from you",
        f"{_dear(told)}the next step is in your hands: {_count(missing)}, by "
        f"{moment(request.due_at, told.zone, now)}. Send them in any order; what you have sent stays sent.",
    )


def _held(told: Told, steps: Steps, interviews: Meetings, now: datetime) -> Opening:
    late = [owed for owed in steps if owed.due_at <= now]
    if late:
        return _late(told, late[0], now)
    until = day(told.hold.until, told.zone, now) if told.hold else "later"
    due = moment(steps[0].due_at, told.zone, now) if steps else ""
    news = f" You will hear from us by {due}, even if nothing is new." if due else ""
    return Opening(
        f"Your application is paused until {until}",
        f"{_dear(told)}it is a pause and not a no. It ends by itself, and you need do nothing.{news}",
    )


def _offered(told: Told, steps: Steps, interviews: Meetings, now: datetime) -> Opening:
    if any(owed.by_candidate and owed.due_at > now for owed in steps):
        return Opening(
            "We have an offer for you",
            f"{_dear(told)}we would be delighted if you joined us as {told.job.title}. Please let us know by "
            f"{moment(steps[0].due_at, told.zone, now)}. If you have questions first, ask them.",
        )
    return Opening("About our offer", f"{_dear(told)}the date for your answer has passed. This is not a no.")


def _accepted(told: Told, steps: Steps, interviews: Meetings, now: datetime) -> Opening:
    return Opening(
        f"Welcome, {told.application.candidate.first_name}",
        f"You have accepted our offer for {told.job.title}, and we are very glad.",
    )


def _hired(told: Told, steps: Steps, interviews: Meetings, now: datetime) -> Opening:
    return Opening("Everything is settled", f"{_dear(told)}you start as {told.job.title}. We look forward to it.")


def _rejected(told: Told, steps: Steps, interviews: Meetings, now: datetime) -> Opening:
    return Opening("Our answer")


def _declined(told: Told, steps: Steps, interviews: Meetings, now: datetime) -> Opening:
    return Opening(
        "You have declined our offer",
        f"{_dear(told)}thank you for telling us. We are sorry, and we wish you every success.",
    )


def _withdrawn(told: Told, steps: Steps, interviews: Meetings, now: datetime) -> Opening:
    return Opening(
        "You have withdrawn your application",
        f"{_dear(told)}nothing more will be asked of you. Thank you for letting us know, and all the best.",
    )


def _on(when: str) -> str:
    """Today, tomorrow and yesterday need no "on"."""
    return when if when.split(",")[0] in {"today", "tomorrow", "yesterday"} else f"on {when}"
