"""Candidates from files: JSON Resume and CSV. Every row is either taken in or refused with its place and a reason."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from hearback.candidates import rules
from hearback.candidates.actions import find_or_add
from hearback.candidates.models import Candidate
from hearback.candidates.resume import parse_resume, safe_url
from hearback.people.models import Person
from hearback.refusals import Refused
from hearback.words import plural

LARGEST_FILE = 200 * 1024 * 1024
ENDINGS = (".json", ".jsonl", ".ndjson", ".csv", ".tsv")
_LONGEST_CELL = 50_000

# What people call their columns, folded: small letters, without accents, spaces and signs.
_COLUMNS = {
    "name": "name fullname candidate candidatename applicant applicantname vollername nomcomplet nombrecompleto",
    "first": "firstname first givenname forename vorname prenom nombre",
    "last": "lastname last surname familyname nachname nom apellido apellidos",
    "email": "email emailaddress mail emailadresse courriel correo correoelectronico primaryemail emails",
    "phone": "phone phonenumber telephone tel mobile mobilephone cell cellphone telefon telefonnummer handy telefono",
    "headline": "headline currenttitle jobtitle title position currentposition currentrole",
    "location": "location city town place ort stadt wohnort ville ciudad",
    "time_zone": "timezone zone zeitzone",
    "channel": "channel preferredchannel contactby",
    "source": "source quelle origin referrer",
    "links": "links url urls website homepage web",
    "LinkedIn": "linkedin linkedinurl linkedinprofile",
    "GitHub": "github githuburl",
    "Portfolio": "portfolio portfoliourl",
}
_KNOWN = {word: column for column, words in _COLUMNS.items() for word in words.split()}
_LINKS = ("LinkedIn", "GitHub", "Portfolio")
_CHANNELS = {"phone": "call", "telephone": "call", "phone call": "call", "e-mail": "email", "mail": "email"}


@dataclass(frozen=True)
class Row:
    """One candidate as a file tells of them. `line` is where it starts."""

    file: str
    line: int
    facts: Mapping[str, Any]
    columns: Mapping[str, str] = field(default_factory=dict)  # what the file calls each fact


@dataclass(frozen=True)
class Rejection:
    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        return f"{self.file}, line {self.line}{column}: {self.reason}"


@dataclass(frozen=True)
class Accepted:
    row: Row
    candidate: Candidate
    new: bool


@dataclass
class ImportReport:
    """Accepted and rejected make up the rows, always."""

    accepted: list[Accepted] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.accepted) + len(self.rejected)

    @property
    def new(self) -> int:
        return sum(accepted.new for accepted in self.accepted)

    def __str__(self) -> str:
        known = len(self.accepted) - self.new
        summary = (
            f"{plural(self.rows, 'row')}: {self.new:,} new, {known:,} here already, {len(self.rejected):,} refused."
        )
        return "\n".join([summary, *(f"  {rejection}" for rejection in self.rejected)])


def import_candidates(path: Path | str, *, by: Person | None, now: datetime) -> ImportReport:
    """Take in every candidate of a file or folder. Whoever is here already is left as they are, so that the same file
    twice adds nothing twice. Each row stands by itself: a bad one is refused and the others go on."""
    report = ImportReport()
    for row in read_rows(path):
        if isinstance(row, Rejection):
            report.rejected.append(row)
            continue
        try:
            report.accepted.append(take_in(row, by=by, now=now))
        except Refused as refused:
            report.rejected.append(rejection(row, refused))
    return report


def take_in(row: Row, *, by: Person | None, now: datetime) -> Accepted:
    """One row. Raises what refuses it."""
    candidate, new = find_or_add(by=by, now=now, verb="imported", **row.facts)
    return Accepted(row, candidate, new)


def rejection(row: Row, refused: Refused) -> Rejection:
    return Rejection(row.file, row.line, row.columns.get(refused.field, refused.field), str(refused))


def read_rows(path: Path | str) -> Iterator[Row | Rejection]:
    """The rows of a file, or of every file of a folder in the order of their names."""
    path = Path(path)
    if not path.exists():
        raise Refused(f"There is nothing at {path}.")
    if not path.is_dir():
        yield from _rows_of_file(path, path.name)
        return
    files = [file for file in sorted(path.rglob("*")) if file.suffix.lower() in ENDINGS and file.is_file()]
    if not files:
        raise Refused(f"{path} holds neither JSON nor CSV files.")
    for file in files:
        yield from _rows_of_file(file, file.relative_to(path).as_posix())


def _rows_of_file(path: Path, name: str) -> Iterator[Row | Rejection]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused("This file is too large to be read at once. Split it.")
        text = decode(path.read_bytes())
        if not text.strip():
            raise Refused("This file is empty.")
    except (Refused, OSError) as trouble:
        reason = str(trouble) if isinstance(trouble, Refused) else "This file can't be read."
        yield Rejection(name, 1, "", reason)
        return
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        yield from _json_lines(text, name)
    elif path.suffix.lower() == ".json" or text.lstrip()[:1] in ("{", "["):
        yield from _json(text, name)
    else:
        yield from _csv(text, name)


def decode(content: bytes) -> str:
    """Text in whatever way it was saved: UTF-8 with or without its mark, UTF-16, or the old Western one."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace")
    if b"\0" in content[:1000]:
        raise Refused("This file holds no text.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


# JSON Resume


def _json(text: str, name: str) -> Iterator[Row | Rejection]:
    """One résumé, several, or a list of them. Read one by one: what follows an error is all that is lost."""
    place, lines, counted = _skip(text, 0, " \t\r\n"), 1, 0
    in_list = text[place] == "["
    place += in_list
    while True:
        place = _skip(text, place, " \t\r\n,")
        if place >= len(text) or (in_list and text[place] == "]"):
            return
        lines, counted = lines + text.count("\n", counted, place), place
        row, place = _resume_at(text, place, name, lines)
        yield row
        if place < 0:
            return


def _json_lines(text: str, name: str) -> Iterator[Row | Rejection]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _resume_at(line, _skip(line, 0, " \t"), name, number)[0]


def _skip(text: str, place: int, letters: str) -> int:
    while place < len(text) and text[place] in letters:
        place += 1
    return place


def _resume_at(text: str, place: int, name: str, line: int = 1) -> tuple[Row | Rejection, int]:
    """The résumé that starts here, and where it ends; -1 when it can't be read."""
    try:
        data, end = json.JSONDecoder().raw_decode(text, place)
    except json.JSONDecodeError as error:
        at = line + error.lineno - (text.count("\n", 0, place) + 1)
        return Rejection(name, at, f"column {error.colno}", "This is not JSON from here on."), -1
    except (RecursionError, ValueError):
        return Rejection(name, line, "", "This JSON is nested too deeply to be a résumé."), -1
    try:
        resume = parse_resume(data).resume
    except Refused as refused:
        return Rejection(name, line, refused.field, str(refused)), end
    facts = rules.facts_from_resume(resume)
    columns = {"email": "basics.email", "phone": "basics.phone", "name": "basics.name", "links": "basics.profiles"}
    return Row(name, line, {**facts, "resume": resume}, columns), end


# CSV


def _csv(text: str, name: str) -> Iterator[Row | Rejection]:
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_FILE))
    text = text.replace("\0", "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=True)
    heading: list[str] = []
    while not any(cell.strip() for cell in heading):
        heading = next(reader, None) or []
    columns = [_column(cell) for cell in heading]
    if not ({"name", "last"} & set(columns)) or not ({"email", "phone"} & set(columns)):
        named = ", ".join(cell.strip()[:30] or "(empty)" for cell in heading[:8])
        reason = (
            "The first line has to name the columns, among them a name and an e-mail address or a phone number. "
            f"It says: {named}."
        )
        yield Rejection(name, 1, "", reason)
        return
    called = {column: cell.strip() for column, cell in zip(columns, heading, strict=True) if column}
    called["name"] = called.get("name") or called.get("last", "")
    yield from _csv_rows(reader, columns, called, name, open_quote=text.count('"') % 2 == 1)


def _csv_rows(
    reader: Any, columns: list[str], called: Mapping[str, str], name: str, *, open_quote: bool
) -> Iterator[Row | Rejection]:
    line = reader.line_num + 1
    for cells in reader:
        first, line = line, reader.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        if open_quote and any(len(cell) > _LONGEST_CELL or cell.count("\n") > 100 for cell in cells):
            yield Rejection(name, first, "", "A quotation mark is opened here and never closed.")
        elif any(len(cell) > _LONGEST_CELL for cell in cells):
            yield Rejection(name, first, "", "A cell of this row is too long to be read.")
        elif len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            yield Rejection(name, first, "", f"This row has {len(cells)} cells, the heading {len(columns)}.")
        else:
            given: dict[str, str] = {}
            for column, cell in zip(columns, cells, strict=False):
                given[column] = given.get(column) or cell  # of two columns for one fact, the first that says anything
            yield Row(name, first, _facts(given), called)


def _delimiter(text: str) -> str:
    """Whichever sign divides the first line most often, outside quotation marks."""
    first = re.sub(r'"[^"]*"', "", text.lstrip().split("\n", 1)[0])
    counts = {sign: first.count(sign) for sign in ",;\t|"}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ","


def _column(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return _KNOWN.get(re.sub(r"[^a-z0-9]", "", plain), "")


def _facts(cells: Mapping[str, str]) -> dict[str, Any]:
    """A row in the candidate's own fields. The apostrophe that guards a spreadsheet's cell is taken off again."""
    given = {column: re.sub(r"^'(?=[=+\-@])", "", cell.strip()) for column, cell in cells.items() if column}
    name = given.get("name") or f"{given.get('first', '')} {given.get('last', '')}"
    links = [{"label": "", "url": url} for url in given.get("links", "").split() if safe_url(url)]
    links += [{"label": label, "url": given[label]} for label in _LINKS if safe_url(given.get(label, ""))]
    channel = given.get("channel", "").lower()
    facts = {column: given.get(column, "") for column in ("email", "phone", "headline", "location", "source")}
    return {
        **facts,
        "name": name,
        "time_zone": given.get("time_zone", ""),
        "channel": _CHANNELS.get(channel, channel) or "email",
        "links": links[:20],
    }
