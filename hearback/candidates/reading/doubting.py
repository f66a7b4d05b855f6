"""A second look at what was read: what does not look like what it is said to be gets a sentence saying so.

`bin/bench resumes` prints how much of what is wrong, and how little of what is right, is marked by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hearback.candidates.reading.dates import find_period
from hearback.candidates.reading.headings import folded, words_of
from hearback.candidates.reading.labelled import is_label
from hearback.candidates.reading.lexicon import (
    FLUENCY,
    LANGUAGES,
    degree_in,
    like_employer,
    like_place,
    like_post,
    like_school,
)
from hearback.candidates.reading.shapes import Value

Doubt = tuple[str, str]  # path, why
_NAMES = {
    "work": ("name", "position"), "volunteer": ("organization", "position"), "education": ("institution", "area"),
    "certificates": ("name",), "awards": ("title",), "projects": ("name",), "skills": ("name",),
    "languages": ("language",),
}  # fmt: skip


_ODD = "What stands beside it does not read like a name: the date may belong elsewhere."


def second_look(resume: Mapping[str, Any], values: Sequence[Value]) -> tuple[Value, ...]:
    """The same values; those without a doubt so far may get one."""
    doubts: dict[str, str] = {}
    for path, why in _doubts(resume):
        doubts.setdefault(path, why)
    return tuple(value if value.why else replace(value, why=doubts.get(value.path, "")) for value in values)


def _doubts(resume: Mapping[str, Any]) -> Iterator[Doubt]:
    for kind, names in _NAMES.items():
        entries = resume.get(kind, [])
        for at, entry in enumerate(entries):
            path = f"{kind}[{at}]"
            for name in names:
                if why := _unlike_a_name(str(entry.get(name, ""))):
                    yield f"{path}.{name}", why
                    yield from ((f"{path}.{date}", _ODD) for date in ("startDate", "endDate") if date in entry)
            yield from _told(path, entry)
        yield from _unlike_the_others(kind, names, entries)
    for kind in ("work", "volunteer"):
        for at, entry in enumerate(resume.get(kind, [])):
            yield from _post(f"{kind}[{at}]", entry, _NAMES[kind][0])
    for at, entry in enumerate(resume.get("education", [])):
        yield from _studies(f"education[{at}]", entry)
    for at, entry in enumerate(resume.get("skills", [])):
        yield from _skill(f"skills[{at}]", entry)
    for at, entry in enumerate(resume.get("languages", [])):
        yield from _language(f"languages[{at}]", entry)
    yield from _person(resume.get("basics", {}))


def _unlike_a_name(text: str) -> str:
    if not text:
        return ""
    if is_label(text):
        return "This reads like the label of a form."
    if text[:1].islower() or re.match(r"[^\w\"“(.]", text):
        return "It begins like the middle of a sentence."
    if not re.search(r"[^\W\d]{2}", text) or find_period(text):
        return "It reads like a date or a number."
    if len(text) > 80 or len(text.split()) > 9:
        return "It is long for a name."
    if text.count("(") != text.count(")") or text.rstrip().endswith((",", "-", "–", ":", "&")):
        return "It seems to go on."
    return ""


def _told(path: str, entry: Mapping[str, Any]) -> Iterator[Doubt]:
    summary = str(entry.get("summary", ""))
    if summary and (len(summary.split()) < 4 or summary[:1].islower() or like_place(summary) > 1):
        yield f"{path}.summary", "It is short for an account of what was done."
    for name in ("highlights", "courses"):
        for at, point in enumerate(entry.get(name, [])):
            if point[:1].islower() and at == 0:
                yield f"{path}.{name}[{at}]", "It begins like the middle of a sentence."
            elif like_school(point) and degree_in(point.split("—")[-1].strip()):
                yield f"{path}.{name}[{at}]", "It reads like a course of study of its own."


def _unlike_the_others(kind: str, names: Sequence[str], entries: Sequence[Mapping[str, Any]]) -> Iterator[Doubt]:
    """What most entries of a section have and one has not was probably taken for something else in it."""
    usual = [name for name in (*names, "startDate") if sum(name in entry for entry in entries) > 0.6 * len(entries)]
    for at, entry in enumerate(entries):
        newer = entries[at - 1].get("startDate", "") if at else ""
        if kind == "work" and newer and entry.get("startDate", newer) < newer[:4] and "endDate" not in entry:
            yield f"{kind}[{at}].startDate", "No end is written here, though a later post stands above."
        missing = [name for name in usual if name not in entry]
        if missing and len(entries) > 1 and kind in ("work", "volunteer", "education"):
            for name in names:
                if name in entry:
                    yield f"{kind}[{at}].{name}", "Something is missing here that the other entries have."


def _post(path: str, entry: Mapping[str, Any], employer: str) -> Iterator[Doubt]:
    name, position, place = (str(entry.get(key, "")) for key in (employer, "position", "location"))
    if name and like_post(name) and not like_employer(name):
        yield f"{path}.{employer}", "This reads like a post, not like an employer."
        if position and not like_post(position):
            yield f"{path}.position", "This may be the employer, and the other name the post."
    if position and like_employer(position) and not like_post(position):
        yield f"{path}.position", "This reads like an employer, not like a post."
    if position and like_place(position) > 1 and not like_post(position):
        yield f"{path}.position", "This reads like a place, not like a post."
    if name and like_place(name) > 1 and not like_employer(name):
        yield f"{path}.{employer}", "This reads like a place, not like an employer."
    tail = name.rsplit(" ", 1)[-1]
    if like_employer(name) and not like_employer(tail) and like_place(tail) > 1 and "," not in name and not place:
        yield f"{path}.{employer}", "A place seems to stand at its end."
    if place and not like_place(place):
        yield f"{path}.location", "We do not know this place."


def _studies(path: str, entry: Mapping[str, Any]) -> Iterator[Doubt]:
    school, area = str(entry.get("institution", "")), str(entry.get("area", ""))
    if school and not like_school(school):
        yield f"{path}.institution", "Nothing in it says that this is a school."
    if area and (like_school(area) or degree_in(area) or like_place(area) > 1):
        yield f"{path}.area", "This reads like something else than a subject."
    if area and "studyType" not in entry:
        yield f"{path}.area", "No degree stands here; it may be part of this."
    if school and degree_in(school):
        yield f"{path}.institution", "A degree seems to be part of it."


def _skill(path: str, entry: Mapping[str, Any]) -> Iterator[Doubt]:
    name = str(entry.get("name", ""))
    if folded(name) in LANGUAGES and not entry.get("keywords"):
        yield f"{path}.name", "This is a language, and may belong there."
    if len(name.split()) > 5:
        yield f"{path}.name", "It is long for a skill."
    for at, word in enumerate(entry.get("keywords", [])):
        if len(word.split()) > 6 or re.fullmatch(r"(?:19|20)\d\d", word) or folded(word) in LANGUAGES:
            yield f"{path}.keywords[{at}]", "It does not read like a skill."


def _language(path: str, entry: Mapping[str, Any]) -> Iterator[Doubt]:
    language, fluency = str(entry.get("language", "")), str(entry.get("fluency", ""))
    if language and not any(word in LANGUAGES for word in re.findall(r"[^\W\d_]+", folded(language))):
        yield f"{path}.language", "We do not know this language."
    if fluency and (not FLUENCY.search(folded(fluency)) or len(fluency) > 40):
        yield f"{path}.fluency", "We do not know this level."


def _person(basics: Mapping[str, Any]) -> Iterator[Doubt]:
    name, label = str(basics.get("name", "")), str(basics.get("label", ""))
    if name and (len(name.split()) < 2 or like_post(name) or name.rstrip().endswith("-")):
        yield "basics.name", "It may be only a part of the name, or not the name."
    if label and (not like_post(label) or find_period(label) or words_of(label) in words_of(name)):
        yield "basics.label", "Nothing in it says that this is a headline."
    city = str(basics.get("location", {}).get("city", ""))
    if city and not like_place(city):
        yield "basics.location.city", "We do not know this place."
