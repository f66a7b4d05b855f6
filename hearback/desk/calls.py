"""A call that nobody answered: noted and tried again later, or written instead."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hearback.applications.models import Application
from hearback.applications.queries import visible_to
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.calls import TryAgainForm
from hearback.desk.forms.common import zone_of_person
from hearback.desk.forms.messages import MessageForm
from hearback.messages.models import Message
from hearback.messages.queries import messages_visible_to
from hearback.messages.rules import check_can_write_instead
from hearback.promises.calls import check_can_be_tried, nobody_answered, usual_again_at, write_instead
from hearback.promises.models import CallAttempt, Promise
from hearback.promises.queries import promises_visible_to
from hearback.promises.rules import CALLS_BEFORE_WRITING
from hearback.refusals import Refused
from hearback.words import moment

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@desk_page
def message_tries(request: HttpRequest, pk: int) -> HttpResponse:
    """The words wait for a call, and nobody answered it."""
    call = find(messages_visible_to(me(request)).exclude(application=None), pk=pk)
    return _tried(request, call, back=reverse("desk:message", args=[pk]))


@page
@desk_page
def promise_tries(request: HttpRequest, pk: int) -> HttpResponse:
    """A call was promised, and nobody answered it."""
    call = find(promises_visible_to(me(request)), pk=pk)
    return _tried(request, call, back=reverse("desk:keeping", args=[pk]))


def _tried(request: HttpRequest, call: Message | Promise, *, back: str) -> HttpResponse:
    person, now = me(request), timezone.now()
    zone = zone_of_person(person)
    try:
        check_can_be_tried(call, now=now)
    except Refused as refused:
        notice(request, str(refused))
        return redirect(back)
    form = TryAgainForm(request.POST or None, again_at=usual_again_at(call, now=now), zone=zone)
    if request.method == "POST" and form.is_valid():
        try:
            nobody_answered(call, again_at=form.again_at, by=person, now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"Noted. Try again {moment(form.again_at, zone, now)}.")
            return redirect(back)
    return _page(request, "desk/promises/tried.html", call.application, now, form, call=call, back=back)


@page
@desk_page
def message_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was to be said: read and changed first, and sent when its time has come."""
    call, now = find(messages_visible_to(me(request)).exclude(application=None), pk=pk), timezone.now()
    form, back = MessageForm.of(call, request.POST or None), reverse("desk:message", args=[pk])
    try:
        if request.method == "POST" and form.is_valid():
            write_instead(call, **form.cleaned_data, by=me(request), now=now)
            notice(request, f"It goes to {call.candidate.first_name} by e-mail.")
            return redirect(back)
        is_call = call.channel == Message.Channel.CALL
        check_can_write_instead(call=is_call, pending=call.pending, email=call.candidate.email)
    except Refused as refused:
        if request.method != "POST":
            notice(request, str(refused))
            return redirect(back)
        form.refuse(refused)
    return _page(request, "desk/messages/instead.html", call.application, now, form, call=call, back=back)


def _page(
    request: HttpRequest, template: str, application: Application, now: datetime, form: Any, **facts: Any
) -> HttpResponse:
    may_open = visible_to(me(request)).filter(pk=application.pk).exists()
    facts |= {"application": application, "candidate": application.candidate, "now": now, "form": form}
    facts |= {"may_open": may_open, "attempts": attempts_of(facts["call"]), "enough": CALLS_BEFORE_WRITING}
    return render(request, template, facts, status=422 if form.errors else 200)


def attempts_of(call: Message | Promise) -> list[CallAttempt]:
    """The calls that nobody answered, the first one first."""
    return list(call.call_attempts.exclude(again_at=None).select_related("by"))
