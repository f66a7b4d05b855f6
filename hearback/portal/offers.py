"""The offer: read it, accept it, decline it. Each answer asks once more, because it cannot be taken back."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hearback.decisions.models import Offer
from hearback.decisions.offers import accept, decline
from hearback.portal.applications import told_of
from hearback.portal.doors import Visit, candidate_page, find, notice, posted
from hearback.portal.forms import FarewellForm, PortalForm
from hearback.portal.queries import Told, contact, is_told, open_offer, open_steps
from hearback.refusals import Refused


def own_offers(visit: Visit) -> QuerySet[Offer]:
    made = Offer.objects.filter(application__candidate=visit.candidate)
    return made.select_related("application", "decision__message", "job__office")


def _look(visit: Visit, pk: int) -> tuple[Offer, Told]:
    """The offer once the candidate has been told of it."""
    made = find(own_offers(visit), pk=pk)
    if not is_told(made.decision.message):
        raise Http404
    return made, told_of(visit, made.application_id)


def _facts(made: Offer, told: Told, visit: Visit) -> dict[str, Any]:
    return {
        "made_offer": made,
        "offer": open_offer(told, now=visit.now),
        "told": told,
        "zone": told.zone,
        "now": visit.now,
        "contact": contact(told, open_steps(told)),
    }


@require_safe
@candidate_page
def offer(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    made, told = _look(visit, pk)
    return render(request, "portal/offer.html", _facts(made, told, visit))


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def acceptance(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    made, told = _look(visit, pk)
    if open_offer(told, now=visit.now) != made:
        return redirect("portal:offer", pk)
    form = PortalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            accept(made, now=visit.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, "You have accepted. Welcome! You will have it in writing as well.")
            return redirect("portal:application", told.application.pk)
    facts = {**_facts(made, told, visit), "form": form}
    return render(request, "portal/acceptance.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def refusal(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    made, told = _look(visit, pk)
    if open_offer(told, now=visit.now) != made:
        return redirect("portal:offer", pk)
    form = FarewellForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            decline(made, words=form.cleaned_data["words"], now=visit.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, "Thank you for telling us. You will have it in writing as well.")
            return redirect("portal:application", told.application.pk)
    facts = {**_facts(made, told, visit), "form": form}
    return render(request, "portal/refusal.html", facts, status=422 if form.errors else 200)
