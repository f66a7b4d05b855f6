"""Which states follow which. The same table stands in PostgreSQL, and a test holds the two together."""

from __future__ import annotations

from hearback.refusals import Refused

LIVE_STATES = ("active", "asked", "held", "offered", "accepted")
RARE_STATES = ("offered", "accepted", "hired", "declined")  # looked for by an index of their own
ENDED_STATES = ("hired", "rejected", "declined", "withdrawn")

MOVES: dict[str, tuple[str, ...]] = {
    "active": ("asked", "held", "offered", "rejected", "withdrawn"),
    "asked": ("active", "held", "offered", "rejected", "withdrawn"),
    "held": ("active", "asked", "offered", "rejected", "withdrawn"),
    "offered": ("active", "accepted", "declined", "rejected", "withdrawn"),
    "accepted": ("hired", "rejected", "withdrawn"),
    "rejected": (
        "active",
        "asked",
        "held",
        "offered",
        "accepted",
    ),  # only to undo, or to open again
    "declined": (),
    "withdrawn": (),
    "hired": (),
}

_NAMES = {
    "active": "in progress",
    "asked": "waiting for the candidate",
    "held": "on hold",
    "offered": "at the offer",
    "accepted": "accepted",
    "hired": "hired",
    "rejected": "rejected",
    "declined": "declined by the candidate",
    "withdrawn": "withdrawn by the candidate",
}


def check_move(state: str, wanted: str) -> None:
    """Refuse, in words, a move that the table does not have. Staying in the same state is always a move."""
    if wanted != state and wanted not in MOVES[state]:
        raise Refused(f"This application is {_NAMES[state]}, so it can't become {_NAMES[wanted]}.")


def check_live(state: str) -> None:
    if state not in LIVE_STATES:
        raise Refused(f"This application has ended: it is {_NAMES[state]}.")
