"""A job's settings: its facts, who is on its team, what it asks for, and whether it is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hearback.applications.plan_changes import close_job
from hearback.applications.queries import boards_visible_to
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.common import people_by_nearness
from hearback.desk.forms.jobs import (
    AddAttributeForm,
    AttributeRows,
    JobForm,
    MemberRows,
    RequirementRows,
    filled,
    job_initial,
)
from hearback.jobs.actions import (
    AttributeFacts,
    change_job,
    open_job,
    pause_job,
    set_attributes,
    set_requirements,
    set_team,
)
from hearback.jobs.models import Job
from hearback.jobs.plan_templates import attribute_library
from hearback.jobs.queries import roles_on, team_of
from hearback.jobs.rules import may_change, may_see_pay
from hearback.refusals import Refused


def visible_job(request: HttpRequest, pk: int) -> Job:
    return find(boards_visible_to(me(request)), pk=pk)


def own_job(request: HttpRequest, pk: int) -> Job:
    """A job this person may change; for others its forms do not exist."""
    job = visible_job(request, pk)
    if not may_change(roles_on(job, me(request))):
        raise Http404
    return job


@desk_page
def job_settings(request: HttpRequest, pk: int) -> HttpResponse:
    job = visible_job(request, pk)
    if request.method != "POST" and not may_change(roles_on(job, me(request))):
        return _about(request, job)
    own_job(request, pk)
    form = JobForm(request.POST or None, initial=job_initial(job))
    if request.method == "POST" and form.is_valid():
        try:
            change_job(job, **form.facts(), by=me(request), now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
            job.refresh_from_db()
        else:
            notice(request, "Saved.")
            return _back(request, job, "desk:job_settings")
    facts = {"job": job, "form": form, "team": team_of(job)}
    return render(request, "desk/jobs/settings.html", facts, status=422 if form.errors else 200)


def _about(request: HttpRequest, job: Job) -> HttpResponse:
    """For those who may see a job and not change it."""
    facts = {
        "job": job,
        "team": team_of(job),
        "requirements": job.requirements.all(),
        "pay_shown": may_see_pay(roles_on(job, me(request)), public=job.pay_is_public),
    }
    return render(request, "desk/jobs/about.html", facts)


@desk_page
def job_team(request: HttpRequest, pk: int) -> HttpResponse:
    job = own_job(request, pk)
    rows = MemberRows(
        request.POST or None,
        initial=[{"person": m.person, "role": m.role, "lead": m.lead} for m in team_of(job)],
        form_kwargs={"people": people_by_nearness(job)},
    )

    def save() -> None:
        set_team(job, members=[row.member() for row in filled(rows)], by=me(request), now=timezone.now())

    return _rows_page(request, job, rows, save, "team", "The team is saved.")


@desk_page
def job_requirements(request: HttpRequest, pk: int) -> HttpResponse:
    job = own_job(request, pk)
    rows = RequirementRows(
        request.POST or None,
        initial=[
            {"id": n.pk, "text": n.text, "must": n.must, "weight": n.weight, "attribute": str(n.attribute or "")}
            for n in job.requirements.select_related("attribute")
        ],
        form_kwargs={"names": list(job.attributes.values_list("name", flat=True))},
    )

    def save() -> None:
        asked = [row.requirement() for row in filled(rows)]
        set_requirements(job, requirements=asked, by=me(request), now=timezone.now())

    return _rows_page(request, job, rows, save, "requirements", "The requirements are saved.")


@desk_page
def job_attributes(request: HttpRequest, pk: int) -> HttpResponse:
    job = own_job(request, pk)
    attributes = list(job.attributes.all())
    rows = AttributeRows(
        request.POST if request.method == "POST" and "library" not in request.POST else None,
        initial=[{"id": a.pk, "name": a.name, **_anchors(a.anchors)} for a in attributes],
    )
    taken = {attribute.name for attribute in attributes}
    ready = {draft.name: draft for draft in attribute_library() if draft.name not in taken}
    adding = AddAttributeForm(request.POST or None, names=list(ready))

    def save() -> None:
        kept = [row.attribute() for row in filled(rows)]
        set_attributes(job, attributes=kept, by=me(request), now=timezone.now())

    if request.method == "POST" and "library" in request.POST:
        wanted = ready.get(request.POST["library"])
        if wanted:
            kept = [AttributeFacts(a.name, a.anchors, a.pk) for a in attributes]
            added = AttributeFacts(wanted.name, wanted.anchors)
            set_attributes(job, attributes=[*kept, added], by=me(request), now=timezone.now())
            notice(request, f"{wanted.name} is added, with words for each point.")
        return redirect("desk:job_attributes", pk)
    return _rows_page(request, job, rows, save, "attributes", "The attributes are saved.", adding=adding)


def _anchors(anchors: list[str]) -> dict[str, str]:
    return {f"anchor_{point}": words for point, words in enumerate(anchors, start=1)}


def _rows_page(
    request: HttpRequest, job: Job, rows: Any, save: Callable[[], None], name: str, done: str, **more: Any
) -> HttpResponse:
    """A page of rows that are saved together. A refusal about the whole stands on top of them."""
    sentence = ""
    if rows.is_bound and rows.is_valid():
        try:
            save()
        except Refused as refused:
            sentence = str(refused)
        else:
            notice(request, done)
            return _back(request, job, f"desk:job_{name}")
    wrong = bool(sentence) or (rows.is_bound and not rows.is_valid())
    facts = {"job": job, "rows": rows, "refusal": sentence, **more}
    return render(request, f"desk/jobs/{name}.html", facts, status=422 if wrong else 200)


def _back(request: HttpRequest, job: Job, name: str) -> HttpResponse:
    """To the same page, unless what was saved has taken the job out of this person's sight."""
    seen = boards_visible_to(me(request)).filter(pk=job.pk).exists()
    return redirect(name, job.pk) if seen else redirect("desk:jobs")


@require_POST
@desk_page
def job_opening(request: HttpRequest, pk: int) -> HttpResponse:
    return _status(request, pk, open_job, "{} is open: candidates can apply.")


@require_POST
@desk_page
def job_pause(request: HttpRequest, pk: int) -> HttpResponse:
    return _status(
        request, pk, pause_job, "{} takes no new applications for now. Everybody in it is owed what they were."
    )


@require_POST
@desk_page
def job_closure(request: HttpRequest, pk: int) -> HttpResponse:
    return _status(request, pk, close_job, "{} is closed.")


def _status(request: HttpRequest, pk: int, verb: Callable[..., Job], done: str) -> HttpResponse:
    """A status changes from the settings page; what stands in the way is said there."""
    job = own_job(request, pk)
    try:
        verb(job, by=me(request), now=timezone.now())
    except Refused as refused:
        form = JobForm(initial=job_initial(job))
        facts = {"job": job, "form": form, "team": team_of(job), "refusal": str(refused)}
        return render(request, "desk/jobs/settings.html", facts, status=422)
    notice(request, done.format(job.title))
    return redirect("desk:job_settings", pk)
