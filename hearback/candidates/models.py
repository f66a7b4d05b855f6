from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Lower

from hearback.people.models import Person


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
    # When the document below was written; empty for whoever came in by the thousand, until the tick has got to them.
    found_at = models.DateTimeField(null=True, blank=True)

    objects = Living()
    everyone = models.Manager()  # noqa: DJ012

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["name", "id"], name="candidates_by_name"),
            models.Index(Lower("name"), "id", name="candidates_by_folded_name"),
            # Is this the namesake we know by phone only? Asked of every imported row.
            models.Index(Lower("name"), name="candidates_without_an_address", condition=models.Q(email="")),
            models.Index(fields=["id"], name="candidates_to_compare", condition=models.Q(compared_at=None)),
            models.Index(fields=["-created_at", "-id"], name="candidates_newest_first"),
            models.Index(Lower("source"), name="candidates_of_a_source", condition=~models.Q(source="")),
            models.Index(Lower("name"), "id", name="candidates_not_yet_indexed", condition=models.Q(found_at=None)),
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


class Document(models.Model):
    """What a candidate is found by: their own words, folded (hearback/folding.py). Notes are no part of it: not
    everybody may read them."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, primary_key=True, related_name="document")
    name_key = models.TextField()
    names = SearchVectorField()  # the name's words
    words = SearchVectorField()  # every word: name, addresses, tags, résumé, files

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "candidate"], name="documents_by_name"),
            GinIndex(fields=["names"], name="documents_by_name_words", fastupdate=False),
            GinIndex(fields=["words"], name="documents_by_words", fastupdate=False),
        ]


class Spelling(models.Model):
    """A word of a name, employer or skill, with its shapes: a typed word that shares one of them is a typo away."""

    word = models.TextField(primary_key=True)
    shapes = ArrayField(models.TextField())

    class Meta:
        indexes = [GinIndex(fields=["shapes"], name="spellings_by_shape", fastupdate=False)]


class Tag(models.Model):
    """A word that colleagues put on candidates. Candidates never see it."""

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
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["tag__name", "id"]
        constraints = [models.UniqueConstraint(fields=["candidate", "tag"], name="each_tag_once_a_candidate")]


class Source(models.Model):
    """A way in which people come. What was typed stays as it was: `also` lists, folded by lower(), every other wording
    that means this one."""

    name = models.CharField(max_length=80)
    also = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(Lower("name"), name="one_source_a_name")]

    def __str__(self) -> str:
        return self.name
