"""A résumé file is read by the worker, and what was read is taken over by a person, never by itself.

The row is the truth: `ask_to_read` writes it and rings, `read` claims it, the tick rings again for what stays unread.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from procrastinate.contrib.django import app as queue_app
from procrastinate.exceptions import AlreadyEnqueued

from hearback.candidates.actions import change_candidate
from hearback.candidates.documents import refresh
from hearback.candidates.models import Attachment, Candidate, Reading
from hearback.candidates.reading import Reading as Read
from hearback.candidates.reading.apart import read_apart
from hearback.candidates.resume import clean_resume, plain
from hearback.candidates.uploads import WORD
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Overtaken, Refused

READABLE = ("application/pdf", WORD)
PATIENCE = timedelta(minutes=2)  # far longer than any file is given; after it a worker counts as dead
MOST_ATTEMPTS = 3
MOST_VALUES, MOST_UNREAD = 2_000, 400
BEHIND_MESSAGES = -1  # a letter to a candidate goes before a file
_GIVEN_UP = "Reading this file was begun three times and never ended. Save it anew as a plain PDF and add it again."
log = logging.getLogger(__name__)


def readable(attachment: Attachment) -> bool:
    return attachment.kind == Attachment.Kind.RESUME and attachment.content_type in READABLE


@transaction.atomic
def ask_to_read(attachment: Attachment, *, now: datetime) -> Reading:
    """Have a résumé read once the surrounding transaction stands. Asking again reads anew what was not confirmed."""
    if not readable(attachment):
        raise Refused("Only a résumé in PDF or Word (.docx) can be read.")
    fresh = {"asked_at": now, "ring_at": now + PATIENCE}
    reading, made = Reading.objects.select_for_update().get_or_create(attachment=attachment, defaults=fresh)
    if not made:
        if reading.state not in ("refused", "aside"):
            return reading
        again = Reading(pk=reading.pk, attachment=attachment, **fresh)
        again.save()
        reading = again
    ring(reading.pk)
    return reading


def ring(pk: int) -> None:
    """The doorbell of one reading. Should it get lost, the tick rings again."""
    bell = queue_app.configure_task(
        "hearback.timetable.read_resume", queueing_lock=f"reading-{pk}", priority=BEHIND_MESSAGES
    )
    try:
        with transaction.atomic():
            bell.defer(reading_id=pk)
    except AlreadyEnqueued:
        pass  # one waiting bell is enough


def ring_due(*, now: datetime, limit: int = 200) -> int:
    """What the tick does: ring again for what should have been read by now."""
    due = Reading.objects.filter(read_at=None, ring_at__lte=now).order_by("ring_at").values_list("pk", flat=True)
    rung = 0
    for pk in list(due[:limit]):
        if Reading.objects.filter(pk=pk, read_at=None, ring_at__lte=now).update(ring_at=now + PATIENCE):
            ring(pk)
            rung += 1
    return rung


def read(reading_id: int, *, now: datetime) -> Reading | None:
    """Read one file, unless it was read or another worker has it; None when there was nothing to do.

    No lock is held while the file is being read: the claim is a stamp that runs out when its worker has died.
    """
    ours = Reading.objects.filter(pk=reading_id, read_at=None)
    free = ours.filter(Q(begun_at=None) | Q(begun_at__lte=now - PATIENCE))
    if not free.update(begun_at=now, ring_at=now + PATIENCE, attempts=F("attempts") + 1):
        return None
    reading = Reading.objects.select_related("attachment").get(pk=reading_id)
    found: dict[str, Any] = {}
    refusal = ""
    try:
        if reading.attempts > MOST_ATTEMPTS:
            raise Refused(_GIVEN_UP)
        found = _kept(read_apart(_bytes(reading.attachment), limit=settings.UPLOAD_LIMIT))
    except Refused as refused:
        refusal = str(refused)[:300]
    with transaction.atomic():
        mine = ours.filter(begun_at=now, attempts=reading.attempts)
        if not mine.update(read_at=now, found=found, refusal=refusal):
            return None
        record("read", reading, by=None, now=now, attachment=reading.attachment_id)
        refresh([reading.attachment.candidate_id], now=now)
    return Reading.objects.get(pk=reading_id)


def _bytes(attachment: Attachment) -> bytes:
    try:
        with attachment.file.storage.open(attachment.file.name, "rb") as file:
            data: bytes = file.read()
            return data
    except OSError:
        raise Refused("This file is no longer where it was kept. Ask whoever looks after the files.") from None


def _kept(read: Read) -> dict[str, Any]:
    """What the row keeps of a reading: plain JSON, without letters that PostgreSQL cannot store."""
    return {
        "resume": read.resume,
        "values": [
            {
                "path": value.path,
                "text": plain(value.text, 5_000),
                "why": value.why,
                "page": value.source.page,
                "line": value.source.line,
                "words": plain(value.source.text),
            }
            for value in read.values[:MOST_VALUES]
        ],
        "notices": list(read.notices),
        "unread": [
            {"page": line.page, "line": line.line, "words": plain(line.text)} for line in read.unread[:MOST_UNREAD]
        ],
        "pages": read.pages,
    }


def look(reading: Reading, *, by: Person | Candidate, now: datetime) -> None:
    """Somebody opens what was read: that is to read the document, and the record says so."""
    record("read", reading.attachment, by=by, now=now, candidate=reading.attachment.candidate_id)


def print_of(candidate: Candidate) -> str:
    """A short mark of what we hold of a candidate, by which a later change is noticed."""
    facts = [candidate.name, candidate.email, candidate.phone, candidate.headline, candidate.location, candidate.links]
    held = json.dumps([facts, candidate.resume], sort_keys=True)
    return hashlib.sha256(held.encode()).hexdigest()[:16]


@transaction.atomic
def confirm(
    reading: Reading,
    *,
    resume: Mapping[str, Any],
    by: Person | Candidate,
    now: datetime,
    facts: Mapping[str, Any] | None = None,
    seen: str = "",
) -> Candidate:
    """Write what a person has checked into the candidate's résumé and, with `facts`, into their own fields.

    `seen` is the `print_of` what stood beside it when the person looked: had it changed since, nothing is overwritten.
    """
    reading = _locked(reading)
    if reading.state != "read":
        raise Refused("There is nothing here to take over yet.")
    candidate = Candidate.objects.select_for_update().get(pk=reading.attachment.candidate_id)
    if seen and seen != print_of(candidate):
        raise Overtaken(
            "Somebody has changed what we hold of this candidate while you were looking. "
            "What stands here now is theirs: look once more and take over again."
        )
    kept = clean_resume(dict(resume)).resume
    changed = change_candidate(candidate, by=by, now=now, resume=kept, **(facts or {}))
    reading.confirmed_at, reading.confirmed_by = now, by if isinstance(by, Person) else None
    reading.save(update_fields=["confirmed_at", "confirmed_by"])
    record("confirmed", reading, by=by, now=now, candidate=changed.pk, attachment=reading.attachment_id)
    return changed


@transaction.atomic
def set_aside(reading: Reading, *, by: Person | Candidate, now: datetime) -> Reading:
    """Nothing of it is wanted. The file stays; it can be read again."""
    reading = _locked(reading)
    if reading.state != "read":
        raise Refused("There is nothing here to set aside.")
    reading.set_aside_at = now
    reading.save(update_fields=["set_aside_at"])
    refresh([reading.attachment.candidate_id], now=now)
    record("set_aside", reading, by=by, now=now, attachment=reading.attachment_id)
    return reading


def _locked(reading: Reading) -> Reading:
    """The row as it is now. Refuses what another has settled meanwhile."""
    locked = Reading.objects.select_for_update(of=("self",)).select_related("attachment").get(pk=reading.pk)
    if locked.confirmed_at:
        raise Overtaken("This has been taken over already.")
    return locked
