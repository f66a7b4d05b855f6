from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import candidates_visible_to, seen_by, visible_to
from hearback.candidates.models import Attachment
from hearback.decisions import rules
from hearback.decisions.models import Decision, Hold, InformationRequest, RequestItem
from hearback.interviews.models import Interview
from hearback.jobs.models import HiringTeamMember, Job, Stage
from hearback.jobs.queries import jobs_visible_to, stages_of
from hearback.jobs.rules import PAY_READERS
from hearback.messages.models import Message
from hearback.messages.queries import messages_visible_to
from hearback.people.models import Department, Person, Role
from hearback.people.queries import colleagues
from hearback.people.rules import WorkingCalendar

UNSENT = Q(outcome=Decision.Outcome.REJECT, undone_at=None, message__sent_at=None, message__cancelled_at=None) & Q(
    message__isnull=False
)


def unsent_rejections() -> QuerySet[Decision]:
    """Rejections the candidate has not been told of: they can be undone, and nothing may show them in the portal."""
    return Decision.objects.filter(UNSENT, application__state=Application.State.REJECTED).select_related(
        "message", "by", "reason"
    )


def unsent_rejection(application: Application) -> Decision | None:
    if application.state != Application.State.REJECTED:
        return None
    return unsent_rejections().filter(application=application).first()


def known_state(application: Application) -> str:
    """The state as the candidate knows it."""
    unsaid = unsent_rejection(application)
    return unsaid.from_state if unsaid else application.state


def decisions_visible_to(person: Person) -> QuerySet[Decision]:
    return Decision.objects.filter(seen_by(person, "application__")).select_related(
        "application__candidate",
        "application__job__office",
        "application__job__department",
        "application__stage",
        "message",
        "by",
        "undone_by",
        "reason",
        "from_stage",
        "to_stage",
    )


def letters_visible_to(person: Person) -> QuerySet[Message]:
    """Messages a person may read. A letter with an offer names the pay, so it is for those whom pay concerns."""
    letters = messages_visible_to(person)
    if person.role in (Role.ADMIN, Role.RECRUITER):
        return letters
    team = HiringTeamMember.objects.filter(person=person, role__in=PAY_READERS).values("job")
    concerned = Q(application__job__in=team) | Q(application__job__department__head=person) | Q(written_by=person)
    with_pay = Decision.objects.filter(message=OuterRef("pk"), outcome=Decision.Outcome.OFFER)
    return letters.filter(concerned | ~Exists(with_pay))


def attachments_visible_to(person: Person) -> QuerySet[Attachment]:
    """Whoever may see the candidate; and an interviewer, for whom the file is part of the kit. What was sent for a
    confidential job is seen by those who see that application."""
    met = Interview.objects.filter(cancelled_at=None, seats__person=person, seats__released_at=None)
    seen = Q(candidate__in=candidates_visible_to(person)) | Q(candidate__in=met.values("candidate"))
    elsewhere = RequestItem.objects.filter(attachments=OuterRef("pk"), request__application__job__confidential=True)
    elsewhere = elsewhere.exclude(request__application__in=visible_to(person))
    elsewhere = elsewhere.exclude(request__application__in=met.values("application"))
    return Attachment.objects.filter(seen).exclude(Exists(elsewhere))


def requests_visible_to(person: Person) -> QuerySet[InformationRequest]:
    return InformationRequest.objects.filter(seen_by(person, "application__")).select_related(
        "application__candidate", "application__job", "application__stage", "decision__by"
    )


def open_hold(application: Application) -> Hold | None:
    return application.holds.filter(ended_at=None).select_related("decision__by").first()


def open_holds_visible_to(person: Person) -> QuerySet[Hold]:
    return Hold.objects.filter(seen_by(person, "application__"), ended_at=None).select_related(
        "application__candidate", "application__job__office", "application__stage", "decision__by"
    )


def pause_dates(calendar: WorkingCalendar, *, until: date, news_days: int, now: datetime) -> tuple[datetime, datetime]:
    """When a pause until that day ends, and when the candidate hears of it before."""
    resumes_at = calendar.start_of(calendar.first_working_day(until))
    return resumes_at, news_due(calendar, resumes_at=resumes_at, news_days=news_days, now=now)


def news_due(calendar: WorkingCalendar, *, resumes_at: datetime, news_days: int, now: datetime) -> datetime:
    end = calendar.end_of(calendar.day_of(resumes_at))
    return rules.next_news_at(now, calendar.due_after(now, news_days), end)


def stages_ahead(application: Application) -> QuerySet[Stage]:
    """The later stages of this job's plan."""
    return stages_of(application.job).filter(position__gt=application.stage.position)


def stages_elsewhere(application: Application, person: Person) -> QuerySet[Stage]:
    """The stages of other open jobs this person may see, and for which the candidate is not applying already."""
    applying = Application.objects.filter(candidate=application.candidate_id, ended_at=None).values("job")
    jobs = (
        jobs_visible_to(person).filter(status=Job.Status.OPEN).exclude(pk__in=applying).exclude(pk=application.job_id)
    )
    stages = Stage.objects.filter(job__in=jobs.values("pk"), retired_at=None)
    return stages.select_related("job").order_by("job__title", "job", "position", "id")


def senior_people(*, besides: Person) -> QuerySet[Person]:
    """Those a candidate may meet higher up: executives, hiring managers and heads of departments."""
    senior = Q(role__in=(Role.EXECUTIVE, Role.HIRING_MANAGER)) | Q(pk__in=Department.objects.values("head"))
    return colleagues().filter(senior).exclude(pk=besides.pk)


def offers_out(job: Job, *, besides: Application) -> int:
    """How many of the job's openings are offered or taken already."""
    spoken_for = (Application.State.OFFERED, Application.State.ACCEPTED, Application.State.HIRED)
    return Application.objects.filter(job=job, state__in=spoken_for).exclude(pk=besides.pk).count()


def live_in(stage_ids: Iterable[int]) -> dict[int, int]:
    """How many live applications stand in each of these stages."""
    live = Application.objects.filter(stage__in=list(stage_ids), ended_at=None)
    return dict(live.values("stage").annotate(count=Count("pk")).values_list("stage", "count"))
