"""Changes to a job that concern the people in it: nobody is lost when a stage goes, or the job closes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.applications.models import Application
from hearback.applications.rules import LIVE_STATES
from hearback.jobs.actions import locked, set_status
from hearback.jobs.models import Job, Stage
from hearback.jobs.plans import check_still_whole
from hearback.jobs.queries import roles_on
from hearback.jobs.rules import check_can_close, check_may_change
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused


def live_in(stage: Stage) -> int:
    return Application.objects.filter(stage=stage, state__in=LIVE_STATES).count()


@transaction.atomic
def retire_stage(stage: Stage, *, move_to: Stage | None = None, by: Person, now: datetime) -> int:
    """Take a stage out of the plan and move whoever is in it to another one; says how many moved.

    Their state, their booked interviews and what they were promised stay as they are. The stage's row and its
    interviews are kept, for those who have been through it.
    """
    check_may_change(roles_on(stage.job, by))
    job = locked(stage.job)
    # Against an advance into this stage at the same moment: its foreign key waits for this lock.
    stage = Stage.objects.select_for_update().get(pk=stage.pk)
    if stage.retired_at:
        raise Refused(f"“{stage.name}” has left the plan already.")
    people = list(Application.objects.select_for_update().filter(stage=stage, state__in=LIVE_STATES).order_by("id"))
    if people:
        _check_destination(stage, move_to, len(people))
    for application in people:
        application.stage, application.entered_stage_at = move_to, now
        application.revision += 1
        application.save(update_fields=["stage", "entered_stage_at", "revision"])
        record(
            "moved",
            application,
            by=by,
            now=now,
            application_id=application.pk,
            was=stage.pk,
            stage=application.stage_id,
        )
    stage.retired_at = now
    stage.save(update_fields=["retired_at"])
    check_still_whole(job)
    record("retired", stage, by=by, now=now, job=job.pk, people=len(people))
    return len(people)


def _check_destination(stage: Stage, move_to: Stage | None, people: int) -> None:
    if move_to is None:
        who = "One candidate is" if people == 1 else f"{people} candidates are"
        raise Refused(f"{who} in “{stage.name}”. Say where they go.", field="move_to")
    if move_to.job_id != stage.job_id or move_to.retired_at or move_to.pk == stage.pk:
        raise Refused("Choose another stage of this plan for the people in it.", field="move_to")


@transaction.atomic
def close_job(job: Job, *, by: Person, now: datetime) -> Job:
    """The job is over. Refuses while anybody in it still waits for an answer."""
    check_may_change(roles_on(job, by))
    job = locked(job)
    check_can_close(Application.objects.filter(job=job, state__in=LIVE_STATES).count())
    return set_status(job, Job.Status.CLOSED, by=by, now=now)
