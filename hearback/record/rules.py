"""What may stand in the record: ids, numbers, dates and the fixed words below. Never a name, never free text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

_WORDS = """
    applied imported changed moved booked rebooked cancelled closed told_nothing submitted corrected advanced
    asked held resumed rejected offered accepted declined hired withdrew transferred promised kept renewed
    handed_over became_late nudged released queued sent failed_to_send edited undone answered completed
    came_back noted attached read signed_in went_away came_home created retired merged erased exported
    reassigned tagged untagged confirmed set_aside nobody_answered wrote_instead extended invited revoked ended left
    returned enrolled unenrolled pooled left_pool dismissed started
"""
VERBS = frozenset(_WORDS.split())

_FIXED_WORD = re.compile(r"^([a-z_]{0,40}|\d{4}-\d\d-\d\d(T[0-9:.+]+)?)$")


def check_details(details: Mapping[str, object]) -> dict[str, object]:
    """Return the details as they will be stored. Raises ValueError for anything that could be a name or a sentence."""
    stored: dict[str, object] = {}
    for key, value in details.items():
        if isinstance(value, datetime | date):
            value = value.isoformat()
        if isinstance(value, str) and not _FIXED_WORD.match(value):
            raise ValueError(f"The record takes ids and fixed words only; {key} holds something else.")
        if not isinstance(value, str | int | float | bool | type(None)):
            raise ValueError(f"The record takes ids and fixed words only; {key} is a {type(value).__name__}.")
        stored[key] = value
    return stored
