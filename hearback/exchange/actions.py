from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import File
from django.db import OperationalError, connections, transaction
from django.db.models.functions import Now
from procrastinate.contrib.django import app as queue_app

from hearback.candidates.uploads import clean_name
from hearback.exchange import columns, rules
from hearback.exchange.lots import ahead
from hearback.exchange.models import ColumnMemory, Import
from hearback.exchange.options import ALREADY, MAIL, Options
from hearback.exchange.queries import MAY_IMPORT, waiting_imports
from hearback.exchange.reading.kinds import LARGEST_FILE, kind_of
from hearback.exchange.sources import count_rows, lots_of
from hearback.exchange.taking.settling import Spool, keep_refusals, settle_lot
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused

Say = Callable[[Import], None]


def check_may_import(person: Person | None) -> None:
    if person is not None and person.role not in MAY_IMPORT:
        raise Refused("Files are taken in by admins and recruiters.")


@transaction.atomic
def begin(*, what: str, upload: File[bytes], by: Person, now: datetime) -> Import:
    """Keep an uploaded file, after a look at what it is. Nothing is taken in yet."""
    check_may_import(by)
    if what not in Import.What.values:
        raise Refused("Choose what the file holds.", field="what")
    if upload.size > LARGEST_FILE:
        raise Refused(
            f"This file is larger than the {LARGEST_FILE // 1024 // 1024} MB we can take at once. Split it.",
            field="file",
        )
    if not upload.size:
        raise Refused("This file is empty.", field="file")
    taken = Import(
        what=what,
        name=clean_name(upload.name or "")[:200],
        size=upload.size,
        by=by,
        made_at=now,
        fingerprint=_digest(upload),
    )
    upload.seek(0)
    taken.file.save(taken.name, upload, save=False)
    try:
        kind_of(Path(taken.file.path))
        taken.save()
    except Exception as problem:
        taken.file.delete(save=False)  # no file without its row
        if isinstance(problem, Refused):
            raise Refused(str(problem), field="file") from None
        raise
    record("created", taken, by=by, now=now, what=what)
    return taken


def begin_here(*, what: str, path: Path, options: Options, by: Person | None, now: datetime) -> Import:
    """A file or folder that is read where it lies. One begun before, with the same options, goes on."""
    if not path.exists():
        raise Refused(f"There is nothing at {path}.")
    place = path.resolve()
    fingerprint = _digest_of_folder(place) if place.is_dir() else _digest_of_file(place)
    begun = Import.objects.filter(what=what, place=str(place), fingerprint=fingerprint, finished_at=None, trial=False)
    for taken in begun.exclude(asked_at=None):
        if taken.options == options.kept() and not taken.stopped_at:
            return taken
    size = 0 if place.is_dir() else place.stat().st_size
    return Import.objects.create(
        what=what,
        name=place.name[:200],
        place=str(place),
        fingerprint=fingerprint,
        size=size,
        by=by,
        made_at=now,
        options=options.kept(),
    )


def _digest(upload: File[bytes]) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest_of_folder(path: Path) -> str:
    listed = [f"{file.relative_to(path)} {file.stat().st_size}" for file in sorted(path.rglob("*")) if file.is_file()]
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()


@transaction.atomic
def choose(taken: Import, *, options: Options, by: Person | None, now: datetime) -> Import:
    """What the importer says once for every row. Refuses a mapping with which no row could be taken, and a next step
    that promises nothing."""
    taken = Import.objects.select_for_update().get(pk=taken.pk)
    if taken.running or taken.done:
        raise Refused("This import is under way. Stop it first to change what it does.")
    for mapping in options.columns.values():
        if missing := columns.check(taken.what, mapping, job_given=options.job is not None):
            raise Refused(missing, field="columns")
    check_next_step(taken.what, options, now)
    taken.options = options.kept()
    taken.save(update_fields=["options"])
    for signature, mapping in options.columns.items():
        ColumnMemory.objects.update_or_create(signature=signature, defaults={"mapping": mapping, "at": now})
    return taken


def check_next_step(what: str, options: Options, now: datetime) -> None:
    """The law of the house: whoever is in progress is promised something, and knows it."""
    if what != Import.What.APPLICATIONS:
        return
    if options.told not in (MAIL, ALREADY):
        raise Refused("Say whether the candidates are written to now, or have been told already.", field="told")
    rules.check_next_step(options.words, options.days, now + timedelta(days=1), now)


@transaction.atomic
def ask(taken: Import, *, trial: bool, by: Person | None, now: datetime) -> Import:
    """Let the worker take it in, or try it out. Counts and refusals begin anew."""
    taken = Import.objects.select_for_update().get(pk=taken.pk)
    if taken.running:
        raise Refused("This import is under way already.")
    if taken.done:
        raise Refused("This file has been taken in already.")
    check_next_step(taken.what, Options.of(taken.options), now)
    _start(taken, trial=trial, now=now)
    record("imported" if not trial else "read", taken, by=by, now=now, what=taken.what)
    if taken.file:
        ring(taken)
    return taken


def _start(taken: Import, *, trial: bool, now: datetime) -> None:
    taken.rejections.all().delete()
    taken.trial, taken.asked_at = trial, now
    taken.accepted = taken.new = taken.rejected = 0
    taken.beat_at = taken.finished_at = taken.stopped_at = None
    taken.trouble = ""
    taken.save()


def ring(taken: Import) -> None:
    """The doorbell. Should it get lost, the tick rings again."""
    queue_app.configure_task("hearback.timetable.take_in").defer(import_id=taken.pk)


@transaction.atomic
def stop(taken: Import, *, by: Person, now: datetime) -> Import:
    """What has been taken in stays; the rest of the file is left."""
    taken = Import.objects.select_for_update().get(pk=taken.pk)
    if not taken.running:
        raise Refused("This import has ended already.")
    taken.stopped_at = now
    taken.save(update_fields=["stopped_at"])
    return taken


def go_on(taken: Import, *, now: datetime, say: Say | None = None) -> Import:
    """Take in the rest of the file, lot by lot, each committed with its position: whoever is killed has lost nothing,
    and whoever goes on does nothing twice. Of two at once the second finds the position moved, and leaves."""
    if not taken.running:
        return taken
    _begin(taken)
    try:
        if taken.trial:
            return _try_out(taken, now=now, say=say)
        for lot in ahead(lots_of(taken, skip=taken.position, now=now)):
            if not settle_lot(taken, lot, now=now):
                return Import.objects.get(pk=taken.pk)
            if say:
                say(taken)
    except OperationalError as problem:
        return _in_trouble(taken, problem)
    return _finish(taken, now=now)


def _begin(taken: Import) -> None:
    if taken.trial:
        taken.accepted = taken.new = taken.rejected = 0  # nothing of an earlier attempt was kept
    if taken.total is None:
        taken.total = count_rows(taken)
    taken.trouble = ""
    Import.objects.filter(pk=taken.pk).update(beat_at=Now(), trouble="", total=taken.total)


class _RolledBack(Exception):
    pass


def _try_out(taken: Import, *, now: datetime, say: Say | None) -> Import:
    """Everything as it would be, and none of it kept but the counts and the refusals."""
    spool = Spool()
    try:
        with transaction.atomic():
            for lot in ahead(lots_of(taken, skip=0, now=now)):
                if not settle_lot(taken, lot, now=now, spool=spool):
                    break
                _show_beside(taken)
                if say:
                    say(taken)
            raise _RolledBack
    except _RolledBack:
        keep_refusals(taken, spool)
    return _finish(taken, now=now)


def _show_beside(taken: Import) -> None:
    """How far a trial is, by another connection: its own writes nothing that anybody sees."""
    beside = connections.create_connection("default")
    try:
        with beside.cursor() as cursor:
            cursor.execute(
                "UPDATE hearback_import SET accepted = %s, new = %s, rejected = %s, beat_at = clock_timestamp() "
                "WHERE id = %s",
                [taken.accepted, taken.new, taken.rejected, taken.pk],
            )
    finally:
        beside.close()


def _in_trouble(taken: Import, problem: OperationalError) -> Import:
    """The disk is full, or the database is away: what was settled stands, and the tick tries again."""
    full = "space" in str(problem).lower()
    words = "The disk is full." if full else "The database could not be reached."
    words = f"{words} What was taken in stands; it goes on by itself as soon as that is mended."
    Import.objects.filter(pk=taken.pk).update(trouble=words, beat_at=Now())
    taken.trouble = words
    return taken


@transaction.atomic
def _finish(taken: Import, *, now: datetime) -> Import:
    Import.objects.filter(pk=taken.pk, finished_at=None).update(
        finished_at=now,
        accepted=taken.accepted,
        new=taken.new,
        rejected=taken.rejected,
        total=taken.position,
        trouble="",
    )
    return Import.objects.get(pk=taken.pk)


def go_on_by_number(import_id: int, *, now: datetime) -> None:
    """What the doorbell rings for."""
    taken = Import.objects.filter(pk=import_id).first()
    if taken and taken.running:
        go_on(taken, now=now)


def ring_waiting(*, now: datetime) -> int:
    """What the tick does: whatever nobody looks after is begun again where it stopped."""
    waiting = list(waiting_imports())
    for taken in waiting:
        ring(taken)
    return len(waiting)


def forget_old(*, now: datetime) -> int:
    """Files and refused rows hold people's data: a month after the end they go. Their counts stay."""
    old = Import.objects.filter(made_at__lt=now - timedelta(days=rules.KEPT_DAYS))
    old = old.filter(finished_at__lt=now - timedelta(days=rules.KEPT_DAYS)) | old.filter(asked_at=None)
    forgotten = 0
    for taken in old.exclude(file="", place="", rejections=None).distinct():
        taken.rejections.all().delete()
        if taken.file:
            taken.file.delete(save=False)
            taken.file = ""
            taken.save(update_fields=["file"])
        forgotten += 1
    return forgotten
