"""One lot, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DatabaseError, OperationalError, connection, transaction

from hearback.exchange.options import MAIL, Options
from hearback.exchange.taking import lots
from hearback.exchange.taking.applications import take_tries
from hearback.exchange.taking.candidates import BY_INDEX, take_persons
from hearback.exchange.taking.lots import Entry, Lot
from hearback.exchange.taking.telling import ring_all, write_to_all
from hearback.people.models import Person
from hearback.record.rules import check_details

PATIENCE = 8  # times a lot is tried: others may add the same people at the same moment
_NOT_HERE = "There is no candidate with this number here yet. Import the candidates first."
_CLASH = "This number is somebody else's here: {}. Say which system the numbers come from."
_TWINS = "Somebody else was faster: this row is here by another way now."


@dataclass(frozen=True)
class Step:
    """What whoever is in progress for one job is promised."""

    owner: Person
    due_at: datetime
    nudge_at: datetime | None


@dataclass(frozen=True)
class Run:
    """What holds for every lot of an import."""

    options: Options
    by: Person | None
    now: datetime
    import_id: int
    tries: bool = False  # applications as well as candidates
    steps: Mapping[int, Step] = field(default_factory=dict)  # by job


@dataclass
class Taken:
    """What became of a lot's entries, place by place: the candidate, and whether anything new came of it."""

    candidates: list[int]
    new: list[bool]


def take_lot(lot: Lot, run: Run) -> Taken:
    """Take in the entries of a lot; what PostgreSQL shows to be impossible moves to its refusals."""
    for patience in reversed(range(PATIENCE)):
        if not lot.entries:
            break
        try:
            with transaction.atomic():
                taken, refused = _take(lot, run)
                if not refused:
                    return taken
                raise _Refusing(refused)
        except _Refusing as refusing:
            _drop(lot, refusing.refused)
        except OperationalError:
            raise
        except DatabaseError as error:
            if not patience:
                raise
            _drop(lot, _culprits(lot.entries, run, error))
    return Taken([], [])


class _Refusing(Exception):
    def __init__(self, refused: dict[int, tuple[str, str]]) -> None:
        super().__init__()
        self.refused = refused


def _drop(lot: Lot, refused: Mapping[int, tuple[str, str]]) -> None:
    for n, (reason, field_) in refused.items():
        lot.refuse(lot.entries[n], reason, field_)
    lot.entries = [entry for n, entry in enumerate(lot.entries) if n not in refused]


def _culprits(entries: list[Entry], run: Run, error: DatabaseError, start: int = 0) -> dict[int, tuple[str, str]]:
    """Which entries PostgreSQL refuses, found by halving: nothing that was taken for granted above costs more than its
    own row. A lot that another import or a form has crossed goes through the second time, and names nobody."""
    try:
        with transaction.atomic():
            _take(Lot("", [], entries=entries), run)
            transaction.set_rollback(True)
        return {}
    except OperationalError:
        raise
    except DatabaseError as problem:
        if len(entries) == 1:
            return {start: (_TWINS if "unique" in str(problem) else "The database can't hold this row as it is.", "")}
        half = len(entries) // 2
        found = _culprits(entries[:half], run, problem, start)
        return found | _culprits(entries[half:], run, problem, start + half)


def _take(lot: Lot, run: Run) -> tuple[Taken, dict[int, tuple[str, str]]]:
    entries = lot.entries
    leads, clashes = lots.leaders(entries)
    tries = lots.same_tries(entries, leads) if run.tries else leads
    facts = _facts(run)
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX)
        lots.stage(cursor, entries, leads, tries)
        keys = any(entry.person.key for entry in entries)
        take_persons(cursor, facts=facts, keys=keys, alone=not run.tries)
        refused = {n: (_CLASH.format(name), "key") for n, name in clashes} | _refused(cursor, entries)
        if refused:
            return Taken([], []), refused
        if run.tries:
            take_tries(cursor, facts=facts, keys=any(entry.tried.key for entry in entries))
            if facts["mail"]:
                told = {job: (step.owner, step.due_at) for job, step in run.steps.items()}
                ring_all(write_to_all(cursor, facts=facts, steps=told))
        return _taken(cursor, run.tries), {}


def _facts(run: Run) -> dict[str, Any]:
    from psycopg.types.json import Jsonb

    options = run.options
    return {
        "now": run.now,
        "by": run.by.pk if run.by else None,
        "actor": "person" if run.by else "system",
        "system": options.system,
        "words": options.words.strip(),
        "mail": options.told == MAIL,
        "details": Jsonb(check_details({"import": run.import_id})),
        "jobs": list(run.steps),
        "owners": [step.owner.pk for step in run.steps.values()],
        "dues": [step.due_at for step in run.steps.values()],
        "nudges": [step.nudge_at for step in run.steps.values()],
    }


def _refused(cursor: Any, entries: list[Entry]) -> dict[int, tuple[str, str]]:
    cursor.execute(
        "SELECT t.n, w.clash, k.name FROM taking t JOIN taking_who w ON w.n = t.leader "
        "LEFT JOIN hearback_candidate k ON k.id = w.candidate_id WHERE w.candidate_id IS NULL OR w.clash"
    )
    return {n: (_CLASH.format(name) if clash else _NOT_HERE, "key") for n, clash, name in cursor.fetchall()}


def _taken(cursor: Any, tries: bool) -> Taken:
    new = "coalesce(a.new, false) OR (w.new AND t.n = t.leader)" if tries else "w.new AND t.n = t.leader"
    more = "LEFT JOIN taking_what a ON a.n = t.n" if tries else ""
    cursor.execute(
        f"SELECT w.candidate_id, {new} FROM taking t JOIN taking_who w ON w.n = t.leader {more} ORDER BY t.n"
    )
    rows = cursor.fetchall()
    return Taken([row[0] for row in rows], [row[1] for row in rows])
