from __future__ import annotations

from django.db import models
from django.db.models import Q

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.people.models import Person


class MessageTemplate(models.Model):
    """Wording that the employer may edit. Places to fill in are written {like_this}."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """What is said to somebody. The row comes first: it can be read, edited and called back until it is sent."""

    class Channel(models.TextChoices):
        EMAIL = "email", "E-mail"
        CALL = "call", "Phone call"

    class Purpose(models.TextChoices):
        RECEIPT = "receipt", "Receipt"
        INVITATION = "invitation", "Invitation"
        NEXT_STEP = "next_step", "Next step"
        DECISION = "decision", "Decision"
        REQUEST = "request", "Request"
        NEWS = "news", "News"
        REPLY = "reply", "Reply"
        QUESTION = "question", "Question from the candidate"
        REMINDER = "reminder", "Reminder"
        NUDGE = "nudge", "Nudge"
        CODE = "code", "Sign-in code"
        ACCESS = "access", "Way in for a colleague"

    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, blank=True, related_name="messages")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="messages")
    application = models.ForeignKey(Application, models.CASCADE, null=True, blank=True, related_name="messages")
    inbound = models.BooleanField(default=False)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    written_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    send_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)  # why the last attempt failed, in our own words

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(
                fields=["send_at"],
                name="messages_to_send",
                condition=Q(sent_at=None, cancelled_at=None, inbound=False, channel="email"),
            ),
            models.Index(
                fields=["send_at"],
                name="calls_to_make",
                condition=Q(sent_at=None, cancelled_at=None, inbound=False, channel="call"),
            ),
            models.Index(
                fields=["written_at"],
                name="messages_in_trouble",
                condition=Q(sent_at=None, cancelled_at=None) & ~Q(trouble=""),
            ),
            models.Index(fields=["application", "-written_at"], name="messages_of_an_application"),
            models.Index(fields=["candidate", "-written_at"], name="messages_of_a_candidate"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(candidate__isnull=False, person__isnull=True)
                | Q(candidate__isnull=True, person__isnull=False),
                name="a_message_has_one_other_side",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="sent_or_cancelled_but_not_both",
            ),
        ]

    @property
    def pending(self) -> bool:
        return self.sent_at is None and self.cancelled_at is None


class DeliveredMail(models.Model):
    """The demo's mailbox: what a mail server would have been given. One row a Message-ID, so a repeat would show."""

    message_id = models.CharField(max_length=200, unique=True)
    to = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    html = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
