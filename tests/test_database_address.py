"""What the address of a database says, and what PostgreSQL is told besides."""

from __future__ import annotations

import pytest
from django.db import connection

from hearback.database import django_database


def test_an_address_in_full():
    facts = django_database("postgresql://ada:s%40crets@db.example:5433/hearback?sslmode=require")
    assert (facts["USER"], facts["PASSWORD"], facts["HOST"], facts["PORT"]) == ("ada", "s@crets", "db.example", "5433")
    assert facts["NAME"] == "hearback"
    assert facts["OPTIONS"]["sslmode"] == "require"
    assert facts["OPTIONS"]["prepare_threshold"] == 3


def test_behind_an_old_pooler_nothing_is_prepared():
    assert django_database("postgresql://db.example/hearback?pooled=yes")["OPTIONS"] == {}


def test_the_address_has_the_last_word():
    facts = django_database("postgresql:///hearback?host=/run&options=-c%20jit%3Doff")
    assert facts["HOST"] == "/run"
    assert facts["OPTIONS"]["options"] == "-c jit=off"


@pytest.mark.parametrize("address", ["mysql://db.example/hearback", "postgresql://db.example"])
def test_an_address_that_cannot_be_right_is_refused(address):
    with pytest.raises(ValueError, match="DATABASE_URL"):
        django_database(address)


def test_a_line_that_has_been_cut_is_seen_without_a_question(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert connection.is_usable()
    other = connection.copy()
    other.connect()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [other.connection.info.backend_pid])
    for _ in range(100):
        if not other.is_usable():
            break
        connection.connection.execute("SELECT pg_sleep(0.02)")
    assert not other.is_usable()
    other.connection.close()
