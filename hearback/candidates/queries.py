from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.functions import Lower

from hearback.candidates.models import Candidate
from hearback.candidates.rules import digits


def with_email(email: str) -> QuerySet[Candidate]:
    """At most one; nobody for an empty address. Worded as the unique index is, so that it is used."""
    same = Candidate.objects.alias(folded=Lower("email")).exclude(email="")
    return same.filter(folded=email.lower()) if email else same.none()


def find_same(name: str, email: str, phone: str) -> Candidate | None:
    """The candidate this is already: by e-mail address, else, where either has none, by name and phone number."""
    found = with_email(email).first()
    if found:
        return found
    if not digits(phone):
        return None
    namesakes = Candidate.objects.alias(folded=Lower("name")).filter(folded=name.lower())
    if email:
        namesakes = namesakes.filter(email="")
    return next((other for other in namesakes.order_by("pk") if digits(other.phone) == digits(phone)), None)
