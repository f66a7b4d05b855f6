"""A job's posting, with what the law of its place asks for."""

from __future__ import annotations

import re

import pytest

from hearback.record.models import Entry
from tests.reading import fields, get, post, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(cast):
    return f"/desk/jobs/{cast.sales.pk}/posting"


def test_the_recruiter_writes_what_the_public_reads(cast, client, path):
    typed = fields(get(client, cast.hanna, path))
    typed |= {
        "posting_text": "Come and sell.",
        "workplace": "remote",
        "vacancy_exists": "no",
        "valid_through": "2026-12-24",
    }
    post(client, cast.hanna, path, **typed)
    cast.sales.refresh_from_db()
    assert (cast.sales.posting_text, cast.sales.workplace, cast.sales.vacancy_exists) == (
        "Come and sell.",
        "remote",
        False,
    )
    assert cast.sales.valid_through.isoformat() == "2026-12-25T04:59:59.999999+00:00"  # the end of the day in Toronto
    assert Entry.objects.latest("id").details == {"what": "posting"}
    again = fields(get(client, cast.hanna, path))
    assert (again["vacancy_exists"], again["valid_through"]) == ("no", "2026-12-24")


def test_what_cannot_be_is_refused_beside_its_field(cast, client, path):
    typed = fields(get(client, cast.hanna, path))
    text = words(post(client, cast.hanna, path, 422, **{**typed, "automated_help": "yes", "automated_words": ""}))
    assert "Say in a sentence what the automated help does, and that a person decides." in text
    text = words(post(client, cast.hanna, path, 422, **{**typed, "valid_through": "2026-01-01"}))
    assert "This day has passed." in text
    text = words(post(client, cast.hanna, path, 422, **{**typed, "workplace": "the moon"}))
    assert "Choose one from the list." in text


def test_ontario_is_warned_about_what_is_missing(cast, client, path):
    typed = fields(get(client, cast.hanna, path))
    typed |= {"posting_text": "Canadian experience is a must.", "vacancy_exists": "", "automated_help": ""}
    post(client, cast.hanna, path, **{name: text for name, text in typed.items() if name != "pay_shown"})
    text = words(get(client, cast.hanna, path))
    for warning in (
        "a public posting says what the job pays",
        "say whether the vacancy exists",
        "say whether artificial intelligence",
        "asks for Canadian experience",
        "the law's own text was read",
    ):
        assert warning in text
    assert "Ontario" not in words(get(client, cast.hanna, f"/desk/jobs/{cast.engineer.pk}/posting"))


def test_the_public_page_is_one_click_away_while_there_is_one(cast, client, path):
    link = f'href="/careers/{cast.sales.pk}/"'
    assert link in get(client, cast.hanna, path).content.decode()
    assert link in get(client, cast.hanna, f"/desk/jobs/{cast.sales.pk}/settings").content.decode()
    typed = fields(get(client, cast.hanna, path))
    post(client, cast.hanna, path, **{name: text for name, text in typed.items() if name != "listed"})
    assert link not in get(client, cast.hanna, path).content.decode()
    secret = get(client, cast.marta, f"/desk/jobs/{cast.secret.pk}/posting").content.decode()
    assert "See the public page" not in secret and "A confidential job never is." in secret


def test_a_preview_shows_what_is_not_public_to_whoever_has_the_link(cast, client):
    page = get(client, cast.marta, f"/desk/jobs/{cast.secret.pk}/posting").content.decode()
    link = re.search(r'href="(/careers/previews/[^"]+)"', page)[1]
    client.logout()
    answer = client.get(link)
    assert "Head of Firmware" in words(answer) and "Nobody can apply here." in words(answer)
    assert "no-store" in answer.headers["Cache-Control"] and "ld+json" not in answer.content.decode()
    assert "/application" not in answer.content.decode()
    assert client.get(link[:-3] + "x/").status_code == 404


@pytest.mark.parametrize("page", ["posting", "form"])
def test_only_those_who_may_change_the_job_find_it(cast, client, page):
    for person in (cast.ben, cast.stan, cast.ruth):
        get(client, person, f"/desk/jobs/{cast.engineer.pk}/{page}", 404)
    get(client, cast.hanna, f"/desk/jobs/{cast.secret.pk}/{page}", 404)
    client.logout()
    assert client.get(f"/desk/jobs/{cast.engineer.pk}/{page}").headers["Location"].startswith("/desk/sign-in")
