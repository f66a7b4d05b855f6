"""One cell: guarded on its way into a spreadsheet, so that nothing in it runs there, and unguarded on its way back."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

# What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), full-width signs among it. Apostrophes
# before it count as well, or a guard of ours could not be told from somebody's own.
FORMULA = "^'*[=+\\-@\t\r\n＝＋－＠]"
_GUARDED = re.compile(FORMULA)
_OURS = re.compile(f"^'(?={FORMULA[1:]})")


def guard(text: str) -> str:
    """Text that a spreadsheet takes as text: an apostrophe stands before what would run."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`."""
    return text[1:] if _OURS.match(text) else text


def cell(value: object) -> str:
    return guard("" if value is None else plain(value))


def plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
