"""A person's second factors, as far as somebody else has to touch them: what there is, and forgetting a lost one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.people.models import Person
from hearback.record.actions import record


def has_factor(person: Person) -> bool:
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(user=person, type__in=["totp", "webauthn"]).exists()


@transaction.atomic
def forget_factors(person: Person, *, by: Person | None, now: datetime) -> int:
    """For somebody whose phone is lost: passkeys, app and codes are gone, and they come in with the password again."""
    from allauth.mfa.models import Authenticator

    _, counts = Authenticator.objects.filter(user=person).delete()
    gone = counts.get("mfa.Authenticator", 0)
    if gone:
        record("unenrolled", person, by=by, now=now, count=gone)
    return gone


def forget_work_accounts(person: Person) -> None:
    """The identity provider's word for them counts no more, until it vouches for their address again."""
    from allauth.socialaccount.models import SocialAccount

    SocialAccount.objects.filter(user=person).delete()
