"""How a candidate would like to hear from the company."""

from __future__ import annotations

import pytest

from hearback.portal.forms import zone_choices
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def omar(come_in, cast):
    return come_in(cast.omar)


def test_channel_phone_and_zone_are_theirs_to_change(omar, cast):
    facts = {"channel": "call", "phone": "+81 3 5550 0199", "time_zone": "Asia/Tokyo"}
    response = omar.post("/my/details", facts, follow=True)
    text = words(response.content.decode())
    assert "Saved. From now on we keep to this." in text
    assert "Tokyo time" in text
    cast.omar.refresh_from_db()
    assert (cast.omar.channel, cast.omar.phone, cast.omar.time_zone) == ("call", "+81 3 5550 0199", "Asia/Tokyo")


def test_nothing_else_is(omar, cast):
    omar.post("/my/details", {"channel": "email", "phone": "", "time_zone": "", "name": "X", "email": "x@y.example"})
    cast.omar.refresh_from_db()
    assert (cast.omar.name, cast.omar.email) == ("Omar Haddad", "omar@mail.example")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"channel": "call", "phone": "", "time_zone": ""}, "To call somebody, we need a phone number."),
        ({"channel": "call", "phone": "soon", "time_zone": ""}, "“soon” is not a phone number."),
        ({"channel": "pigeon", "phone": "", "time_zone": ""}, "pigeon is not one of the available choices."),
        ({"channel": "email", "phone": "", "time_zone": "Mars/Base"}, "Mars/Base is not one of the available choices."),
    ],
)
def test_what_cannot_be_is_refused_in_words(omar, cast, facts, sentence):
    response = omar.post("/my/details", facts)
    assert response.status_code == 422
    assert sentence in words(response.content.decode())
    cast.omar.refresh_from_db()
    assert cast.omar.time_zone == "Europe/Berlin"


def test_the_offices_zone_is_one_of_the_choices(omar, cast):
    assert "The office's: Berlin time" in words(omar.get("/my/details").content.decode())


def test_every_zone_of_the_cast_can_be_chosen():
    offered = {name for _, zones in zone_choices() for name, _ in zones}
    assert {"Europe/Berlin", "America/Toronto", "Asia/Tokyo", "America/Argentina/Ushuaia"} <= offered
    assert not {"Etc/GMT+3", "GMT", "US/Eastern"} & offered
