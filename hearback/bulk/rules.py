"""What may be done for many at once, and when."""

from __future__ import annotations

from hearback.refusals import Refused

MOST = 5000
AT_WORK = ("writing", "working", "undoing")
UNDOABLE = ("reject", "tag")


def check_selection(count: int) -> None:
    if not count:
        raise Refused("Nobody is chosen yet: tick at least one person.")
    if count > MOST:
        raise Refused(f"That is more than {MOST:,} people at once. Narrow the search, and do it in parts.")


def check_can_choose(state: str) -> None:
    if state not in ("choosing", "writing", "ready"):
        raise Refused("This has been started already. Choose the people again to do something else for them.")


def check_can_edit(*, bulk_state: str, item_state: str) -> None:
    if bulk_state not in ("writing", "ready"):
        raise Refused("This has been started already, so nothing can be changed here any more.")
    if item_state not in ("ready", "excluded"):
        raise Refused("Nothing can be done for this person here, so there is nothing to change.")


def check_can_start(*, state: str, waiting: int) -> None:
    if state == "writing":
        raise Refused("The messages are still being written. A moment, please.")
    if state != "ready":
        raise Refused("This has been started already.")
    if not waiting:
        raise Refused("Nobody is left for whom this could be done.")


def check_can_cancel(state: str) -> None:
    if state != "working":
        raise Refused("There is nothing left to call off: it is not under way.")


def check_can_undo(*, kind: str, state: str, done: int) -> None:
    if kind not in UNDOABLE:
        raise Refused("This can't be undone at once. Go to each person’s page for what can be done there.")
    if state != "done":
        raise Refused("Wait until it is done, or call off the rest first.")
    if not done:
        raise Refused("There is nothing to undo.")
