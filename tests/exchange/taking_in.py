"""A file taken in, as the tests of this room do it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from hearback.exchange.actions import ask, begin_here, go_on
from hearback.exchange.models import Import
from hearback.exchange.options import Options
from hearback.people.models import Person


def take_in(path: Path, what: str, *, by: Person | None, now: datetime, trial: bool = False, **options: Any) -> Import:
    taken = begin_here(what=what, path=path, options=Options(**options), by=by, now=now)
    return go_on(ask(taken, trial=trial, by=by, now=now), now=now)


def refusals(taken: Import) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.reason) for one in taken.rejections.all()]
