"""The list of open jobs, narrowed by what stands in the address."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hearback.careers.doors import page, public_page
from hearback.jobs.public import Filters, choices_among, narrowed, page_of, public_jobs, read_filters
from hearback.reports.keeping import word_kept


@public_page
def jobs(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    filters, every = read_filters(request.GET), public_jobs(now=now)
    shown = page_of(narrowed(every, filters), after=request.GET.get("after", ""))
    facts = {
        "shown": shown,
        "further": f"?{urlencode({**in_address(filters), 'after': shown.after})}" if shown.after else "",
        "filters": filters,
        "choices": choices_among(every),
        "kept": word_kept(),
        "site": settings.BASE_URL,
    }
    return page("jobs.html", facts)


def in_address(filters: Filters) -> dict[str, str]:
    """What the address says about these filters; empty ones are left out."""
    named = {"q": filters.words, **{name: getattr(filters, name) for name in ("department", "office")}}
    named |= {"employment": filters.employment, "workplace": filters.workplace}
    return {name: str(value) for name, value in named.items() if value}
