from __future__ import annotations

import itertools

import pytest
from django.db import IntegrityError, connection, transaction

from hearback.applications.models import Application
from hearback.applications.rules import ENDED_STATES, LIVE_STATES, MOVES, check_live, check_move
from hearback.refusals import Refused

STATES = [*LIVE_STATES, *ENDED_STATES]


def test_every_state_is_live_or_ended_and_has_its_moves():
    assert set(STATES) == set(MOVES) == set(Application.State.values)
    assert not set(LIVE_STATES) & set(ENDED_STATES)


@pytest.mark.django_db
def test_postgresql_reads_the_same_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, wanted FROM hearback_move")
        stored = set(cursor.fetchall())
    assert stored == {(state, wanted) for state, followers in MOVES.items() for wanted in followers}


@pytest.mark.parametrize(("state", "wanted"), [*itertools.product(STATES, STATES)])
def test_a_move_is_allowed_or_refused_in_words(state, wanted):
    if wanted == state or wanted in MOVES[state]:
        check_move(state, wanted)
    else:
        with pytest.raises(Refused, match="so it can't become"):
            check_move(state, wanted)


@pytest.mark.parametrize("state", STATES)
def test_what_is_live_can_be_decided(state):
    if state in LIVE_STATES:
        check_live(state)
    else:
        with pytest.raises(Refused, match="has ended"):
            check_live(state)


@pytest.mark.parametrize("state", ["hired", "declined", "accepted"])
def test_postgresql_refuses_what_the_table_does_not_have(cast, state):
    with pytest.raises(IntegrityError, match="cannot become"), transaction.atomic():
        Application.objects.filter(pk=cast.omars.pk).update(state=state)
