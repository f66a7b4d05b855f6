"""What the list of jobs shows about each: how many are in it, what is late, whose answer comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from hearback.applications.models import Application
from hearback.jobs.models import Job
from hearback.promises.models import Promise


@dataclass
class JobRow:
    job: Job
    has_board: bool
    live: int = 0
    hired: int = 0
    late: int = 0
    next: Promise | None = None


def rows_of(jobs: Iterable[Job], boards: set[int], *, now: datetime) -> list[JobRow]:
    """Three queries for however many jobs. Figures are for those who may open the board."""
    rows = {job.pk: JobRow(job, job.pk in boards) for job in jobs}
    shown = [pk for pk in rows if pk in boards]
    counted = (
        Application.objects.filter(job__in=shown)
        .values("job")
        .annotate(live=Count("pk", filter=Q(ended_at=None)), hired=Count("pk", filter=Q(state="hired")))
    )
    for count in counted:
        rows[count["job"]].live, rows[count["job"]].hired = count["live"], count["hired"]
    owed = Promise.objects.filter(ended_at=None, by_candidate=False, application__job__in=shown)
    # Applications, as the board counts its cards; also one that has ended here, while the candidate waits to be told.
    late = owed.filter(due_at__lte=now).values("application__job").annotate(late=Count("application", distinct=True))
    for count in late:
        rows[count["application__job"]].late = count["late"]
    first = owed.order_by("application__job_id", "due_at", "pk").distinct("application__job_id")
    for promise in first.select_related("application"):
        rows[promise.application.job_id].next = promise
    return list(rows.values())
