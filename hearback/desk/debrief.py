"""The debrief of a stage."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from hearback.desk.doors import desk_page


@desk_page
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    raise Http404
