from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower


class Candidate(models.Model):
    """A person who may be hired. `resume` follows JSON Resume (jsonresume.org/schema)."""

    class Channel(models.TextChoices):
        EMAIL = "email", "E-mail"
        CALL = "call", "Phone call"

    name = models.CharField(max_length=300)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    headline = models.CharField(max_length=300, blank=True)
    location = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    links = models.JSONField(default=list)  # [{"label": …, "url": …}]
    resume = models.JSONField(default=dict)
    source = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    link_generation = models.PositiveIntegerField(default=1)  # raised to make every older portal link worthless

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["name", "id"], name="candidates_by_name"),
            models.Index(Lower("name"), "id", name="candidates_by_folded_name"),
            # Is this the namesake we know by phone only? Asked of every imported row.
            models.Index(Lower("name"), name="candidates_without_an_address", condition=models.Q(email="")),
        ]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="one_candidate_an_email")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]


def attachment_path(attachment: Attachment, _name: str) -> str:
    # The uploader's file name never becomes a path.
    return f"candidates/{attachment.candidate_id}/{attachment.sha256}"


class Attachment(models.Model):
    class Kind(models.TextChoices):
        RESUME = "resume", "Résumé"
        COVER_LETTER = "cover_letter", "Cover letter"
        PORTFOLIO = "portfolio", "Portfolio"
        REFERENCE = "reference", "Reference"
        OTHER = "other", "Other"

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.OTHER)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=attachment_path, max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return self.name


class PortalCode(models.Model):
    """A code mailed to a candidate. The digits are derived from this row and the secret key, and stored nowhere."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="codes")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    # Which browser asked, by a number of its own: the code opens there only, and strangers use up only their own tries.
    asker = models.CharField(max_length=32, blank=True)
    by_link = models.BooleanField(default=False)  # asked for through the candidate's own link

    class Meta:
        indexes = [models.Index(fields=["candidate", "-made_at"], name="latest_code_of_a_candidate")]
