"""Invented candidates: a name, a place, a way to be reached, and a résumé that fits the work they apply for."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from random import Random
from typing import Any
from zlib import crc32

from hearback.demo.material import material

LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "đ": "d", "æ": "ae"})
LANGUAGES = {
    "DE": [("German", "Fluent"), ("English", "Good")],
    "CA": [("English", "Fluent")],
    "PL": [("Polish", "Native"), ("English", "Fluent"), ("German", "Good")],
    "IT": [("Italian", "Native"), ("English", "Fluent")],
    "PT": [("Portuguese", "Native"), ("English", "Fluent"), ("German", "Basics")],
    "IN": [("Hindi", "Native"), ("English", "Fluent")],
}
CALLING = {"DE": "+49 30 5550", "CA": "+1 416 555", "PL": "+48 61 555", "GB": "+44 161 496"}
SOURCES = ["Careers page"] * 4 + ["Job board"] * 3 + ["Recommended by a colleague"] * 2 + ["University fair"]
MONTHS = [f"{month:02}" for month in range(1, 13)]


def names(office: str) -> list[str]:
    return [name.strip() for name in material("people")[office].replace("\n", " ").split(",")]


def address(name: str) -> str:
    """zsofia.kovacs@mail.example"""
    plain = unicodedata.normalize("NFKD", name.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    return f"{'.'.join(re.findall(r'[a-z]+', plain.replace(chr(39), '')))}@mail.example"


def facts(name: str, office: str, family: str, *, today: date, rng: Random) -> dict[str, Any]:
    """Everything a Candidate row holds but the moment it was made."""
    city, country, zone = _home(office, rng)
    resume = write_resume(name, family, city=city, country=country, today=today, rng=rng)
    return {
        "name": name,
        "email": address(name),
        # An invented number, and an extension of their own: else half the company would look like one person.
        "phone": f"{CALLING.get(country, '+49 30 5550')} 01{rng.randrange(100):02} {crc32(name.encode()) % 1000:03}",
        "headline": headline(resume),
        "location": f"{city}, {country}",
        "time_zone": zone,
        "channel": "call" if rng.random() < 0.08 else "email",
        "links": _links(name, rng),
        "resume": resume,
        "source": rng.choice(SOURCES),
    }


def _home(office: str, rng: Random) -> tuple[str, str, str]:
    cities = material("people")["cities"][office]
    city, country, zone = rng.choice(cities[:5] if rng.random() < 0.7 else cities)
    return city, country, zone


def _links(name: str, rng: Random) -> list[dict[str, str]]:
    if rng.random() < 0.6:
        return []
    return [{"label": "Portfolio", "url": f"https://{address(name).split('@')[0].replace('.', '-')}.example"}]


def headline(resume: dict[str, Any]) -> str:
    latest = resume["work"][0]
    return f"{latest['position']}, {latest['name']}"


def write_resume(name: str, family: str, *, city: str, country: str, today: date, rng: Random) -> dict[str, Any]:
    """A résumé in the form of JSON Resume, newest first."""
    made_of = material("resumes")[family]
    years = max(1, rng.randint(*made_of["years"]))
    return {
        "basics": {
            "name": name,
            "label": made_of["titles"][min(2, years // 4)],
            "email": address(name),
            "summary": rng.choice(made_of["summaries"]),
            "location": {"city": city, "countryCode": country},
        },
        "work": _work(made_of, years, today, rng),
        "education": _education(made_of, years, today, rng),
        "skills": [
            {"name": skill, "keywords": words.split(", ")}
            for skill, words in rng.sample(made_of["skills"], k=min(3, len(made_of["skills"])))
        ],
        "languages": [
            {"language": language, "fluency": fluency}
            for language, fluency in LANGUAGES.get(country, [("English", "Fluent")])
        ],
    }


def _work(made_of: dict[str, Any], years: int, today: date, rng: Random) -> list[dict[str, Any]]:
    count = 1 if years < 3 else 2 if years < 8 else 3
    employers = rng.sample(made_of["employers"], k=count)
    highlights = rng.sample(made_of["highlights"], k=min(len(made_of["highlights"]), 2 + count))
    begins = sorted({today.year - years, *(today.year - rng.randint(1, max(1, years)) for _ in range(count - 1))})
    places = []
    for n, begin in enumerate(begins):
        last = n == len(begins) - 1
        place: dict[str, Any] = {
            "name": employers[n],
            "position": made_of["titles"][min(2, (begins[n] - begins[0]) // 4 + (last and years > 8))],
            "startDate": f"{begin}-{rng.choice(MONTHS[:9])}",
            "highlights": highlights[n :: len(begins)],
        }
        if not last:
            place["endDate"] = f"{begins[n + 1]}-01"
        places.append(place)
    return places[::-1]


def _education(made_of: dict[str, Any], years: int, today: date, rng: Random) -> list[dict[str, Any]]:
    school, area, degree = rng.choice(made_of["studies"])
    ends = today.year - years
    return [
        {
            "institution": school,
            "area": area,
            "studyType": degree,
            "startDate": f"{ends - rng.randint(2, 5)}-10",
            "endDate": f"{ends}-07",
        }
    ]
