"""The rest of the people, and the jobs besides the cast's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from hearback.demo.cast import Cast
from hearback.demo.house import hire, name_backups
from hearback.demo.postings import post
from hearback.jobs.actions import Member, create_job, open_job, set_team
from hearback.jobs.models import HiringTeamMember, InterviewTemplate, Job, Stage
from hearback.jobs.plan_templates import plan_for
from hearback.people.actions import save_department
from hearback.people.models import Person

PEOPLE = [
    ("Samuel Brandt", "executive", "Chief Executive Officer", "", "berlin", "ingrid"),
    ("Leila Farahani", "executive", "Chief Financial Officer", "", "toronto", "ingrid"),
    ("Nils Vogel", "recruiter", "Recruiter", "people", "berlin", "hanna"),
    ("Priya Raman", "recruiter", "Recruiter", "people", "toronto", "hanna"),
    ("Daniel Osei", "coordinator", "Recruiting Coordinator", "people", "toronto", "ruth"),
    ("Grace Okonkwo", "hiring_manager", "Head of Operations", "operations", "toronto", "victor"),
    ("Jonas Keller", "hiring_manager", "Head of Supply Chain", "operations", "berlin", "grace"),
    ("Amara Diallo", "hiring_manager", "Head of People", "people", "berlin", "samuel"),
    ("Freya Nilsen", "interviewer", "Test Engineer", "engineering", "berlin", "tomas"),
    ("Tomas Vega", "interviewer", "Firmware Engineer", "engineering", "berlin", "freya"),
    ("Elif Aksoy", "interviewer", "Buyer", "operations", "berlin", "jonas"),
    ("Oscar Lund", "interviewer", "People Partner", "people", "berlin", "amara"),
    ("Kofi Mensah", "interviewer", "Field Service Lead", "operations", "toronto", "mei"),
    ("Mei Chow", "interviewer", "Production Planner", "operations", "toronto", "kofi"),
    ("Nadia Benali", "interviewer", "Key Account Manager", "sales", "toronto", "victor"),
]

# key: title, department, office, (role, industry, size) of the plan, openings, urgency, pay, description, team
JOBS = {
    "test": (
        "Test Engineer",
        "engineering",
        "berlin",
        ("specialist", "manufacturing", "medium"),
        1,
        2,
        (56000, 70000, "EUR"),
        "You make sure that a meter which leaves our bench is right, and stays right at minus twenty. You own the "
        "end-of-line tests of two product lines and everything that makes them faster and more honest.",
        "hanna:recruiter* ruth:coordinator marta:hiring_manager freya:interviewer ben:interviewer ada:interviewer",
    ),
    "junior": (
        "Junior Software Developer",
        "engineering",
        "berlin",
        ("junior", "technology", "medium"),
        2,
        2,
        (44000, 52000, "EUR"),
        "You build the web page on which our customers read their meters, with two people who have done it for years "
        "and like to explain. No years of experience asked for; curiosity is.",
        "nils:recruiter* ruth:coordinator marta:hiring_manager tomas:interviewer ada:interviewer freya:interviewer",
    ),
    "planner": (
        "Supply Chain Planner",
        "operations",
        "berlin",
        ("specialist", "technology", "small"),
        1,
        2,
        (50000, 61000, "EUR"),
        "You see to it that four hundred parts from sixty suppliers are there when the line needs them, and not a "
        "quarter earlier.",
        "hanna:recruiter* ruth:coordinator jonas:hiring_manager elif:interviewer samuel:executive",
    ),
    "partner": (
        "People Partner",
        "people",
        "berlin",
        ("specialist", "technology", "small"),
        1,
        1,
        (58000, 68000, "EUR"),
        "You advise the engineering teams in Berlin in everything that concerns working together, from the first day "
        "to the last.",
        "nils:recruiter* ruth:coordinator amara:hiring_manager oscar:interviewer samuel:executive",
    ),
    "assembly": (
        "Assembly Technician",
        "operations",
        "toronto",
        ("hourly", "manufacturing", "medium"),
        4,
        3,
        (24, 29, "CAD"),
        "You build and test flow meters by hand, in day shifts, Monday to Friday, 7:00 to 15:00. Training on the job, "
        "benefits from the first month, and an answer within days.",
        "priya:recruiter* daniel:coordinator grace:hiring_manager kofi:interviewer mei:interviewer",
    ),
    "manager": (
        "Operations Manager",
        "operations",
        "toronto",
        ("manager", "manufacturing", "medium"),
        1,
        3,
        (98000, 118000, "CAD"),
        "You run our plant on King Street: sixty people, two shifts, three lines, and a move to a larger building "
        "ahead of you.",
        "priya:recruiter* daniel:coordinator grace:hiring_manager kofi:interviewer mei:interviewer leila:executive",
    ),
    "director": (
        "Sales Director, Canada",
        "sales",
        "toronto",
        ("executive", "manufacturing", "large"),
        1,
        2,
        (150000, 185000, "CAD"),
        "You lead nineteen people from Halifax to Vancouver and decide with us which of our customers we want to be "
        "best for.",
        "priya:recruiter* daniel:coordinator victor:hiring_manager nadia:interviewer kofi:interviewer mei:interviewer "
        "ingrid:executive leila:executive",
    ),
    "service": (
        "Field Service Technician",
        "operations",
        "toronto",
        ("specialist", "manufacturing", "small"),
        1,
        2,
        (62000, 74000, "CAD"),
        "You keep 120 meters between Kingston and Windsor exact, in water works, breweries and hospitals.",
        "priya:recruiter* daniel:coordinator grace:hiring_manager kofi:interviewer",
    ),
}
FAMILIES = {"engineer": "firmware", "secret": "lead"}


@dataclass
class Opening:
    """A job as the demo plays it: its plan, and who does what in it."""

    key: str
    job: Job
    stages: list[Stage]
    templates: dict[int, list[InterviewTemplate]]
    roles: dict[str, list[Person]]
    used_words: Counter[str] = field(default_factory=Counter)

    @property
    def office(self) -> str:
        return self.job.office.name.lower()

    @property
    def family(self) -> str:
        return FAMILIES.get(self.key, self.key)

    @property
    def recruiter(self) -> Person:
        return self.roles["recruiter"][0]

    @property
    def manager(self) -> Person:
        return self.roles["hiring_manager"][0]

    @property
    def coordinator(self) -> Person:
        return self.roles.get("coordinator", self.roles["recruiter"])[0]


def hire_everybody(cast: Cast, now: datetime) -> dict[str, Person]:
    for facts in PEOPLE:
        setattr(cast, facts[0].split()[0].lower(), hire(cast, facts, now=now))
    name_backups(cast, PEOPLE, now=now)
    for key, head in (("operations", "grace"), ("people", "amara")):
        department = cast.departments[key]
        department.head = getattr(cast, head)
        save_department(department, by=cast.alice, now=now)
    return {person.first_name.lower(): person for person in Person.objects.select_related("office")}


def open_every_job(cast: Cast, people: dict[str, Person], now: datetime) -> dict[str, Opening]:
    jobs = {"engineer": cast.engineer, "sales": cast.sales, "secret": cast.secret}
    _enlarge_teams(cast, people, now)
    for key, (title, department, office, (role, industry, size), openings, urgency, pay, text, team) in JOBS.items():
        by = people[team.split(":")[0]]
        job = create_job(
            title=title,
            department=cast.departments[department],
            office=getattr(cast, office),
            description=text,
            openings=openings,
            urgency=urgency,
            pay_low=Decimal(pay[0]),
            pay_high=Decimal(pay[1]),
            pay_currency=pay[2],
            pay_period="hour" if role == "hourly" else "year",
            team=_team(team, people),
            plan=plan_for(role=role, industry=industry, size=size),
            by=by,
            now=now,
        )
        post(job, key, by=by, now=now)
        jobs[key] = open_job(job, by=by, now=now)
    return {key: _opening(key, job) for key, job in jobs.items()}


def _enlarge_teams(cast: Cast, people: dict[str, Person], now: datetime) -> None:
    """Two more interviewers for the engineers, so that nobody spends the week in interviews; help for Victor."""
    for job, more in ((cast.engineer, "freya tomas"), (cast.sales, "nadia")):
        members = [Member(member.person, member.role, member.lead) for member in job.members.select_related("person")]
        members += [Member(people[name], "interviewer") for name in more.split()]
        if job == cast.sales:
            members.append(Member(people["daniel"], "coordinator"))
        set_team(job, members=members, by=cast.hanna, now=now)


def _team(text: str, people: dict[str, Person]) -> list[Member]:
    team = []
    for word in text.split():
        name, role = word.rstrip("*").split(":")
        team.append(Member(people[name], role, lead=word.endswith("*")))
    return team


def _opening(key: str, job: Job) -> Opening:
    stages = list(job.stages.prefetch_related("templates__focus"))
    roles: dict[str, list[Person]] = {}
    members = HiringTeamMember.objects.filter(job=job).select_related("person__office").order_by("-lead", "pk")
    for member in members:
        roles.setdefault(member.role, []).append(member.person)
    for stage in stages:
        stage.job = job
    return Opening(key, job, stages, {stage.pk: list(stage.templates.all()) for stage in stages}, roles)
