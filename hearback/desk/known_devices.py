"""A browser that has been inside an account before is known by a signed cookie, and tries from a lane of its own."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from hearback.pages import caller
from hearback.people.attempts import Lane, network_of
from hearback.people.models import Person

COOKIE, YEAR, MOST = "hearback_known", 365 * 24 * 3600, 5
_SALT = "hearback.known"


def _accounts(request: HttpRequest) -> dict[str, str]:
    """The accounts this browser has been in, each with a word nobody can guess."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=YEAR)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def lane_of(request: HttpRequest, email: str, person: Person | None) -> Lane:
    device = _accounts(request).get(str(person.pk), "") if person else ""
    return Lane(account=email.strip().lower(), network=network_of(caller(request)), device=device)


def remember(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """After a whole sign-in, second factor included."""
    accounts = _accounts(request)
    word = accounts.pop(str(person.pk), "") or secrets.token_urlsafe(12)
    kept = {**dict(list(accounts.items())[-MOST + 1 :]), str(person.pk): word}
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=YEAR,
        path="/desk/",
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
