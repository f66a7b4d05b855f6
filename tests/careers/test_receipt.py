"""The receipt: what happens next and by when. And, apart from it, what somebody may say about themselves."""

from __future__ import annotations

import pytest
from django.db import connection

from hearback.people.models import Office
from hearback.record.models import Entry
from hearback.reports.self_identification import counts_among
from hearback.self_identification.actions import digest, forget_old, identify
from hearback.self_identification.models import SelfIdentification
from tests.careers.conftest import NORA, applications_of, page
from tests.reading import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(job, fill_in) -> str:
    return fill_in(job, **NORA).headers["Location"]


def test_it_says_what_happens_next_by_when_and_from_whom(client, receipt):
    text = page(client.get(receipt))
    assert "What happens next Our answer to your application By Thursday 10 September, 17:00 Toronto time" in text
    assert "From Hanna Weiss How by e-mail" in text
    assert "You hear from us by Thursday 10 September, 17:00 (Toronto time)." in text


def test_it_names_nobody_and_tells_no_search_engine(client, receipt):
    content = client.get(receipt).content.decode()
    assert "Nora" not in content and NORA["email"] not in content
    assert 'name="robots" content="noindex"' in content


def test_it_is_kept_for_two_weeks(client, receipt, clock):
    clock.move(days=13)
    assert client.get(receipt).status_code == 200
    clock.move(days=2)
    assert client.get(receipt).status_code == 404


def test_the_draft_behind_it_opens_no_form_any_more(job, client, receipt):
    assert client.get(receipt.replace("receipts", "drafts"), follow=True).redirect_chain[-1][0] == receipt
    assert "Nora" not in client.get(f"/careers/{job.pk}/application").content.decode()


def test_it_is_asked_apart_and_only_where_the_office_asks(cast, client, receipt):
    assert "nobody who decides ever sees an answer" in page(client.get(receipt))
    assert "Are you an Indigenous person" in page(client.get(f"{receipt}about-you"))
    Office.objects.update(self_identification="")
    assert "questions about you" not in page(client.get(receipt))
    assert client.get(f"{receipt}about-you").status_code == 404
    assert client.post(f"{receipt}about-you", {"gender": "woman"}).status_code == 404


def test_what_is_said_is_kept_without_a_way_back(client, receipt):
    entries = Entry.objects.count()
    answer = client.post(f"{receipt}about-you", {"gender": "woman", "disability": "rubbish", "name": "Nora"})
    assert answer.headers["Location"] == f"{receipt}?done=about-you"
    (kept,) = SelfIdentification.objects.values()
    (application,) = applications_of(NORA["email"])
    assert kept == {"subject": digest(application.pk), "year": 2026, "answers": {"gender": "woman"}}
    assert Entry.objects.count() == entries  # not even that something was said


def test_said_again_the_newer_counts_and_nothing_said_is_nothing_kept(client, receipt):
    client.post(f"{receipt}about-you", {"gender": "woman"})
    client.post(f"{receipt}about-you", {"gender": "not_said"})
    assert [row.answers for row in SelfIdentification.objects.all()] == [{"gender": "not_said"}]
    client.post(f"{receipt}about-you", {})
    assert not SelfIdentification.objects.exists()


def test_a_second_application_in_somebodys_name_cannot_speak_for_them(cast, job, client, fill_in):
    identify(cast.sofias.pk, asked="ca", answers={"gender": "woman"}, now=cast.sofias.applied_at)
    second = fill_in(job, name="Mallory", email=cast.sofia.email).headers["Location"]
    assert client.post(f"{second}about-you", {"gender": "man"}).status_code == 302
    assert [row.answers for row in SelfIdentification.objects.all()] == [{"gender": "woman"}]


def test_no_column_of_another_table_leads_there():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.referential_constraints constraints "
            "JOIN information_schema.key_column_usage usage USING (constraint_name) "
            "WHERE usage.table_name = 'hearback_selfidentification'"
        )
        assert cursor.fetchone()[0] == 0
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns "
            "WHERE table_name = 'hearback_selfidentification' ORDER BY column_name"
        )
        columns = [name for name, _ in cursor.fetchall()]
    assert columns == ["answers", "subject", "year"]


def test_nobody_on_the_hiring_team_can_see_it(cast, client, receipt):
    client.post(f"{receipt}about-you", {"gender": "another", "indigenous": "yes"})
    (application,) = applications_of(NORA["email"])
    for person in (cast.hanna, cast.victor, cast.alice):
        for path in (f"/desk/applications/{application.pk}/", f"/desk/candidates/{application.candidate_id}/"):
            content = get(client, person, path).content.decode()
            assert "Another gender" not in content and "Indigenous" not in content


def test_counts_are_shown_only_for_five_or_more(now):
    for number in range(1, 10):
        identify(number, asked="general", answers={"gender": "woman" if number < 7 else "man"}, now=now)
    assert counts_among(range(1, 10)) == {"gender": {"woman": None, "man": None}}  # three could be reckoned from six
    for number in range(10, 12):
        identify(number, asked="general", answers={"gender": "man"}, now=now)
    assert counts_among(range(1, 12)) == {"gender": {"woman": 6, "man": 5}}
    assert counts_among([]) == {}


def test_after_four_years_it_is_thrown_away(now):
    identify(1, asked="general", answers={"gender": "woman"}, now=now.replace(year=2021))
    identify(2, asked="general", answers={"gender": "woman"}, now=now)
    assert forget_old(now=now) == 1
