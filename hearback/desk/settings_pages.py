"""Settings: offices and their days, departments, wording, rejection reasons. For admins."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hearback.candidates.sources import sources_in_use
from hearback.candidates.tags import tags_in_use
from hearback.decisions.models import RejectionReason
from hearback.decisions.reasons import save_reason
from hearback.desk.doors import admin_page, find, me, notice
from hearback.desk.forms.settings_forms import ClosureForm, DepartmentForm, OfficeForm, ReasonForm, WordingForm
from hearback.jobs.own_plans import plans_in_use
from hearback.messages.actions import change_template
from hearback.messages.queries import wording
from hearback.messages.rules import PLACES, fill
from hearback.messages.wording import DEFAULTS
from hearback.people.actions import add_closure, remove_closure, save_department, save_office
from hearback.people.models import Closure, Department, Office, Role
from hearback.people.queries import calendar_for, colleagues, public_holidays
from hearback.refusals import Refused

SAMPLE = {
    "first_name": "Omar",
    "name": "Omar Haddad",
    "job": "Embedded Engineer",
    "stage": "Second interview",
    "stage_text": "You meet three future colleagues and see the workshop.",
    "next_step": "A date for your second interview",
    "date": "Thursday 26 November, 17:00 (Berlin time)",
    "who": "Hanna Weiss",
    "how": "by e-mail",
    "when": "Tuesday 1 December, 10:00 (Berlin time)",
    "people": "Marta Lindqvist, Head of Engineering",
    "place": "Lindenstraße 12, third floor",
    "length": "45 minutes",
    "preparation": "Bring a piece of work you like to talk about.",
    "checklist": "– Your portfolio\n– Two references",
    "until": "Monday 14 December",
    "reason": "A colleague who has to be part of it is ill.",
    "pay": "EUR 68,000 a year",
    "starts_on": "Monday 1 February",
    "terms": "Thirty days of leave.",
    "question": "Is part-time possible?",
    "answer": "Yes, from 28 hours a week.",
    "words": "Your own words stand here.",
}


ROLE_WORDS = {
    Role.ADMIN: "Sees everything, looks after people, offices and settings.",
    Role.RECRUITER: "Opens jobs and sees every application, except of confidential jobs that are not theirs. Sees pay.",
    Role.COORDINATOR: "Books interviews and writes to candidates; sees what recruiters see, but no pay.",
    Role.HIRING_MANAGER: "Decides on the jobs whose team they are on, and sees pay there.",
    Role.INTERVIEWER: "Sees the kit of their own interviews: no other application, no pay.",
    Role.EXECUTIVE: "Sees and decides on the jobs whose team they are on, and sees pay there.",
}


@admin_page
def settings_page(request: HttpRequest) -> HttpResponse:
    counts = {
        "offices": Office.objects.count(),
        "departments": Department.objects.count(),
        "templates": len(DEFAULTS),
        "plans": plans_in_use().count(),
        "tags": tags_in_use().count(),
        "sources": sources_in_use().count(),
        "reasons": RejectionReason.objects.filter(retired_at=None).count(),
    }
    return render(request, "desk/settings/settings.html", counts)


@admin_page
def offices(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/settings/offices.html", {"offices": Office.objects.all()})


@admin_page
def office(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """One office: its clock, its week, and the days off that its promises skip."""
    row = find(Office.objects.all(), pk=pk) if pk else Office(weekdays=[0, 1, 2, 3, 4])
    adds_closure = "day" in request.POST
    form = OfficeForm(None if adds_closure else request.POST or None, instance=row)
    closure = ClosureForm(request.POST if adds_closure else None, auto_id="closure_%s")
    now = timezone.now()
    if request.method == "POST":
        try:
            if adds_closure and closure.is_valid():
                add_closure(row, **closure.cleaned_data, by=me(request), now=now)
                notice(request, "Added. Dates promised from now on skip this day.")
                return redirect("desk:office", row.pk)
            if not adds_closure and form.is_valid():
                in_use = not form.cleaned_data["out_of_use"]
                saved = save_office(form.save(commit=False), in_use=in_use, by=me(request), now=now)
                notice(request, "Saved.")
                return redirect("desk:office", saved.pk)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
    facts = {"form": form, "closure": closure, "office": row if row.pk else None, "now": now}
    if row.pk:
        days = sorted(
            day for year in (now.year, now.year + 1) for day in public_holidays(row.country, row.subdivision, year)
        )
        facts |= {
            "holidays": [day for day in days if day >= now.date()][:12],
            "closures": row.closures.filter(day__gte=now.date()),
            "in_three_days": calendar_for(row, now=now).due_after(now, 3),
        }
    failed = bool(form.errors or closure.errors)
    return render(request, "desk/settings/office.html", facts, status=422 if failed else 200)


@require_POST
@admin_page
def closure_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Open after all: dates promised already stand, those promised from now on count the day."""
    closure = find(Closure.objects.select_related("office"), pk=pk)
    remove_closure(closure, by=me(request), now=timezone.now())
    notice(request, "Removed. Dates promised from now on count this day.")
    return redirect("desk:office", closure.office_id)


@admin_page
def roles(request: HttpRequest) -> HttpResponse:
    """What each role may see and do, and how many have it. Roles are fixed: the rules are written for these."""
    counts = dict(colleagues().order_by().values_list("role").annotate(Count("pk")))
    rows = [
        (role.label, ROLE_WORDS[role], counts.get(role.value, 0), role in settings.SECOND_FACTOR_ROLES) for role in Role
    ]
    return render(request, "desk/settings/roles.html", {"roles": rows})


@admin_page
def departments(request: HttpRequest) -> HttpResponse:
    rows = Department.objects.select_related("head")
    return render(request, "desk/settings/departments.html", {"departments": rows})


@admin_page
def department(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = find(Department.objects.all(), pk=pk) if pk else Department()
    form = DepartmentForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            in_use = not form.cleaned_data["out_of_use"]
            save_department(form.save(commit=False), in_use=in_use, by=me(request), now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            notice(request, "Saved.")
            return redirect("desk:departments")
    facts = {"form": form, "department": row if row.pk else None}
    return render(request, "desk/settings/department.html", facts, status=422 if form.errors else 200)


@admin_page
def templates(request: HttpRequest) -> HttpResponse:
    rows = [(key, wording(key)) for key in DEFAULTS]
    return render(request, "desk/settings/templates.html", {"templates": sorted(rows, key=lambda row: row[1].name)})


@admin_page
def template(request: HttpRequest, key: str) -> HttpResponse:
    """One wording, edited beside what a candidate would read."""
    if key not in DEFAULTS:
        raise Http404
    text = wording(key)
    form = WordingForm(request.POST or None, initial={"subject": text.subject, "body": text.body})
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            change_template(key=key, name=DEFAULTS[key].name, **form.cleaned_data, by=me(request), now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            notice(request, "Saved. Messages written from now on use this wording.")
            return redirect("desk:templates")
    shown = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    sample = {**SAMPLE, "employer": settings.EMPLOYER}
    facts = {
        "form": form,
        "wording": text,
        "places": [(place, meaning) for place, meaning in PLACES.items() if f"{{{place}}}" in DEFAULTS[key].body],
        "subject": fill(shown["subject"], sample),
        "body": fill(shown["body"], sample),
    }
    return render(request, "desk/settings/template.html", facts, status=422 if form.errors else 200)


@admin_page
def reasons(request: HttpRequest) -> HttpResponse:
    return render(
        request, "desk/settings/reasons.html", {"reasons": RejectionReason.objects.all(), "wordings": DEFAULTS}
    )


@admin_page
def reason(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    row = find(RejectionReason.objects.all(), pk=pk) if pk else RejectionReason()
    form = ReasonForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        save_reason(form.save(commit=False), in_use=form.cleaned_data["in_use"], by=me(request), now=timezone.now())
        notice(request, "Saved.")
        return redirect("desk:reasons")
    facts = {"form": form, "reason": row if row.pk else None}
    return render(request, "desk/settings/reason.html", facts, status=422 if form.errors else 200)
