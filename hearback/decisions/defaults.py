"""The rejection reasons a new installation starts with. Each can be changed or taken out of use under Settings."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.decisions.models import RejectionReason
from hearback.people.models import Person
from hearback.record.actions import record

# What colleagues read, and which wording the candidate is offered.
DEFAULT_REASONS = (
    ("A must-have requirement is missing", "reject"),
    ("Others fit the requirements better", "reject"),
    ("Experience does not match the level", "reject"),
    ("Interview: requirements not shown", "reject_interviewed"),
    ("Interview: others were stronger", "reject_interviewed"),
    ("Final round: somebody else was chosen", "reject_final"),
    ("Pay or conditions do not fit", "reject_interviewed"),
    ("Position filled", "reject_position"),
    ("Position withdrawn or paused", "reject_position"),
)


@transaction.atomic
def add_default_reasons(*, now: datetime, by: Person | None = None) -> list[RejectionReason]:
    """Write the usual reasons where there are none yet. An employer who has reasons of their own keeps those."""
    if RejectionReason.objects.exists():
        return []
    made = [
        RejectionReason.objects.create(name=name, template_key=key, position=position)
        for position, (name, key) in enumerate(DEFAULT_REASONS)
    ]
    for reason in made:
        record("created", reason, by=by, now=now)
    return made
