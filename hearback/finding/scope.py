"""Whom a person may see, worded for long lists. It says what `applications.queries` says, and a test holds the two
together; here it is asked once for jobs, of which there are few, and not for each candidate anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from hearback.applications.models import Application, Note
from hearback.applications.queries import boards_visible_to
from hearback.candidates.models import Candidate
from hearback.finding.matching import Among
from hearback.jobs.models import HiringTeamMember, Job
from hearback.people.models import Person, Role

SOMEBODY = -1  # stands in a question for whoever asks it
EVERYWHERE = (Role.ADMIN, Role.RECRUITER, Role.COORDINATOR)


@dataclass(frozen=True)
class Scope:
    """Either all applications but those for `jobs` (with `everywhere`), or only those."""

    jobs: tuple[int, ...]
    everywhere: bool
    reader: int = 0
    role: str = ""

    def applications(self) -> Q:
        mine = Q(job__in=self.jobs)
        if self.everywhere:
            return ~mine if self.jobs else Q()
        return mine

    def in_sql(self, application: str) -> str:
        """The same for a row of that name in a question written by hand, with `jobs` among its values."""
        if self.everywhere:
            return f"{application}.job_id <> ALL(%(jobs)s)" if self.jobs else "TRUE"
        return f"{application}.job_id = ANY(%(jobs)s)"

    @cached_property
    def decides(self) -> tuple[int, ...] | None:
        """The jobs whose notes for deciders the reader reads; None for all they see. Asked only where notes are."""
        if self.role in (Role.ADMIN, Role.RECRUITER):
            return None
        deciding = HiringTeamMember.objects.filter(person=self.reader, role__in=(Role.RECRUITER, Role.HIRING_MANAGER))
        return tuple(deciding.values_list("job", flat=True))

    def notes(self) -> Q:
        """The notes whose circle the reader is in, as `applications.queries.notes_visible_to` says it."""
        decided = Q(circle=Note.Circle.DECIDERS)
        if self.decides is not None:
            decided &= Q(application__job__in=self.decides)
        named = Note.readers.through.objects.filter(note=OuterRef("pk"), person=self.reader)
        everybody = Q(circle=Note.Circle.EVERYBODY)
        return everybody | decided | Q(author=self.reader) | (Q(circle=Note.Circle.NAMED) & Q(Exists(named)))

    def notes_in_sql(self, note: str, application: str) -> str:
        """The same by hand, with `reader` and `decides` among the values."""
        decided = "TRUE" if self.decides is None else f"{application}.job_id = ANY(%(decides)s)"
        return (
            f"({note}.circle = 'everybody' OR {note}.author_id = %(reader)s "
            f"OR ({note}.circle = 'deciders' AND {decided}) "
            f"OR ({note}.circle = 'named' AND EXISTS (SELECT FROM hearback_note_readers named "
            f"WHERE named.note_id = {note}.id AND named.person_id = %(reader)s)))"
        )

    def narrow(self, candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
        """Those of the candidates whom the person may see."""
        if not self.everywhere:
            return candidates.filter(Exists(Application.objects.filter(self.applications(), candidate=OuterRef("pk"))))
        if not self.jobs:
            return candidates
        return candidates.exclude(Among("pk", self._only_hidden()))

    def _only_hidden(self) -> list[int]:
        """Those who have applied for nothing else but jobs that stay out of sight."""
        with connection.cursor() as cursor:
            # OFFSET 0: each is looked up by itself, and not everybody at once.
            cursor.execute(
                "SELECT DISTINCT a.candidate_id FROM hearback_application a WHERE a.job_id = ANY(%(jobs)s) "
                "AND NOT EXISTS (SELECT FROM hearback_application b WHERE b.candidate_id = a.candidate_id "
                "AND b.job_id <> ALL(%(jobs)s) OFFSET 0)",
                {"jobs": list(self.jobs)},
            )
            return [pk for (pk,) in cursor.fetchall()]

    def visible(self, candidates: Sequence[int]) -> set[int]:
        """Those of a few candidates whom the person may see, told one by one."""
        if (self.everywhere and not self.jobs) or not candidates:
            return set(candidates)
        theirs = "EXISTS (SELECT FROM hearback_application a WHERE a.candidate_id = someone.id"
        none = f"NOT {theirs}) OR " if self.everywhere else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT someone.id FROM unnest(%(candidates)s::bigint[]) AS someone(id) "
                f"WHERE {none}{theirs} AND {self.in_sql('a')})",
                {"candidates": list(candidates), "jobs": list(self.jobs)},
            )
            return {pk for (pk,) in cursor.fetchall()}


def scope_of(person: Person) -> Scope:
    everywhere = person.is_active and person.role in EVERYWHERE
    question, values = _jobs_question(person.role, person.is_active, everywhere)
    with connection.cursor() as cursor:
        cursor.execute(question, [person.pk if value == SOMEBODY else value for value in values])
        return Scope(tuple(pk for (pk,) in cursor.fetchall()), everywhere, person.pk, person.role)


@cache
def _jobs_question(role: str, active: bool, everywhere: bool) -> tuple[str, tuple[Any, ...]]:
    """What `boards_visible_to` asks for a person of this role, put into SQL once: every list begins with it."""
    boards = boards_visible_to(Person(pk=SOMEBODY, role=role, is_active=active))
    jobs = Job.objects.exclude(pk__in=boards.values("pk")) if everywhere else boards
    try:
        return jobs.order_by().values_list("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT 0 WHERE FALSE", ()
