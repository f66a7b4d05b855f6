"""What came in by the thousand is indexed here, in the background; one by one it is indexed as it is written."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from hearback.applications.actions import index_notes
from hearback.applications.models import Note
from hearback.candidates.documents import refresh
from hearback.candidates.models import Candidate

BATCH = 1000
MOST_A_MINUTE = 200_000


def index_waiting(*, now: datetime) -> int:
    """Everything that waits to be indexed, batch after batch, for one tick."""
    done = 0
    while done < MOST_A_MINUTE:
        count = index_some(now=now)
        if not count:
            break
        done += count
    return done


def index_some(*, now: datetime) -> int:
    """One batch of candidates and one of notes. Any number of workers may do this at once."""
    return index_candidates(now=now) + index_some_notes()


@transaction.atomic
def index_candidates(*, now: datetime) -> int:
    waiting = Candidate.objects.select_for_update(skip_locked=True, of=("self",)).filter(found_at=None)
    batch = list(waiting.order_by().values_list("pk", flat=True)[:BATCH])
    return refresh(batch, now=now) if batch else 0


@transaction.atomic
def index_some_notes() -> int:
    waiting = Note.objects.select_for_update(skip_locked=True).filter(words=None)
    batch = dict(waiting.order_by("pk").values_list("pk", "body")[:BATCH])
    if batch:
        index_notes(batch)
    return len(batch)


def forget_spellings() -> int:
    """Words that no longer stand in any document are forgotten, such as the name of somebody who was erased."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM hearback_spelling WHERE NOT EXISTS (SELECT FROM hearback_document "
            "WHERE words @@ (quote_literal(word))::tsquery OFFSET 0)"
        )
        return cursor.rowcount
