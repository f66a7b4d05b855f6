"""The company of the bench obeys the laws it was filled in without, and is found again as it was after each run."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from hearback.decisions.actions import reject
from hearback.models import Application, Decision, Entry, Job, Message, Person, Promise, RejectionReason

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def company(tmp_path):
    from bench._pages import company

    company.build(tmp_path, 2000, say=lambda _: None)
    assert company.built(tmp_path, 2000)
    assert not company.built(tmp_path, 3000)


def test_every_law_is_kept_and_a_broken_one_is_found(company):
    from bench._pages import tables

    board = Job.objects.latest("pk")
    assert Application.objects.count() >= 2000
    assert board.applications.filter(ended_at=None).count() == 500
    with connection.cursor() as cursor:
        assert tables.broken_laws(cursor) == []
        cursor.execute("SET session_replication_role = replica")
        Promise.objects.filter(ended_at=None, application=board.applications.filter(state="active").first()).delete()
        cursor.execute("RESET session_replication_role")
        assert tables.broken_laws(cursor) == ["live without a next step: 1"]


def test_what_a_run_has_changed_is_wound_back(company):
    from bench._pages import tables

    one = Application.objects.filter(state="active", stage__position=1).latest("pk")
    recruiter = Person.objects.filter(role="recruiter").first()
    before = counts()
    reject(one, reason=RejectionReason.objects.first(), revision=one.revision, by=recruiter, now=timezone.now())
    assert counts() != before
    tables.wind_back()
    assert counts() == before
    assert Application.objects.get(pk=one.pk).state == "active"


def counts() -> list[int]:
    answered = Promise.objects.filter(ended_at=None).exclude(answered_by=None)
    return [rows.count() for rows in (Decision.objects, Message.objects, Entry.objects, Promise.objects, answered)]
