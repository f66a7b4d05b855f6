"""The plan editor: stages in their order, what the candidate reads about each, and when one of them goes."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hearback.applications.plan_changes import live_in, retire_stage
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.jobs import PlanChoiceForm
from hearback.desk.forms.plans import NewStageForm, RetirementForm, StageForm, stage_initial
from hearback.desk.job_settings import own_job, visible_job
from hearback.desk.jobs import preview_of, ready_choice
from hearback.jobs import plans
from hearback.jobs.models import Stage
from hearback.jobs.own_plans import draft_of, plans_in_use
from hearback.jobs.plan_templates import plan_for
from hearback.jobs.queries import plan_of, roles_on, stages_of
from hearback.jobs.rules import may_change, may_see_pay
from hearback.refusals import Refused


@require_safe
@desk_page
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    return plan_page(request, pk)


def plan_page(request: HttpRequest, pk: int, *, refusal: str = "", status: int = 200) -> HttpResponse:
    job = visible_job(request, pk)
    stages = list(plan_of(job).annotate(live=Count("applications", filter=Q(applications__ended_at=None))))
    facts = {
        "job": job,
        "stages": stages,
        "minutes": sum(template.minutes for stage in stages for template in stage.templates.all()),
        "rounds": sum(bool(stage.templates.all()) for stage in stages),
        "may_change": may_change(roles_on(job, me(request))),
        "refusal": refusal,
        "now": timezone.now(),
    }
    return render(request, "desk/jobs/plan.html", facts, status=status)


@require_safe
@desk_page
def plan_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as the candidate reads it."""
    job = visible_job(request, pk)
    shown = may_see_pay(roles_on(job, me(request)), public=job.pay_is_public)
    facts = {"job": job, "stages": stages_of(job), "pay_shown": shown}
    return render(request, "desk/jobs/plan_preview.html", facts)


@desk_page
def plan_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin with a ready-made plan. Looking costs nothing; taking it replaces a draft's own."""
    job = own_job(request, pk)
    own = (request.POST or request.GET).get("own", "")
    kept = find(plans_in_use(), pk=own) if own.isdecimal() else None
    form = PlanChoiceForm(None if kept else request.POST or request.GET or None)
    refusal = ""
    if request.method == "POST" and (kept or form.is_valid()):
        draft = draft_of(kept) if kept else plan_for(**ready_choice(form))
        try:
            plans.apply_plan(job, draft=draft, by=me(request), now=timezone.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            notice(request, "The plan is yours: change whatever does not fit.")
            return redirect("desk:plan", pk)
    facts = {
        "job": job,
        "form": form if form.is_bound else PlanChoiceForm(),
        "plan": draft_of(kept) if kept else preview_of(form),
        "own": plans_in_use().defer("plan"),
        "kept": kept,
        "refusal": refusal,
        "replaces": stages_of(job).exists(),
    }
    return render(request, "desk/jobs/plan_template.html", facts, status=422 if refusal else 200)


@desk_page
def stage_new(request: HttpRequest, pk: int) -> HttpResponse:
    job = own_job(request, pk)
    form = NewStageForm(request.POST or None, job=job)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            stage = plans.add_stage(job, at=int(facts.pop("after")), by=me(request), now=timezone.now(), **facts)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"{stage.name} is part of the plan.")
            return redirect("desk:plan", pk)
    facts = {"job": job, "form": form, "stage": None}
    return render(request, "desk/jobs/stage.html", facts, status=422 if form.errors else 200)


def own_stage(request: HttpRequest, pk: int) -> Stage:
    stage = find(Stage.objects.filter(retired_at=None).select_related("job"), pk=pk)
    own_job(request, stage.job_id)
    return stage


@desk_page
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    stage = own_stage(request, pk)
    form = StageForm(request.POST or None, initial=stage_initial(stage))
    if request.method == "POST" and form.is_valid():
        try:
            plans.change_stage(stage, by=me(request), now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
            stage.refresh_from_db()
        else:
            notice(request, f"{stage.name} is saved. Promises already made stand as they are.")
            return redirect("desk:plan", stage.job_id)
    facts = {"job": stage.job, "form": form, "stage": stage}
    return render(request, "desk/jobs/stage.html", facts, status=422 if form.errors else 200)


@require_POST
@desk_page
def stage_place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place earlier or later."""
    stage = own_stage(request, pk)
    order = [other.pk for other in stages_of(stage.job)]
    to = order.index(stage.pk) + (-1 if request.POST.get("to") == "earlier" else 1)
    try:
        plans.move_stage(stage, to=max(0, to), by=me(request), now=timezone.now())
    except Refused as refused:
        return plan_page(request, stage.job_id, refusal=str(refused), status=422)
    return redirect("desk:plan", stage.job_id)


@desk_page
def stage_retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a stage out of the plan, and say where the people in it go."""
    stage = own_stage(request, pk)
    form = RetirementForm(request.POST if request.method == "POST" else None, stage=stage)
    if request.method == "POST" and form.is_valid():
        try:
            moved = retire_stage(stage, move_to=form.cleaned_data["move_to"], by=me(request), now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            went = (
                "" if not moved else " One candidate has moved." if moved == 1 else f" {moved} candidates have moved."
            )
            notice(request, f"{stage.name} has left the plan.{went}")
            return redirect("desk:plan", stage.job_id)
    facts = {"job": stage.job, "stage": stage, "form": form, "live": live_in(stage)}
    return render(request, "desk/jobs/retirement.html", facts, status=422 if form.errors else 200)
