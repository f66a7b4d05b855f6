"""Where django-allauth asks us: who may come in, with which words, and what is noted. Named in settings."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from hearback.desk.doors import notice
from hearback.desk.entering import entered
from hearback.messages.access import SAFETY, tell_of_change
from hearback.people.actions import provision
from hearback.people.attempts import WAIT
from hearback.people.models import Person
from hearback.record.actions import record

WORDS = {
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed.",
    "mfa/messages/webauthn_added.txt": "Your passkey is added.",
    "mfa/messages/webauthn_removed.txt": "The passkey is removed.",
    "mfa/messages/recovery_codes_generated.txt": "You have new recovery codes. They are shown once: keep them now.",
}
GONE = "This account is closed. Ask an admin if that is a mistake."


class Accounts(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def is_safe_url(self, url: str) -> bool:
        """This house only, and no other of ALLOWED_HOSTS."""
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        notice(request, GONE)
        return redirect("desk:sign_in")

    def post_login(self, request: HttpRequest, user: Person, **facts: Any) -> HttpResponse:
        records = get_authentication_records(request, user)
        response: HttpResponse = super().post_login(request, user, **facts)
        entered(request, user, response, way=_way(records))
        return response

    def send_notification_mail(self, template_prefix: str, user: Person, *_: Any, **__: Any) -> None:
        what = template_prefix.rsplit("/", 1)[-1]
        if what in SAFETY:
            now = timezone.now()
            record("changed", user, by=user, now=now, what=what)
            tell_of_change(user, what, now=now)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if sentence := message or WORDS.get(message_template or "", ""):
            notice(request, sentence)


def _way(records: list[dict[str, Any]]) -> str:
    """How somebody came in: password, link, work_account or webauthn, and what confirmed it."""
    ways = [str(one.get("type") or one.get("method")) for one in records]
    return "_and_".join(dict.fromkeys(ways)).replace("socialaccount", "work_account")[:40]


class Factors(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right. Codes change every half minute: take the one shown now.",
        "cannot_generate_recovery_codes": "Set up a passkey or an authenticator app first.",
    }

    def get_totp_issuer(self) -> str:
        return f"Hearback, {settings.EMPLOYER}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": self.request.get_host().partition(":")[0], "name": f"Hearback, {settings.EMPLOYER}"}

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        from hearback.people.sessions import device_words

        return device_words(self.request.META.get("HTTP_USER_AGENT", ""))

    def encrypt(self, text: str) -> str:
        """Whoever reads only the database cannot make anybody's codes."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        from cryptography.fernet import InvalidToken

        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise ValidationError("Your app was set up under another secret key. Ask an admin to remove it.") from None


def _cipher() -> Any:
    from base64 import urlsafe_b64encode

    from cryptography.fernet import Fernet

    return Fernet(urlsafe_b64encode(hashlib.sha256(f"hearback.factors|{settings.SECRET_KEY}".encode()).digest()))


STRANGER = (
    "Nobody who works here has the address {email}. Ask an admin to invite you, with exactly this address; "
    "then come in by your work account."
)


class Providers(DefaultSocialAccountAdapter):
    """The employer's own identity provider lets in whoever is known here by the address it vouches for."""

    def get_provider(self, request: HttpRequest, provider: Any, client_id: str | None = None) -> Any:
        from hearback.desk.work_provider import WorkAccount

        return WorkAccount(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        """Nobody is made from what a provider says: a colleague is found by the address, or there is none."""
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        email = next((one.email.lower() for one in sociallogin.email_addresses if one.verified), "")
        if not email:
            raise _back(request, "Your work account has no verified e-mail address, and we know people by theirs.")
        person = Person.objects.filter(email=email).first()
        if person is None and email.rpartition("@")[2] in settings.OIDC_DOMAINS:
            name = sociallogin.account.get_provider_account().get_user_data().get("name") or email.partition("@")[0]
            person = provision(name=name, email=email, role=settings.OIDC_ROLE, now=timezone.now())
        if person is None:
            raise _back(request, STRANGER.format(email=email))
        if not person.is_active:
            raise _back(request, GONE)
        sociallogin.connect(request, person)

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None, **_: Any) -> None:
        cancelled = str(getattr(error, "value", error)) == "cancelled"
        raise _back(
            request,
            "You turned back at your work account. Nothing has happened."
            if cancelled
            else "Your work account could not confirm who you are. Try again; if it stays so, tell an admin.",
        )


def _back(request: HttpRequest, sentence: str) -> ImmediateHttpResponse:
    notice(request, sentence)
    return ImmediateHttpResponse(redirect("desk:sign_in"))
