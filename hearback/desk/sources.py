"""Sources: where people come from, how far they got, and which wordings mean the same."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from hearback.candidates.models import Source
from hearback.candidates.sources import merge_wording, save_source, set_in_use
from hearback.desk.doors import admin_page, find, me, notice
from hearback.desk.forms.finding import MergeSourceForm, SourceForm
from hearback.finding.sources import sources_counted
from hearback.refusals import Refused


@admin_page
def sources(request: HttpRequest) -> HttpResponse:
    rows = sources_counted()
    facts = {"listed": [one for one in rows if one.source], "loose": [one for one in rows if not one.source]}
    return render(request, "desk/settings/sources.html", facts)


@admin_page
def source(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """One source: its name, its wordings, another one that means the same."""
    row = find(Source.objects.all(), pk=pk) if pk else Source()
    merges, now = "into" in request.POST, timezone.now()
    initial = {"name": row.name or request.GET.get("name", "")[:80], "in_use": row.retired_at is None}
    form = SourceForm(request.POST if request.method == "POST" and not merges else None, initial=initial)
    merge = MergeSourceForm(request.POST if merges else None, without=row if pk else None)
    try:
        if merges and merge.is_valid():
            return _merged(request, row.name, merge.cleaned_data["into"])
        if form.is_bound and form.is_valid():
            row = save_source(row, name=form.cleaned_data["name"], by=me(request), now=now)
            if form.cleaned_data["in_use"] != (row.retired_at is None):
                set_in_use(row, form.cleaned_data["in_use"], by=me(request), now=now)
            notice(request, "Saved.")
            return redirect("desk:sources")
    except Refused as refused:
        (merge if merges else form).refuse(refused)
    facts = {"source": row if pk else None, "form": form, "merge": merge}
    return render(request, "desk/settings/source.html", facts, status=422 if form.errors or merge.errors else 200)


@admin_page
def wording(request: HttpRequest) -> HttpResponse:
    """What somebody once typed, and which source it means."""
    text = request.GET.get("text", "").strip()[:80]
    if not text:
        raise Http404
    form = MergeSourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _merged(request, text, form.cleaned_data["into"])
        except Refused as refused:
            form.refuse(refused)
    facts = {"form": form, "text": text}
    return render(request, "desk/settings/source_wording.html", facts, status=422 if form.errors else 200)


def _merged(request: HttpRequest, text: str, into: Source) -> HttpResponse:
    merge_wording(text, into=into, by=me(request), now=timezone.now())
    notice(request, f"“{text}” means “{into.name}” from now on. What was typed stays as it was.")
    return redirect("desk:sources")
