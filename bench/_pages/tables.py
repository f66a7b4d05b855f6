"""Putting many rows in at once, checking afterwards that every law is kept, and winding back what a run has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.fields import NOT_PROVIDED

# What deciding and sending write, the rows that point to others first.
GROWING = [
    "hearback_decision_meet", "hearback_requestitem_attachments", "hearback_requestitem", "hearback_informationrequest",
    "hearback_hold", "hearback_offer", "hearback_decision", "hearback_nudge", "hearback_handover", "hearback_promise",
    "hearback_message", "hearback_entry", "hearback_note", "hearback_deliveredmail", "procrastinate_events",
    "procrastinate_jobs",
]  # fmt: skip
CHANGING = [
    "hearback_application",
    "hearback_promise",
    "hearback_hold",
    "hearback_informationrequest",
    "hearback_offer",
]


def put(cursor: Any, model: type[Model], source: str, facts: dict[str, Any], /, **columns: str) -> None:
    """INSERT … SELECT with these expressions; what is not named takes the model's default, so a new column needs no
    word here."""
    for field in model._meta.concrete_fields:
        if field.column in columns or field.primary_key:
            continue
        if field.default is NOT_PROVIDED and field.null:
            continue
        value = field.get_db_prep_save(field.get_default(), connection)
        columns[field.column] = cursor.mogrify("%s", [value]) if hasattr(cursor, "mogrify") else _literal(value)
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(columns.values())} {source}"
    cursor.execute(statement.replace("%(", "\0").replace("%%", "%").replace("%", "%%").replace("\0", "%("), facts)


def _literal(value: Any) -> str:
    from psycopg import sql

    return sql.Literal(value).as_string(connection.connection)


@contextmanager
def without_indexes(cursor: Any) -> Iterator[None]:
    """Rows go in without the indexes that no constraint needs; these are built once, at the end."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = "
        "indrelid WHERE relname LIKE 'hearback%' AND NOT indisunique AND NOT indisprimary AND NOT indisexclusion"
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, definition in found:
        cursor.execute(definition)


def continue_numbers(cursor: Any) -> None:
    """Let every table go on counting after its highest id."""
    cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND is_identity = 'YES'"
    )
    for table, column in cursor.fetchall():
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "
            f"(SELECT coalesce(max({column}), 0) + 1 FROM {table}), false)"
        )


def broken_laws(cursor: Any) -> list[str]:
    """What the triggers would have refused: each a sentence with a count."""
    cursor.execute(
        "SELECT conrelid::regclass, confrelid::regclass, "
        "(SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]), "
        "(SELECT attname FROM pg_attribute WHERE attrelid = confrelid AND attnum = confkey[1]) "
        "FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text LIKE 'hearback%'"
    )
    questions = {
        f"{table}.{column} points to nothing": f"{table} a WHERE {column} IS NOT NULL AND NOT EXISTS "
        f"(SELECT 1 FROM {other} b WHERE b.{key} = a.{column})"
        for table, other, column, key in cursor.fetchall()
    }
    questions["live without a next step"] = (
        "hearback_application a WHERE ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM hearback_promise "
        "WHERE application_id = a.id AND ended_at IS NULL AND shown_to_candidate)"
    )
    questions["state and end disagree"] = (
        "hearback_application WHERE (state IN ('active', 'asked', 'held', 'offered', 'accepted')) <> (ended_at IS NULL)"
    )
    questions["a move that the table does not have"] = (
        "hearback_decision WHERE from_state <> to_state AND NOT EXISTS "
        "(SELECT 1 FROM hearback_move WHERE state = from_state AND wanted = to_state)"
    )
    questions["ended late, not marked so"] = "hearback_promise WHERE ended_at > due_at AND late_at IS NULL"
    broken = []
    for name, question in questions.items():
        cursor.execute(f"SELECT count(*) FROM {question}")
        count = cursor.fetchone()[0]
        if count:
            broken.append(f"{name}: {count}")
    return broken


def keep_as_built(cursor: Any) -> None:
    """Remember how everything that a run can change was."""
    for table in CHANGING:
        cursor.execute(
            f"CREATE UNLOGGED TABLE bench.kept_{table} AS SELECT * FROM {table}"
            + (" WHERE ended_at IS NULL" if table in {"hearback_application", "hearback_promise"} else "")
        )
    cursor.execute("CREATE UNLOGGED TABLE bench.mark (name text PRIMARY KEY, highest bigint)")
    for table in GROWING:
        cursor.execute(f"INSERT INTO bench.mark SELECT %s, coalesce(max(id), 0) FROM {table}", [table])


def _quiet(cursor: Any) -> None:
    """What the worker has begun it may finish; the rest is not begun."""
    ends = monotonic() + 30
    while monotonic() < ends:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")
        if cursor.fetchone()[0] == 0:
            return
        sleep(0.2)


def wind_back() -> None:
    """Undo what the last run has decided and sent, so that each run finds the same company."""
    with connection.cursor() as cursor:
        _quiet(cursor)
        cursor.execute("SET session_replication_role = replica")
        for table in CHANGING:
            cursor.execute(
                "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns "
                "WHERE table_schema = 'public' AND table_name = %s AND column_name <> 'id' "
                "AND column_name IN (SELECT column_name FROM information_schema.columns WHERE table_schema = 'bench' "
                "AND table_name = %s)",
                [table, f"kept_{table}"],
            )
            columns = cursor.fetchone()[0]
            kept = ", ".join(f"kept.{name}" for name in columns.split(", "))
            cursor.execute(
                f"UPDATE {table} t SET ({columns}) = ROW({kept}) FROM bench.kept_{table} kept WHERE kept.id = t.id "
                f"AND ({', '.join(f't.{name}' for name in columns.split(', '))}) IS DISTINCT FROM ({kept})"
            )
        for table in GROWING:
            cursor.execute(f"DELETE FROM {table} WHERE id > (SELECT highest FROM bench.mark WHERE name = %s)", [table])
        cursor.execute("RESET session_replication_role")
        for table in sorted({*GROWING, *CHANGING}):
            cursor.execute(f"VACUUM ANALYZE {table}")
