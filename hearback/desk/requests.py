"""What was asked of a candidate, and what has arrived so far."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.applications.queries import roles_on
from hearback.decisions.queries import requests_visible_to
from hearback.decisions.rules import DECIDERS
from hearback.desk.doors import desk_page, find, me


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
        "may_decide": bool(DECIDERS & roles_on(asked.application, person)) and asked.application.live,
        "now": timezone.now(),
    }
    return render(request, "desk/decisions/request.html", facts)
