"""What is measured: one line a page or verb. To measure another, add a function that gives its visits, and a
line below.

A read gives the visits that are gone round. A verb gives the pages whose forms are filled in and sent, each once, and
says afterwards how many of its deeds are not there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench._pages.visits import Visit
from hearback.applications.models import Application
from hearback.applications.rules import LIVE_STATES
from hearback.interviews.models import Interview
from hearback.jobs.models import Job

ADMIN, RECRUITER = ("person", 1), ("person", 1001)
MOST_SENT = 3000


@dataclass(frozen=True)
class Read:
    name: str
    visits: Callable[[], list[Visit]]
    aim: int = 0  # requests a second with 8 clients at 100,000 applications
    yardstick: bool = False


@dataclass(frozen=True)
class Verb:
    name: str
    pages: Callable[[], list[Visit]]
    choices: dict[str, str]  # what is chosen on the page before its letter is read; without any, it stands as it is
    lost: Callable[[Sequence[int]], int]  # of these applications, how many are not as they were told to be
    aim: int = 0


def today() -> list[Visit]:
    """Eight recruiters' own day; each owes what a recruiter of eight jobs owes."""
    return [Visit(reverse("desk:today"), ("person", pk), expect="Good ") for pk in _recruiters(8)]


def _recruiters(count: int) -> list[int]:
    from hearback.people.models import Person

    return list(Person.objects.filter(role="recruiter").order_by("pk").values_list("pk", flat=True)[:count])


def board() -> list[Visit]:
    job = Job.objects.order_by("-pk").first()
    return [Visit(reverse("desk:board", args=[job.pk]), _lead(job), expect=job.title)]


def _lead(job: Job) -> tuple[str, int]:
    return ("person", job.members.get(lead=True).person_id)


def application() -> list[Visit]:
    """Live ones of all stages, whose pages are the ones that are opened."""
    some = Application.objects.filter(state__in=LIVE_STATES).select_related("candidate").order_by("?")[:200]
    return [
        Visit(reverse("desk:application", args=[one.pk]), RECRUITER, expect=f"applications/{one.pk}/notes")
        for one in some
    ]


def candidate() -> list[Visit]:
    some = Application.objects.filter(state__in=LIVE_STATES).order_by("?")[:200]
    return [Visit(reverse("desk:candidate", args=[one.candidate_id]), RECRUITER, expect="University") for one in some]


def candidates() -> list[Visit]:
    return [Visit(reverse("desk:candidates"), RECRUITER, expect="/desk/candidates/1")]


def search() -> list[Visit]:
    """By part of a name, as typed: a surname, a first name with a letter of the second, something nobody is called."""
    words = ["linden", "rosen", "lena h", "émile berg", "priya sand", "oksana", "taka moto", "kaufski", "zzyzx"]
    return [
        Visit(f"{reverse('desk:candidates')}?q={word}".replace(" ", "+").replace("é", "%C3%A9"), RECRUITER)
        for word in words
    ]


def kit() -> list[Visit]:
    """For whoever hosts the interview."""
    some = Interview.objects.filter(closing=None).order_by("?")[:8].prefetch_related("seats")
    return [
        Visit(reverse("desk:interview", args=[one.pk]), ("person", one.seats.all()[0].person_id), expect=one.name)
        for one in some
    ]


def portal() -> list[Visit]:
    some = Application.objects.filter(state__in=LIVE_STATES).order_by("?")[:24]
    return [
        Visit(reverse("portal:application", args=[one.pk]), ("candidate", one.candidate_id), expect="is-now")
        for one in some
    ]


def deciding(page: str) -> Callable[[], list[Visit]]:
    def pages() -> list[Visit]:
        few = Application.objects.filter(state="active", stage__position__lte=3).exclude(job=Job.objects.latest("pk"))
        few = few.exclude(interviews__ends_at__gt=timezone.now())  # one must be called off before a rejection
        chosen = few.order_by("-pk").values_list("pk", flat=True)[:MOST_SENT]
        who = _recruiters(8)
        return [Visit(reverse(f"desk:{page}", args=[pk]), ("person", who[pk % len(who)])) for pk in chosen]

    return pages


# A deed is whole when its decision, letter and promise stand, and the application is where the decision says.
WHOLE = """SELECT count(*) FROM hearback_decision d JOIN hearback_application a ON a.id = d.application_id
    JOIN hearback_message m ON m.id = d.message_id WHERE a.id = ANY(%s) AND d.outcome = %s
    AND d.id > (SELECT highest FROM bench.mark WHERE name = 'hearback_decision') AND EXISTS (SELECT 1
    FROM hearback_promise p WHERE p.application_id = a.id AND (p.id = d.promise_id OR p.answered_by_id = m.id))"""


def missing(outcome: str, holds: str) -> Callable[[Sequence[int]], int]:
    """How many of these have no decision of this kind, or an application that does not stand where it says."""

    def lost(sent: Sequence[int]) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"{WHOLE} AND {holds}", [list(sent), outcome])
            found: int = cursor.fetchone()[0]
        return len(sent) - found

    return lost


EMPTY = Read("an empty page", lambda: [Visit("/healthy", expect="Hearback is here.")], yardstick=True)
ALL: list[Read | Verb] = [
    Read("today", today),
    Read("board", board, aim=200),
    Read("application", application, aim=350),
    Read("candidate", candidate),
    Read("candidates", candidates, aim=300),
    Read("search", search, aim=300),
    Read("kit", kit),
    Read("portal", portal),
    Verb("move", deciding("advance"), {}, missing("advance", "a.stage_id = to_stage_id"), aim=400),
    Verb("decide", deciding("reject"), {"reason": "1"}, missing("reject", "a.state = 'rejected'")),
]
