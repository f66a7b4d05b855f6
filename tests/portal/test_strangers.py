"""Other people's pages, wrong methods, and callers who are nobody."""

from __future__ import annotations

import pytest

from hearback.decisions.models import Offer, RequestItem
from tests import deciding

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(cast, now):
    """Every page of Omar's and Lena's that has a number in it, once they have all been told of it."""
    deciding.post(deciding.ask(cast, cast.omars, items=[("text", "A reference")], now=now).message, now=now)
    deciding.post(deciding.offer(cast, cast.sofias, by=cast.victor, now=now).decision.message, now=now)
    item, offer = RequestItem.objects.get(), Offer.objects.get()
    return {
        f"/my/applications/{cast.omars.pk}/": {"GET"},
        f"/my/applications/{cast.omars.pk}/question": {"GET", "POST"},
        f"/my/applications/{cast.omars.pk}/withdrawal": {"GET", "POST"},
        f"/my/items/{item.pk}": {"GET", "POST"},
        f"/my/offers/{offer.pk}": {"GET"},
        f"/my/offers/{offer.pk}/acceptance": {"GET", "POST"},
        f"/my/offers/{offer.pk}/refusal": {"GET", "POST"},
        f"/my/interviews/{cast.yukis_interview.pk}/told": {"POST"},
    }


def test_somebody_elses_pages_do_not_exist(addresses, come_in, cast):
    client = come_in(cast.quinn)
    for path, methods in addresses.items():
        for method in methods:
            facts = {"told": "no", "text": "x", "answer": "x", "words": ""}
            assert client.generic(method, path).status_code == 404, f"{method} {path}"
            assert client.post(path, facts).status_code in {404, 405}
    cast.omars.refresh_from_db()
    assert cast.omars.state == "asked"


def test_who_has_not_come_in_is_led_to_the_door(addresses, client, cast):
    for path, methods in addresses.items():
        for method in methods:
            response = client.generic(method, path)
            assert (response.status_code, response["Location"]) == (302, "/my/"), f"{method} {path}"


def test_staff_are_no_candidates(addresses, client, cast):
    client.force_login(cast.alice)
    for path, methods in addresses.items():
        for method in methods:
            assert client.generic(method, path).status_code == 302, f"{method} {path}"


def test_wrong_methods_are_refused(addresses, come_in, cast):
    owners = {"items": cast.omar, "offers": cast.sofia, "interviews": cast.yuki}
    for path, methods in addresses.items():
        client = come_in(owners.get(path.split("/")[2], cast.omar))
        for method in {"GET", "POST", "PUT", "DELETE", "PATCH"} - methods:
            assert client.generic(method, path).status_code == 405, f"{method} {path}"


def test_what_needs_a_token_is_refused_without_it(addresses, cast, come_in, client):
    client.handler.enforce_csrf_checks = True
    come_in(cast.omar)
    response = client.post(f"/my/applications/{cast.omars.pk}/withdrawal", {"words": ""})
    assert response.status_code == 403
    cast.omars.refresh_from_db()
    assert cast.omars.state == "asked"


def test_nothing_stays_in_a_cache(addresses, come_in, cast):
    client = come_in(cast.omar)
    for path in (f"/my/applications/{cast.omars.pk}/", "/my/details"):
        assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.parametrize("pk", ["0", "99999999", "99999999999999999999999"])
def test_numbers_of_nobody(come_in, cast, pk):
    client = come_in(cast.omar)
    for path in (f"/my/applications/{pk}/", f"/my/items/{pk}", f"/my/offers/{pk}"):
        assert client.get(path).status_code == 404
    assert client.post(f"/my/interviews/{pk}/told", {"told": "no"}).status_code == 404


def test_the_demos_door_exists_in_the_demo_only(client, cast, settings):
    from hearback.demo_doors import door_token

    door = f"/my/demo-door/{door_token('candidate', cast.omar.pk)}"
    settings.DEMO = False
    assert client.get(door).status_code == 404
    settings.DEMO = True
    assert client.get(f"/my/demo-door/{door_token('person', cast.omar.pk)}").status_code == 404
    assert client.get("/my/demo-door/x").status_code == 404
    assert client.get(door).status_code == 302
    assert client.get(f"/my/applications/{cast.omars.pk}/").status_code == 200
