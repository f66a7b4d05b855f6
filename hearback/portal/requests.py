"""The checklist in the candidate's hands."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from hearback.candidates.actions import attach_file
from hearback.candidates.models import Attachment, Candidate
from hearback.decisions.models import InformationRequest, RequestItem
from hearback.decisions.more_time import ask_for_time
from hearback.decisions.requests import answer_item
from hearback.portal.applications import told_of
from hearback.portal.doors import Visit, candidate_page, find, notice, posted
from hearback.portal.forms import ITEM_FORMS, MoreTimeForm, PortalForm
from hearback.portal.queries import contact, open_steps
from hearback.refusals import Refused
from hearback.words import moment, plural


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def item(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """One thing asked for: its own page for a change of mind, or when something has to be put right."""
    asked = find(own_items(visit), pk=pk)
    told = told_of(visit, asked.request.application_id)
    if told.request is None or told.request.pk != asked.request_id:
        raise Http404
    form = ITEM_FORMS[asked.kind](
        posted(request), sent_files(request), initial={"answer": asked.answer, "confirm": bool(asked.done_at)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            send(asked, form, by=visit.candidate, now=visit.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            left = told.request.items.filter(done_at=None).count()
            more = f"{plural(left, 'thing')} to go." if left else "That was everything: it is our turn now."
            notice(request, f"Thank you, it has arrived. {more}")
            return redirect("portal:application", told.application.pk)
    facts = {
        "item": asked,
        "form": form,
        "told": told,
        "zone": told.zone,
        "now": visit.now,
        "contact": contact(told, open_steps(told)),
    }
    return render(request, "portal/item.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@candidate_page
def more_time(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """Ask for a later date. Somebody owes the answer before the date there is."""
    asked = find(InformationRequest.objects.filter(application__candidate=visit.candidate), pk=pk)
    told = told_of(visit, asked.application_id)
    if told.request is None or told.request.pk != pk:
        raise Http404
    form = MoreTimeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            owed = ask_for_time(asked, **form.cleaned_data, now=visit.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            due = moment(owed.due_at, told.zone, visit.now)
            notice(request, f"We have read that you need more time. {owed.owner.name} will reply by {due}.")
            return redirect("portal:application", told.application.pk)
    facts = {
        "told": told,
        "form": form,
        "contact": contact(told, open_steps(told)),
        "zone": told.zone,
        "now": visit.now,
    }
    return render(request, "portal/more_time.html", facts, status=422 if form.errors else 200)


def sent_files(request: HttpRequest) -> MultiValueDict[str, UploadedFile] | None:
    return request.FILES if request.method == "POST" else None


def own_items(visit: Visit) -> QuerySet[RequestItem]:
    return RequestItem.objects.filter(request__application__candidate=visit.candidate).select_related(
        "request__application"
    )


def send(asked: RequestItem, form: PortalForm, *, by: Candidate, now: datetime) -> None:
    """One file that is refused holds the answer back; those before it are kept and need not be sent again."""
    files = [attach(by, file, now=now) for file in form.cleaned_data.get("file", ())]
    answer_item(
        asked,
        answer=form.cleaned_data.get("answer", ""),
        attachments=files,
        confirmed=form.cleaned_data.get("confirm", False),
        now=now,
    )


def attach(candidate: Candidate, file: UploadedFile, *, now: datetime) -> Attachment:
    """Keep one file; a refusal names it, for several may have been chosen."""
    try:
        return attach_file(candidate, upload=file, kind=Attachment.Kind.OTHER, by=candidate, now=now)
    except Refused as refused:
        raise Refused(f"{file.name}: {refused}", field="file") from None
