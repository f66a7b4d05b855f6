from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from hearback.applications import rules
from hearback.applications.models import Application, Note
from hearback.applications.queries import people_who_see
from hearback.candidates.documents import vector_of
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused


def lock(pk: int) -> None:
    """Hold an application until the transaction ends. It is taken before anything that hangs on it, by everybody, so
    that no two ever wait for each other."""
    Application.objects.select_for_update().only("pk").get(pk=pk)


@transaction.atomic
def write_note(
    application: Application,
    *,
    body: str,
    by: Person,
    now: datetime,
    circle: str = Note.Circle.EVERYBODY,
    readers: Sequence[Person] = (),
) -> Note:
    """A word among colleagues. `readers` are those whom a note of the circle “named” is for, besides its author."""
    if not body.strip():
        raise Refused("The note is empty.", field="body")
    if circle not in Note.Circle.values:
        raise Refused("Say who may read it.", field="circle")
    named = [person for person in readers if person.pk != by.pk] if circle == Note.Circle.NAMED else []
    able = set(people_who_see(application).filter(pk__in=[one.pk for one in named]).values_list("pk", flat=True))
    if left_out := [one.name for one in named if one.pk not in able]:
        raise Refused(f"{left_out[0]} does not see this application, so they could not read it.", field="readers")
    note = Note.objects.create(application=application, author=by, body=body.strip(), written_at=now, circle=circle)
    note.readers.set(named)
    index_notes({note.pk: note.body})
    record("noted", note, by=by, now=now, application_id=application.pk, circle=str(circle))
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
