"""A candidate whom a colleague puts in by hand, with their file and the job they are for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hearback.candidates.actions import Upload, add_candidate, attach_file
from hearback.candidates.models import Attachment, Candidate
from hearback.decisions.arrivals import apply
from hearback.jobs.models import Job
from hearback.people.models import Person


@transaction.atomic
def add_by_hand(
    *, facts: Mapping[str, Any], resume: Upload | None, job: Job | None, by: Person, now: datetime
) -> Candidate:
    """All of it or nothing: a file that is refused leaves no half candidate behind."""
    candidate = add_candidate(**facts, by=by, now=now)
    if job:
        apply(candidate=candidate, job=job, source=candidate.source, by=by, now=now)
    if resume:
        attach_file(candidate, upload=resume, kind=Attachment.Kind.RESUME, by=by, now=now)
    return candidate
