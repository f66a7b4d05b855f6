"""The interviews of a stage: who sits in, what they look at, and the questions of the guide."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.plans import InterviewForm, QuestionRows, in_order, interview_initial
from hearback.desk.plans import own_stage, plan_page
from hearback.jobs import plans
from hearback.jobs.models import InterviewTemplate, Stage
from hearback.jobs.plan_templates.library import ATTRIBUTES, all_questions
from hearback.jobs.queries import interview_order
from hearback.refusals import Refused


@desk_page
def guide_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _interview(request, own_stage(request, pk), None)


@desk_page
def guide(request: HttpRequest, pk: int) -> HttpResponse:
    template = own_template(request, pk)
    return _interview(request, template.stage, template)


def own_template(request: HttpRequest, pk: int) -> InterviewTemplate:
    template = find(InterviewTemplate.objects.select_related("stage__job").prefetch_related("focus"), pk=pk)
    if template.stage.retired_at or template.retired_at:
        raise Http404
    own_stage(request, template.stage_id)
    return template


def _interview(request: HttpRequest, stage: Stage, template: InterviewTemplate | None) -> HttpResponse:
    job = stage.job
    names = list(job.attributes.values_list("name", flat=True))
    form = InterviewForm(request.POST or None, job=job, initial=interview_initial(template) if template else None)
    rows = QuestionRows(
        request.POST or None,
        prefix="guide",
        initial=list(template.guide) if template else [],
        form_kwargs={"names": names},
    )
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        facts = {**form.facts(), "guide": in_order(rows), "by": me(request), "now": timezone.now()}
        try:
            if template:
                plans.change_interview(template, **facts)
            else:
                plans.add_interview(stage, **facts)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"{facts['name']} is saved.")
            return redirect("desk:plan", job.pk)
    wrong = form.is_bound and (form.errors or not rows.is_valid())
    facts = {
        "job": job,
        "stage": stage,
        "interview": template,
        "form": form,
        "rows": rows,
        "suggestions": [(name, all_questions(name)) for name in names if name in ATTRIBUTES],
    }
    return render(request, "desk/jobs/guide.html", facts, status=422 if wrong else 200)


@require_POST
@desk_page
def guide_place(request: HttpRequest, pk: int) -> HttpResponse:
    template = own_template(request, pk)
    order = interview_order(template.stage)
    to = order.index(template.pk) + (-1 if request.POST.get("to") == "earlier" else 1)
    plans.move_interview(template, to=max(0, to), by=me(request), now=timezone.now())
    return redirect("desk:plan", template.stage.job_id)


@require_POST
@desk_page
def guide_removal(request: HttpRequest, pk: int) -> HttpResponse:
    template = own_template(request, pk)
    job = template.stage.job_id
    try:
        plans.remove_interview(template, by=me(request), now=timezone.now())
    except Refused as refused:
        return plan_page(request, job, refusal=str(refused), status=422)
    notice(request, f"{template.name} is no longer part of the plan.")
    return redirect("desk:plan", job)
