"""The doors whose addresses django-allauth looks up by its own names. The other doors stand in `urls.py`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from hearback.desk import signing_in, work_account
from hearback.desk.doors import View


def later(module: str, name: str) -> View:
    """A view that is loaded when somebody first comes: what passkeys lean on takes 11 MB and a second."""

    def view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return getattr(import_module(f"hearback.desk.{module}"), name)(request, **kwargs)

    return view


urlpatterns = [
    path("sign-in", signing_in.sign_in, name="account_login"),
    path("sign-in/second-step", later("second_step", "second_step"), name="mfa_authenticate"),
    path("sign-in/passkey", later("second_step", "by_passkey"), name="mfa_login_webauthn"),
    path("sign-in/with/<slug:provider_id>", work_account.start, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/callback", work_account.callback, name="openid_connect_callback"),
    path("confirmation/password", later("second_step", "by_password_again"), name="account_reauthenticate"),
    path("confirmation/code", later("second_step", "by_code_again"), name="mfa_reauthenticate"),
    path("confirmation/passkey", later("second_step", "by_passkey_again"), name="mfa_reauthenticate_webauthn"),
    path("security/", later("security", "security"), name="mfa_index"),
    path("security/app", later("security", "app_new"), name="mfa_activate_totp"),
    path("security/app/removal", later("security", "app_removal"), name="mfa_deactivate_totp"),
    path("security/passkeys/new", later("security", "passkey_new"), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/", later("security", "passkey"), name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/removal", later("security", "passkey_removal"), name="mfa_remove_webauthn"),
    path("security/codes", later("security", "codes"), name="mfa_view_recovery_codes"),
    path("security/codes/new", later("security", "codes_new"), name="mfa_generate_recovery_codes"),
    path("security/sessions/<int:pk>/end", later("security", "session_end"), name="session_end"),
    path("security/sessions/end", later("security", "sessions_end"), name="sessions_end"),
]
