from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import visible_to
from hearback.messages.queries import zone_of
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.promises.models import Nudge, Promise
from hearback.promises.rules import due_at
from hearback.words import moment, zone_name


def open_promises(application: Application) -> QuerySet[Promise]:
    return application.promises.filter(ended_at=None).select_related("owner", "made_by", "answered_by", "told_by")


def promises_visible_to(person: Person) -> QuerySet[Promise]:
    """What a person owes, what they were nudged about, and everything of the applications they may open."""
    nudged = Nudge.objects.filter(person=person).values("promise")
    return Promise.objects.filter(
        Q(owner=person) | Q(pk__in=nudged) | Q(application__in=visible_to(person))
    ).select_related(
        "application__candidate", "application__job__office", "application__stage", "owner", "made_by", "answered_by"
    )


def owed_by(person: Person) -> QuerySet[Promise]:
    """What a person owes, the most urgent first; what waits for the candidate is not theirs to keep."""
    return (
        Promise.objects.filter(owner=person, ended_at=None, by_candidate=False)
        .select_related(
            "application__candidate",
            "application__job",
            "application__stage",
            "owner",
            "made_by",
        )
        .order_by("due_at", "id")
    )


def as_told(words: str, due: datetime, owner: Person, channel: str, application: Application) -> dict[str, str]:
    """The places a message fills in about a next step, with the date in the candidate's own zone."""
    zone = zone_of(application)
    return {
        "next_step": words,
        "date": f"{moment(due, zone)} ({zone_name(zone)})",
        "who": owner.name,
        "how": Promise.Channel(channel).label,
    }


def usual_due_at(application: Application, *, now: datetime, days: int | None = None) -> datetime:
    """The date the application's stage promises by itself, counted in its office's working days."""
    count = application.stage.answer_days if days is None else days
    return due_at(calendar_for(application.job.office, now=now), now, count)


def with_next_steps(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Each application with `next_steps`, its open promises, the earliest first: one more query, however many rows."""
    steps = Promise.objects.filter(ended_at=None).select_related("owner", "made_by", "answered_by").order_by("due_at")
    return applications.prefetch_related(Prefetch("promises", queryset=steps, to_attr="next_steps"))
