"""Coming in: password, link, demo door; and what guessing gets."""

from __future__ import annotations

import pytest

from hearback.demo_doors import door_token
from hearback.people.tokens import make_sign_in_token

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def sign_in(client, email="ben@northwind.example", password=PASSWORD, **more):
    return client.post("/desk/sign-in", {"email": email, "password": password, **more})


@pytest.fixture(autouse=True)
def password(cast):
    cast.ben.set_password(PASSWORD)
    cast.ben.save()


def test_the_right_password_leads_to_today(client):
    assert sign_in(client).headers["Location"] == "/desk/"
    assert client.get("/desk/people/").status_code == 200


def test_after_signing_in_one_is_where_one_wanted_to_be(client, cast):
    first = client.get(f"/desk/people/{cast.hanna.pk}/")
    assert first.headers["Location"] == f"/desk/sign-in?next=/desk/people/{cast.hanna.pk}/"
    assert sign_in(client, next=f"/desk/people/{cast.hanna.pk}/").headers["Location"].endswith(f"/{cast.hanna.pk}/")


def test_no_other_site_is_led_to(client):
    assert sign_in(client, next="https://elsewhere.example/").headers["Location"] == "/desk/"


def test_a_wrong_password_and_an_unknown_address_read_the_same(client):
    wrong = sign_in(client, password="guess")
    unknown = sign_in(client, email="nobody@northwind.example")
    assert wrong.status_code == unknown.status_code == 422
    sentence = "This e-mail address and password do not go together."
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()


def test_ten_wrong_tries_from_one_place_have_to_wait_but_lock_nobody_out(client):
    for _ in range(10):
        sign_in(client, password="guess")
    assert "Too many tries" in sign_in(client).content.decode()
    elsewhere = client.post(
        "/desk/sign-in", {"email": "ben@northwind.example", "password": PASSWORD}, REMOTE_ADDR="10.9.9.9"
    )
    assert elsewhere.status_code == 302


def test_somebody_who_has_left_cannot_come_in(client, cast):
    cast.ben.is_active = False
    cast.ben.save()
    assert sign_in(client).status_code == 422


def test_a_sign_in_link_asks_for_a_click_and_works_once(client, cast, now):
    link = f"/desk/sign-in/{make_sign_in_token(cast.ben, now=now)}"
    assert "Ben Adeyemi" in client.get(link).content.decode()
    assert client.post(link).headers["Location"] == "/desk/"
    assert client.post(link).status_code == 404


def test_a_forged_link_says_nothing(client, cast, now):
    token = make_sign_in_token(cast.ben, now=now)
    answer = client.get(f"/desk/sign-in/{token[:-2]}xx")
    assert answer.status_code == 404
    assert "Ben" not in answer.content.decode()


def test_outside_the_demo_its_doors_do_not_exist(client, cast, settings):
    token = door_token("person", cast.ben.pk)
    assert client.get(f"/desk/demo-door/{token}").status_code == 404
    settings.DEMO = True
    assert client.get(f"/desk/demo-door/{token}").headers["Location"] == "/desk/"


def test_a_candidates_door_does_not_open_the_desk(client, cast, settings):
    settings.DEMO = True
    assert client.get(f"/desk/demo-door/{door_token('candidate', cast.ben.pk)}").status_code == 404


def test_signing_out_takes_a_button_and_ends_the_session(client, cast):
    client.force_login(cast.ben)
    assert client.get("/desk/sign-out").status_code == 405
    client.post("/desk/sign-out")
    assert client.get("/desk/people/").status_code == 302
