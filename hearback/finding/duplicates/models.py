from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hearback.candidates.models import Candidate
from hearback.people.models import Person


class DuplicateKey(models.Model):
    """Something about a candidate that two rows of one person would have in common, folded so that it is equal.

    Made from the row's own facts only: it stays with its row when that is merged.
    """

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="duplicate_keys")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["kind", "key"], name="who_has_this_in_common")]


class Suspicion(models.Model):
    """Two candidates who may be one person, the older row first. Once dismissed it is never raised again."""

    first = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    second = models.ForeignKey(Candidate, models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)  # the kinds of key they have in common
    found_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["-found_at", "-id"], name="open_suspicions", condition=Q(dismissed_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_suspicion_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_suspicion_is_of_two"),
        ]


class Merge(models.Model):
    """One candidate's row merged into another's, with exactly what moved, so that it can be undone.

    `facts` are those of the kept row that changed ({"before": …, "after": …}); `moved` holds the ids of the rows that
    came over ({"table.column": [ids]}). The merged row keeps its own facts. All of it goes when a person is erased.
    """

    kept = models.ForeignKey(Candidate, models.PROTECT, related_name="+")
    merged = models.ForeignKey(Candidate, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="merged_once_at_a_time"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="a_merge_is_of_two"),
        ]
