from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.jobs.models import Job
from hearback.people.models import Person


def import_path(taken: Import, _name: str) -> str:
    # The uploader's file name never becomes a path.
    return f"imports/{uuid.uuid4().hex}"


class Import(models.Model):
    """One file being taken in. The row says how far it is: each lot of rows is committed together with the position,
    so whoever goes on after a crash goes on there."""

    class What(models.TextChoices):
        CANDIDATES = "candidates", "Candidates"
        APPLICATIONS = "applications", "Candidates and what they applied for"
        JOBS = "jobs", "Jobs"

    what = models.CharField(max_length=12, choices=What.choices)
    name = models.CharField(max_length=200)  # what the file is called, for people
    file = models.FileField(upload_to=import_path, max_length=200, blank=True)  # empty: read from `place`
    place = models.TextField(blank=True)  # where the command line reads it
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the file, or of a folder's list
    size = models.BigIntegerField(default=0)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    options = models.JSONField(default=dict)  # as exchange.options.Options writes itself
    # how far it is
    trial = models.BooleanField(default=False)  # tried out: everything is rolled back but the counts and the refusals
    total = models.PositiveIntegerField(null=True)  # rows in the file, once they are counted
    accepted = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)  # of the accepted
    rejected = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)  # when whoever reads it last gave a sign of life
    finished_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)  # somebody pressed Stop
    trouble = models.CharField(max_length=300, blank=True)  # why it could not go on, in our words

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="imports_to_go_on_with",
                condition=Q(finished_at=None, stopped_at=None, asked_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def position(self) -> int:
        """Rows read and settled so far: accepted and rejected make up the rows, always."""
        return self.accepted + self.rejected

    @property
    def known(self) -> int:
        return self.accepted - self.new

    @property
    def running(self) -> bool:
        return self.asked_at is not None and self.finished_at is None and self.stopped_at is None

    @property
    def done(self) -> bool:
        """Taken in for good, and not only tried out."""
        return self.finished_at is not None and not self.trial and not self.trouble


class Rejection(models.Model):
    """One row that could not be taken, as it stood, with its place and the reason."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="rejections")
    file = models.CharField(max_length=200)
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    heading = models.JSONField(default=list)  # of the table it stood in; empty: as the import's first
    cells = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["of", "id"], name="rejections_of_an_import")]

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        return f"{self.file}, line {self.line}{column}: {self.reason}"


class ColumnMemory(models.Model):
    """Which column holds what, as somebody said it of a file with these headings."""

    signature = models.CharField(max_length=64, unique=True)  # exchange.columns.signature
    mapping = models.JSONField(default=list)
    at = models.DateTimeField()


class Reference(models.Model):
    """By what number another system knows one of our candidates, jobs or applications."""

    system = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=200)
    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, related_name="references")
    job = models.ForeignKey(Job, models.CASCADE, null=True, related_name="references")
    application = models.ForeignKey(Application, models.CASCADE, null=True, related_name="references")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["system", "key"], name=f"one_{noun}_a_number", condition=Q(**{f"{noun}__isnull": False})
            )
            for noun in ("candidate", "job", "application")
        ] + [
            models.CheckConstraint(
                condition=Q(candidate__isnull=False, job__isnull=True, application__isnull=True)
                | Q(candidate__isnull=True, job__isnull=False, application__isnull=True)
                | Q(candidate__isnull=True, job__isnull=True, application__isnull=False),
                name="a_number_is_of_one_thing",
            )
        ]
