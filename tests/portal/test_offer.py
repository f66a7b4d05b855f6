"""Accepting and declining an offer, each with one more page in between."""

from __future__ import annotations

import pytest

from tests import deciding
from tests.deciding import fresh
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(cast, now):
    made = deciding.offer(cast, cast.omars, now=now)
    deciding.post(made.decision.message, now=now)
    return made


@pytest.fixture
def omar(come_in, cast):
    return come_in(cast.omar)


def test_looking_accepts_nothing(omar, cast, offer):
    for page in ("", "/acceptance", "/refusal"):
        assert omar.get(f"/my/offers/{offer.pk}{page}").status_code == 200
    assert fresh(cast.omars).state == "offered"


def test_accepting(omar, cast, offer, now):
    page = words(omar.get(f"/my/offers/{offer.pk}/acceptance").content.decode())
    assert "EUR 70,000 a year" in page
    response = omar.post(f"/my/offers/{offer.pk}/acceptance", follow=True)
    assert "You have accepted. Welcome!" in words(response.content.decode())
    offer.refresh_from_db()
    assert (fresh(cast.omars).state, offer.accepted_at) == ("accepted", now)


def test_declining_takes_a_reason_and_needs_none(omar, cast, offer, now):
    response = omar.post(f"/my/offers/{offer.pk}/refusal", {"words": "Too far from home."}, follow=True)
    assert "You have declined our offer" in words(response.content.decode())
    offer.refresh_from_db()
    assert (fresh(cast.omars).state, offer.declined_at) == ("declined", now)
    assert cast.omars.decisions.first().note == "Too far from home."


@pytest.mark.parametrize("second", ["acceptance", "refusal"])
def test_an_answer_is_given_once(omar, cast, offer, second):
    omar.post(f"/my/offers/{offer.pk}/acceptance")
    response = omar.post(f"/my/offers/{offer.pk}/{second}", {"words": ""}, follow=True)
    assert "You accepted it today." in words(response.content.decode())
    assert fresh(cast.omars).state == "accepted"
    assert cast.omars.decisions.filter(outcome="accept").count() == 1


def test_after_its_date_it_is_no_longer_open(omar, cast, offer, clock):
    clock.move(days=8)
    response = omar.post(f"/my/offers/{offer.pk}/acceptance", follow=True)
    assert "It is no longer open." in words(response.content.decode())
    assert fresh(cast.omars).state == "offered"


def test_an_offer_taken_back_meanwhile_is_refused_in_words(omar, cast, offer, monkeypatch):
    """Somebody has decided otherwise between the page and the click."""
    from hearback.portal import offers
    from hearback.refusals import Refused

    def accept(*_, **__):
        raise Refused("This offer is no longer open.")

    monkeypatch.setattr(offers, "accept", accept)
    response = omar.post(f"/my/offers/{offer.pk}/acceptance")
    assert response.status_code == 422
    assert "This offer is no longer open." in words(response.content.decode())
