"""An application arrives, with its next step from the first moment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.jobs.models import HiringTeamMember, Job
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.queries import draft
from hearback.people.models import Person, Role
from hearback.promises.actions import promise
from hearback.promises.models import Promise
from hearback.promises.queries import as_told, usual_due_at
from hearback.record.actions import record
from hearback.refusals import Refused

OWNERS = (Role.RECRUITER, Role.COORDINATOR, Role.HIRING_MANAGER)


def first_owner(job: Job) -> Person | None:
    """Who answers new applications: the lead recruiter, else another recruiter, coordinator or the hiring manager."""
    members = HiringTeamMember.objects.filter(job=job, role__in=OWNERS, person__is_active=True).select_related("person")
    ranked = sorted(
        members,
        key=lambda member: (OWNERS.index(member.role), not member.lead, member.pk),
    )
    return ranked[0].person if ranked else None


@transaction.atomic
def apply(
    *,
    candidate: Candidate,
    job: Job,
    now: datetime,
    by: Person | None = None,
    source: str = "",
    owner: Person | None = None,
    cover_letter: str = "",
    words: str = "",
    due_at: datetime | None = None,
) -> Application:
    """Put a candidate into a job's first stage, thank them, and promise an answer by the stage's own time.

    Refuses for a job that is not open, has no plan or nobody to answer, and for a second live application.
    """
    if job.status != Job.Status.OPEN:
        raise Refused(f"{job.title} is not open for applications.", field="job")
    stage = job.stages.filter(retired_at=None).first()
    if stage is None:
        raise Refused(f"{job.title} has no interview plan yet.", field="job")
    owner = owner or first_owner(job)
    if owner is None:
        raise Refused(f"{job.title} has nobody on its hiring team who could answer.", field="job")
    if candidate.applications.filter(job=job, ended_at=None).exists():
        raise Refused(f"{candidate.name} is already applying for {job.title}.", field="job")
    application = Application.objects.create(
        candidate=candidate,
        job=job,
        stage=stage,
        source=source,
        cover_letter=cover_letter,
        applied_at=now,
        entered_stage_at=now,
    )
    words = words.strip() or "Our answer to your application"
    due_at = due_at or usual_due_at(application, now=now)
    facts = as_told(words, due_at, owner, Promise.Channel.EMAIL, application)
    subject, body = draft("receipt", application, **facts)
    receipt = queue(
        to=candidate,
        application=application,
        purpose=Message.Purpose.RECEIPT,
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
    promise(
        application=application,
        kind=Promise.Kind.ANSWER,
        words=words,
        due_at=due_at,
        owner=owner,
        by=by or owner,
        now=now,
        told_by=receipt,
    )
    record(
        "applied",
        application,
        by=by or candidate,
        now=now,
        application_id=application.pk,
        job=job.pk,
        stage=stage.pk,
    )
    return application
