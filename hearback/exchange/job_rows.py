"""A row of text into a job, or a refusal that names the column. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from hearback.candidates.resume import plain
from hearback.exchange import rules
from hearback.exchange.cells import unguard
from hearback.exchange.columns import fold
from hearback.exchange.rows import NOBODY, Try
from hearback.refusals import Refused

_STATUSES = {
    "draft": "draft pending internal new unapproved entwurf",
    "open": "open live published active opened offen ouvert abierto aperto",
    "paused": "paused onhold hold frozen pausiert enpause",
    "closed": "closed archived filled cancelled canceled done geschlossen ferme cerrado chiuso",
}
STATUSES = {word: status for status, words in _STATUSES.items() for word in words.split()}
_PERIODS = {"year": "year annual annually yearly peryear peryearsalary jahr", "month": "month monthly permonth monat"}
_PERIODS |= {"hour": "hour hourly perhour perhourwage stunde"}
PERIODS = {word: period for period, words in _PERIODS.items() for word in words.split()}


@dataclass(frozen=True)
class JobRow:
    key: str
    title: str
    department: str
    office: str
    status: str
    description: str
    openings: int
    confidential: bool
    pay_low: Decimal | None
    pay_high: Decimal | None
    pay_currency: str
    pay_period: str
    created: datetime | None
    opened: datetime | None


class JobReader:
    def __init__(self, mapping: Sequence[str], *, months_first: bool = False) -> None:
        self.at = {field: place for place, field in reversed(list(enumerate(mapping))) if field}
        self.months_first = months_first

    def read(self, cells: Sequence[str]) -> tuple[JobRow, Try]:
        """Raises Refused with the field it concerns."""
        title = plain(self._cell(cells, "title"), 161)
        if not title:
            raise Refused("Give the job a title.", field="title")
        if len(title) > 160:
            raise Refused("A title fits into 160 characters.", field="title")
        low, high = self._amount(cells, "pay_low"), self._amount(cells, "pay_high")
        row = JobRow(
            self._cell(cells, "key")[:200],
            title,
            plain(self._cell(cells, "department"), 80),
            plain(self._cell(cells, "office"), 80),
            self._word(cells, "status", STATUSES, "open"),
            plain(self._cell(cells, "description"), 20_000),
            self._openings(cells),
            rules.yes_or_no(self._cell(cells, "confidential"), "confidential"),
            *((high, low) if low and high and high < low else (low, high)),
            self._cell(cells, "pay_currency").upper()[:3] if low or high else "",
            self._word(cells, "pay_period", PERIODS, "year"),
            self._date(cells, "created"),
            self._date(cells, "opened"),
        )
        return row, NOBODY

    def _cell(self, cells: Sequence[str], field: str) -> str:
        place = self.at.get(field)
        return unguard(cells[place].strip()) if place is not None else ""

    def _word(self, cells: Sequence[str], field: str, known: dict[str, str], usual: str) -> str:
        text = self._cell(cells, field)
        if not text:
            return usual
        if fold(text) not in known:
            raise Refused(f"“{text[:60]}” is not one of {', '.join(dict.fromkeys(known.values()))}.", field=field)
        return known[fold(text)]

    def _amount(self, cells: Sequence[str], field: str) -> Decimal | None:
        text = re.sub(r"[^\d.,-]", "", self._cell(cells, field))
        if not text:
            return None
        if "," in text and ("." not in text or text.rindex(",") > text.rindex(".")):
            whole, _, rest = text.rpartition(",")
            text = f"{whole}{rest}" if len(rest) == 3 else f"{whole.replace('.', '')}.{rest}"
        try:
            amount = Decimal(text.replace(",", ""))
        except InvalidOperation:
            raise Refused(f"“{self._cell(cells, field)[:40]}” is not an amount.", field=field) from None
        return amount or None

    def _openings(self, cells: Sequence[str]) -> int:
        text = self._cell(cells, "openings")
        if not text:
            return 1
        if not text.isdecimal() or not 1 <= int(text[:9]) <= 1000:
            raise Refused(f"“{text[:40]}” is no number of openings from 1 to 1,000.", field="openings")
        return int(text)

    def _date(self, cells: Sequence[str], field: str) -> datetime | None:
        text = self._cell(cells, field)
        return (
            datetime.fromisoformat(rules.moment_of(text, months_first=self.months_first, field=field)) if text else None
        )
