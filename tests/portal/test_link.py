"""The link in every message: it says whose page is meant, and opens nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail, signing

from hearback.candidates.links import digits, portal_token
from hearback.candidates.models import Candidate, PortalCode
from hearback.messages.actions import send
from hearback.messages.models import Message
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


def address_of(candidate):
    return f"/my/link/{portal_token(candidate)}"


def without_token(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


def test_the_link_alone_shows_only_where_a_code_would_go(client, cast):
    response = client.get(address_of(cast.omar))
    page = response.content.decode()
    assert "o•••@mail.example" in page
    for secret in ("Omar", "Haddad", "omar@", cast.engineer.title, cast.review.public_name, "Hanna"):
        assert secret not in page
    assert PortalCode.objects.count() == 0


def test_the_link_alone_opens_no_page(client, cast, read):
    client.get(address_of(cast.omar))
    assert "See where things stand" in read("/my/")
    assert client.get(f"/my/applications/{cast.omars.pk}/").status_code == 302


def dead_links(cast, clock):
    """Every way a link can be worthless."""
    grown_old = portal_token(cast.lena)
    replaced = portal_token(cast.omar)
    Candidate.objects.filter(pk=cast.omar.pk).update(link_generation=2)
    nobody = Candidate(pk=987654)
    unreachable = Candidate.objects.create(name="Kim Without", email="", created_at=clock.now)
    return {
        "forged": portal_token(cast.yuki)[:-3] + "abc",
        "nonsense": "x",
        "replaced": replaced,
        "nobody's": portal_token(nobody),
        "without an address": portal_token(unreachable),
        "signed for something else": signing.dumps([cast.yuki.pk, 1], salt="hearback.demo"),
        "of another shape": signing.dumps({"pk": cast.yuki.pk}, salt="hearback.portal"),
        "too long a list": signing.dumps([1, 2, 3], salt="hearback.portal"),
        "old": grown_old,
    }


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_dead_link_gets_the_same_friendly_answer(client, cast, clock, monkeypatch, method):
    links = dead_links(cast, clock)
    old = links.pop("old")
    answers = {name: getattr(client, method)(f"/my/link/{token}") for name, token in links.items()}
    later = 10_000_000 + 200 * 24 * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: later + 1_790_000_000)
    answers["old"] = getattr(client, method)(f"/my/link/{old}")
    assert {response.status_code for response in answers.values()} == {404}
    assert len({without_token(response) for response in answers.values()}) == 1
    assert "This link is no longer valid" in answers["forged"].content.decode()
    assert PortalCode.objects.count() == 0


def test_asking_sends_a_code_to_the_candidates_own_address(client, cast, now):
    response = client.post(address_of(cast.omar))
    assert response.url == "/my/code"
    code = PortalCode.objects.get()
    message = Message.objects.get(purpose="code")
    assert (message.candidate, message.written_at) == (cast.omar, code.made_at)
    assert "{code}" in message.body
    assert digits(code) not in message.body
    send(message.pk, now=now)
    letter = mail.outbox[-1]
    assert letter.to == ["omar@mail.example"]
    assert digits(code) in letter.body
    assert "/my/link/" not in letter.body


def test_looking_at_a_link_sends_nothing(client, cast):
    client.get(address_of(cast.omar))
    client.head(address_of(cast.omar))
    assert PortalCode.objects.count() == 0


def test_a_sixth_code_within_the_hour_is_refused_in_words(client, cast, clock):
    for _ in range(5):
        assert client.post(address_of(cast.omar)).status_code == 302
        clock.move(minutes=1)
    response = client.post(address_of(cast.omar))
    assert response.status_code == 422
    assert "The newest counts; you can ask for another in 55 minutes." in words(response.content.decode())
    assert PortalCode.objects.count() == 5
    clock.move(minutes=56)
    assert client.post(address_of(cast.omar)).status_code == 302


def test_codes_of_one_candidate_do_not_count_for_another(client, cast):
    for _ in range(5):
        client.post(address_of(cast.omar))
    assert client.post(address_of(cast.lena)).status_code == 302


def test_one_place_cannot_ask_for_codes_without_end(client, cast, clock):
    for n in range(20):
        candidate = (cast.omar, cast.lena, cast.yuki, cast.sofia)[n % 4]
        assert client.post(address_of(candidate)).status_code == 302
        clock.move(seconds=1)
    response = client.post(address_of(cast.quinn))
    assert response.status_code == 422
    assert "wait a quarter of an hour" in words(response.content.decode())
    assert client.post(address_of(cast.quinn), REMOTE_ADDR="192.0.2.7").status_code == 302


def test_behind_a_proxy_the_caller_is_who_the_proxy_saw(rf, settings):
    from hearback.pages import caller

    request = rf.get("/", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.5", REMOTE_ADDR="10.0.0.1")
    assert caller(request) == "10.0.0.1"  # nobody may say so without a proxy we trust
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert caller(request) == "203.0.113.5"


def test_ones_own_link_leads_straight_in(come_in, cast):
    client = come_in(cast.omar)
    assert client.get(address_of(cast.omar)).url == "/my/"


def test_somebody_elses_link_asks_for_a_code_of_theirs(come_in, cast, clock):
    client = come_in(cast.omar)
    response = client.get(address_of(cast.lena))
    assert "l•••@mail.example" in response.content.decode()
    client.post(address_of(cast.lena))
    assert client.get(f"/my/applications/{cast.lenas.pk}/").status_code == 404  # still Omar
    client.post("/my/code", {"code": digits(PortalCode.objects.get())})
    assert client.get(f"/my/applications/{cast.lenas.pk}/").status_code == 200
    assert client.get(f"/my/applications/{cast.omars.pk}/").status_code == 404


def test_pages_before_the_door_are_kept_by_no_cache(client, cast):
    for path in (address_of(cast.omar), "/my/link/x"):
        assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("omar@mail.example", "o•••@mail.example"),
        ("a@b.example", "a•••@b.example"),
        ("x+y@z.example", "x•••@z.example"),
    ],
)
def test_an_address_is_masked(email, shown):
    from hearback.portal.entry import masked

    assert masked(email) == shown


def test_links_live_for_months_and_not_for_ever(cast, monkeypatch):
    from time import time

    from hearback.candidates.links import LINK_DAYS, read_portal_token

    token, start = portal_token(cast.omar), time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: start + timedelta(days=LINK_DAYS - 1).total_seconds())
    assert read_portal_token(token) == cast.omar
    monkeypatch.setattr("django.core.signing.time.time", lambda: start + timedelta(days=LINK_DAYS + 1).total_seconds())
    assert read_portal_token(token) is None
