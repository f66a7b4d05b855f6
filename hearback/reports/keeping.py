"""How this employer keeps its word: counted once an hour into one row, which the careers pages read."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import connection

from hearback.reports.models import Figure
from hearback.reports.rules import WordKept

NAME = "word_kept"
YEAR = timedelta(days=365)
# A renewed promise was not kept by the date first told, and counts so; what it was renewed as is not counted again.
# One no longer owed (withdrawn, cancelled) counts only if it was late before. What no candidate was shown never does.
_PROMISES = """
    SELECT count(*), count(*) FILTER (WHERE ending = 'kept' AND late_at IS NULL)
    FROM hearback_promise
    WHERE NOT by_candidate AND shown_to_candidate
      AND (ending IN ('kept', 'renewed') OR late_at IS NOT NULL OR (ended_at IS NULL AND due_at <= %(now)s))
      AND coalesce(ended_at, late_at, due_at) BETWEEN %(since)s AND %(now)s
      AND renews_id IS NULL
"""
_ANSWERS = """
    SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - applied_at) / 86400)
    FROM (SELECT application.applied_at, min(promise.ended_at) AS answered_at
          FROM hearback_promise promise JOIN hearback_application application ON application.id = promise.application_id
          WHERE promise.kind = 'answer' AND promise.ending = 'kept' AND NOT promise.by_candidate
          GROUP BY application.id) AS first_answers
    WHERE answered_at BETWEEN %(since)s AND %(now)s
"""


def count_word_kept(*, now: datetime) -> WordKept:
    """Count the last year and keep the figure. Two passes over the promises; nobody waits for it."""
    facts = {"now": now, "since": now - YEAR}
    with connection.cursor() as cursor:
        cursor.execute(_PROMISES, facts)
        due, kept = cursor.fetchone()
        cursor.execute(_ANSWERS, facts)
        answered, days = cursor.fetchone()
    counted = WordKept(due, kept, answered, float(days or 0))
    Figure.objects.update_or_create(name=NAME, defaults={"facts": asdict(counted), "counted_at": now})
    return counted


def word_kept() -> WordKept:
    """As last counted: one row."""
    row = Figure.objects.filter(name=NAME).values_list("facts", flat=True).first()
    return WordKept(**row) if row else WordKept()
