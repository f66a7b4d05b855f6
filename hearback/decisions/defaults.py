"""The rejection reasons a new installation starts with. Each can be changed or taken out of use under Settings."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.decisions.models import RejectionReason
from hearback.people.models import Person
from hearback.record.actions import record

# What colleagues read, and which wording the candidate is offered.
DEFAULT_REASONS = (
    ("Does not meet a must", "reject"),
    ("Others match the job more closely", "reject"),
    ("Not convincing in the interview", "reject_interviewed"),
    ("Pay or conditions do not fit", "reject_interviewed"),
    ("Somebody else was stronger in the end", "reject_final"),
    ("Position filled or gone", "reject_position"),
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
