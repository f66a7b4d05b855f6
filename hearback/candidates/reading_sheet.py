"""What was read, set out for a person to check: each thing with its place on the paper; and back to a résumé. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hearback.candidates.reading.headings import folded
from hearback.candidates.resume import clean_resume, iso_date
from hearback.candidates.rules import facts_from_resume
from hearback.refusals import Refused

Facts = Mapping[str, Any]
# section: (title, what one of it is called, its things as (name in JSON Resume, label, kind))
ENTRIES: dict[str, tuple[str, str, tuple[tuple[str, str, str], ...]]] = {
    "work": ("Work", "post", (
        ("position", "Position", "line"), ("name", "Employer", "line"), ("location", "Place", "line"),
        ("startDate", "From", "date"), ("endDate", "Until", "date"),
        ("summary", "About it", "prose"), ("highlights", "Points", "points"),
    )),
    "education": ("Education", "course of study", (
        ("studyType", "Degree", "line"), ("area", "Subject", "line"), ("institution", "School", "line"),
        ("startDate", "From", "date"), ("endDate", "Until", "date"),
        ("score", "Result", "line"), ("courses", "Courses and notes", "points"),
    )),
    "projects": ("Projects", "project", (
        ("name", "Project", "line"), ("startDate", "From", "date"), ("endDate", "Until", "date"),
        ("url", "Address", "line"), ("description", "About it", "prose"), ("highlights", "Points", "points"),
    )),
    "volunteer": ("Volunteering", "engagement", (
        ("position", "Position", "line"), ("organization", "Organisation", "line"),
        ("startDate", "From", "date"), ("endDate", "Until", "date"),
        ("summary", "About it", "prose"), ("highlights", "Points", "points"),
    )),
    "certificates": ("Certificates", "certificate", (
        ("name", "Certificate", "line"), ("issuer", "From whom", "line"), ("date", "When", "date"),
    )),
    "awards": ("Awards", "award", (
        ("title", "Award", "line"), ("awarder", "From whom", "line"), ("date", "When", "date"),
        ("summary", "About it", "prose"),
    )),
    "publications": ("Publications", "publication", (
        ("name", "Title", "line"), ("publisher", "Published in", "line"), ("releaseDate", "When", "date"),
        ("url", "Address", "line"),
    )),
    "references": ("What others say", "reference", (("name", "Who", "line"), ("reference", "Words", "prose"))),
}  # fmt: skip
# Sections that fit on lines: "Tools: Git, Docker", "German: native".
LINES: dict[str, tuple[str, str, str]] = {
    "skills": ("Skills", "name", "keywords"),
    "languages": ("Languages", "language", "fluency"),
    "interests": ("Interests", "name", "keywords"),
}
ORDER = ("work", "education", "skills", "languages", "projects", "volunteer", "certificates", "awards")
ORDER += ("publications", "interests", "references")
# The candidate's own fields, and where a résumé says them.
FACTS = {
    "name": ("Name", ("basics.name",)),
    "email": ("E-mail", ("basics.email",)),
    "phone": ("Phone", ("basics.phone",)),
    "headline": ("Headline", ("basics.label",)),
    "location": ("Where they live", ("basics.location",)),
    "links": ("Links", ("basics.url", "basics.profiles")),
}
READ, HELD, BOTH = "read", "held", "both"


@dataclass(frozen=True)
class Place:
    """A line of the paper."""

    page: int
    line: int
    words: str


@dataclass(frozen=True)
class Item:
    """One thing to check. `name` is the field of the form, `kind` line, date, prose or points."""

    name: str
    label: str
    kind: str
    value: str
    places: tuple[Place, ...] = ()
    why: str = ""

    @property
    def seldom(self) -> bool:
        """Not worth an empty field on every entry: most say nothing of it."""
        return self.kind in ("prose", "points") or self.label in ("Address", "Result", "From whom")


@dataclass(frozen=True)
class Entry:
    key: str  # work-0
    items: tuple[Item, ...]
    blank: bool = False

    @property
    def places(self) -> tuple[Place, ...]:
        """Every line any of it came from, once, in the order of the paper."""
        return _in_order(place for item in self.items for place in item.places)


@dataclass(frozen=True)
class Section:
    """`held`: what we hold already and is not the same, so that somebody has to choose."""

    key: str
    title: str
    noun: str
    entries: tuple[Entry, ...]
    held: tuple[Facts, ...] = ()

    @property
    def found(self) -> bool:
        return any(not entry.blank for entry in self.entries)


def _in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(set(places), key=lambda place: (place.page, place.line)))


class Values:
    """The values of a reading, looked up by their path in JSON Resume."""

    def __init__(self, found: Facts) -> None:
        self._told = found.get("values", [])

    def under(self, *paths: str) -> tuple[tuple[Place, ...], str]:
        """Where everything at or below these paths came from, and why it may be wrong."""
        told = [
            one for one in self._told if any(re.match(rf"{re.escape(path)}(?![\w])", one["path"]) for path in paths)
        ]
        places = _in_order(Place(one["page"], one["line"], one["words"]) for one in told)
        return places, " ".join(dict.fromkeys(one["why"] for one in told if one["why"]))


def summary_of(found: Facts) -> Item:
    places, why = Values(found).under("basics.summary")
    return Item("summary", "Summary", "prose", found["resume"].get("basics", {}).get("summary", ""), places, why)


def facts_of(found: Facts) -> dict[str, Item]:
    """What the paper says in the candidate's own fields; links as lines of label and address."""
    told, values = facts_from_resume(found["resume"]), Values(found)
    items = {}
    for name, (label, paths) in FACTS.items():
        value = lines_of_links(told["links"]) if name == "links" else told[name]
        places, why = values.under(*paths)
        items[name] = Item(name, label, "line", value, places, why)
    return items


def lines_of_links(links: Iterable[Facts]) -> str:
    return "\n".join(f"{link['label']} {link['url']}".strip() for link in links)


def sections_of(found: Facts, held: Facts) -> list[Section]:
    """Every section, those with nothing in them too: what was overlooked can be written in."""
    values, resume = Values(found), found["resume"]
    held = clean_resume(dict(held)).resume
    sections = []
    for key in ORDER:
        entries = resume.get(key, [])
        differs = tuple(held.get(key, [])) if entries and held.get(key) != entries else ()
        if key in LINES:
            title, noun = LINES[key][0], "line"
            shown = (Entry(key, (_lines_item(key, entries, values),), blank=not entries),)
        else:
            title, noun, _ = ENTRIES[key]
            shown = tuple(_entry(key, number, entry, values) for number, entry in enumerate(entries))
            shown += (_entry(key, len(entries), {}, Values({}), blank=True),)
        sections.append(Section(key, title, noun, shown, differs))
    return sections


def same_person(held: str, read: str) -> bool:
    """Whether two names have a word in common; nothing is said where either is missing."""
    one, other = (set(re.findall(r"\w{2,}", folded(name))) for name in (held, read))
    return not one or not other or bool(one & other)


def _entry(key: str, number: int, entry: Facts, values: Values, *, blank: bool = False) -> Entry:
    items = []
    for name, label, kind in ENTRIES[key][2]:
        value = entry.get(name, "")
        places, why = values.under(f"{key}[{number}].{name}")
        text = "\n".join(value) if isinstance(value, list) else value
        items.append(Item(f"{key}-{number}-{name}", label, kind, text, places, why))
    return Entry(f"{key}-{number}", tuple(items), blank)


def _lines_item(key: str, entries: Sequence[Facts], values: Values) -> Item:
    title, first, second = LINES[key]
    lines = []
    for entry in entries:
        more = entry.get(second, "")
        more = ", ".join(more) if isinstance(more, list) else more
        lines.append(": ".join(part for part in (entry.get(first, ""), more) if part))
    places, why = values.under(key)
    return Item(key, title, "points", "\n".join(lines), places, why)


def check_date(text: str, field: str) -> str:
    """2021-04 and its like; also 04/2021 and 4.2021. Refuses, in words, what is no date."""
    text = text.strip()
    if turned := re.fullmatch(r"(\d{1,2})[./-](\d{4})", text):
        text = f"{turned[2]}-{int(turned[1]):02}"
    if text and iso_date(text) is None:
        raise Refused("Write it as year and month, such as 2021-04, or the year alone.", field=field)
    return text


def entries_of(key: str, read: Sequence[Facts], typed: Mapping[str, str], left_out: Iterable[str]) -> list[Facts]:
    """One section as a person has left it. What the form does not show of an entry is kept as it was read."""
    if key in LINES:
        return _from_lines(key, read, typed.get(key, ""))
    entries, out = [], set(left_out)
    for number in range(len(read) + 1):
        base = dict(read[number]) if number < len(read) else {}
        for name, _, kind in ENTRIES[key][2]:
            text = typed.get(f"{key}-{number}-{name}", "").strip()
            base[name] = [line.strip() for line in text.splitlines() if line.strip()] if kind == "points" else text
        if any(base.values()) and f"{key}-{number}" not in out:
            entries.append({name: value for name, value in base.items() if value})
    return entries


def _from_lines(key: str, read: Sequence[Facts], text: str) -> list[Facts]:
    _, first, second = LINES[key]
    known = {entry.get(first): entry for entry in read}
    entries = []
    for line in text.splitlines():
        name, _, more = (part.strip() for part in line.partition(":"))
        if not name and not more:
            continue
        told = [word.strip() for word in more.split(",") if word.strip()] if second == "keywords" else more
        entry = {**known.get(name, {}), first: name, second: told}
        entries.append({part: value for part, value in entry.items() if value})
    return entries


def combined(choice: str, held: Sequence[Facts], read: Sequence[Facts]) -> list[Facts]:
    """What stands afterwards where both say something."""
    if choice == HELD:
        return list(held)
    return [*read, *(entry for entry in held if entry not in read)] if choice == BOTH else list(read)


def resume_of(found: Facts, held: Facts, facts: Facts, summary: str, sections: Mapping[str, list[Facts]]) -> Facts:
    """The whole résumé to be kept: what was chosen and corrected, and what we hold where the paper says nothing."""
    read, kept = found["resume"].get("basics", {}), clean_resume(dict(held)).resume
    basics = {**kept.get("basics", {}), **read, "summary": summary}
    basics |= {"name": facts["name"], "email": facts["email"], "phone": facts["phone"], "label": facts["headline"]}
    whole = {**kept, **sections, "basics": {name: value for name, value in basics.items() if value}}
    return {name: value for name, value in whole.items() if value}
