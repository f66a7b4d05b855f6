"""My security: what signs me in, and where I am signed in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hearback.desk.doors import FACTOR_SEEN, desk_page, factor_wanted, find, me, notice
from hearback.desk.entering import stay
from hearback.desk.second_step import as_json
from hearback.people.sessions import end_session, end_sessions, sessions_of


@never_cache
@require_safe
@desk_page
def security(request: HttpRequest) -> HttpResponse:
    person, now = me(request), timezone.now()
    factors = list(Authenticator.objects.filter(user=person).order_by("created_at"))
    by_kind = {kind: [one for one in factors if one.type == kind] for kind in Authenticator.Type.values}
    facts = {
        "passkeys": [(one, one.wrap()) for one in by_kind["webauthn"]],
        "app": next(iter(by_kind["totp"]), None),
        "codes_left": sum(len(one.wrap().get_unused_codes()) for one in by_kind["recovery_codes"]),
        "work_account": SocialAccount.objects.filter(user=person).exists(),
        "sessions": list(sessions_of(person, now=now)),
        "this": request.session.session_key,
        "needed": factor_wanted(request),
        "now": now,
    }
    return render(request, "desk/doors/security.html", facts)


@require_POST
@desk_page
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    person = me(request)
    session = find(person.sessions.all(), pk=pk)
    here = session.key == request.session.session_key
    end_session(session, by=person, now=timezone.now())
    if here:
        request.session.flush()
        notice(request, "You are signed out.")
        return redirect("desk:sign_in")
    notice(request, f"{session.device} is signed out.")
    return redirect("mfa_index")


@require_POST
@desk_page
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Everywhere but here."""
    person = me(request)
    end_sessions(person, by=person, now=timezone.now(), keep=request.session.session_key or "")
    stay(request, person)
    notice(request, "You are signed out everywhere else.")
    return redirect("mfa_index")


class Refusing:
    """A form that is refused says so in its status as well."""

    request: HttpRequest

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = super().get_context_data(**kwargs)  # type: ignore[misc]
        return facts | {"options": as_json(facts)}


class NewApp(Refusing, ActivateTOTPView):
    template_name = "desk/doors/app_new.html"


class RemoveApp(Refusing, DeactivateTOTPView):
    template_name = "desk/doors/app_removal.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session.pop(FACTOR_SEEN, None)
        return super().form_valid(form)


class NewPasskey(Refusing, AddWebAuthnView):
    template_name = "desk/doors/passkey_new.html"


class PasskeyName(Refusing, EditWebAuthnView):
    template_name = "desk/doors/passkey.html"
    success_url = reverse_lazy("mfa_index")


class RemovePasskey(RemoveWebAuthnView):
    template_name = "desk/doors/passkey_removal.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session.pop(FACTOR_SEEN, None)
        return super().form_valid(form)


class Codes(ViewRecoveryCodesView):
    template_name = "desk/doors/codes.html"


class NewCodes(Refusing, GenerateRecoveryCodesView):
    template_name = "desk/doors/codes_new.html"


_inside = [desk_page, never_cache]


def _page(view: type) -> Any:
    return method_decorator(_inside, name="dispatch")(view).as_view()


app_new, app_removal = _page(NewApp), _page(RemoveApp)
passkey_new, passkey, passkey_removal = _page(NewPasskey), _page(PasskeyName), _page(RemovePasskey)
codes, codes_new = _page(Codes), _page(NewCodes)
