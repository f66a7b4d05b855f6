"""A row of text into a candidate, and what they tried for, or a refusal that names the column. Pure: no database."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from hearback.candidates import rules as candidate_rules
from hearback.candidates.resume import clean_resume, plain, safe_url
from hearback.exchange import rules
from hearback.exchange.cells import unguard
from hearback.exchange.columns import fold
from hearback.refusals import Refused

_LINKS = ("LinkedIn", "GitHub", "Portfolio")
_CHANNELS = {"phone": "call", "telephone": "call", "phonecall": "call", "telefon": "call", "mail": "email"}
_SPLIT = re.compile(r"[\s,;]+")


class Person(NamedTuple):
    """One candidate as they will stand in the table, and by what they are known: their number elsewhere, their address
    without capitals, the last digits of their phone."""

    key: str
    name: str
    email: str
    phone: str
    digits: str
    headline: str
    location: str
    time_zone: str
    channel: str
    links: str  # JSON
    resume: str  # JSON
    source: str
    created: str | None


class Try(NamedTuple):
    """What they applied for."""

    key: str
    job: int
    stage: int
    state: str
    applied: str | None
    entered: str | None
    ended: str | None
    letter: str
    source: str


NOBODY = Try("", 0, 0, "", None, None, None, "", "")


@dataclass(frozen=True)
class JobFacts:
    """What a row has to know of a job. `closed_to` says why nobody new can be in progress there; else it is empty."""

    pk: int
    title: str
    stages: tuple[tuple[int, str, str], ...]  # id, name, kind
    closed_to: str = ""


@dataclass(frozen=True)
class Jobs:
    """The jobs a row may name: by number, by folded title, and by their number in the other system."""

    by_pk: Mapping[int, JobFacts] = field(default_factory=dict)
    by_title: Mapping[str, tuple[JobFacts, ...]] = field(default_factory=dict)
    by_key: Mapping[str, JobFacts] = field(default_factory=dict)
    one: JobFacts | None = None  # the one job that the importer chose for all

    def meant(self, title: str, key: str) -> JobFacts:
        if key and (found := self.by_key.get(key)):
            return found
        if title:
            named = self.by_title.get(fold(title) or title.lower(), ())
            if len(named) > 1:
                numbers = ", ".join(str(job.pk) for job in named)
                raise Refused(
                    f"There are several jobs “{title[:80]}”. Write the number of one: {numbers}.", field="job"
                )
            if named:
                return named[0]
            if title.isdecimal() and len(title) < 10 and int(title) in self.by_pk:
                return self.by_pk[int(title)]
            raise Refused(
                f"There is no job “{title[:80]}” here. Import the jobs first, or write its title as here.", field="job"
            )
        if self.one:
            return self.one
        if key:
            raise Refused(
                f"There is no job with the number {key[:60]} here yet. Import the jobs first.", field="job_key"
            )
        raise Refused("This row names no job.", field="job")


class Reader:
    """Reads rows of one heading. `mapping` has a field, or nothing, for each column."""

    def __init__(
        self,
        mapping: Sequence[str],
        *,
        now: datetime,
        jobs: Jobs | None = None,
        source: str = "",
        months_first: bool = False,
    ) -> None:
        self.at = {field: place for place, field in reversed(list(enumerate(mapping))) if field}
        self.link_places = [place for place, field in enumerate(mapping) if field == "links"]
        self.jobs, self.now, self.source, self.months_first = jobs, now, source, months_first
        self.known_only = "key" in self.at and not {"name", "last", "first"} & set(self.at)

    def read(self, cells: Sequence[str]) -> tuple[Person, Try]:
        """Raises Refused with the field it concerns."""
        person = self._person(cells)
        return person, self._try(cells) if self.jobs else NOBODY

    def _cell(self, cells: Sequence[str], field: str) -> str:
        place = self.at.get(field)
        if place is None:
            return ""
        text = cells[place].strip()
        return unguard(text) if text[:1] == "'" else text

    def _person(self, cells: Sequence[str]) -> Person:
        cell = self._cell
        key = cell(cells, "key")[:200]
        if self.known_only and key:
            return Person(key, "", "", "", "", "", "", "", "email", "[]", "{}", "", None)
        given = cell(cells, "name") or f"{cell(cells, 'first')} {cell(cells, 'last')}"
        name = candidate_rules.check_name(given)
        email = candidate_rules.check_email(_first_address(cell(cells, "email")))
        phone = candidate_rules.check_phone(cell(cells, "phone"))
        channel = "email"
        if "channel" in self.at:
            word = cell(cells, "channel")
            channel = _CHANNELS.get(fold(word), fold(word)) or "email"
        candidate_rules.check_reachable(email, phone, channel)
        zone = cell(cells, "time_zone")
        created = cell(cells, "created")
        return Person(
            key,
            name,
            email,
            phone,
            candidate_rules.digits(phone) if phone else "",
            plain(cell(cells, "headline"), 300),
            plain(cell(cells, "location").replace("\n", ", "), 200),
            candidate_rules.check_zone(zone) if zone else "",
            channel,
            self._links(cells),
            self._resume(cells),
            plain(cell(cells, "source"), 80),
            self._date(created, "created") if created else None,
        )

    def _date(self, text: str, field: str) -> str:
        return rules.moment_of(text, months_first=self.months_first, field=field)

    def _links(self, cells: Sequence[str]) -> str:
        """What is safe to click on; what is not is left out, as somebody's page is no reason to refuse them."""
        found: list[dict[str, str]] = []
        for place in self.link_places:
            text = cells[place].strip()
            if text[:2] == "[{":
                found += _labelled(text)
            elif text:
                found += [{"label": "", "url": url} for url in _SPLIT.split(unguard(text)) if safe_url(url)]
        for label in _LINKS:
            if label in self.at and (url := self._cell(cells, label)) and safe_url(url):
                found.append({"label": label, "url": url})
        return json.dumps(candidate_rules.check_links(found[:20]), ensure_ascii=False) if found else "[]"

    def _resume(self, cells: Sequence[str]) -> str:
        place = self.at.get("resume")
        text = cells[place] if place is not None else ""
        if text[:1] != "{":
            return "{}"
        try:
            return json.dumps(clean_resume(json.loads(text)).resume, ensure_ascii=False)
        except (ValueError, RecursionError):
            raise Refused("This is no JSON Resume.", field="resume") from None

    def _try(self, cells: Sequence[str]) -> Try:
        assert self.jobs is not None
        cell = self._cell
        job = self.jobs.meant(cell(cells, "job"), cell(cells, "job_key")[:200])
        if not job.stages:
            raise Refused(f"{job.title} has no interview plan yet.", field="job")
        applied, entered, ended = (
            self._date(text, field) if (text := cell(cells, field)) else None
            for field in ("applied", "entered", "ended")
        )
        rules.check_dates(applied, entered, ended, self.now)
        state = rules.state_of(cell(cells, "state"), ended=ended is not None)
        live = rules.is_live(state)
        if live and job.closed_to:
            raise Refused(job.closed_to, field="job")
        return Try(
            cell(cells, "try_key")[:200],
            job.pk,
            rules.stage_of(cell(cells, "stage"), job.stages),
            state,
            applied,
            entered,
            None if live else ended or entered or applied or self.now.isoformat(),
            cell(cells, "letter")[:20_000],
            self.source or plain(cell(cells, "source"), 80),
        )


def _first_address(text: str) -> str:
    """One cell may hold several addresses; the first is the one to answer to."""
    return (
        next((part for part in _SPLIT.split(text) if part), "") if ("@" in text and len(text.split("@")) > 2) else text
    )


def _labelled(text: str) -> list[dict[str, str]]:
    try:
        links: Any = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [
        {"label": str(link.get("label", "")), "url": str(link["url"])}
        for link in links
        if isinstance(link, dict) and safe_url(str(link.get("url", "")))
    ]


Check = Callable[[Sequence[str]], tuple[Person, Try]]
