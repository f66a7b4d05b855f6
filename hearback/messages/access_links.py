"""The links in a colleague's letters. They are written into the mail on its way out, and stored nowhere."""

from __future__ import annotations

from django.conf import settings

from hearback.messages.models import Message
from hearback.people.invitations import invitation_token
from hearback.people.models import Invitation
from hearback.people.tokens import make_sign_in_token

INVITATION, SIGN_IN = "{invitation link}", "{sign-in link}"


def with_links(message: Message) -> str:
    body, person = message.body, message.person
    if INVITATION in body:
        invitation = Invitation.objects.get(person=person)
        body = body.replace(INVITATION, f"{settings.BASE_URL}/desk/welcome/{invitation_token(invitation)}")
    if SIGN_IN in body:
        token = make_sign_in_token(person, now=message.written_at)
        body = body.replace(SIGN_IN, f"{settings.BASE_URL}/desk/sign-in/{token}")
    return body
