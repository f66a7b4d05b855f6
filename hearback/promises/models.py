from __future__ import annotations

from django.db import models
from django.db.models import Q

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.jobs.models import Job
from hearback.messages.models import Message
from hearback.people.models import Person


class Promise(models.Model):
    """One next step owed: what, by whom, to the candidate or by the candidate, through which channel, by when.

    The row is open while `ended_at` is empty. `late_at` is stamped when the date passes and is never taken back.
    """

    class Kind(models.TextChoices):
        ANSWER = "answer", "Answer"
        BOOKING = "booking", "Interview date"
        INTERVIEW = "interview", "Interview and its closing"
        INFORMATION = "information", "Information from the candidate"
        NEWS = "news", "News during a hold"
        REPLY = "reply", "Reply to a question"
        OFFER = "offer", "Answer to the offer"
        START = "start", "First day"
        POOL = "pool", "Keep warm"
        OTHER = "other", "Something else"

    class Ending(models.TextChoices):
        KEPT = "kept", "Kept"
        RENEWED = "renewed", "Renewed"
        RELEASED = "released", "No longer owed"

    class Channel(models.TextChoices):
        EMAIL = "email", "by e-mail"
        CALL = "call", "by phone"
        PORTAL = "portal", "on your page"
        IN_PERSON = "in_person", "in person"

    application = models.ForeignKey(Application, models.CASCADE, null=True, related_name="promises")
    # For somebody who is kept warm and applies for nothing; where there is an application, it says who.
    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, related_name="promises")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    by_candidate = models.BooleanField(default=False)  # the ball is in their court; the owner watches
    words = models.CharField(max_length=300)  # what the candidate was told
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="promises_made")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="promises_owned")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    nudge_at = models.DateTimeField(null=True)
    nudge_step = models.PositiveSmallIntegerField(default=0)
    shown_to_candidate = models.BooleanField(default=True)
    told_by = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="tells_of")
    answered_by = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="answers")
    late_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    renews = models.OneToOneField("self", models.CASCADE, null=True, related_name="renewed_as")
    renewal_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["nudge_at"],
                name="promises_to_nudge",
                condition=Q(ended_at=None),
            ),
            models.Index(
                fields=["due_at"],
                name="promises_falling_due",
                condition=Q(ended_at=None, late_at=None),
            ),
            models.Index(
                fields=["owner", "due_at"],
                name="what_a_person_owes",
                condition=Q(ended_at=None),
            ),
            models.Index(
                fields=["due_at"],
                name="promises_that_have_escalated",
                condition=Q(ended_at=None, nudge_step__gte=3),
            ),
            models.Index(fields=["application", "due_at"], name="promises_of_an_application"),
            models.Index(fields=["due_at", "id"], name="next_steps_by_date", condition=Q(ended_at=None)),
            models.Index(
                fields=["answered_by"],
                name="promises_a_message_keeps",
                condition=Q(ended_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="an_ended_promise_says_how",
            ),
            models.CheckConstraint(
                condition=Q(application__isnull=False, candidate__isnull=True)
                | Q(application__isnull=True, candidate__isnull=False),
                name="a_promise_is_about_an_application_or_a_candidate",
            ),
        ]

    def __str__(self) -> str:
        return f"promise {self.pk}"

    @property
    def open(self) -> bool:
        return self.ended_at is None

    @property
    def whom(self) -> Candidate:
        """To whom it is owed."""
        return self.application.candidate if self.application_id else self.candidate

    @property
    def job(self) -> Job | None:
        return self.application.job if self.application_id else None

    @property
    def about(self) -> str:
        """What it is about, for colleagues: the job, or that somebody is kept warm."""
        return self.application.job.title if self.application_id else "Kept warm"


class HandOver(models.Model):
    """A promise passed from one owner to another; both stay visible."""

    class Why(models.TextChoices):
        ASKED = "asked", "Handed over"
        AWAY = "away", "Away"
        LEFT = "left", "Left the company"

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taker = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = models.CharField(max_length=6, choices=Why.choices, default=Why.ASKED)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class Nudge(models.Model):
    """One step of the ladder, taken once."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="nudges")
    step = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="nudges")
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["promise", "step", "person"], name="each_step_once")]


class CallAttempt(models.Model):
    """Somebody called and nobody answered. With `again_at` empty they wrote instead."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="call_attempts")
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="call_attempts")  # words to be said
    promise = models.ForeignKey(Promise, models.CASCADE, null=True, related_name="call_attempts")  # or a call promised
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    again_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(message__isnull=False, promise__isnull=True)
                | Q(message__isnull=True, promise__isnull=False),
                name="an_attempt_is_for_one_call",
            )
        ]
