from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.functions import Coalesce, Lower

from hearback.candidates.models import Candidate
from hearback.candidates.rules import digits


def with_email(email: str) -> QuerySet[Candidate]:
    """At most one; nobody for an empty address. Who was merged into somebody is that somebody."""
    same = at_address(email)
    return Candidate.objects.filter(pk__in=same.values(pk_now=Coalesce("merged_into", "pk")))


def at_address(email: str) -> QuerySet[Candidate]:
    """The row with this address, merged or not. Worded as the unique index is, so that it is used."""
    same = Candidate.everyone.alias(folded=Lower("email")).exclude(email="")
    return same.filter(folded=email.strip().lower()) if email.strip() else same.none()


def namesakes(text: str) -> QuerySet[Candidate]:
    """Those whose name begins with this; worded as the index of folded names is."""
    folded = text.strip().lower()
    named = Candidate.objects.alias(folded=Lower("name"))
    # The last letter there is ends the range: a prefix by index, whatever signs the text holds.
    return named.filter(folded__gte=folded, folded__lt=folded + "\U0010ffff") if folded else named.none()


def now_known_as(candidate: Candidate) -> Candidate:
    """Who this row is today: itself, or whom it was merged into."""
    return candidate.merged_into or candidate


def other_rows(candidate: Candidate) -> QuerySet[Candidate]:
    """The rows that turned out to be this candidate, with their own addresses and facts."""
    return Candidate.everyone.filter(merged_into=candidate).order_by("pk")


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
