"""News during a hold, and the end of the pause."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.applications.actions import change_state
from hearback.applications.models import Application
from hearback.decisions.drafts import NEWS_WORDS, of_news
from hearback.decisions.models import Decision, Hold, Offer
from hearback.decisions.opening import (
    locked,
    open_for,
    who_answers,
    write_decision,
    write_to_candidate,
)
from hearback.decisions.queries import news_due
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.queries import draft
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.queries import as_told, open_promises, usual_due_at
from hearback.refusals import Refused


@transaction.atomic
def send_news(pause: Hold, *, words: str, by: Person, now: datetime, subject: str = "", body: str = "") -> Message:
    """Tell the candidate how things stand, and promise the next news."""
    application = locked(pause.application)
    pause = Hold.objects.select_related("application__candidate", "application__job__office").get(pk=pause.pk)
    if pause.ended_at or application.state != "held":
        raise Refused("This hold is over.")
    if not words.strip() and not body.strip():
        raise Refused("Write what is new, or that nothing is.", field="words")
    calendar = calendar_for(application.job.office, now=now)
    due = news_due(calendar, resumes_at=pause.resumes_at, news_days=pause.news_days, now=now)
    text = (subject, body) if body.strip() else of_news(pause, words=words, due_at=due, by=by)
    message = write_to_candidate(application, text, by=by, now=now, purpose=Message.Purpose.NEWS)
    promises.answer_with(application, message=message, now=now, kinds={Promise.Kind.NEWS})
    promises.promise(
        application=application,
        kind=Promise.Kind.NEWS,
        words=NEWS_WORDS,
        due_at=due,
        owner=by,
        by=by,
        now=now,
        told_by=message,
    )
    return message


@transaction.atomic
def resume(application: Application, *, revision: int, by: Person, now: datetime) -> Decision:
    """End a hold before its day."""
    application = open_for(application, revision=revision, by=by)
    pause = Hold.objects.filter(application=application, ended_at=None).select_related("decision__by").first()
    if application.state != "held" or pause is None:
        raise Refused("This application is not on hold.")
    return _resume(application, pause, by=by, now=now)


def resume_due(*, now: datetime, limit: int = 200) -> int:
    """Holds whose day has come end by themselves. Run by the tick."""
    due = Hold.objects.filter(ended_at=None, resumes_at__lte=now).order_by("resumes_at")
    return sum(_resume_one(pk, now=now) for pk in due.values_list("pk", flat=True)[:limit])


@transaction.atomic
def _resume_one(pk: int, *, now: datetime) -> int:
    pause = Hold.objects.select_related("application", "decision__by").get(pk=pk)
    application = locked(pause.application)
    pause.refresh_from_db(fields=["ended_at"])
    if pause.ended_at or application.state != "held":
        return 0
    _resume(application, pause, by=None, now=now)
    return 1


def _resume(application: Application, pause: Hold, *, by: Person | None, now: datetime) -> Decision:
    pause.ended_at = now
    pause.save(update_fields=["ended_at"])
    before = (application.state, application.stage_id)
    change_state(application, "active", now=now)
    owner = by or who_answers(application, pause.decision.by)
    words, due = "How we go on with your application", usual_due_at(application, now=now)
    text = resume_draft(application, owner=owner, now=now)
    message = write_to_candidate(application, text, by=by, now=now, purpose=Message.Purpose.NEXT_STEP)
    made = promises.promise(
        application=application,
        kind=Promise.Kind.ANSWER,
        words=words,
        due_at=due,
        owner=owner,
        by=owner,
        now=now,
        told_by=message,
    )
    return write_decision(
        application,
        outcome=Decision.Outcome.RESUME,
        verb="resumed",
        by=by,
        now=now,
        before=before,
        message=message,
        promise=made,
    )


def resume_draft(application: Application, *, owner: Person, now: datetime) -> tuple[str, str]:
    """What the candidate reads when the pause is over."""
    words, due = "How we go on with your application", usual_due_at(application, now=now)
    return draft("resume", application, **as_told(words, due, owner, Promise.Channel.EMAIL, application))


def lapse_offers(*, now: datetime, limit: int = 200) -> int:
    """An offer nobody answered returns to the company, which now owes a word about it. Run by the tick."""
    waiting = Promise.objects.filter(ended_at=None, by_candidate=True, kind=Promise.Kind.OFFER)
    due = Offer.objects.filter(
        application__state="offered",
        application__in=waiting.values("application"),
        accepted_at=None,
        declined_at=None,
        withdrawn_at=None,
        expires_at__lte=now,
    )
    return sum(_lapse(pk, now=now) for pk in due.values_list("pk", flat=True)[:limit])


@transaction.atomic
def _lapse(pk: int, *, now: datetime) -> int:
    standing = Offer.objects.select_related("application", "decision__by").get(pk=pk)
    application = locked(standing.application)
    waiting = open_promises(application).filter(by_candidate=True, kind=Promise.Kind.OFFER)
    if application.state != "offered" or not waiting.exists():
        return 0
    for owed in waiting:
        promises.end(owed, ending=Promise.Ending.RELEASED, by=None, now=now)
    owner = who_answers(application, standing.decision.by)
    words, due = (
        "We get in touch about the offer",
        usual_due_at(application, now=now, days=2),
    )
    facts = as_told(words, due, owner, Promise.Channel.EMAIL, application)
    text = draft("update", application, words="The date for your answer to our offer has passed.", **facts)
    message = write_to_candidate(application, text, by=None, now=now, purpose=Message.Purpose.NEXT_STEP)
    promises.promise(
        application=application,
        kind=Promise.Kind.OFFER,
        words=words,
        due_at=due,
        owner=owner,
        by=owner,
        now=now,
        told_by=message,
    )
    queue(
        to=owner,
        application=application,
        purpose=Message.Purpose.NEWS,
        subject=f"No answer to the offer: {application.candidate.name}",
        body="The date for the answer has passed. The candidate has been told that you will be in touch.",
        by=None,
        now=now,
    )
    return 1
