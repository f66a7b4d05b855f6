"""The front door: pages that anybody may read and any cache may keep, and the draft that a browser carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.views.decorators.http import require_safe

from hearback.applications.drafts import LIFE, find_draft
from hearback.applications.models import Draft
from hearback.jobs.models import Job
from hearback.jobs.public import once_public_jobs, public_jobs

View = Callable[..., HttpResponse]
SECONDS = 120  # so long may a cache show a page as it was


def public_page(view: View) -> View:
    """For reading only, the same for everybody: no session, no cookie; caches keep it, and 304 says it is unchanged."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code not in (200, 404, 410):
            return response
        patch_cache_control(response, public=True, max_age=SECONDS)
        if response.status_code != 200:
            return response
        set_response_etag(response)
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response

    return guarded


def page(template: str, facts: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Drawn without the request: nothing on it depends on who asks."""
    return HttpResponse(render_to_string(f"careers/{template}", dict(facts)), status=status)


def open_job(pk: int, *, now: datetime) -> Job | None:
    return public_jobs(now=now).filter(pk=pk).first()


def gone(pk: int, *, now: datetime) -> HttpResponse:
    """A kind page for a job that takes no applications now; what was never public is not found, like what never was."""
    job = once_public_jobs().filter(pk=pk).first()
    if job is None:
        raise Http404
    others = public_jobs(now=now).filter(department=job.department_id)[:5]
    closed = job.status == Job.Status.CLOSED
    return page("gone.html", {"job": job, "closed": closed, "others": others}, status=410 if closed else 404)


def cookie_of(job_id: int) -> str:
    return f"draft_{job_id}"


def carried_draft(request: HttpRequest, job: Job, *, now: datetime) -> Draft | None:
    """The unsent draft for this job that the browser has the key to."""
    draft = find_draft(carried_key(request, job), now=now)
    return draft if draft and draft.job_id == job.pk and draft.open(now) else None


def carried_key(request: HttpRequest, job: Job) -> str:
    return str(request.COOKIES.get(cookie_of(job.pk), ""))


def carry(response: HttpResponse, job_id: int, key: str) -> None:
    response.set_cookie(
        cookie_of(job_id),
        key,
        max_age=int(LIFE.total_seconds()),
        path="/careers/",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def put_down(response: HttpResponse, job_id: int) -> None:
    response.delete_cookie(cookie_of(job_id), path="/careers/")
