"""Coming in: password, link, demo door; and what guessing gets."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection

from hearback.demo_doors import door_token
from hearback.messages.access import send_link
from hearback.messages.actions import send_due
from hearback.messages.models import Message
from hearback.people import attempts
from hearback.people.attempts import network_of
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


# Guessing, and who it hurts


@pytest.fixture
def narrow(monkeypatch):
    """Budgets that are used up sooner: twenty tries stand for the hundred."""
    monkeypatch.setitem(attempts.BUDGETS, "password", (10, 20))
    monkeypatch.setattr(attempts, "NETWORK_MOST", 20)


def guess(client, times: int, network: str = "10.0.0.66", **more):
    for _ in range(times):
        answer = client.post(
            "/desk/sign-in", {"email": "ben@northwind.example", "password": "guess", **more}, REMOTE_ADDR=network
        )
    return answer


def test_a_browser_that_was_inside_before_is_not_hindered_by_guessing_from_the_same_network(client):
    sign_in(client)
    client.post("/desk/sign-out")
    guess(client.__class__(), 30, "127.0.0.1")
    assert sign_in(client).status_code == 302


def test_what_is_guessed_in_a_known_browser_counts_for_itself_alone(client):
    sign_in(client)
    client.post("/desk/sign-out")
    guess(client, 11, "127.0.0.1")
    assert "Too many tries" in sign_in(client).content.decode()
    assert sign_in(client.__class__()).status_code == 302


def test_a_cookie_of_another_account_makes_no_browser_known(client, cast):
    cast.ada.set_password(PASSWORD)
    cast.ada.save()
    sign_in(client, email="ada@northwind.example")
    client.post("/desk/sign-out")
    guess(client, 10, "127.0.0.1")
    assert "Too many tries" in sign_in(client).content.decode()


def test_a_forged_cookie_makes_no_browser_known(client):
    client.cookies["hearback_known"] = "eyI1IjoiYSJ9:forged"
    guess(client, 10, "127.0.0.1")
    assert "Too many tries" in sign_in(client).content.decode()


def test_guessing_from_a_thousand_networks_ends_too_and_a_mailed_link_stays_open(client, cast, now, narrow):
    known = client.__class__()
    sign_in(known)
    known.post("/desk/sign-out")
    for number in range(2):
        guess(client, 10, f"10.0.{number}.1")
    stranger = sign_in(client)
    assert stranger.status_code == 422
    assert "Come in by a mailed link or with a passkey" in stranger.content.decode()
    assert sign_in(known).status_code == 302  # Ben himself, where he has been before
    cast.ben.refresh_from_db()
    assert client.post(f"/desk/sign-in/{make_sign_in_token(cast.ben, now=now)}").status_code == 302


def test_that_says_nothing_about_who_works_here(client, narrow):
    for number in range(2):
        guess(client, 10, f"10.0.{number}.1", email="nobody@northwind.example")
    assert "Come in by a mailed link" in sign_in(client, email="nobody@northwind.example").content.decode()


def test_a_new_password_ends_the_siege(client, cast, now, narrow):
    for number in range(2):
        guess(client, 10, f"10.0.{number}.1")
    client.post(f"/desk/sign-in/{make_sign_in_token(cast.ben, now=now)}")
    new = "four quiet words apart"
    assert client.post("/desk/password", {"new": new, "again": new}).status_code == 302
    assert sign_in(client.__class__(), password=new).status_code == 302


def test_whole_networks_of_the_newer_kind_are_one():
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert network_of("10.0.0.1") != network_of("10.0.0.2")


def test_many_accounts_from_one_network_are_slow_as_well(client, narrow):
    for number in range(20):
        client.post("/desk/sign-in", {"email": f"p{number}@northwind.example", "password": "guess"})
    assert "Too many tries" in sign_in(client).content.decode()


# The mailed link


def rung() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'person_id' FROM procrastinate_jobs WHERE task_name LIKE '%%send_sign_in_link'")
        return [int(row[0]) for row in cursor.fetchall()]


def test_asking_for_a_link_answers_the_same_whoever_asks(client, cast):
    known = client.post("/desk/sign-in/link", {"email": "ben@northwind.example"})
    unknown = client.post("/desk/sign-in/link", {"email": "nobody@northwind.example"})
    assert known.content.decode().replace("ben@", "x@") == unknown.content.decode().replace("nobody@", "x@")
    assert rung() == [cast.ben.pk, 0]


def test_the_letter_holds_a_link_that_signs_in(client, cast, now):
    send_link(cast.ben.pk, now=now)
    send_due(now=now)
    link = re.search(r"http\S+?(/desk/sign-in/\S+)", mail.outbox[-1].body)[1]
    assert client.post(link).url == "/desk/"
    assert not Message.objects.filter(body__contains=link).exists()


def test_nobodys_mailbox_is_filled(cast, now, clock):
    assert send_link(cast.ben.pk, now=now)
    assert send_link(cast.ben.pk, now=now) is None
    assert send_link(cast.ben.pk, now=clock.move(minutes=6))


def test_whoever_came_by_a_link_needs_no_old_password_for_a_quarter_of_an_hour(client, cast, now, clock):
    client.post(f"/desk/sign-in/{make_sign_in_token(cast.ben, now=now)}")
    assert "Your password until now" not in client.get("/desk/password").content.decode()
    clock.move(minutes=16)
    assert "Your password until now" in client.get("/desk/password").content.decode()


def test_whoever_has_left_gets_no_link(cast, now):
    cast.ben.is_active = False
    cast.ben.save()
    assert send_link(cast.ben.pk, now=now) is None


@pytest.mark.parametrize(
    "there", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"]
)
def test_no_way_in_leads_out_of_the_house(client, cast, there):
    assert sign_in(client, next=there).url == "/desk/"
    assert client.get("/desk/sign-in", {"next": there}).url == "/desk/"


@pytest.mark.parametrize(
    "address", ["sign-in", "sign-in/link", "sign-in/passkey", "sign-in/with/work", "sign-out", "password"]
)
def test_no_form_is_taken_without_its_token(cast, address):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/desk/{address}", {"email": "ben@northwind.example"}).status_code == 403
