"""Coming in by password or by a mailed link, and going out."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hearback.demo_doors import read_door
from hearback.desk.doors import desk_page, me, notice
from hearback.desk.entering import enter_at_once, stay
from hearback.desk.forms.password import PasswordForm
from hearback.desk.known_devices import lane_of
from hearback.messages.access import ring_for_link, tell_of_change
from hearback.people import attempts
from hearback.people.actions import set_password
from hearback.people.models import Person
from hearback.people.sessions import end_sessions
from hearback.people.tokens import read_sign_in_token
from hearback.refusals import Refused

BY_LINK, BY_LINK_SECONDS = "by_link", 15 * 60


class SignInForm(forms.Form):
    email = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "username webauthn"}))
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class LinkForm(forms.Form):
    email = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "username"}))


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The answer to a wrong password and to an unknown address is the same, and takes as long."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(_wanted(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = _by_password(request, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _come_in(request, person, method="password", reauthenticated=True)
    facts = {
        "form": form,
        "next": request.GET.get("next") or request.POST.get("next", ""),
        "work_account": settings.OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] else "",
    }
    return render(request, "desk/sign_in.html", facts, status=422 if form.errors else 200)


def _by_password(request: HttpRequest, *, email: str, password: str) -> Person:
    now, email = timezone.now(), email.lower()
    lane = lane_of(request, email, Person.objects.filter(email=email, is_active=True).first())
    attempts.count("password", lane, now=now)
    person = authenticate(request, username=email, password=password)
    if person is None:
        attempts.failed("password", lane, now=now)
        raise Refused("This e-mail address and password do not go together.")
    attempts.succeeded("password", lane)
    return person


def _come_in(request: HttpRequest, person: Person, *, method: str, reauthenticated: bool) -> HttpResponse:
    """Inside at once, or first to the second step for whoever has one."""
    if request.user.is_authenticated:
        logout(request)  # nobody enters with what somebody else has left in this browser
    record_authentication(request, person, method, reauthenticated=reauthenticated or None)
    return perform_login(request, person, redirect_url=_wanted(request))


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted else settings.LOGIN_REDIRECT_URL


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    notice(request, "You are signed out.")
    return redirect("desk:sign_in")


@never_cache
def link_request(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail. The answer is the same for everybody, whether anybody has that address or not."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now, email = timezone.now(), form.cleaned_data["email"].lower()
        person = Person.objects.filter(email=email, is_active=True).first()
        try:
            attempts.count("link", lane_of(request, email, person), now=now)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            ring_for_link(person)
            return render(request, "desk/doors/link_sent.html", {"email": email})
    return render(request, "desk/doors/link_request.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
def token_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """A link that signs in once: its page asks for a click, so that a mail scanner's visit uses nothing up."""
    now = timezone.now()
    try:
        person = read_sign_in_token(token, now=now)
    except Refused as refused:
        return render(request, "desk/link_gone.html", {"sentence": str(refused)}, status=404)
    if request.method == "POST":
        response = _come_in(request, person, method="link", reauthenticated=False)
        request.session[BY_LINK] = [person.pk, now.timestamp()]
        return response
    return render(request, "desk/token_sign_in.html", {"person": person})


def _came_by_link(request: HttpRequest, person: Person) -> bool:
    """Whoever has just read a link in their own mailbox need not know the old password."""
    who, at = request.session.get(BY_LINK) or (0, 0)
    return who == person.pk and timezone.now().timestamp() - at < BY_LINK_SECONDS


@sensitive_post_parameters()
@desk_page
def password(request: HttpRequest) -> HttpResponse:
    """A new password ends every other session, and is told by mail."""
    person, now = me(request), timezone.now()
    form = PasswordForm(request.POST or None, person=person, by_link=_came_by_link(request, person))
    if request.method == "POST" and form.is_valid():
        set_password(person, password=form.cleaned_data["new"], by=person, now=now)
        end_sessions(person, by=person, now=now, keep=request.session.session_key or "")
        tell_of_change(person, "password", now=now)
        stay(request, person)
        request.session.pop(BY_LINK, None)
        notice(request, "Your password is changed. Wherever else you were signed in, you no longer are.")
        return redirect("desk:person", person.pk)
    return render(request, "desk/password.html", {"form": form}, status=422 if form.errors else 200)


def demo_door(request: HttpRequest, token: str) -> HttpResponse:
    """In the demo a link is enough. Outside it this page does not exist."""
    person = Person.objects.filter(pk=read_door(token, "person"), is_active=True).first() if settings.DEMO else None
    if person is None:
        raise Http404
    enter_at_once(request, person)
    return redirect("desk:today")
