from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import visible_to
from hearback.candidates.models import Candidate
from hearback.decisions.drafts import whole_day
from hearback.finding.pools.models import Pool, PoolMembership
from hearback.finding.pools.rules import KEEPERS
from hearback.messages.queries import wording
from hearback.messages.rules import fill
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.promises.models import Promise

PAGE = 50


def current_memberships() -> QuerySet[PoolMembership]:
    return PoolMembership.objects.filter(left_at=None)


def may_keep(person: Person) -> bool:
    return person.is_active and person.role in KEEPERS


def memberships_visible_to(person: Person) -> QuerySet[PoolMembership]:
    """Those whose promise a person owns; for keepers of pools also those of the candidates they may see."""
    mine = Q(promise__owner=person)
    if may_keep(person):
        applied = Application.objects.values("candidate")
        mine |= Q(candidate__in=visible_to(person).values("candidate")) | ~Q(candidate__in=applied)
    return PoolMembership.objects.filter(mine, candidate__merged_into=None).select_related(
        "pool", "candidate", "promise__owner__office", "promise__made_by", "promise__answered_by", "added_by"
    )


def open_pools() -> QuerySet[Pool]:
    return Pool.objects.filter(retired_at=None)


def pools_with_counts(person: Person, *, now: datetime) -> list[Pool]:
    """Every pool with its members as this person may see them: how many, how many late, and the next date."""
    members = memberships_visible_to(person).filter(left_at=None)
    counts = {
        row["pool"]: row
        for row in members.order_by()
        .values("pool")
        .annotate(
            members=Count("pk"), late=Count("pk", filter=Q(promise__due_at__lte=now)), next=Min("promise__due_at")
        )
    }
    pools = list(Pool.objects.all())
    for pool in pools:
        row = counts.get(pool.pk, {})
        pool.members, pool.late, pool.next = row.get("members", 0), row.get("late", 0), row.get("next")
    return sorted(pools, key=lambda pool: pool.retired_at is not None)


@dataclass(frozen=True)
class MemberPage:
    rows: list[PoolMembership]
    after: str = ""


def members_page(pool: Pool, person: Person, *, after: str = "", size: int = PAGE) -> MemberPage:
    """Who is in it, the most urgent first, by key and not by number."""
    members = memberships_visible_to(person).filter(pool=pool, left_at=None).order_by("promise__due_at", "pk")
    moment, _, pk = after.rpartition("~")
    try:
        due = datetime.fromisoformat(moment) if moment else None
    except ValueError:
        due = None
    if due and due.tzinfo and pk.isdecimal() and len(pk) < 19:
        members = members.filter(Q(promise__due_at__gt=due) | Q(promise__due_at=due, pk__gt=int(pk)))
    rows = list(members[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return MemberPage(rows[:size], f"{last.promise.due_at.isoformat()}~{last.pk}" if last else "")


def memberships_of(candidate: Candidate, person: Person) -> list[PoolMembership]:
    return list(memberships_visible_to(person).filter(candidate=candidate, left_at=None).order_by("promise__due_at"))


def memberships_by_promise(promises: Iterable[int]) -> dict[int, PoolMembership]:
    members = PoolMembership.objects.filter(promise__in=list(promises)).select_related("pool")
    return {one.promise_id: one for one in members}


def told_of_keeping_warm(candidate: Candidate) -> list[Promise]:
    """What a candidate was told of being kept warm: shown to them, and the message has gone."""
    owed = Promise.objects.filter(candidate=candidate, ended_at=None, shown_to_candidate=True)
    told = owed.filter(Q(told_by=None) | Q(told_by__sent_at__isnull=False))
    return list(told.select_related("owner__office", "made_by").order_by("due_at"))


def usual_date(pool: Pool, person: Person, *, now: datetime) -> datetime:
    """The end of the working day on which one is usually in touch again, by this person's office."""
    calendar = calendar_for(person.office, now=now)
    return calendar.end_of(calendar.first_working_day(calendar.day_of(now) + timedelta(days=pool.days)))


def draft_about(
    key: str, candidate: Candidate, *, next_words: str, due_at: datetime | None, owner: Person, **facts: str
) -> tuple[str, str]:
    """A message to somebody who applies for nothing at the moment. A day is enough here: Tuesday 2 March 2027."""
    text = wording(key)
    zone = candidate.time_zone or owner.office.time_zone
    known = {
        "first_name": candidate.first_name,
        "name": candidate.name,
        "employer": settings.EMPLOYER,
        "next_step": next_words,
        "date": whole_day(due_at.astimezone(ZoneInfo(zone)).date()) if due_at else "",
        "who": owner.name,
        "how": "by e-mail",
        **facts,
    }
    if not due_at:
        known |= {"next_step": "", "who": "", "how": ""}
    return fill(text.subject, known)[:300], fill(text.body, known)
