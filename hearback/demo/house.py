"""Northwind Instruments before the first candidate: offices, departments, the people of the cast and their jobs."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.hashers import make_password

from hearback.decisions.models import RejectionReason
from hearback.demo.moments import BERLIN, TORONTO
from hearback.jobs.models import Attribute, HiringTeamMember, InterviewTemplate, Job, Requirement, Stage
from hearback.jobs.plan_templates import attribute_library
from hearback.jobs.plan_templates.library import deep_questions, opening_question
from hearback.people.actions import add_person, change_person, save_department, save_office
from hearback.people.models import Department, Office, Person

if TYPE_CHECKING:
    from hearback.demo.cast import Cast

PASSWORD = "correct horse battery"
DOMAIN = "northwind.example"

# name, role, title, department, office, backup
PEOPLE = [
    ("Alice Moreau", "admin", "Systems Administrator", "people", "berlin", ""),
    ("Hanna Weiss", "recruiter", "Senior Recruiter", "people", "berlin", "ruth"),
    ("Ruth Okafor", "coordinator", "Recruiting Coordinator", "people", "berlin", "hanna"),
    ("Marta Lindqvist", "hiring_manager", "Head of Engineering", "engineering", "berlin", "ingrid"),
    ("Ben Adeyemi", "interviewer", "Senior Engineer", "engineering", "berlin", "ada"),
    ("Ada Novak", "interviewer", "Engineer", "engineering", "berlin", "ben"),
    ("Ingrid Castellanos", "executive", "Chief Technology Officer", "engineering", "toronto", "marta"),
    ("Victor Tran", "hiring_manager", "Head of Sales", "sales", "toronto", "ingrid"),
    ("Stan Petrov", "interviewer", "Account Manager", "sales", "toronto", ""),
]
REASONS = [
    ("Does not meet a must", "reject"),
    ("Others match the job more closely", "reject"),
    ("Not convincing in the interview", "reject_interviewed"),
    ("Somebody else was stronger in the end", "reject_final"),
    ("Position filled or gone", "reject_position"),
]
DEPARTMENTS = {"engineering": "Engineering", "sales": "Sales", "operations": "Operations", "people": "People"}


@lru_cache(maxsize=1)
def _password(hasher: str) -> str:
    # Slow on purpose, so once for everybody.
    return make_password(PASSWORD)


def found(cast: Cast, now: datetime) -> None:
    """Offices, departments and people, in an empty database."""
    cast.departments = {}
    cast.berlin = Office(
        name="Berlin",
        address="Invalidenstraße 400, 10115 Berlin",
        time_zone=BERLIN,
        country="DE",
        subdivision="BE",
        weekdays=list(range(5)),
        opens=time(9),
        shuts=time(17),
    )
    cast.toronto = Office(
        name="Toronto",
        address="980 King Street West, Toronto, Ontario",
        time_zone=TORONTO,
        country="CA",
        subdivision="ON",
        weekdays=list(range(5)),
        opens=time(9),
        shuts=time(17),
    )
    cast.berlin.save()
    cast.alice = hire(cast, PEOPLE[0], now=now)
    for office in (cast.berlin, cast.toronto):
        save_office(office, by=cast.alice, now=now)
    for key, name in DEPARTMENTS.items():
        cast.departments[key] = save_department(Department(name=name), by=cast.alice, now=now)
    for facts in PEOPLE[1:]:
        setattr(cast, first_name(facts[0]), hire(cast, facts, now=now))
    name_backups(cast, PEOPLE, now=now)
    for key, head in (("engineering", cast.ingrid), ("sales", cast.victor)):
        department = cast.departments[key]
        department.head = head
        save_department(department, by=cast.alice, now=now)
    change_person(cast.alice, department=cast.departments["people"], by=cast.alice, now=now)
    RejectionReason.objects.bulk_create(
        RejectionReason(name=name, template_key=key, position=n) for n, (name, key) in enumerate(REASONS)
    )


def first_name(name: str) -> str:
    return name.split()[0].lower()


def hire(cast: Cast, facts: tuple[str, str, str, str, str, str], *, now: datetime) -> Person:
    name, role, title, department, office, _ = facts
    person = add_person(
        name=name,
        email=f"{first_name(name)}@{DOMAIN}",
        role=role,
        title=title,
        office=getattr(cast, office),
        department=cast.departments.get(department),
        by=getattr(cast, "alice", None),
        now=now,
    )
    person.password = _password(settings.PASSWORD_HASHERS[0])
    person.save(update_fields=["password"])
    return person


def name_backups(cast: Cast, people: list[tuple[str, str, str, str, str, str]], *, now: datetime) -> None:
    for name, *_, backup in people:
        if backup:
            change_person(getattr(cast, first_name(name)), backup=getattr(cast, backup), by=cast.alice, now=now)


def open_jobs(cast: Cast, now: datetime) -> None:
    """The three jobs every test knows."""
    cast.engineer = open_job(
        "Embedded Engineer",
        cast.departments["engineering"],
        cast.berlin,
        now=now,
        openings=2,
        description="You write the firmware of our flow and pressure meters: small, careful code that runs for years "
        "in places nobody likes to visit. You work in a team of six, next door to the people who build the boards.",
        pay=(62000, 78000, "EUR"),
        team=[
            (cast.hanna, "recruiter", True),
            (cast.ruth, "coordinator", False),
            (cast.marta, "hiring_manager", False),
            (cast.ben, "interviewer", False),
            (cast.ada, "interviewer", False),
            (cast.ingrid, "executive", False),
        ],
    )
    plan_engineer(cast)
    cast.sales = open_job(
        "Account Manager",
        cast.departments["sales"],
        cast.toronto,
        now=now,
        description="You look after forty customers between Ottawa and Windsor who measure what flows through their "
        "pipes, and you find the next ten.",
        pay=(68000, 84000, "CAD"),
        team=[(cast.victor, "hiring_manager", False), (cast.hanna, "recruiter", True)],
    )
    plain_plan(cast.sales)
    cast.secret = open_job(
        "Head of Firmware",
        cast.departments["engineering"],
        cast.berlin,
        now=now,
        confidential=True,
        description="You lead the firmware group from the first day of its new shape on.",
        pay=(105000, 128000, "EUR"),
        team=[(cast.marta, "hiring_manager", True), (cast.ingrid, "executive", False)],
    )
    plain_plan(cast.secret)


def open_job(
    title: str,
    department: Department,
    office: Office,
    *,
    now: datetime,
    team: list[tuple[Person, str, bool]],
    description: str,
    pay: tuple[int, int, str],
    openings: int = 1,
    confidential: bool = False,
) -> Job:
    low, high, currency = pay
    job = Job.objects.create(
        title=title,
        department=department,
        office=office,
        status=Job.Status.OPEN,
        description=description,
        openings=openings,
        confidential=confidential,
        pay_low=Decimal(low),
        pay_high=Decimal(high),
        pay_currency=currency,
        created_at=now,
        opened_at=now + timedelta(hours=1),
    )
    HiringTeamMember.objects.bulk_create(
        HiringTeamMember(job=job, person=person, role=role, lead=lead) for person, role, lead in team
    )
    return job


def plain_plan(job: Job) -> None:
    """Three stages and two attributes: enough to walk through."""
    _rate(job, "Judgement", "Communication")
    _, talk, _ = Stage.objects.bulk_create(
        [
            Stage(
                job=job, position=1, kind="review", name="Application review", public_name="We read your application"
            ),
            Stage(job=job, position=2, kind="interview", name="First interview", public_name="First interview"),
            Stage(job=job, position=3, kind="offer", name="Offer", public_name="Our offer", answer_days=2),
        ]
    )
    _hold(talk, "First interview", 45, ["hiring_manager"], ["Judgement", "Communication"])


def plan_engineer(cast: Cast) -> None:
    job = cast.engineer
    _rate(job, "Craft", "Judgement", "Collaboration", "Communication")
    attributes = {attribute.name: attribute for attribute in job.attributes.all()}
    Requirement.objects.bulk_create(
        Requirement(job=job, position=n, text=text, must=must, weight=weight, attribute=attributes.get(attribute))
        for n, (text, must, weight, attribute) in enumerate(
            [
                ("Has shipped firmware in C that others rely on", True, 5, "Craft"),
                ("Finds faults that show only on the bench", True, 4, "Judgement"),
                ("Works with the people who build the boards", False, 3, "Collaboration"),
                ("Explains a hard thing in plain words", False, 3, "Communication"),
            ]
        )
    )
    cast.review, cast.first_round, cast.second_round, cast.offer_stage = Stage.objects.bulk_create(
        [
            Stage(
                job=job,
                position=1,
                kind="review",
                name="Application review",
                public_name="We read your application",
                public_text="A person reads every application in full. You get an answer either way.",
                answer_days=3,
            ),
            Stage(
                job=job,
                position=2,
                kind="interview",
                name="First interview",
                public_name="First interview",
                public_text="A talk of 45 minutes with the person you would report to and a future colleague. Two or "
                "three examples of work you have done are all the preparation you need.",
                answer_days=3,
                capacity=8,
            ),
            Stage(
                job=job,
                position=3,
                kind="interview",
                name="Second interview",
                public_name="Second interview",
                public_text="You meet other people than the first time, see the laboratory, and we talk about pay and "
                "about what you would need from us. About two hours, with breaks.",
                answer_days=4,
                capacity=4,
            ),
            Stage(
                job=job,
                position=4,
                kind="offer",
                name="Offer",
                public_name="Our offer",
                public_text="We call you and then put everything in writing.",
                answer_days=2,
            ),
        ]
    )
    names = ["Craft", "Judgement", "Collaboration", "Communication"]
    cast.first_interview = _hold(
        cast.first_round, "First interview", 45, ["hiring_manager", "interviewer"], ["Craft", "Communication"]
    )
    cast.panel = _hold(
        cast.second_round, "Panel", 60, ["interviewer", "executive"], names, kind="panel", position=1, deep=True
    )
    cast.tour = _hold(cast.second_round, "Tour of the laboratory", 30, ["interviewer"], [], kind="tour", position=2)
    cast.compensation_talk = _hold(
        cast.second_round, "Pay and next steps", 20, ["recruiter"], [], kind="compensation_talk", position=3
    )


def _rate(job: Job, *names: str) -> None:
    anchors = {draft.name: list(draft.anchors) for draft in attribute_library()}
    Attribute.objects.bulk_create(
        Attribute(job=job, name=name, anchors=anchors[name], position=n) for n, name in enumerate(names)
    )


def _hold(
    stage: Stage,
    name: str,
    minutes: int,
    seats: list[str],
    focus: list[str],
    *,
    kind: str = "interview",
    position: int = 1,
    deep: bool = False,
) -> InterviewTemplate:
    questions = [deep_questions(name)[0] if deep else opening_question(name, plain=False) for name in focus]
    template = InterviewTemplate.objects.create(
        stage=stage,
        position=position,
        name=name,
        kind=kind,
        minutes=minutes,
        seat_roles=seats,
        guide=[{"question": q.question, "listen_for": q.listen_for, "attribute": q.attribute} for q in questions],
    )
    template.focus.set(stage.job.attributes.filter(name__in=focus))
    return template
