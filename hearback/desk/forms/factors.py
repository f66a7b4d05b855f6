"""The forms of second factors: django-allauth's, with our words, and counted by our lanes. Named in settings."""

from __future__ import annotations

import re
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from hearback.desk.known_devices import lane_of
from hearback.people import attempts
from hearback.people.models import Person
from hearback.refusals import Refused

AS_TYPED = {"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
USED = "This code has been used already. Wait for the next one."


def code_field(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=20,
        widget=forms.TextInput(attrs=AS_TYPED),
        error_messages={"required": "Enter the code."},
    )


class Counted:
    """A code is counted before it is looked at, and is good once, whichever process answers."""

    user: Person

    def clean_code(self) -> str:
        now, lane = timezone.now(), lane_of(context.request, self.user.email, self.user)
        code = re.sub(r"\s", "", self.cleaned_data["code"])  # type: ignore[attr-defined]
        self.cleaned_data["code"] = code  # type: ignore[attr-defined]
        try:
            attempts.count("code", lane, now=now)
        except Refused as refused:
            raise ValidationError(str(refused)) from None
        try:
            super().clean_code()  # type: ignore[misc]
        except ValidationError:
            attempts.failed("code", lane, now=now)
            raise
        if not attempts.used_once("code used", f"{self.user.pk}|{code}", now=now):
            raise ValidationError(USED)
        attempts.succeeded("code", lane)
        return code


class CodeForm(Counted, AuthenticateForm):
    code = code_field("Code", "From your authenticator app, or one of your recovery codes.")


class ConfirmByCodeForm(Counted, ReauthenticateForm):
    code = code_field("Code", "From your authenticator app, or one of your recovery codes.")


class NewAppForm(Counted, ActivateTOTPForm):
    code = code_field("The code your app shows now")


class ConfirmByPasswordForm(forms.Form):
    password = forms.CharField(
        label="Your password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password."},
    )

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        now, lane = timezone.now(), lane_of(context.request, self.user.email, self.user)
        try:
            attempts.count("password", lane, now=now)
        except Refused as refused:
            raise ValidationError(str(refused)) from None
        if not self.user.check_password(self.cleaned_data["password"]):
            attempts.failed("password", lane, now=now)
            raise ValidationError("This is not your password.")
        attempts.succeeded("password", lane)
        return str(self.cleaned_data["password"])


class NewPasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label="What you call it",
        max_length=60,
        required=False,
        help_text="Such as “My phone” or “The blue key”, so that you know it again in the list.",
    )
    passwordless = forms.BooleanField(
        label="It signs me in by itself",
        required=False,
        initial=True,
        help_text="With your fingerprint, face or PIN, and no password. Untick for a key that only confirms.",
    )


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(label="What you call it", max_length=60, error_messages={"required": "Give it a name."})
