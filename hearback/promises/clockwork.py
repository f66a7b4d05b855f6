"""What time does to promises: they become late, people are nudged, and the absent are stood in for. Run by the tick."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from hearback.jobs.models import HiringTeamMember, Job
from hearback.jobs.queries import concerns
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.rules import ADDRESS
from hearback.people.models import Office, Person, Role
from hearback.people.queries import absent_now, calendar_for, local_day, stand_in_for
from hearback.promises import rules
from hearback.promises.actions import hand_over
from hearback.promises.models import HandOver, Nudge, Promise
from hearback.record.actions import record
from hearback.words import moment, span

BATCH = 200


def mark_late(*, now: datetime, limit: int = BATCH) -> int:
    """Stamp what the company owed and has let pass. The stamp is never taken back."""
    due = Promise.objects.filter(ended_at=None, late_at=None, due_at__lte=now, by_candidate=False).order_by("due_at")
    marked = 0
    for owed in due[:limit]:
        with transaction.atomic():
            if Promise.objects.filter(pk=owed.pk, ended_at=None, late_at=None).update(late_at=owed.due_at):
                record(
                    "became_late",
                    owed,
                    by=None,
                    now=now,
                    application_id=owed.application_id,
                    due=owed.due_at,
                )
                marked += 1
    return marked


def nudge_due(*, now: datetime, limit: int = BATCH) -> int:
    """Take the next step of the ladder for every promise whose moment has come. Each step is taken once."""
    due = (
        Promise.objects.filter(ended_at=None, nudge_at__lte=now)
        .select_related("application__job__office", "application__candidate", "candidate", "owner__backup")
        .select_related("owner__office", "made_by")
        .order_by("nudge_at")
    )
    return sum(_take_step(owed, now=now) for owed in due[:limit])


@transaction.atomic
def _take_step(owed: Promise, *, now: datetime) -> int:
    step = owed.nudge_step
    calendar = calendar_for(_office(owed), now=now)
    after = step + 1
    next_at = rules.nudge_at(calendar, after, owed.made_at, owed.due_at)
    # After a stand-still only the step that the hour calls for is taken, not each one that was missed.
    while next_at is not None and next_at <= now:
        step, after = after, after + 1
        next_at = rules.nudge_at(calendar, after, owed.made_at, owed.due_at)
    claimed = Promise.objects.filter(pk=owed.pk, ended_at=None, nudge_step=owed.nudge_step, nudge_at=owed.nudge_at)
    if not claimed.update(nudge_step=after, nudge_at=next_at):
        return 0  # another worker was here first
    if owed.answered_by_id and not owed.late_at and now < owed.due_at:
        return 0  # the answer is written and on its way
    told = set(owed.nudges.values_list("person_id", flat=True)) if step else set()
    people = [person for person in _whom(owed, step) if person.pk not in told or person.pk == owed.owner_id]
    for person in people:
        _nudge(owed, step, person, now=now)
    return len(people)


def _whom(owed: Promise, step: int) -> list[Person]:
    """The people a step concerns. The date itself concerns the owner and their backup."""
    rung = rules.LADDER[step]
    if rung == "owner":
        return [owed.owner]
    if rung == "backup":
        backup = owed.owner.backup
        stands_in = backup and backup.is_active and concerns(owed.job, backup)
        return [owed.owner, backup] if stands_in else [owed.owner]
    if owed.application_id is None:
        return _whom_besides(owed, rung)
    if rung == "hiring_manager":
        return list(_members(owed.application.job, Role.HIRING_MANAGER)[:1])
    return list(_members(owed.application.job, Role.RECRUITER)[:1])


def _whom_besides(owed: Promise, rung: str) -> list[Person]:
    """Somebody kept warm has no hiring team: whoever promised it hears of it, and at last an admin."""
    if rung == "hiring_manager":
        maker = owed.made_by
        return [maker] if maker and maker.is_active and maker.pk != owed.owner_id else []
    return list(Person.objects.filter(role=Role.ADMIN, is_active=True).order_by("pk")[:1])


def _office(owed: Promise) -> Office:
    return owed.application.job.office if owed.application_id else owed.owner.office


def _members(job: Job, role: str) -> list[Person]:
    members = HiringTeamMember.objects.filter(job=job, role=role, person__is_active=True).select_related("person")
    return [member.person for member in members.order_by("-lead", "id")]


def _nudge(owed: Promise, step: int, person: Person, *, now: datetime) -> None:
    zone, who = _office(owed).time_zone, owed.whom.name
    late = owed.due_at <= now
    owner = "You" if person.pk == owed.owner_id else owed.owner.name
    state = f"was due {span(owed.due_at, now)}" if late else f"is due {moment(owed.due_at, zone, now)}"
    message = queue(
        to=person,
        application=owed.application,
        purpose=Message.Purpose.NUDGE,
        subject=f"{'Late' if late else 'Due soon'}: {who}, {owed.about}"[:300],
        body=(
            f"{owner} promised {who}: {owed.words}\n\nIt {state}.\n\n"
            f"Keep it, or renew it with a reason the candidate will read:\n"
            f"{ADDRESS}/desk/promises/{owed.pk}/keeping"
        ),
        by=None,
        now=now,
    )
    Nudge.objects.get_or_create(promise=owed, step=step, person=person, defaults={"message": message, "at": now})
    record(
        "nudged",
        owed,
        by=None,
        now=now,
        application_id=owed.application_id,
        step=step,
        person=person.pk,
    )


def stand_in(*, now: datetime, limit: int = BATCH) -> int:
    """Hand what absent people owe within their absence to whoever stands in for them."""
    moved = 0
    for absence in absent_now(now=now):
        backup = stand_in_for(absence, now=now)
        if backup is None:
            continue
        until = now + (absence.last_day - local_day(absence.person, now) + timedelta(days=1))
        owed_meanwhile = Promise.objects.filter(
            owner=absence.person, ended_at=None, by_candidate=False, due_at__lte=until
        )
        for owed in owed_meanwhile.select_related("application__job")[:limit]:
            taker = _stand_in_on(owed.job, backup, besides=absence.person)
            if taker is not None:
                hand_over(owed, to=taker, by=None, now=now, why=HandOver.Why.AWAY)
                moved += 1
    return moved


def _stand_in_on(job: Job | None, backup: Person, *, besides: Person) -> Person | None:
    """The backup; on a confidential job that is none of theirs, somebody of its team who answers for it."""
    if concerns(job, backup):
        return backup
    team = [*_members(job, Role.RECRUITER), *_members(job, Role.HIRING_MANAGER)]
    return next((person for person in team if person.pk != besides.pk), None)
