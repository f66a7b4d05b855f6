"""Tags: on a candidate's page, and as a whole in the settings."""

from __future__ import annotations

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hearback.applications.queries import candidates_visible_to
from hearback.candidates.models import Tag, Tagging
from hearback.candidates.tags import add_tag, bring_back_tag, merge_tags, remove_tag, rename_tag, retire_tag
from hearback.desk.candidates import may_change
from hearback.desk.doors import admin_page, desk_page, find, me, notice
from hearback.desk.forms.finding import MergeTagForm, TagForm
from hearback.refusals import Refused


@require_POST
@desk_page
def tag_new(request: HttpRequest, pk: int) -> HttpResponse:
    someone = find(candidates_visible_to(me(request)), pk=pk)
    if not may_change(request, someone):
        raise Http404
    try:
        tag = add_tag(someone, name=request.POST.get("name", ""), by=me(request), now=timezone.now())
    except Refused as refused:
        notice(request, str(refused))
    else:
        notice(request, f"{someone.first_name} carries the tag “{tag.name}”.")
    return redirect("desk:candidate", pk)


@require_POST
@desk_page
def tagging_removal(request: HttpRequest, pk: int) -> HttpResponse:
    mine = candidates_visible_to(me(request))
    tagging = find(Tagging.objects.select_related("tag", "candidate").filter(candidate__in=mine), pk=pk)
    if not may_change(request, tagging.candidate):
        raise Http404
    remove_tag(tagging.candidate, tag=tagging.tag, by=me(request), now=timezone.now())
    notice(request, f"“{tagging.tag.name}” is taken off {tagging.candidate.first_name}.")
    return redirect("desk:candidate", tagging.candidate_id)


@admin_page
def tags(request: HttpRequest) -> HttpResponse:
    rows = Tag.objects.annotate(carried=Count("taggings")).order_by("retired_at", "name")
    return render(request, "desk/settings/tags.html", {"tags": rows})


@admin_page
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    """One tag: its name, the tag it is merged into, whether it is still in use."""
    row = find(Tag.objects.all(), pk=pk)
    merges, now = "into" in request.POST, timezone.now()
    form = TagForm(request.POST if request.method == "POST" and not merges else None, initial={"name": row.name})
    merge = MergeTagForm(request.POST if merges else None, tag=row)
    if request.method == "POST":
        try:
            if done := _changed(request, row, form, merge, now):
                notice(request, done)
                return redirect("desk:tags")
        except Refused as refused:
            (merge if merges else form).refuse(refused)
    facts = {"tag": row, "form": form, "merge": merge, "carried": row.taggings.count()}
    return render(request, "desk/settings/tag.html", facts, status=422 if form.errors or merge.errors else 200)


def _changed(request: HttpRequest, row: Tag, form: TagForm, merge: MergeTagForm, now) -> str:
    by = me(request)
    if "in_use" in request.POST:
        again = request.POST["in_use"] == "yes"
        (bring_back_tag if again else retire_tag)(row, by=by, now=now)
        return f"“{row.name}” is in use again." if again else f"“{row.name}” is out of use. Who carries it keeps it."
    if merge.is_bound and merge.is_valid():
        name = row.name
        into = merge_tags(row, into=merge.cleaned_data["into"], by=by, now=now)
        return f"Whoever carried “{name}” carries “{into.name}” now."
    if form.is_bound and form.is_valid():
        rename_tag(row, name=form.cleaned_data["name"], by=by, now=now)
        return "Saved."
    return ""
