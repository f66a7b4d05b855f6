"""Whom a person may see, worded for long lists. It says what `applications.queries` says, and a test holds the two
together; here it is asked once for jobs, of which there are few, and not for each candidate anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import boards_visible_to
from hearback.candidates.models import Candidate
from hearback.finding.matching import Among
from hearback.jobs.models import Job
from hearback.people.models import Person, Role

SOMEBODY = -1  # stands in a question for whoever asks it
EVERYWHERE = (Role.ADMIN, Role.RECRUITER, Role.COORDINATOR)


@dataclass(frozen=True)
class Scope:
    """Either all applications but those for `jobs` (with `everywhere`), or only those."""

    jobs: tuple[int, ...]
    everywhere: bool

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
        return Scope(tuple(pk for (pk,) in cursor.fetchall()), everywhere)


@cache
def _jobs_question(role: str, active: bool, everywhere: bool) -> tuple[str, tuple[Any, ...]]:
    """What `boards_visible_to` asks for a person of this role, put into SQL once: every list begins with it."""
    boards = boards_visible_to(Person(pk=SOMEBODY, role=role, is_active=active))
    jobs = Job.objects.exclude(pk__in=boards.values("pk")) if everywhere else boards
    try:
        return jobs.order_by().values_list("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT 0 WHERE FALSE", ()
