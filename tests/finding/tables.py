"""Everything there is, to be compared with what there is later."""

from __future__ import annotations

from django.db import connection

from tests import memory

# What is written about a merge, and what is worked out anew from the facts.
BESIDES = {"hearback_entry", "hearback_merge", "hearback_duplicatekey", "hearback_suspicion", "procrastinate_jobs"}
BESIDES |= {"hearback_document", "hearback_spelling", "procrastinate_events", "procrastinate_periodic_defers"}


def tables() -> dict[str, set[bytes]]:
    """Every row of every table, but for when somebody was last compared and indexed."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE hearback_candidate SET compared_at = NULL, found_at = NULL")
    return {name: set(lines) for name, lines in memory.read().items() if name not in BESIDES}
