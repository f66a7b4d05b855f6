"""One message: read it, change it while it waits, call it back, send it at once, or say that the call was made."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearback.applications.queries import visible_to
from hearback.decisions.queries import letters_visible_to
from hearback.desk.calls import attempts_of
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.messages import MessageForm
from hearback.messages.actions import edit, mark_called, send_now
from hearback.messages.models import Message
from hearback.messages.rules import check_can_call_back
from hearback.promises.actions import call_back, keep_answered
from hearback.promises.models import Promise
from hearback.promises.rules import CALLS_BEFORE_WRITING, ending_by
from hearback.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """The words and where they stand; while unsent, a form to change them."""
    one, now = find(letters_visible_to(me(request)), pk=pk), timezone.now()
    form = MessageForm.of(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit(one, **form.cleaned_data, by=me(request), now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, "The message has been changed.")
            return redirect("desk:message", pk)
    return _page(request, one, form, now, status=422 if form.errors else 200)


@require_POST
@desk_page
def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    one, now = find(letters_visible_to(me(request)), pk=pk), timezone.now()
    try:
        call_back(one, by=me(request), now=now)
    except Refused as refused:
        return _refused(request, one, refused, now)
    notice(request, "Called back: it won’t be sent. What it would have kept is owed again.")
    return redirect("desk:message", pk)


@require_POST
@desk_page
def sending(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it without waiting, or note that the call was made."""
    one, now = find(letters_visible_to(me(request)), pk=pk), timezone.now()
    called = one.channel == Message.Channel.CALL and one.send_at <= now
    try:
        if called:
            keep_answered(now=now, message=mark_called(one, by=me(request), now=now))
        else:
            send_now(one, by=me(request), now=now)
    except Refused as refused:
        return _refused(request, one, refused, now)
    if called:
        notice(request, f"Noted: {one.candidate.first_name} has been told by phone.")
    else:
        call = one.channel == Message.Channel.CALL
        notice(request, "The call can be made now." if call else "It goes out now.")
    return redirect("desk:message", pk)


def _refused(request: HttpRequest, one: Message, refused: Refused, now: datetime) -> HttpResponse:
    one = find(letters_visible_to(me(request)), pk=one.pk)
    return _page(request, one, MessageForm.of(one), now, status=422, sentence=str(refused))


def _page(
    request: HttpRequest, one: Message, form: MessageForm, now: datetime, *, status: int, sentence: str = ""
) -> HttpResponse:
    facts = {
        "message": one,
        "form": form,
        "now": now,
        "sentence": sentence,
        "keeps": _ends(one, "kept"),
        "releases": _ends(one, "released"),
        "tells_of": one.tells_of.filter(ended_at=None),
        "attempts": attempts_of(one) if one.channel == Message.Channel.CALL else [],
        "enough": CALLS_BEFORE_WRITING,
        "decision": one.decisions.filter(undone_at=None).first(),
        "may_call_back": one.pending and _may_call_back(one),
        "may_open": visible_to(me(request)).filter(pk=one.application_id).exists(),
    }
    return render(request, "desk/messages/message.html", facts, status=status)


def _ends(one: Message, ending: str) -> list[Promise]:
    """The open promises that end so once it has gone."""
    return [owed for owed in one.answers.filter(ended_at=None) if ending_by(owed.kind, one.purpose) == ending]


def _may_call_back(one: Message) -> bool:
    try:
        check_can_call_back(purpose=one.purpose, tells_of_promise=one.tells_of.filter(ended_at=None).exists())
    except Refused:
        return False
    return True
