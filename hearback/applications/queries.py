from __future__ import annotations

from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from hearback.applications.models import Application, Note
from hearback.candidates.models import Candidate
from hearback.jobs.models import HiringTeamMember, Job
from hearback.jobs.rules import may_see_pay
from hearback.people.models import Person, Role
from hearback.people.queries import colleagues

M = TypeVar("M", bound=Model)
# What no list shows, and what is long.
WIDE = ("cover_letter", "candidate__resume", "candidate__links", "job__description")
FULL_VIEW = (Role.RECRUITER, Role.COORDINATOR, Role.HIRING_MANAGER, Role.EXECUTIVE)


def visible_to(person: Person) -> QuerySet[Application]:
    """The applications whose page a person may open: all of them for recruiters (confidential jobs only with the team),
    else those of the jobs they help to decide, or whose department they head."""
    every = Application.objects.select_related("candidate", "job__office", "job__department", "stage")
    return every.filter(seen_by(person)) if person.is_active else every.none()


def seen_by(person: Person, via: str = "") -> Q:
    """The same as a condition on rows that lead to an application by `via`, such as "application__". A row is asked
    whether it is seen; with `application__in=visible_to(…)` beside an OR, every application would be listed first."""
    if not person.is_active:
        return Q(pk__in=[])
    if person.role == Role.ADMIN:
        return Q(**{f"{via}pk__isnull": False})
    on_team = HiringTeamMember.objects.filter(person=person, role__in=FULL_VIEW).values("job")
    mine = Q(**{f"{via}job__in": on_team}) | Q(**{f"{via}job__department__head": person})
    if person.role in (Role.RECRUITER, Role.COORDINATOR):
        mine |= Q(**{f"{via}job__confidential": False})
    return mine


def slim(rows: QuerySet[M], via: str = "") -> QuerySet[M]:
    """The rows of a list, without what is long in the application, candidate and job that `via` leads to."""
    return rows.defer(*(f"{via}{name}" for name in WIDE))


def jobs_of(person: Person) -> QuerySet[Job]:
    """The jobs a person answers for: on the team with more than a seat, or as head of the department."""
    if not person.is_active:
        return Job.objects.none()
    on_team = HiringTeamMember.objects.filter(person=person, role__in=FULL_VIEW).values("job")
    headed = Job.objects.filter(department__head=person).order_by().values("pk")
    # Each half by an index of its own: joined by OR, every job would be looked at.
    return Job.objects.filter(pk__in=on_team.union(headed)).select_related("office", "department")


def boards_visible_to(person: Person) -> QuerySet[Job]:
    """The jobs whose applications a person may see, even while there are none."""
    every = Job.objects.select_related("office", "department")
    if not person.is_active or person.role == Role.ADMIN:
        return every if person.is_active else every.none()
    mine = Q(pk__in=jobs_of(person).values("pk"))
    if person.role in (Role.RECRUITER, Role.COORDINATOR):
        mine |= Q(confidential=False)
    return every.filter(mine)


def candidates_visible_to(person: Person) -> QuerySet[Candidate]:
    """Those with an application this person may open; for recruiters also those who have none yet."""
    seen = Q(Exists(visible_to(person).filter(candidate=OuterRef("pk"))))
    if person.is_active and person.role in (Role.ADMIN, Role.RECRUITER, Role.COORDINATOR):
        seen |= ~Exists(Application.objects.filter(candidate=OuterRef("pk")))
    return Candidate.objects.filter(seen)


def roles_on(application: Application, person: Person) -> frozenset[str]:
    """The roles a person has for this application: on the job's team, as head of its department, or everywhere."""
    roles = set(HiringTeamMember.objects.filter(job=application.job_id, person=person).values_list("role", flat=True))
    if person.role in (Role.ADMIN, Role.RECRUITER, Role.COORDINATOR):
        roles.add(person.role)
    if application.job.department.head_id == person.pk:
        roles.add(Role.EXECUTIVE)
    return frozenset(roles)


def notes_visible_to(person: Person) -> QuerySet[Note]:
    """The notes whose circle a person is in, of the applications they may open: their own, those for everybody, those
    that name them, and for the hiring managers and recruiters what is for these."""
    deciding = HiringTeamMember.objects.filter(person=person, role__in=(Role.RECRUITER, Role.HIRING_MANAGER))
    mine = Q(author=person) | Q(circle=Note.Circle.EVERYBODY) | Q(circle=Note.Circle.NAMED, readers=person)
    if person.role in (Role.ADMIN, Role.RECRUITER):
        mine |= Q(circle=Note.Circle.DECIDERS)
    else:
        mine |= Q(circle=Note.Circle.DECIDERS, application__job__in=deciding.values("job"))
    return Note.objects.filter(mine, application__in=visible_to(person)).distinct()


def people_who_see(application: Application) -> QuerySet[Person]:
    """Everybody who may open this application: whom a note can name."""
    job = application.job
    team = HiringTeamMember.objects.filter(job=job, role__in=FULL_VIEW).values("person")
    seeing = Q(role=Role.ADMIN) | Q(pk__in=team) | Q(pk=job.department.head_id)
    if not job.confidential:
        seeing |= Q(role__in=(Role.RECRUITER, Role.COORDINATOR))
    return colleagues().filter(seeing)


def sees_pay(application: Application, person: Person) -> bool:
    """Whether what is offered for this job concerns a person; those who only book and meet need not know."""
    return may_see_pay(roles_on(application, person))
