from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from hearback.people.models import Person


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


class Reading(models.Model):
    """A résumé file being read by us: asked for, read or refused in words, then confirmed or set aside by a person.

    `found` is what `candidates.readings` keeps of it: resume (JSON Resume), values, notices, unread, pages.
    """

    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="reading")
    asked_at = models.DateTimeField()
    ring_at = models.DateTimeField()  # when the tick rings again, should the first bell have been lost
    begun_at = models.DateTimeField(null=True)  # a worker has it since then
    attempts = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=300, blank=True)
    found = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["ring_at"], name="readings_still_to_do", condition=models.Q(read_at=None)
            ),  # readings.ring_due
        ]

    @property
    def state(self) -> str:
        """waiting, begun, refused, read, confirmed or aside."""
        if self.read_at is None:
            return "begun" if self.begun_at else "waiting"
        if self.refusal:
            return "refused"
        return "confirmed" if self.confirmed_at else "aside" if self.set_aside_at else "read"

    @property
    def unsure(self) -> int:
        """How many of its values say why we are not sure of them."""
        return sum(bool(value["why"]) for value in self.found.get("values", []))


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
