"""The debrief: the candidates of a stage side by side, and the four decisions below each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.decisions.debrief import SIDE_BY_SIDE, gather, stages_to_debrief
from hearback.desk.acts import speak_our_words
from hearback.desk.doors import desk_page, find, me
from hearback.desk.forms.common import zone_of_person
from hearback.desk.pictures import heat_strip, scale


@require_safe
@desk_page
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    person, now = me(request), timezone.now()
    stage = find(stages_to_debrief(person), pk=pk)
    chosen = [int(one) for one in request.GET.getlist("candidate") if one.isdigit()]
    panel = gather(stage, person, chosen=chosen, now=now)
    speak_our_words([one.next_step for one in panel.columns if one.next_step], now, zone_of_person(person))
    facts = {
        "debrief": panel,
        "stage": stage,
        "job": stage.job,
        "scale": scale,
        "heat": {column.application.pk: heat_strip(column, panel.attributes) for column in panel.columns},
        "shown": {column.application.pk for column in panel.columns},
        "too_many": len(set(chosen)) > SIDE_BY_SIDE,
        "most": SIDE_BY_SIDE,
        "now": now,
    }
    return render(request, "desk/debrief.html", facts)
