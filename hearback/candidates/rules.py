"""What a candidate's facts must be like, and the specifics of a résumé that an interviewer wants at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from hearback.candidates.resume import clean_resume, plain, safe_url
from hearback.refusals import Refused

GAP_MONTHS = 4  # shorter breaks between two jobs are no news
CHANNELS = ("email", "call")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\.]+(\.[^\s@<>()\[\],;:\"\\.]+)+")


def check_name(name: str) -> str:
    name = " ".join(plain(name, 301).split())
    if not name:
        raise Refused("Write the candidate's name.", field="name")
    if len(name) > 300:
        raise Refused("A name fits into 300 characters.", field="name")
    if not any(letter.isalpha() for letter in name) or name[0] in "=+@":
        raise Refused(f"“{name[:60]}” does not look like a name.", field="name")
    return name


def check_email(email: str) -> str:
    email = plain(email, 300)
    if email and (len(email) > 254 or not _EMAIL.fullmatch(email)):
        raise Refused(f"“{email[:80]}” is not an e-mail address.", field="email")
    return email


def check_phone(phone: str) -> str:
    phone = plain(phone, 61)
    if phone and (len(digits(phone)) < 5 or len(phone) > 60):
        raise Refused(f"“{phone[:60]}” is not a phone number.", field="phone")
    return phone


def digits(phone: str) -> str:
    """What two spellings of one number have in common: its last nine digits."""
    return "".join(filter(str.isdigit, phone))[-9:]


def check_reachable(email: str, phone: str, channel: str) -> None:
    if not email and not phone:
        raise Refused("Write an e-mail address or a phone number: there has to be a way to answer.", field="email")
    if channel not in CHANNELS:
        raise Refused("Choose e-mail or phone.", field="channel")
    if channel == "call" and not phone:
        raise Refused("To call somebody, we need a phone number.", field="phone")


@cache
def _zones() -> frozenset[str]:
    # Looking them up walks through a folder of hundreds of files.
    return frozenset(available_timezones())


def check_zone(name: str) -> str:
    if name and name not in _zones():
        raise Refused(f"“{name}” is not a time zone we know. Write one such as Europe/Berlin.", field="time_zone")
    return name


def check_links(links: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Only addresses that are safe to click on; each with words to show."""
    kept: dict[str, str] = {}
    for link in links:
        url = safe_url(link.get("url", ""))
        if url is None:
            raise Refused(f"“{link.get('url', '')[:80]}” is not a web address. It starts with https://.", field="links")
        kept.setdefault(url, plain(link.get("label", ""), 80) or url.split("//")[-1].rstrip("/"))
    if len(kept) > 20:
        raise Refused("More than twenty links are too many to follow.", field="links")
    return [{"label": label, "url": url} for url, label in kept.items()]


def facts_from_resume(resume: Mapping[str, Any]) -> dict[str, Any]:
    """What a cleaned résumé says about the person, in the candidate's own fields."""
    basics = resume.get("basics", {})
    place = basics.get("location", {})
    location = ", ".join(part for part in (place.get("city"), place.get("region"), place.get("countryCode")) if part)
    links = [{"label": "Website", "url": basics["url"]}] if basics.get("url") else []
    links += [
        {"label": profile.get("network", ""), "url": profile["url"]}
        for profile in basics.get("profiles", [])
        if profile.get("url")
    ]
    return {
        "name": basics.get("name", ""),
        "email": basics.get("email", ""),
        "phone": basics.get("phone", ""),
        "headline": basics.get("label", "")[:300],
        "location": location[:200],
        "links": links[:20],
    }


@dataclass(frozen=True)
class Specifics:
    """A résumé in sentences that an interviewer can start from."""

    now_at: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> list[str]:
        """Everything worth a question, the present first."""
        lists = [
            ("Skills: ", self.skills),
            ("Languages: ", self.languages),
            ("Certificates: ", self.certificates),
        ]
        return [
            *self.now_at,
            *self.before,
            *self.gaps,
            *self.education,
            *self.projects,
            *(f"{words}{'; '.join(entries)}" for words, entries in lists if entries),
        ]


def specifics(resume: object, now: datetime) -> Specifics:
    """What stands out in a résumé: present and earlier posts with their years, time not accounted for, and the rest.

    Takes any JSON: what is not valid is passed over.
    """
    kept = clean_resume(resume).resume
    today = now.date()
    work = sorted(kept.get("work", []), key=lambda post: post.get("startDate", ""), reverse=True)
    basics = kept.get("basics", {})
    return Specifics(
        now_at=tuple(_post(post, today) for post in work if _goes_on(post)),
        before=tuple(_post(post, today) for post in work if not _goes_on(post)),
        gaps=tuple(_gaps(kept, today)),
        education=tuple(_education(entry) for entry in kept.get("education", [])),
        projects=tuple(_project(entry) for entry in kept.get("projects", []) if entry.get("name")),
        skills=tuple(_skill(entry) for entry in kept.get("skills", []) if entry.get("name") or entry.get("keywords")),
        languages=tuple(
            _with(entry["language"], entry.get("fluency", ""))
            for entry in kept.get("languages", [])
            if entry.get("language")
        ),
        certificates=tuple(
            _with(entry["name"], entry.get("issuer", ""), entry.get("date", "")[:4])
            for entry in kept.get("certificates", [])
            if entry.get("name")
        ),
        links=tuple(
            (link["label"], link["url"]) for link in check_links(facts_from_resume({"basics": basics})["links"])
        ),
    )


def _goes_on(post: Mapping[str, Any]) -> bool:
    return bool(post.get("startDate")) and not post.get("endDate")


def _post(post: Mapping[str, Any], today: date) -> str:
    """Lead engineer at Harbour Works since June 2021 (5 years 3 months)."""
    what = " at ".join(part for part in (post.get("position", ""), post.get("name", "")) if part) or "Somewhere"
    start, end = post.get("startDate", ""), post.get("endDate", "")
    if not start:
        return f"{what}, until {when(end)}" if end else what
    if start == end:
        return f"{what}, {when(start)}"
    years = f"{what} since {when(start)}" if not end else f"{what}, {when(start)} to {when(end)}"
    lasted = _lasted(start, end or today.isoformat()[:7])
    return f"{years} ({lasted})" if lasted else years


def _gaps(kept: Mapping[str, Any], today: date) -> list[str]:
    """Months in which neither work nor study nor volunteering is noted. A gap is a question, never a verdict."""
    spans = sorted(
        (_first_month(entry["startDate"]), _last_month(entry.get("endDate") or today.isoformat()[:7]))
        for section in ("work", "education", "volunteer")
        for entry in kept.get(section, [])
        if entry.get("startDate")
    )
    if not any(entry.get("startDate") for entry in kept.get("work", [])):
        return []
    found, reached = [], spans[0][1]
    for first, last in [*spans[1:], (today.year * 12 + today.month, 0)]:
        if first - reached - 1 >= GAP_MONTHS:
            found.append(
                f"Nothing noted from {_name(reached + 1)} to {_name(first - 1)} ({length(first - reached - 1)})"
            )
        reached = max(reached, last)
    return found


def _education(entry: Mapping[str, Any]) -> str:
    what = " in ".join(part for part in (entry.get("studyType", ""), entry.get("area", "")) if part)
    years = " to ".join(dict.fromkeys(entry[key][:4] for key in ("startDate", "endDate") if entry.get(key)))
    return ", ".join(part for part in (what, entry.get("institution", ""), years) if part) or "Studies"


def _project(entry: Mapping[str, Any]) -> str:
    about = entry.get("description") or "; ".join(entry.get("highlights", [])[:1])
    return f"Project {entry['name']}" + (f": {_short(about)}" if about else "")


def _skill(entry: Mapping[str, Any]) -> str:
    words = ", ".join(entry.get("keywords", [])[:8])
    name = _with(entry.get("name", ""), entry.get("level", ""))
    return f"{name}: {words}" if name and words else name or words


def _with(name: str, *notes: str) -> str:
    return f"{name} ({', '.join(note for note in notes if note)})" if any(notes) else name


def _short(text: str, longest: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def when(text: str) -> str:
    """2014, or June 2014."""
    return text if len(text) < 7 else f"{date(2000, int(text[5:7]), 1):%B} {text[:4]}"


def length(months: int) -> str:
    """2 years 5 months."""
    years, rest = divmod(months, 12)
    parts = [
        f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in ((years, "year"), (rest, "month")) if count
    ]
    return " ".join(parts) or "less than a month"


def _first_month(text: str) -> int:
    return int(text[:4]) * 12 + (int(text[5:7]) if len(text) >= 7 else 1)


def _last_month(text: str) -> int:
    return int(text[:4]) * 12 + (int(text[5:7]) if len(text) >= 7 else 12)


def _lasted(start: str, end: str) -> str:
    """Where only years are known, whole years are as much as one can say."""
    if len(start) >= 7 and len(end) >= 7:
        months = _last_month(end) - _first_month(start)
        return length(months) if months > 0 else ""
    years = int(end[:4]) - int(start[:4])
    return f"about {length(12 * years)}" if years else ""


def _name(month: int) -> str:
    year, number = divmod(month - 1, 12)
    return f"{date(2000, number + 1, 1):%B} {year}"
