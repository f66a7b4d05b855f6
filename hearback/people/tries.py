"""Counting tries, so that guessing is slow. One statement a count, so that a hundred guesses at once are a hundred."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import connection


def _key(what: str, who: str) -> str:
    # Addresses are personal: only their digest is kept.
    return f"{what}:{hashlib.sha256(who.encode()).hexdigest()}"


def allowed(what: str, who: str, *, most: int, now: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count FROM hearback_tries WHERE who = %s AND until > %s", [_key(what, who), now])
        row = cursor.fetchone()
    return row is None or row[0] < most


def tried(what: str, who: str, *, window: timedelta, now: datetime) -> int:
    """Count one more try and return how many there have been since the first one within the window."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO hearback_tries AS tries VALUES (%(who)s, 1, %(until)s) ON CONFLICT (who) DO UPDATE SET "
            "count = CASE WHEN tries.until > %(now)s THEN tries.count + 1 ELSE 1 END, "
            "until = CASE WHEN tries.until > %(now)s THEN tries.until ELSE excluded.until END RETURNING count",
            {"who": _key(what, who), "now": now, "until": now + window},
        )
        return int(cursor.fetchone()[0])


def forget(what: str, who: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM hearback_tries WHERE who = %s", [_key(what, who)])


def forget_old(*, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM hearback_tries WHERE until <= %s", [now])
        return cursor.rowcount
