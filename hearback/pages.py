"""How pages are drawn: the Jinja2 environment, what every template can use, and the pages for when something is wrong
(nothing there, a form too old, a fault)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment, StrictUndefined

from hearback import clocks, words
from hearback.refusals import Refused


def environment(**options: Any) -> Environment:
    env = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    env.globals.update(static=static, url=url, employer=settings.EMPLOYER, demo=settings.DEMO)
    env.globals.update(clocks=clocks, remembered=lru_cache(maxsize=2000))
    env.filters.update(
        day=words.day,
        moment=words.moment,
        clock=words.clock,
        span=words.span,
        pay=words.pay,
        plural=words.plural,
        initials=words.initials,
        zone=words.zone_name,
        paragraphs=words.paragraphs,
    )
    return env


def url(name: str, *args: Any) -> str:
    """`reverse`, which takes longer than drawing what is linked: with numbers, an address is put together once."""
    if all(type(one) is int for one in args):
        return _address(name, len(args)).format(*args)
    return reverse(name, args=args)


@lru_cache(maxsize=1000)
def _address(name: str, count: int) -> str:
    places = [987_654_321_000 + place for place in range(count)]
    found = reverse(name, args=places)
    for place in places:
        found = found.replace(str(place), "{}")
    return found


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What every template sees besides its own facts. Only the desk has a signed-in person."""
    person = getattr(request, "user", None)
    signed_in = person is not None and person.is_authenticated
    zone = ZoneInfo(person.office.time_zone) if signed_in else ZoneInfo("UTC")
    # Taken only by a page that shows it: one that is missing, or a part of a page, leaves it for the next.
    notice = SimpleLazyObject(lambda: _take_notice(request))
    return {"me": person if signed_in else None, "here": zone, "path": request.path, "notice": notice}


def caller(request: HttpRequest) -> str:
    """Where a request comes from. Behind a proxy we trust, it is what that proxy saw, and not what the caller says."""
    passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) and passed_on:
        return passed_on.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _take_notice(request: HttpRequest) -> str:
    session = getattr(request, "session", None)
    return str(session.pop("notice", "")) if session is not None and "notice" in session else ""


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    return render(request, "parts/refusal.html", {"sentence": str(refused)}, status=409)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "parts/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    # Drawn without the request: who is signed in would be a question to a database that may be what is down.
    return HttpResponse(render_to_string("parts/server_error.html"), status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "parts/form_expired.html", status=403)


def empty(request: HttpRequest) -> HttpResponse:
    """The lightest page there is: that the server answers, and how fast it can."""
    return HttpResponse("Hearback is here.", content_type="text/plain")
