"""People: who works here, what they owe, when they are away."""

from __future__ import annotations

import re

import pytest

from hearback.people.models import Absence, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanna(client, cast):
    client.force_login(cast.hanna)
    return client


@pytest.fixture
def alice(client, cast):
    client.force_login(cast.alice)
    return client


def test_everybody_finds_their_colleagues(client, cast):
    client.force_login(cast.stan)
    page = client.get("/desk/people/").content.decode()
    assert "Hanna Weiss" in page
    assert "Ingrid Castellanos" in page


def test_they_stand_there_by_name(hanna, cast):
    main = hanna.get("/desk/people/").content.decode().split("<main")[1]
    listed = [int(pk) for pk in re.findall(r'href="/desk/people/(\d+)/"', main)]
    assert listed == list(Person.objects.order_by("name").values_list("pk", flat=True))


def test_what_a_colleague_owes_is_shown_as_far_as_one_may_see_it(client, cast):
    client.force_login(cast.marta)
    assert "Omar Haddad" in client.get(f"/desk/people/{cast.hanna.pk}/").content.decode()
    client.force_login(cast.stan)
    assert "Omar Haddad" not in client.get(f"/desk/people/{cast.hanna.pk}/").content.decode()


def test_the_list_takes_the_same_number_of_queries_however_many_people(hanna, cast, now, django_assert_max_num_queries):
    for n in range(30):
        Person.objects.create(
            name=f"Person {n}", email=f"p{n}@northwind.example", role="interviewer", office=cast.berlin
        )
    with django_assert_max_num_queries(8):
        assert hanna.get("/desk/people/").status_code == 200


def test_days_away_are_noted(hanna, cast):
    answer = hanna.post(
        f"/desk/people/{cast.ben.pk}/absences/new", {"first_day": "2026-09-14", "last_day": "2026-09-18"}
    )
    assert answer.status_code == 302
    assert Absence.objects.get().person == cast.ben


def test_an_absence_that_ends_before_it_starts_is_refused_with_everything_typed_still_there(hanna, cast):
    answer = hanna.post(
        f"/desk/people/{cast.ben.pk}/absences/new", {"first_day": "2026-09-18", "last_day": "2026-09-14"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The last day away lies before the first." in page
    assert 'value="2026-09-18"' in page


def test_somebody_without_a_stand_in_has_to_name_one(hanna, cast):
    Person.objects.filter(pk=cast.ben.pk).update(backup=None)
    answer = hanna.post(
        f"/desk/people/{cast.ben.pk}/absences/new", {"first_day": "2026-09-14", "last_day": "2026-09-18"}
    )
    assert "Say who stands in" in answer.content.decode()


def test_an_interviewer_notes_their_own_days_and_nobody_elses(client, cast):
    client.force_login(cast.ben)
    assert client.get(f"/desk/people/{cast.ben.pk}/absences/new").status_code == 200
    assert client.get(f"/desk/people/{cast.ada.pk}/absences/new").status_code == 404


def test_an_absence_can_be_cancelled(hanna, cast):
    absence = Absence.objects.create(person=cast.ben, first_day="2026-09-14", last_day="2026-09-18")
    assert hanna.get(f"/desk/absences/{absence.pk}/cancellation").status_code == 405
    hanna.post(f"/desk/absences/{absence.pk}/cancellation")
    assert not Absence.objects.exists()


def test_only_admins_add_people(hanna, cast):
    assert hanna.get("/desk/people/new").status_code == 404


def test_a_new_colleague_joins(alice, cast):
    facts = {"name": "Nadia Bauer", "email": "Nadia@northwind.example", "role": "recruiter", "office": cast.berlin.pk}
    assert alice.post("/desk/people/new", facts).status_code == 302
    assert Person.objects.get(email="nadia@northwind.example").name == "Nadia Bauer"
    again = alice.post("/desk/people/new", facts)
    assert "works here already" in again.content.decode()


def test_a_colleagues_facts_change(alice, cast):
    facts = {"name": "Ben Adeyemi", "role": "interviewer", "office": cast.toronto.pk, "title": "Principal engineer"}
    alice.post(f"/desk/people/{cast.ben.pk}/facts", facts)
    cast.ben.refresh_from_db()
    assert (cast.ben.title, cast.ben.office) == ("Principal engineer", cast.toronto)


def test_nobody_stands_in_for_themselves(alice, cast):
    facts = {"name": "Ben Adeyemi", "role": "interviewer", "office": cast.berlin.pk, "backup": cast.ben.pk}
    answer = alice.post(f"/desk/people/{cast.ben.pk}/facts", facts)
    assert "Nobody can stand in for themselves." in answer.content.decode()
