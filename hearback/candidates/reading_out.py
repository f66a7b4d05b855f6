"""A résumé laid out for reading: sections of entries, the same for every page that draws one. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hearback.candidates.resume import clean_resume
from hearback.candidates.rules import when

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    title: str
    place: str = ""
    period: str = ""
    text: str = ""
    points: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    entries: tuple[Entry, ...]
    short: bool = False  # entries of a few words, best set side by side


def read(resume: object) -> tuple[str, tuple[Section, ...]]:
    """The summary, and the sections that say anything. Takes any JSON; what is not valid is passed over."""
    kept = clean_resume(resume).resume
    sections = tuple(section for section in _sections(kept) if section.entries)
    return kept.get("basics", {}).get("summary", ""), sections


def _sections(kept: Facts) -> Iterator[Section]:
    yield Section("Work", _entries(kept, "work", "position", "name"))
    yield Section("Projects", _entries(kept, "projects", "name", "entity"))
    yield Section("Education", tuple(_education(facts) for facts in kept.get("education", [])))
    yield Section("Volunteering", _entries(kept, "volunteer", "position", "organization"))
    yield Section("Skills", tuple(_skill(facts) for facts in kept.get("skills", [])), short=True)
    yield Section("Languages", _pairs(kept, "languages", "language", "fluency"), short=True)
    yield Section("Certificates", _pairs(kept, "certificates", "name", "issuer"), short=True)
    yield Section("Awards", _entries(kept, "awards", "title", "awarder"))
    yield Section("Publications", _entries(kept, "publications", "name", "publisher"))
    yield Section("Interests", tuple(_skill(facts) for facts in kept.get("interests", [])), short=True)
    yield Section("What others say", tuple(_reference(facts) for facts in kept.get("references", [])))


def _entries(kept: Facts, section: str, title: str, place: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            title=facts.get(title) or facts.get(place, ""),
            place=", ".join(part for part in (facts.get(place, ""), facts.get("location", "")) if part)
            if facts.get(title)
            else "",
            period=_period(facts),
            text=facts.get("summary") or facts.get("description", ""),
            points=tuple(facts.get("highlights", [])),
            url=facts.get("url", ""),
        )
        for facts in kept.get(section, [])
        if facts.get(title) or facts.get(place)
    )


def _education(facts: Facts) -> Entry:
    what = " in ".join(part for part in (facts.get("studyType", ""), facts.get("area", "")) if part)
    where = facts.get("institution", "")
    return Entry(
        title=what or where or "Studies",
        place=where if what else "",
        period=_period(facts),
        text=f"Result {facts['score']}" if facts.get("score") else "",
        points=tuple(facts.get("courses", [])),
        url=facts.get("url", ""),
    )


def _skill(facts: Facts) -> Entry:
    name = facts.get("name") or ", ".join(facts.get("keywords", [])[:1])
    words = facts.get("keywords", []) if facts.get("name") else facts.get("keywords", [])[1:]
    return Entry(title=name, place=facts.get("level", ""), text=", ".join(words))


def _pairs(kept: Facts, section: str, title: str, note: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(title=facts[title], place=facts.get(note, ""), period=_period(facts), url=facts.get("url", ""))
        for facts in kept.get(section, [])
        if facts.get(title)
    )


def _reference(facts: Facts) -> Entry:
    return Entry(title=facts.get("name", "A reference"), text=facts.get("reference", ""))


def _period(facts: Facts) -> str:
    start, end = facts.get("startDate", ""), facts.get("endDate", "")
    single = facts.get("date") or facts.get("releaseDate", "")
    if single:
        return when(single)
    if start and not end:
        return f"since {when(start)}"
    return " to ".join(dict.fromkeys(when(part) for part in (start, end) if part))
