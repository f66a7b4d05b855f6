"""A company of a chosen size, filled in by set-based SQL: a year and a half of applications, each with its history.

Every fourth job shares a manager and three interviewers (a group), every eighth a recruiter. Stages follow each other
every ten working days; whoever has not reached their end yet is live. One more job has a board of 500 live cards.
The laws are checked afterwards, all at once, because triggers a row would take hours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from bench._pages import tables, words
from bench._pages.ground import jobs, people, scaffold

APPLICATIONS_A_JOB = 250
LIVE_CARDS, ENDED_CARDS = 500, 250
BOARD_GROUPS = 7  # the panels of the job with the 500 cards
HISTORY = 78  # weeks
Say = Callable[[str], None]


def built(data: Path, size: int) -> bool:
    """Whether this folder holds what today's code would build."""
    mark = data / "bench.json"
    return mark.exists() and json.loads(mark.read_text()).get("print") == fingerprint(size)


def fingerprint(size: int) -> str:
    """Changes with the size, with how the company is made, and with the tables."""
    root = Path(__file__).parents[2]
    sources = [*sorted(Path(__file__).parent.glob("*.py")), *sorted((root / "hearback/migrations").glob("*.py"))]
    mine = [
        path
        for path in sources
        if path.parent.name == "migrations" or path.stem in {"company", "ground", "words", "tables"}
    ]
    return hashlib.sha256(b"".join([str(size).encode(), *(path.read_bytes() for path in mine)])).hexdigest()


def build(data: Path, size: int, *, say: Say) -> None:
    """Fill the empty database Django is connected to. Raises ValueError when a law is broken afterwards."""
    from django.db import connection

    begun = monotonic()
    facts = Facts(size)
    connection.close()
    bound = connection.settings_dict["OPTIONS"].pop("server_side_binding", False)  # it takes one statement at a time
    with connection.cursor() as cursor:
        cursor.execute(
            "SET session_replication_role = replica; SET synchronous_commit = off; "
            "SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'"
        )
        with tables.without_indexes(cursor):
            for step in (scaffold, people, jobs, applications, history, interviews, account):
                step(cursor, facts)
                say(f"  {step.__name__} ({monotonic() - begun:.0f} s)")
        tables.continue_numbers(cursor)
        cursor.execute("VACUUM (FREEZE, ANALYZE)")
        say(f"  indexes, statistics ({monotonic() - begun:.0f} s)")
        broken = tables.broken_laws(cursor)
        if broken:
            raise ValueError("The company breaks laws: " + "; ".join(broken))
        tables.keep_as_built(cursor)
    connection.close()
    connection.settings_dict["OPTIONS"]["server_side_binding"] = bound
    paper = data / "files/candidates/bench"
    paper.mkdir(parents=True, exist_ok=True)
    (paper / "resume").write_bytes(b"%PDF-1.4\n")
    (data / "bench.json").write_text(json.dumps({"print": fingerprint(size), "at": datetime.now(UTC).isoformat()}))
    say(f"  every law kept ({monotonic() - begun:.0f} s)")


class Facts(dict[str, Any]):
    """The numbers that the SQL below is told."""

    def __init__(self, size: int) -> None:
        ordinary = max(size - LIVE_CARDS - ENDED_CARDS, APPLICATIONS_A_JOB)
        job_count = -(-ordinary // (4 * APPLICATIONS_A_JOB)) * 4
        today = datetime.now(UTC).date()
        monday = today - timedelta(days=today.weekday()) - timedelta(weeks=HISTORY)
        super().__init__(
            ordinary=ordinary,
            jobs=job_count,
            groups=job_count // 4,
            a_group=-(-ordinary // job_count) * 4,
            monday=monday.isoformat(),
            today=HISTORY * 5 + min(today.weekday(), 4),  # in working days since that Monday
            live=LIVE_CARDS,
            ended=ENDED_CARDS,
            panels=BOARD_GROUPS,
        )
        self["recruiters"] = self["groups"] // 2 + 1
        self["coordinators"] = self["groups"] // 4 + 1


def applications(cursor: Any, facts: Facts) -> None:
    """`w` is the working day of applying, `r` the last stage they will reach, `c` where they are, `a` since when."""
    from hearback.models import Application, Attachment, Candidate

    cursor.execute(
        """
        CREATE UNLOGGED TABLE bench.app AS
        SELECT *, CASE WHEN d < 58 THEN 0 WHEN d < 80 THEN 1 WHEN d < 92 THEN 2 WHEN d < 97 THEN 3 ELSE 4 END AS r
        FROM (SELECT i::bigint AS id, (i - 1) %% %(jobs)s + 1 AS job, ((i - 1) %% %(jobs)s) / 4 + 1 AS grp,
                     ((i - 1) / %(jobs)s) * 4 + ((i - 1) %% %(jobs)s) %% 4 AS n, bench.dice(i, 1, 100) AS d,
                     (((i - 1) / %(jobs)s) * 4 + ((i - 1) %% %(jobs)s) %% 4)::bigint * (%(today)s + 1) / %(a_group)s
                     AS w FROM generate_series(1, %(ordinary)s) i) plain;
        INSERT INTO bench.app SELECT %(ordinary)s + i + 1, %(jobs)s + 1, %(groups)s + 1 + i / 10 %% %(panels)s, i / 70,
            0, %(today)s - 10 * c - i %% 10, c FROM (SELECT i, CASE WHEN i < 200 THEN 0 WHEN i < 320 THEN 1
            WHEN i < 410 THEN 2 WHEN i < 480 THEN 3 ELSE 4 END AS c FROM generate_series(0, %(live)s - 1) i) cards;
        INSERT INTO bench.app SELECT %(ordinary)s + %(live)s + i + 1, %(jobs)s + 1, %(groups)s + 1 + i %% %(panels)s,
            i, 0, i + 20, i %% 4 FROM generate_series(0, %(ended)s - 1) i;
        ALTER TABLE bench.app ADD c int, ADD live boolean, ADD a int, ADD candidate bigint, ADD state text,
            ADD ended int;
        UPDATE bench.app SET c = least(r, (%(today)s - w) / 10), live = (%(today)s - w) / 10 <= r, candidate = id;
        UPDATE bench.app SET a = CASE WHEN live THEN %(today)s - w - 10 * c END,
            ended = CASE WHEN NOT live THEN w + 10 * r + 8 END, state = CASE
            WHEN live AND c = 4 AND %(today)s - w - 40 > 4 THEN 'offered'
            WHEN live AND c IN (1, 2) AND %(today)s - w - 10 * c > 4 AND bench.dice(id, 2, 10) = 0 THEN 'held'
            WHEN live AND c IN (1, 2) AND %(today)s - w - 10 * c > 4 AND bench.dice(id, 2, 10) = 1 THEN 'asked'
            WHEN live THEN 'active' WHEN r = 4 AND bench.dice(id, 3, 20) < 14 THEN 'hired'
            WHEN r = 4 AND bench.dice(id, 3, 20) < 17 THEN 'declined'
            WHEN bench.dice(id, 3, 100) < 8 THEN 'withdrawn' ELSE 'rejected' END;
        UPDATE bench.app two SET candidate = one.id FROM bench.app one WHERE two.r = 0 AND bench.dice(two.id, 4, 20) = 0
            AND two.id <= %(ordinary)s AND one.id = two.id - %(jobs)s + 1 AND bench.dice(one.id, 4, 20) <> 0;
        CREATE UNIQUE INDEX ON bench.app (id); ANALYZE bench.app;
        """,
        facts,
    )
    tables.put(cursor, Candidate, "FROM bench.app WHERE candidate = id", facts, id="id", name=words.name_of("id"),
               email="'c' || id || '@mail.example'", phone="'+49 30 ' || (1000000 + id)",
               headline=words.HEADLINE, location=words.pick(words.CITIES, "id / 7"), time_zone="'Europe/Berlin'",
               links="jsonb_build_array(jsonb_build_object('label', 'LinkedIn', 'url', 'https://example.org/' || id))",
               resume=words.RESUME, source=words.pick(words.SOURCES, "id / 3"),
               created_at="bench.at(w, 480 + (id % 500)::int)")  # fmt: skip
    tables.put(cursor, Attachment, "FROM bench.app WHERE candidate = id AND id % 2 = 0", facts, candidate_id="id",
               kind="'resume'", name="'resume.pdf'", content_type="'application/pdf'", size="9",
               sha256="repeat('0', 64)", file="'candidates/bench/resume'",
               added_at="bench.at(w, 480 + (id % 500)::int)")  # fmt: skip
    tables.put(cursor, Application, "FROM bench.app", facts, id="id", candidate_id="candidate", job_id="job",
               stage_id="job * 5 + c", state="state", source=words.pick(words.SOURCES, "id / 3"),
               cover_letter=f"CASE WHEN id % 3 = 0 THEN {words.literal(words.COVER_LETTER)} ELSE '' END",
               applied_at="bench.at(w, 480 + (id % 500)::int)",
               entered_stage_at="bench.at(w + 10 * c, CASE WHEN c = 0 THEN 480 + (id % 500)::int ELSE 600 END)",
               ended_at="bench.at(ended, 960)",
               revision="1 + c + CASE WHEN state IN ('active') THEN 0 ELSE 1 END")  # fmt: skip


def history(cursor: Any, facts: Facts) -> None:
    """A row a stage that was reached, and from it promises, messages and decisions. Ids are counted from the
    application's: sixteen messages and promises, eight decisions."""
    from hearback.models import Decision, Hold, InformationRequest, Message, Note, Offer, Promise, RequestItem

    cursor.execute(
        """
        CREATE UNLOGGED TABLE bench.step AS
        SELECT app.id AS app, s, app.job, app.grp, app.n, app.state, app.live, app.candidate, w + 10 * s AS e,
               s = c AS current, s = c AND live AND state IN ('held', 'asked') AS paused,
               CASE WHEN s < c THEN w + 10 * s + 10 WHEN NOT live THEN ended END AS left_on,
               %(today)s - (w + 10 * s) AS a, recruiter, coordinator, manager,
               400000 + (app.grp - 1) * 3 + 1 AS host, bench.dice(app.id * 8 + s, 5, 12) = 0 AS slow,
               CASE WHEN bench.dice(app.id * 8 + s, 6, 20) < 8 THEN recruiter
                    WHEN bench.dice(app.id * 8 + s, 6, 20) < 14 THEN manager
                    WHEN bench.dice(app.id * 8 + s, 6, 20) < 17 THEN coordinator
                    ELSE 400000 + (app.grp - 1) * 3 + 1 END AS owner
        FROM bench.app JOIN bench.job ON job.id = app.job, generate_series(0, c) s;
        ANALYZE bench.step;

        CREATE UNLOGGED TABLE bench.owed AS
        -- the answer after applying or after an interview
        SELECT app, s * 3 + 2 AS k, 'answer' AS kind, false AS theirs, owner, recruiter AS maker,
               bench.at(e + CASE WHEN s IN (1, 2, 3) THEN 4 ELSE 0 END, 1020) AS made,
               bench.at(CASE WHEN slow THEN e + 6 ELSE e + 11 END, 1020) AS due,
               CASE WHEN paused THEN bench.at(%(today)s - 1, 900) WHEN left_on IS NOT NULL
                    THEN bench.at(left_on, CASE WHEN current THEN 960 ELSE 600 END) END AS ended,
               CASE WHEN current THEN 5 ELSE s + 1 END AS answer, live AND current AND state = 'offered' AS over
        FROM bench.step WHERE s IN (0, 4) OR left_on IS NOT NULL OR a > 4 OR paused
        UNION ALL -- the date of an interview
        SELECT app, s * 3, 'booking', false, coordinator, recruiter, bench.at(e, 600), bench.at(e + 3, 1020),
               CASE WHEN left_on IS NOT NULL OR a > 0 OR paused THEN bench.at(least(e + 1, %(today)s), 620) END, 6 + s,
               false FROM bench.step WHERE s IN (1, 2, 3)
        UNION ALL -- the closing of an interview
        SELECT app, s * 3 + 1, 'interview', false, host, coordinator, bench.at(e + 1, 620), bench.at(e + 4, 1080),
               CASE WHEN left_on IS NOT NULL OR a > 4 OR paused THEN bench.at(least(e + 4, %(today)s), 1020) END, NULL,
               false FROM bench.step WHERE s IN (1, 2, 3) AND (left_on IS NOT NULL OR a > 0)
        UNION ALL -- what is with the candidate, or the news of a pause
        SELECT app, 13, CASE state WHEN 'held' THEN 'news' WHEN 'asked' THEN 'information' ELSE 'offer' END,
               state <> 'held', recruiter, recruiter, bench.at(%(today)s - 1, 900), bench.at(%(today)s + 6, 1020),
               NULL, NULL, false FROM bench.step WHERE paused OR (live AND current AND state = 'offered');
        """,
        facts,
    )
    tables.put(cursor, Promise, "FROM bench.owed", facts, id="app * 16 + k", application_id="app", kind="kind",
               by_candidate="theirs", words=words.PROMISE_WORDS, made_by_id="maker", owner_id="owner", made_at="made",
               due_at="due", told_by_id="CASE WHEN k = 2 THEN app * 16 END",
               answered_by_id="CASE WHEN ended IS NOT NULL OR over THEN app * 16 + answer END",
               late_at="CASE WHEN due < coalesce(ended, CASE WHEN over THEN made ELSE now() END) THEN due END",
               ended_at="CASE WHEN over THEN greatest(made, due - interval '5 days') ELSE ended END",
               ending="CASE WHEN ended IS NOT NULL OR over THEN 'kept' ELSE '' END",
               ended_by_id="CASE WHEN ended IS NOT NULL OR over THEN owner END", channel="'email'",
               shown_to_candidate="true", nudge_step="CASE WHEN due < now() THEN 4 ELSE 0 END")  # fmt: skip

    cursor.execute(
        """
        CREATE UNLOGGED TABLE bench.said AS
        SELECT app, 0 AS k, 'receipt' AS purpose, candidate, NULL::int AS writer,
               bench.at(e, 480 + (app % 500)::int) AS at, false AS inbound FROM bench.step WHERE s = 0
        UNION ALL SELECT app, s, 'decision', candidate, recruiter, bench.at(e, 600), false FROM bench.step WHERE s > 0
        UNION ALL SELECT app, 6 + s, 'invitation', candidate, coordinator, bench.at(e + 1, 620), false
            FROM bench.step WHERE s IN (1, 2, 3) AND (left_on IS NOT NULL OR a > 0)
        UNION ALL SELECT app, 5, 'decision', candidate, recruiter, CASE WHEN live THEN bench.at(e + a - 1, 900)
            ELSE bench.at(left_on, 960) END, false FROM bench.step WHERE current AND (NOT live OR state <> 'active')
        UNION ALL SELECT app, 10, 'question', candidate, NULL, bench.at(e, 1000), true
            FROM bench.step WHERE s = 0 AND bench.dice(app, 7, 10) = 0 AND (left_on IS NOT NULL OR a > 1)
        UNION ALL SELECT app, 11, 'reply', candidate, recruiter, bench.at(e + 1, 700), false
            FROM bench.step WHERE s = 0 AND bench.dice(app, 7, 10) = 0 AND (left_on IS NOT NULL OR a > 1);
        """
    )
    tables.put(cursor, Message, "FROM bench.said", facts, id="app * 16 + k", candidate_id="candidate",
               application_id="app", inbound="inbound", channel="'email'", purpose="purpose",
               subject=words.SUBJECT, body=words.BODY, written_by_id="writer", written_at="at", send_at="at",
               sent_at="at + interval '4 seconds'")  # fmt: skip

    cursor.execute(
        """
        CREATE UNLOGGED TABLE bench.decided AS
        SELECT app, s AS k, 'advance' AS outcome, bench.at(e, 600) AS at, recruiter AS who, 'active' AS was,
               'active' AS became, job * 5 + s - 1 AS came, job * 5 + s AS went, s AS message,
               CASE WHEN s = 4 THEN app * 16 + 14 ELSE app * 16 + s * 3 END AS promise, NULL::int AS reason
        FROM bench.step WHERE s > 0
        UNION ALL
        SELECT app, 5, CASE state WHEN 'hired' THEN 'hire' WHEN 'rejected' THEN 'reject' WHEN 'declined' THEN 'decline'
                 WHEN 'withdrawn' THEN 'withdraw' WHEN 'held' THEN 'hold' WHEN 'asked' THEN 'ask' ELSE 'offer' END,
               CASE WHEN live THEN bench.at(e + a - 1, 900) ELSE bench.at(left_on, 960) END,
               CASE WHEN state NOT IN ('withdrawn', 'declined') THEN recruiter END,
               CASE state WHEN 'hired' THEN 'accepted' WHEN 'declined' THEN 'offered' ELSE 'active' END, state,
               job * 5 + s, job * 5 + s, 5, CASE WHEN live THEN app * 16 + 13 END,
               CASE WHEN state = 'rejected' THEN 1 + (app % 5)::int END
        FROM bench.step WHERE current AND (NOT live OR state <> 'active');
        """
    )
    tables.put(cursor, Decision, "FROM bench.decided", facts, id="app * 8 + k", application_id="app",
               outcome="outcome", by_id="who", at="at", from_state="was", to_state="became", from_stage_id="came",
               to_stage_id="went", reason_id="reason", message_id="app * 16 + message",
               note=f"CASE WHEN app % 4 = 0 THEN {words.literal(words.NOTE)} ELSE '' END",
               promise_id="promise")  # fmt: skip
    tables.put(cursor, Hold, "FROM bench.decided WHERE outcome = 'hold'", facts, application_id="app",
               decision_id="app * 8 + k", until="(now() + interval '20 days')::date",
               resumes_at="now() + interval '20 days'", news_days="5")  # fmt: skip
    tables.put(cursor, InformationRequest, "FROM bench.decided WHERE outcome = 'ask'", facts, id="app",
               application_id="app", decision_id="app * 8 + k", words="'Two things would help us.'",
               due_at="bench.at(%(today)s + 6, 1020)")  # fmt: skip
    tables.put(cursor, RequestItem, "FROM bench.decided, generate_series(0, 1) n WHERE outcome = 'ask'", facts,
               request_id="app", position="n", kind="'text'", text="'Tell us more about point ' || n")  # fmt: skip
    tables.put(cursor, Offer, "FROM bench.decided JOIN bench.app ON app.id = app WHERE outcome = 'offer'", facts,
               application_id="app", decision_id="app * 8 + k", job_id="job", pay="60000", pay_currency="'EUR'",
               pay_period="'year'", starts_on="(now() + interval '60 days')::date",
               expires_at="bench.at(%(today)s + 6, 1020)")  # fmt: skip
    tables.put(cursor, Note, "FROM bench.step WHERE bench.dice(app * 8 + s, 8, 3) = 0 AND (left_on IS NOT NULL "
               "OR a > 2)", facts, application_id="app", author_id="manager", body=words.literal(words.NOTE),
               written_at="bench.at(e + 2, 840)")  # fmt: skip


def interviews(cursor: Any, facts: Facts) -> None:
    """Three people sit at most in one room: nine hours of a panel's day, three for each of the stages."""
    from hearback.models import Closing, Interview, Rating, Scorecard, Seat

    met = """FROM (SELECT *, bench.at(e + 4, (480 + (n %% 3) * 60 + (s - 1) * 180)::int) AS begins FROM bench.step
             WHERE s IN (1, 2, 3) AND (left_on IS NOT NULL OR a > 0)) met"""
    hour = "tstzrange(begins, begins + interval '50 minutes')"
    tables.put(cursor, Interview, met, facts, id="app * 4 + s", application_id="app", candidate_id="candidate",
               stage_id="job * 5 + s", template_id="job * 4 + s", kind="'interview'", name="'Interview ' || s",
               starts_at="begins", ends_at="begins + interval '50 minutes'", during=hour, place="'Room ' || grp % 9",
               booked_by_id="coordinator", booked_at="bench.at(e + 1, 620)", invitation_id="app * 16 + 6 + s",
               promise_id="app * 16 + s * 3 + 1")  # fmt: skip
    seats = met + " , generate_series(0, CASE WHEN s = 3 THEN 2 ELSE 1 END) place"
    seat = "(app * 4 + s) * 4 + place"
    tables.put(cursor, Seat, seats, facts, id=seat, interview_id="app * 4 + s", person_id="host + place",
               shadow="false", host="place = 0", during=hour,
               scorecard_due_at="begins + interval '26 hours'")  # fmt: skip
    over = " WHERE begins < now() - interval '2 hours' AND (NOT live OR NOT current OR a > 5)"
    tables.put(cursor, Scorecard, seats + over, facts, id=seat, seat_id=seat, version="1",
               recommendation=f"1 + bench.dice({seat}, 9, 4)", summary=words.literal(words.SUMMARY),
               asked=words.literal(json.dumps([one["question"] for one in words.GUIDE])) + "::jsonb",
               left_open="'How they lead a larger group'", saved_at="begins + interval '1 hour'",
               submitted_at="begins + interval '1 hour'")  # fmt: skip
    tables.put(cursor, Rating, seats + ", generate_series(0, 3) k" + over, facts, scorecard_id=seat,
               attribute_id="job * 4 + k", score=f"1 + bench.dice({seat} * 4 + k, 10, 4)",
               evidence=words.literal(words.EVIDENCE))  # fmt: skip
    closed = met + " WHERE left_on IS NOT NULL OR a > 4"
    tables.put(cursor, Closing, closed, facts, id="app * 4 + s", interview_id="app * 4 + s", by_id="host",
               at="bench.at(e + 4, 1020)")  # fmt: skip
    steps = Closing.next_steps.through
    tables.put(cursor, steps, closed, facts, closing_id="app * 4 + s", promise_id="app * 16 + s * 3 + 2")


def account(cursor: Any, facts: Facts) -> None:
    """The record: what was written above, in its fixed words and in the order in which it happened."""
    from hearback.models import Entry

    happened = """FROM (
        SELECT applied_at AS at, 'candidate' AS kind, candidate_id AS who, 'applied' AS verb, 'application' AS subject,
               id AS what, id AS app, '{}'::jsonb AS details FROM hearback_application
        UNION ALL SELECT written_at, CASE WHEN written_by_id IS NULL THEN 'system' ELSE 'person' END, written_by_id,
            'queued', 'message', id, application_id, jsonb_build_object('purpose', purpose)
            FROM hearback_message WHERE NOT inbound
        UNION ALL SELECT sent_at, 'system', NULL, 'sent', 'message', id, application_id, '{}'::jsonb
            FROM hearback_message WHERE NOT inbound
        UNION ALL SELECT made_at, 'person', made_by_id, 'promised', 'promise', id, application_id,
            jsonb_build_object('kind', kind, 'owner', owner_id) FROM hearback_promise
        UNION ALL SELECT ended_at, 'person', ended_by_id, 'kept', 'promise', id, application_id,
            jsonb_build_object('late', late_at IS NOT NULL) FROM hearback_promise WHERE ended_at IS NOT NULL
        UNION ALL SELECT at, CASE WHEN by_id IS NULL THEN 'candidate' ELSE 'person' END, by_id,
            CASE outcome WHEN 'advance' THEN 'advanced' WHEN 'reject' THEN 'rejected' WHEN 'hire' THEN 'hired'
            WHEN 'hold' THEN 'held' WHEN 'ask' THEN 'asked' WHEN 'offer' THEN 'offered'
            WHEN 'decline' THEN 'declined' ELSE 'withdrew' END, 'decision', id, application_id,
            jsonb_build_object('from_state', from_state, 'to_state', to_state) FROM hearback_decision
        UNION ALL SELECT booked_at, 'person', booked_by_id, 'booked', 'interview', id, application_id, '{}'::jsonb
            FROM hearback_interview
        UNION ALL SELECT submitted_at, 'person', person_id, 'submitted', 'scorecard', card.id, application_id,
            '{}'::jsonb FROM hearback_scorecard card JOIN hearback_seat seat ON seat.id = seat_id
            JOIN hearback_interview met ON met.id = interview_id
        ORDER BY 1) happened"""
    tables.put(cursor, Entry, happened, facts, at="at", actor_kind="kind", actor_id="who", verb="verb",
               subject="subject", subject_id="what", application_id="app", details="details")  # fmt: skip
