"""A candidate asks. With the question the promise of a reply is born."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hearback.portal.applications import told_of
from hearback.portal.doors import Visit, candidate_page, notice, posted
from hearback.portal.forms import QuestionForm
from hearback.portal.queries import Told, contact, interviews_of, open_steps
from hearback.promises.questions import ask_question
from hearback.refusals import Refused
from hearback.words import moment


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def question(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    told = told_of(visit, pk)
    form = QuestionForm(posted(request), initial={"text": prepared(told, request.GET.get("about", ""))})
    if request.method == "POST" and form.is_valid():
        try:
            owed = ask_question(told.application, text=form.cleaned_data["text"], now=visit.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            due = moment(owed.due_at, told.zone, visit.now)
            notice(request, f"Your question has arrived. {owed.owner.name} will reply by {due}.")
            return redirect("portal:application", pk)
    facts = {"told": told, "form": form, "contact": contact(told, open_steps(told)), "zone": told.zone}
    return render(request, "portal/question.html", facts, status=422 if form.errors else 200)


def prepared(told: Told, about: str) -> str:
    """The first words of a question that many ask, so that asking is easy. Unknown subjects start with nothing."""
    subject, _, pk = about.partition("-")
    if subject == "interview":
        for one in interviews_of(told):
            if str(one.pk) == pk:
                when = moment(one.starts_at, told.zone)
                return f"The time of the interview on {when} does not suit me. These times would be better: "
    return {
        "late": "I have not heard from you yet. Could you tell me how things stand?",
        "why": "I would like to know more about how you came to your decision. ",
        "again": "Your offer has lapsed before I could answer. Could we talk about it? ",
    }.get(subject, "")
