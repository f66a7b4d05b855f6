"""All of a candidate's applications, and the page of one: where am I, what happens next, by when, whom do I ask, what
can I do meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hearback.candidates.models import Candidate
from hearback.decisions.offers import withdraw
from hearback.finding.pools.queries import told_of_keeping_warm
from hearback.portal.doors import Visit, candidate_of, candidate_page, find, notice, posted
from hearback.portal.entry import address
from hearback.portal.forms import ITEM_FORMS, FarewellForm
from hearback.portal.openings import opening
from hearback.portal.queries import (
    Told,
    as_told,
    contact,
    interviews_of,
    letters_of,
    open_offer,
    open_steps,
    own_applications,
    past_promises,
    questions_of,
    stages_of,
    standing_offer,
    step_words,
    to_check,
)
from hearback.refusals import Refused


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The door for strangers; for candidates their applications, or the only one of them."""
    candidate = candidate_of(request, now=timezone.now())
    return every_application(request) if candidate else address(request)


@candidate_page
def every_application(request: HttpRequest, visit: Visit) -> HttpResponse:
    told = [as_told(application) for application in own_applications(visit.candidate)]
    if len(told) == 1:
        return redirect("portal:application", told[0].application.pk)
    rows = [(one, next(iter(open_steps(one)), None)) for one in told]
    facts = {"rows": rows, "candidate": visit.candidate, "now": visit.now, **kept_warm(visit.candidate)}
    return render(request, "portal/home.html", facts)


def kept_warm(candidate: Candidate) -> dict[str, Any]:
    """When they hear of us without an application: what they were told, and nothing else."""
    return {"kept_warm": told_of_keeping_warm(candidate)}


@require_safe
@candidate_page
def application(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    told = told_of(visit, pk)
    return render(request, "portal/application.html", page_of(told, now=visit.now))


def told_of(visit: Visit, pk: int) -> Told:
    """The candidate's own application as they know it; anybody else's is a 404."""
    return as_told(find(own_applications(visit.candidate), pk=pk))


def page_of(told: Told, *, now: datetime) -> dict[str, Any]:
    steps, interviews, letters = open_steps(told), interviews_of(told), letters_of(told)
    ahead = [one for one in interviews if one.ends_at > now]
    shown_as_meetings = {one.promise_id for one in ahead}
    return {
        "told": told,
        "now": now,
        "zone": told.zone,
        "opening": opening(told, steps, interviews, now=now),
        "steps": [step_words(owed, interviews) for owed in steps if owed.pk not in shown_as_meetings],
        "ahead": ahead,
        "to_check": to_check(told, interviews, now=now),
        "items": item_rows(told),
        "offer": open_offer(told, now=now),
        "made_offer": standing_offer(told),
        "stages": stages_of(told),
        "past": past_promises(told),
        "questions": questions_of(told, letters),
        "letters": letters,
        "contact": contact(told, steps),
        **kept_warm(told.application.candidate),
    }


def item_rows(told: Told) -> list[tuple[Any, Any]]:
    """Each thing asked for, with the form to send it while it is missing."""
    if told.request is None:
        return []
    items = told.request.items.prefetch_related("attachments")
    return [(one, None if one.done_at else ITEM_FORMS[one.kind](auto_id=f"item-{one.pk}-%s")) for one in items]


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def withdrawal(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """Asks once more before it is done: it cannot be taken back."""
    told = told_of(visit, pk)
    if not told.live:
        return redirect("portal:application", pk)
    form = FarewellForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(told.application, words=form.cleaned_data["words"], now=visit.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, "Your application is withdrawn. You will have it in writing as well.")
            return redirect("portal:application", pk)
    facts = {"told": told, "form": form, "zone": told.zone, "now": visit.now}
    return render(request, "portal/withdrawal.html", facts, status=422 if form.errors else 200)
