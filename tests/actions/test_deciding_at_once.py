"""Two people, two connections, one application. One decision stands; the other person is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from hearback.decisions.actions import undo
from hearback.decisions.models import Decision
from hearback.decisions.offers import withdraw
from hearback.messages.actions import send
from hearback.refusals import Overtaken, Refused
from tests import deciding
from tests.deciding import fresh

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run them in threads of their own; what each returned or raised."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(n: int) -> None:
        try:
            gate.wait(timeout=10)
            results[n] = acts[n]()
        except Exception as trouble:
            results[n] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def test_one_decides_and_the_other_is_told(cast, now):
    seen = fresh(cast.omars).revision
    results = at_once(
        lambda: deciding.advance(cast, cast.omars, revision=seen, by=cast.marta, now=now),
        lambda: deciding.reject(cast, cast.omars, revision=seen, by=cast.hanna, now=now),
    )
    told = [result for result in results if isinstance(result, Overtaken)]
    stands = [result for result in results if isinstance(result, Decision)]
    assert (len(told), len(stands)) == (1, 1), results
    assert str(told[0]).startswith(stands[0].by.name)
    assert Decision.objects.filter(application=cast.omars).count() == 1


def test_who_had_to_wait_for_the_other_is_told_even_when_the_stage_has_changed(cast, now):
    seen, waiting = fresh(cast.omars).revision, threading.Event()

    def slow() -> Decision:
        with transaction.atomic():
            decision = deciding.advance(cast, cast.omars, revision=seen, now=now)
            waiting.set()
            threading.Event().wait(0.4)  # long enough for the other to stand before the lock
            return decision

    def second() -> object:
        waiting.wait(10)
        return deciding.ask(cast, cast.omars, revision=seen, by=cast.hanna, now=now)

    first, told = at_once(slow, second)
    assert isinstance(first, Decision)
    assert isinstance(told, Overtaken), told


def test_withdrawing_while_somebody_decides(cast, now):
    seen = fresh(cast.omars).revision
    at_once(
        lambda: deciding.advance(cast, cast.omars, revision=seen, now=now),
        lambda: withdraw(cast.omars, words="", now=now),
    )
    assert fresh(cast.omars).state == "withdrawn"  # whichever came first, the candidate's word stands


def test_undone_or_sent_but_never_both(cast, now):
    decision = deciding.reject(cast, cast.omars, delay=timedelta(0), now=now)
    at_once(lambda: undo(decision, by=cast.marta, now=now), lambda: send(decision.message_id, now=now))
    decision.refresh_from_db()
    decision.message.refresh_from_db()
    assert (decision.message.sent_at is None) == (decision.undone_at is not None)
    assert fresh(cast.omars).state == ("active" if decision.undone_at else "rejected")


def test_a_double_click_rejects_once(cast, now):
    seen = fresh(cast.omars).revision
    results = at_once(*[lambda: deciding.reject(cast, cast.omars, revision=seen, now=now)] * 2)
    assert sorted(type(result).__name__ for result in results) == ["Decision", "Overtaken"]
    assert all(isinstance(result, Decision | Refused) for result in results)
