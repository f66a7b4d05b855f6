"""Two people at once, each ending what the other counts on: PostgreSQL lets only one of them."""

from __future__ import annotations

import threading
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from hearback.promises.actions import promise
from hearback.promises.models import Promise

pytestmark = pytest.mark.django_db(transaction=True)

END = "UPDATE hearback_promise SET ended_at = now(), ending = 'kept' WHERE id = %s"
CHECK = "SET CONSTRAINTS ALL IMMEDIATE"


@pytest.fixture
def two(cast, now) -> list[Promise]:
    """Omar is promised two things, by two people."""
    promise(
        application=cast.omars,
        kind=Promise.Kind.NEWS,
        words="News from the laboratory",
        due_at=now + timedelta(days=3),
        owner=cast.marta,
        by=cast.marta,
        now=now,
    )
    return list(cast.omars.promises.filter(ended_at=None).order_by("pk"))


def test_two_who_each_end_one_of_two_promises_do_not_leave_silence(two):
    with connect() as one, connect() as other:
        one.execute(END, [two[0].pk])
        other.execute(END, [two[1].pk])
        one.execute(CHECK)  # as at commit; neither sees yet what the other has done
        refused: list[str | None] = []
        second = threading.Thread(target=commit, args=(other, refused))
        second.start()
        second.join(timeout=0.3)
        one.commit()
        second.join(timeout=10)
    assert refused == ["the_law_of_the_house"]
    assert Promise.objects.filter(application=two[0].application_id, ended_at=None).count() == 1


def connect() -> psycopg.Connection:
    server = connection.settings_dict
    return psycopg.connect(host=server["HOST"], user=server["USER"], dbname=server["NAME"])


def commit(hand: psycopg.Connection, refused: list[str | None]) -> None:
    try:
        hand.execute(CHECK)
        hand.commit()
    except psycopg.Error as problem:
        refused.append(problem.diag.constraint_name)
