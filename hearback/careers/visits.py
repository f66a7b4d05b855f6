"""One visit to a job's application form: whose draft it is, what stands in it, and how the page is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from hearback.applications.drafts import keep_resume, save_draft, start_draft
from hearback.applications.models import Draft
from hearback.careers.bots import DRAFTS, FILES, TRAP, check_often, count, network_of, stamp
from hearback.careers.doors import carried_draft, carried_key, carry, gone, open_job
from hearback.careers.forms import ApplicationForm
from hearback.careers.uploads import limit_files, readable
from hearback.decisions.applying import first_answer_by
from hearback.jobs.models import Job
from hearback.jobs.public import form_of
from hearback.pages import caller

UNREADABLE = "What was sent did not arrive whole, or was far too much. Here is what was saved last: try once more."


@dataclass
class Visit:
    """One request to a job's form: the draft it is about, what stands in it, and the moment."""

    request: HttpRequest
    job: Job
    now: datetime
    draft: Draft | None
    key: str

    @classmethod
    def of(cls, request: HttpRequest, job: Job, now: datetime) -> Visit:
        draft = carried_draft(request, job, now=now)
        return cls(request, job, now, draft, carried_key(request, job) if draft else "")

    @property
    def network(self) -> str:
        return network_of(caller(self.request))

    def form(self, typed: Mapping[str, str] | None = None) -> ApplicationForm:
        if typed is None:
            typed = self.draft.typed if self.draft else {}
        return ApplicationForm(self.job, form_of(self.job), typed, self.draft)

    def keep(self, typed: Mapping[str, str]) -> Draft:
        """Keep what was typed, in a new draft where there is none."""
        if self.draft is None:
            check_often("careers-drafts", self.network, most=DRAFTS, now=self.now)
            count("careers-drafts", self.network, now=self.now)
            self.draft, self.key = start_draft(self.job, typed=typed, now=self.now)
        else:
            revision = self.request.POST.get("revision", "")
            seen = int(revision) if revision.isdecimal() and len(revision) < 10 else 0
            self.draft = save_draft(self.draft, typed=typed, revision=seen, now=self.now)
        return self.draft

    def take_file(self, file: Any) -> Draft:
        check_often("careers-files", self.network, most=FILES, now=self.now)
        count("careers-files", self.network, now=self.now)
        self.draft = keep_resume(self.draft, upload=file, now=self.now)
        return self.draft

    def answer(self, response: HttpResponse) -> HttpResponse:
        """With the draft's key, so that this browser finds it again."""
        if self.draft is not None and self.key:
            carry(response, self.job.pk, self.key)
        return response

    def page(self, form: ApplicationForm, *, status: int = 200, **more: Any) -> HttpResponse:
        source = self.request.GET.get("source", "") or form.data.get("source", "")
        facts = {
            "job": self.job,
            "form": form,
            "draft": self.draft,
            "stamp": self.request.POST.get("stamp") or stamp(self.job.pk, self.now),
            "trap": TRAP,
            "answer_by": first_answer_by(self.job, now=self.now),
            "source": source[:80],
            "limit": settings.UPLOAD_LIMIT,
            "now": self.now,
            **more,
        }
        return self.answer(render(self.request, "careers/application.html", facts, status=status))


def form_page(view: Any) -> Any:
    """A form of an open job. A file that is too large is let go while it comes in; all the rest of the form stays."""

    protected = csrf_protect(view)

    @csrf_exempt  # until the handler is in its place: checking the token reads the whole form
    @never_cache
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        now = timezone.now()
        job = open_job(pk, now=now)
        if job is None:
            return gone(pk, now=now)
        limit_files(request)
        if not readable(request):
            visit = Visit.of(request, job, now)
            return visit.page(visit.form(), status=400, refusal=UNREADABLE)
        return protected(request, job, now)

    return guarded
