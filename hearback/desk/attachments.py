"""Files of a candidate: added, and given only to those who may see the candidate or sit in an interview with them."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.applications.queries import candidates_visible_to
from hearback.candidates.actions import attach_file, open_attachment
from hearback.candidates.models import Reading
from hearback.decisions.queries import attachments_visible_to
from hearback.desk.candidates import may_change
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.candidates import UploadForm
from hearback.refusals import Refused


@require_safe
@desk_page
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself: always to be saved, never shown by the browser as a page of ours."""
    kept = find(attachments_visible_to(me(request)), pk=pk)
    opened = open_attachment(kept, by=me(request), now=timezone.now())
    response = FileResponse(opened, as_attachment=True, filename=kept.name, content_type=kept.content_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@desk_page
def attachment_new(request: HttpRequest, pk: int) -> HttpResponse:
    someone = find(candidates_visible_to(me(request)), pk=pk)
    if not may_change(request, someone):
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kept = attach_file(someone, upload=given["file"], kind=given["kind"], by=me(request), now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"{kept.name} is kept with {someone.first_name}.")
            reading = Reading.objects.filter(attachment=kept).first()
            return redirect("desk:reading", reading.pk) if reading else redirect("desk:candidate", pk)
    facts = {"form": form, "candidate": someone}
    return render(request, "desk/candidates/upload.html", facts, status=422 if form.errors else 200)
