from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import seen_by, slim
from hearback.applications.rules import LIVE_STATES
from hearback.messages.models import Message
from hearback.messages.queries import draft, zone_of
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.promises.models import CallAttempt, HandOver, Nudge, Promise
from hearback.promises.rules import due_at
from hearback.words import moment, zone_name


def open_promises(application: Application) -> QuerySet[Promise]:
    return application.promises.filter(ended_at=None).select_related("owner", "made_by", "answered_by", "told_by")


def promises_visible_to(person: Person) -> QuerySet[Promise]:
    """What a person owes, what they were nudged about, and everything of the applications they may open."""
    nudged = Nudge.objects.filter(person=person).values("promise")
    return Promise.objects.filter(Q(owner=person) | Q(pk__in=nudged) | seen_by(person, "application__")).select_related(
        "application__candidate",
        "application__job__office",
        "application__stage",
        "candidate",
        "owner",
        "made_by",
        "answered_by",
    )


def standing_next_steps(application: Application) -> QuerySet[Promise]:
    """What still carries the application on: open, with no answer on its way, and more than a reply to a question."""
    return open_promises(application).filter(answered_by=None).exclude(kind=Promise.Kind.REPLY)


def owed_by(person: Person) -> QuerySet[Promise]:
    """What a person owes, the most urgent first; what waits for the candidate is not theirs to keep."""
    return owed().filter(owner=person)


def owed() -> QuerySet[Promise]:
    """Everything the company owes, the most urgent first, with what a list of it shows."""
    every = Promise.objects.filter(ended_at=None, by_candidate=False).select_related(
        "application__candidate",
        "application__job",
        "application__stage",
        "candidate",
        "owner",
        "made_by",
        "answered_by",
    )
    return slim(every, "application__").defer("candidate__resume", "candidate__links").order_by("due_at", "id")


def with_handovers(promises: QuerySet[Promise]) -> QuerySet[Promise]:
    """Each promise with its hand-overs, the latest last: one more query, however many rows."""
    return promises.prefetch_related(
        Prefetch("handovers", queryset=HandOver.objects.select_related("giver", "taker", "by"))
    )


# The steps of the ladder after which somebody beyond the owner and their backup has heard of it.
ESCALATED = 3


def late_elsewhere(person: Person, *, jobs: Iterable[int], now: datetime) -> QuerySet[Promise]:
    """What others owe and have let pass, as far as it has reached this person: by a nudge, or on their own jobs."""
    nudged = Nudge.objects.filter(person=person).values("promise")
    late = Promise.objects.filter(ended_at=None, due_at__lte=now)
    ours = late.filter(application__job__in=jobs, nudge_step__gte=ESCALATED)
    # Each half goes by an index of its own; joined by OR, neither could.
    reached = {*late.filter(pk__in=nudged).values_list("pk", flat=True), *ours.values_list("pk", flat=True)}
    return owed().filter(pk__in=reached).exclude(owner=person)


def calls_waiting(*, now: datetime) -> QuerySet[Message]:
    """Calls whose time has come and that nobody has made yet. One that nobody answered waits for the next try."""
    later = CallAttempt.objects.filter(message=OuterRef("pk"), again_at__gt=now)
    every = Message.objects.filter(
        ~Exists(later),
        channel=Message.Channel.CALL,
        inbound=False,
        sent_at=None,
        cancelled_at=None,
        send_at__lte=now,
        candidate__isnull=False,
    ).select_related("candidate", "written_by", "application__job", "application__stage")
    return every.defer("candidate__resume", "candidate__links", "application__job__description").order_by(
        "send_at", "id"
    )


def calls_of(person: Person, *, now: datetime) -> QuerySet[Message]:
    """The calls that are this person's to make: their own words, what answers their promise, and those that nobody
    wrote while they owe the next step."""
    open_ones = Promise.objects.filter(owner=person, ended_at=None)
    nobodys = Q(written_by=None) | Q(written_by__is_active=False)
    return calls_waiting(now=now).filter(
        Q(written_by=person)
        | Q(pk__in=open_ones.exclude(answered_by=None).values("answered_by"))
        | (nobodys & Q(application__in=open_ones.values("application")))
    )


def questions_of(promises: Iterable[Promise]) -> dict[int, Message]:
    """What was asked, by the promise to reply; one query. A renewed promise goes by its application's last question."""
    replies = [one for one in promises if one.kind == Promise.Kind.REPLY]
    asked: dict[int, list[Message]] = {}
    for message in Message.objects.filter(
        application__in={one.application_id for one in replies}, inbound=True, purpose=Message.Purpose.QUESTION
    ).order_by("written_at"):
        asked.setdefault(message.application_id, []).append(message)
    found = {}
    for one in replies:
        before = [message for message in asked.get(one.application_id, []) if message.written_at <= one.made_at]
        if before:
            found[one.pk] = before[-1]
    return found


def as_told(words: str, due: datetime, owner: Person, channel: str, application: Application) -> dict[str, str]:
    """The places a message fills in about a next step, with the date in the candidate's own zone."""
    zone = zone_of(application)
    return {
        "next_step": words,
        "date": f"{moment(due, zone)} ({zone_name(zone)})",
        "who": owner.name,
        "how": Promise.Channel(channel).label,
    }


def telling_draft(
    application: Application,
    *,
    saying: str,
    keeps: Promise | None,
    words: str,
    due_at: datetime | None,
    owner: Person,
) -> tuple[str, str]:
    """A message in somebody's own words, followed by the next step: the new one, or the one that stands already."""
    facts: dict[str, str] = {}
    if words.strip() and due_at:
        facts = as_told(words.strip(), due_at, owner, Promise.Channel.EMAIL, application)
    else:
        others = standing_next_steps(application).exclude(pk=keeps.pk if keeps else None)
        if standing := others.first():
            facts = as_told(standing.words, standing.due_at, standing.owner, standing.channel, application)
    return draft("update", application, words=saying.strip(), **facts)


def usual_due_at(application: Application, *, now: datetime, days: int | None = None) -> datetime:
    """The date the application's stage promises by itself, counted in its office's working days."""
    count = application.stage.answer_days if days is None else days
    return due_at(calendar_for(application.job.office, now=now), now, count)


def still_waiting(applications: QuerySet[Application]) -> QuerySet[Application]:
    """The live ones, and those that have ended for us while a word is still owed: a no unsaid, a reply unwritten."""
    owed = Promise.objects.filter(application=OuterRef("pk"), ended_at=None, by_candidate=False)
    return applications.filter(Q(state__in=LIVE_STATES) | Exists(owed))


def with_next_steps(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Each application with `next_steps`, its open promises, the earliest first: one more query, however many rows."""
    steps = Promise.objects.filter(ended_at=None).select_related("owner", "made_by", "answered_by").order_by("due_at")
    return applications.prefetch_related(Prefetch("promises", queryset=steps, to_attr="next_steps"))
