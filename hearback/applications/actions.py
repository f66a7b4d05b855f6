from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from hearback.applications import rules
from hearback.applications.models import Application, Note
from hearback.candidates.documents import vector_of
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused


def lock(pk: int) -> None:
    """Hold an application until the transaction ends. It is taken before anything that hangs on it, by everybody, so
    that no two ever wait for each other."""
    Application.objects.select_for_update().only("pk").get(pk=pk)


@transaction.atomic
def write_note(application: Application, *, body: str, by: Person, now: datetime) -> Note:
    if not body.strip():
        raise Refused("The note is empty.", field="body")
    note = Note.objects.create(application=application, author=by, body=body.strip(), written_at=now)
    index_notes({note.pk: note.body})
    record("noted", note, by=by, now=now, application_id=application.pk)
    return note


def index_notes(bodies: Mapping[int, str]) -> None:
    """Write what these notes, by their numbers, are found by."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE hearback_note SET words = new.words::tsvector "
            "FROM unnest(%s::bigint[], %s::text[]) AS new(id, words) WHERE hearback_note.id = new.id",
            [list(bodies), [vector_of(body) for body in bodies.values()]],
        )


def change_state(application: Application, state: str, *, now: datetime) -> None:
    """Set the state of a locked application as the table of moves allows. The caller writes the account of it."""
    rules.check_move(application.state, state)
    application.state = state
    application.ended_at = None if state in rules.LIVE_STATES else now
    application.revision += 1
    application.save(
        update_fields=[
            "state",
            "ended_at",
            "revision",
            "stage",
            "job",
            "entered_stage_at",
        ]
    )
