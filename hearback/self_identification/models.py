from __future__ import annotations

from django.db import models


class SelfIdentification(models.Model):
    """What somebody chose to say about themselves. Nothing here leads to them: see docs/decisions/009-careers.md.

    `subject` is a keyed digest of the application, so that only a program that holds the key can count answers by
    outcome. No number and no moment, whose order would give away what the digest hides; the year is for throwing away.
    """

    subject = models.CharField(max_length=64, primary_key=True)
    year = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict)  # {question: one of its choices}

    def __str__(self) -> str:
        return "a self-identification"
