"""Northwind Instruments before the first candidate: offices, departments, and the people of the cast."""

from __future__ import annotations

from datetime import datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.hashers import make_password

from hearback.decisions.defaults import add_default_reasons
from hearback.demo.moments import BERLIN, TORONTO
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
        self_identification="ca",
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
    add_default_reasons(now=now, by=cast.alice)


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
