"""A lot of rows, and where they are staged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hearback.exchange.job_rows import JobRow
from hearback.exchange.rows import Person, Try

SIZE = 5_000  # rows; more gains nothing, and the bar would move too seldom


@dataclass
class Entry:
    """One row that was read, with what comes back should it be refused after all."""

    line: int
    person: Person | JobRow
    tried: Try
    cells: Sequence[str]
    document: bytes | None = None  # a résumé, to be kept with the candidate


@dataclass
class Refusal:
    line: int
    column: str
    reason: str
    cells: Sequence[str]


@dataclass
class Lot:
    """Rows of one part of a file, those that could be read and those that could not."""

    part: str
    heading: list[str]
    called: dict[str, str] = field(default_factory=dict)  # what the file calls each field
    entries: list[Entry] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.entries) + len(self.refusals)

    def refuse(self, entry: Entry, reason: str, field: str = "") -> None:
        self.refusals.append(Refusal(entry.line, self.called.get(field, ""), reason, entry.cells))


_COLUMNS = [
    "n",
    "leader",
    "tries_as",
    "key",
    "name",
    "email",
    "phone",
    "digits",
    "headline",
    "location",
    "time_zone",
    "channel",
    "links",
    "resume",
    "source",
    "created",
    "try_key",
    "job_id",
    "stage_id",
    "state",
    "applied",
    "entered",
    "ended",
    "letter",
    "try_source",
]
_TYPES = {
    **dict.fromkeys(("n", "leader", "tries_as", "job_id", "stage_id"), "bigint"),
    **dict.fromkeys(("links", "resume"), "jsonb"),
    **dict.fromkeys(("created", "applied", "entered", "ended"), "timestamptz"),
}
TABLES = f"""
CREATE TEMPORARY TABLE IF NOT EXISTS taking ({", ".join(f"{name} {_TYPES.get(name, 'text')}" for name in _COLUMNS)})
    ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS taking_who (n bigint, candidate_id bigint, new boolean, clash boolean)
    ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS taking_what (n bigint, candidate_id bigint, application_id bigint,
    promise_id bigint, message_id bigint, new boolean, live boolean)
    ON COMMIT DELETE ROWS;
TRUNCATE taking, taking_who, taking_what;
"""


def stage(cursor: Any, entries: Sequence[Entry], leads: Sequence[int], tries: Sequence[int]) -> None:
    """Copy the entries into `taking`. `leads` and `tries` say, place by place, which earlier entry is the same person
    and the same application."""
    cursor.execute(TABLES)
    with cursor.copy(f"COPY taking ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
        for n, entry in enumerate(entries):
            t = entry.tried
            told = (t.key, t.job or None, t.stage, t.state, t.applied, t.entered, t.ended, t.letter, t.source)
            copy.write_row((n, leads[n], tries[n], *entry.person, *told))


def leaders(entries: Sequence[Entry]) -> tuple[list[int], list[tuple[int, str]]]:
    """For each entry the first that is the same person: by their number, by e-mail address, else, where either has
    none, by name and phone number. And the entries whose number another entry has for somebody else."""
    keys: dict[str, int] = {}
    emails: dict[str, int] = {}
    phones: dict[tuple[str, str], list[int]] = {}
    found: list[int] = []
    clashes: list[tuple[int, str]] = []
    for n, entry in enumerate(entries):
        key, name, digits = entry.person.key, entry.person.name.lower(), entry.person.digits
        email = entry.person.email.lower()
        same = keys.get(key) if key else None
        if same is not None and name and _somebody_else(name, email, entries[same].person):
            clashes.append((n, entries[same].person.name))
        if same is None and email:
            same = emails.get(email)
        known = phones.setdefault((name, digits), []) if digits else []
        if same is None:
            same = next((one for one in known if not email or not entries[one].person.email), n)
        found.append(same)
        if key:
            keys.setdefault(key, same)
        if email:
            emails.setdefault(email, same)
        known.append(same)
    return found, clashes


def _somebody_else(name: str, email: str, other: Person) -> bool:
    """One number, but neither the name nor the address agrees."""
    return bool(other.name and email and other.email) and name != other.name.lower() and email != other.email.lower()


def same_tries(entries: Sequence[Entry], leads: Sequence[int]) -> list[int]:
    """For each entry the first that is the same application: the same person and job, on the same day where days are
    given, and never two in progress."""
    seen: dict[Any, int] = {}
    found = []
    for n, entry in enumerate(entries):
        t = entry.tried
        names: list[Any] = [(leads[n], t.job, t.applied)]
        if t.ended is None:
            names.append((leads[n], t.job, "live"))
        if t.key:
            names.append(t.key)
        same = next((seen[name] for name in names if name in seen), n)
        for name in names:
            seen.setdefault(name, same)
        found.append(same)
    return found
