"""What is here, written out for admins: a list, the whole house, one candidate's all."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hearback.applications.queries import candidates_visible_to
from hearback.desk.doors import admin_page, find, me
from hearback.desk.forms.exports import ExportForm
from hearback.exchange.leaving.house import export_house
from hearback.exchange.leaving.lists import export_list
from hearback.exchange.leaving.person import write_person

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "jsonl": "application/jsonl"}


@admin_page
def exports(request: HttpRequest) -> HttpResponse:
    """A POST answers with the file itself, as it is written: nothing is kept, and nothing waits in memory."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what, kind = form.cleaned_data["what"], form.cleaned_data["kind"]
        by, now = me(request), timezone.now()
        if what == "house":
            pieces = export_house(attachments=form.cleaned_data["attachments"], by=by, now=now)
            return download(pieces, f"hearback-{now:%Y-%m-%d}.zip", "application/zip")
        return download(export_list(what, kind, by=by, now=now), f"{what}-{now:%Y-%m-%d}.{kind}", TYPES[kind])
    return render(request, "desk/imports/exports.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@admin_page
def candidate_export(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is kept of one candidate, with their files: what somebody may ask for of themselves."""
    someone = find(candidates_visible_to(me(request)), pk=pk)
    pieces = write_person(someone, packed=True, by=me(request), now=timezone.now())
    return download(pieces, f"candidate-{someone.pk}.zip", "application/zip")


def download(pieces: Iterable[bytes], name: str, content_type: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(pieces, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
