"""A job's public page: what it is, what it pays, what it needs, and what will happen by when to whoever applies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hearback.careers.doors import gone, open_job, page, public_page
from hearback.careers.structured import as_script, job_posting
from hearback.decisions.applying import first_answer_by
from hearback.jobs.models import Job
from hearback.jobs.public import posting_path, posting_url, previewed
from hearback.jobs.queries import stages_of
from hearback.reports.keeping import word_kept


@public_page
def posting(request: HttpRequest, pk: int, name: str = "") -> HttpResponse:
    now = timezone.now()
    job = open_job(pk, now=now)
    if job is None:
        return gone(pk, now=now)
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    if name != job.slug:
        return HttpResponsePermanentRedirect(f"{posting_path(job)}{query}")
    return page("posting.html", {**facts_of(job, now=now), "query": query, "preview": False})


@never_cache
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """How it will look, for whoever got the link from somebody who may change the job."""
    job = previewed(token)
    if job is None:
        raise Http404
    return page("posting.html", {**facts_of(job, now=timezone.now()), "query": "", "preview": True})


def facts_of(job: Job, *, now: datetime) -> dict[str, Any]:
    needs = list(job.requirements.all())
    return {
        "job": job,
        "address": posting_url(job),
        "musts": [needed.text for needed in needs if needed.must],
        "shoulds": [needed.text for needed in needs if not needed.must],
        "stages": list(stages_of(job)),
        "answer_by": first_answer_by(job, now=now),
        "kept": word_kept(),
        "structured": as_script(job_posting(job, needs, employer=settings.EMPLOYER, site=settings.BASE_URL)),
        "now": now,
    }
