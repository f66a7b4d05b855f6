"""What happens during a hold: news in between, and going on before its day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hearback.applications.queries import roles_on, visible_to
from hearback.decisions import pauses
from hearback.decisions.queries import open_hold, open_holds_visible_to
from hearback.decisions.rules import check_can_decide
from hearback.desk.decisions import PAGES
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.common import zone_of_person
from hearback.desk.forms.decisions import NewsForm
from hearback.desk.forms.drafting import DECIDE, Around
from hearback.people.queries import calendar_for
from hearback.refusals import Overtaken, Refused


@require_http_methods(PAGES)
@desk_page
def hold_news(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell somebody on hold how things stand; the next news is promised with it."""
    person, now = me(request), timezone.now()
    pause = find(open_holds_visible_to(person), pk=pk)
    application = pause.application
    calendar = calendar_for(application.job.office, now=now)
    around = Around(application, person, now, zone_of_person(person), {}, {"pause": pause, "calendar": calendar})
    sent = request.POST if request.method == "POST" else None
    form = NewsForm.of(sent, around)
    status = 200
    if sent is not None and DECIDE in sent:
        status = 422
        if form.ready():
            try:
                pauses.send_news(pause, words=form.cleaned_data["words"], by=person, now=now, **form.letter())
            except Refused as refused:
                form.refuse(refused)
            else:
                notice(request, f"{application.candidate.first_name} is being told, and reads when to expect more.")
                return redirect("desk:application", application.pk)
    facts = {"application": application, "candidate": application.candidate, "form": form, "around": around}
    facts |= {"pause": pause, "outcome": "news", "overtaken": "", "back": "", "now": now}
    return render(request, "desk/decisions/news.html", facts, status=status)


@require_http_methods(PAGES)
@desk_page
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on before the day the hold ends by itself."""
    person, now = me(request), timezone.now()
    application = find(visible_to(person), pk=pk)
    check_can_decide(roles_on(application, person))
    refusal, status = "", 200
    if request.method == "POST":
        seen = request.POST.get("revision", "")
        try:
            pauses.resume(application, revision=int(seen) if seen.isdigit() else 0, by=person, now=now)
        except Refused as refused:
            refusal, status = str(refused), 409 if isinstance(refused, Overtaken) else 422
            application = find(visible_to(person), pk=pk)
        else:
            notice(request, f"The hold is over. {application.candidate.first_name} is being told, with the next date.")
            return redirect("desk:application", pk)
    facts = {
        "application": application,
        "candidate": application.candidate,
        "pause": open_hold(application),
        "letter": pauses.resume_draft(application, owner=person, now=now),
        "refusal": refusal,
        "now": now,
    }
    return render(request, "desk/decisions/resume.html", facts, status=status)
