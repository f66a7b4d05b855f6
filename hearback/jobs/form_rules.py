"""The application form: which questions a job may ask, which of them somebody sees, and what counts as an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from hearback.refusals import Refused

KINDS = ("short", "long", "yes_no", "choice", "number", "date")
ASKS = ("required", "optional", "no")
YES_NO = {"yes": "Yes", "no": "No"}
MOST_QUESTIONS, MOST_OPTIONS = 30, 20
LONGEST = {"short": 300, "long": 5_000}


@dataclass(frozen=True)
class Asked:
    """One question. `only_after` is the id of an earlier one, which has to be answered with `only_if`."""

    id: int
    kind: str
    text: str
    required: bool = False
    options: tuple[str, ...] = ()
    only_after: int | None = None
    only_if: str = ""
    hint: str = ""

    @property
    def choices(self) -> dict[str, str]:
        """What can be chosen, as it is kept and as it is read."""
        return YES_NO if self.kind == "yes_no" else {option: option for option in self.options}


def shown(questions: Sequence[Asked], answers: Mapping[int, str]) -> list[Asked]:
    """Those of the questions that somebody with these answers is asked: what hangs on a hidden one is hidden too."""
    seen: dict[int, Asked] = {}
    for question in questions:
        after = question.only_after
        if after is None or (after in seen and answers.get(after, "") == question.only_if):
            seen[question.id] = question
    return list(seen.values())


def read_answer(question: Asked, typed: str) -> str:
    """The answer as it is kept; empty where nothing was said. Refuses, in words, what is no answer to it."""
    text = typed.replace("\r\n", "\n").replace("\x00", "").strip()
    field = f"q{question.id}"
    if not text:
        if question.required:
            raise Refused("Choose one." if question.choices else "Answer this, please.", field=field)
        return ""
    if question.choices:
        if text not in question.choices:
            raise Refused("Choose one from the list.", field=field)
        return text
    if question.kind == "number":
        return _number(text, field)
    if question.kind == "date":
        return _date(text, field)
    if len(text) > LONGEST[question.kind]:
        raise Refused(f"That is longer than fits here: keep to {LONGEST[question.kind]:,} characters.", field=field)
    return text


def _number(text: str, field: str) -> str:
    figures = text.replace(" ", "").replace("\u00a0", "").replace("'", "").replace("’", "")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", figures):
        figures = figures.replace(",", "")
    try:
        number = Decimal(figures.replace(",", "."))
    except InvalidOperation:
        raise Refused("Write a number in figures, such as 12 or 2.5.", field=field) from None
    if not number.is_finite() or abs(number) >= 10**12 or len(figures) > 30:
        raise Refused("Write a number in figures, such as 12 or 2.5.", field=field)
    return f"{number:f}"


def _date(text: str, field: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused("Write the day as year-month-day, such as 2026-11-26.", field=field) from None


def check_questions(questions: Sequence[Asked], *, ontario: bool = False) -> None:
    """What a form may ask, in this order. A condition hangs on an earlier question that has choices."""
    if len(questions) > MOST_QUESTIONS:
        raise Refused("More than thirty questions keep good people away. Ask the rest in a conversation.")
    earlier: dict[int, Asked] = {}
    for question in questions:
        _check_words(question, ontario)
        if question.kind not in KINDS:
            raise Refused(f"Choose how “{question.text}” is answered.")
        _check_options(question)
        if question.only_after is not None:
            _check_condition(question, earlier.get(question.only_after))
        earlier[question.id] = question


def _check_words(question: Asked, ontario: bool) -> None:
    text = question.text.strip()
    if not text:
        raise Refused("One of the questions has no words.")
    if len(text) > 300:
        raise Refused("A question fits into 300 characters.")
    for words in (text, *question.options):
        if asks_for_pay_history(words):
            raise Refused(
                f"“{words}” asks what somebody earns or has earned. That is never asked here, and in many places it is "
                "against the law. Ask for their expectations instead."
            )
        if ontario and asks_for_canadian_experience(words):
            raise Refused(f"“{words}” asks for Canadian experience, which a posting in Ontario may not.")


def _check_options(question: Asked) -> None:
    if question.kind != "choice":
        return
    if not 2 <= len(question.options) <= MOST_OPTIONS:
        raise Refused(f"“{question.text}” needs 2 to {MOST_OPTIONS} choices, one a line.")
    if len({option.casefold() for option in question.options}) < len(question.options):
        raise Refused(f"Two choices of “{question.text}” are the same.")
    if any(len(option) > 200 for option in question.options):
        raise Refused(f"A choice of “{question.text}” is longer than 200 characters.")


def _check_condition(question: Asked, after: Asked | None) -> None:
    if after is None:
        raise Refused(
            f"“{question.text}” hangs on a question that does not stand before it. Move it, or ask it always."
        )
    if question.only_if not in after.choices:
        raise Refused(f"“{question.text}” waits for an answer that “{after.text}” does not offer.")


_PAY = r"(salary|salaries|pay|wages?|compensation|earnings?|income|remuneration|ctc|(hourly|daily|day) rate)"
_BEFORE = r"(current|present|previous|prior|past|last|former|existing|most recent|latest)"
_HISTORY = re.compile(
    "|".join(
        (
            rf"\b{_BEFORE}(ly)?\b\W+(\w+\W+){{0,3}}?{_PAY}\b",
            rf"\b{_PAY}\W+(history|slips?|stubs?|record)\b",
            rf"\b{_PAY}\b\W+(\w+\W+){{0,3}}?(in|at|from|of)\W+(\w+\W+){{0,3}}?{_BEFORE}\b",
            r"\bpay-?(slips?|stubs?|checks?)\b",
            r"\bhow much\b.{0,30}\b(earn(ed|ing)?|ma(k|d)e|making|paid)\b",
            r"\b(do|did|are|were) you\b.{0,30}\b(earn(ing)?|being paid|paid|getting paid)\b",
            r"\bw-?2s?\b|\bp60\b|\btax returns?\b",
            r"\b(aktuell|derzeitig|jetzig|bisherig|letzt|früher|vorherig)\w*\W+(\w+\W+){0,3}?"
            r"(gehalt|gehälter|verdienst|lohn|einkommen|vergütung|jahresgehalt)\w*",
            r"\b(gehalts|lohn)(historie|verlauf|nachweise?|abrechnung(en)?|zettel)\b|\bverdien(en|ten) sie\b",
            r"\b(salaire|rémunération)\W+(\w+\W+){0,3}?(actuel|actuelle|précédent|précédente|antérieur|dernier|passé)\w*",
            r"\bderni(er|ère)\W+(salaire|rémunération)\b|\bbulletins? de (salaire|paie)\b",
            r"\b(salario|sueldo|retribuzione|stipendio)\W+(\w+\W+){0,2}?(actual|anterior|attuale|precedente|último)\b",
            r"\b(último|ultimo)\W+(salario|sueldo|stipendio)\b",
        )
    ),
    re.IGNORECASE,
)
_CANADIAN = re.compile(
    r"\bcanadian\W+(\w+\W+){0,3}?experience\b|\bexperience\W+(\w+\W+){0,4}?in canada\b", re.IGNORECASE
)


def asks_for_pay_history(text: str) -> bool:
    """Whether these words ask what somebody earns or has earned, which is never asked anywhere (EU 2023/970 and at
    least 14 US states; secondary sources). Expectations may be asked for."""
    return bool(_HISTORY.search(text))


def asks_for_canadian_experience(text: str) -> bool:
    """Ontario, Employment Standards Act from 1 January 2026: a posting never asks for it (the act's text was read)."""
    return bool(_CANADIAN.search(text))
