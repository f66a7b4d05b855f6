"""JSON Resume (jsonresume.org/schema), as found in the wild: what is valid is kept, what is not is named. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from hearback.refusals import Refused

LONGEST_TEXT = 500
LONGEST_PROSE = 5_000
MOST_ITEMS = 100
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_DATE = re.compile(r"[12]\d{3}(-\d\d(-\d\d)?)?")
_BARE_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?", re.IGNORECASE)
_STILL = {"present", "current", "now", "today", "ongoing"}


@dataclass(frozen=True)
class ParsedResume:
    """`resume` holds what could be kept; `dropped` says, place by place, what could not."""

    resume: dict[str, Any]
    dropped: tuple[str, ...] = ()


@dataclass
class _Cleaning:
    dropped: list[str] = field(default_factory=list)

    def drop(self, where: str, why: str) -> None:
        if len(self.dropped) < MOST_ITEMS:
            self.dropped.append(f"{where} {why}")


Cleaner = Callable[[Any, str, _Cleaning], Any]


def plain(text: str, longest: int = LONGEST_TEXT) -> str:
    """One line or several, without characters that cannot be seen or stored."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n")).strip()[:longest]


def safe_url(text: str) -> str | None:
    """The address if it is safe to click on: http, https or mailto, nothing hidden in it. A bare domain gets https."""
    url = plain(text, 2_000)
    if _BARE_DOMAIN.fullmatch(url):
        url = f"https://{url}"
    if not url or re.search(r"[\s<>\"'`\\]", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return url if "@" in parts.path else None
    # A name before the host makes one address look like another.
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        return None
    return url


def iso_date(text: str) -> str | None:
    """2014, 2014-06 or 2014-06-29, where such a day exists."""
    if not _DATE.fullmatch(text):
        return None
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return None
    return text


def _text(longest: int) -> Cleaner:
    def clean(value: Any, where: str, cleaning: _Cleaning) -> str | None:
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            cleaning.drop(where, "is not text")
            return None
        if len(value) > longest:
            cleaning.drop(where, f"was cut after {longest} characters")
        return plain(value, longest)

    return clean


def _url(value: Any, where: str, cleaning: _Cleaning) -> str | None:
    url = safe_url(value) if isinstance(value, str) else None
    if url is None and value != "":
        cleaning.drop(where, "is not a web address one could safely click on")
    return url


def _date(value: Any, where: str, cleaning: _Cleaning) -> str | None:
    text = str(value).strip() if isinstance(value, str | int) else ""
    found = iso_date(text)
    if found is None and text and text.casefold() not in _STILL:
        cleaning.drop(where, "is not a date such as 2024-06")
    return found


def _object(**members: Cleaner) -> Cleaner:
    def clean(value: Any, where: str, cleaning: _Cleaning) -> dict[str, Any] | None:
        if not isinstance(value, dict):
            cleaning.drop(where, "is not an object")
            return None
        kept = {}
        for name, cleaner in members.items():
            given = value.get(name)
            if given is None:
                given = value.get(_FORMERLY.get(name, name))
            if given is None or given == "":
                continue
            cleaned = cleaner(given, f"{where}.{name}" if where else name, cleaning)
            if cleaned not in (None, "", [], {}):
                kept[name] = cleaned
        start, end = kept.get("startDate"), kept.get("endDate")
        if start and end and end < start[: len(end)]:
            cleaning.drop(f"{where}.endDate", "lies before the start")
            del kept["endDate"]
        return kept

    return clean


def _list(cleaner: Cleaner) -> Cleaner:
    def clean(value: Any, where: str, cleaning: _Cleaning) -> list[Any]:
        if not isinstance(value, list):
            cleaning.drop(where, "is not a list")
            return []
        if len(value) > MOST_ITEMS:
            cleaning.drop(where, f"was cut after {MOST_ITEMS} entries")
        cleaned = [cleaner(item, f"{where}[{place}]", cleaning) for place, item in enumerate(value[:MOST_ITEMS])]
        return [item for item in cleaned if item not in (None, "", [], {})]

    return clean


# Names of the years before version 1, still found in many files.
_FORMERLY = {"url": "website", "name": "company", "label": "title"}
_line, _prose = _text(LONGEST_TEXT), _text(LONGEST_PROSE)
_lines = _list(_text(1_000))
_period = {"startDate": _date, "endDate": _date}

# A photograph (basics.image) is deliberately not kept: it says nothing about the work.
_RESUME = _object(
    basics=_object(
        name=_line,
        label=_line,
        email=_line,
        phone=_line,
        url=_url,
        summary=_prose,
        location=_object(address=_line, postalCode=_line, city=_line, countryCode=_line, region=_line),
        profiles=_list(_object(network=_line, username=_line, url=_url)),
    ),
    work=_list(
        _object(
            name=_line,
            position=_line,
            location=_line,
            description=_prose,
            url=_url,
            **_period,
            summary=_prose,
            highlights=_lines,
        )
    ),
    volunteer=_list(
        _object(organization=_line, position=_line, url=_url, **_period, summary=_prose, highlights=_lines)
    ),
    education=_list(
        _object(institution=_line, area=_line, studyType=_line, url=_url, **_period, score=_line, courses=_lines)
    ),
    awards=_list(_object(title=_line, date=_date, awarder=_line, summary=_prose)),
    certificates=_list(_object(name=_line, date=_date, issuer=_line, url=_url)),
    publications=_list(_object(name=_line, publisher=_line, releaseDate=_date, url=_url, summary=_prose)),
    skills=_list(_object(name=_line, level=_line, keywords=_lines)),
    languages=_list(_object(language=_line, fluency=_line)),
    interests=_list(_object(name=_line, keywords=_lines)),
    references=_list(_object(name=_line, reference=_prose)),
    projects=_list(
        _object(
            name=_line,
            description=_prose,
            entity=_line,
            type=_line,
            url=_url,
            **_period,
            highlights=_lines,
            keywords=_lines,
            roles=_lines,
        )
    ),
)


def parse_resume(data: object) -> ParsedResume:
    """Keep what is valid JSON Resume. Refuses what is no résumé at all, or names nobody."""
    if not isinstance(data, dict):
        raise Refused("A résumé in JSON is one object with “basics”, as jsonresume.org describes it.", field="basics")
    parsed = clean_resume(data)
    if not parsed.resume.get("basics", {}).get("name"):
        raise Refused("This résumé names nobody: basics.name is empty.", field="basics.name")
    return parsed


def clean_resume(data: object) -> ParsedResume:
    """What is valid in it, whoever it names."""
    cleaning = _Cleaning()
    kept = _RESUME(data, "", cleaning) if isinstance(data, dict) else {}
    return ParsedResume(kept or {}, tuple(cleaning.dropped))


def parse_resume_text(text: str) -> ParsedResume:
    return parse_resume(load_json(text))


def load_json(text: str) -> Any:
    """Refuses, with the place, what is not JSON."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused(f"This is not JSON: something is wrong in line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise Refused("This JSON is nested too deeply to be a résumé.") from None
    except ValueError:
        raise Refused("This JSON holds a number that is too long to be one.") from None
