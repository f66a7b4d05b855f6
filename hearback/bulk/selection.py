"""Whom it is for: those ticked, or all that a search finds, as far as the person may see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from hearback.applications.queries import visible_to
from hearback.applications.rules import LIVE_STATES
from hearback.bulk.models import BulkItem, BulkJob
from hearback.bulk.rules import MOST, check_selection
from hearback.candidates.models import Candidate
from hearback.finding.queries import candidates_found
from hearback.finding.rules import read_filters
from hearback.finding.scope import scope_of
from hearback.people.models import Person


@transaction.atomic
def select_candidates(candidates: Iterable[int], *, by: Person, now: datetime) -> BulkJob:
    """Those of these candidates whom this person may see; the others are not in it."""
    wanted = set(list(candidates)[: MOST + 1])
    check_selection(len(wanted))
    seen = scope_of(by).visible(list(wanted))
    living = Candidate.objects.filter(pk__in=seen).order_by("name", "pk").values_list("pk", flat=True)
    return _make([(pk, None) for pk in living], by=by, now=now)


@transaction.atomic
def select_applications(applications: Iterable[int], *, by: Person, now: datetime) -> BulkJob:
    """Those of these live applications that this person may open."""
    wanted = set(list(applications)[: MOST + 1])
    check_selection(len(wanted))
    live = visible_to(by).filter(pk__in=wanted, state__in=LIVE_STATES).order_by("candidate__name", "pk")
    rows = list(live.values_list("candidate", "pk", "job"))
    jobs = {job for _, _, job in rows}
    return _make([row[:2] for row in rows], job_id=jobs.pop() if len(jobs) == 1 else None, by=by, now=now)


def _make(people: Sequence[tuple[int, int | None]], *, by: Person, now: datetime, job_id: int | None = None) -> BulkJob:
    check_selection(len(people))
    bulk = BulkJob.objects.create(by=by, made_at=now, job_id=job_id)
    BulkItem.objects.bulk_create(
        BulkItem(bulk=bulk, candidate_id=candidate, application_id=application) for candidate, application in people
    )
    return bulk


def everybody_found(person: Person, search: str, *, now: datetime) -> QuerySet[Candidate]:
    """All that a list's search finds, as the list itself asks."""
    return candidates_found(person, read_filters(search), now=now)
