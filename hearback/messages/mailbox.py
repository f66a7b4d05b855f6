"""The demo's post office: it keeps what a mail server would have been given, for a page to show."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from hearback.messages.models import DeliveredMail


class MailboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            html = next((str(part.content) for part in getattr(mail, "alternatives", [])), "")
            DeliveredMail.objects.get_or_create(
                message_id=mail.extra_headers.get("Message-ID") or str(mail.message()["Message-ID"]),
                defaults={
                    "to": ", ".join(mail.to),
                    "subject": mail.subject,
                    "body": str(mail.body),
                    "html": html,
                    "at": timezone.now(),
                },
            )
        return len(email_messages)
