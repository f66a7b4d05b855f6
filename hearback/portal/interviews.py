"""After an interview: were you told what happens next?"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hearback.interviews.checks import answer_closing_check
from hearback.interviews.models import Interview
from hearback.portal.applications import told_of
from hearback.portal.doors import Visit, candidate_page, find, notice
from hearback.portal.queries import interviews_of
from hearback.refusals import Refused
from hearback.words import moment


@require_POST
@candidate_page
def told(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    interview = find(Interview.objects.filter(application__candidate=visit.candidate), pk=pk)
    page = told_of(visit, interview.application_id)
    if interview not in interviews_of(page) or request.POST.get("told") not in {"yes", "no"}:
        raise Http404
    try:
        check = answer_closing_check(interview, told=request.POST["told"] == "yes", now=visit.now)
    except Refused as refused:
        notice(request, str(refused))
    else:
        owed = check.promise
        due = f" {owed.owner.name} will tell you by {moment(owed.due_at, page.zone, visit.now)}." if owed else ""
        notice(request, f"Thank you for telling us.{due}")
    return redirect("portal:application", page.application.pk)
