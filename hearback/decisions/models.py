from __future__ import annotations

from django.db import models
from django.db.models import Q

from hearback.applications.models import Application
from hearback.candidates.models import Attachment
from hearback.jobs.models import Job, Stage
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.models import Promise


class RejectionReason(models.Model):
    """Why, in words for colleagues, and which wording the candidate is offered."""

    name = models.CharField(max_length=80, unique=True)
    template_key = models.SlugField(max_length=40, default="reject")
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """One outcome for one application, with what it changed, so that it can be read and, unsent, undone."""

    class Outcome(models.TextChoices):
        ADVANCE = "advance", "Advance"
        ASK = "ask", "Ask for more"
        HOLD = "hold", "Hold"
        REJECT = "reject", "Reject"
        OFFER = "offer", "Offer"
        ACCEPT = "accept", "Offer accepted"
        DECLINE = "decline", "Offer declined"
        HIRE = "hire", "Hire"
        WITHDRAW = "withdraw", "Withdrawn"
        RESUME = "resume", "Resumed"

    application = models.ForeignKey(Application, models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="decisions"
    )  # empty: the candidate or the clock
    at = models.DateTimeField()
    from_state = models.CharField(max_length=10)
    to_state = models.CharField(max_length=10)
    from_stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    to_stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    reason = models.ForeignKey(RejectionReason, models.PROTECT, null=True, blank=True, related_name="decisions")
    note = models.TextField(blank=True)  # for colleagues
    meet = models.ManyToManyField(Person, blank=True, related_name="+")  # whom the candidate should meet next
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="decisions")
    promise = models.ForeignKey(Promise, models.SET_NULL, null=True, related_name="decisions")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["application", "-at"], name="decisions_of_an_application")]


class InformationRequest(models.Model):
    """What *ask* creates: a dated checklist in the candidate's hands."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="requests")
    decision = models.OneToOneField(Decision, models.CASCADE, related_name="request")
    words = models.TextField(blank=True)
    due_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True)
    # The reply that is owed to a candidate who asked for more time.
    time_asked = models.ForeignKey(Promise, models.SET_NULL, null=True, related_name="+")
    completed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-due_at"]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="requests_falling_due",
                condition=Q(ended_at=None),
            ),
            models.Index(
                fields=["remind_at"],
                name="requests_to_remind",
                condition=Q(ended_at=None),
            ),
        ]


class RequestItem(models.Model):
    class Kind(models.TextChoices):
        UPLOAD = "upload", "A file"
        TEXT = "text", "A few lines"
        CONFIRM = "confirm", "A tick"

    request = models.ForeignKey(InformationRequest, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.TEXT)
    text = models.CharField(max_length=300)
    answer = models.TextField(blank=True)
    attachments = models.ManyToManyField(Attachment, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]


class Hold(models.Model):
    """What *hold* creates: a pause the candidate knows of."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="holds")
    decision = models.OneToOneField(Decision, models.CASCADE, related_name="hold")
    until = models.DateField()
    resumes_at = models.DateTimeField()
    news_days = models.PositiveSmallIntegerField(default=5)  # working days between news
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["resumes_at"],
                name="holds_to_resume",
                condition=Q(ended_at=None),
            )
        ]


class Offer(models.Model):
    application = models.ForeignKey(Application, models.CASCADE, related_name="offers")
    decision = models.OneToOneField(Decision, models.CASCADE, related_name="offer")
    job = models.ForeignKey(Job, models.PROTECT, related_name="offers")
    pay = models.DecimalField(max_digits=12, decimal_places=2)
    pay_currency = models.CharField(max_length=3)
    pay_period = models.CharField(max_length=6, choices=Job.PayPeriod.choices)
    starts_on = models.DateField()
    expires_at = models.DateTimeField()
    terms = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
