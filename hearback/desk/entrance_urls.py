"""The doors whose addresses django-allauth looks up by its own names. The other doors stand in `urls.py`."""

from __future__ import annotations

from django.urls import path

from hearback.desk import second_step, security, signing_in, work_account

urlpatterns = [
    path("sign-in", signing_in.sign_in, name="account_login"),
    path("sign-in/second-step", second_step.second_step, name="mfa_authenticate"),
    path("sign-in/passkey", second_step.by_passkey, name="mfa_login_webauthn"),
    path("sign-in/with/<slug:provider_id>", work_account.start, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/callback", work_account.callback, name="openid_connect_callback"),
    path("confirmation/password", second_step.by_password_again, name="account_reauthenticate"),
    path("confirmation/code", second_step.by_code_again, name="mfa_reauthenticate"),
    path("confirmation/passkey", second_step.by_passkey_again, name="mfa_reauthenticate_webauthn"),
    path("security/", security.security, name="mfa_index"),
    path("security/app", security.app_new, name="mfa_activate_totp"),
    path("security/app/removal", security.app_removal, name="mfa_deactivate_totp"),
    path("security/passkeys/new", security.passkey_new, name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/", security.passkey, name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/removal", security.passkey_removal, name="mfa_remove_webauthn"),
    path("security/codes", security.codes, name="mfa_view_recovery_codes"),
    path("security/codes/new", security.codes_new, name="mfa_generate_recovery_codes"),
    path("security/sessions/<int:pk>/end", security.session_end, name="session_end"),
    path("security/sessions/end", security.sessions_end, name="sessions_end"),
]
