from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import get_random_string

from hearback.applications.rules import LIVE_STATES, RARE_STATES
from hearback.candidates.models import Candidate
from hearback.jobs.models import FormQuestion, Job, Stage
from hearback.people.models import Person


class Application(models.Model):
    """One candidate's try for one job. PostgreSQL checks each move of `state`, and that a live one has a next step."""

    class State(models.TextChoices):
        ACTIVE = "active", "In progress"
        ASKED = "asked", "Waiting for the candidate"
        HELD = "held", "On hold"
        OFFERED = "offered", "Offer made"
        ACCEPTED = "accepted", "Offer accepted"
        HIRED = "hired", "Hired"
        REJECTED = "rejected", "Rejected"
        DECLINED = "declined", "Offer declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="applications")
    job = models.ForeignKey(Job, models.PROTECT, related_name="applications")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="applications")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    source = models.CharField(max_length=80, blank=True)
    cover_letter = models.TextField(blank=True)
    applied_at = models.DateTimeField()
    entered_stage_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # Raised by every decision; a form that carries an older number is told what it has missed.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["job", "stage", "entered_stage_at", "id"], name="a_jobs_board"),
            models.Index(
                fields=["job"],
                name="live_applications_of_a_job",
                condition=models.Q(state__in=LIVE_STATES),
            ),
            models.Index(
                fields=["job", "-ended_at"],
                include=["state"],
                name="ended_applications_of_a_job",
                condition=models.Q(ended_at__isnull=False),
            ),
            models.Index(fields=["candidate", "-applied_at"], name="applications_of_a_candidate"),
            models.Index(Lower("source"), name="applications_of_a_source", condition=~models.Q(source="")),
            models.Index(fields=["applied_at"], name="applications_by_date"),
            models.Index(
                fields=["state"], name="applications_in_rare_states", condition=models.Q(state__in=RARE_STATES)
            ),
            models.Index(
                fields=["stage"],
                name="live_applications_of_a_stage",
                condition=models.Q(state__in=LIVE_STATES),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "job"],
                condition=models.Q(state__in=LIVE_STATES),
                name="one_live_application_a_job",
            )
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def live(self) -> bool:
        return self.state in LIVE_STATES


class Note(models.Model):
    """A word among colleagues, read within its circle. Never shown in the portal."""

    class Circle(models.TextChoices):
        EVERYBODY = "everybody", "Everybody who sees the application"
        DECIDERS = "deciders", "The hiring managers and recruiters"
        NAMED = "named", "Only those I name, and me"

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    circle = models.CharField(max_length=10, choices=Circle.choices, default=Circle.EVERYBODY)
    readers = models.ManyToManyField(Person, blank=True, related_name="+")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.TextField()
    written_at = models.DateTimeField()
    words = SearchVectorField(null=True)  # folded; empty until indexed

    class Meta:
        ordering = ["-written_at"]
        indexes = [
            GinIndex(fields=["words"], name="notes_by_words", fastupdate=False),
            models.Index(fields=["id"], name="notes_not_yet_indexed", condition=models.Q(words=None)),
        ]


class Answer(models.Model):
    """What a candidate answered on the application form, beside the question as it was asked then."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="form_answers")
    question = models.ForeignKey(FormQuestion, models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    answer = models.TextField()

    class Meta:
        ordering = ["position", "id"]


def draft_path(_draft: Draft, _name: str) -> str:
    return f"drafts/{get_random_string(40)}"


class Draft(models.Model):
    """An application while it is being written: for two weeks, behind a key of which only the digest is kept.

    Sent, it holds nothing but what the receipt says. A duplicate has no application and looks the same.
    """

    job = models.ForeignKey(Job, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=64, unique=True)
    typed = models.JSONField(default=dict)  # {field's name: what stands in it}
    revision = models.PositiveIntegerField(default=1)  # raised by each save; a form with an older one was overtaken
    resume_file = models.FileField(upload_to=draft_path, max_length=200, blank=True)
    resume_name = models.CharField(max_length=200, blank=True)
    resume_read = models.JSONField(default=dict)  # as JSON Resume; empty when it could not be read
    resume_trouble = models.CharField(max_length=300, blank=True)  # why it could not
    made_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)  # as the receipt says it
    answer_from = models.CharField(max_length=120, blank=True)
    application = models.ForeignKey(Application, models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="drafts_that_run_out")]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    def open(self, now: datetime) -> bool:
        return self.sent_at is None and now < self.expires_at
