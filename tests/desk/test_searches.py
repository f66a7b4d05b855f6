"""Searches kept under a name and shared; a share shows each person only whom they may see."""

from __future__ import annotations

import pytest

from hearback.finding.actions import save_search
from hearback.finding.models import SavedSearch
from tests.reading import get, post, read, words

pytestmark = pytest.mark.django_db


def test_a_search_is_kept_under_a_name_renamed_and_deleted(client, cast):
    address = "/desk/searches/new?q=firmware&state=live"
    assert "“firmware”, Still going on" in read(client, cast.hanna, address)
    post(client, cast.hanna, address, 302, name="  Firmware   people ")
    kept = SavedSearch.objects.get()
    assert (kept.name, kept.query) == ("Firmware people", "q=firmware&state=live")
    assert kept.owner == cast.hanna and not kept.shared
    page = get(client, cast.hanna, "/desk/searches/").content.decode()
    assert 'href="/desk/candidates/?q=firmware&amp;state=live"' in page and "Firmware people" in page
    post(client, cast.hanna, f"/desk/searches/{kept.pk}/", 302, name="Firmware", shared="on")
    kept.refresh_from_db()
    assert (kept.name, kept.shared) == ("Firmware", True)
    post(client, cast.hanna, f"/desk/searches/{kept.pk}/removal", 302)
    assert not SavedSearch.objects.exists()
    assert "No search is kept yet" in read(client, cast.hanna, "/desk/searches/")


def test_refusals_stand_beside_the_field_with_what_was_typed(client, cast, now):
    save_search(name="Mine", query="q=x", shared=False, by=cast.hanna, now=now)
    page = words(post(client, cast.hanna, "/desk/searches/new?q=lena", 422, name="MINE"))
    assert "You have a search called “MINE” already." in page
    assert "Give it a name." in words(post(client, cast.hanna, "/desk/searches/new?q=lena", 422, name=" "))
    post(client, cast.ruth, "/desk/searches/new?q=lena", 302, name="Mine")  # another person's may be called so
    get(client, cast.hanna, "/desk/searches/new?sort=due", 404)  # asks for nobody in particular


def test_a_shared_search_shows_each_person_only_whom_they_may_see(client, cast, now):
    shared = save_search(name="Firmware", query="q=firmware", shared=True, by=cast.marta, now=now)
    save_search(name="For me alone", query="q=omar", shared=False, by=cast.marta, now=now)
    page = read(client, cast.hanna, "/desk/searches/")
    assert "Firmware" in page and "shared by Marta Lindqvist" in page and "For me alone" not in page
    assert "Quinn Marsh" in read(client, cast.marta, f"/desk/candidates/?{shared.query}")
    assert "Quinn" not in read(client, cast.hanna, f"/desk/candidates/?{shared.query}")


def test_a_shared_search_about_a_confidential_job_is_not_even_named(client, cast, now):
    query = f"job={cast.secret.pk}"
    save_search(name="Head of Firmware, late ones", query=query, shared=True, by=cast.marta, now=now)
    assert "Head of Firmware" not in read(client, cast.hanna, "/desk/searches/")
    assert "Head of Firmware" in read(client, cast.ingrid, "/desk/searches/")
    get(client, cast.hanna, f"/desk/searches/new?{query}", 404)


def test_only_its_owner_changes_or_deletes_a_search(client, cast, now):
    shared = save_search(name="Firmware", query="q=firmware", shared=True, by=cast.marta, now=now)
    get(client, cast.hanna, f"/desk/searches/{shared.pk}/", 404)
    post(client, cast.hanna, f"/desk/searches/{shared.pk}/", 404, name="Taken")
    post(client, cast.hanna, f"/desk/searches/{shared.pk}/removal", 404)
    client.force_login(cast.marta)
    assert client.get(f"/desk/searches/{shared.pk}/removal").status_code == 405
    shared.refresh_from_db()
    assert shared.name == "Firmware"


def test_the_list_of_searches_asks_few_questions(client, cast, now, django_assert_max_num_queries):
    for number in range(12):
        query = f"q=a{number}&job={cast.engineer.pk}&owner={cast.ruth.pk}"
        save_search(name=f"No {number}", query=query, shared=True, by=cast.hanna, now=now)
    client.force_login(cast.ruth)
    with django_assert_max_num_queries(8):
        client.get("/desk/searches/")
