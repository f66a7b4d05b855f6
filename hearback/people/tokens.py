"""A sign-in link for somebody who forgot their password: made on the command line, good once and for half an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing
from django.utils.crypto import salted_hmac

from hearback.people.models import Person
from hearback.refusals import Refused

LIFE = timedelta(minutes=30)
_SALT = "hearback.sign-in"
_WORTHLESS = "This sign-in link has been used, or is older than 30 minutes. Ask for a new one."


def make_sign_in_token(person: Person, *, now: datetime) -> str:
    ends = int((now + LIFE).timestamp())
    return signing.Signer(salt=_SALT).sign_object([person.pk, ends, _state(person)])


def read_sign_in_token(token: str, *, now: datetime) -> Person:
    """The person it signs in. Refused alike, whatever is wrong, so that a guess learns nothing."""
    try:
        pk, ends, state = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused(_WORTHLESS) from None
    person = Person.objects.filter(pk=pk, is_active=True).first()
    if person is None or now.timestamp() > ends or state != _state(person):
        raise Refused(_WORTHLESS)
    return person


def _state(person: Person) -> str:
    """Changes when the person signs in or changes the password, which is what makes a link good only once."""
    return salted_hmac(_SALT, f"{person.password}{person.last_login}").hexdigest()[:20]
