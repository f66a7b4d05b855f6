"""JSON and JSON Lines: résumés as jsonresume.org describes them, or any list of objects, whose keys are its columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from hearback.candidates.resume import parse_resume
from hearback.candidates.rules import facts_from_resume
from hearback.exchange.reading.encoding import encoding_of, lines_of, text_of
from hearback.exchange.reading.kinds import LARGEST_FILE
from hearback.exchange.reading.shapes import LONGEST_CELL, MOST_COLUMNS, Part, Rows, Trouble
from hearback.refusals import Refused

# What a JSON Resume calls what we take from it, in the order of a row's cells.
RESUME_HEADING = ["basics.name", "basics.email", "basics.phone", "basics.label", "basics.location", "basics.profiles"]
RESUME_HEADING += ["resume"]
_LOOKED_AT = 200  # objects whose keys make the heading
Objects = Iterator[tuple[int, Any] | Trouble]


def open_json(path: Path, name: str) -> Part:
    """One object, several, a list of them, or one a line."""
    objects = partial(_lines, path) if _is_lines(path) else partial(_list, path)
    first = [found for found in islice(objects(), _LOOKED_AT) if not isinstance(found, Trouble)]
    plain = [value for _, value in first if isinstance(value, dict)]
    if not plain or any("basics" in value for value in plain):
        return Part(name, RESUME_HEADING, partial(_resumes, objects), resumes=True)
    heading = list(dict.fromkeys(key for value in plain for key in flat(value)))
    if len(heading) > MOST_COLUMNS:
        raise Refused(f"These objects have {len(heading):,} different keys. The most we can take is {MOST_COLUMNS}.")
    return Part(name, heading, partial(_objects, objects, heading))


def _is_lines(path: Path) -> bool:
    """Whether each line is a value of its own: then no line waits for the next."""
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return True
    first = [line for line in islice(lines_of(path, encoding_of(path)), 4) if line.strip()]
    if len(first) < 2 or not first[0].lstrip().startswith("{"):
        return False
    try:
        json.loads(first[0])
    except (ValueError, RecursionError):
        return False
    return True


def _lines(path: Path) -> Objects:
    for number, line in enumerate(lines_of(path, encoding_of(path)), start=1):
        if line.strip():
            start = len(line) - len(line.lstrip())
            yield _value_at(line, start, number)[0]


def _list(path: Path) -> Objects:
    """Read one by one: what follows an error is all that is lost."""
    if path.stat().st_size > LARGEST_FILE:
        raise Refused("This file is too large to be read at once. Split it, or write one object a line (.jsonl).")
    text = text_of(path)
    place, lines, counted = _skip(text, 0, " \t\r\n"), 1, 0
    in_list = text[place] == "["
    place += in_list
    while True:
        place = _skip(text, place, " \t\r\n,")
        if place >= len(text) or (in_list and text[place] == "]"):
            return
        lines, counted = lines + text.count("\n", counted, place), place
        found, place = _value_at(text, place, lines)
        yield found
        if place < 0:
            return


def _skip(text: str, place: int, letters: str) -> int:
    while place < len(text) and text[place] in letters:
        place += 1
    return place


def _value_at(text: str, place: int, line: int) -> tuple[tuple[int, Any] | Trouble, int]:
    """The value that starts here, and where it ends; -1 when it can't be read."""
    try:
        value, end = json.JSONDecoder().raw_decode(text, place)
    except json.JSONDecodeError as error:
        at = line + error.lineno - (text.count("\n", 0, place) + 1)
        return Trouble(at, f"column {error.colno}", "This is not JSON from here on."), -1
    except (RecursionError, ValueError):
        return Trouble(line, "", "This JSON is nested too deeply to be a résumé."), -1
    return (line, value), end


def _resumes(objects: Any) -> Rows:
    for found in objects():
        if isinstance(found, Trouble):
            yield found
            continue
        line, value = found
        try:
            yield line, resume_cells(value)
        except Refused as refused:
            yield Trouble(line, refused.field, str(refused), [_shown(value)])


def resume_cells(value: object) -> list[str]:
    """A JSON Resume as a row under RESUME_HEADING. Refuses what is no résumé, or names nobody."""
    resume = parse_resume(value).resume
    facts = facts_from_resume(resume)
    links = json.dumps(facts["links"], ensure_ascii=False) if facts["links"] else ""
    cells = [facts[name] for name in ("name", "email", "phone", "headline", "location")]
    return [*cells, links, json.dumps(resume, ensure_ascii=False)]


def _objects(objects: Any, heading: list[str]) -> Rows:
    for found in objects():
        if isinstance(found, Trouble):
            yield found
            continue
        line, value = found
        if not isinstance(value, dict):
            yield Trouble(line, "", "This is no object with keys and values.", [_shown(value)])
            continue
        facts = flat(value)
        cells = [facts.get(key, "") for key in heading]
        if any(len(cell) > LONGEST_CELL for key, cell in zip(heading, cells, strict=True) if key != "resume"):
            yield Trouble(line, "", "A value of this object is too long to be read.", [cell[:1000] for cell in cells])
        elif any(cells):
            yield line, cells


def flat(value: Mapping[str, Any], before: str = "", depth: int = 0) -> dict[str, str]:
    """Keys within keys as `outer.inner`; of a list the values, a space between; a résumé stays what it is."""
    found: dict[str, str] = {}
    for key, inner in value.items():
        name = f"{before}{str(key)[:100]}"
        if isinstance(inner, dict) and name != "resume" and depth < 3:
            found.update(flat(inner, f"{name}.", depth + 1))
        else:
            found[name] = _cell(inner)
    return found


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        parts = [
            _cell(part.get("value") or part.get("name") or "") if isinstance(part, dict) else _cell(part)
            for part in value
        ]
        return " ".join(part for part in parts if part)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value).replace("\0", "")


def _shown(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)[:1000]
    except (RecursionError, ValueError):
        return ""
