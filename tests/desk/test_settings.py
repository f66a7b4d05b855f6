"""Settings: offices, departments, wording, reasons. For admins; for others they do not exist."""

from __future__ import annotations

import pytest

from hearback.decisions.models import RejectionReason
from hearback.messages.models import MessageTemplate
from hearback.messages.queries import draft
from hearback.people.models import Closure, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client, cast):
    client.force_login(cast.alice)
    return client


def office_facts(**changes):
    facts = {
        "name": "Berlin",
        "address": "Lindenstraße 12",
        "time_zone": "Europe/Berlin",
        "country": "de",
        "subdivision": "be",
        "weekdays": ["0", "1", "2", "3"],
        "opens": "09:00",
        "shuts": "17:00",
    }
    return {**facts, **changes}


@pytest.mark.parametrize(
    "address", ["", "offices/", "departments/", "plans/", "roles/", "wording/", "wording/reject/", "reasons/"]
)
def test_only_admins_find_settings(client, cast, address):
    client.force_login(cast.hanna)
    assert client.get(f"/desk/settings/{address}").status_code == 404
    client.force_login(cast.alice)
    assert client.get(f"/desk/settings/{address}").status_code == 200


def test_an_office_gets_a_four_day_week(alice, cast):
    assert alice.post(f"/desk/settings/offices/{cast.berlin.pk}/", office_facts()).status_code == 302
    cast.berlin.refresh_from_db()
    assert (cast.berlin.weekdays, cast.berlin.country) == ([0, 1, 2, 3], "DE")


def test_an_office_that_shuts_before_it_opens_is_refused(alice, cast):
    answer = alice.post(f"/desk/settings/offices/{cast.berlin.pk}/", office_facts(shuts="08:00"))
    assert answer.status_code == 422
    assert "shuts before it opens" in answer.content.decode()
    cast.berlin.refresh_from_db()
    assert cast.berlin.shuts.hour == 17


def test_an_office_without_working_days_is_refused(alice, cast):
    assert alice.post(f"/desk/settings/offices/{cast.berlin.pk}/", office_facts(weekdays=[])).status_code == 422


def test_a_new_office_opens(alice, cast):
    alice.post("/desk/settings/offices/new", office_facts(name="Lisbon", time_zone="Europe/Lisbon", country="PT"))
    assert Office.objects.get(name="Lisbon").time_zone == "Europe/Lisbon"


def test_a_day_the_office_is_shut_moves_what_is_promised(alice, cast):
    page = alice.get(f"/desk/settings/offices/{cast.berlin.pk}/").content.decode()
    assert "is due on Thursday 10 September" in page
    alice.post(f"/desk/settings/offices/{cast.berlin.pk}/", {"day": "2026-09-08", "name": "Moving"})
    assert Closure.objects.get().name == "Moving"
    page = alice.get(f"/desk/settings/offices/{cast.berlin.pk}/").content.decode()
    assert "is due on Friday 11 September" in page


def test_a_department_gets_a_head(alice, cast):
    sales = cast.departments["sales"]
    alice.post(f"/desk/settings/departments/{sales.pk}/", {"name": "Sales", "head": cast.stan.pk})
    sales.refresh_from_db()
    assert sales.head == cast.stan


def test_new_wording_is_used_from_now_on(alice, cast):
    facts = {"subject": "About {job}", "body": "Hello {first_name}"}
    assert alice.post("/desk/settings/wording/reject/", facts).status_code == 302
    assert draft("reject", cast.omars) == ("About Embedded Engineer", "Hello Omar")


def test_a_preview_saves_nothing(alice):
    answer = alice.post(
        "/desk/settings/wording/reject/", {"subject": "About {job}", "body": "Hello {first_name}", "preview": "1"}
    )
    assert "Hello Omar" in answer.content.decode()
    assert not MessageTemplate.objects.exists()


def test_a_place_that_nothing_fills_is_refused(alice):
    answer = alice.post("/desk/settings/wording/reject/", {"subject": "x", "body": "Hello {salary_history}"})
    assert answer.status_code == 422
    assert "{salary_history} is not something a message can fill in." in answer.content.decode()
    assert "Hello {salary_history}" in answer.content.decode()


def test_a_reason_goes_out_of_use_and_comes_back(alice, cast):
    reason = RejectionReason.objects.first()
    facts = {"name": reason.name, "template_key": reason.template_key, "position": 0}
    alice.post(f"/desk/settings/reasons/{reason.pk}/", facts)
    reason.refresh_from_db()
    assert reason.retired_at is not None
    alice.post(f"/desk/settings/reasons/{reason.pk}/", {**facts, "in_use": "on"})
    reason.refresh_from_db()
    assert reason.retired_at is None


def test_an_office_goes_out_of_use_once_nobody_works_there(alice, cast):
    from hearback.people.models import Person

    address = f"/desk/settings/offices/{cast.toronto.pk}/"
    facts = office_facts(name="Toronto", time_zone="America/Toronto", country="CA", subdivision="ON", out_of_use="on")
    refused = alice.post(address, facts)
    assert refused.status_code == 422
    assert "People work in this office still." in refused.content.decode()
    Person.objects.filter(office=cast.toronto).update(office=cast.berlin)
    assert alice.post(address, facts).status_code == 302
    assert ">Toronto</option>" not in alice.get("/desk/people/new").content.decode()
    assert "Out of use" in alice.get("/desk/settings/offices/").content.decode()


def test_a_department_is_renamed_goes_out_of_use_and_takes_no_new_job(alice, cast):
    sales = cast.departments["sales"]
    facts = {"name": "Customers", "head": cast.victor.pk, "out_of_use": "on"}
    assert alice.post(f"/desk/settings/departments/{sales.pk}/", facts).status_code == 302
    assert ">Customers</option>" not in alice.get("/desk/jobs/new").content.decode()
    assert "Customers" in alice.get(f"/desk/people/{cast.victor.pk}/facts").content.decode()  # he keeps it


def test_a_day_off_is_taken_back(alice, cast):
    alice.post(f"/desk/settings/offices/{cast.berlin.pk}/", {"day": "2026-09-08", "name": "Moving"})
    day = Closure.objects.get()
    assert alice.get(f"/desk/settings/closures/{day.pk}/removal").status_code == 405
    alice.post(f"/desk/settings/closures/{day.pk}/removal")
    assert not Closure.objects.exists()
    page = alice.get(f"/desk/settings/offices/{cast.berlin.pk}/").content.decode()
    assert "is due on Thursday 10 September" in page


def test_roles_are_explained_and_counted(alice, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"recruiter"})
    page = alice.get("/desk/settings/roles/").content.decode()
    for words in ("Sees the kit of their own interviews", "Second factor"):
        assert words in page
