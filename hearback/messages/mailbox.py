"""The demo's post office: it keeps what a mail server would have been given, for a page to show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from hearback.messages.models import DeliveredMail
from hearback.messages.rules import ADDRESS


class MailboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        mails = [as_kept(mail, at=timezone.now()) for mail in email_messages]
        DeliveredMail.objects.bulk_create(mails, ignore_conflicts=True)
        return len(mails)


def as_kept(mail: EmailMessage, *, at: datetime) -> DeliveredMail:
    """A row that is not saved yet. Our own address is left open: the demo may answer at another port next time."""
    html = next((str(part.content) for part in getattr(mail, "alternatives", [])), "")
    return DeliveredMail(
        message_id=mail.extra_headers.get("Message-ID") or str(mail.message()["Message-ID"]),
        to=", ".join(mail.to),
        subject=mail.subject,
        body=str(mail.body).replace(settings.BASE_URL, ADDRESS),
        html=html.replace(settings.BASE_URL, ADDRESS),
        at=at,
    )


def text_of(mail: DeliveredMail) -> str:
    return mail.body.replace(ADDRESS, settings.BASE_URL)
