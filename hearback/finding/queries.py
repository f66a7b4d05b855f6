"""The candidates that are asked for, among those a person may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower

from hearback.applications.models import Application, Note
from hearback.candidates.models import Candidate, Document, Tagging
from hearback.candidates.sources import wordings_of
from hearback.finding.matching import Among, Holds
from hearback.finding.models import SavedSearch
from hearback.finding.rules import STATES, Filters, Term, any_of, in_names, in_words, read_terms
from hearback.finding.scope import Scope, scope_of
from hearback.people.models import Person
from hearback.promises.models import Promise

LAST_LETTER = "\U0010ffff"
FEW = 4_000  # up to here it is quicker to name them all than to look at everybody in turn


def candidates_found(person: Person, filters: Filters, *, now: datetime) -> QuerySet[Candidate]:
    """Everybody whom this search finds, in no order: what "all that match" means. Names that are only spelled alike are
    shown on the page, but belong to no search."""
    scope = scope_of(person)
    found = scope.narrow(Candidate.objects.all())
    for condition in conditions(scope, filters, person, now=now):
        found = found.filter(condition.holds)
    if not filters.text:
        return found
    terms = read_terms(filters.text)
    if not terms:
        return found.none()
    by = Q(pk__in=Document.objects.filter(Holds("words", in_words(terms))).values("candidate"))
    if names := in_names(terms):
        by |= Q(pk__in=Document.objects.filter(Holds("names", names)).values("candidate"))
    by |= Q(pk__in=in_notes(terms, scope).values("application__candidate"))
    by |= Q(pk__in=just_come(filters.text).values("pk"))
    return found.filter(by)


@dataclass(frozen=True)
class Condition:
    """What a filter asks of a candidate: a test for each, and, where there is one, the list of all who pass it."""

    holds: Q | Exists
    passing: tuple[QuerySet[object], ...] = ()

    def quickly(self) -> Q | Exists | Among:
        """The test as a list of everybody where those are few, so that a page is cut from them and from nobody else."""
        few: list[int] = []
        for rows in self.passing:
            few += rows[: FEW + 1]
            if len(few) > FEW:
                return self.holds
        return Among("pk", few) if self.passing else self.holds


def conditions(scope: Scope, filters: Filters, person: Person, *, now: datetime) -> list[Condition]:
    """One for each thing asked for besides the text. Looks at no application that the scope does not let see."""
    found: list[Condition] = []
    wordings = wordings_of(filters.source) if filters.source else []
    if filters.on_applications:
        mine = applications_asked(scope, filters, person, now=now)
        found.append(_has(_spelled(mine, wordings) if wordings else mine))
    elif wordings:
        found.append(_came_by(scope, wordings))
    if filters.state == "none":
        mine = Application.objects.filter(scope.applications(), candidate=OuterRef("pk"))
        found.append(Condition(~Exists(mine)))
    if filters.tag:
        found.append(_has(Tagging.objects.filter(tag=filters.tag)))
    return found


def _has(rows: QuerySet[Application] | QuerySet[Tagging]) -> Condition:
    theirs = rows.order_by().values_list("candidate", flat=True)
    return Condition(Exists(rows.filter(candidate=OuterRef("pk"))), (theirs,))


def _came_by(scope: Scope, wordings: list[str]) -> Condition:
    """They came to us by it, or to a job one may see."""
    people = _spelled(Candidate.objects.all(), wordings)
    jobs = _spelled(Application.objects.filter(scope.applications()), wordings)
    # Neither "equal" nor the bare column, which PostgreSQL would look up for everybody, and for each anew.
    wording = Among(Lower(Concat("source", Value(""))), wordings)
    this_one = Application.objects.filter(scope.applications(), wording)
    this_one = this_one.filter(candidate__gte=OuterRef("pk"), candidate__lte=OuterRef("pk"))
    passing = (people.values_list("pk", flat=True).order_by(), jobs.values_list("candidate", flat=True).order_by())
    return Condition(Q(Among(Lower("source"), wordings)) | Q(Exists(this_one)), passing)


def _spelled(rows: QuerySet, wordings: list[str]) -> QuerySet:
    return rows.alias(spelled=Lower("source")).exclude(source="").filter(spelled__in=wordings)


def applications_asked(scope: Scope, filters: Filters, person: Person, *, now: datetime) -> QuerySet[Application]:
    """The applications one may see that are as the filters ask."""
    mine = Application.objects.filter(scope.applications())
    if filters.job:
        mine = mine.filter(job=filters.job)
    if filters.stage:
        mine = mine.filter(stage=filters.stage)
    if filters.state in STATES:
        mine = mine.filter(state__in=STATES[filters.state])
    if filters.since:
        mine = mine.filter(applied_at__gte=_start(filters.since, person))
    if filters.until:
        mine = mine.filter(applied_at__lt=_start(filters.until + timedelta(days=1), person))
    if filters.owner or filters.late:
        mine = mine.filter(Exists(steps_asked(filters, now=now).filter(application=OuterRef("pk"))))
    return mine


def steps_asked(filters: Filters, *, now: datetime) -> QuerySet[Promise]:
    """The open promises that the filters ask for; what waits for the candidate is nobody's to owe, and not late."""
    steps = Promise.objects.filter(ended_at=None)
    if filters.owner:
        steps = steps.filter(owner=filters.owner, by_candidate=False)
    if filters.late:
        steps = steps.filter(due_at__lte=now, by_candidate=False)
    return steps


def _start(day: date, person: Person) -> datetime:
    """Midnight by the clock of the person who asks."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(person.office.time_zone))


def readable_notes(scope: Scope) -> QuerySet[Note]:
    """The notes that a search may look into: those a person can read on the application's page."""
    jobs = Q(application__job__in=scope.jobs)
    readable = Note.objects.filter(scope.notes())
    if scope.everywhere:
        return readable.filter(~jobs) if scope.jobs else readable
    return readable.filter(jobs)


def in_notes(terms: Sequence[Term], scope: Scope) -> QuerySet[Note]:
    """Readable notes that hold one of the words at least, where the rest stands in the note or the candidate's own."""
    found = readable_notes(scope).filter(Holds("words", any_of(terms)))
    for term in terms:
        one = in_words([term])
        found = found.filter(Q(Holds("words", one)) | Q(Holds("application__candidate__document__words", one)))
    return found


def just_come(text: str) -> QuerySet[Candidate]:
    """Those who came in with an import a moment ago and are not indexed yet: by the beginning of their name."""
    start = text.strip().lower()
    fresh = Candidate.objects.filter(found_at=None, document=None).alias(spelled=Lower("name"))
    return fresh.filter(spelled__gte=start, spelled__lt=start + LAST_LETTER)


def searches_visible_to(person: Person) -> QuerySet[SavedSearch]:
    """One's own, and those that colleagues share. What a shared one names but one may not see is left to `describe`."""
    return SavedSearch.objects.filter(Q(owner=person) | Q(shared=True, owner__is_active=True)).select_related("owner")
