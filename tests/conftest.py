"""What every test has at hand: a clock that stands still, the cast, and PostgreSQL keeping the laws."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from hearback.postgresql import compiler
from tests.memory import played_once

compiler.checking = True  # every SELECT of every test is worded afresh and compared with the wording that was kept

# Rows come and go by the thousand: looking for rubbish as often as by default costs a tenth of the time.
gc.set_threshold(50_000, 20, 20)

MONDAY = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """Monday 7 September 2026, 09:00 UTC. A test that needs another moment overrides this fixture in its own file."""
    return MONDAY


class Clock:
    """The clock that faces look at. It stands still until a test moves it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


@pytest.fixture(autouse=True)
def clock(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """`clock.move(days=2)` makes it two days later for every page asked for from then on, and returns that moment."""
    clock = Clock(now)
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture
def cast(db: None, now: datetime):
    from hearback.demo.cast import make_cast

    return played_once(now, lambda: make_cast(now))


@pytest.fixture
def laws(db: None) -> Callable[[], None]:
    """`laws()` asks now what PostgreSQL asks at commit: above all, that no live application is without a next step.

    Django asks the same at the end of every test that is rolled back, so no test passes that leaves a law broken.
    """
    return connection.check_constraints


# A test that commits leaves rows that cannot be deleted: the record is append-only, against TRUNCATE too. So the
# database itself is thrown away after such a test, and copied anew from how the migrations left it.


def maintain(*statements: str) -> None:
    server = settings.DATABASES["default"]
    with psycopg.connect(host=server["HOST"], user=server["USER"], dbname="postgres", autocommit=True) as maintenance:
        for statement in statements:
            maintenance.execute(statement)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """A database that lives for minutes need not survive a power cut, nor be tidied, nor have its queries compiled."""
    off = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit")
    maintain(*(f"ALTER SYSTEM SET {name} = off" for name in off), "SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    name = settings.DATABASES["default"]["NAME"]
    template = f"{name}_as_migrated"

    def copy_anew(_case: TransactionTestCase) -> None:
        connections.close_all()
        maintain(f'DROP DATABASE "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    with django_db_blocker.unblock():
        connections.close_all()
        maintain(f'CREATE DATABASE "{template}" TEMPLATE "{name}"')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", copy_anew)
        yield
    maintain(f'DROP DATABASE "{template}"')
