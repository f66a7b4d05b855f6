"""Ask for more: rows, suggestions and the page of what has arrived."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from hearback.candidates.models import Attachment
from hearback.decisions.models import Decision, RequestItem
from hearback.decisions.requests import answer_item
from tests import deciding
from tests.deciding import fresh
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db


def to(application) -> str:
    return f"/desk/applications/{application.pk}/ask"


def rows(shown: dict[str, str]) -> int:
    return sum(name.startswith("text_") for name in shown)


def test_three_empty_rows_and_five_working_days(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    assert (rows(shown), shown["due_day"], shown["due_time"]) == (3, "2026-09-14", "17:00")
    assert "Please send it by Monday 14 September, 17:00 (Berlin time)" in shown["body"]


def test_a_suggestion_fills_the_first_free_row(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    drawn = fields(
        post(client, cast.marta, to(cast.omars), 200, **{**shown, "text_0": "A short film"}, suggest="references")
    )
    assert (drawn["text_0"], drawn["text_1"], drawn["kind_1"]) == (
        "A short film",
        "Two people we may call, and how you worked together",
        "text",
    )
    assert "– A short film\n– Two people we may call" in drawn["body"]


def test_full_rows_bring_another_and_a_button_brings_three(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    full = {**shown, "text_0": "One", "text_1": "Two", "text_2": "Three"}
    drawn = fields(post(client, cast.marta, to(cast.omars), 200, **full))
    assert rows(drawn) == 4
    assert rows(fields(post(client, cast.marta, to(cast.omars), 200, **drawn, more="1"))) == 7


def test_there_are_never_more_than_twenty_rows(client, cast):
    shown = {**fields(get(client, cast.marta, to(cast.omars))), "rows": "9999"}
    assert rows(fields(post(client, cast.marta, to(cast.omars), 200, **shown))) == 20


def test_the_checklist_is_asked_as_it_was_read(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    typed = {
        **shown,
        "kind_0": "upload",
        "text_0": "Your portfolio",
        "kind_2": "confirm",
        "text_2": "You may work here",
        "words": "It helps us to decide.",
    }
    drawn = fields(post(client, cast.marta, to(cast.omars), 200, **typed))
    answer = post(client, cast.marta, to(cast.omars), **drawn, decide="1")
    assert answer.headers["Location"] == f"/desk/applications/{cast.omars.pk}/"
    decision = Decision.objects.get(application=cast.omars)
    assert [(item.kind, item.text) for item in decision.request.items.all()] == [
        ("upload", "Your portfolio"),
        ("confirm", "You may work here"),
    ]
    assert (decision.request.words, fresh(cast.omars).state) == ("It helps us to decide.", "asked")
    assert "– Your portfolio\n– You may work here\n\nIt helps us to decide." in decision.message.body


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "at least one thing"),
        (
            {"text_0": "A film", "due_day": "2026-09-07", "due_time": "12:00"},
            "Give the candidate at least until tomorrow",
        ),
        ({"text_0": "A film", "due_day": "2027-03-01"}, "within three months"),
        ({"text_0": "x" * 301}, "at most 300 characters"),
        ({"text_0": "A film", "kind_0": "song"}, "a file, a few lines, or a tick"),
    ],
)
def test_a_refusal_keeps_what_was_typed(client, cast, typed, sentence):
    shown = {**fields(get(client, cast.marta, to(cast.omars))), **typed, "note": "Mine"}
    drawn = fields(post(client, cast.marta, to(cast.omars), 422, **shown, decide="1"))
    again = post(client, cast.marta, to(cast.omars), 422, **{**drawn, **typed}, decide="1")
    assert sentence in words(again)
    kept = fields(again)
    assert {"note": "Mine", **{name: text for name, text in typed.items() if name.startswith("text")}}.items() <= (
        kept.items()
    )
    assert not RequestItem.objects.exists()


# What has arrived


@pytest.fixture
def asked(cast, now):
    return deciding.ask(cast, cast.omars, words="It helps us.", now=now).request


def test_the_request_shows_what_has_come_and_what_has_not(client, cast, now, asked):
    file, lines, _ = asked.items.all()
    upload = Attachment.objects.create(
        candidate=cast.omar, name="work.pdf", content_type="application/pdf", size=2048, sha256="1" * 64, added_at=now
    )
    answer_item(file, attachments=[upload], now=now + timedelta(hours=1))
    answer_item(lines, answer="Ada Novak\n\nBen Adeyemi", now=now + timedelta(hours=2))
    page = read(client, cast.ruth, f"/desk/requests/{asked.pk}/")
    assert "2 of 3 things are here" in page
    assert "work.pdf 2 kilobytes" in page
    assert "Ada Novak Ben Adeyemi" in page
    assert "A tick, not here yet." in page
    link = f'href="{reverse("desk:attachment", args=[upload.pk])}"'
    assert link in get(client, cast.ruth, f"/desk/requests/{asked.pk}/").content.decode()


def test_the_request_is_for_those_who_may_open_the_application(client, cast, asked):
    for person in (cast.stan, cast.ben, cast.victor):
        get(client, person, f"/desk/requests/{asked.pk}/", 404)
    get(client, cast.hanna, "/desk/requests/999999/", 404)
    client.force_login(cast.hanna)
    assert client.post(f"/desk/requests/{asked.pk}/").status_code == 405


def test_what_a_candidate_writes_is_text_and_nothing_else(client, cast, now, asked):
    answer_item(asked.items.all()[1], answer="<script>alert(1)</script>", now=now)
    page = get(client, cast.hanna, f"/desk/requests/{asked.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_only_deciders_find_the_decisions_beside_it(client, cast, asked):
    assert to(cast.omars) in get(client, cast.marta, f"/desk/requests/{asked.pk}/").content.decode()
    assert to(cast.omars) not in get(client, cast.ruth, f"/desk/requests/{asked.pk}/").content.decode()
