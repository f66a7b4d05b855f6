"""All of a candidate's applications."""

from __future__ import annotations

import pytest

from hearback.applications.models import Application
from hearback.decisions.arrivals import apply
from tests import deciding
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


def test_the_only_application_is_the_page(come_in, cast):
    assert come_in(cast.omar).get("/my/").url == f"/my/applications/{cast.omars.pk}/"


def test_several_stand_side_by_side_each_with_its_next_step(come_in, cast, now):
    second = apply(candidate=cast.omar, job=cast.sales, now=now)
    deciding.minute(now)
    page = come_in(cast.omar).get("/my/").content.decode()
    text = words(page)
    assert "Embedded Engineer due Wednesday 9 September Our answer to your application" in text
    assert "Account Manager due" in text
    assert f'href="/my/applications/{second.pk}/"' in page
    assert "Lena" not in text


def test_an_unsaid_no_is_not_told_here_either(come_in, cast, now):
    apply(candidate=cast.omar, job=cast.sales, now=now)
    deciding.minute(now)
    client = come_in(cast.omar)
    before = words(client.get("/my/").content.decode())
    deciding.reject(cast, cast.omars, now=now)
    assert words(client.get("/my/").content.decode()) == before


def test_it_costs_as_much_for_many_as_for_two(come_in, cast, now, django_assert_max_num_queries):
    apply(candidate=cast.omar, job=cast.sales, now=now)
    apply(candidate=cast.omar, job=cast.secret, now=now)
    client = come_in(cast.omar)
    with django_assert_max_num_queries(7):
        client.get("/my/")


def test_who_has_no_application_reads_that(come_in, cast, now):
    from hearback.candidates.models import Candidate

    kim = Candidate.objects.create(name="Kim Park", email="kim@mail.example", created_at=now)
    assert not Application.objects.filter(candidate=kim).exists()
    assert "There is no application of yours here at the moment." in words(come_in(kim).get("/my/").content.decode())
