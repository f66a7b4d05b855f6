"""What was asked of a candidate, what has arrived so far, and more time for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hearback.applications.queries import roles_on
from hearback.decisions.models import InformationRequest
from hearback.decisions.more_time import extend
from hearback.decisions.queries import requests_visible_to
from hearback.decisions.rules import DECIDERS, check_can_decide
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.common import zone_of_person
from hearback.desk.forms.extension import ExtensionForm
from hearback.messages.models import Message
from hearback.promises.queries import usual_due_at
from hearback.promises.questions import question_of
from hearback.refusals import Refused


@require_safe
@desk_page
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    person = me(request)
    asked = find(requests_visible_to(person), pk=pk)
    items = list(asked.items.prefetch_related("attachments"))
    facts = {
        "asked": asked,
        "application": asked.application,
        "candidate": asked.application.candidate,
        "items": items,
        "done": sum(item.done_at is not None for item in items),
        "promise": asked.decision.promise,
        "time_asked": time_asked(asked),
        "may_decide": bool(DECIDERS & roles_on(asked.application, person)) and asked.application.live,
        "now": timezone.now(),
    }
    return render(request, "desk/decisions/request.html", facts)


def time_asked(asked: InformationRequest) -> Message | None:
    """What the candidate wrote who asks for more time, while nobody has answered it."""
    owed = asked.time_asked
    return question_of(owed) if owed and owed.open and owed.answered_by_id is None else None


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def extension(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the candidate longer, without asking anew."""
    person, now = me(request), timezone.now()
    asked = find(requests_visible_to(person), pk=pk)
    check_can_decide(roles_on(asked.application, person))
    if asked.ended_at:
        return redirect("desk:request", pk)
    later = usual_due_at(asked.application, now=max(asked.due_at, now), days=5)
    form = ExtensionForm(request.POST or None, asked=asked, by=person, zone=zone_of_person(person), later=later)
    if request.method == "POST" and form.is_valid() and form.read():
        try:
            extend(asked, due_at=form.due_at, words=form.cleaned_data["words"], by=person, now=now, **form.letter())
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"{asked.application.candidate.first_name} is told that there is more time.")
            return redirect("desk:request", pk)
    facts = {
        "asked": asked,
        "application": asked.application,
        "form": form,
        "question": time_asked(asked),
        "may_open": True,
        "home": reverse("desk:request", args=[pk]),
        "now": now,
    }
    return render(request, "desk/decisions/extension.html", facts, status=422 if form.errors else 200)
