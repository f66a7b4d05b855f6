"""Turning a message row into a mail. The only place that talks to a mail server."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from hearback.candidates.links import digits, portal_link
from hearback.candidates.models import PortalCode
from hearback.messages.access_links import with_links
from hearback.messages.models import Message
from hearback.messages.rules import ADDRESS


def message_id(message: Message) -> str:
    """The same for every attempt, so that a repeat is recognised wherever it arrives."""
    return f"<message-{message.pk}@{urlsplit(settings.BASE_URL).hostname}>"


def mail_of(message: Message) -> EmailMultiAlternatives:
    body, link, to = message.body, "", ""
    if message.candidate:
        to = message.candidate.email
        link = portal_link(message.candidate)
        if message.purpose == Message.Purpose.CODE:
            # The digits exist only here, on their way out.
            code = PortalCode.objects.filter(candidate=message.candidate, made_at=message.written_at).get()
            body, link = body.replace("{code}", digits(code)), ""
    elif message.person:
        to = message.person.email
        body = with_links(message) if message.purpose == Message.Purpose.ACCESS else body
        body = body.replace(ADDRESS, settings.BASE_URL)
    facts = {
        "subject": message.subject,
        "body": body,
        "portal_link": link,
        "employer": settings.EMPLOYER,
        "sign_off": message.written_by.name if message.written_by else settings.EMPLOYER,
        "answerable": bool(message.candidate and message.written_by),
    }
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=render_to_string("mail/message.txt", facts),
        to=[to],
        reply_to=[message.written_by.email] if facts["answerable"] else None,
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("mail/message.html", facts), "text/html")
    return mail


def deliver(message: Message) -> None:
    """Hand the mail over. Raises OSError (SMTP errors are such) when the server cannot take it now."""
    mail_of(message).send()
