"""Coming in and going out."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hearback.demo_doors import read_door
from hearback.desk.doors import desk_page, me, notice
from hearback.desk.forms.password import PasswordForm
from hearback.people.actions import set_password
from hearback.people.models import Person
from hearback.people.tokens import read_sign_in_token
from hearback.people.tries import allowed, forget, tried
from hearback.record.actions import record
from hearback.refusals import Refused

WINDOW = timedelta(minutes=15)


class SignInForm(forms.Form):
    email = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


def sign_in(request: HttpRequest) -> HttpResponse:
    """The answer to a wrong password and to an unknown address is the same, and takes as long."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        # Tries are counted by address and door together, so that nobody can lock somebody else out.
        key = f"{form.cleaned_data['email'].lower()}|{request.META.get('REMOTE_ADDR', '')}"
        if not allowed("sign-in", key, most=10, now=now):
            form.add_error(None, "Too many tries from here. Wait a quarter of an hour, then try again.")
        elif person := authenticate(
            request, username=form.cleaned_data["email"].lower(), password=form.cleaned_data["password"]
        ):
            forget("sign-in", key)
            _enter(request, person)
            record("signed_in", person, by=person, now=now)
            return redirect(_wanted(request))
        else:
            tried("sign-in", key, window=WINDOW, now=now)
            form.add_error(None, "This e-mail address and password do not go together.")
    facts = {"form": form, "next": request.GET.get("next") or request.POST.get("next", "")}
    return render(request, "desk/sign_in.html", facts, status=422 if form.errors else 200)


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted else settings.LOGIN_REDIRECT_URL


def _enter(request: HttpRequest, person: Person) -> None:
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    notice(request, "You are signed out.")
    return redirect("desk:sign_in")


def token_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """A link that signs in once: its page asks for a click, so that a mail scanner's visit uses nothing up."""
    now = timezone.now()
    try:
        person = read_sign_in_token(token, now=now)
    except Refused as refused:
        return render(request, "desk/link_gone.html", {"sentence": str(refused)}, status=404)
    if request.method == "POST":
        _enter(request, person)
        record("signed_in", person, by=person, now=now, way="link")
        return redirect("desk:today")
    return render(request, "desk/token_sign_in.html", {"person": person})


@desk_page
def password(request: HttpRequest) -> HttpResponse:
    person = me(request)
    form = PasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        set_password(person, password=form.cleaned_data["new"], by=person, now=timezone.now())
        update_session_auth_hash(request, person)
        notice(request, "Your password is changed. Wherever else you were signed in, you no longer are.")
        return redirect("desk:person", person.pk)
    return render(request, "desk/password.html", {"form": form}, status=422 if form.errors else 200)


def demo_door(request: HttpRequest, token: str) -> HttpResponse:
    """In the demo a link is enough. Outside it this page does not exist."""
    person = Person.objects.filter(pk=read_door(token, "person"), is_active=True).first() if settings.DEMO else None
    if person is None:
        raise Http404
    _enter(request, person)
    return redirect("desk:today")
