"""What a list shows of each candidate, in one question for a whole page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from hearback.applications.models import Application
from hearback.applications.rules import LIVE_STATES
from hearback.finding.scope import Scope
from hearback.words import initials

_STATES = dict(Application.State.choices)
_ROWS = """
SELECT candidate.id, candidate.name, candidate.headline, candidate.found_at IS NULL,
       ARRAY(SELECT tag.name FROM hearback_tagging JOIN hearback_tag tag ON tag.id = tag_id
             WHERE candidate_id = candidate.id ORDER BY tag.name),
       application.id, application.state, job.title, stage.name,
       step.id, step.kind, step.words, step.due_at, step.made_at, step.by_candidate, owner.name
FROM hearback_candidate candidate
LEFT JOIN hearback_application application ON application.candidate_id = candidate.id AND {seen}
LEFT JOIN hearback_job job ON job.id = application.job_id
LEFT JOIN hearback_stage stage ON stage.id = application.stage_id
LEFT JOIN LATERAL (
    SELECT * FROM hearback_promise WHERE application_id = application.id AND ended_at IS NULL
    ORDER BY due_at, id LIMIT 1
) step ON application.state = ANY(%(live)s)
LEFT JOIN hearback_person owner ON owner.id = step.owner_id
WHERE candidate.id = ANY(%(candidates)s)
ORDER BY application.ended_at IS NOT NULL, application.applied_at DESC, application.id DESC
"""


@dataclass
class Step:
    """A next step, as far as a clock is drawn from it and colleagues read of it."""

    pk: int
    kind: str
    words: str
    due_at: datetime
    made_at: datetime
    by_candidate: bool
    owner: str
    ended_at: None = None


@dataclass(frozen=True)
class Try:
    """One application, as a line."""

    pk: int
    state: str
    job: str
    stage: str
    step: Step | None

    @property
    def live(self) -> bool:
        return self.state in LIVE_STATES

    def get_state_display(self) -> str:
        return _STATES[self.state]


@dataclass
class Row:
    pk: int
    name: str
    headline: str
    new: bool  # not indexed yet
    tags: list[str]
    tries: list[Try] = field(default_factory=list)

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def step(self) -> Step | None:
        """The next step of them all that is due first."""
        steps = [one.step for one in self.tries if one.step]
        return min(steps, key=lambda step: (step.due_at, step.pk)) if steps else None


def rows_of(candidates: Sequence[int], scope: Scope) -> list[Row]:
    """In the order given. Of each only the applications that the scope lets see."""
    if not candidates:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _ROWS.format(seen=scope.in_sql("application")),
            {"live": list(LIVE_STATES), "candidates": list(candidates), "jobs": list(scope.jobs)},
        )
        found: dict[int, Row] = {}
        for values in cursor.fetchall():
            row = found.get(values[0]) or found.setdefault(values[0], Row(*values[:5]))
            if values[5] is not None:
                row.tries.append(Try(*values[5:9], step=_step(values[9:])))
    return [found[pk] for pk in candidates if pk in found]


def _step(values: Sequence[Any]) -> Step | None:
    return Step(*values) if values[0] is not None else None
