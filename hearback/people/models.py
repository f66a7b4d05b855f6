from __future__ import annotations

from datetime import time

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

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
