"""The link by which somebody who was invited comes in for the first time: good once, and for a week."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet

from hearback.people.models import Invitation, Person
from hearback.record.actions import record
from hearback.refusals import Refused

LIFE = timedelta(days=7)
_SALT = "hearback.invitation"
_WORTHLESS = "This invitation has been used, taken back, or is older than a week. Ask who invited you for a new one."


def invitation_token(invitation: Invitation) -> str:
    return signing.Signer(salt=_SALT).sign_object([invitation.pk, invitation.generation])


def read_invitation(token: str, *, now: datetime) -> Invitation:
    """Refused alike, whatever is wrong, so that a guess learns nothing."""
    try:
        pk, generation = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused(_WORTHLESS) from None
    found = Invitation.objects.select_related("person__office", "by").filter(pk=pk, generation=generation).first()
    if found is None or not found.pending or found.expires_at <= now or not found.person.is_active:
        raise Refused(_WORTHLESS)
    return found


@transaction.atomic
def write_invitation(person: Person, *, by: Person | None, now: datetime) -> Invitation:
    """A first invitation or a new one; every older link is worthless from now on."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not person.is_active:
        raise Refused(f"{person.name} no longer works here.")
    invitation = Invitation.objects.filter(person=person).first() or Invitation(person=person, generation=0)
    if invitation.accepted_at:
        raise Refused(f"{person.name} has accepted already.")
    invitation.by, invitation.sent_at, invitation.expires_at = by, now, now + LIFE
    invitation.revoked_at = None
    invitation.generation += 1
    invitation.save()
    record("invited", person, by=by, now=now)
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Person, now: datetime) -> None:
    """Taken back: the link is worthless, and whoever never came in does not work here."""
    invitation = Invitation.objects.select_for_update().select_related("person").get(pk=invitation.pk)
    if not invitation.pending:
        raise Refused("This invitation has been accepted or taken back already.")
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    invitation.person.is_active = False
    invitation.person.save(update_fields=["is_active"])
    record("revoked", invitation.person, by=by, now=now, what="invitation")


def accept(person: Person, *, now: datetime) -> bool:
    """Whoever comes in has accepted; True when that was by a pending invitation."""
    accepted = Invitation.objects.filter(person=person, accepted_at=None, revoked_at=None).update(accepted_at=now)
    if accepted:
        record("accepted", person, by=person, now=now, what="invitation")
    return bool(accepted)


@transaction.atomic
def accept_with_password(invitation: Invitation, *, password: str, now: datetime) -> Person:
    """The first sign-in: a password of one's own."""
    person = accept_without_password(invitation, now=now)
    person.set_password(password)
    person.save(update_fields=["password"])
    record("changed", person, by=person, now=now, what="password")
    return person


@transaction.atomic
def accept_without_password(invitation: Invitation, *, now: datetime) -> Person:
    """Comes in, to make a passkey. Refuses a link that was used meanwhile."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not row.pending or row.generation != invitation.generation:
        raise Refused(_WORTHLESS)
    accept(invitation.person, now=now)
    return invitation.person


def pending_invitations() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, revoked_at=None).select_related("person__office", "by")
