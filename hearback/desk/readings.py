"""What was read of a résumé, beside the lines it came from: watched, checked, corrected, taken over."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearback.applications.queries import candidates_visible_to
from hearback.candidates import readings
from hearback.candidates.models import Candidate, Reading
from hearback.candidates.reading_out import read
from hearback.decisions.queries import attachments_visible_to
from hearback.desk.candidates import may_change
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.reading import ReadingForm
from hearback.people.models import Person
from hearback.refusals import Overtaken, Refused


def readings_visible_to(person: Person) -> QuerySet[Reading]:
    files = attachments_visible_to(person).filter(candidate__in=candidates_visible_to(person))
    seen = Reading.objects.filter(attachment__in=files)
    return seen.select_related("attachment__candidate", "confirmed_by")


def _find(request: HttpRequest, pk: int) -> tuple[Reading, Candidate]:
    found = find(readings_visible_to(me(request)), pk=pk)
    if not may_change(request, found.attachment.candidate):
        raise Http404
    return found, found.attachment.candidate


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    found, someone = _find(request, pk)
    now = timezone.now()
    if request.headers.get("HX-Request") and request.GET.get("state") == found.state:
        return HttpResponse(status=204)  # nothing new to draw
    facts = {"reading": found, "file": found.attachment, "candidate": someone, "now": now}
    if not found.found or (found.state != "read" and request.method != "POST"):
        return render(request, "desk/candidates/reading_state.html", facts)
    form = ReadingForm(request.POST or None, reading=found, candidate=someone)
    if request.method == "POST" and form.is_valid():
        try:
            readings.confirm(
                found,
                resume=form.resume(),
                facts=form.chosen_facts(),
                seen=form.cleaned_data["seen"],
                by=me(request),
                now=now,
            )
        except Refused as refused:
            form.refuse(refused)
            form.overtaken = isinstance(refused, Overtaken)
        else:
            notice(request, f"Taken over: this is now {someone.first_name}'s résumé.")
            return redirect("desk:candidate", someone.pk)
    if request.method != "POST":
        readings.look(found, by=me(request), now=now)
    held, held_sections = read(someone.resume)
    facts |= {"form": form, "held": {section.title: section for section in held_sections}, "held_summary": held}
    return render(request, "desk/candidates/reading.html", facts, status=422 if form.errors else 200)


@require_POST
@desk_page
def reading_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a file read that never was, or read it anew."""
    files = attachments_visible_to(me(request)).filter(candidate__in=candidates_visible_to(me(request)))
    file = find(files.select_related("candidate"), pk=pk)
    if not may_change(request, file.candidate):
        raise Http404
    return redirect("desk:reading", readings.ask_to_read(file, now=timezone.now()).pk)


@require_POST
@desk_page
def reading_aside(request: HttpRequest, pk: int) -> HttpResponse:
    found, someone = _find(request, pk)
    readings.set_aside(found, by=me(request), now=timezone.now())
    notice(request, f"Nothing of {found.attachment.name} was taken over. The file stays.")
    return redirect("desk:candidate", someone.pk)
