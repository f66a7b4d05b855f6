"""Keeping a job's plan for other jobs, and looking after those that are kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.desk.doors import admin_page, desk_page, find, me, notice
from hearback.desk.forms.plans import KeepPlanForm, KeptPlanForm
from hearback.desk.job_settings import own_job
from hearback.jobs.models import PlanTemplate
from hearback.jobs.own_plans import change_plan, draft_of, keep_plan
from hearback.jobs.queries import plan_as_draft
from hearback.refusals import Refused


@desk_page
def plan_keeping(request: HttpRequest, pk: int) -> HttpResponse:
    job = own_job(request, pk)
    form = KeepPlanForm(request.POST or None, initial={"name": job.title})
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_plan(job, **form.cleaned_data, by=me(request), now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"Kept. “{kept.name}” is offered whenever a job begins.")
            return redirect("desk:plan", pk)
    facts = {"job": job, "form": form, "plan": plan_as_draft(job)}
    return render(request, "desk/jobs/plan_keeping.html", facts, status=422 if form.errors else 200)


@require_safe
@admin_page
def kept_plans(request: HttpRequest) -> HttpResponse:
    rows = PlanTemplate.objects.select_related("made_by").defer("plan")
    return render(request, "desk/settings/plans.html", {"plans": rows, "now": timezone.now()})


@admin_page
def kept_plan(request: HttpRequest, pk: int) -> HttpResponse:
    kept = find(PlanTemplate.objects.all(), pk=pk)
    started = {"name": kept.name, "note": kept.note, "in_use": kept.retired_at is None}
    form = KeptPlanForm(request.POST or None, initial=started)
    if request.method == "POST" and form.is_valid():
        try:
            change_plan(kept, **form.cleaned_data, by=me(request), now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, "Saved.")
            return redirect("desk:kept_plans")
    facts = {"form": form, "kept": kept, "plan": draft_of(kept)}
    return render(request, "desk/settings/plan.html", facts, status=422 if form.errors else 200)
