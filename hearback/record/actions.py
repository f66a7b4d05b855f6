from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from hearback.record.models import Entry
from hearback.record.rules import VERBS, check_details


def record(
    verb: str,
    subject: models.Model,
    *,
    by: models.Model | None,
    now: datetime,
    application_id: int | None = None,
    **details: Any,
) -> Entry:
    """Append what happened. `by` is a Person, a Candidate, or None when Hearback acted by itself."""
    if verb not in VERBS:
        raise ValueError(f"{verb!r} is not one of the record's words")
    return Entry.objects.create(
        at=now,
        actor_kind=by._meta.model_name if by is not None else "system",
        actor_id=by.pk if by is not None else None,
        verb=verb,
        subject=subject._meta.model_name,
        subject_id=subject.pk,
        application_id=application_id,
        details=check_details(details),
    )
