"""Decisions as the tests make them: only what a test is about has to be said."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hearback.applications.models import Application
from hearback.decisions import actions, offers
from hearback.decisions.models import Decision, Offer, RejectionReason
from hearback.demo.cast import Cast
from hearback.messages.actions import send
from hearback.messages.models import Message
from hearback.promises.actions import keep_answered
from hearback.promises.models import Promise
from hearback.timetable import tick_at

ITEMS = [("upload", "Your portfolio"), ("text", "Two references"), ("confirm", "You may work in Germany")]


def fresh(application: Application) -> Application:
    return Application.objects.select_related("candidate", "job__office", "stage").get(pk=application.pk)


def advance(cast: Cast, application: Application, *, now: datetime, **facts: Any) -> Decision:
    said = {
        "to_stage": cast.second_round,
        "revision": fresh(application).revision,
        "next_words": "A date for your second interview",
        "next_due_at": now + timedelta(days=3),
        "next_owner": cast.ruth,
        "by": cast.marta,
        **facts,
    }
    return actions.advance(application, now=now, **said)


def ask(cast: Cast, application: Application, *, now: datetime, **facts: Any) -> Decision:
    said = {
        "items": ITEMS,
        "due_at": now + timedelta(days=5),
        "revision": fresh(application).revision,
        "by": cast.marta,
        **facts,
    }
    return actions.ask(application, now=now, **said)


def hold(cast: Cast, application: Application, *, now: datetime, **facts: Any) -> Decision:
    said = {
        "until": (now + timedelta(days=20)).date(),
        "words": "The budget is being decided.",
        "revision": fresh(application).revision,
        "by": cast.marta,
        **facts,
    }
    return actions.hold(application, now=now, **said)


def reject(cast: Cast, application: Application, *, now: datetime, **facts: Any) -> Decision:
    said = {
        "reason": reason("reject_interviewed"),
        "revision": fresh(application).revision,
        "by": cast.marta,
        **facts,
    }
    return actions.reject(application, now=now, **said)


def offer(cast: Cast, application: Application, *, now: datetime, **facts: Any) -> Offer:
    said = {
        "amount": Decimal(70_000),
        "currency": "EUR",
        "period": "year",
        "starts_on": (now + timedelta(days=60)).date(),
        "expires_at": now + timedelta(days=7),
        "revision": fresh(application).revision,
        "by": cast.marta,
        **facts,
    }
    return offers.offer(application, now=now, **said).offer


def reason(key: str) -> RejectionReason:
    return RejectionReason.objects.filter(template_key=key)[0]


def post(message: Message, *, now: datetime) -> None:
    """The worker sends it, and what it keeps is kept."""
    assert send(message.pk, now=now) is not None
    message.refresh_from_db()
    keep_answered(now=now, message=message)


def minute(now: datetime) -> dict[str, int]:
    """What the tick does at this moment."""
    return tick_at(now)


def owed(application: Application) -> list[Promise]:
    return list(application.promises.filter(ended_at=None).order_by("due_at", "pk"))
