from __future__ import annotations

from django.db import models
from django.db.models import Q

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.decisions.models import Decision
from hearback.jobs.models import Job
from hearback.people.models import Person


class BulkJob(models.Model):
    """One thing done for many people at once: chosen, read through, worked off one by one, and accounted for.

    `options` hold what was filled in, ids and words. The rows of `items` are the state: a worker that dies leaves
    the rest waiting, and what is done is done.
    """

    class Kind(models.TextChoices):
        TAG = "tag", "Tag"
        POOL = "pool", "Add to a pool"
        ADVANCE = "advance", "Advance"
        REJECT = "reject", "Reject"
        ASSIGN = "assign", "Hand over"

    class State(models.TextChoices):
        CHOOSING = "choosing", "Not decided yet"
        WRITING = "writing", "The messages are being written"
        READY = "ready", "Ready to be read"
        WORKING = "working", "Under way"
        DONE = "done", "Done"
        UNDOING = "undoing", "Being undone"

    by = models.ForeignKey(Person, models.CASCADE, related_name="bulk_jobs")
    kind = models.CharField(max_length=8, choices=Kind.choices, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHOOSING)
    job = models.ForeignKey(Job, models.CASCADE, null=True, related_name="+")  # whose board they were chosen on
    options = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(
                fields=["id"], name="bulk_jobs_at_work", condition=Q(state__in=("writing", "working", "undoing"))
            ),
            models.Index(fields=["by", "-made_at"], name="bulk_jobs_of_a_person"),
        ]


class BulkItem(models.Model):
    """One person's part of it: the message as it was read, and what became of it."""

    class State(models.TextChoices):
        NEW = "new", "To be written"
        READY = "ready", "Waiting"
        EXCLUDED = "excluded", "Left out"
        DONE = "done", "Done"
        REFUSED = "refused", "Not done"
        CANCELLED = "off", "Called off"
        TO_UNDO = "to_undo", "To be undone"
        UNDONE = "undone", "Undone"

    bulk = models.ForeignKey(BulkJob, models.CASCADE, related_name="items")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, models.CASCADE, null=True, related_name="+")
    revision = models.PositiveIntegerField(null=True)  # of the application, when its message was written
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    edited = models.BooleanField(default=False)
    sentence = models.CharField(max_length=500, blank=True)  # why not, or what else is to be said of it
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["bulk", "state", "id"], name="items_of_a_bulk_job"),
        ]
