"""When: the ways people write a month, a year and a span of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hearback.candidates.reading.headings import folded
from hearback.candidates.reading.wordlists import table

MONTHS = {name: number for number, names in enumerate(table("dates")["months"], start=1) for name in names.split()}
_SEASONS = {
    "spring": 3, "fruhling": 3, "fruhjahr": 3, "printemps": 3, "primavera": 3, "lente": 3,
    "summer": 6, "sommer": 6, "ete": 6, "verano": 6, "verao": 6, "estate": 6, "zomer": 6,
    "fall": 9, "autumn": 9, "herbst": 9, "automne": 9, "otono": 9, "outono": 9, "autunno": 9, "herfst": 9,
    "winter": 12, "hiver": 12, "invierno": 12, "inverno": 12,
}  # fmt: skip
_NOW = (
    "present|presente|current|currently|now|today|ongoing|date|heute|aktuell|jetzt|laufend|dato|"
    "aujourd[ ’']?hui|ce jour|actuel|actuellement|en cours|maintenant|actualidad|actual|hoy|la actualidad|"
    "o presente|o momento|atual|atualmente|hoje|oggi|attuale|attualmente|in corso|ad oggi|heden|nu|"
    "gunumuz|halen|devam ediyor|devam|bugun|nuvarande|pagaende|obecnie|soucasnost|dosud|pritomnost|fortsatt|naa|"
    "gegenwartig|derzeit|zurzeit|zur zeit|momentan|til dato|presentemente|te nu toe|"
    "nykyinen|toistaiseksi|jelenleg|jelen|prezent|to date|till date|do dzis|do chwili obecnej|nutid|"
    "настоящее время|н\\.? ?в\\.?|сеичас|по настоящее время"
)
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_SEASON = "|".join(_SEASONS)
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
# Dashes of every length, and the words between two dates.
_TO = (
    r"(?:\s*(?:-|–|—|−|‒|‐|~|→|>)\s*|\s+/\s+"
    r"|\s+(?:to|until|till|bis|bis zum|a|au|a la|jusqu'a|al|hasta|ate|ao|fino a|ad|tot|t/m|til|do|ile)\s+)"
)
_POINT = (
    rf"(?:(?P<{{0}}iso>{_YEAR})-(?P<{{0}}isom>0[1-9]|1[0-2])(?:-(?P<{{0}}isod>[0-3]\d))?(?!\d)"
    rf"|(?:[0-3]?\d[./]\s?)?(?P<{{0}}num>0?[1-9]|1[0-2])\s?[./]\s?(?P<{{0}}numy>{_YEAR})(?!\d)"
    rf"|(?:[0-3]?\d(?:st|nd|rd|th|er|o)?[.]?\s+(?:de\s+)?)?(?P<{{0}}mon>{_NAME})\b[.]?,?\s*(?:[0-3]?\d,\s+)?(?:de\s+|del\s+|of\s+|/\s*|’|'|`)?"
    rf"(?P<{{0}}mony>{_YEAR}|(?<=['’`])\d\d)(?!\d)"
    rf"|(?P<{{0}}season>{_SEASON})(?:\s+(?:de\s+|of\s+)?|\s*/\s*)(?P<{{0}}seasony>{_YEAR})(?!\d)"
    rf"|(?P<{{0}}year>{_YEAR})(?!\d))"
)
_A, _B = _POINT.format("a"), _POINT.format("b")
_RANGE = re.compile(rf"(?<![\w/]){_A}{_TO}(?:{_B}|(?P<now>{_NOW})\b|(?P<short>\d\d)(?![\d.,/%]))", re.IGNORECASE)
# May – August 2020: the first month borrows the year of the second.
_HALF = re.compile(rf"(?<![\w/])(?P<first>{_NAME}|0[1-9]|1[0-2])[.]?{_TO}{_B}", re.IGNORECASE)
_SINCE = re.compile(
    rf"(?<!\w)(?:since|from|seit|ab|depuis|desde|dal|da|sinds|vanaf|od|sedan)\s+(?:le\s+|dem\s+|el\s+)?{_A}",
    re.IGNORECASE,
)
_OPEN = re.compile(rf"(?<![\w/]){_A}\s*(?:-|–|—)\s*$", re.IGNORECASE)
_UNTIL = re.compile(rf"(?<!\w)(?:until|till|bis|jusqu'?[ae]?u?|hasta|ate|fino al?|tot)\s+{_B}", re.IGNORECASE)
_ONE = re.compile(rf"(?<![\w/.,-]){_A}(?![\w%])", re.IGNORECASE)
_LASTED = re.compile(
    r"[(\[]?\b\d+\s*(?:years?|yrs?|months?|mos?|jahre?|monate?|ans?|mois|anos?|meses|mes|anni|anno|mesi|jaar|maanden|yil|ay)\b"
    r"(?:[\s,]*(?:and|und|et|y|e|en)?\s*\d+\s*(?:months?|mos?|monate?|mois|mes(?:es)?|mesi|maand(?:en)?|ay)\b)?[)\]]?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Period:
    """`start` and `end` as 2019, 2019-09 or 2019-09-01; no end where it goes on. `at` is where it stood in the text."""

    start: str
    end: str
    at: tuple[int, int]
    goes_on: bool = False
    spans: bool = True
    why: str = ""


def _even(text: str) -> str:
    """Folded, letter by letter, so that places in it are places in the text."""
    return "".join((folded(letter) or letter)[:1] for letter in text)


def find_period(text: str) -> Period | None:
    """The first span of time in the text, or else its first single date."""
    return next(periods(text), None)


def periods(text: str) -> Iterator[Period]:
    even = _even(text)
    found = [_ranged(match) for match in _RANGE.finditer(even)]
    for pattern in (_HALF, _SINCE, _OPEN, _UNTIL):
        found += [_special(pattern, match) for match in pattern.finditer(even) if _free(match.span(), found)]
    spans = sorted(found, key=lambda period: period.at)
    ones = [_single(match) for match in _ONE.finditer(even) if _free(match.span(), found)]
    yield from spans
    yield from ones


def _free(at: tuple[int, int], taken: list[Period]) -> bool:
    return all(at[1] <= period.at[0] or at[0] >= period.at[1] for period in taken)


def _ranged(match: re.Match[str]) -> Period:
    start, why = _point(match, "a")
    if match["now"]:
        return Period(start, "", match.span(), goes_on=True, why=why)
    if match["short"]:
        return Period(start, start[:2] + match["short"], match.span(), why=why)
    end, later = _point(match, "b", last=True)
    return Period(start, end, match.span(), why=why or later)


def _special(pattern: re.Pattern[str], match: re.Match[str]) -> Period:
    if pattern is _HALF:
        end, why = _point(match, "b", last=True)
        month = MONTHS.get(match["first"]) or int(match["first"])
        return Period(f"{end[:4]}-{month:02}", end, match.span(), why=why)
    if pattern is _UNTIL:
        end, why = _point(match, "b", last=True)
        return Period("", end, match.span(), why=why)
    start, why = _point(match, "a")
    return Period(start, "", match.span(), goes_on=True, why=why)


def _single(match: re.Match[str]) -> Period:
    start, why = _point(match, "a")
    end, _ = _point(match, "a", last=True)
    return Period(start, end, match.span(), spans=False, why=why)


def _point(match: re.Match[str], side: str, last: bool = False) -> tuple[str, str]:
    get = match.groupdict().get
    if year := get(f"{side}iso"):
        day = get(f"{side}isod")
        return f"{year}-{get(f'{side}isom')}" + (f"-{day}" if day and "01" <= day <= "31" else ""), ""
    if year := get(f"{side}numy"):
        return f"{year}-{int(get(f'{side}num') or 1):02}", ""
    if year := get(f"{side}mony"):
        year = year if len(year) == 4 else f"20{year}" if year < "50" else f"19{year}"
        return f"{year}-{MONTHS[str(get(f'{side}mon'))]:02}", ""
    if year := get(f"{side}seasony"):
        month = _SEASONS[str(get(f"{side}season"))]
        month += 2 if last else 0
        year, month = (str(int(year) + 1), month - 12) if month > 12 else (year, month)
        return f"{year}-{month:02}", "A season is written here, not a month."
    return str(get(f"{side}year")), ""


def without_dates(text: str) -> str:
    """The text without its spans, its single dates and how long it all lasted."""
    for period in sorted(periods(text), key=lambda period: -period.at[0]):
        text = text[: period.at[0]] + "\t" + text[period.at[1] :]
    text = _LASTED.sub("\t", text) if "\t" in text or _LASTED.fullmatch(text.strip()) else text
    text = re.sub(r"[(\[]\s*\t?\s*[)\]]", "\t", text)
    return text


def is_date(text: str) -> bool:
    """Nothing but a date, a span or a length of time."""
    return bool(text.strip()) and not re.search(r"\w{2}", without_dates(text).replace("\t", " "))
