"""Applying: a form that is saved while it is typed, works without scripts, and loses nothing on refusal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.applications.drafts import (
    drop_resume,
    find_draft,
    throw_away,
)
from hearback.applications.filling import Unfinished
from hearback.careers.bots import (
    DAY,
    SENT_FROM_A_NETWORK,
    SENT_FROM_AN_ADDRESS,
    TRAP,
    check_human,
    check_often,
    count,
)
from hearback.careers.doors import carried_draft, carried_key, carry, gone, open_job, put_down
from hearback.careers.forms import typed_in
from hearback.careers.uploads import check_fits
from hearback.careers.visits import Visit, form_page
from hearback.decisions.applying import send_draft
from hearback.jobs.models import Job
from hearback.jobs.public import posting_path
from hearback.refusals import Overtaken, Refused

DONE = {
    "resume": "Your résumé is here. Look through what we read from it, then send.",
    "dropped": "The résumé is taken out.",
}


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
    check_often("careers-address", address, most=SENT_FROM_AN_ADDRESS, now=now)
    send_draft(visit.draft, now=now)
    # Only what was sent counts: whoever is told what is still missing has done nothing too often.
    count("careers-network", visit.network, now=now)
    count("careers-address", address, window=DAY, now=now)
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
