"""Coming in without a link. Nobody learns here who has applied."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from hearback.candidates.links import portal_token
from hearback.candidates.models import PortalCode
from hearback.messages.models import Message
from hearback.timetable import send_code
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


def ask(client, email):
    return client.post("/my/address", {"email": email})


def rung_for():
    """Whom the worker has been asked to send a code to."""
    jobs = ProcrastinateJob.objects.filter(task_name="hearback.timetable.send_code").order_by("id")
    return [job.args["candidate_id"] for job in jobs]


def test_the_door_asks_for_an_address(client, cast, read):
    assert "Your e-mail address" in read("/my/")


@pytest.mark.parametrize("email", ["omar@mail.example", "OMAR@Mail.Example ", "\tomar@mail.example"])
def test_a_known_address_gets_a_code(client, cast, email):
    assert ask(client, email).url == "/my/code"
    assert rung_for() == [cast.omar.pk]
    send_code(candidate_id=cast.omar.pk)
    assert Message.objects.get(purpose="code").candidate == cast.omar
    assert PortalCode.objects.get().candidate == cast.omar


def test_an_unknown_address_gets_nothing(client, cast):
    assert ask(client, "nobody@mail.example").url == "/my/code"
    assert rung_for() == [0]
    send_code(candidate_id=0)
    assert not Message.objects.filter(purpose="code").exists()


def test_staff_have_another_door(client, cast):
    ask(client, "hanna@northwind.example")
    assert rung_for() == [0]


def test_known_and_unknown_get_the_same_answer_for_the_same_work(client, cast):
    ask(client, "warm@mail.example")
    seen = {}
    for email in ("omar@mail.example", "nobody@mail.example"):
        client.cookies.clear()
        with CaptureQueriesContext(connection) as queries:
            asked = ask(client, email)
            page = client.get("/my/code")
        shape = [re.sub(r"'[^']*'|\d+|\w{32}", "?", query["sql"])[:60] for query in queries]
        seen[email] = (asked.status_code, asked.url, words(page.content.decode()), shape)
    assert seen["omar@mail.example"] == seen["nobody@mail.example"]


def test_too_many_codes_are_not_admitted_here(client, cast, clock):
    for _ in range(5):
        send_code(candidate_id=cast.omar.pk)
        clock.move(minutes=1)
    assert ask(client, "omar@mail.example").url == "/my/code"
    send_code(candidate_id=cast.omar.pk)
    assert PortalCode.objects.count() == 5


def test_strangers_who_ask_by_address_keep_nobody_with_a_link_out(client, cast, clock):
    for _ in range(6):
        send_code(candidate_id=cast.omar.pk, asker="stranger")
    assert client.post(f"/my/link/{portal_token(cast.omar)}").url == "/my/code"
    assert PortalCode.objects.filter(by_link=True).count() == 1


@pytest.mark.parametrize("email", ["", "omar", "omar@", "a@b@c", "x" * 400 + "@mail.example"])
def test_what_is_no_address_is_refused_and_still_there(client, cast, email):
    response = ask(client, email)
    assert response.status_code == 422
    assert "field-error" in response.content.decode()
    assert f'value="{email}"' in response.content.decode() or not email


def test_one_place_cannot_ask_without_end(client, cast):
    for n in range(20):
        ask(client, f"somebody{n}@mail.example")
    response = ask(client, "omar@mail.example")
    assert response.status_code == 422
    assert "wait a quarter of an hour" in words(response.content.decode())
