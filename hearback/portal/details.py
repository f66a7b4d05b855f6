"""How the candidate would like to hear from the company."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hearback.candidates.actions import change_candidate
from hearback.portal.doors import Visit, candidate_page, notice, posted
from hearback.portal.forms import DetailsForm
from hearback.portal.queries import as_told, own_applications
from hearback.refusals import Refused

FIELDS = ("channel", "phone", "time_zone")


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def details(request: HttpRequest, visit: Visit) -> HttpResponse:
    candidate = visit.candidate
    newest = own_applications(candidate).first()
    office_zone = as_told(newest).job.office.time_zone if newest else "UTC"
    form = DetailsForm(
        posted(request), office_zone=office_zone, initial={name: getattr(candidate, name) for name in FIELDS}
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_candidate(candidate, by=candidate, now=visit.now, **{f: form.cleaned_data[f] for f in FIELDS})
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, "Saved. From now on we keep to this.")
            return redirect("portal:home")
    facts = {"form": form, "candidate": candidate, "office_zone": office_zone}
    return render(request, "portal/details.html", facts, status=422 if form.errors else 200)
