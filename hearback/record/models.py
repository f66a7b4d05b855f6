from django.db import models


class Entry(models.Model):
    """One thing that happened. Ids and fixed words only, so that erasing a person leaves the account standing.

    PostgreSQL refuses every change and deletion of a row here.
    """

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)  # person, candidate or system
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    application_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["application_id", "-at"], name="record_of_an_application"),
            models.Index(fields=["subject", "subject_id"], name="record_of_a_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.subject_id}"
