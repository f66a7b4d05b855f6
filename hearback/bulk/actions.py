"""From the selection to the start: what is to be done, each message written and read, and then off it goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app as queue_app

from hearback.bulk import rules
from hearback.bulk.kinds import facts
from hearback.bulk.models import BulkItem, BulkJob
from hearback.messages.rules import check_words
from hearback.people.models import Person
from hearback.record.actions import record

State, Item = BulkJob.State, BulkItem.State


def ring(bulk: BulkJob) -> None:
    """The doorbell for the worker. Should it get lost, the tick goes on with it."""
    queue_app.configure_task("hearback.timetable.work_bulk").defer(bulk_id=bulk.pk)


@transaction.atomic
def choose(bulk: BulkJob, *, kind: str, options: dict[str, Any], now: datetime) -> BulkJob:
    """Say what is to be done for those chosen. Said anew, every message is written anew."""
    bulk = _locked(bulk)
    rules.check_can_choose(bulk.state)
    bulk.kind, bulk.options, bulk.state = kind, facts(options), State.WRITING
    bulk.save(update_fields=["kind", "options", "state"])
    bulk.items.update(state=Item.NEW, subject="", body="", edited=False, sentence="", revision=None)
    if bulk.job_id is None:
        bulk.items.update(application=None)  # which one it is depends on the job
    ring(bulk)
    return bulk


@transaction.atomic
def edit_item(item: BulkItem, *, subject: str, body: str) -> BulkItem:
    item = _locked_item(item)
    rules.check_can_edit(bulk_state=item.bulk.state, item_state=item.state)
    check_words(subject, body)
    item.subject, item.body, item.edited = subject[:300], body, True
    item.save(update_fields=["subject", "body", "edited"])
    return item


@transaction.atomic
def leave_out(item: BulkItem, *, out: bool) -> BulkItem:
    """Not this person, or this person after all."""
    item = _locked_item(item)
    rules.check_can_edit(bulk_state=item.bulk.state, item_state=item.state)
    item.state = Item.EXCLUDED if out else Item.READY
    item.save(update_fields=["state"])
    return item


@transaction.atomic
def start(bulk: BulkJob, *, now: datetime) -> BulkJob:
    bulk = _locked(bulk)
    waiting = bulk.items.filter(state=Item.READY).count()
    rules.check_can_start(state=bulk.state, waiting=waiting)
    bulk.state, bulk.started_at = State.WORKING, now
    bulk.save(update_fields=["state", "started_at"])
    record("started", bulk, by=bulk.by, now=now, kind=bulk.kind, people=waiting)
    ring(bulk)
    return bulk


@transaction.atomic
def cancel(bulk: BulkJob, *, by: Person, now: datetime) -> BulkJob:
    """Call off whatever has not been done yet. What is done stays done."""
    bulk = _locked(bulk)
    rules.check_can_cancel(bulk.state)
    # Waits for whoever is at work on one of them this moment, and leaves that one as it is by then.
    bulk.items.filter(state=Item.READY).update(state=Item.CANCELLED)
    bulk.cancelled_at = now
    bulk.save(update_fields=["cancelled_at"])
    record("cancelled", bulk, by=by, now=now)
    ring(bulk)
    return bulk


@transaction.atomic
def undo(bulk: BulkJob, *, by: Person, now: datetime) -> BulkJob:
    """Undo each of them for whom that is still possible, by the verb that undoes one."""
    bulk = _locked(bulk)
    done = bulk.items.filter(state=Item.DONE)
    rules.check_can_undo(kind=bulk.kind, state=bulk.state, done=done.count())
    done.update(state=Item.TO_UNDO)
    bulk.state = State.UNDOING
    bulk.save(update_fields=["state"])
    record("undone", bulk, by=by, now=now)
    ring(bulk)
    return bulk


def _locked(bulk: BulkJob) -> BulkJob:
    return BulkJob.objects.select_for_update(of=("self",)).select_related("by__office").get(pk=bulk.pk)


def _locked_item(item: BulkItem) -> BulkItem:
    BulkJob.objects.select_for_update().only("pk").get(pk=item.bulk_id)
    return BulkItem.objects.select_related("bulk").get(pk=item.pk)
