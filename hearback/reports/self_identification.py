"""What people said about themselves, as counts: for reports on fairness, and never person by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from hearback.self_identification.actions import digest
from hearback.self_identification.models import SelfIdentification
from hearback.self_identification.rules import safe_counts


def counts_among(applications: Iterable[int]) -> dict[str, dict[str, int | None]]:
    """For these applications, by number: {question: {choice: how many, None where too few to show}}."""
    counted: dict[str, Counter[str]] = {}
    for subjects in _batches(applications):
        for answers in SelfIdentification.objects.filter(subject__in=subjects).values_list("answers", flat=True):
            for question, choice in answers.items():
                counted.setdefault(question, Counter())[choice] += 1
    return {question: safe_counts(choices) for question, choices in counted.items()}


def _batches(applications: Iterable[int], size: int = 2_000) -> Iterator[list[str]]:
    numbers = iter(applications)
    while batch := [digest(number) for number in islice(numbers, size)]:
        yield batch
