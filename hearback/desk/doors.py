"""The desk's door: who may come in, and how a page looks a row up among what that person may see."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from hearback.people.models import Person

View = Callable[..., HttpResponse]
M = TypeVar("M", bound=Model)
NOTICE = "notice"


def desk_page(view: View) -> View:
    """Signed in and still working here; everybody else is led to the sign-in page and back."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return guarded


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
