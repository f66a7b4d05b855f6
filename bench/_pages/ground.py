"""What applications stand on: working days and dice, the people who hire, and the jobs with their plans."""

from __future__ import annotations

import json
from typing import Any

from bench._pages import tables, words


def scaffold(cursor: Any, facts: dict[str, Any]) -> None:
    """Working days as instants, and a number between 0 and `most` that looks random and is always the same."""
    cursor.execute(
        f"""
        DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench;
        CREATE FUNCTION bench.at(day bigint, minute bigint) RETURNS timestamptz IMMUTABLE LANGUAGE sql RETURN
            timestamptz '{facts["monday"]} 00:00+00'
            + make_interval(days => (day / 5 * 7 + day %% 5)::int, mins => minute::int);
        CREATE FUNCTION bench.dice(id bigint, seed int, most int) RETURNS int IMMUTABLE LANGUAGE sql RETURN
            ((hashint8extended(id, seed) %% most) + most) %% most;
        CREATE FUNCTION bench.one(list text[], place bigint) RETURNS text IMMUTABLE LANGUAGE sql RETURN
            list[1 + place %% cardinality(list)];
        """.replace("%%", "%")
    )


def people(cursor: Any, facts: dict[str, Any]) -> None:
    """Ids by office: recruiters from 1001, coordinators from 200001, managers from 300001, panels from 400001."""
    from hearback.models import Department, Office, Person

    tables.put(cursor, Office, "FROM generate_series(1, 4) n", facts, id="n", **words.OFFICE)
    tables.put(cursor, Department, "FROM generate_series(1, 12) n", facts, id="n", name="'Department ' || n")
    everybody = """FROM (
        SELECT 1 AS id, 'admin' AS role, 'Head of people' AS title
        UNION ALL SELECT 1000 + n, 'recruiter', 'Recruiter' FROM generate_series(1, %(recruiters)s) n
        UNION ALL SELECT 200000 + n, 'coordinator', 'Coordinator' FROM generate_series(1, %(coordinators)s) n
        UNION ALL SELECT 300000 + n, 'hiring_manager', 'Team lead' FROM generate_series(1, %(groups)s + 1) n
        UNION ALL SELECT 400000 + n, 'interviewer', 'Engineer'
            FROM generate_series(1, (%(groups)s + %(panels)s) * 3) n) who"""
    tables.put(
        cursor, Person, everybody, facts, id="id", role="role", title="title", email="'p' || id || '@bench.example'",
        name=words.name_of("id * 7 + 3"), password="'!'", office_id="1 + id % 4", department_id="1 + id % 12",
        is_active="true",
    )  # fmt: skip


def jobs(cursor: Any, facts: dict[str, Any]) -> None:
    from hearback.models import Attribute, HiringTeamMember, InterviewTemplate, Job, RejectionReason, Requirement, Stage

    cursor.execute(
        """
        CREATE UNLOGGED TABLE bench.job AS
        SELECT n AS id, (n - 1) / 4 + 1 AS grp, 1001 + (n - 1) / 8 AS recruiter, 200001 + (n - 1) / 16 AS coordinator,
               300001 + (n - 1) / 4 AS manager FROM generate_series(1, %(jobs)s) n
        UNION ALL SELECT %(jobs)s + 1, %(groups)s + 1, 1000 + %(recruiters)s, 200000 + %(coordinators)s,
               300001 + %(groups)s;
        """,
        facts,
    )
    tables.put(cursor, Job, "FROM bench.job", facts, id="id", title=words.JOB_TITLE, department_id="1 + grp % 12",
               office_id="1 + grp % 4", status="'open'", description=words.literal(words.DESCRIPTION), openings="3",
               urgency="1 + id % 3", confidential="false", pay_low="52000", pay_high="68000", pay_currency="'EUR'",
               created_at="bench.at(0, 480)", opened_at="bench.at(0, 500)")  # fmt: skip
    team = """FROM (
        SELECT id AS job, recruiter AS person, 'recruiter' AS role, true AS lead FROM bench.job
        UNION ALL SELECT id, coordinator, 'coordinator', false FROM bench.job
        UNION ALL SELECT id, manager, 'hiring_manager', false FROM bench.job
        UNION ALL SELECT id, 400000 + (g - 1) * 3 + seat, 'interviewer', false FROM bench.job,
            generate_series(1, 3) seat,
            generate_series(grp, grp + CASE WHEN id > %(jobs)s THEN %(panels)s - 1 ELSE 0 END) g) m"""
    tables.put(cursor, HiringTeamMember, team, facts, job_id="job", person_id="person", role="role", lead="lead")
    tables.put(cursor, Stage, f"FROM bench.job, {words.STAGES} AS s(place, kind, name, public)", facts,
               id="bench.job.id * 5 + place", job_id="bench.job.id", position="place + 1", kind="kind", name="s.name",
               public_name="public", public_text=words.literal(words.STAGE_TEXT), answer_days="10")  # fmt: skip
    tables.put(cursor, Attribute, "FROM bench.job, generate_series(0, 3) n", facts, id="bench.job.id * 4 + n",
               job_id="bench.job.id", position="n", anchors=words.literal(json.dumps(words.ANCHORS)) + "::jsonb",
               name=words.pick(words.ATTRIBUTES, "n"))  # fmt: skip
    tables.put(cursor, Requirement, "FROM bench.job, generate_series(0, 3) n", facts, job_id="bench.job.id",
               text=words.pick(words.REQUIREMENTS, "n"), must="n < 2", weight="5 - n",
               attribute_id="bench.job.id * 4 + n", position="n")  # fmt: skip
    tables.put(cursor, InterviewTemplate, "FROM bench.job, generate_series(1, 3) s", facts,
               id="bench.job.id * 4 + s", stage_id="bench.job.id * 5 + s", name="'Interview ' || s",
               kind="'interview'", minutes="50", seat_roles="'[\"interviewer\", \"interviewer\"]'::jsonb",
               guide=words.literal(json.dumps(words.GUIDE)) + "::jsonb")  # fmt: skip
    focus = InterviewTemplate.focus.through
    tables.put(cursor, focus, "FROM bench.job, generate_series(1, 3) s, generate_series(0, 3) n", facts,
               interviewtemplate_id="bench.job.id * 4 + s", attribute_id="bench.job.id * 4 + n")  # fmt: skip
    cursor.execute(f"DELETE FROM {RejectionReason._meta.db_table}")
    tables.put(cursor, RejectionReason, "FROM generate_series(1, 5) n", facts, id="n", position="n",
               name=words.pick(words.REASONS, "n"))  # fmt: skip
