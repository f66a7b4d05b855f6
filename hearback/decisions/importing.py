"""Candidates from a file, each put into a job: with the same promise of an answer as anybody who applies."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from hearback.candidates.importing import Accepted, ImportReport, Rejection, Row, read_rows, rejection, take_in
from hearback.decisions.arrivals import apply
from hearback.jobs.models import Job
from hearback.people.models import Person
from hearback.refusals import Refused


def import_applications(
    path: Path | str, *, job: Job, by: Person | None, now: datetime, source: str = "", owner: Person | None = None
) -> ImportReport:
    """Take in a file's candidates and let each apply for the job. Whoever has applied for it before is left as they
    are, so that the same file twice adds nothing twice."""
    report = ImportReport()
    for row in read_rows(path):
        if isinstance(row, Rejection):
            report.rejected.append(row)
            continue
        try:
            report.accepted.append(_take_in(row, job, source, owner, by, now))
        except Refused as refused:
            report.rejected.append(rejection(row, refused))
    return report


@transaction.atomic
def _take_in(row: Row, job: Job, source: str, owner: Person | None, by: Person | None, now: datetime) -> Accepted:
    accepted = take_in(row, by=by, now=now)
    if not accepted.candidate.applications.filter(job=job).exists():
        apply(
            candidate=accepted.candidate,
            job=job,
            by=by,
            now=now,
            owner=owner,
            source=source or accepted.candidate.source,
        )
    return accepted
