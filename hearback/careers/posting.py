"""A job's public page: what it is, what it pays, what it needs, and what will happen by when to whoever applies."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone

from hearback.careers.doors import gone, open_job, page, public_page
from hearback.careers.structured import as_script, job_posting
from hearback.decisions.applying import first_answer_by
from hearback.jobs.public import posting_path, posting_url
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
    needs = list(job.requirements.all())
    facts = {
        "job": job,
        "address": posting_url(job),
        "musts": [needed.text for needed in needs if needed.must],
        "shoulds": [needed.text for needed in needs if not needed.must],
        "stages": list(stages_of(job)),
        "answer_by": first_answer_by(job, now=now),
        "kept": word_kept(),
        "query": query,
        "structured": as_script(job_posting(job, needs, employer=settings.EMPLOYER, site=settings.BASE_URL)),
        "now": now,
    }
    return page("posting.html", facts)
