from __future__ import annotations

from django.conf import settings
from django.db.models import Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import seen_by
from hearback.messages.models import Message, MessageTemplate
from hearback.messages.rules import fill
from hearback.messages.wording import DEFAULTS, Wording
from hearback.people.models import Person


def wording(key: str) -> Wording:
    """The employer's own text where there is one, else ours."""
    template = MessageTemplate.objects.filter(key=key).first()
    return Wording(template.name, template.subject, template.body) if template else DEFAULTS[key]


def draft(key: str, application: Application, **facts: str) -> tuple[str, str]:
    """Subject and body of a message to the application's candidate, filled in and ready to be read and edited."""
    text = wording(key)
    known = {
        "first_name": application.candidate.first_name,
        "name": application.candidate.name,
        "job": application.job.title,
        "employer": settings.EMPLOYER,
        "stage": application.stage.public_name,
        "stage_text": application.stage.public_text,
        **facts,
    }
    return fill(text.subject, known)[:300], fill(text.body, known)


def messages_visible_to(person: Person) -> QuerySet[Message]:
    """What is said to and by the candidates whose applications a person may open, and what they wrote themselves."""
    return (
        Message.objects.filter(candidate__isnull=False)
        .exclude(purpose=Message.Purpose.CODE)
        .filter(seen_by(person, "application__") | Q(written_by=person))
        .select_related("candidate", "written_by", "application__candidate", "application__job", "application__stage")
    )


def zone_of(application: Application) -> str:
    """The zone the candidate reads dates in: their own, else the office's."""
    return application.candidate.time_zone or application.job.office.time_zone


def correspondence(application: Application) -> list[Message]:
    """What was said to and by the candidate, newest first; never our own nudges or sign-in codes."""
    return list(
        Message.objects.filter(application=application, candidate=application.candidate_id)
        .exclude(purpose=Message.Purpose.CODE)
        .select_related("written_by")
    )


def in_trouble(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Those the mail server has not taken yet. They are tried again until it does."""
    return messages.filter(sent_at=None, cancelled_at=None).exclude(trouble="").order_by("written_at")
