"""Somebody leaves. What they owe and hold is handed to others first, in one transaction, and then their doors shut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from hearback.interviews.actions import Place, move_interview
from hearback.interviews.bookings import taken
from hearback.interviews.models import Seat
from hearback.interviews.queries import scorecards_owed_by
from hearback.jobs.actions import pass_on_membership
from hearback.jobs.models import HiringTeamMember, Job
from hearback.jobs.queries import concerns, team_of
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.rules import ADDRESS
from hearback.people.actions import close_account, pass_on_absence, pass_on_backup, pass_on_department
from hearback.people.models import Absence, Department, Person, Role
from hearback.promises.actions import hand_over
from hearback.promises.models import Promise
from hearback.record.actions import record
from hearback.refusals import Refused
from hearback.words import plural


@dataclass(frozen=True)
class Estate:
    """Everything that hangs on one person. Empty means that they may go."""

    promises: list[Promise] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    scorecards: list[Seat] = field(default_factory=list)
    memberships: list[HiringTeamMember] = field(default_factory=list)
    departments: list[Department] = field(default_factory=list)
    backups: list[Person] = field(default_factory=list)  # those they stand in for
    absences: list[Absence] = field(default_factory=list)  # days they were to stand in for somebody

    def items(self) -> Iterator[tuple[str, models.Model]]:
        """Each thing under the name its field has in the form."""
        for kind, rows in vars(self).items():
            for row in rows:
                yield f"{kind}-{row.pk}", row


def estate_of(person: Person, *, now: datetime) -> Estate:
    seats = Seat.objects.filter(
        person=person,
        released_at=None,
        interview__cancelled_at=None,
        interview__closing=None,
        interview__ends_at__gt=now,
    ).select_related("interview__application__candidate", "interview__application__job__office", "interview__stage")
    mine = list(seats.order_by("interview__starts_at"))
    # The closing of an interview that is still to come goes with the seat of its host.
    with_seat = [seat.interview.promise_id for seat in mine if seat.host]
    owed = Promise.objects.filter(owner=person, ended_at=None).exclude(pk__in=[pk for pk in with_seat if pk])
    running = HiringTeamMember.objects.filter(person=person).exclude(job__status=Job.Status.CLOSED)
    return Estate(
        promises=list(
            owed.select_related("application__candidate", "application__job__office", "candidate", "owner").order_by(
                "due_at", "pk"
            )
        ),
        seats=mine,
        scorecards=list(scorecards_owed_by(person, now=now)),
        memberships=list(running.select_related("job__department").order_by("job__title", "pk")),
        departments=list(Department.objects.filter(head=person, retired_at=None)),
        backups=list(person.stands_in_for.filter(is_active=True)),
        absences=list(Absence.objects.filter(backup=person, last_day__gte=now.date()).select_related("person__office")),
    )


@transaction.atomic
def leave(person: Person, *, heirs: Mapping[str, Person | None], by: Person, now: datetime) -> None:
    """Hand everything over and shut the doors. `heirs` has one for each thing, under its name in the estate; None where
    it may end with them. Refuses, and changes nothing, while anything is left without one."""
    # Locked, so that nobody books or promises in their name meanwhile: a booking waits here, and is then refused.
    person = Person.objects.select_for_update().select_related("office").get(pk=person.pk)
    _check_may_leave(person, by)
    estate = estate_of(person, now=now)
    names = [name for name, _ in estate.items()]  # now: what is given up loses its number
    for name in names:
        if name not in heirs:
            raise Refused("Something has come in meanwhile: look through what is left once more.", field=name)
    # First: whoever takes over a promise on a confidential job has to be on its team.
    for member in estate.memberships:
        pass_on_membership(member, to=heirs[f"memberships-{member.pk}"], by=by, now=now)
    for passing, rows in ((_pass_seat, estate.seats), (_pass_promise, estate.promises)):
        for row in rows:
            _pass(passing, row, heirs, by=by, now=now)
    for seat in estate.scorecards:
        _let_go_of_scorecard(seat, by=by, now=now)
    for department in estate.departments:
        pass_on_department(department, to=heirs[f"departments-{department.pk}"], by=by, now=now)
    for colleague in estate.backups:
        pass_on_backup(colleague, to=heirs[f"backups-{colleague.pk}"], by=by, now=now)
    for absence in estate.absences:
        pass_on_absence(absence, to=heirs[f"absences-{absence.pk}"], by=by, now=now)
    _tell_heirs(person, {name: heirs[name] for name in names}, by=by, now=now)
    left = estate_of(person, now=now)
    if left.promises or left.seats or left.memberships:
        raise Refused("Something has come in meanwhile: look through what is left once more.")
    close_account(person, by=by, now=now)


def _check_may_leave(person: Person, by: Person) -> None:
    if by.role != Role.ADMIN:
        raise Refused("Only an admin can do this.")
    if person.pk == by.pk:
        raise Refused("Another admin has to do this for you.")
    if not person.is_active:
        raise Refused(f"{person.name} has left already.")


def _pass(passing: Any, row: Any, heirs: Mapping[str, Person | None], *, by: Person, now: datetime) -> None:
    name = f"{'seats' if isinstance(row, Seat) else 'promises'}-{row.pk}"
    heir = heirs[name]
    if heir is None:
        raise Refused("Somebody has to take this over: a candidate waits for it.", field=name)
    try:
        passing(row, heir, by=by, now=now)
    except Refused as refused:
        raise Refused(str(refused), field=name) from None


def _pass_promise(owed: Promise, heir: Person, *, by: Person, now: datetime) -> None:
    hand_over(owed, to=heir, by=by, now=now, quietly=True)


def _pass_seat(seat: Seat, heir: Person, *, by: Person, now: datetime) -> None:
    """The same time and place with somebody else; the candidate is told whom they meet now."""
    interview = seat.interview
    held = interview.seats.filter(released_at=None).select_related("person__office").order_by("-host", "shadow", "pk")
    if held.filter(person=heir).exists():
        places = [Place(one.person, one.shadow) for one in held if one.pk != seat.pk]
    else:
        places = [Place(heir if one.pk == seat.pk else one.person, one.shadow) for one in held]
    move_interview(
        interview,
        starts_at=interview.starts_at,
        minutes=int((interview.ends_at - interview.starts_at).total_seconds() // 60),
        place=interview.place,
        seats=places,
        reason=f"{heir.name} takes part in place of {seat.person.name}.",
        by=by,
        now=now,
    )


def _let_go_of_scorecard(seat: Seat, *, by: Person, now: datetime) -> None:
    """Nobody else was in their place, so nobody else can write it: the debrief goes on without."""
    Seat.objects.filter(pk=seat.pk).update(scorecard_due_at=None, nudge_at=None)
    record("released", seat, by=by, now=now, application_id=seat.interview.application_id, what="scorecard")


def _tell_heirs(person: Person, heirs: Mapping[str, Person | None], *, by: Person, now: datetime) -> None:
    """One letter each, rather than one for every promise."""
    people = {heir.pk: heir for heir in heirs.values() if heir is not None and heir.pk != by.pk}
    for pk, heir in people.items():
        kinds = Counter(name.partition("-")[0] for name, one in heirs.items() if one is not None and one.pk == pk)
        lines = "\n".join(f"– {plural(count, *KINDS[kind])}" for kind, count in kinds.items())
        queue(
            to=heir,
            purpose=Message.Purpose.NEWS,
            subject=f"You take over from {person.name}"[:300],
            body=f"{person.name} leaves, and this is yours from now on:\n\n{lines}\n\n{ADDRESS}/desk/",
            by=by,
            now=now,
        )


KINDS = {
    "promises": ("next step", "next steps"),
    "seats": ("interview", "interviews"),
    "memberships": ("place on a hiring team", "places on hiring teams"),
    "departments": ("department to head", "departments to head"),
    "backups": ("colleague to stand in for", "colleagues to stand in for"),
    "absences": ("absence to stand in for", "absences to stand in for"),
}


def proposals(person: Person, estate: Estate) -> dict[str, Person | None]:
    """Who would take over each thing: the stand-in where they may and can, else somebody of the job's team."""
    usual = person.backup if person.backup and person.backup.is_active else None
    jobs = {row.job.pk: row.job for row in estate.promises if row.job}
    jobs |= {seat.interview.application.job_id: seat.interview.application.job for seat in estate.seats}
    jobs |= {member.job_id: member.job for member in estate.memberships}
    heirs = {pk: _heir_on(job, person, usual) for pk, job in jobs.items()}
    found: dict[str, Person | None] = {}
    for name, row in estate.items():
        if isinstance(row, Promise):
            found[name] = heirs[row.job.pk] if row.job else usual
        elif isinstance(row, Seat):
            found[name] = _free_heir(row, heirs[row.interview.application.job_id]) if name.startswith("seats") else None
        elif isinstance(row, HiringTeamMember):
            found[name] = heirs[row.job_id]
        else:
            found[name] = usual if usual != row and getattr(row, "person", None) != usual else None
    return found


def _heir_on(job: Job, person: Person, usual: Person | None) -> Person | None:
    if usual is not None and concerns(job, usual):
        return usual
    order = {Role.RECRUITER: 0, Role.HIRING_MANAGER: 1, Role.COORDINATOR: 2}
    team = sorted(team_of(job), key=lambda member: (order.get(member.role, 3), not member.lead))
    return next((one.person for one in team if one.person_id != person.pk and one.person.is_active), None)


def _free_heir(seat: Seat, usual: Person | None) -> Person | None:
    """The usual one where they have time; else an interviewer of the team who has."""
    meeting, job = seat.interview, seat.interview.application.job
    team = [one.person for one in team_of(job) if one.person.is_active and one.person_id != seat.person_id]
    zone, sitting = job.office.time_zone, set(meeting.seats.filter(released_at=None).values_list("person", flat=True))
    for someone in filter(None, [usual, *team]):
        if someone.pk not in sitting and not taken([someone], meeting.starts_at, meeting.ends_at, zone):
            return someone
    return None
