from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from hearback.people.models import Department, Office, Person, Role


class Job(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        OPEN = "open", "Open"
        PAUSED = "paused", "Paused"
        CLOSED = "closed", "Closed"

    class Urgency(models.IntegerChoices):
        CALM = 1, "Calm"
        NORMAL = 2, "Normal"
        URGENT = 3, "Urgent"

    class PayPeriod(models.TextChoices):
        YEAR = "year", "a year"
        MONTH = "month", "a month"
        HOUR = "hour", "an hour"

    class Employment(models.TextChoices):
        FULL_TIME = "full_time", "Full time"
        PART_TIME = "part_time", "Part time"
        FIXED_TERM = "fixed_term", "Fixed term"
        CONTRACT = "contract", "Contract"
        INTERNSHIP = "internship", "Internship"

    class Workplace(models.TextChoices):
        ON_SITE = "on_site", "On site"
        HYBRID = "hybrid", "Partly remote"
        REMOTE = "remote", "Remote"

    class Asks(models.TextChoices):
        REQUIRED = "required", "Required"
        OPTIONAL = "optional", "Welcome"
        NO = "no", "Not asked"

    title = models.CharField(max_length=160)
    department = models.ForeignKey(Department, models.PROTECT, related_name="jobs")
    office = models.ForeignKey(Office, models.PROTECT, related_name="jobs")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    description = models.TextField(blank=True)
    openings = models.PositiveSmallIntegerField(default=1)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.NORMAL)
    confidential = models.BooleanField(default=False)
    pay_low = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_high = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_currency = models.CharField(max_length=3, blank=True)
    pay_period = models.CharField(max_length=6, choices=PayPeriod.choices, default=PayPeriod.YEAR)
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    # The job posting: its page on the careers pages, and what the application form asks besides name and e-mail
    listed = models.BooleanField(default=True)
    posting_text = models.TextField(blank=True)  # empty: the description serves
    employment = models.CharField(max_length=12, choices=Employment.choices, blank=True)
    workplace = models.CharField(max_length=8, choices=Workplace.choices, blank=True)
    vacancy_exists = models.BooleanField(null=True, blank=True)  # unknown: the posting says nothing about it
    automated_help = models.BooleanField(null=True, blank=True)
    automated_words = models.TextField(blank=True)
    pay_shown = models.BooleanField(default=True)
    posted_at = models.DateTimeField(null=True, blank=True)  # when it was last opened
    valid_through = models.DateTimeField(null=True, blank=True)  # the end of the last day to apply
    ask_resume = models.CharField(max_length=8, choices=Asks.choices, default=Asks.REQUIRED)
    ask_cover_letter = models.CharField(max_length=8, choices=Asks.choices, default=Asks.OPTIONAL)
    ask_links = models.CharField(max_length=8, choices=Asks.choices, default=Asks.OPTIONAL)
    ask_phone = models.CharField(max_length=8, choices=Asks.choices, default=Asks.OPTIONAL)
    team = models.ManyToManyField(Person, through="HiringTeamMember", related_name="jobs")

    class Meta:
        ordering = ["-urgency", "title"]
        indexes = [
            models.Index(
                Coalesce("posted_at", "created_at").desc(),
                models.F("id").desc(),
                name="jobs_on_the_careers_pages",
                condition=models.Q(status="open", confidential=False, listed=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pay_low__isnull=True)
                | models.Q(pay_high__isnull=True)
                | models.Q(pay_high__gte=models.F("pay_low")),
                name="a_pay_range_rises",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def pay_is_public(self) -> bool:
        """Whether anybody can read the range already, so that it is no secret among colleagues."""
        return self.opened_at is not None and not self.confidential and self.listed and self.pay_shown

    @property
    def slug(self) -> str:
        """The words in the public address."""
        return slugify(self.title)[:80].strip("-") or "job"


class FormQuestion(models.Model):
    """One of a job's own questions on its application form; asked always, or only after a certain answer."""

    class Kind(models.TextChoices):
        SHORT = "short", "A line"
        LONG = "long", "Several lines"
        YES_NO = "yes_no", "Yes or no"
        CHOICE = "choice", "One of several"
        NUMBER = "number", "A number"
        DATE = "date", "A date"

    job = models.ForeignKey(Job, models.CASCADE, related_name="form_questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SHORT)
    text = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True)
    required = models.BooleanField(default=False)
    options = models.JSONField(default=list)  # of one of several: the choices, in words
    only_after = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="followers")
    only_if = models.CharField(max_length=200, blank=True)  # asked when `only_after` was answered with this

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class HiringTeamMember(models.Model):
    """One person's role on one job. The lead recruiter is the last step of the ladder when a promise is late."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[c for c in Role.choices if c[0] != Role.ADMIN])
    lead = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "person", "role"], name="one_role_once_a_job")]


class Attribute(models.Model):
    """What a scorecard rates, 1 to 4, with words for each point."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="attributes")
    name = models.CharField(max_length=80)
    anchors = models.JSONField(default=list)  # four sentences, for 1 to 4
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["job", "name"], name="one_attribute_a_name")]

    def __str__(self) -> str:
        return self.name


class Requirement(models.Model):
    """What the job needs; where an attribute measures it, the debrief sets the two side by side."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="requirements")
    text = models.CharField(max_length=200)
    must = models.BooleanField(default=False)
    weight = models.PositiveSmallIntegerField(default=3)  # 1 to 5
    attribute = models.ForeignKey(Attribute, models.SET_NULL, null=True, blank=True, related_name="requirements")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-must", "-weight", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__range=(1, 5)), name="a_weight_lies_from_1_to_5")
        ]


class Stage(models.Model):
    """One step of a job's interview plan. `public_name` and `public_text` are what the candidate reads."""

    class Kind(models.TextChoices):
        REVIEW = "review", "Application review"
        SCREEN = "screen", "Screening"
        INTERVIEW = "interview", "Interviews"
        ASSESSMENT = "assessment", "Work sample"
        FINAL = "final", "Final assessment"
        OFFER = "offer", "Offer"

    job = models.ForeignKey(Job, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=80)
    public_name = models.CharField(max_length=80)
    public_text = models.TextField(blank=True)
    answer_days = models.PositiveSmallIntegerField(default=3)  # working days in which an answer is promised
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["job", "position"], name="stages_of_a_job_in_order")]

    def __str__(self) -> str:
        return self.name


class InterviewTemplate(models.Model):
    """The definition of one interview in a stage."""

    class Kind(models.TextChoices):
        INTERVIEW = "interview", "Interview"
        PANEL = "panel", "Panel"
        TOUR = "tour", "Tour"
        MEAL = "meal", "Meal"
        COMPENSATION_TALK = "compensation_talk", "Compensation talk"

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="templates")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.INTERVIEW)
    minutes = models.PositiveSmallIntegerField(default=45)
    seat_roles = models.JSONField(default=list)  # one hiring-team role a seat
    guide = models.JSONField(default=list)  # [{"question": …, "listen_for": …, "attribute": name or ""}]
    focus = models.ManyToManyField(Attribute, blank=True, related_name="templates")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class PlanTemplate(models.Model):
    """The employer's own ready-made plan, saved from a job. `plan` is a PlanDraft in JSON."""

    name = models.CharField(max_length=80, unique=True)
    note = models.CharField(max_length=200, blank=True)
    plan = models.JSONField()
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
