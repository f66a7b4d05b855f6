"""After it is sent: what happens next and by when; and, apart from it, what somebody may say about themselves."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hearback.applications.drafts import find_draft
from hearback.applications.models import Draft
from hearback.jobs.queries import stages_of
from hearback.self_identification.actions import identify
from hearback.self_identification.rules import questions_of


def sent_draft(key: str, *, now: datetime) -> Draft:
    draft = find_draft(key, now=now)
    if draft is None or draft.sent_at is None:
        raise Http404
    return draft


@never_cache
@require_safe
def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """The same for everybody who sends: it names nobody, and does not say whether somebody was known before."""
    now = timezone.now()
    draft = sent_draft(key, now=now)
    facts = {
        "draft": draft,
        "job": draft.job,
        "zone": draft.job.office.time_zone,
        "stages": list(stages_of(draft.job)),
        "asks_about": bool(questions_of(draft.job.office.self_identification)),
        "told": request.GET.get("done") == "about-you",
        "key": key,
        "now": now,
    }
    return render(request, "careers/receipt.html", facts)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def about_you(request: HttpRequest, key: str) -> HttpResponse:
    """Voluntary, on a page of its own, where the office asks for it. Nobody who decides ever sees an answer."""
    now = timezone.now()
    draft = sent_draft(key, now=now)
    asked = draft.job.office.self_identification
    questions = questions_of(asked)
    if not questions:
        raise Http404
    if request.method == "POST":
        if draft.application_id:
            identify(draft.application_id, asked=asked, answers=request.POST.dict(), now=now)
        return redirect(request.path.removesuffix("about-you") + "?done=about-you")
    return render(request, "careers/about_you.html", {"questions": questions, "job": draft.job, "key": key})
