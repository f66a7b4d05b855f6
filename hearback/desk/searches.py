"""Searches kept under a name: one's own, and those that colleagues share."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.finding import SearchForm
from hearback.finding.actions import change_search, delete_search, save_search
from hearback.finding.describing import describe
from hearback.finding.queries import searches_visible_to
from hearback.finding.rules import read_filters, write_filters
from hearback.refusals import Refused


@require_safe
@desk_page
def searches(request: HttpRequest) -> HttpResponse:
    rows = list(searches_visible_to(me(request)))
    words = describe([read_filters(row.query) for row in rows], me(request))
    shown = [(row, asked) for row, asked in zip(rows, words, strict=True) if asked is not None]
    facts = {
        "mine": [one for one in shown if one[0].owner_id == me(request).pk],
        "theirs": [one for one in shown if one[0].owner_id != me(request).pk],
    }
    return render(request, "desk/searches/searches.html", facts)


@desk_page
def search_new(request: HttpRequest) -> HttpResponse:
    """A name for the list one has before one. What it asks for comes along in the address."""
    filters = read_filters(request.GET.dict())
    asked = describe([filters], me(request))[0]
    if asked is None or not filters.narrows:
        raise Http404
    form = SearchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_search(**form.cleaned_data, query=write_filters(filters), by=me(request), now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"“{saved.name}” is kept.")
            return redirect("desk:searches")
    facts = {"form": form, "asked": asked, "query": write_filters(filters)}
    return render(request, "desk/searches/new.html", facts, status=422 if form.errors else 200)


@desk_page
def search(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename one's own, share it or no longer."""
    row = find(me(request).saved_searches.all(), pk=pk)
    form = SearchForm(request.POST or None, initial={"name": row.name, "shared": row.shared})
    if request.method == "POST" and form.is_valid():
        try:
            change_search(row, **form.cleaned_data, by=me(request), now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, "Saved.")
            return redirect("desk:searches")
    facts = {"form": form, "search": row, "asked": describe([read_filters(row.query)], me(request))[0] or []}
    return render(request, "desk/searches/search.html", facts, status=422 if form.errors else 200)


@require_POST
@desk_page
def search_removal(request: HttpRequest, pk: int) -> HttpResponse:
    row = find(me(request).saved_searches.all(), pk=pk)
    name = row.name
    delete_search(row, by=me(request), now=timezone.now())
    notice(request, f"“{name}” is deleted. The candidates are where they were.")
    return redirect("desk:searches")
