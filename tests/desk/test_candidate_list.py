"""The list of candidates: search, filters in the address, suggestions, and how many there are."""

from __future__ import annotations

import html

import pytest

from hearback.candidates.models import Candidate
from hearback.desk import candidate_list
from hearback.finding.filling import index_waiting
from tests.reading import get, read, words

pytestmark = pytest.mark.django_db

LIST = "/desk/candidates/"


def test_what_was_found_is_marked_and_where_else_it_stands_is_told(client, cast):
    page = get(client, cast.hanna, f"{LIST}?q=spreetronik+lena").content.decode()
    assert "<mark>Lena</mark> Fischer" in page and "<mark>Spreetronik</mark>" in page
    assert "Employer or skill:" in words(get(client, cast.hanna, f"{LIST}?q=spreetronik"))


def test_names_spelled_alike_stand_apart(client, cast):
    page = read(client, cast.hanna, f"{LIST}?q=Lena+Fisher")
    assert "Nobody of exactly this name" in page and "Spelled alike" in page and "Lena Fischer" in page


def test_each_row_says_what_comes_next_and_by_when(client, cast):
    page = read(client, cast.hanna, f"{LIST}?q=omar")
    assert "Embedded Engineer Application review" in page
    assert "Our answer to your application, Hanna Weiss" in page and "due" in page
    page = read(client, cast.hanna, f"{LIST}?q=yuki")
    assert "late by" in page and "First interview: say what happens next, Ben Adeyemi" in page


def test_what_is_asked_stands_on_the_page_and_each_part_can_be_taken_away(client, cast):
    address = f"{LIST}?q=firmware&job={cast.engineer.pk}&state=live&since=2026-09-01&late=yes"
    answer = get(client, cast.hanna, address)
    page = words(answer)
    for sentence in ("“firmware”", "Embedded Engineer", "Still going on", "from Tuesday 1 September 2026", "Late"):
        assert sentence in page
    without_job = '?q=firmware&state=live&late=yes&since=2026-09-01"'
    assert without_job in html.unescape(answer.content.decode())


def test_a_form_with_empty_fields_leads_to_an_address_that_says_only_what_is_asked(client, cast):
    answer = get(client, cast.hanna, f"{LIST}?q=omar&job=&stage=&late=yes&sort=", 302)
    assert answer.url == f"{LIST}?q=omar&late=yes"


def test_a_job_one_may_not_see_is_not_named(client, cast):
    page = read(client, cast.hanna, f"{LIST}?job={cast.secret.pk}")
    assert "a job that you cannot see" in page and "Head of Firmware" not in page and "Quinn" not in page
    assert "Head of Firmware" in read(client, cast.marta, f"{LIST}?job={cast.secret.pk}")
    assert "Head of Firmware" not in read(client, cast.hanna, f"{LIST}filters")


def test_a_part_of_the_address_that_cannot_be_read_is_named(client, cast):
    page = read(client, cast.hanna, f"{LIST}?since=31.12.2026&q=omar")
    assert "could not be read and asks for nothing: since" in page and "Omar Haddad" in page


def test_an_empty_list_helps_on(client, cast):
    assert "slip of the finger" in read(client, cast.hanna, f"{LIST}?q=xylograph")
    assert "Nobody is as these filters ask" in read(client, cast.hanna, f"{LIST}?state=hired")
    assert "No candidates yet" in read(client, cast.stan, LIST)
    for strange in ("after=9~9", "sort=due&after=x", "q=%00", "q=" + "a" * 5000, "job=999999999999"):
        get(client, cast.hanna, f"{LIST}?{strange}")


def test_a_long_list_says_how_many_once_it_has_counted(client, cast, now):
    Candidate.objects.bulk_create(
        Candidate(name=f"Person {n:04}", email=f"p{n}@mail.example", created_at=now) for n in range(1100)
    )
    index_waiting(now=now)
    page = get(client, cast.hanna, f"{LIST}?q=person").content.decode()
    assert 'hx-get="/desk/candidates/count?q=person"' in page and "The first 25" in page
    assert get(client, cast.hanna, f"{LIST}count?q=person").content.decode().strip() == "More than 1,000 candidates"
    assert get(client, cast.hanna, f"{LIST}count?q=omar").content.decode().strip() == "1 candidate"
    assert get(client, cast.hanna, f"{LIST}count?q=quinn").content.decode().strip() == "0 candidates"


def test_suggestions_lead_to_the_person_and_to_the_whole_list(client, cast):
    part = get(client, cast.hanna, f"{LIST}suggestions?q=om").content.decode()
    assert f'href="/desk/candidates/{cast.omar.pk}/"' in part and "<mark>Omar</mark>" in part
    assert 'href="/desk/candidates/?q=om"' in part
    assert "Nobody found" in get(client, cast.hanna, f"{LIST}suggestions?q=quinn").content.decode()
    assert get(client, cast.hanna, f"{LIST}suggestions?q=").content.decode().strip() == ""
    assert "&lt;omar&gt;" in get(client, cast.hanna, f"{LIST}suggestions?q=<omar>").content.decode()


def test_filters_come_as_a_page_or_as_a_part_of_one(client, cast):
    page = get(client, cast.hanna, f"{LIST}filters?q=omar&job={cast.engineer.pk}").content.decode()
    assert "<html" in page and 'value="omar"' in page and "First interview" in page
    part = client.get(f"{LIST}filters", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "Stages can be chosen once a job is" in part


def test_boxes_for_many_at_once_are_there_where_such_a_page_is(client, cast, monkeypatch):
    monkeypatch.setattr(candidate_list, "bulk_address", lambda: "/desk/bulk/new")
    page = get(client, cast.hanna, f"{LIST}?q=omar").content.decode()
    assert 'action="/desk/bulk/new"' in page and f'name="candidate" value="{cast.omar.pk}"' in page
    assert 'name="search" value="q=omar"' in page
    monkeypatch.setattr(candidate_list, "bulk_address", lambda: "")
    assert 'name="candidate"' not in get(client, cast.hanna, f"{LIST}?q=omar").content.decode()


def test_lists_are_read_and_never_posted_to_and_strangers_are_led_to_the_door(client, cast):
    for path in (LIST, f"{LIST}count", f"{LIST}filters", f"{LIST}suggestions"):
        assert client.get(path).status_code == 302
    client.force_login(cast.hanna)
    for path in (LIST, f"{LIST}count", f"{LIST}filters", f"{LIST}suggestions"):
        assert client.post(path).status_code == 405
