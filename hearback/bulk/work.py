"""Working a bulk job off, one person at a time, each in a transaction of their own: killed half-way, the rest goes on
and nothing is done twice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from hearback.bulk.kinds import KINDS, Choice, application_of
from hearback.bulk.models import BulkItem, BulkJob
from hearback.bulk.rules import AT_WORK
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.rules import ADDRESS
from hearback.promises.models import HandOver
from hearback.refusals import Refused
from hearback.words import plural

log = logging.getLogger(__name__)

BATCH = 50
TROUBLE = (
    "Something went wrong, and nothing was done for this person. Whoever looks after Hearback finds it in the log."
)
State, Item = BulkJob.State, BulkItem.State


def work_due(*, now: datetime) -> int:
    """What the tick does: a batch of every bulk job that is under way, should its doorbell have been lost."""
    at_work = BulkJob.objects.filter(state__in=AT_WORK).order_by("pk").values_list("pk", flat=True)
    return sum(work(pk, now=now) for pk in at_work)


def work(bulk_id: int, *, now: datetime, limit: int = BATCH) -> int:
    """One batch of it; how many people it took in hand. Fewer than the limit means that nobody is left."""
    bulk = BulkJob.objects.select_related("by__office").filter(pk=bulk_id, state__in=AT_WORK).first()
    if bulk is None:
        return 0
    waiting, part, after = {
        State.WRITING: (Item.NEW, _write, State.READY),
        State.WORKING: (Item.READY, _act, State.DONE),
        State.UNDOING: (Item.TO_UNDO, _undo, State.DONE),
    }[State(bulk.state)]
    choice, taken = Choice(bulk), 0
    while taken < limit and _next(bulk, waiting, part, choice, now):
        taken += 1
    if taken < limit:
        _finish(bulk, waiting, after, now)
    return taken


Part = Callable[[BulkItem, Choice, datetime], None]


@transaction.atomic
def _next(bulk: BulkJob, waiting: str, part: Part, choice: Choice, now: datetime) -> bool:
    # What is to be done may have been said anew since this batch began.
    same = {"bulk__state": bulk.state, "bulk__kind": bulk.kind, "bulk__options": bulk.options}
    mine = bulk.items.filter(state=waiting, **same).order_by("pk")
    locked = mine.select_for_update(skip_locked=True, of=("self",)).select_related(
        "candidate", "application__candidate", "application__job__office", "application__job__department"
    )
    item = locked.select_related("application__stage", "decision").first()
    if item is None:
        return False
    try:
        with transaction.atomic():
            part(item, choice, now)
            connection.check_constraints()  # the laws, asked for this one person and not at the end
    except Refused as refused:
        _refuse(item, str(refused))
    except Exception as trouble:  # whatever is wrong with one of them, the others go on
        log.warning("bulk item %s: %s", item.pk, type(trouble).__name__, exc_info=trouble)
        _refuse(item, TROUBLE)
    item.save(update_fields=["state", "sentence", "subject", "body", "revision", "application", "decision", "done_at"])
    return True


def _refuse(item: BulkItem, sentence: str) -> None:
    """What could not be undone stays done; anything else was not done."""
    item.state = Item.DONE if item.state == Item.TO_UNDO else Item.REFUSED
    item.sentence = sentence[:500]


def _write(item: BulkItem, choice: Choice, now: datetime) -> None:
    kind = KINDS[choice.bulk.kind]
    if kind.needs_application:
        job = choice.bulk.options["job"]
        item.application = application_of(item, choice.by, job)
        if item.application is None:
            raise Refused("They are not applying for this job, or no longer.")
        item.revision = item.application.revision
    kind.foresee(item, choice, now)
    item.subject, item.body = kind.write(item, choice)
    item.state = Item.READY


def _act(item: BulkItem, choice: Choice, now: datetime) -> None:
    kind = KINDS[choice.bulk.kind]
    if kind.needs_application and application_of(item, choice.by, item.application.job_id) is None:
        raise Refused("This application has ended meanwhile, or you may no longer see it.")
    item.decision, item.sentence = kind.act(item, choice, now)
    item.state, item.done_at = Item.DONE, now


def _undo(item: BulkItem, choice: Choice, now: datetime) -> None:
    undo = KINDS[choice.bulk.kind].undo
    if undo is not None:
        undo(item, choice, now)
    item.state, item.sentence = Item.UNDONE, ""


@transaction.atomic
def _finish(bulk: BulkJob, waiting: str, after: str, now: datetime) -> None:
    """Once, by whoever comes last: somebody still at work on one of them finishes it after that."""
    still = BulkJob.objects.filter(pk=bulk.pk, state=bulk.state).exclude(items__state=waiting)
    finished = {} if after == State.READY else {"finished_at": now}
    if still.update(state=after, **finished) and bulk.kind == BulkJob.Kind.ASSIGN and after == State.DONE:
        _tell_taker(bulk, now=now)


def _tell_taker(bulk: BulkJob, *, now: datetime) -> None:
    """One message about all of it, instead of one a promise."""
    choice = Choice(bulk)
    passed = HandOver.objects.filter(taker=choice.owner, by=bulk.by, at__gte=bulk.started_at)
    people = bulk.items.filter(state=Item.DONE).count()
    if not people or choice.owner == bulk.by:
        return
    queue(
        to=choice.owner,
        purpose=Message.Purpose.NEWS,
        subject=f"Handed to you: {plural(passed.count(), 'promise')}",
        body=(
            f"{bulk.by.name} has handed over to you what is owed to {plural(people, 'candidate')}: "
            f"{plural(passed.count(), 'promise')}. They are on your Today:\n\n{ADDRESS}/desk/"
        ),
        by=bulk.by,
        now=now,
    )
