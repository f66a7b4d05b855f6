from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import visible_to
from hearback.bulk.models import BulkItem, BulkJob
from hearback.jobs.models import Job
from hearback.people.models import Person

PAGE = 20
State, Item = BulkJob.State, BulkItem.State


def bulk_jobs_of(person: Person) -> QuerySet[BulkJob]:
    """One's own, the newest first: what they hold was chosen by what one may see."""
    return BulkJob.objects.filter(by=person if person.is_active else None).select_related("by__office", "job")


@dataclass(frozen=True)
class Counts:
    """How many of the people are where."""

    new: int = 0
    ready: int = 0
    excluded: int = 0
    done: int = 0
    refused: int = 0
    off: int = 0
    to_undo: int = 0
    undone: int = 0

    @property
    def all(self) -> int:
        return sum(vars(self).values())

    @property
    def written(self) -> int:
        return self.all - self.new

    @property
    def concerned(self) -> int:
        """All for whom it was to be done once it had begun."""
        return self.all - self.excluded

    @property
    def settled(self) -> int:
        return self.concerned - self.ready - self.new


def counts(bulk: BulkJob) -> Counts:
    return counts_of([bulk])[bulk.pk]


def counts_of(bulks: list[BulkJob]) -> dict[int, Counts]:
    """One query for all of them."""
    by_state: dict[int, dict[str, int]] = {bulk.pk: {} for bulk in bulks}
    rows = BulkItem.objects.filter(bulk__in=list(by_state)).order_by().values("bulk", "state").annotate(n=Count("pk"))
    for row in rows:
        by_state[row["bulk"]][row["state"]] = row["n"]
    return {pk: Counts(**found) for pk, found in by_state.items()}


@dataclass(frozen=True)
class ItemPage:
    rows: list[BulkItem]
    after: int = 0  # where the next page begins; 0 on the last


def items_page(bulk: BulkJob, *, after: int = 0, only: str = "", size: int = PAGE) -> ItemPage:
    items = bulk.items.filter(pk__gt=after).select_related(
        "candidate", "application__stage", "application__job", "decision__message"
    )
    if only:
        items = items.filter(state__in=only.split())
    rows = list(items.order_by("pk")[: size + 1])
    return ItemPage(rows[:size], rows[size - 1].pk if len(rows) > size else 0)


def jobs_in(bulk: BulkJob, person: Person) -> list[Job]:
    """The jobs for which those chosen are applying, as far as one may see, each with `people`."""
    if bulk.job_id:
        return [bulk.job]
    live = visible_to(person).filter(ended_at=None, candidate__in=bulk.items.values("candidate"))
    applying = Count("applications", filter=Q(applications__in=Application.objects.filter(pk__in=live.values("pk"))))
    jobs = Job.objects.filter(pk__in=live.values("job")).annotate(people=applying)
    return list(jobs.order_by("-people", "title")[:50])
