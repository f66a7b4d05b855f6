from __future__ import annotations

from django.db import models

from hearback.applications.rules import LIVE_STATES
from hearback.candidates.models import Candidate
from hearback.jobs.models import Job, Stage
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
    """A word among colleagues. Never shown in the portal."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at"]
