"""Pools: whom to keep warm, who is in touch with them next, and by when."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.applications.queries import candidates_visible_to
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.common import DeskForm
from hearback.desk.forms.pools import AGAIN, OUT, JoinForm, PassOnForm, PoolForm, PutOffForm, TouchForm, refuse
from hearback.finding.pools import actions
from hearback.finding.pools.models import Pool, PoolMembership
from hearback.finding.pools.queries import (
    may_keep,
    members_page,
    memberships_visible_to,
    open_pools,
    pools_with_counts,
    usual_date,
)
from hearback.people.models import Person
from hearback.promises.actions import hand_over
from hearback.refusals import Refused
from hearback.words import day

PAGES = ["GET", "HEAD", "POST"]


def _keeper(request: HttpRequest) -> Person:
    if not may_keep(me(request)):
        raise Http404
    return me(request)


@require_safe
@desk_page
def pools(request: HttpRequest) -> HttpResponse:
    person, now = _keeper(request), timezone.now()
    return render(request, "desk/pools/pools.html", {"pools": pools_with_counts(person, now=now), "now": now})


@require_safe
@desk_page
def pool(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in it, with what is promised, by whom and by when: the most urgent first."""
    person = _keeper(request)
    one = find(Pool.objects.all(), pk=pk)
    page = members_page(one, person, after=request.GET.get("after", ""))
    facts = {"pool": one, "page": page, "further": bool(request.GET.get("after")), "now": timezone.now()}
    return render(request, "desk/pools/pool.html", facts)


@require_http_methods(PAGES)
@desk_page
def pool_form(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new pool, or one to be renamed."""
    person = _keeper(request)
    row = find(Pool.objects.all(), pk=pk) if pk else Pool()
    initial = {"name": row.name, "about": row.about, "days": row.days}
    form = PoolForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(row, name, value)
        try:
            saved = actions.save_pool(row, by=person, now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, "Saved.")
            return redirect("desk:pool", saved.pk)
    facts = {"form": form, "pool": row if row.pk else None}
    return render(request, "desk/pools/form.html", facts, status=422 if form.errors else 200)


@require_POST
@desk_page
def pool_retirement(request: HttpRequest, pk: int) -> HttpResponse:
    person = _keeper(request)
    one = find(Pool.objects.all(), pk=pk)
    try:
        actions.retire_pool(one, by=person, now=timezone.now())
    except Refused as refused:
        notice(request, str(refused))
    else:
        notice(request, f"{one.name} takes nobody in any more.")
    return redirect("desk:pool", pk)


@require_http_methods(PAGES)
@desk_page
def membership_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep this candidate warm."""
    person, now = _keeper(request), timezone.now()
    someone = find(candidates_visible_to(person), pk=pk)
    offered = open_pools()
    chosen = offered.filter(pk=request.GET.get("pool")).first() if request.GET.get("pool", "").isdecimal() else None
    first = chosen or offered.first()
    initial: dict[str, Any] = {"pool": first, "owner": person}
    if first:
        initial["due_day"] = usual_date(first, person, now=now).date()
    form = JoinForm(request.POST or None, candidate=someone, by=person, now=now, pools=offered, initial=initial)
    if request.method == "POST" and form.is_valid() and (not form.told or form.read()):
        try:
            member = actions.add_to_pool(form.cleaned_data["pool"], someone, **form.said(), by=person, now=now)
        except Refused as refused:
            refuse(form, refused)
        else:
            told = f" {someone.first_name} is being told." if form.told else ""
            notice(request, f"{someone.first_name} is in {member.pool.name}.{told}")
            return redirect("desk:membership", member.pk)
    facts = {"candidate": someone, "form": form, "pools": offered.exists()}
    return render(request, "desk/pools/join.html", facts, status=422 if form.errors else 200)


@require_safe
@desk_page
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    """One place in a pool: what is promised, its clock, and what can be done about it."""
    member = _member(request, pk)
    return _render(request, "desk/pools/membership.html", member)


@require_http_methods(PAGES)
@desk_page
def touch(request: HttpRequest, pk: int) -> HttpResponse:
    """Be in touch: write, or note the talk; then the next date, or out of the pool."""
    member, person, now = _member(request, pk), me(request), timezone.now()
    initial = {
        "next_words": member.promise.words,
        "owner": member.promise.owner,
        "due_day": usual_date(member.pool, person, now=now).date(),
        "how": "write" if member.candidate.email else "called",
        "after": OUT if request.GET.get("after") == OUT else AGAIN,
    }
    form = TouchForm(request.POST or None, candidate=member.candidate, by=person, now=now, initial=initial)
    if request.method == "POST" and form.is_valid() and (form.called or form.read()):
        try:
            member = actions.be_in_touch(member, **form.said(), by=person, now=now)
        except Refused as refused:
            refuse(form, refused)
        else:
            notice(request, _touched(member))
            return redirect("desk:membership", pk)
    return _render(request, "desk/pools/touch.html", member, form)


def _touched(member: PoolMembership) -> str:
    if member.left_at:
        return f"{member.candidate.first_name} is out of {member.pool.name}."
    zone = member.promise.owner.office.time_zone
    return f"Done. The next date is {day(member.promise.due_at, zone)}."


@require_http_methods(PAGES)
@desk_page
def putting_off(request: HttpRequest, pk: int) -> HttpResponse:
    """A later date; where the candidate was told the old one, they are told why."""
    member, person, now = _member(request, pk), me(request), timezone.now()
    form = PutOffForm(request.POST or None, member=member, by=person, now=now)
    silent = not member.promise.shown_to_candidate
    if request.method == "POST" and form.is_valid() and (silent or form.read()):
        try:
            actions.put_off(member, **form.said(), by=person, now=now)
        except Refused as refused:
            refuse(form, refused)
        else:
            notice(request, "Renewed." if silent else f"Renewed. {member.candidate.first_name} is told the new date.")
            return redirect("desk:membership", pk)
    return _render(request, "desk/pools/putting_off.html", member, form)


@require_http_methods(PAGES)
@desk_page
def passing_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else is in touch from here on."""
    member, person = _member(request, pk), me(request)
    form = PassOnForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            hand_over(member.promise, to=form.cleaned_data["to"], by=person, now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"Handed over: {form.cleaned_data['to'].name} sees to it from here on.")
            return redirect(
                "desk:membership" if may_keep(person) else "desk:today", *([pk] if may_keep(person) else [])
            )
    return _render(request, "desk/pools/passing_on.html", member, form)


@require_POST
@desk_page
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the pool, where nobody was told anything."""
    member = _member(request, pk)
    try:
        actions.take_out(member, by=me(request), now=timezone.now())
    except Refused as refused:
        notice(request, str(refused))
        return redirect("desk:membership", pk)
    notice(request, f"{member.candidate.first_name} is out of {member.pool.name}.")
    return redirect("desk:pool", member.pool_id)


def _member(request: HttpRequest, pk: int) -> PoolMembership:
    return find(memberships_visible_to(me(request)), pk=pk)


def _render(request: HttpRequest, template: str, member: PoolMembership, form: DeskForm | None = None) -> HttpResponse:
    facts = {
        "member": member,
        "owed": member.promise,
        "candidate": member.candidate,
        "form": form,
        "may_keep": may_keep(me(request)),
        "letter_sent": member.promise.told_by,
        "handovers": member.promise.handovers.select_related("giver", "taker"),
        "may_open": candidates_visible_to(me(request)).filter(pk=member.candidate_id).exists(),
        "now": timezone.now(),
    }
    return render(request, template, facts, status=422 if form is not None and form.errors else 200)
