"""The jobs, and a new one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.applications.queries import boards_visible_to
from hearback.desk.doors import desk_page, me, notice
from hearback.desk.forms.jobs import NewJobForm, PlanChoiceForm
from hearback.desk.job_figures import rows_of
from hearback.jobs.actions import create_job
from hearback.jobs.models import Job
from hearback.jobs.own_plans import draft_of, plans_in_use
from hearback.jobs.plan_templates import PlanDraft, plan_for
from hearback.jobs.queries import jobs_visible_to, plan_as_draft
from hearback.jobs.rules import check_may_create
from hearback.refusals import Refused

VIEWS = {"open": ("Open", ["open", "paused"]), "drafts": ("Drafts", ["draft"]), "closed": ("Closed", ["closed"])}


@require_safe
@desk_page
def jobs(request: HttpRequest) -> HttpResponse:
    now, person = timezone.now(), me(request)
    shown = request.GET.get("show", "open")
    if shown not in VIEWS:
        raise Http404
    mine = jobs_visible_to(person)
    counts = dict(mine.order_by().values_list("status").annotate(Count("pk", distinct=True)))
    facts = {
        "rows": rows_of(
            mine.filter(status__in=VIEWS[shown][1]),
            set(boards_visible_to(person).values_list("pk", flat=True)),
            now=now,
        ),
        "views": [(name, key, sum(counts.get(s, 0) for s in states)) for key, (name, states) in VIEWS.items()],
        "shown": shown,
        "may_create": may_create(request),
        "now": now,
    }
    return render(request, "desk/jobs/jobs.html", facts)


def may_create(request: HttpRequest) -> bool:
    try:
        check_may_create(me(request).role)
    except Refused:
        return False
    return True


@desk_page
def job_new(request: HttpRequest) -> HttpResponse:
    """Facts, people and a plan on one page. The button “Show this plan” draws the plan and keeps everything typed."""
    if not may_create(request):
        raise Http404
    others = jobs_visible_to(me(request)).filter(stages__retired_at=None).exclude(stages=None).distinct()
    form = NewJobForm(request.POST or None, person=me(request), jobs=others)
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        try:
            job = create_job(
                **form.facts(), team=form.team(), plan=chosen_plan(form), by=me(request), now=timezone.now()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"{job.title} is a draft: look through its plan and its team, then open it.")
            return redirect("desk:plan", job.pk)
    if "preview" in request.POST:
        plan, form = preview_of(form), _as_typed(form, request)
    else:
        plan = preview_of(form)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/jobs/new.html", {"form": form, "plan": plan}, status=status)


def _as_typed(form: NewJobForm, request: HttpRequest) -> NewJobForm:
    """The same form with everything typed still there, and nobody scolded yet for what is not."""
    typed = {name: form[name].data for name in form.fields}
    return NewJobForm(initial=typed, person=me(request), jobs=form.fields["like"].queryset)


def chosen_plan(form: NewJobForm) -> PlanDraft | None:
    chosen = form.cleaned_data
    if chosen["plan"] == "copy":
        return plan_as_draft(chosen["like"])
    if chosen["plan"] == "own":
        return draft_of(chosen["own"])
    if chosen["plan"] == "ready":
        return plan_for(role=chosen["plan_role"], industry=chosen["industry"], size=chosen["size"])
    return None


def preview_of(form: Any) -> PlanDraft | None:
    """The plan that the form's choices stand for right now, whatever else is still missing."""
    if "plan" in form.fields and form["plan"].value() == "empty":
        return None
    if "plan" in form.fields and form["plan"].value() == "copy":
        like = str(form["like"].value() or "")
        job: Job | None = form.fields["like"].queryset.filter(pk=like).first() if like.isdecimal() else None
        return plan_as_draft(job) if job else None
    if "plan" in form.fields and form["plan"].value() == "own":
        own = str(form["own"].value() or "")
        kept = plans_in_use().filter(pk=own).first() if own.isdecimal() else None
        return draft_of(kept) if kept else None
    try:
        return plan_for(**ready_choice(form))
    except Refused:
        return None


def ready_choice(form: PlanChoiceForm) -> dict[str, str]:
    return {
        "role": str(form["plan_role"].value() or ""),
        "industry": str(form["industry"].value() or ""),
        "size": str(form["size"].value() or ""),
    }
