"""The browsers a person is signed in with: listed in words, ended one by one or all together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, QuerySet

from hearback.people.models import DeskSession, Person
from hearback.record.actions import record

SEEN_EVERY = timedelta(minutes=10)
# The first that fits; Edge and Opera call themselves Chrome as well, and Chrome calls itself Safari.
BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome")]
BROWSERS += [("Chrome", "Chrome"), ("HeadlessChrome", "Chrome"), ("Safari", "Safari")]
SYSTEMS = [("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("Windows", "Windows")]
SYSTEMS += [("CrOS", "ChromeOS"), ("Mac OS X", "a Mac"), ("Linux", "Linux")]


def device_words(user_agent: str) -> str:
    """“Firefox on Windows”: what its owner knows it by. No version, and nothing of what the browser said itself."""
    browser = next((name for sign, name in BROWSERS if re.search(rf"\b{sign}", user_agent)), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} on {system}" if system else browser


def begin(person: Person, *, key: str, device: str, now: datetime) -> None:
    DeskSession.objects.update_or_create(
        key=key, defaults={"person": person, "device": device, "began_at": now, "seen_at": now}
    )


def renamed(*, old: str, new: str) -> None:
    """A session gets another key whenever what it may do changes."""
    DeskSession.objects.filter(key=old).update(key=new)


def seen(key: str, *, now: datetime) -> None:
    DeskSession.objects.filter(key=key, seen_at__lte=now - SEEN_EVERY).update(seen_at=now)


def sessions_of(person: Person, *, now: datetime) -> QuerySet[DeskSession]:
    """Those that would still let somebody in, the last seen first."""
    live = Session.objects.filter(expire_date__gt=now).values("session_key")
    return person.sessions.filter(key__in=live)


@transaction.atomic
def end_session(session: DeskSession, *, by: Person, now: datetime) -> None:
    record("ended", session, by=by, now=now, what="session", person=session.person_id)
    _forget([session])


@transaction.atomic
def end_sessions(person: Person, *, by: Person | None, now: datetime, keep: str = "") -> None:
    """Every session of theirs ends, also those no list shows. Whoever keeps one holds it against the new hash."""
    Person.objects.filter(pk=person.pk).update(session_generation=F("session_generation") + 1)
    person.refresh_from_db(fields=["session_generation"])
    record("ended", person, by=by, now=now, what="sessions")
    _forget(person.sessions.exclude(key=keep))


def _forget(sessions: Iterable[DeskSession]) -> None:
    rows = list(sessions)
    Session.objects.filter(session_key__in=[row.key for row in rows]).delete()
    DeskSession.objects.filter(pk__in=[row.pk for row in rows]).delete()


def forget_old(*, now: datetime) -> int:
    live = Session.objects.filter(expire_date__gt=now).values("session_key")
    return DeskSession.objects.exclude(key__in=live).delete()[0]
