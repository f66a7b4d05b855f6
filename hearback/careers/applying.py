"""Applying: a form that is saved while it is typed, works without scripts, and loses nothing on refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.applications.drafts import (
    drop_resume,
    find_draft,
    keep_resume,
    save_draft,
    start_draft,
    throw_away,
)
from hearback.applications.filling import Unfinished
from hearback.applications.models import Draft
from hearback.careers.bots import (
    DAY,
    DRAFTS,
    FILES,
    SENT_FROM_A_NETWORK,
    SENT_FROM_AN_ADDRESS,
    TRAP,
    check_human,
    check_often,
    network_of,
    stamp,
)
from hearback.careers.doors import carried_draft, carried_key, carry, gone, open_job, put_down
from hearback.careers.forms import ApplicationForm, typed_in
from hearback.careers.uploads import check_fits, limit_files, readable
from hearback.decisions.applying import first_answer_by, send_draft
from hearback.jobs.models import Job
from hearback.jobs.public import form_of, posting_path
from hearback.pages import caller
from hearback.refusals import Overtaken, Refused

UNREADABLE = (
    "What was sent did not arrive whole, or was far too much. Here is what was saved last: try once more, please."
)
DONE = {
    "resume": "Your résumé is here. Look through what we read from it, then send.",
    "dropped": "The résumé is taken out.",
}


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
            self.draft, self.key = start_draft(self.job, typed=typed, now=self.now)
        else:
            revision = self.request.POST.get("revision", "")
            seen = int(revision) if revision.isdecimal() and len(revision) < 10 else 0
            self.draft = save_draft(self.draft, typed=typed, revision=seen, now=self.now)
        return self.draft

    def take_file(self, file: Any) -> Draft:
        check_often("careers-files", self.network, most=FILES, now=self.now)
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


@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def application(request: HttpRequest, job: Job, now: datetime) -> HttpResponse:
    visit = Visit.of(request, job, now)
    if request.method != "POST":
        return visit.page(visit.form(), done=DONE.get(request.GET.get("done", ""), ""))
    act = request.POST.get("act", "send")
    if act == "throw_away":
        if visit.draft:
            throw_away(visit.draft, now=now)
        response = redirect(posting_path(job))
        put_down(response, job.pk)
        return response
    typed = typed_in(request.POST, visit.form())
    try:
        return _act(visit, act, typed)
    except Overtaken as overtaken:
        return visit.page(visit.form(typed), status=409, refusal=str(overtaken), overtaken=True)
    except Unfinished as unfinished:
        form = visit.form(typed)
        form.say({name: sentence for name, sentence in unfinished.sentences.items() if name != "resume"})
        missing = unfinished.sentences.get("resume", "")
        return visit.page(form, status=422, resume_refusal=missing)
    except Refused as refused:
        beside = refused.field in ("resume", "file")
        said = {"resume_refusal": str(refused)} if beside else {"refusal": str(refused)}
        return visit.page(visit.form(typed), status=422, **said)


def _act(visit: Visit, act: str, typed: Mapping[str, str]) -> HttpResponse:
    visit.keep(typed)
    here = reverse("careers:application", args=[visit.job.pk])
    if act == "drop_resume":
        visit.draft = drop_resume(visit.draft, now=visit.now)
        return visit.answer(redirect(f"{here}?done=dropped#resume"))
    file = visit.request.FILES.get("resume")
    check_fits(visit.request)
    if file:
        visit.take_file(file)
    if act == "save":
        return visit.answer(redirect("careers:later", visit.job.pk))
    if act == "add_resume" and not file:
        raise Refused("Choose a file first.", field="resume")
    if act == "add_resume" or (file and visit.draft.resume_read.get("work")):
        # What was read is shown before it is sent.
        return visit.answer(redirect(f"{here}?done=resume#resume"))
    return _send(visit, typed)


def _send(visit: Visit, typed: Mapping[str, str]) -> HttpResponse:
    posted, now = visit.request.POST, visit.now
    try:
        check_human(visit.job.pk, posted.get("stamp", ""), posted.get(TRAP, ""), now=now)
    except Refused:
        visit.request.POST = posted.copy()
        visit.request.POST["stamp"] = visit.request.POST[TRAP] = ""
        raise
    check_often("careers-network", visit.network, most=SENT_FROM_A_NETWORK, now=now)
    address = typed.get("email", "").strip().lower()
    check_often("careers-address", address, most=SENT_FROM_AN_ADDRESS, window=DAY, now=now)
    send_draft(visit.draft, now=now)
    response = redirect("careers:receipt", visit.key)
    put_down(response, visit.job.pk)
    return response


@require_POST
@form_page
def draft(request: HttpRequest, job: Job, now: datetime) -> HttpResponse:
    """Saved while it is typed. The answer is the line below the form that says so."""
    visit = Visit.of(request, job, now)
    facts = {"job": job, "now": now, "refusal": "", "overtaken": False}
    status = 200
    try:
        visit.keep(typed_in(request.POST, visit.form()))
    except Refused as refused:
        facts |= {"refusal": str(refused), "overtaken": isinstance(refused, Overtaken)}
        status = 409
    response = render(request, "careers/parts/saved.html", {**facts, "draft": visit.draft}, status=status)
    return visit.answer(response)


@require_POST
@form_page
def resume(request: HttpRequest, job: Job, now: datetime) -> HttpResponse:
    """A résumé added while the form is open: the part of the form that shows what was read from it."""
    visit = Visit.of(request, job, now)
    sentence = ""
    try:
        visit.keep(typed_in(request.POST, visit.form()))
        if request.POST.get("act") == "drop_resume":
            visit.draft = drop_resume(visit.draft, now=now)
        elif file := request.FILES.get("resume"):
            visit.take_file(file)
        else:
            check_fits(request)
            raise Refused("Choose a file first.", field="resume")
    except Refused as refused:
        sentence = str(refused)
    facts = resume_facts(visit, sentence)
    return visit.answer(render(request, "careers/parts/resume.html", facts, status=422 if sentence else 200))


def resume_facts(visit: Visit, sentence: str = "") -> dict[str, Any]:
    return {
        "job": visit.job,
        "draft": visit.draft,
        "form": visit.form(),
        "resume_refusal": sentence,
        "limit": settings.UPLOAD_LIMIT,
        "swapped": True,
    }


@never_cache
@require_safe
def later(request: HttpRequest, pk: int) -> HttpResponse:
    """Saved, to go on another time or on another device: here is the address for it."""
    now = timezone.now()
    job = open_job(pk, now=now)
    if job is None:
        return gone(pk, now=now)
    kept = carried_draft(request, job, now=now)
    if kept is None:
        return redirect("careers:application", pk)
    address = settings.BASE_URL + reverse("careers:go_on", args=[carried_key(request, job)])
    return render(request, "careers/later.html", {"job": job, "draft": kept, "address": address, "now": now})


@never_cache
@require_safe
def go_on(request: HttpRequest, key: str) -> HttpResponse:
    """The address of a draft: whoever has it goes on where it was left."""
    now = timezone.now()
    found = find_draft(key, now=now)
    if found is None:
        raise Http404
    if found.sent_at:
        return redirect("careers:receipt", key)
    response = redirect("careers:application", found.job_id)
    carry(response, found.job_id, key)
    return response
