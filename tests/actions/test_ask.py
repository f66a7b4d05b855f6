from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.refusals import Overtaken, Refused
from tests import deciding
from tests.deciding import ITEMS, fresh, owed


def test_ask_puts_a_dated_checklist_into_their_hands(cast, now, laws):
    due = now + timedelta(days=5)
    decision = deciding.ask(cast, cast.omars, due_at=due, now=now)
    assert fresh(cast.omars).state == "asked"
    assert [(item.kind, item.text) for item in decision.request.items.all()] == ITEMS
    assert (decision.request.due_at, decision.request.remind_at) == (due, due - timedelta(days=2))
    assert (decision.promise.by_candidate, decision.promise.owner, decision.promise.nudge_at) == (
        True,
        cast.marta,
        None,
    )
    assert "– Your portfolio\n– Two references" in decision.message.body
    laws()


def test_what_we_owed_is_kept_by_asking(cast, now):
    before = owed(cast.omars)[0]
    decision = deciding.ask(cast, cast.omars, now=now)
    deciding.post(decision.message, now=now)
    before.refresh_from_db()
    assert before.ending == "kept"
    assert owed(cast.omars) == [decision.promise]


def test_asking_again_takes_the_place_of_the_first_request(cast, now, laws):
    first = deciding.ask(cast, cast.omars, now=now)
    second = deciding.ask(cast, cast.omars, items=[("text", "Your notice period")], now=now)
    first.request.refresh_from_db()
    first.promise.refresh_from_db()
    assert (first.request.ended_at, first.promise.ending) == (now, "released")
    assert second.request.ended_at is None
    laws()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"items": []}, "items"),
        ({"items": [("text", " ")]}, "items"),
        ({"due_at": None}, "due"),
    ],
)
def test_ask_refuses_and_nothing_has_happened(cast, now, facts, field):
    if "due_at" in facts:
        facts = {"due_at": now + timedelta(hours=1)}
    with pytest.raises(Refused) as refused:
        deciding.ask(cast, cast.omars, now=now, **facts)
    assert (refused.value.field, fresh(cast.omars).state) == (field, "active")


def test_the_second_to_decide_is_told(cast, now):
    seen = fresh(cast.omars).revision
    deciding.ask(cast, cast.omars, revision=seen, now=now)
    with pytest.raises(Overtaken, match="Marta Lindqvist asked Omar Haddad for more"):
        deciding.ask(cast, cast.omars, revision=seen, by=cast.hanna, now=now)


def test_a_stranger_does_not_ask(cast, now):
    with pytest.raises(Refused, match="Decisions are made by"):
        deciding.ask(cast, cast.omars, by=cast.stan, now=now)
