"""Tags on a candidate's page and in the settings."""

from __future__ import annotations

import pytest

from hearback.candidates.models import Candidate, Tag, Tagging
from hearback.candidates.tags import add_tag
from hearback.record.models import Entry
from tests.reading import get, post, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag(cast, now) -> Tag:
    return add_tag(cast.omar, name="Night shifts", by=cast.hanna, now=now)


def test_a_tag_is_put_on_once_and_taken_off(client, cast):
    address = f"/desk/candidates/{cast.omar.pk}/tags"
    post(client, cast.hanna, address, 302, name=" Night   shifts ")
    post(client, cast.marta, address, 302, name="night SHIFTS")
    tagging = Tagging.objects.get()
    assert (tagging.tag.name, tagging.by, tagging.candidate) == ("Night shifts", cast.hanna, cast.omar)
    assert "Night shifts" in read(client, cast.hanna, f"/desk/candidates/{cast.omar.pk}/")
    assert "Night shifts" in read(client, cast.hanna, "/desk/candidates/?q=omar")
    post(client, cast.marta, f"/desk/taggings/{tagging.pk}/removal", 302)
    assert not Tagging.objects.exists() and Tag.objects.exists()
    assert set(Entry.objects.filter(subject="candidate", verb__contains="tagged").values_list("verb", flat=True)) == {
        "tagged",
        "untagged",
    }


def test_a_refusal_is_a_sentence_on_the_page(client, cast):
    for typed, sentence in {" ": "Write the tag.", "x" * 61: "A tag fits into 60 characters."}.items():
        post(client, cast.hanna, f"/desk/candidates/{cast.omar.pk}/tags", 302, name=typed)
        assert sentence in read(client, cast.hanna, f"/desk/candidates/{cast.omar.pk}/")


def test_tags_are_for_those_who_answer_for_the_candidate(client, cast, tag):
    tagging = Tagging.objects.get()
    for person in (cast.ben, cast.victor, cast.stan):
        post(client, person, f"/desk/candidates/{cast.omar.pk}/tags", 404, name="Mine")
        post(client, person, f"/desk/taggings/{tagging.pk}/removal", 404)
    post(client, cast.hanna, f"/desk/candidates/{cast.quinn.pk}/tags", 404, name="Mine")
    client.logout()
    assert client.post(f"/desk/candidates/{cast.omar.pk}/tags", {"name": "Mine"}).status_code == 302
    assert Tagging.objects.count() == 1


def test_a_tag_is_renamed_everywhere(client, cast, tag):
    post(client, cast.alice, f"/desk/settings/tags/{tag.pk}/", 302, name="Works nights")
    assert "Works nights" in read(client, cast.hanna, f"/desk/candidates/{cast.omar.pk}/")
    assert Candidate.objects.get(pk=cast.omar.pk).found_at is None  # the tick writes its words anew


def test_two_tags_become_one_and_nobody_carries_it_twice(client, cast, tag, now):
    other = add_tag(cast.omar, name="Nights", by=cast.hanna, now=now)
    add_tag(cast.lena, name="Nights", by=cast.hanna, now=now)
    page = words(post(client, cast.alice, f"/desk/settings/tags/{other.pk}/", 422, name="night shifts"))
    assert "There is a tag “Night shifts” already. Merge the two instead." in page
    post(client, cast.alice, f"/desk/settings/tags/{other.pk}/", 302, into=tag.pk)
    assert list(Tag.objects.values_list("name", flat=True)) == ["Night shifts"]
    assert set(Tagging.objects.values_list("candidate", flat=True)) == {cast.omar.pk, cast.lena.pk}
    page = words(post(client, cast.alice, f"/desk/settings/tags/{tag.pk}/", 422, into=""))
    assert "Choose the tag that stays" in page


def test_a_tag_out_of_use_is_offered_no_more_and_kept_by_who_carries_it(client, cast, tag):
    post(client, cast.alice, f"/desk/settings/tags/{tag.pk}/", 302, in_use="no")
    page = get(client, cast.hanna, f"/desk/candidates/{cast.omar.pk}/").content.decode()
    assert "Night shifts" in page and '<option value="Night shifts">' not in page
    assert "Out of use" in read(client, cast.alice, "/desk/settings/tags/")
    post(client, cast.hanna, f"/desk/candidates/{cast.lena.pk}/tags", 302, name="Night shifts")
    tag.refresh_from_db()
    assert tag.retired_at is None  # used again, so in use again


def test_the_settings_are_for_admins(client, cast, tag):
    assert "1 candidate" in read(client, cast.alice, "/desk/settings/tags/")
    for path in ("/desk/settings/tags/", f"/desk/settings/tags/{tag.pk}/"):
        get(client, cast.hanna, path, 404)
    post(client, cast.hanna, f"/desk/settings/tags/{tag.pk}/", 404, name="Taken")
