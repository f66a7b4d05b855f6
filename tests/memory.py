"""The cast is played once, then set up again from memory: to act it out takes half a second, hundreds of times."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from django.db import connection, transaction

T = TypeVar("T")

_kept: dict[object, tuple[bytes, dict[str, list[bytes]]]] = {}


def played_once(key: object, play: Callable[[], T]) -> T:
    """What `play()` returns, with all the rows it writes; the second time from memory. `key` says what was played."""
    if key in _kept:
        result, written = _kept[key]
        write(written)
        return pickle.loads(result)
    before = {table: set(lines) for table, lines in read().items()}
    result = play()
    written = {table: [line for line in lines if line not in before[table]] for table, lines in read().items()}
    _kept[key] = pickle.dumps(result), {table: lines for table, lines in written.items() if lines}
    return result


def read() -> dict[str, list[bytes]]:
    """Every row of every table, as PostgreSQL writes it out."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                found[table] = [bytes(line) for line in copy]
    return found


def write(tables: dict[str, list[bytes]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        # These rows have passed every check before; the laws look at whatever changes from here on.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, lines in tables.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(b"".join(lines))
        # New rows are numbered after those that came with their numbers.
        on = [f"setval('{own}', greatest(nextval('{own}'), (SELECT max(id) FROM {t})))" for t, own in numbered(*tables)]
        cursor.execute(f"SET LOCAL session_replication_role = origin; SELECT {', '.join(on)}")


@cache
def numbered(*tables: str) -> list[tuple[str, str]]:
    """Those of the tables whose rows are numbered, each with what numbers them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, pg_get_serial_sequence(table_name, 'id') FROM information_schema.columns "
            "WHERE table_schema = 'public' AND column_name = 'id' AND table_name = ANY(%s)",
            [list(tables)],
        )
        return [(table, own) for table, own in cursor.fetchall() if own]
