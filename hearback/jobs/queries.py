from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from hearback.jobs.models import Attribute, HiringTeamMember, InterviewTemplate, Job, Requirement, Stage
from hearback.jobs.plan_templates import (
    AttributeDraft,
    InterviewDraft,
    PlanDraft,
    Question,
    RequirementDraft,
    StageDraft,
)
from hearback.people.models import Person, Role
from hearback.refusals import Refused


def jobs_visible_to(person: Person) -> QuerySet[Job]:
    """Admins see every job; recruiters and coordinators all but confidential ones; everybody the jobs on whose team
    they are or whose department they head."""
    every = Job.objects.select_related("department", "office")
    if not person.is_active:
        return every.none()
    if person.role == Role.ADMIN:
        return every
    mine = Q(pk__in=HiringTeamMember.objects.filter(person=person).values("job")) | Q(department__head=person)
    if person.role in (Role.RECRUITER, Role.COORDINATOR):
        mine |= Q(confidential=False)
    return every.filter(mine)


def concerns(job: Job | None, person: Person) -> bool:
    """Whether a person may hear of a job at all: of a confidential one its team, the head of its department, admins.
    What hangs on no job concerns everybody."""
    return job is None or not job.confidential or jobs_visible_to(person).filter(pk=job.pk).exists()


def roles_on(job: Job, person: Person) -> frozenset[str]:
    """What this person is for this job: their roles on its team, their own where it counts everywhere, or its head."""
    roles = set(HiringTeamMember.objects.filter(job=job, person=person).values_list("role", flat=True))
    if person.role in (Role.ADMIN, Role.RECRUITER, Role.COORDINATOR):
        roles.add(person.role)
    if Job.objects.filter(pk=job.pk, department__head=person).exists():
        roles.add("head")
    return frozenset(roles)


def job_named(text: str) -> Job:
    """The job with this number or title. Refuses, in words, none and several."""
    if text.isdecimal():
        found = list(Job.objects.filter(pk=text))
    else:
        found = list(Job.objects.filter(title__iexact=text.strip()).exclude(status=Job.Status.CLOSED))
    if not found:
        raise Refused(f"There is no job “{text}”. Write its title as it stands, or its number.", field="job")
    if len(found) > 1:
        numbers = ", ".join(str(job.pk) for job in found)
        raise Refused(f"There are several jobs “{text}”. Write the number of the one you mean: {numbers}.", field="job")
    return found[0]


def hiring_manager(job: Job) -> Person | None:
    return _first(job, Role.HIRING_MANAGER)


def lead_recruiter(job: Job) -> Person | None:
    """The recruiter who leads, else any: the last step of the ladder."""
    return _first(job, Role.RECRUITER)


def coordinator(job: Job) -> Person | None:
    return _first(job, Role.COORDINATOR)


def _first(job: Job, role: str) -> Person | None:
    members = HiringTeamMember.objects.filter(job=job, role=role, person__is_active=True)
    member = members.select_related("person__office").order_by("-lead", "id").first()
    return member.person if member else None


def team_of(job: Job) -> QuerySet[HiringTeamMember]:
    return job.members.select_related("person__office", "person__department").order_by("-lead", "person__name", "id")


def stages_of(job: Job) -> QuerySet[Stage]:
    """The plan as it stands, in order; retired stages have left it."""
    return job.stages.filter(retired_at=None).order_by("position", "id")


def interview_order(stage: Stage) -> list[int]:
    """The ids of a stage's interviews as they stand in the plan."""
    return list(stage.templates.filter(retired_at=None).order_by("position", "id").values_list("pk", flat=True))


def plan_of(job: Job) -> QuerySet[Stage]:
    """The plan with its interviews and what each looks at: three queries, however long it is."""
    templates = InterviewTemplate.objects.filter(retired_at=None).prefetch_related("focus").order_by("position", "id")
    return stages_of(job).prefetch_related(Prefetch("templates", queryset=templates))


def plan_as_draft(job: Job) -> PlanDraft:
    """A job's plan as a draft: for a preview, or to begin another job with it."""
    return PlanDraft(
        stages=stages_as_drafts(plan_of(job)),
        attributes=tuple(_attribute_draft(attribute) for attribute in job.attributes.all()),
        requirements=tuple(_requirement_draft(needed) for needed in job.requirements.select_related("attribute")),
    )


def stages_as_drafts(stages: Iterable[Stage]) -> tuple[StageDraft, ...]:
    return tuple(
        StageDraft(
            kind=stage.kind,
            name=stage.name,
            public_name=stage.public_name,
            public_text=stage.public_text,
            answer_days=stage.answer_days,
            capacity=stage.capacity,
            interviews=tuple(_interview_draft(template) for template in stage.templates.all()),
        )
        for stage in stages
    )


def _interview_draft(template: InterviewTemplate) -> InterviewDraft:
    return InterviewDraft(
        name=template.name,
        kind=template.kind,
        minutes=template.minutes,
        seat_roles=tuple(template.seat_roles),
        focus=tuple(attribute.name for attribute in template.focus.all()),
        guide=tuple(
            Question(asked["question"], asked.get("listen_for", ""), asked.get("attribute", ""))
            for asked in template.guide
        ),
    )


def _attribute_draft(attribute: Attribute) -> AttributeDraft:
    anchors = [*attribute.anchors, "", "", "", ""][:4]
    return AttributeDraft(attribute.name, (anchors[0], anchors[1], anchors[2], anchors[3]))


def _requirement_draft(needed: Requirement) -> RequirementDraft:
    name = needed.attribute.name if needed.attribute else ""
    return RequirementDraft(needed.text, needed.must, needed.weight, name)
