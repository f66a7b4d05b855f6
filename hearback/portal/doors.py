"""The candidate's door: who has come in, for how long, and what they may look a row up among."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth import SESSION_KEY as STAFF
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from hearback.candidates.models import Candidate
from hearback.candidates.queries import now_known_as

M = TypeVar("M", bound=Model)
CANDIDATE, NOTICE = "candidate", "notice"
LONGEST = timedelta(days=30)


@dataclass(frozen=True)
class Visit:
    """A signed-in candidate's request: who, and the one moment at which its clock was read."""

    candidate: Candidate
    now: datetime


View = Callable[..., HttpResponse]


def candidate_page(view: View) -> View:
    """For signed-in candidates; the view is given the visit. Others are led to the door. Nothing stays in a cache."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        candidate = candidate_of(request, now=now)
        if candidate is None:
            return redirect("portal:home")
        return view(request, Visit(candidate, now), *args, **kwargs)

    return guarded


def sign_in(request: HttpRequest, candidate: Candidate, *, now: datetime) -> None:
    """Start a session of the candidate's own. Whoever was signed in before, staff included, no longer is."""
    request.session.flush()
    request.session[CANDIDATE] = [candidate.pk, candidate.link_generation, (now + LONGEST).isoformat()]
    request.session.set_expiry(int(LONGEST.total_seconds()))


def candidate_of(request: HttpRequest, *, now: datetime) -> Candidate | None:
    """Who is signed in here as a candidate. A session that staff have signed in to is theirs alone."""
    if CANDIDATE not in request.session or STAFF in request.session:
        return None
    pk, generation, until = request.session[CANDIDATE]
    if now > datetime.fromisoformat(until):
        return None
    came_in = Candidate.everyone.select_related("merged_into").filter(pk=pk, link_generation=generation).first()
    return now_known_as(came_in) if came_in else None


def find(rows: QuerySet[M], **where: Any) -> M:
    """The row, looked for only among these; what is somebody else's does not exist."""
    row = rows.filter(**where).first()
    if row is None:
        raise Http404
    return row


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also an empty answer is an answer."""
    return request.POST if request.method == "POST" else None


def notice(request: HttpRequest, sentence: str) -> None:
    """A sentence for the top of the next page, shown once."""
    request.session[NOTICE] = sentence
