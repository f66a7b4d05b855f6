"""A question that is asked again is not worded again, and what is asked is the same either way.

All other tests run with `checking`, which words every SELECT afresh and compares it with what was kept.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.test.utils import CaptureQueriesContext

from hearback.models import Application, Candidate, Interview, Promise
from hearback.postgresql import compiler


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(compiler, "_kept", {})
    monkeypatch.setattr(compiler, "checking", False)


def wordings(monkeypatch) -> list[str]:
    """What Django has been asked to word since."""
    worded: list[str] = []
    django = compiler.django.SQLCompiler.as_sql

    def counting(self, *args, **kwargs):
        worded.append(self.query.model.__name__)
        return django(self, *args, **kwargs)

    monkeypatch.setattr(compiler.django.SQLCompiler, "as_sql", counting)
    return worded


def test_the_same_question_about_another_row_is_worded_once(cast, monkeypatch):
    worded = wordings(monkeypatch)
    found = [
        Application.objects.select_related("candidate", "job__office").get(pk=one.pk)
        for one in (cast.yukis, cast.omars, cast.lenas)
    ]
    assert [one.candidate for one in found] == [cast.yuki, cast.omar, cast.lena]
    assert worded == ["Application"]


def test_as_many_values_as_one_likes_make_no_new_wording(cast):
    for count in range(1, 4):
        some = Candidate.objects.order_by("pk")[:count]
        assert len(Promise.objects.filter(application__candidate__in=list(some))) >= 0
    assert len(compiler._kept) == 4  # candidates are asked for in three slices


def test_what_is_worded_differently_is_kept_apart(cast):
    every = Application.objects.order_by("pk")
    asked = [
        every,
        every.reverse(),
        every.select_related("candidate"),
        every.only("state"),
        every.defer("cover_letter"),
        every.filter(candidate__name="Omar"),
        every.filter(job__title="Omar"),
        every.filter(Q(candidate__name="Omar") | Q(job__title="Omar")),
        every.distinct(),
        every[:2],
        every[1:2],
        every.values("state"),
        every.values_list("pk", "candidate__name"),
    ]
    first = [sql_of(one) for one in asked]
    assert len(set(first)) == len(asked)
    assert [sql_of(one) for one in asked] == first


def sql_of(rows) -> str:
    with CaptureQueriesContext(connection) as caught:
        list(rows.all())
    return caught.captured_queries[0]["sql"]


def test_what_has_values_outside_its_where_goes_djangos_own_way(cast, monkeypatch):
    worded = wordings(monkeypatch)
    for _ in range(2):
        list(Application.objects.annotate(met=Exists(Interview.objects.filter(application=OuterRef("pk")))))
        list(Candidate.objects.annotate(count=Count("applications")))
        list(Candidate.objects.values("pk").union(Candidate.objects.values("pk")))
    assert worded.count("Application") == 2
    assert worded.count("Candidate") == 2 + 2 + 1  # a union each time, but its halves, which are plain, once


def test_a_question_inside_a_question_keeps_its_own_values(cast):
    for job in (cast.engineer, cast.sales, cast.engineer):
        inside = Application.objects.filter(job=job).values("candidate")
        expected = set(Application.objects.filter(job=job).values_list("candidate", flat=True))
        assert {one.pk for one in Candidate.objects.filter(pk__in=inside)} == expected


def test_rows_are_locked_every_time(cast):
    from django.db import transaction

    for one in (cast.yukis, cast.omars):
        with transaction.atomic(), CaptureQueriesContext(connection) as caught:
            Application.objects.select_for_update(of=("self",)).get(pk=one.pk)
        assert caught.captured_queries[-1]["sql"].endswith('FOR UPDATE OF "hearback_application"')


def test_nothing_can_match_and_nothing_is_asked(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(Application.objects.filter(pk__in=[])) == []
