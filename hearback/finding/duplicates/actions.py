"""Finding who may be the same person: set by set, through equal keys, never everybody against everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from hearback.candidates.models import Candidate
from hearback.finding.duplicates import rules
from hearback.finding.duplicates.models import DuplicateKey, Suspicion
from hearback.people.models import Person
from hearback.record.actions import record

BATCH = 2000
BATCHES = 5  # a minute: what a tick may take of it
_ONE_AT_A_TIME = 7_206_013  # two sweeps at once would each miss what the other has not written yet

_KEYS = """
INSERT INTO hearback_duplicatekey (candidate_id, kind, key)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[])
"""
# Each new key beside those that are equal to it. The limit within keeps a key that everybody has from costing anything.
_PAIRS = """
WITH mine AS (
    SELECT DISTINCT kind, key FROM hearback_duplicatekey WHERE candidate_id = ANY(%(batch)s)
), alike AS (
    SELECT mine.kind, mine.key, other.who, count(*) OVER (PARTITION BY mine.kind, mine.key) AS people
    FROM mine CROSS JOIN LATERAL (
        SELECT DISTINCT coalesce(c.merged_into_id, c.id) AS who
        FROM (SELECT candidate_id FROM hearback_duplicatekey k
              WHERE k.kind = mine.kind AND k.key = mine.key LIMIT %(most)s + 1) k
        JOIN hearback_candidate c ON c.id = k.candidate_id
    ) other
), pairs AS (
    SELECT a.who AS first, b.who AS second, jsonb_agg(DISTINCT a.kind ORDER BY a.kind) AS reasons
    FROM alike a JOIN alike b ON a.kind = b.kind AND a.key = b.key AND a.who < b.who
    WHERE a.people <= %(most)s
      AND (a.who = ANY(%(roots)s) OR b.who = ANY(%(roots)s))
    GROUP BY a.who, b.who
)
"""
_WRITE = (
    _PAIRS
    + """, forgotten AS (
    DELETE FROM hearback_suspicion s USING unnest(%(roots)s::bigint[]) AS root
    WHERE s.dismissed_at IS NULL AND (s.first_id = root OR s.second_id = root)
      AND NOT EXISTS (SELECT 1 FROM pairs p WHERE p.first = s.first_id AND p.second = s.second_id)
)
INSERT INTO hearback_suspicion (first_id, second_id, reasons, found_at)
SELECT first, second, reasons, %(now)s FROM pairs
ON CONFLICT (first_id, second_id) DO UPDATE SET reasons = excluded.reasons
    WHERE hearback_suspicion.dismissed_at IS NULL AND hearback_suspicion.reasons <> excluded.reasons
"""
)


def sweep(*, now: datetime, batches: int = BATCHES, size: int = BATCH) -> int:
    """Compare whoever is new or has changed with everybody else; how many were compared."""
    compared = 0
    for _ in range(batches):
        done = _one_batch(now=now, size=size)
        compared += done
        if done < size:
            break
    return compared


@transaction.atomic
def _one_batch(*, now: datetime, size: int) -> int:
    if not _take_turn(wait=False):
        return 0
    new = Candidate.everyone.filter(compared_at=None).order_by("pk")
    waiting = new.select_for_update(skip_locked=True, no_key=True)  # applying meanwhile is nothing to wait for
    batch = list(waiting.only("pk", "name", "email", "phone", "links", "resume", "merged_into")[:size])
    _compare(batch, now=now)
    return len(batch)


@transaction.atomic
def compare(candidate: Candidate, *, now: datetime) -> None:
    """Compare one candidate at once, for the page that is waiting to show it."""
    _take_turn(wait=True)
    _compare([Candidate.everyone.select_for_update(no_key=True).get(pk=candidate.pk)], now=now)


def _take_turn(*, wait: bool) -> bool:
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])


def _compare(batch: Sequence[Candidate], *, now: datetime) -> None:
    if not batch:
        return
    ids = [one.pk for one in batch]
    DuplicateKey.objects.filter(candidate__in=ids).delete()
    keys = [(one.pk, kind, key) for one in batch for kind, key in sorted(_keys(one))]
    roots = sorted({one.merged_into_id or one.pk for one in batch})
    # A person's merged rows count as theirs.
    family = list(Candidate.everyone.filter(merged_into__in=roots).values_list("pk", flat=True))
    facts = {"batch": [*ids, *roots, *family], "roots": roots, "most": rules.TOO_COMMON, "now": now}
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [list(column) for column in zip(*keys, strict=True)] or [[], [], []])
        cursor.execute(_WRITE, facts)
    Candidate.everyone.filter(pk__in=ids).update(compared_at=now)


def _keys(one: Candidate) -> set[tuple[str, str]]:
    return rules.keys_of(
        name=one.name,
        email=one.email,
        phone=one.phone,
        links=[link for link in one.links if isinstance(link, dict)] if isinstance(one.links, list) else [],
        employers=rules.employers_in(one.resume),
    )


@transaction.atomic
def dismiss(suspicion: Suspicion, *, by: Person, now: datetime) -> Suspicion:
    """Two people after all. It is not raised again, whatever they have in common later."""
    rules.check_may_merge(by.role)
    suspicion = Suspicion.objects.select_for_update().get(pk=suspicion.pk)
    rules.check_can_dismiss(dismissed=suspicion.dismissed_at is not None)
    suspicion.dismissed_at, suspicion.dismissed_by = now, by
    suspicion.save(update_fields=["dismissed_at", "dismissed_by"])
    record("dismissed", suspicion, by=by, now=now, first=suspicion.first_id, second=suspicion.second_id)
    return suspicion
