"""Where people come from, and how far they got."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower

from hearback.applications.models import Application
from hearback.applications.rules import LIVE_STATES
from hearback.candidates.models import Candidate, Source
from hearback.decisions.models import Offer
from hearback.interviews.models import Interview

_COUNTS = ("applications", "live", "interviewed", "offered", "hired")


@dataclass
class SourceCount:
    """One source with all its wordings added up; `source` is None for a wording that is on no list."""

    name: str
    source: Source | None
    wordings: list[str] = field(default_factory=list)
    candidates: int = 0
    applications: int = 0
    live: int = 0
    interviewed: int = 0
    offered: int = 0
    hired: int = 0


def sources_counted() -> list[SourceCount]:
    """Every source and every wording there is, those with most applications first. Three questions."""
    known = list(Source.objects.all())
    counts = {source.pk: SourceCount(source.name, source) for source in known}
    meant = {wording: counts[source.pk] for source in known for wording in (source.name.lower(), *source.also)}
    loose: dict[str, SourceCount] = {}

    def place(wording: str, folded: str) -> SourceCount:
        one = meant.get(folded) or loose.setdefault(folded, SourceCount(wording, None))
        if wording not in one.wordings:
            one.wordings.append(wording)
        return one

    people = Candidate.objects.exclude(source="").values("source").annotate(folded=Lower("source"), many=Count("pk"))
    for row in people.order_by("-many"):
        place(row["source"], row["folded"]).candidates += row["many"]
    for row in _applications():
        one = place(row["source"], row["folded"])
        for name in _COUNTS:
            setattr(one, name, getattr(one, name) + row[name])
    return sorted([*counts.values(), *loose.values()], key=lambda one: (-one.applications, -one.candidates, one.name))


def _applications():
    met = Exists(Interview.objects.filter(application=OuterRef("pk"), cancelled_at=None))
    offered = Exists(Offer.objects.filter(application=OuterRef("pk")))
    return (
        Application.objects.exclude(source="")
        .annotate(met=met, has_offer=offered)
        .values("source")
        .annotate(
            folded=Lower("source"),
            applications=Count("pk"),
            live=Count("pk", filter=Q(state__in=LIVE_STATES)),
            interviewed=Count("pk", filter=Q(met=True)),
            offered=Count("pk", filter=Q(has_offer=True)),
            hired=Count("pk", filter=Q(state=Application.State.HIRED)),
        )
        .order_by("-applications")
    )
