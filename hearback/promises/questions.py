"""A candidate asks: with the question a promise to answer it is born."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.applications.models import Application
from hearback.messages.actions import queue, receive
from hearback.messages.models import Message
from hearback.messages.queries import draft
from hearback.messages.rules import ADDRESS
from hearback.people.models import Person
from hearback.promises.actions import keep_answered, promise
from hearback.promises.models import Promise
from hearback.promises.queries import as_told, open_promises, usual_due_at
from hearback.refusals import Refused

REPLY_DAYS = 2
OPEN_QUESTIONS = 5


@transaction.atomic
def ask_question(application: Application, *, text: str, now: datetime, before: datetime | None = None) -> Promise:
    """Keep the question and owe a reply within two working days, or `before` some date, from whoever owes the next
    step."""
    # Two queries on purpose: one that had to wait for the lock would look for the stage of before.
    Application.objects.select_for_update().only("pk").get(pk=application.pk)
    application = Application.objects.select_related("candidate", "job__office", "stage").get(pk=application.pk)
    text = text.strip()
    if not text:
        raise Refused("Write your question first.", field="text")
    if len(text) > 5000:
        raise Refused(
            "That is longer than we can take: please keep to 5,000 characters.",
            field="text",
        )
    if application.promises.filter(kind=Promise.Kind.REPLY, ended_at=None).count() >= OPEN_QUESTIONS:
        raise Refused(
            "Several of your questions are still waiting for our reply. We will answer those first.",
            field="text",
        )
    last = application.promises.filter(by_candidate=False).select_related("owner").order_by("ended_at", "due_at")
    owner = (open_promises(application).first() or last.last()).owner
    receive(
        application=application,
        subject=f"Question about {application.job.title}",
        body=text,
        purpose=Message.Purpose.QUESTION,
        now=now,
    )
    words, due = "A reply to your question", usual_due_at(application, now=now, days=REPLY_DAYS)
    if before is not None and before > now:
        due = min(due, before)
    facts = as_told(words, due, owner, Promise.Channel.EMAIL, application)
    subject, body = draft("question", application, question=text, **facts)
    receipt = queue(
        to=application.candidate,
        application=application,
        purpose=Message.Purpose.NEXT_STEP,
        subject=subject,
        body=body,
        by=None,
        now=now,
    )
    owed = promise(
        application=application,
        kind=Promise.Kind.REPLY,
        words=words,
        due_at=due,
        owner=owner,
        by=owner,
        now=now,
        told_by=receipt,
    )
    queue(
        to=owner,
        application=application,
        purpose=Message.Purpose.NEWS,
        subject=f"{application.candidate.name} asks: {application.job.title}",
        body=f"{text}\n\nA reply has been promised. Write it here:\n{ADDRESS}/desk/promises/{owed.pk}/reply",
        by=None,
        now=now,
    )
    return owed


@transaction.atomic
def reply(owed: Promise, *, text: str, by: Person, now: datetime) -> Message:
    """Answer the question; the promise is kept when the answer has gone."""
    owed = Promise.objects.select_for_update(of=("self",)).select_related("application__candidate").get(pk=owed.pk)
    if owed.kind != Promise.Kind.REPLY or owed.ended_at or owed.answered_by_id:
        raise Refused("This question has been answered already.")
    if not text.strip():
        raise Refused("Write the answer first.", field="text")
    question = question_of(owed)
    subject, body = draft(
        "reply",
        owed.application,
        question=question.body if question else "",
        answer=text.strip(),
    )
    message = queue(
        to=owed.application.candidate,
        application=owed.application,
        purpose=Message.Purpose.REPLY,
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
    owed.answered_by = message
    owed.save(update_fields=["answered_by"])
    keep_answered(now=now, message=message)
    return message


def question_of(owed: Promise) -> Message | None:
    """What was asked. A renewed promise still belongs to the question its first date was given for."""
    while owed.renews_id:
        owed = owed.renews
    return Message.objects.filter(
        application=owed.application_id,
        inbound=True,
        purpose=Message.Purpose.QUESTION,
        written_at=owed.made_at,
    ).first()
