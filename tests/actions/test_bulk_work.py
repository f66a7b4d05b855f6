"""The work of a bulk job: two workers at once, one that is killed, and nothing done twice."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from hearback.applications.models import Application
from hearback.bulk import actions, kinds, work
from hearback.bulk.models import BulkJob
from hearback.bulk.selection import select_applications
from hearback.candidates.actions import add_candidate
from hearback.decisions.arrivals import apply
from hearback.decisions.models import Decision, RejectionReason
from hearback.messages.models import Message
from hearback.timetable import tick_at

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 12


@pytest.fixture
def started(cast, now) -> BulkJob:
    """Twelve are to be rejected; the work has been started and not begun."""
    people = [
        apply(
            candidate=add_candidate(name=f"Person {n}", email=f"p{n}@mail.example", by=None, now=now),
            job=cast.engineer,
            now=now,
        )
        for n in range(MANY)
    ]
    bulk = select_applications([one.pk for one in people], by=cast.hanna, now=now)
    options = {"reason": RejectionReason.objects.first(), "job": cast.engineer, "words": "", "note": ""}
    bulk = actions.choose(bulk, kind="reject", options=options, now=now)
    work.work(bulk.pk, now=now)
    return actions.start(bulk, now=now)


def rejections() -> int:
    return Decision.objects.filter(outcome="reject").count()


def each_once(bulk: BulkJob) -> None:
    assert rejections() == Application.objects.filter(state="rejected").count() == MANY
    assert Message.objects.filter(purpose="decision", candidate__name__startswith="Person").count() == MANY
    bulk.refresh_from_db()
    assert bulk.state == "done" and not bulk.items.exclude(state="done").exists()


def test_two_workers_at_once_do_each_once(cast, started, now):
    gate = threading.Barrier(2)

    def run() -> None:
        try:
            gate.wait(timeout=10)
            while work.work(started.pk, now=now, limit=3):
                pass
        finally:
            connection.close()

    workers = [threading.Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    work.work(started.pk, now=now)
    each_once(started)


class Killed(BaseException):
    """As hard as a signal: nothing of ours catches it."""


def test_killed_half_way_the_rest_is_done_once(cast, started, now, monkeypatch):
    count, reject = [0], kinds.KINDS["reject"].act

    def dies(item, choice, now):
        made = reject(item, choice, now)
        count[0] += 1
        if count[0] == 5:
            raise Killed
        return made

    monkeypatch.setitem(kinds.KINDS, "reject", kinds.Kind(True, lambda *_: None, lambda *_: ("", ""), dies))
    with pytest.raises(Killed):
        work.work(started.pk, now=now)
    assert rejections() == 4  # the fifth was under way, and left nothing behind
    monkeypatch.undo()
    tick_at(now)  # the tick goes on where it was left, without any bell
    each_once(started)
    tick_at(now)
    each_once(started)


def test_no_bell_is_needed_where_there_is_a_tick(cast, started, now):
    tick_at(now)
    each_once(started)


def test_whatever_goes_wrong_with_one_the_others_go_on(cast, started, now, monkeypatch):
    reject, bad = kinds.KINDS["reject"].act, started.items.order_by("pk")[3]

    def breaks(item, choice, now):
        if item.pk == bad.pk:
            raise RuntimeError("a fault of ours")
        return reject(item, choice, now)

    monkeypatch.setitem(kinds.KINDS, "reject", kinds.Kind(True, lambda *_: None, lambda *_: ("", ""), breaks))
    work.work(started.pk, now=now)
    bad.refresh_from_db()
    assert (bad.state, bad.sentence) == ("refused", work.TROUBLE)
    assert rejections() == MANY - 1


def test_called_off_while_somebody_is_at_work_on_one_that_one_is_finished(cast, started, now, monkeypatch):
    reject, under_way, go_on = kinds.KINDS["reject"].act, threading.Event(), threading.Event()

    def slow(item, choice, now):
        made = reject(item, choice, now)
        under_way.set()
        go_on.wait(timeout=10)
        return made

    monkeypatch.setitem(kinds.KINDS, "reject", kinds.Kind(True, lambda *_: None, lambda *_: ("", ""), slow))

    def run() -> None:
        try:
            work.work(started.pk, now=now, limit=1)
        finally:
            connection.close()

    worker = threading.Thread(target=run)
    worker.start()
    assert under_way.wait(timeout=10)
    caller = threading.Thread(target=lambda: (actions.cancel(started, by=cast.hanna, now=now), connection.close()))
    caller.start()
    go_on.set()
    worker.join(timeout=30)
    caller.join(timeout=30)
    work.work(started.pk, now=now)
    found = sorted(started.items.values_list("state", flat=True))
    assert found == ["done"] + ["off"] * (MANY - 1)
    assert rejections() == 1
