"""Programs are kept out without puzzles, and a person it hits by mistake gets through."""

from __future__ import annotations

import pytest
from django.test import Client

from hearback.careers import bots
from tests.careers.conftest import NORA, applications_of, page
from tests.reading import fields

pytestmark = pytest.mark.django_db


def test_a_field_that_people_do_not_see_stays_empty(job, client, fill_in, clock):
    answer = fill_in(job, **NORA, website="https://spam.example")
    assert answer.status_code == 422
    assert "A field that people don't see was filled in" in page(answer)
    assert fields(answer)["website"] == ""
    clock.move(seconds=30)
    assert client.post(f"/careers/{job.pk}/application", {**fields(answer), "act": "send"}).status_code == 302


def test_a_form_filled_in_at_once_is_asked_for_again(job, client, clock):
    path = f"/careers/{job.pk}/application"
    typed = {**fields(client.get(path)), **NORA, "act": "send"}
    clock.move(seconds=1)
    answer = client.post(path, typed)
    assert "quicker than one can read" in page(answer)
    clock.move(seconds=10)
    assert client.post(path, {**typed, **fields(answer)}).status_code == 302


@pytest.mark.parametrize("stamp", ["", "1.2", "forged:signature", None])
def test_a_form_without_a_stamp_of_ours_is_asked_for_again(job, client, clock, stamp):
    other = bots.stamp(job.pk + 1, clock.now) if stamp is None else stamp
    answer = client.post(f"/careers/{job.pk}/application", {**NORA, "stamp": other, "act": "send"})
    assert answer.status_code == 422
    assert "Everything you typed is here: send it once more" in page(answer)
    assert not applications_of(NORA["email"])


def test_a_form_that_was_open_for_days_is_asked_for_again(job, client, clock):
    path = f"/careers/{job.pk}/application"
    typed = {**fields(client.get(path)), **NORA, "act": "send"}
    clock.move(days=3)
    answer = client.post(path, typed)
    assert "open for very long" in page(answer)
    clock.move(seconds=10)
    assert client.post(path, {**fields(answer), "act": "send"}).status_code == 302


def test_one_network_sends_only_so_much_an_hour(job, fill_in, clock, monkeypatch):
    monkeypatch.setattr("hearback.careers.applying.SENT_FROM_A_NETWORK", 2)
    for n in range(2):
        assert fill_in(job, by=Client(), name="Nora", email=f"n{n}@mail.example").status_code == 302
    answer = fill_in(job, by=Client(), name="Nora", email="n2@mail.example")
    assert "That was a lot from one place" in page(answer)
    assert fields(answer)["email"] == "n2@mail.example"
    clock.move(minutes=70)
    assert fill_in(job, by=Client(), name="Nora", email="n2@mail.example").status_code == 302


def test_one_address_is_written_to_only_so_often_a_day(job, fill_in, monkeypatch):
    monkeypatch.setattr("hearback.careers.applying.SENT_FROM_AN_ADDRESS", 1)
    assert fill_in(job, by=Client(), **NORA).status_code == 302
    again = {**NORA, "email": NORA["email"].upper()}
    assert "That was a lot from one place" in page(fill_in(job, by=Client(), **again))


def test_whoever_is_told_what_is_missing_may_try_as_often_as_they_like(job, fill_in, monkeypatch):
    monkeypatch.setattr("hearback.careers.applying.SENT_FROM_AN_ADDRESS", 1)
    for _ in range(3):
        assert fill_in(job, name="", email=NORA["email"]).status_code == 422
    assert fill_in(job, **NORA).status_code == 302


def test_drafts_and_files_are_counted_too(job, client, monkeypatch):
    monkeypatch.setattr("hearback.careers.visits.DRAFTS", 1)
    path = f"/careers/{job.pk}/application/draft"
    assert Client().post(path, {"name": "A"}).status_code == 200
    answer = Client().post(path, {"name": "B"})
    assert answer.status_code == 409
    assert "That was a lot from one place" in answer.content.decode()


def test_a_network_of_the_new_kind_is_its_first_half():
    assert bots.network_of("2001:db8:1:2:aaaa::1") == bots.network_of("2001:db8:1:2::ffff") == "2001:db8:1:2::/64"
    assert bots.network_of("2001:db8:1:3::1") != bots.network_of("2001:db8:1:2::1")
    assert bots.network_of("203.0.113.5") == "203.0.113.5"
    assert bots.network_of("no address") == "no address"
