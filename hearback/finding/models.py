from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from hearback.people.models import Person


class SavedSearch(models.Model):
    """A list of candidates kept under a name: what it asks, not whom it finds, so that everybody sees only theirs."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000)  # as in the address bar, without the page
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint("owner", Lower("name"), name="one_saved_search_a_name")]
        indexes = [models.Index(fields=["name"], name="shared_searches", condition=models.Q(shared=True))]

    def __str__(self) -> str:
        return self.name
