"""What can be done with one promise: keep it, renew it, hand it over, answer its question. And a new one."""

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
from hearback.decisions.models import InformationRequest
from hearback.desk.acts import in_our_words, main_act, surroundings
from hearback.desk.calls import attempts_of
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.common import zone_of_person
from hearback.desk.forms.messages import TellForm
from hearback.desk.forms.promises import HandoverForm, RenewalForm, ReplyForm
from hearback.finding.pools.queries import memberships_by_promise
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.actions import hand_over, renew, standing, tell
from hearback.promises.models import Promise
from hearback.promises.queries import (
    open_promises,
    promises_visible_to,
    standing_next_steps,
    usual_due_at,
    with_handovers,
)
from hearback.promises.questions import question_of
from hearback.promises.questions import reply as send_reply
from hearback.promises.rules import CALLS_BEFORE_WRITING, check_keepable, check_renewable
from hearback.refusals import Refused

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@desk_page
def keeping(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a promise by telling the candidate: in a message, or in a call that has been made."""
    owed, now = _owed(request, pk), timezone.now()
    if owed.kind == Promise.Kind.REPLY and owed.open and owed.answered_by_id is None:
        return redirect("desk:reply", pk)
    if owed.application_id is None:
        return _kept_warm(owed)
    try:
        check_keepable(**standing(owed))
    except Refused as refused:
        return _instead(request, owed, refused, now)
    return _tell(request, owed.application, keeps=owed, now=now, template="desk/promises/keeping.html")


@page
@desk_page
def promise_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Promise one more thing; the message that tells of it goes out with it."""
    application = find(visible_to(me(request)), pk=pk)
    return _tell(
        request, application, keeps=None, now=timezone.now(), template="desk/promises/new.html", next_needed=True
    )


@page
@desk_page
def message_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to the candidate, with whatever it keeps and whatever comes next."""
    application = find(visible_to(me(request)), pk=pk)
    return _tell(request, application, keeps=None, now=timezone.now(), template="desk/messages/new.html")


def _tell(
    request: HttpRequest,
    application: Application,
    *,
    keeps: Promise | None,
    now: datetime,
    template: str,
    next_needed: bool = False,
) -> HttpResponse:
    person = me(request)
    open_ones = list(open_promises(application))
    keepable = [one for one in open_ones if _keepable(one)]
    form = TellForm(
        request.POST or None,
        application=application,
        keepable=keepable,
        keeps=keeps,
        by=person,
        zone=zone_of_person(person),
        later=usual_due_at(application, now=now),
        next_needed=next_needed,
    )
    if request.method == "POST" and form.is_valid() and (form.called or form.read()):
        try:
            message = tell(
                application,
                **form.letter(),
                by=person,
                now=now,
                keeps=form.kept,
                next_words=form.cleaned_data["words"],
                next_due_at=form.due_at,
                next_owner=form.next_owner,
                by_call=form.called,
                purpose=Message.Purpose.NEXT_STEP if form.cleaned_data["words"] else Message.Purpose.NEWS,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, _told(message, application))
            return redirect(_home(application, person))
    others = list(standing_next_steps(application).exclude(pk=keeps.pk if keeps else None))
    facts = {"application": application, "owed": keeps, "others": others, "form": form, "next_needed": next_needed}
    if keeps is not None:
        facts |= {"attempts": attempts_of(keeps), "enough": CALLS_BEFORE_WRITING}
    return _page(request, template, facts, now, form)


def _keepable(owed: Promise) -> bool:
    try:
        check_keepable(**standing(owed))
    except Refused:
        return False
    return owed.kind != Promise.Kind.REPLY


def _told(message: Message, application: Application) -> str:
    name = application.candidate.first_name
    if message.sent_at:
        return f"Noted: {name} has been told."
    if message.channel == Message.Channel.CALL:
        return f"{name} has no e-mail address, so the words wait for a call. It is on Today."
    return f"Your message to {name} is on its way."


@page
@desk_page
def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Promise a later date, with the reason the candidate reads."""
    owed, person, now = _owed(request, pk), me(request), timezone.now()
    if owed.application_id is None:
        return _kept_warm(owed)
    try:
        check_renewable(**standing(owed))
    except Refused as refused:
        return _instead(request, owed, refused, now)
    later = _later(owed, now)
    form = RenewalForm(request.POST or None, owed=owed, zone=zone_of_person(person), now=now, later=later)
    if request.method == "POST" and form.is_valid() and form.read():
        said = form.cleaned_data
        try:
            renew(
                owed,
                due_at=form.due_at,
                reason=said["reason"],
                words=said["words"],
                by=person,
                now=now,
                **form.letter(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"Renewed. {owed.application.candidate.first_name} is told the new date and why.")
            return redirect(_home(owed.application, person))
    return _page(request, "desk/promises/renewal.html", {"owed": owed, "form": form}, now, form)


@page
@desk_page
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else owes it from here on."""
    owed, person, now = _owed(request, pk), me(request), timezone.now()
    if owed.application_id is None:
        return _kept_warm(owed)
    if not owed.open:
        return _instead(request, owed, Refused("This promise has ended already."), now)
    form = HandoverForm(request.POST or None, owed=owed)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            hand_over(owed, to=to, by=person, now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"Handed over: {'you owe' if to == person else to.name + ' owes'} it from here on.")
            return redirect(_home(owed.application, person))
    return _page(request, "desk/promises/handover.html", {"owed": owed, "form": form}, now, form)


@page
@desk_page
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what the candidate asked."""
    owed, person, now = _owed(request, pk), me(request), timezone.now()
    if owed.application_id is None:
        return _kept_warm(owed)
    if owed.kind != Promise.Kind.REPLY or not owed.open or owed.answered_by_id:
        return _instead(request, owed, Refused("This question has been answered already."), now)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send_reply(owed, text=form.cleaned_data["text"], by=person, now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"Your answer to {owed.application.candidate.first_name} is on its way.")
            return redirect(_home(owed.application, person))
    wants_time = InformationRequest.objects.filter(time_asked=owed, ended_at=None).first()
    facts = {"owed": owed, "form": form, "question": question_of(owed), "wants_time": wants_time}
    return _page(request, "desk/promises/reply.html", facts, now, form)


def _kept_warm(owed: Promise) -> HttpResponse:
    """What is owed to somebody in a pool is seen to on the page of their place in it."""
    member = memberships_by_promise([owed.pk]).get(owed.pk)
    return redirect("desk:membership", member.pk) if member else redirect("desk:today")


def _later(owed: Promise, now: datetime) -> datetime:
    """The date a renewal starts with: the stage's own time from now, and in any case after the old date."""
    stage_time = usual_due_at(owed.application, now=now)
    day_after = usual_due_at(owed.application, now=max(now, owed.due_at), days=1)
    return max(stage_time, day_after)


def _owed(request: HttpRequest, pk: int) -> Promise:
    return find(with_handovers(promises_visible_to(me(request))), pk=pk)


def _instead(request: HttpRequest, owed: Promise, refused: Refused, now: datetime) -> HttpResponse:
    """Why this can't be done, how it stands, what can be done instead, and what was typed before it was overtaken."""
    person = me(request)
    around = surroundings([owed], person)
    act = main_act(owed, around, now) if owed.open else None
    owed.words = in_our_words(owed, around.interviews.get(owed.pk), now, zone_of_person(person))  # for the page only
    facts = {
        "owed": owed,
        "sentence": str(refused),
        "act": act,
        "now": now,
        "typed": _typed(request),
        **_around(owed.application, person),
    }
    return render(request, "desk/promises/standing.html", facts, status=409 if request.method == "POST" else 200)


def _typed(request: HttpRequest) -> str:
    return next((request.POST[name] for name in ("text", "body", "saying", "reason") if request.POST.get(name)), "")


def _page(request: HttpRequest, template: str, facts: dict[str, Any], now: datetime, form: Any) -> HttpResponse:
    application = facts.get("application") or facts["owed"].application
    facts |= {"application": application, "now": now, **_around(application, me(request))}
    return render(request, template, facts, status=422 if form.errors else 200)


def _around(application: Application, person: Person) -> dict[str, Any]:
    home = _home(application, person)
    return {"may_open": home != reverse("desk:today"), "home": home}


def _home(application: Application, person: Person) -> str:
    """Where one goes back to: the application, or Today for those who may not open it."""
    may_open = visible_to(person).filter(pk=application.pk).exists()
    return reverse("desk:application", args=[application.pk]) if may_open else reverse("desk:today")
