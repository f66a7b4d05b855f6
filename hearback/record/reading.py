"""Who has read a candidate's papers. A page that shows them says so here; opening a file says so by itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from hearback.record.models import Entry

# One line for one person, paper and hour: an account of who looked, not of every reload.
ONCE = timedelta(hours=1)
_WRITE = """
INSERT INTO hearback_entry (at, actor_kind, actor_id, verb, subject, subject_id, application_id, details)
SELECT %(now)s, 'person', %(person)s, 'read', 'candidate', %(candidate)s, %(application)s, %(details)s::jsonb
WHERE NOT EXISTS (
    SELECT 1 FROM hearback_entry WHERE subject = 'candidate' AND subject_id = %(candidate)s AND verb = 'read'
    AND actor_kind = 'person' AND actor_id = %(person)s AND at > %(since)s AND details = %(details)s::jsonb)
"""


def note_reading(candidate_id: int, *, by: int, what: str, now: datetime, application_id: int | None = None) -> None:
    """`what` is the page: resume, application or kit. One statement, and no second line within the hour."""
    facts = {"now": now, "since": now - ONCE, "person": by, "candidate": candidate_id, "application": application_id}
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {**facts, "details": f'{{"what": "{what}"}}'})


def readings_of(candidate_id: int, attachments: Collection[int]) -> QuerySet[Entry]:
    """Every reading of a candidate's papers, the newest first: of what is known of them, and of these files."""
    pages = Q(subject="candidate", subject_id=candidate_id)
    files = Q(subject="attachment", subject_id__in=list(attachments))
    return Entry.objects.filter(pages | files, verb="read").order_by("-at", "-id")
