"""Lists say whom one may see in words of their own: they must say the same as everywhere else."""

from __future__ import annotations

import pytest

from hearback.applications.models import Application
from hearback.applications.queries import candidates_visible_to, visible_to
from hearback.candidates.actions import add_candidate
from hearback.candidates.models import Candidate, Document
from hearback.decisions.arrivals import apply
from hearback.finding.pages import page_found
from hearback.finding.queries import candidates_found
from hearback.finding.rules import Filters
from hearback.finding.scope import scope_of
from hearback.jobs.models import HiringTeamMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def more(cast, now) -> None:
    """Somebody without a job, and somebody in an open and in a confidential one."""
    add_candidate(name="Nora Free", email="nora@mail.example", by=None, now=now)
    apply(candidate=cast.lena, job=cast.secret, now=now)
    HiringTeamMember.objects.create(job=cast.secret, person=cast.ruth, role="coordinator")


def test_the_scope_of_a_list_is_what_a_person_may_see(cast, more, now):
    for person in (cast.alice, cast.hanna, cast.ruth, cast.marta, cast.ben, cast.ingrid, cast.victor, cast.stan):
        scope, allowed = scope_of(person), set(candidates_visible_to(person))
        assert set(scope.narrow(Candidate.objects.all())) == allowed, person.name
        everybody = list(Candidate.objects.values_list("pk", flat=True))
        assert scope.visible(everybody) == {one.pk for one in allowed}, person.name
        assert set(Application.objects.filter(scope.applications())) == set(visible_to(person)), person.name
        listed = {hit.pk for hit in page_found(person, Filters(), now=now).hits}
        assert listed == {one.pk for one in allowed}, person.name


def test_who_has_left_sees_nobody(cast, more, now):
    for person in (cast.alice, cast.hanna, cast.marta):
        person.is_active = False
        assert page_found(person, Filters(), now=now).hits == []


def test_a_job_that_becomes_confidential_takes_its_people_out_of_sight_at_once(cast, now):
    assert scope_of(cast.ruth).visible([cast.sofia.pk])
    HiringTeamMember.objects.filter(job=cast.sales, person=cast.ruth).delete()
    cast.sales.confidential = True
    cast.sales.save()
    assert not scope_of(cast.ruth).visible([cast.sofia.pk])


def test_whoever_was_merged_into_another_stands_on_no_list(cast, more, now):
    """Not by name, not by date, not by text, and not while they wait to be indexed."""
    Candidate.objects.filter(name="Nora Free").update(merged_into=cast.omar, found_at=None)
    Document.objects.filter(candidate__name="Nora Free").delete()
    nora = Candidate.everyone.get(name="Nora Free").pk
    for filters in (
        Filters(),
        Filters(sort="newest"),
        Filters(text="nora"),
        Filters(state="none"),
        Filters(sort="due"),
    ):
        for person in (cast.alice, cast.hanna):
            assert nora not in {hit.pk for hit in page_found(person, filters, now=now).hits}
            assert not candidates_found(person, filters, now=now).filter(pk=nora).exists()
