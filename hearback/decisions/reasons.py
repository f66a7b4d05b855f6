from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.decisions.models import RejectionReason
from hearback.people.models import Person
from hearback.record.actions import record


@transaction.atomic
def save_reason(reason: RejectionReason, *, in_use: bool, by: Person, now: datetime) -> RejectionReason:
    """Add or change a reason. One out of use stays with the decisions that gave it."""
    reason.retired_at = None if in_use else reason.retired_at or now
    reason.save()
    record("changed", reason, by=by, now=now)
    return reason
