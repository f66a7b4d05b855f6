from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower


class Living(models.Manager["Candidate"]):
    """Candidates as everybody meets them: a row that was merged into another one is left out."""

    def get_queryset(self) -> models.QuerySet[Candidate]:
        return super().get_queryset().filter(merged_into=None)


class Candidate(models.Model):
    """A person who may be hired. `resume` follows JSON Resume (jsonresume.org/schema).

    A row that turned out to be somebody who is here already stays, with its own facts, and points at who they are.
    """

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
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    compared_at = models.DateTimeField(null=True)  # when these facts were last compared with everybody else's

    objects = Living()
    everyone = models.Manager()  # noqa: DJ012

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["name", "id"], name="candidates_by_name"),
            models.Index(Lower("name"), "id", name="candidates_by_folded_name"),
            models.Index(fields=["id"], name="candidates_to_compare", condition=models.Q(compared_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="one_candidate_an_email")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]


class Tag(models.Model):
    """A word that recruiters group candidates by. Never shown in the portal."""

    name = models.CharField(max_length=60)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(Lower("name"), name="one_tag_a_name")]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")
    by = models.ForeignKey("hearback.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["tag__name", "id"]
        constraints = [models.UniqueConstraint(fields=["candidate", "tag"], name="each_tag_once_a_candidate")]


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
