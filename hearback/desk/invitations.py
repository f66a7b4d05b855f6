"""Inviting somebody to work here, and their first step inside."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hearback.desk.doors import admin_page, find, me, notice
from hearback.desk.entering import enter_at_once, entered
from hearback.desk.forms.password import PasswordForm
from hearback.messages.access import invite, tell_of_change
from hearback.people.factors import forget_factors
from hearback.people.invitations import (
    accept_with_password,
    accept_without_password,
    read_invitation,
    revoke_invitation,
)
from hearback.people.models import Invitation, Person
from hearback.people.queries import colleagues
from hearback.refusals import Refused


@require_POST
@admin_page
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it, or send it again: the link of before is worthless then."""
    colleague = find(colleagues(), pk=pk)
    invite(colleague, by=me(request), now=timezone.now())
    notice(request, f"A new letter to {colleague.name} is on its way. Only its link works now.")
    return redirect("desk:person", pk)


@require_POST
@admin_page
def revocation(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(Invitation.objects.select_related("person"), person=pk)
    revoke_invitation(found, by=me(request), now=timezone.now())
    notice(request, f"The invitation to {found.person.name} is taken back.")
    return redirect("desk:people")


@require_POST
@admin_page
def factors_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """For a colleague whose phone is lost. One's own are removed on one's own page, with proof."""
    colleague, now = find(colleagues(), pk=pk), timezone.now()
    if colleague == me(request):
        raise Http404
    forget_factors(colleague, by=me(request), now=now)
    tell_of_change(colleague, "factors_forgotten", now=now)
    notice(request, f"{colleague.first_name} comes in by password or mailed link now, and is told so.")
    return redirect("desk:person", pk)


@never_cache
@sensitive_post_parameters()
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: choose a password, or go on to make a passkey."""
    now = timezone.now()
    try:
        found = read_invitation(token, now=now)
    except Refused as refused:
        return render(request, "desk/link_gone.html", {"sentence": str(refused)}, status=404)
    by_passkey = "passkey" in request.POST
    form = PasswordForm(None if by_passkey else request.POST or None, person=found.person, by_link=True)
    if request.method == "POST" and (by_passkey or form.is_valid()):
        try:
            if by_passkey:
                person = accept_without_password(found, now=now)
            else:
                person = accept_with_password(found, password=form.cleaned_data["new"], now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _first_steps(request, person, to="mfa_add_webauthn" if by_passkey else "desk:today")
    facts = {"form": form, "invitation": found}
    return render(request, "desk/doors/welcome.html", facts, status=422 if form.errors else 200)


def _first_steps(request: HttpRequest, person: Person, *, to: str) -> HttpResponse:
    request.session.flush()  # nobody begins with what somebody else has left in this browser
    enter_at_once(request, person)
    record_authentication(request, person, "invitation", reauthenticated=True)
    response = redirect(to)
    entered(request, person, response, way="invitation")
    notice(request, f"Welcome, {person.first_name}.")
    return response
