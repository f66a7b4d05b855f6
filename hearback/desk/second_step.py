"""The second step of signing in, passkeys that need no first one, and proving oneself again before something delicate.

The views are django-allauth's; the pages, words and limits are ours.
"""

from __future__ import annotations

import json
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.views import BaseReauthenticateView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from hearback.desk.doors import desk_page, me, notice
from hearback.desk.forms.factors import ConfirmByPasswordForm
from hearback.desk.known_devices import lane_of
from hearback.people import attempts
from hearback.refusals import Refused

UNKNOWN_PASSKEY = "This passkey is not known here. Come in another way, then add it on your security page."


class SecondStep(AuthenticateView):
    """After the password: a code, a recovery code or a passkey."""

    template_name = "desk/doors/second_step.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return _as_refused(super().form_invalid(form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = super().get_context_data(**kwargs)
        kinds = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        return facts | {"kinds": kinds, "options": as_json(facts), "posted": self.request.method == "POST"}


class ByPasskey(LoginWebAuthnView):
    """A passkey alone: it is something one has and something one is or knows, at once."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            attempts.count("passkey", lane_of(request, "anybody", None), now=timezone.now())
        except Refused as refused:
            notice(request, str(refused))
            return redirect("desk:sign_in")
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        notice(self.request, UNKNOWN_PASSKEY)
        return redirect("desk:sign_in")


class Confirmation:
    """The ways in which somebody inside can prove themselves again."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = super().get_context_data(**kwargs)  # type: ignore[misc]
        others = [one for one in facts["reauthentication_alternatives"] if one["url"] != self.request.path]
        return facts | {"options": as_json(facts), "others": others, "next": self.request.GET.get("next", "")}


class ByPasswordAgain(Confirmation, BaseReauthenticateView):
    form_class = ConfirmByPasswordForm
    template_name = "desk/doors/confirm.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": me(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        reauthenticate_by_password(self.request)
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return _as_refused(super().form_invalid(form))


class ByCodeAgain(Confirmation, ReauthenticateView):
    template_name = "desk/doors/confirm.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return _as_refused(super().form_invalid(form))


class ByPasskeyAgain(Confirmation, ReauthenticateWebAuthnView):
    template_name = "desk/doors/confirm_passkey.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        notice(self.request, "This passkey is not one of yours.")
        return redirect(self.request.get_full_path())


def as_json(facts: dict[str, Any]) -> str:
    """What the browser's authenticator is asked, for a data attribute: the content policy allows no inline script."""
    return json.dumps(facts["js_data"], default=str) if "js_data" in facts else ""


def _as_refused(response: HttpResponse) -> HttpResponse:
    response.status_code = 422
    return response


second_step = sensitive_post_parameters()(SecondStep.as_view())
by_passkey = ByPasskey.as_view()
_inside = [desk_page, never_cache, sensitive_post_parameters()]
by_password_again = method_decorator(_inside, name="dispatch")(ByPasswordAgain).as_view()
by_code_again = method_decorator(_inside, name="dispatch")(ByCodeAgain).as_view()
by_passkey_again = method_decorator(_inside, name="dispatch")(ByPasskeyAgain).as_view()
