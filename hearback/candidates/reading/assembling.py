"""From lines to a reading: each section by its own reader, then one JSON Resume with a path to every value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hearback.candidates.reading.basics import read_basics
from hearback.candidates.reading.doubting import second_look
from hearback.candidates.reading.layout import lines_of
from hearback.candidates.reading.lists import (
    read_awards,
    read_certificates,
    read_interests,
    read_languages,
    read_projects,
    read_references,
    read_skills,
)
from hearback.candidates.reading.posts import read_education, read_volunteering, read_work
from hearback.candidates.reading.publications import read_publications
from hearback.candidates.reading.sections import sections_of
from hearback.candidates.reading.shapes import Entry, Page, Reading, Section, Value, joined, said, source
from hearback.candidates.resume import clean_resume

READERS: dict[str, Callable[[Section], list[Entry]]] = {
    "work": read_work,
    "volunteer": read_volunteering,
    "education": read_education,
    "skills": read_skills,
    "languages": read_languages,
    "projects": read_projects,
    "publications": read_publications,
    "awards": read_awards,
    "certificates": read_certificates,
    "interests": read_interests,
    "references": read_references,
}


def read_pages(pages: Sequence[Page]) -> Reading:
    """Everything that could be placed, and the lines that could not."""
    sections = sections_of(lines_of(pages))
    found: dict[str, Any] = {"basics": read_basics(sections)}
    unread = []
    for section in sections:
        reader = READERS.get(section.kind)
        if reader:
            found[section.kind] = [*found.get(section.kind, []), *reader(section)]
        elif section.kind == "summary" or _opens(section, sections):
            _summary(section, found["basics"])
        elif section.kind == "other":
            unread += [source(line) for line in section.lines]
    values: list[Value] = []
    resume = clean_resume(_told(found, "", values)).resume
    notices = [] if found["basics"].get("name") else ["We found no name in this résumé."]
    if not any(section.heading for section in sections):
        notices.append("This résumé has no headings we know, so little could be placed.")
    if guessed := [words for words, kind in _guesses(sections) if kind != "other"]:
        notices.append(f"We placed these by what stands in them, not by their headings: {', '.join(guessed)}.")
    return Reading(resume, second_look(resume, values), tuple(notices), tuple(unread), len(pages))


def _guesses(sections: Sequence[Section]) -> list[tuple[str, str]]:
    return [(section.heading.text, section.kind) for section in sections if section.heading and not section.sure]


def _opens(section: Section, sections: Sequence[Section]) -> bool:
    """Prose under the first heading, whatever its words, introduces the person."""
    headed = [other for other in sections if other.heading]
    prose = sum(len(line.text) for line in section.lines if len(line.pieces) == 1)
    return section.kind == "other" and bool(headed) and section is headed[0] and prose > 60


def _summary(section: Section, basics: dict[str, Any]) -> None:
    if section.lines and (section.kind == "summary" or "summary" not in basics):
        why = "" if section.kind == "summary" else "The heading above it says something else."
        basics["summary"] = said(joined([line.text for line in section.lines]), section.lines[0], why)


def _told(tree: Any, path: str, values: list[Value]) -> Any:
    """Plain JSON, while every value is noted with where it went."""
    if isinstance(tree, Value):
        if not tree.text:
            return None
        values.append(replace(tree, path=path))
        return tree.text
    if isinstance(tree, list):
        kept: list[Any] = []
        for part in tree:  # what is empty is left out here, so that places in the path are those of the résumé
            told = _told(part, f"{path}[{len(kept)}]", values)
            if told:
                kept.append(told)
        return kept
    told = {name: _told(part, f"{path}.{name}" if path else name, values) for name, part in tree.items()}
    return {name: part for name, part in told.items() if part}
