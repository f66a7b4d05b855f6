"""A house with as many candidates as wanted, written by PostgreSQL itself: quick, always the same, and lawful.

bin/bench many [--size 100000] fills the database that DATABASE_URL names, or the embedded one in HEARBACK_DATA.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

JOBS = """
WITH made AS (
    INSERT INTO hearback_job (title, department_id, office_id, status, description, openings, urgency,
                              confidential, pay_currency, pay_period, created_at, opened_at)
    SELECT (%(work)s::text[])[1 + n %% 12] || ' ' || n, (SELECT min(id) FROM hearback_department),
           (SELECT min(id) FROM hearback_office), 'open', '', 1, 2,
           n %% 50 = 49, '', 'year', %(now)s::timestamptz, %(now)s::timestamptz
    FROM generate_series(1, %(jobs)s) n RETURNING id)
INSERT INTO hearback_stage (job_id, position, kind, name, public_name, public_text, answer_days)
SELECT id, n, (ARRAY['review', 'interview', 'interview', 'offer'])[n],
       (ARRAY['Review', 'First interview', 'Second interview', 'Offer'])[n], 'Step ' || n, '', 3
FROM made, generate_series(1, 4) n ORDER BY id, n
"""
TEAM = """
INSERT INTO hearback_hiringteammember (job_id, person_id, role, lead)
SELECT job.id, person.id, person.role, false FROM hearback_job job
JOIN hearback_person person ON person.role IN ('recruiter', 'hiring_manager') AND (job.id + person.id) %% 3 = 0
ON CONFLICT DO NOTHING
"""
CANDIDATES = """
INSERT INTO hearback_candidate (name, email, phone, headline, location, time_zone, channel, links, resume, source,
                                created_at, link_generation)
SELECT first || ' ' || last, 'person' || n || '@mail.example', '+49 30 ' || (1000000 + n), work || ' at ' || firm,
       place, 'Europe/Berlin', 'email', '[]',
       jsonb_build_object(
           'basics', jsonb_build_object('summary',
               work || ' with ' || n %% 20 || ' years in ' || firm || ' and elsewhere'),
           'work', jsonb_build_array(
               jsonb_build_object('name', firm, 'position', work, 'startDate', '2019-04',
                                  'highlights', jsonb_build_array('Ran line ' || n %% 900, 'Cut waste by ' || n %% 30)),
               jsonb_build_object('name', initcap(ending) || ' & Sons ' || n %% 5000, 'position', work)),
           'skills', jsonb_build_array(jsonb_build_object('name', skill, 'keywords', jsonb_build_array(skill, work)))),
       source, %(now)s::timestamptz - n * interval '3 minutes', 1
FROM (SELECT n, (%(first)s::text[])[1 + abs(hashint4(n)) %% cardinality(%(first)s::text[])] AS first,
             CASE WHEN n %% 3 = 0 THEN initcap(left(md5((n / 7)::text), 2) || ending) ELSE
                 (%(last)s::text[])[1 + abs(hashint4(n + 7)) %% cardinality(%(last)s::text[])] END AS last,
             (%(work)s::text[])[1 + n %% 12] AS work, 'Works ' || n %% 3000 AS firm, ending,
             (%(places)s::text[])[1 + n %% 11] AS place, (%(skills)s::text[])[1 + n %% 15] AS skill,
             (%(sources)s::text[])[1 + n %% 7] AS source
      FROM (SELECT n, (%(ends)s::text[])[1 + n %% 20] AS ending FROM generate_series(1, %(size)s) n) numbered) made
"""
# Every tenth candidate applies for nothing, every fifth for two jobs; four in ten applications are still going on.
APPLICATIONS = """
INSERT INTO hearback_application (candidate_id, job_id, stage_id, state, source, cover_letter, applied_at,
                                  entered_stage_at, ended_at, revision)
SELECT candidate, job, (SELECT id FROM hearback_stage WHERE job_id = job ORDER BY position OFFSET number %% 4 LIMIT 1),
       state, source, '', at, at, CASE WHEN number %% 10 >= 4 THEN at + interval '5 days' END, 1
FROM (SELECT id AS candidate, number,
             (%(all)s::bigint[])[1 + abs(hashint8(id * 31 + twice)) %% cardinality(%(all)s::bigint[])] AS job,
             (ARRAY['active', 'active', 'asked', 'held', 'rejected', 'rejected', 'rejected', 'withdrawn', 'hired',
                    'declined'])[1 + number %% 10] AS state, source, created_at AS at
      FROM (SELECT candidate.*, twice, abs(hashint8(id + twice)) AS number FROM hearback_candidate candidate,
                   generate_series(0, 1) twice
            WHERE id > %(after)s AND id %% 10 <> 3 AND (twice = 0 OR id %% 5 = 0)) n) made
ON CONFLICT DO NOTHING
"""
PROMISES = """
INSERT INTO hearback_promise (application_id, kind, by_candidate, words, channel, owner_id, made_at, due_at, nudge_step,
                              shown_to_candidate, ending, renewal_reason)
SELECT application.id, 'answer', state = 'asked', 'Our answer to your application', 'email',
       (%(people)s::bigint[])[1 + application.id %% cardinality(%(people)s::bigint[])], applied_at,
       %(now)s ::timestamptz + (application.id %% 400 - 8) * interval '1 hour', 0, true, '', ''
FROM hearback_application application JOIN hearback_candidate candidate ON candidate.id = candidate_id
WHERE candidate_id > %(after)s AND state IN ('active', 'asked', 'held', 'offered', 'accepted')
"""
NOTES = """
INSERT INTO hearback_note (application_id, author_id, body, written_at)
SELECT application.id, (%(people)s::bigint[])[1 + application.id %% cardinality(%(people)s::bigint[])],
       'Spoke on the phone, asks about shifts in hall ' || application.id %% 700, applied_at
FROM hearback_application application WHERE candidate_id > %(after)s AND application.id %% 10 = 0
"""


def fill(size: int, *, now: datetime, jobs: int = 0, say: Any = print) -> None:
    """As many more candidates, with their applications, next steps and notes. Needs people, an office, a department."""
    from django.db import connection, transaction

    facts: dict[str, Any] = {
        "size": size,
        "now": now,
        "jobs": jobs or max(20, size // 500),
    }
    facts |= tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    with transaction.atomic(), connection.cursor() as cursor:

        def one(question: str) -> Any:
            cursor.execute(question)
            return cursor.fetchone()[0]

        facts["after"] = one("SELECT coalesce(max(id), 0) FROM hearback_candidate")
        facts["people"] = one("SELECT array_agg(id) FROM hearback_person WHERE role <> 'interviewer' AND is_active")
        for name in ("JOBS", "TEAM", "CANDIDATES", "APPLICATIONS", "PROMISES", "NOTES"):
            if name == "APPLICATIONS":
                facts["all"] = one("SELECT array_agg(job_id) FROM (SELECT DISTINCT job_id FROM hearback_stage) jobs")
            began = time.perf_counter()
            cursor.execute(globals()[name], facts)
            say(f"{name.lower()}: {cursor.rowcount:,} rows in {time.perf_counter() - began:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def index_all(*, now: datetime, say: Any = print) -> None:
    from django.db import connection

    from hearback.finding.filling import index_some

    began, done = time.perf_counter(), 0
    while count := index_some(now=now):
        done += count
    say(f"indexed: {done:,} in {time.perf_counter() - began:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="how many candidates")
    size = parser.parse_args().size
    from hearback import processes

    processes.start_django()
    from hearback.demo.house import found

    processes.migrate()
    now = datetime.now(UTC)
    from hearback.people.models import Person

    if not Person.objects.exists():
        from hearback.demo.cast import Cast

        found(Cast(), now)
    fill(size, now=now)
    index_all(now=now)


if __name__ == "__main__":
    main()
