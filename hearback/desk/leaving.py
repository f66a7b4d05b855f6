"""Somebody leaves: everything they owe and hold, on one page, each with who takes it over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hearback.decisions.leaving import estate_of, leave, proposals
from hearback.desk.doors import admin_page, find, me, notice
from hearback.desk.forms.leaving import LeavingForm
from hearback.messages.access import invite
from hearback.people.actions import take_back
from hearback.people.models import Person
from hearback.people.queries import colleagues
from hearback.refusals import Refused


@admin_page
def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    now, person = timezone.now(), find(colleagues(), pk=pk)
    estate = estate_of(person, now=now)
    form = LeavingForm(
        request.POST if request.method == "POST" else None,
        person=person,
        estate=estate,
        proposed=proposals(person, estate),
    )
    if request.method == "POST" and "everything" not in request.POST and form.is_valid():
        try:
            leave(person, heirs=form.heirs(), by=me(request), now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"{person.name} no longer works here. Nobody who waits is left behind.")
            return redirect("desk:people")
    if "everything" in request.POST:
        form = form.with_all_to(request.POST.get("heir", ""))
    facts = {"colleague": person, "form": form, "estate": estate, "now": now}
    return render(request, "desk/people/leaving.html", facts, status=422 if form.errors else 200)


@require_POST
@admin_page
def returning(request: HttpRequest, pk: int) -> HttpResponse:
    """Back again, with an invitation, since every door of before is shut."""
    person = find(Person.objects.filter(is_active=False), pk=pk)
    back = take_back(person, by=me(request), now=timezone.now())
    invite(back, by=me(request), now=timezone.now())
    notice(request, f"{back.name} works here again, and is invited to come in.")
    return redirect("desk:person", pk)
