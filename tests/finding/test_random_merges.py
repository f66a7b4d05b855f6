"""Merges in the middle of companies at play: whatever has happened, the laws hold and undoing is the exact inverse."""

from __future__ import annotations

from random import Random

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.demo.cast import make_cast
from hearback.finding.duplicates.merging import merge
from hearback.finding.duplicates.models import Merge
from hearback.finding.duplicates.parting import undo
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.refusals import Refused
from tests.acting import Acts
from tests.finding.tables import tables

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT_RANDOM = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)


class Chance(Acts):
    """A company at play, for a merge to come into the middle of."""

    def __init__(self, seed: int, cast, now) -> None:
        self.random, self.cast, self.now, self.refusals = Random(seed), cast, now, 0
        self.people = list(Person.objects.order_by("pk"))

    def act(self, many: int) -> None:
        for _ in range(many):
            self.random.choice(self.ACTS)(self)

    def merge_two(self) -> Merge:
        kept, other = self.random.sample(list(Candidate.objects.order_by("pk")), 2)
        return merge(kept, other, by=self.cast.alice, now=self.now)


@AT_RANDOM
@given(seed=st.integers(0, 2**32), many=st.integers(1, 25))
def test_whatever_has_happened_undoing_is_the_exact_inverse(now, seed, many):
    with transaction.atomic():
        company = Chance(seed, make_cast(now), now)
        company.act(many)
        people = list(Candidate.objects.order_by("pk"))
        kept, other = company.random.sample(people, 2)
        before = tables()
        take = company.random.sample(["name", "phone", "location", "headline", "resume"], 3)
        try:
            done = merge(kept, other, take=take, by=company.cast.alice, now=now)
        except Refused as refused:
            assert str(refused).endswith(".")
            assert tables() == before
        else:
            connection.check_constraints()
            assert not Application.objects.filter(candidate=other).exists()
            undo(done, by=company.cast.alice, now=now)
            connection.check_constraints()
            after = tables()
            assert {name for name in before if before[name] != after[name]} == set()
        transaction.set_rollback(True)


@AT_RANDOM
@given(seed=st.integers(0, 2**32))
def test_merges_and_partings_in_the_middle_of_it_break_no_law(now, seed):
    with transaction.atomic():
        company = Chance(seed, make_cast(now), now)
        for _ in range(6):
            company.act(4)
            company.attempt(lambda: company.merge_two())
            company.act(3)
            if company.random.random() < 0.5 and (done := Merge.objects.filter(undone_at=None).first()):
                company.attempt(lambda done=done: undo(done, by=company.cast.alice, now=now))
            connection.check_constraints()
            gone = Candidate.everyone.filter(merged_into__isnull=False)
            assert not Application.objects.filter(candidate__in=gone).exists()
            assert not Message.objects.filter(candidate__in=gone).exclude(purpose="code").exists()
        transaction.set_rollback(True)
