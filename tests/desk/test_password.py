"""Changing one's own password."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
OLD, NEW = "correct horse battery", "four words nobody guesses"


@pytest.fixture
def ben(client, cast):
    cast.ben.set_password(OLD)
    cast.ben.save()
    client.force_login(cast.ben)
    return client


def change(client, **other):
    return client.post("/desk/password", {"old": OLD, "new": NEW, "again": NEW, **other})


def test_the_new_one_opens_and_the_old_one_no_longer_does(ben, cast):
    assert change(ben).url == f"/desk/people/{cast.ben.pk}/"
    cast.ben.refresh_from_db()
    assert cast.ben.check_password(NEW)
    assert ben.get("/desk/people/").status_code == 200


def test_every_other_session_ends(ben, cast):
    elsewhere = Client()
    elsewhere.force_login(cast.ben)
    change(ben)
    assert elsewhere.get("/desk/people/").status_code == 302


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"old": "guess"}, "This is not your password."),
        ({"again": "another one entirely"}, "The two are not the same."),
        ({"new": "short", "again": "short"}, "too short"),
        ({"new": "password1234", "again": "password1234"}, "too common"),
    ],
)
def test_what_cannot_be_is_refused_in_words(ben, cast, other, sentence):
    answer = change(ben, **other)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    cast.ben.refresh_from_db()
    assert cast.ben.check_password(OLD)


def test_somebody_who_never_had_one_is_not_asked_for_it(client, cast):
    cast.ada.set_unusable_password()
    cast.ada.save()
    client.force_login(cast.ada)
    assert client.post("/desk/password", {"new": NEW, "again": NEW}).status_code == 302


def test_strangers_are_led_to_the_door(client, cast):
    assert client.get("/desk/password").url.startswith("/desk/sign-in")
