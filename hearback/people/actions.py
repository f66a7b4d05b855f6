from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from hearback.people import rules
from hearback.people.attempts import start_anew
from hearback.people.factors import forget_factors, forget_work_accounts
from hearback.people.models import Absence, Closure, Department, Invitation, Office, Person, Role
from hearback.people.sessions import end_sessions
from hearback.record.actions import record
from hearback.refusals import Refused


@transaction.atomic
def add_person(
    *,
    name: str,
    email: str,
    role: str,
    office: Office,
    by: Person | None,
    now: datetime,
    title: str = "",
    department: Department | None = None,
    backup: Person | None = None,
    password: str | None = None,
) -> Person:
    if Person.objects.filter(email=email.strip().lower()).exists():
        raise Refused("Somebody with this e-mail address works here already.", field="email")
    person = Person.objects.create_user(
        email=email,
        password=password,
        name=name.strip(),
        role=role,
        office=office,
        title=title,
        department=department,
        backup=backup,
    )
    record("created", person, by=by, now=now, role=role)
    return person


@transaction.atomic
def change_person(person: Person, *, by: Person, now: datetime, **facts: object) -> Person:
    """Change any of name, title, phone, role, office, department, backup."""
    if facts.get("backup") == person:
        raise Refused("Nobody can stand in for themselves.", field="backup")
    if facts.get("role", Role.ADMIN) != Role.ADMIN:
        check_an_admin_stays(Person.objects.get(pk=person.pk))
    for name, value in facts.items():
        setattr(person, name, value)
    person.save(update_fields=list(facts))
    record("changed", person, by=by, now=now)
    return person


@transaction.atomic
def set_password(person: Person, *, password: str, by: Person, now: datetime) -> Person:
    """Every other session of theirs ends with it, and what was guessed at the old one is forgotten."""
    person.set_password(password)
    person.save(update_fields=["password"])
    start_anew(person.email)
    record("changed", person, by=by, now=now, what="password")
    return person


@transaction.atomic
def go_away(
    person: Person,
    *,
    first_day: date,
    last_day: date,
    backup: Person | None,
    by: Person,
    now: datetime,
) -> Absence:
    """Note days away. From the first day on, what falls due meanwhile goes to the backup."""
    rules.check_absence(first_day, last_day, now.date())
    if backup is None and person.backup is None:
        raise Refused(
            "Say who stands in: what is owed in these days has to be kept by somebody.",
            field="backup",
        )
    if backup == person:
        raise Refused("Nobody can stand in for themselves.", field="backup")
    absence = Absence.objects.create(person=person, first_day=first_day, last_day=last_day, backup=backup)
    record("went_away", person, by=by, now=now, first_day=first_day, last_day=last_day)
    return absence


@transaction.atomic
def cancel_absence(absence: Absence, *, by: Person, now: datetime) -> None:
    record("came_home", absence.person, by=by, now=now)
    absence.delete()


@transaction.atomic
def save_office(office: Office, *, in_use: bool = True, by: Person, now: datetime) -> Office:
    """Add or change an office. One out of use stays with what belongs to it, and takes nothing new."""
    rules.check_time_zone(office.time_zone)
    if not office.weekdays:
        raise Refused(
            "Choose at least one working day, or no promise could ever fall due.",
            field="weekdays",
        )
    if office.shuts <= office.opens:
        raise Refused("The office shuts before it opens.", field="shuts")
    if not in_use and Person.objects.filter(office=office, is_active=True).exists():
        raise Refused("People work in this office still. Give them another one first.", field="out_of_use")
    office.retired_at = None if in_use else office.retired_at or now
    office.save()
    record("changed", office, by=by, now=now)
    return office


@transaction.atomic
def add_closure(office: Office, *, day: date, name: str, by: Person, now: datetime) -> Closure:
    closure, _ = Closure.objects.get_or_create(office=office, day=day, defaults={"name": name})
    record("changed", office, by=by, now=now, day=day)
    return closure


@transaction.atomic
def remove_closure(closure: Closure, *, by: Person, now: datetime) -> None:
    record("changed", closure.office, by=by, now=now, day=closure.day, open=True)
    closure.delete()


@transaction.atomic
def save_department(department: Department, *, in_use: bool = True, by: Person, now: datetime) -> Department:
    """Add or change a department. One out of use stays with its jobs and people, and takes no new ones."""
    department.retired_at = None if in_use else department.retired_at or now
    department.save()
    record("changed", department, by=by, now=now)
    return department


@transaction.atomic
def provision(*, name: str, email: str, role: str, now: datetime) -> Person:
    """Somebody whom the employer's identity provider vouches for, of a domain whose people come in by themselves."""
    office = Office.objects.filter(retired_at=None).order_by("pk").first()
    if office is None:
        raise Refused("There is no office yet for new people to belong to.")
    return add_person(name=name.strip()[:120], email=email, role=role, office=office, by=None, now=now)


@transaction.atomic
def pass_on_department(department: Department, *, to: Person | None, by: Person, now: datetime) -> None:
    department.head = to
    department.save(update_fields=["head"])
    record("changed", department, by=by, now=now, what="head")


@transaction.atomic
def pass_on_backup(colleague: Person, *, to: Person | None, by: Person, now: datetime) -> None:
    change_person(colleague, backup=to, by=by, now=now)


@transaction.atomic
def pass_on_absence(absence: Absence, *, to: Person | None, by: Person, now: datetime) -> None:
    """Nobody named means their usual stand-in; nobody stands in for themselves."""
    absence.backup = None if to == absence.person else to
    absence.save(update_fields=["backup"])
    record("changed", absence.person, by=by, now=now, what="absence")


def close_account(person: Person, *, by: Person, now: datetime) -> None:
    """They no longer work here: no session, link, passkey or work account lets them in any more."""
    check_an_admin_stays(person)
    forget_factors(person, by=by, now=now)
    forget_work_accounts(person)
    end_sessions(person, by=by, now=now)
    person.set_unusable_password()
    person.is_active, person.backup = False, None
    person.save(update_fields=["is_active", "backup", "password"])
    record("left", person, by=by, now=now)


@transaction.atomic
def take_back(person: Person, *, by: Person, now: datetime) -> Person:
    """They work here again. What they handed over stays where it is."""
    if person.is_active:
        raise Refused(f"{person.name} works here already.")
    person.is_active = True
    person.save(update_fields=["is_active"])
    Invitation.objects.filter(person=person).delete()
    record("returned", person, by=by, now=now)
    return person


def check_an_admin_stays(person: Person) -> None:
    others = Person.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=person.pk)
    if person.role == Role.ADMIN and not others.exists():
        raise Refused("Somebody has to look after this house: make another person admin first.", field="role")
