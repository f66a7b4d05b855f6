"""Sources: how many come by each, how far they get, and wordings that mean the same."""

from __future__ import annotations

import pytest

from hearback.candidates.models import Candidate, Source
from hearback.candidates.sources import wordings_of
from tests.reading import get, post, read, words

pytestmark = pytest.mark.django_db

PAGE = "/desk/settings/sources/"


def test_what_was_typed_is_counted_before_anybody_made_a_list(client, cast):
    page = read(client, cast.alice, PAGE)
    # candidates, applications, still going on, interviewed, offers, hired
    assert "Careers page 3 3 3 1 0 0" in page and "Recommended by Ada Novak 1 1 1 1 0 0" in page


def test_a_wording_is_put_on_the_list_and_others_come_to_mean_it(client, cast):
    assert 'value="Careers page"' in get(client, cast.alice, f"{PAGE}new?name=Careers+page").content.decode()
    post(client, cast.alice, f"{PAGE}new", 302, name="Careers page", in_use="on")
    page = Source.objects.get()
    post(client, cast.alice, f"{PAGE}wording?text=Recommended+by+Ada+Novak", 302, into=page.pk)
    assert "Careers page also recommended by ada novak 4 4 4 2 0 0" in read(client, cast.alice, PAGE)
    assert Candidate.objects.get(pk=cast.lena.pk).source == "Recommended by Ada Novak"
    assert "Lena" in read(client, cast.hanna, "/desk/candidates/?source=Careers+page")
    assert "mean the same already" in words(
        post(client, cast.alice, f"{PAGE}wording?text=Recommended+by+Ada+Novak", 422, into=page.pk)
    )


def test_a_source_is_renamed_and_its_old_name_still_means_it(client, cast):
    post(client, cast.alice, f"{PAGE}new", 302, name="Careers page", in_use="on")
    source = Source.objects.get()
    post(client, cast.alice, f"{PAGE}{source.pk}/", 302, name="Our website", in_use="on")
    assert wordings_of("careers page") == ["careers page", "our website"]
    assert "Our website also careers page 3 3 3 1 0 0" in read(client, cast.alice, PAGE)
    page = words(post(client, cast.alice, f"{PAGE}new", 422, name="Careers Page", in_use="on"))
    assert "“Careers Page” means “Our website” already. Merge the two instead." in page


def test_two_sources_become_one(client, cast):
    for name in ("Careers page", "Fair"):
        post(client, cast.alice, f"{PAGE}new", 302, name=name, in_use="on")
    fair, page = Source.objects.get(name="Fair"), Source.objects.get(name="Careers page")
    post(client, cast.alice, f"{PAGE}{page.pk}/", 302, into=fair.pk)
    assert list(Source.objects.values_list("name", "also")) == [("Fair", ["careers page"])]
    assert "Choose the source that stays" in words(post(client, cast.alice, f"{PAGE}{fair.pk}/", 422, into=""))


def test_a_source_is_suggested_where_one_is_asked_for_until_it_is_out_of_use(client, cast):
    post(client, cast.alice, f"{PAGE}new", 302, name="Fair", in_use="on")
    lena = f"/desk/candidates/{cast.lena.pk}/applications/new"
    for path in ("/desk/candidates/new", "/desk/candidates/filters", lena):
        assert '<option value="Fair">' in get(client, cast.hanna, path).content.decode()
    source = Source.objects.get()
    post(client, cast.alice, f"{PAGE}{source.pk}/", 302, name="Fair")
    assert '<option value="Fair">' not in get(client, cast.hanna, "/desk/candidates/new").content.decode()
    assert "Out of use" in read(client, cast.alice, PAGE)


def test_sources_are_for_admins_and_counted_in_few_questions(client, cast, django_assert_max_num_queries):
    for path in (PAGE, f"{PAGE}new", f"{PAGE}wording?text=x"):
        get(client, cast.hanna, path, 404)
    get(client, cast.alice, f"{PAGE}wording", 404)
    client.force_login(cast.alice)
    with django_assert_max_num_queries(7):
        client.get(PAGE)
