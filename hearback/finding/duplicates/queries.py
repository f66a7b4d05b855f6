from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from hearback.candidates.models import Candidate
from hearback.finding.duplicates.models import DuplicateKey, Merge, Suspicion
from hearback.finding.duplicates.rules import MERGERS, TOO_COMMON, employers_in, keys_of
from hearback.finding.scope import EVERYWHERE, scope_of
from hearback.people.models import Person

PAGE = 25
WINDOW = 100
RECRUITING = EVERYWHERE


def seen_among(person: Person, ids: Collection[int]) -> set[int]:
    """Those of these candidates whom this person may see. By their numbers: it costs the same with a million."""
    return scope_of(person).visible(list(ids))


def may_merge(person: Person) -> bool:
    return person.is_active and person.role in MERGERS


def open_suspicions() -> QuerySet[Suspicion]:
    """Not dismissed, and of two who still stand apart."""
    apart = Q(first__merged_into=None, second__merged_into=None)
    return Suspicion.objects.filter(apart, dismissed_at=None).select_related("first", "second")


@dataclass(frozen=True)
class Doubt:
    """Somebody who may be the candidate one is looking at, and why."""

    suspicion: Suspicion
    other: Candidate

    @property
    def reasons(self) -> list[str]:
        return list(self.suspicion.reasons)


def doubts_about(candidate: Candidate, person: Person) -> list[Doubt]:
    """Who may be this candidate, as far as this person may see them; the strongest likeness first."""
    pairs = list(open_suspicions().filter(Q(first=candidate) | Q(second=candidate))[:WINDOW])
    others = [Doubt(pair, pair.second if pair.first_id == candidate.pk else pair.first) for pair in pairs]
    seen = seen_among(person, [doubt.other.pk for doubt in others]) if others else set()
    return sorted((one for one in others if one.other.pk in seen), key=lambda one: (-len(one.reasons), one.other.pk))


@dataclass(frozen=True)
class SuspicionPage:
    rows: list[Suspicion]
    after: str = ""  # the key of the next page, empty on the last


def suspicions_page(person: Person, *, after: str = "", size: int = PAGE) -> SuspicionPage:
    """The pairs of which this person may see both, the newest first, by key and not by number."""
    rows: list[Suspicion] = []
    window, key = _window(after), after
    while window:
        ids = {pk for pair in window for pk in (pair.first_id, pair.second_id)}
        seen = seen_among(person, ids)
        for pair in window:
            if len(rows) == size:
                return SuspicionPage(rows, key)
            if pair.first_id in seen and pair.second_id in seen:
                rows.append(pair)
            key = f"{pair.found_at.isoformat()}~{pair.pk}"
        window = _window(key)
    return SuspicionPage(rows)


def _window(after: str) -> list[Suspicion]:
    ordered = open_suspicions().order_by("-found_at", "-pk")
    moment, _, pk = after.rpartition("~")
    try:
        found_at = datetime.fromisoformat(moment) if moment else None
    except ValueError:
        found_at = None
    if found_at and found_at.tzinfo and pk.isdecimal() and len(pk) < 19:
        ordered = ordered.filter(Q(found_at__lt=found_at) | Q(found_at=found_at, pk__lt=int(pk)))
    return list(ordered[:WINDOW])


def suspicions_visible_to(person: Person, pk: int) -> QuerySet[Suspicion]:
    """That one suspicion, if this person may see both."""
    pair = Suspicion.objects.filter(pk=pk)
    ids = [one for row in pair.values_list("first", "second") for one in row]
    return pair if ids and seen_among(person, ids) >= set(ids) else pair.none()


def who_it_may_be(facts: Mapping[str, Any], person: Person) -> list[tuple[Candidate, list[str]]]:
    """Whom somebody with these facts, not here yet, may be already: each with the reasons."""
    keys = keys_of(
        name=str(facts.get("name", "")),
        email=str(facts.get("email", "")),
        phone=str(facts.get("phone", "")),
        links=facts.get("links") or [],
        employers=employers_in(facts.get("resume") or {}),
    )
    reasons: dict[int, set[str]] = {}
    for kind, key in sorted(keys):
        alike = DuplicateKey.objects.filter(kind=kind, key=key).values_list("candidate", "candidate__merged_into")
        found = {merged_into or candidate for candidate, merged_into in alike[: TOO_COMMON + 1]}
        for pk in found if len(found) <= TOO_COMMON else ():
            reasons.setdefault(pk, set()).add(kind)
    seen = seen_among(person, list(reasons)) if reasons else set()
    people = Candidate.objects.filter(pk__in=seen)
    return sorted(((one, sorted(reasons[one.pk])) for one in people), key=lambda one: (-len(one[1]), one[0].pk))


def merges_of(candidate: Candidate) -> QuerySet[Merge]:
    """What has been merged into this candidate and stands, the newest first."""
    return Merge.objects.filter(kept=candidate, undone_at=None).select_related("merged", "by")


def merges_visible_to(person: Person, pk: int) -> QuerySet[Merge]:
    """That one merge, for those who merge and may see whom it concerns."""
    one = Merge.objects.filter(pk=pk).select_related("kept", "merged", "by", "undone_by")
    ids = [pk for row in one.values_list("kept", "merged") for pk in row]
    # The merged row has nothing of its own while it is merged: seeing the kept one is what counts.
    needed = set(one.filter(undone_at=None).values_list("kept", flat=True)) or set(ids)
    return one if may_merge(person) and ids and seen_among(person, list(needed)) >= needed else one.none()
