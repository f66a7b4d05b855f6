"""The desk's door: who may come in, and how a page looks a row up among what that person may see."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hearback.people.factors import has_factor
from hearback.people.models import Person
from hearback.people.sessions import SEEN_EVERY, seen

View = Callable[..., HttpResponse]
M = TypeVar("M", bound=Model)
NOTICE, SEEN, FACTOR_SEEN = "notice", "seen", "factor_seen"
# What somebody may reach who has yet to set up the second factor that their role needs.
UNGUARDED = ("/desk/security/", "/desk/confirmation/", "/desk/password")


def desk_page(view: View) -> View:
    """Signed in and still working here; everybody else is led to the sign-in page and back."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _note_seen(request)
        if factor_wanted(request) and not request.path.startswith(UNGUARDED):
            notice(request, "Your role needs a second factor. Set up a passkey or an authenticator app, then go on.")
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    return guarded


def _note_seen(request: HttpRequest) -> None:
    """For the list of sessions, every ten minutes at most."""
    at = request.session.get(SEEN)
    if at is not None and (now := timezone.now()).timestamp() - at > SEEN_EVERY.total_seconds():
        request.session[SEEN] = now.timestamp()
        seen(request.session.session_key or "", now=now)


def factor_wanted(request: HttpRequest) -> bool:
    """Whether this person's role needs a second factor, and they have none. Asked once a session."""
    if me(request).role not in settings.SECOND_FACTOR_ROLES or request.session.get(FACTOR_SEEN):
        return False
    request.session[FACTOR_SEEN] = has_factor(me(request))
    return not request.session[FACTOR_SEEN]


def admin_page(view: View) -> View:
    """Settings belong to admins; for others these pages do not exist."""

    @desk_page
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.role != "admin":
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def find(rows: QuerySet[M], **where: Any) -> M:
    """The row, looked for only among these; what a person may not see does not exist for them."""
    row = rows.filter(**where).first()
    if row is None:
        raise Http404
    return row


def me(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def notice(request: HttpRequest, sentence: str) -> None:
    """A sentence for the top of the next page, shown once."""
    request.session[NOTICE] = sentence
