from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from hearback.candidates.models import Candidate
from hearback.people.models import Person
from hearback.promises.models import Promise


class Pool(models.Model):
    """People worth keeping in touch with, though there is no job for them now: "Embedded, later"."""

    name = models.CharField(max_length=80)
    about = models.CharField(max_length=300, blank=True)  # for colleagues: who belongs here
    days = models.PositiveSmallIntegerField(default=90)  # after how many days one is usually in touch again
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [Lower("name"), "id"]
        constraints = [models.UniqueConstraint(Lower("name"), name="one_pool_a_name")]

    def __str__(self) -> str:
        return self.name


class PoolMembership(models.Model):
    """One candidate in one pool, with the promise that says who is in touch with them next, and by when.

    PostgreSQL refuses a member whose promise is not open: nobody in a pool is without an owner and a date.
    """

    pool = models.ForeignKey(Pool, models.PROTECT, related_name="memberships")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="memberships")
    words = models.CharField(max_length=300, blank=True)  # why they are here, for colleagues
    promise = models.OneToOneField(Promise, models.PROTECT, related_name="membership")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["pool", "id"], name="members_of_a_pool", condition=Q(left_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "candidate"], condition=Q(left_at=None), name="once_in_a_pool_at_a_time"
            )
        ]
