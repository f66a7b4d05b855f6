from __future__ import annotations

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.jobs.models import Attribute, InterviewTemplate, Stage
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.models import Promise


class Interview(models.Model):
    """One scheduled meeting. A closing row closes it; `cancelled_at` cancels it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="interviews")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="interviews")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="interviews")
    template = models.ForeignKey(
        InterviewTemplate,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="interviews",
    )
    kind = models.CharField(max_length=20, choices=InterviewTemplate.Kind.choices)
    name = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    during = DateTimeRangeField()
    place = models.CharField(max_length=300, blank=True)  # a room, an address or a video link
    preparation = models.TextField(blank=True)  # what the candidate should know beforehand
    booked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()
    invitation = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    promise = models.ForeignKey(Promise, models.SET_NULL, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    cancellation_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["application", "starts_at"], name="interviews_of_an_application"),
            models.Index(
                fields=["starts_at"],
                name="interviews_to_come",
                condition=Q(cancelled_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="an_interview_takes_time",
            )
        ]

    def __str__(self) -> str:
        return f"interview {self.pk}"


class Seat(models.Model):
    """One interviewer's place in one interview. PostgreSQL lets nobody sit in two at a time."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    shadow = models.BooleanField(default=False)
    host = models.BooleanField(default=False)
    during = DateTimeRangeField()
    released_at = models.DateTimeField(null=True)
    scorecard_due_at = models.DateTimeField(null=True)
    nudge_at = models.DateTimeField(null=True)
    nudge_step = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-host", "shadow", "id"]
        indexes = [
            models.Index(fields=["person", "interview"], name="seats_of_a_person"),
            models.Index(
                fields=["nudge_at"],
                name="scorecards_to_nudge",
                condition=Q(released_at=None),
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["interview", "person"], name="one_seat_a_person")]


class Scorecard(models.Model):
    """One interviewer's independent view. A draft until submitted; a correction is a new version."""

    class Recommendation(models.IntegerChoices):
        DEFINITELY_NOT = 1, "Definitely not"
        NO = 2, "No"
        YES = 3, "Yes"
        STRONG_YES = 4, "Strong yes"

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="scorecards")
    version = models.PositiveSmallIntegerField(default=1)
    recommendation = models.PositiveSmallIntegerField(choices=Recommendation.choices, null=True)
    summary = models.TextField(blank=True)
    asked = models.JSONField(default=list)  # the guide's questions that were asked, as texts
    left_open = models.TextField(blank=True)  # what a later round should still find out
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["seat", "-version"]
        constraints = [models.UniqueConstraint(fields=["seat", "version"], name="one_version_once")]


class Rating(models.Model):
    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="ratings")
    attribute = models.ForeignKey(Attribute, models.PROTECT, related_name="ratings")
    score = models.PositiveSmallIntegerField(null=True)  # 1 to 4; empty when there was nothing to judge by
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ["attribute__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "attribute"], name="one_rating_an_attribute"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(1, 4)),
                name="scores_are_1_to_4",
            ),
        ]


class Closing(models.Model):
    """The end of an interview: the next steps the candidate was told."""

    interview = models.OneToOneField(Interview, models.CASCADE, related_name="closing")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(blank=True)  # a sentence of one's own, beside the next steps
    letter = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="closings")  # the same in writing
    next_steps = models.ManyToManyField(Promise, related_name="closings")


class ClosingCheck(models.Model):
    """The candidate's own answer to "were you told what happens next?"."""

    interview = models.OneToOneField(Interview, models.CASCADE, related_name="check_by_candidate")
    told = models.BooleanField()
    at = models.DateTimeField()
    promise = models.ForeignKey(Promise, models.SET_NULL, null=True, related_name="+")
