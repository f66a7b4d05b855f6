"""The moment somebody is inside, whatever the way: noted in the record and among their sessions."""

from __future__ import annotations

from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hearback.desk.doors import SEEN
from hearback.desk.known_devices import remember
from hearback.people.invitations import accept
from hearback.people.models import Person
from hearback.people.sessions import begin, device_words, renamed
from hearback.record.actions import record

BACKEND = "hearback.people.backends.WithOffice"


def enter_at_once(request: HttpRequest, person: Person) -> None:
    """Without a second step: the demo's doors, and whoever has just accepted an invitation."""
    login(request, person, backend=BACKEND)
    note_session(request, person)


def entered(request: HttpRequest, person: Person, response: HttpResponse, *, way: str) -> None:
    now = timezone.now()
    note_session(request, person)
    accept(person, now=now)
    record("signed_in", person, by=person, now=now, way=way)
    remember(request, response, person)


def note_session(request: HttpRequest, person: Person) -> None:
    now = timezone.now()
    if not request.session.session_key:
        request.session.cycle_key()
    request.session[SEEN] = now.timestamp()
    words = device_words(request.META.get("HTTP_USER_AGENT", ""))
    begin(person, key=request.session.session_key or "", device=words, now=now)


def stay(request: HttpRequest, person: Person) -> None:
    """What this session is held against has changed; this one goes on, under another key."""
    old = request.session.session_key or ""
    update_session_auth_hash(request, person)
    renamed(old=old, new=request.session.session_key or "")
