"""Coming in: the link, the address, the code. Whatever is not right looks the same from outside."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.candidates.codes import candidate_by_email, check_code
from hearback.candidates.links import CODE_MINUTES, read_portal_token
from hearback.candidates.models import Candidate
from hearback.candidates.queries import now_known_as
from hearback.demo_doors import read_door
from hearback.messages.codes import request_code, ring_for_code
from hearback.pages import caller
from hearback.people.tries import allowed, tried
from hearback.portal.doors import candidate_of, posted, sign_in
from hearback.portal.forms import AddressForm, CodeForm
from hearback.refusals import Refused

# The number of the candidate a code was asked for in this session; 0 when nobody has that address.
WAITING = "waiting_for_code"
ASKER = "asker"
ASKED, GUESSED, WINDOW = 20, 40, timedelta(minutes=15)
NOT_IT = "This is not the code, or it no longer works. Look for our newest message, or ask for another code below."
TOO_MANY = "That was a lot of tries in a short time. Please wait a quarter of an hour, then try again."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A link says whose page is meant, and opens nothing. Only the code sent to the candidate's address does."""
    now = timezone.now()
    candidate = read_portal_token(token)
    if candidate is None or not candidate.email:
        return render(request, "portal/link_gone.html", {"form": AddressForm()}, status=404)
    if now_known_as(candidate) == candidate_of(request, now=now):
        return redirect("portal:home")
    facts = {"address": masked(candidate.email), "token": token, "refusal": ""}
    if request.method == "POST":
        try:
            _count("code-asked-for", request, most=ASKED, now=now)
            request_code(candidate, asker=_asker(request), by_link=True, now=now)
        except Refused as refused:
            facts["refusal"] = str(refused)
            return render(request, "portal/link.html", facts, status=422)
        return _wait(request, candidate)
    return render(request, "portal/link.html", facts)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Somebody without a link writes down their address. The answer is the same whether we know it or not."""
    form = AddressForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _count("code-asked-for", request, most=ASKED, now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            candidate = candidate_by_email(form.cleaned_data["email"])
            ring_for_code(candidate, asker=_asker(request))
            return _wait(request, candidate)
    return render(request, "portal/address.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    if WAITING not in request.session:
        return redirect("portal:home")
    now = timezone.now()
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _count("code-tried", request, most=GUESSED, now=now)
            typed = form.cleaned_data["code"]
            candidate = check_code(request.session[WAITING], typed, asker=_asker(request), now=now)
            if candidate is None:
                raise Refused(NOT_IT, field="code")
        except Refused as refused:
            form.refuse(refused)
        else:
            sign_in(request, candidate, now=now)
            return redirect("portal:home")
    facts = {"form": form, "minutes": CODE_MINUTES}
    return render(request, "portal/code.html", facts, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return redirect("portal:home")


@require_safe
def demo_door(request: HttpRequest, token: str) -> HttpResponse:
    """In the demo a link is enough. Outside it this page does not exist."""
    candidate = Candidate.everyone.filter(pk=read_door(token, "candidate")).first() if settings.DEMO else None
    if candidate is None:
        raise Http404
    sign_in(request, candidate, now=timezone.now())
    return redirect("portal:home")


def masked(email: str) -> str:
    """h•••@mail.example: enough to recognise one's own, too little to learn somebody else's."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}•••@{domain}"


def _asker(request: HttpRequest) -> str:
    """This browser's own number, made when it first asks for a code."""
    return str(request.session.setdefault(ASKER, get_random_string(32)))


def _wait(request: HttpRequest, candidate: Candidate | None) -> HttpResponse:
    request.session[WAITING] = candidate.pk if candidate else 0
    return redirect("portal:code")


def _count(what: str, request: HttpRequest, *, most: int, now: datetime) -> None:
    """Refuse somebody who tries too often from one place."""
    if not allowed(what, caller(request), most=most, now=now):
        raise Refused(TOO_MANY)
    tried(what, caller(request), window=WINDOW, now=now)
