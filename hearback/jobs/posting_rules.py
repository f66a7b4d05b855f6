"""What a job posting has to say, by the law of the place it is for. Warnings, never refusals: the employer decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hearback.jobs.form_rules import asks_for_canadian_experience, asks_for_pay_history
from hearback.refusals import Refused

READ, SECOND_HAND = "the law's own text was read", "from secondary sources: ask your counsel"
EMPLOYMENT = ("full_time", "part_time", "fixed_term", "contract", "internship", "")
WORKPLACES = ("on_site", "hybrid", "remote", "")
# Pay belongs into the posting there; several hold from a certain number of employees on. Secondary sources.
PAY_IN_POSTING = {
    "US": frozenset({"CA", "CO", "NY", "MA", "IL", "WA", "HI", "MN", "VT", "MD", "DC"}),
    "CA": frozenset({"BC", "PE", "ON"}),
}
WIDEST, UNLESS_ABOVE = Decimal(50_000), Decimal(200_000)
HOURS_A_YEAR, MONTHS_A_YEAR = 2080, 12


@dataclass(frozen=True)
class Facts:
    """What is known of a posting when it is judged. The pay is what readers see of it."""

    country: str
    subdivision: str
    pay_low: Decimal | None
    pay_high: Decimal | None
    pay_currency: str
    pay_period: str
    vacancy_exists: bool | None
    automated_help: bool | None
    automated_words: str
    texts: tuple[str, ...]  # the posting, its requirements, its questions


@dataclass(frozen=True)
class Warning:
    """One thing that is missing or may not stand there, and how well the rule behind it is known."""

    words: str
    known: str


def in_ontario(country: str, subdivision: str) -> bool:
    return (country.upper(), subdivision.upper()) == ("CA", "ON")


def check_posting(*, employment: str, workplace: str, automated_help: bool | None, automated_words: str) -> None:
    if employment not in EMPLOYMENT:
        raise Refused("Choose the kind of employment from the list.", field="employment")
    if workplace not in WORKPLACES:
        raise Refused("Choose the place of work from the list.", field="workplace")
    if automated_help and not automated_words.strip():
        raise Refused(
            "Say in a sentence what the automated help does, and that a person decides.", field="automated_words"
        )


def check_valid_through(end: datetime, now: datetime) -> None:
    if end <= now:
        raise Refused(
            "This day has passed. Choose one that is still to come, or leave it empty.", field="valid_through"
        )


def warnings(facts: Facts) -> list[Warning]:
    found = [
        Warning(f"“{_first(text)}” asks what somebody earns or has earned. Salary history is never asked.", SECOND_HAND)
        for text in facts.texts
        if asks_for_pay_history(text)
    ]
    if in_ontario(facts.country, facts.subdivision):
        return [*found, *_ontario(facts)]
    if facts.pay_low is None and facts.pay_high is None and _pay_belongs_there(facts):
        found.append(Warning("A posting for this place says what it pays: give a range and show it.", SECOND_HAND))
    return found


def _pay_belongs_there(facts: Facts) -> bool:
    return facts.subdivision.upper() in PAY_IN_POSTING.get(facts.country.upper(), frozenset())


def _ontario(facts: Facts) -> Iterable[Warning]:
    """Ontario, Employment Standards Act and O. Reg. 476/24, in force since 1 January 2026, for employers with 25
    employees or more: pay or a range, at most C$50,000 wide unless its top exceeds C$200,000 (the width: secondary
    sources); whether AI screens, assesses or selects; whether the vacancy exists; no Canadian experience asked for."""
    if facts.pay_low is None and facts.pay_high is None:
        yield Warning("Ontario: a public posting says what the job pays, or the range. Give it and show it.", READ)
    elif _too_wide(facts):
        yield Warning(
            "Ontario: the range may be at most C$50,000 wide, unless its top is above C$200,000. Narrow it.",
            SECOND_HAND,
        )
    if facts.vacancy_exists is None:
        yield Warning("Ontario: say whether the vacancy exists, or whether you look ahead.", READ)
    if facts.automated_help is None:
        yield Warning("Ontario: say whether artificial intelligence screens, assesses or selects.", READ)
    for text in facts.texts:
        if asks_for_canadian_experience(text):
            yield Warning(f"Ontario: “{_first(text)}” asks for Canadian experience, which a posting may not.", READ)


def _too_wide(facts: Facts) -> bool:
    if facts.pay_low is None or facts.pay_high is None or facts.pay_currency != "CAD":
        return False
    times = {"hour": HOURS_A_YEAR, "month": MONTHS_A_YEAR}.get(facts.pay_period, 1)
    return (facts.pay_high - facts.pay_low) * times > WIDEST and facts.pay_high * times <= UNLESS_ABOVE


def _first(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 90 else f"{text[:90].rsplit(' ', 1)[0]} …"
