"""What the persons of a lot applied for, each with its next step from the first moment."""

from __future__ import annotations

from typing import Any

from hearback.applications.models import Application
from hearback.applications.rules import LIVE_STATES
from hearback.exchange.models import Reference
from hearback.exchange.taking.inserting import insert
from hearback.promises.models import Promise
from hearback.record.models import Entry

_LIVE = ", ".join(f"'{state}'" for state in LIVE_STATES)
# Here already: under the same number, or the same candidate's for the same job, applied for at the same moment; where
# the file gives none, any; and never two in progress.
FIND = f"""
INSERT INTO taking_what
SELECT t.n, w.candidate_id,
       coalesce(r.application_id, a.id, nextval('hearback_application_id_seq')),
       CASE WHEN t.ended IS NULL AND coalesce(r.application_id, a.id) IS NULL
            THEN nextval('hearback_promise_id_seq') END,
       CASE WHEN t.ended IS NULL AND coalesce(r.application_id, a.id) IS NULL AND %(mail)s
            THEN nextval('hearback_message_id_seq') END,
       coalesce(r.application_id, a.id) IS NULL, t.ended IS NULL
FROM taking t JOIN taking_who w ON w.n = t.leader AND w.candidate_id IS NOT NULL AND NOT w.clash
LEFT JOIN LATERAL (
    SELECT r.application_id FROM hearback_reference r
    WHERE t.try_key <> '' AND r.application_id IS NOT NULL AND r.system = %(system)s AND r.key = t.try_key LIMIT 1
) r ON true
LEFT JOIN LATERAL (
    SELECT a.id FROM hearback_application a
    WHERE NOT w.new AND r.application_id IS NULL AND a.candidate_id = w.candidate_id AND a.job_id = t.job_id
      AND (t.applied IS NULL OR a.applied_at = t.applied OR (t.ended IS NULL AND a.state IN ({_LIVE})))
    ORDER BY a.id LIMIT 1
) a ON true
WHERE t.tries_as = t.n
"""
_NEW = "FROM taking t JOIN taking_what w ON w.n = t.n AND w.new"
_STEP = """JOIN unnest(%(jobs)s::bigint[], %(owners)s::bigint[], %(dues)s::timestamptz[], %(nudges)s::timestamptz[])
    AS step (job_id, owner_id, due_at, nudge_at) ON step.job_id = t.job_id"""


def take_tries(cursor: Any, *, facts: dict[str, Any], keys: bool) -> None:
    """Fill `taking_what` and add what is new: application, promise and entry in the record, all for all of them."""
    cursor.execute(FIND, facts)
    given = {
        **dict(id="w.application_id", candidate_id="w.candidate_id", job_id="t.job_id", stage_id="t.stage_id"),
        **dict(state="t.state", source="t.try_source", cover_letter="t.letter", ended_at="t.ended"),
        "applied_at": "coalesce(t.applied, t.entered, %(now)s)",
        "entered_stage_at": "coalesce(t.entered, t.applied, %(now)s)",
    }
    cursor.execute(*insert(Application, given, f"{_NEW} ORDER BY w.application_id", facts))
    cursor.execute(*insert(Promise, _promise(), f"{_NEW} {_STEP} WHERE w.live ORDER BY w.promise_id", facts))
    if keys:
        refer = {"system": "%(system)s", "key": "t.try_key", "application_id": "w.application_id"}
        cursor.execute(*insert(Reference, refer, f"{_NEW} WHERE t.try_key <> '' ON CONFLICT DO NOTHING", facts))
    noted = {
        **dict(at="%(now)s", actor_kind="%(actor)s", actor_id="%(by)s::bigint", verb="'imported'"),
        **dict(subject="'application'", subject_id="w.application_id", application_id="w.application_id"),
        "details": "jsonb_build_object('candidate', w.candidate_id, 'job', t.job_id, 'stage', t.stage_id, "
        "'state', t.state, 'promise', w.promise_id) || %(details)s::jsonb",
    }
    cursor.execute(*insert(Entry, noted, f"{_NEW} ORDER BY w.application_id", facts))


def _promise() -> dict[str, str]:
    return {
        **dict(id="w.promise_id", application_id="w.application_id", kind="'answer'", words="%(words)s"),
        **dict(channel="'email'", made_by_id="coalesce(%(by)s::bigint, step.owner_id)", owner_id="step.owner_id"),
        **dict(made_at="%(now)s", due_at="step.due_at", nudge_at="step.nudge_at", told_by_id="w.message_id"),
    }
