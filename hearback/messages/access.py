"""Letters by which a colleague comes in. Their rows keep a place for the link; it comes in on its way out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app as queue_app

from hearback.messages.access_links import INVITATION, SIGN_IN
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.rules import ADDRESS
from hearback.people.actions import add_person
from hearback.people.invitations import write_invitation
from hearback.people.models import Invitation, Person
from hearback.people.tries import tried
from hearback.words import day

ONE_LINK_EACH = timedelta(minutes=5)

WELCOME = (
    "Dear {first_name},\n\n{who} invites you to Hearback, where {employer} looks after the people who apply.\n\n"
    "Choose a password or a passkey here, until {until}:\n{link}\n\n"
    "The link works once. If you did not expect this, do nothing."
)
COME_IN = (
    "Dear {first_name},\n\nSomebody, we hope you, asked for a link into Hearback. "
    "It works once, for 30 minutes:\n{link}\n\n"
    "If it was not you, do nothing: without the link nobody comes in."
)


@transaction.atomic
def invite(person: Person, *, by: Person, now: datetime) -> Invitation:
    """Write the invitation and its letter. Whoever was invited before gets a new link, and the old one is worthless."""
    invitation = write_invitation(person, by=by, now=now)
    facts = {
        "first_name": person.first_name,
        "who": by.name,
        "employer": settings.EMPLOYER,
        "until": day(invitation.expires_at.date()),
        "link": INVITATION,
    }
    queue(
        to=person,
        purpose=Message.Purpose.ACCESS,
        subject=f"{by.name} invites you to Hearback",
        body=WELCOME.format(**facts),
        by=None,
        now=now,
    )
    return invitation


@transaction.atomic
def invite_somebody(*, by: Person, now: datetime, **facts: object) -> Person:
    """Somebody new works here, and is asked to come in."""
    person = add_person(by=by, now=now, **facts)
    invite(person, by=by, now=now)
    return person


def ring_for_link(person: Person | None) -> None:
    """Ask the worker for a link. The page does the same, and takes as long, whether anybody has that address."""
    queue_app.configure_task("hearback.timetable.send_sign_in_link").defer(person_id=person.pk if person else 0)


@transaction.atomic
def send_link(person_id: int, *, now: datetime) -> Message | None:
    """What the worker does: at most one link in five minutes, so that nobody's mailbox is filled by a stranger."""
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None or tried("link", str(person.pk), window=ONE_LINK_EACH, now=now) > 1:
        return None
    return queue(
        to=person,
        purpose=Message.Purpose.ACCESS,
        subject="Your link into Hearback",
        body=COME_IN.format(first_name=person.first_name, link=SIGN_IN),
        by=None,
        now=now,
    )


SAFETY = {
    "password": ("Your password was changed", "Your password for Hearback was changed."),
    "totp_activated": (
        "An authenticator app was added",
        "An authenticator app signs you in from now on.",
    ),
    "totp_deactivated": ("Your authenticator app was removed", "Your authenticator app no longer signs you in."),
    "webauthn_added": ("A passkey was added", "A new passkey can sign you in to Hearback."),
    "webauthn_removed": ("A passkey was removed", "One of your passkeys no longer signs you in to Hearback."),
    "recovery_codes_generated": ("New recovery codes", "You have new recovery codes; the old ones are worthless."),
    "account_connected": (
        "Your work account signs you in",
        "Your work account can sign you in from now on.",
    ),
    "factors_forgotten": ("Your second factors were removed", "An admin has removed your passkeys, app and codes."),
}


def tell_of_change(person: Person, what: str, *, now: datetime) -> None:
    """Whoever did not do it themselves should hear of it at once."""
    subject, sentence = SAFETY[what]
    body = (
        f"Dear {person.first_name},\n\n{sentence}\n\n"
        "If this was you, all is well. If not, change your password and tell an admin now:\n"
        f"{ADDRESS}/desk/security/"
    )
    queue(to=person, purpose=Message.Purpose.ACCESS, subject=subject, body=body, by=None, now=now)
