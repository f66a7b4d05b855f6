from __future__ import annotations

from django.db import models


class Figure(models.Model):
    """A figure that is counted now and then and read often."""

    name = models.CharField(max_length=40, primary_key=True)
    facts = models.JSONField(default=dict)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
