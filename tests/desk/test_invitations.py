"""Inviting somebody: a letter, a link that works once and for a week, and the first step inside."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail

from hearback.messages.actions import send_due
from hearback.people.models import Invitation, Person
from hearback.record.models import Entry

pytestmark = pytest.mark.django_db
NEW = "four quiet words apart"
WORDS = {"new": NEW, "again": NEW}


@pytest.fixture
def alice(client, cast):
    client.force_login(cast.alice)
    return client


def invite(alice, cast):
    facts = {"name": "Nadia Bauer", "email": "nadia@northwind.example", "role": "recruiter", "office": cast.berlin.pk}
    assert alice.post("/desk/people/new", facts).status_code == 302
    return Person.objects.get(email="nadia@northwind.example")


def letter(now) -> str:
    """The link in the newest letter to Nadia, as it came out of the house."""
    send_due(now=now)
    sent = [one for one in mail.outbox if one.to == ["nadia@northwind.example"]]
    return re.search(r"http\S+(/desk/welcome/\S+)", sent[-1].body)[1]


@pytest.fixture
def link(alice, cast, now) -> str:
    invite(alice, cast)
    return letter(now)


@pytest.fixture
def nadia(client):
    """Her own browser."""
    return client.__class__()


def inside(client) -> bool:
    return client.get("/desk/people/").status_code == 200


def test_the_letter_says_who_invites_and_until_when(alice, cast, now):
    invite(alice, cast)
    send_due(now=now)
    body = mail.outbox[-1].body
    assert "Alice Moreau invites you" in body
    assert "until Monday 14 September" in body


def test_the_link_is_stored_nowhere(link):
    from hearback.messages.models import Message

    token = link.rsplit("/", 1)[1]
    assert not Message.objects.filter(body__contains=token).exists()


def test_she_chooses_a_password_and_is_inside(link, nadia):
    assert "Welcome, Nadia" in nadia.get(link).content.decode()
    assert nadia.post(link, WORDS).url == "/desk/"
    assert inside(nadia)
    fresh = nadia.__class__()
    fresh.post("/desk/sign-in", {"email": "nadia@northwind.example", "password": NEW})
    assert inside(fresh)


def test_looking_at_the_link_uses_nothing_up(link, nadia):
    for _ in range(3):
        nadia.get(link)
    assert nadia.post(link, WORDS).status_code == 302


def test_she_may_come_in_without_any_password(link, nadia):
    assert nadia.post(link, {"passkey": "yes"}).url == "/desk/security/passkeys/new"
    assert nadia.get("/desk/security/passkeys/new").status_code == 200
    assert not Person.objects.get(email="nadia@northwind.example").has_usable_password()


def test_a_password_too_short_is_refused_beside_the_field(link, nadia):
    answer = nadia.post(link, {"new": "short", "again": "short"})
    assert answer.status_code == 422
    assert "too short" in answer.content.decode()
    assert Invitation.objects.get().pending


def test_the_link_works_once(link, nadia):
    nadia.post(link, WORDS)
    other = nadia.__class__()
    assert other.get(link).status_code == 404
    assert other.post(link, WORDS).status_code == 404
    assert not inside(other)


def test_after_a_week_it_is_worthless(link, nadia, clock):
    clock.move(days=7, seconds=1)
    assert nadia.post(link, WORDS).status_code == 404


def test_sent_again_only_the_new_link_works(alice, link, nadia, cast, now):
    who = Person.objects.get(email="nadia@northwind.example")
    alice.post(f"/desk/people/{who.pk}/invitation")
    newer = letter(now)
    assert nadia.get(link).status_code == 404
    assert nadia.get(newer).status_code == 200


def test_taken_back_it_is_worthless_and_nobody_works_here_by_it(alice, link, nadia):
    who = Person.objects.get(email="nadia@northwind.example")
    alice.post(f"/desk/people/{who.pk}/invitation/revocation")
    assert nadia.post(link, WORDS).status_code == 404
    who.refresh_from_db()
    assert not who.is_active
    assert Entry.objects.filter(verb="revoked", subject_id=who.pk).exists()


def test_the_waiting_ones_are_listed_for_admins_only(alice, link, cast, client):
    page = alice.get("/desk/people/?show=invited").content.decode()
    assert "Nadia Bauer" in page
    assert "Send again" in page
    hanna = client.__class__()
    hanna.force_login(cast.hanna)
    assert hanna.get("/desk/people/?show=invited").status_code == 404


def test_whoever_came_in_waits_no_longer(alice, link, nadia):
    nadia.post(link, WORDS)
    assert "nadia@northwind.example" not in alice.get("/desk/people/?show=invited").content.decode()
    who = Person.objects.get(email="nadia@northwind.example")
    assert alice.post(f"/desk/people/{who.pk}/invitation").status_code == 409


def test_a_forged_link_is_worthless(nadia, cast):
    assert nadia.get("/desk/welcome/eyJhIjoxfQ:forged").status_code == 404


def test_only_admins_invite(client, cast):
    client.force_login(cast.hanna)
    assert client.post("/desk/people/new", {}).status_code == 404
    assert client.post(f"/desk/people/{cast.ben.pk}/invitation").status_code == 404


def test_whoever_opens_the_link_in_a_colleagues_browser_leaves_nothing_of_theirs(link, client, cast):
    shared = client.__class__()
    shared.force_login(cast.hanna)
    shared.post(link, WORDS)
    assert int(shared.session["_auth_user_id"]) == Person.objects.get(email="nadia@northwind.example").pk


def test_a_week_is_counted_from_the_newest_letter(alice, link, clock):
    clock.move(days=5)
    who = Person.objects.get(email="nadia@northwind.example")
    alice.post(f"/desk/people/{who.pk}/invitation")
    assert Invitation.objects.get().expires_at == clock.now + timedelta(days=7)
