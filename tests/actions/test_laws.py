"""The laws that PostgreSQL keeps, tried in raw SQL as a careless hand would."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from hearback.applications.rules import MOVES

pytestmark = pytest.mark.django_db


def run(sql: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture(autouse=True)
def deferred():
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_a_live_application_cannot_be_left_without_a_promise(cast, now):
    with pytest.raises(IntegrityError, match="nobody has promised"):
        run("UPDATE hearback_promise SET ended_at = %s, ending = 'kept' WHERE application_id = %s", now, cast.omars.pk)


def test_a_promise_the_candidate_does_not_see_is_none(cast):
    with pytest.raises(IntegrityError, match="nobody has promised"):
        run("UPDATE hearback_promise SET shown_to_candidate = false WHERE application_id = %s", cast.omars.pk)


def test_promises_of_a_live_application_cannot_be_deleted(cast):
    with pytest.raises(IntegrityError, match="nobody has promised"):
        run("DELETE FROM hearback_promise WHERE application_id = %s", cast.omars.pk)


def test_a_live_application_cannot_be_inserted_without_a_promise(cast, now):
    with pytest.raises(IntegrityError, match="nobody has promised"):
        run(
            "INSERT INTO hearback_application (candidate_id, job_id, stage_id, state, source, cover_letter, "
            "applied_at, entered_stage_at, revision) VALUES (%s, %s, %s, 'active', '', '', %s, %s, 1)",
            cast.sofia.pk,
            cast.engineer.pk,
            cast.review.pk,
            now,
            now,
        )


def test_an_ended_application_needs_no_promise(cast, now):
    run("UPDATE hearback_application SET state = 'withdrawn', ended_at = %s WHERE id = %s", now, cast.omars.pk)
    run("UPDATE hearback_promise SET ended_at = %s, ending = 'released' WHERE application_id = %s", now, cast.omars.pk)


def test_one_that_arrives_ended_is_owed_nothing_until_it_is_opened_again(cast, now):
    run(
        "INSERT INTO hearback_application (candidate_id, job_id, stage_id, state, source, cover_letter, applied_at, "
        "entered_stage_at, ended_at, revision) VALUES (%s, %s, %s, 'rejected', '', '', %s, %s, %s, 1)",
        *(cast.sofia.pk, cast.engineer.pk, cast.review.pk, now, now, now),
    )
    with pytest.raises(IntegrityError, match="nobody has promised"):
        run("UPDATE hearback_application SET state = 'active' WHERE candidate_id = %s AND job_id = %s",
            cast.sofia.pk, cast.engineer.pk)  # fmt: skip


@pytest.mark.parametrize("wanted", [state for state in MOVES if state not in MOVES["active"] and state != "active"])
def test_a_move_outside_the_table_is_refused(cast, wanted):
    with pytest.raises(IntegrityError, match="cannot become"):
        run("UPDATE hearback_application SET state = %s WHERE id = %s", wanted, cast.omars.pk)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE hearback_entry SET verb = 'kept'",
        "DELETE FROM hearback_entry",
        "TRUNCATE hearback_entry",
    ],
)
def test_the_record_is_append_only(cast, sql):
    with pytest.raises(IntegrityError, match="append-only"):
        run(sql)


def test_nobody_sits_in_two_places(cast):
    with pytest.raises(IntegrityError, match="one_place_at_a_time"):
        run(
            "UPDATE hearback_seat SET during = (SELECT during FROM hearback_interview WHERE id = %s) "
            "WHERE interview_id = %s",
            cast.lenas_interview.pk,
            cast.yukis_interview.pk,
        )
