"""The persons of a lot: found among those who are here, or added."""

from __future__ import annotations

from typing import Any

from hearback.candidates.models import Candidate
from hearback.exchange.models import Reference
from hearback.exchange.taking.inserting import insert
from hearback.record.models import Entry

# Each row is looked up by an index (LATERAL … LIMIT 1), however many candidates there are: with tables it knows
# nothing of yet PostgreSQL would rather read all of the house for each lot.
BY_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off"

_DIGITS = r"right(regexp_replace(c.phone, '\D', '', 'g'), 9)"
# The same three ways, in the same order, as candidates.queries.find_same, the other system's number before them; a row
# that turned out to be somebody else stands for them.
FIND = rf"""
INSERT INTO taking_who
SELECT t.n,
       coalesce(k.now_id, e.id, p.id, CASE WHEN t.name <> '' THEN nextval('hearback_candidate_id_seq') END),
       coalesce(k.now_id, e.id, p.id) IS NULL AND t.name <> '',
       r.id IS NOT NULL AND t.name <> '' AND lower(k.name) <> lower(t.name)
           AND k.email <> '' AND t.email <> '' AND lower(k.email) <> lower(t.email)
FROM taking t
LEFT JOIN LATERAL (
    SELECT r.id, r.candidate_id FROM hearback_reference r
    WHERE t.key <> '' AND r.candidate_id IS NOT NULL AND r.system = %(system)s AND r.key = t.key LIMIT 1
) r ON true
LEFT JOIN LATERAL (
    SELECT k.name, k.email, coalesce(k.merged_into_id, k.id) AS now_id
    FROM hearback_candidate k WHERE k.id = r.candidate_id LIMIT 1
) k ON true
LEFT JOIN LATERAL (
    SELECT coalesce(e.merged_into_id, e.id) AS id FROM hearback_candidate e
    WHERE r.id IS NULL AND t.email <> '' AND e.email <> '' AND lower(e.email) = lower(t.email) LIMIT 1
) e ON true
LEFT JOIN LATERAL (
    SELECT coalesce(c.merged_into_id, c.id) AS id FROM hearback_candidate c
    WHERE r.id IS NULL AND e.id IS NULL AND t.digits <> '' AND t.email <> ''
      AND c.email = '' AND lower(c.name) = lower(t.name) AND {_DIGITS} = t.digits
    UNION ALL
    SELECT coalesce(c.merged_into_id, c.id) AS id FROM hearback_candidate c
    WHERE r.id IS NULL AND t.digits <> '' AND t.email = '' AND lower(c.name) = lower(t.name) AND {_DIGITS} = t.digits
    ORDER BY id LIMIT 1
) p ON true
WHERE t.leader = t.n
"""
_NEW = "FROM taking t JOIN taking_who w ON w.n = t.n AND w.new"


def take_persons(cursor: Any, *, facts: dict[str, Any], keys: bool, alone: bool) -> None:
    """Fill `taking_who` and add whoever is new. `alone`: without an application, whose entry in the record tells."""
    cursor.execute(BY_INDEX)
    cursor.execute(FIND, facts)
    given = {name: f"t.{name}" for name in ("name", "email", "phone", "headline", "location", "time_zone", "channel")}
    given |= {name: f"t.{name}" for name in ("links", "resume", "source")}
    given |= {"id": "w.candidate_id", "created_at": "coalesce(t.created, %(now)s)"}
    cursor.execute(*insert(Candidate, given, f"{_NEW} ORDER BY w.candidate_id", facts))
    if keys:
        refer = {"system": "%(system)s", "key": "t.key", "candidate_id": "w.candidate_id"}
        known = "FROM taking t JOIN taking_who w ON w.n = t.leader"
        rest = f"{known} WHERE t.key <> '' AND w.candidate_id IS NOT NULL AND NOT w.clash ON CONFLICT DO NOTHING"
        cursor.execute(*insert(Reference, refer, rest, facts))
    if alone:
        noted = {
            **dict(at="%(now)s", actor_kind="%(actor)s", actor_id="%(by)s::bigint", verb="'imported'"),
            **dict(subject="'candidate'", subject_id="w.candidate_id", details="%(details)s::jsonb"),
        }
        cursor.execute(*insert(Entry, noted, f"{_NEW} ORDER BY w.candidate_id", facts))
