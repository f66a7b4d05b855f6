"""Interviews as the tests book, move and cancel them: only what a test is about has to be said."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hearback.applications.models import Application
from hearback.interviews.actions import Place, book_interview
from hearback.interviews.models import Interview
from hearback.messages.models import Message
from hearback.people.models import Person


def on(now: datetime, days: int, hour: int, minute: int = 0) -> datetime:
    return now.replace(hour=hour, minute=minute) + timedelta(days=days)


def book(cast: Any, now: datetime, application: Application | None = None, **other: Any) -> Interview:
    facts: dict[str, Any] = {
        "application": application or cast.omars,
        "kind": "interview",
        "name": "First interview",
        "starts_at": on(now, 3, 12),
        "minutes": 45,
        "seats": [Place(cast.marta), Place(cast.ben)],
        "place": "Room 4",
        "by": cast.ruth,
        "now": now,
    }
    return book_interview(**{**facts, **other})


def to(person: Person, **where: Any) -> list[str]:
    return list(Message.objects.filter(person=person, **where).order_by("pk").values_list("subject", flat=True))
