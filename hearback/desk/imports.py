"""Files taken in: sent, looked through, tried out, taken in by the worker, and told of row by row."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hearback.applications.queries import boards_visible_to
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.imports import AllRowsForm, ColumnsForm, FileForm, all_rows_form
from hearback.exchange import actions, columns
from hearback.exchange.lots import mapping_of, sample_of
from hearback.exchange.models import Import
from hearback.exchange.options import Options
from hearback.exchange.queries import MAY_IMPORT, grouped_refusals, imports_visible_to, remembered
from hearback.exchange.reading import Part
from hearback.exchange.reports import refused_csv
from hearback.exchange.rules import done_part
from hearback.exchange.sources import first_part
from hearback.jobs.models import Job
from hearback.people.models import Person
from hearback.refusals import Refused

SHOWN_ROWS = 5
SHOWN_REFUSALS = 20
PAGE = 50


def importer_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For admins and recruiters; for others these pages do not exist."""

    @desk_page
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if me(request).role not in MAY_IMPORT:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@importer_page
def imports(request: HttpRequest) -> HttpResponse:
    rows = list(imports_visible_to(me(request))[:PAGE])
    return render(request, "desk/imports/imports.html", {"imports": rows, "now": timezone.now()})


@importer_page
def import_new(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            begun = actions.begin(what=given["what"], upload=given["file"], by=me(request), now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("desk:import_columns", begun.pk)
    return render(request, "desk/imports/new.html", {"form": form}, status=422 if form.errors else 200)


@importer_page
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """The first rows, what each column is taken for, and what holds for all of them."""
    taken = find(imports_visible_to(me(request)), pk=pk)
    if taken.running or taken.done:
        return redirect("desk:import", pk)
    try:
        part = first_part(taken)
    except Refused as refused:
        return render(request, "desk/imports/unreadable.html", {"taken": taken, "why": str(refused)}, status=422)
    options = Options.of(taken.options)
    mapping = mapping_of(taken.what, part, options.columns, remembered()) if part else []
    heading = part.heading if part and not part.resumes else []
    data = request.POST or None
    choosing = ColumnsForm(data, what=taken.what, heading=heading, mapping=mapping[: len(heading)])
    for_all = all_rows_form(
        taken.what, data, person=me(request), jobs=_jobs_for(me(request)), initial=_initial(options, taken)
    )
    sent = request.method == "POST" and choosing.is_valid() and for_all.is_valid()
    if sent and _begun(request, taken, part, choosing, for_all):
        return redirect("desk:import", pk)
    facts = {
        "taken": taken,
        "part": part,
        "choosing": choosing,
        "form": for_all,
        "sample": sample_of(part, SHOWN_ROWS) if heading else [],
        "guessed": sum(bool(field) for field in mapping),
    }
    failed = bool(choosing.errors or for_all.errors)
    return render(request, "desk/imports/columns.html", facts, status=422 if failed else 200)


def _begun(request: HttpRequest, taken: Import, part: Part | None, choosing: ColumnsForm, for_all: AllRowsForm) -> bool:
    """Whether it is under way now; otherwise the sentence stands in its form."""
    chosen = {columns.signature(taken.what, part.heading): choosing.mapping()} if part and choosing.heading else {}
    by, now = me(request), timezone.now()
    try:
        actions.choose(taken, options=for_all.options(chosen), by=by, now=now)
        actions.ask(taken, trial="trial" in request.POST, by=by, now=now)
    except Refused as refused:
        for_all.refuse(refused)
        return False
    return True


def _jobs_for(person: Person) -> Any:
    return boards_visible_to(person).exclude(status=Job.Status.DRAFT).order_by("title")


def _initial(options: Options, taken: Import) -> dict[str, Any]:
    kept = {name: value for name, value in options.kept().items() if value not in (None, "") and name != "columns"}
    for name in ("owner", "recruiter", "manager"):
        if name in kept:
            kept[name] = Person.objects.filter(pk=kept[name]).first()
    return kept


@require_safe
@importer_page
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and what became of it. While it runs the part with the bar asks again by itself."""
    taken = find(imports_visible_to(me(request)), pk=pk)
    if taken.asked_at is None:
        return redirect("desk:import_columns", pk)
    refusals = [] if taken.running else list(taken.rejections.all()[:SHOWN_REFUSALS])
    facts = {
        "taken": taken,
        "percent": done_part(taken.position, taken.total),
        "refusals": refusals,
        "groups": grouped_refusals(taken) if len(refusals) > 1 else [],
        "more": taken.rejected - len(refusals),
        "now": timezone.now(),
    }
    part = "desk/imports/progress.html" if request.htmx and taken.running else "desk/imports/import.html"
    answer = render(request, part, facts)
    if request.htmx and not taken.running:
        answer.headers["HX-Refresh"] = "true"  # the whole page has something new to say
    if taken.running and not request.htmx:
        answer.headers["Refresh"] = "5"  # without JavaScript the browser itself asks again
    return answer


@require_POST
@importer_page
def import_stop(request: HttpRequest, pk: int) -> HttpResponse:
    taken = find(imports_visible_to(me(request)), pk=pk)
    actions.stop(taken, by=me(request), now=timezone.now())
    notice(request, "Stopped. What was taken in stays.")
    return redirect("desk:import", pk)


@require_POST
@importer_page
def import_again(request: HttpRequest, pk: int) -> HttpResponse:
    """After a trial, or a stop: now for good, from the beginning. Whoever is here already is left as they are."""
    taken = find(imports_visible_to(me(request)), pk=pk)
    actions.ask(taken, trial=False, by=me(request), now=timezone.now())
    return redirect("desk:import", pk)


@require_safe
@importer_page
def import_refused(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused rows, as a file to mend and send again."""
    taken = find(imports_visible_to(me(request)), pk=pk)
    lines = (line.encode() for line in _with_mark(refused_csv(taken)))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="refused-{taken.pk}.csv"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _with_mark(lines: Any) -> Any:
    """Excel takes a file for UTF-8 only when it begins with this."""
    yield "\ufeff"
    yield from lines
