"""Everything that happens by the clock, on one screen. The jobs hold no logic: they ring, the rows decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app

from hearback.applications import drafts
from hearback.bulk import actions as bulk
from hearback.bulk import work as bulk_work
from hearback.bulk.models import BulkJob
from hearback.candidates import readings
from hearback.decisions import endings, pauses, requests
from hearback.exchange import actions as imports
from hearback.finding import filling
from hearback.finding.duplicates import actions as duplicates
from hearback.finding.duplicates import merging
from hearback.interviews import scorecards
from hearback.messages import access, codes
from hearback.messages import actions as messages
from hearback.people import sessions, tries
from hearback.promises import actions as promises
from hearback.promises import clockwork
from hearback.reports import keeping
from hearback.self_identification import actions as self_identification


@app.task
def deliver(message_id: int) -> None:
    """One message is due: send it, and keep what it keeps."""
    now = timezone.now()
    if sent := messages.send(message_id, now=now):
        promises.keep_answered(now=now, message=sent)
        if sent.application_id:
            endings.end_told_rejections(now=now, application_id=sent.application_id)


@app.task
def send_code(candidate_id: int, asker: str = "") -> None:
    """Somebody wants to open a candidate's page."""
    codes.answer_ring(candidate_id, asker=asker, now=timezone.now())


@app.task
def take_in(import_id: int) -> None:
    """Somebody wants a file taken in."""
    imports.go_on_by_number(import_id, now=timezone.now())


@app.task
def send_sign_in_link(person_id: int) -> None:
    """Somebody who works here cannot get in."""
    access.send_link(person_id, now=timezone.now())


@app.task
def work_bulk(bulk_id: int) -> None:
    """A bulk job has people waiting: a batch of them, and the bell again for the rest."""
    if bulk_work.work(bulk_id, now=timezone.now()) == bulk_work.BATCH:
        bulk.ring(BulkJob(pk=bulk_id))


@app.task
def read_resume(reading_id: int) -> None:
    """A résumé has come: read it."""
    readings.read(reading_id, now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="tick")
def tick(timestamp: int = 0) -> dict[str, int]:
    return tick_at(timezone.now())


def tick_at(now: datetime) -> dict[str, int]:
    """One minute's work; each part claims its rows, so any number of workers may run it at once.

    A part that fails does not keep the others from their work; what failed is raised when all have had their turn.
    """
    done: dict[str, int] = {}
    failures: list[Exception] = []
    for name, part in PARTS.items():
        try:
            done[name] = part(now=now)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup("parts of the tick failed", failures)
    return done


PARTS: dict[str, Callable[..., int]] = {
    "sent": messages.send_due,
    "kept": promises.keep_answered,
    "let go": endings.end_told_rejections,
    "resumed": pauses.resume_due,
    "came back": requests.bring_back_due,
    "reminded": requests.remind_due,
    "offers lapsed": pauses.lapse_offers,
    "handed over": clockwork.stand_in,
    "late": clockwork.mark_late,
    "nudged about promises": clockwork.nudge_due,
    "nudged about scorecards": scorecards.nudge_due,
    "imports gone on with": imports.ring_waiting,
    "worked off in bulk": bulk_work.work_due,
    "brought along": merging.bring_stragglers,
    "compared": duplicates.sweep,
    "indexed": filling.index_waiting,
    "rung for reading": readings.ring_due,
}


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="hour")
def hour(timestamp: int = 0) -> None:
    """Once an hour: count anew what the careers pages say of us."""
    keeping.count_word_kept(now=timezone.now())


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="night")
def night(timestamp: int = 0) -> None:
    """Once a night: throw away what has run out."""
    now = timezone.now()
    tries.forget_old(now=now)
    drafts.forget_old(now=now)
    imports.forget_old(now=now)
    filling.forget_spellings()
    self_identification.forget_old(now=now)
    call_command("clearsessions")
    sessions.forget_old(now=timezone.now())
