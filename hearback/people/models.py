from __future__ import annotations

from datetime import time

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from hearback.people.rules import SELF_IDENTIFICATION


class Office(models.Model):
    """A place with its own clock, holidays and working hours: the days of its promises are counted here."""

    name = models.CharField(max_length=80, unique=True)
    address = models.CharField(max_length=200, blank=True)
    time_zone = models.CharField(max_length=64)
    country = models.CharField(max_length=2)
    subdivision = models.CharField(max_length=8, blank=True)
    weekdays = models.JSONField(default=list)  # 0 is Monday
    opens = models.TimeField(default=time(9))
    shuts = models.TimeField(default=time(17))
    retired_at = models.DateTimeField(null=True, blank=True)
    # Which questions of voluntary self-identification follow an application here; empty: none are asked.
    self_identification = models.CharField(max_length=8, choices=SELF_IDENTIFICATION.items(), blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Closure(models.Model):
    """A day this office is shut besides the public holidays."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="closures")
    day = models.DateField()
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="one_closure_a_day")]


class Department(models.Model):
    name = models.CharField(max_length=80, unique=True)
    head = models.ForeignKey("hearback.Person", models.SET_NULL, null=True, blank=True, related_name="heads")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    ADMIN = "admin", "Admin"
    RECRUITER = "recruiter", "Recruiter"
    COORDINATOR = "coordinator", "Coordinator"
    HIRING_MANAGER = "hiring_manager", "Hiring manager"
    INTERVIEWER = "interviewer", "Interviewer"
    EXECUTIVE = "executive", "Executive"


class People(BaseUserManager["Person"]):
    def create_user(self, *, email: str, password: str | None = None, **facts: object) -> Person:
        person = self.model(email=email.strip().lower(), **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who works here. Candidates are not people in this sense: they have their own door."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="people")
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True, related_name="people")
    backup = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="stands_in_for")
    is_active = models.BooleanField(default=True)
    # Raised to end every session at once; see get_session_auth_hash.
    session_generation = models.PositiveIntegerField(default=1)

    objects = People()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    def get_session_auth_hash(self) -> str:
        """What a session is held against: a new password or a new generation ends it."""
        return salted_hmac(
            "hearback.session", f"{self.password}{self.session_generation}", algorithm="sha256"
        ).hexdigest()


class Invitation(models.Model):
    """Somebody is asked to come and work here. The mailed link goes by `generation`; a newer one ends the older."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="invitation")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    generation = models.PositiveIntegerField(default=1)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "id"]

    @property
    def pending(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None


class DeskSession(models.Model):
    """One browser somebody is signed in with, in words they know it by. Its key is the session's own."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at", "id"]


class Absence(models.Model):
    """Days somebody is away, first and last included. Their promises go to the backup meanwhile."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()
    backup = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="an_absence_ends_after_it_starts",
            )
        ]
