"""Who visits: people and candidates who are signed in, and their requests written out as bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client, RequestFactory
from django.utils import timezone

from hearback.candidates.models import Candidate
from hearback.people.models import Person

HOST = "127.0.0.1"


@cache
def signed_in(kind: str, pk: int) -> Client:
    """A browser in which this person, or this candidate, is signed in."""
    browser = Client(SERVER_NAME=HOST, HTTP_HOST=HOST)
    if kind == "person":
        browser.force_login(Person.objects.get(pk=pk), backend=settings.AUTHENTICATION_BACKENDS[0])
    elif kind == "candidate":
        browser.cookies[settings.SESSION_COOKIE_NAME] = _candidates_session(Candidate.objects.get(pk=pk))
    browser.cookies[settings.CSRF_COOKIE_NAME] = _get_new_csrf_string()
    return browser


def _candidates_session(candidate: Candidate) -> str:
    from hearback.portal.doors import sign_in

    request: HttpRequest = RequestFactory().get("/my/")
    middleware = import_module("django.contrib.sessions.middleware").SessionMiddleware

    def enter(request: HttpRequest) -> HttpResponse:
        sign_in(request, candidate, now=timezone.now())
        return HttpResponse()

    answer = middleware(enter)(request)
    return str(answer.cookies[settings.SESSION_COOKIE_NAME].value)


@dataclass(frozen=True)
class Visit:
    """One request of somebody's. `data` makes it a POST."""

    path: str
    who: tuple[str, int] = ("nobody", 0)
    data: dict[str, str] | None = None
    expect: str = field(default="", compare=False)  # what stands on the page

    def as_bytes(self) -> bytes:
        browser = signed_in(*self.who)
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
        lines = [f"Host: {HOST}", f"Cookie: {cookies}", "Accept: text/html", "Accept-Encoding: gzip"]
        body = b""
        if self.data is not None:
            token = browser.cookies[settings.CSRF_COOKIE_NAME].value
            body = urlencode({**self.data, "csrfmiddlewaretoken": token}).encode()
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        method = "GET" if self.data is None else "POST"
        return "\r\n".join([f"{method} {self.path} HTTP/1.1", *lines, "", ""]).encode() + body

    def here(self) -> HttpResponse:
        """The same request, answered inside this process."""
        browser = signed_in(*self.who)
        return browser.get(self.path) if self.data is None else browser.post(self.path, self.data)
