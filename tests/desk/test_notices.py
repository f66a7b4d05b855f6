"""The sentence on top of the next page: shown once, and not lost on the way."""

from __future__ import annotations

import pytest

from tests.reading import post

pytestmark = pytest.mark.django_db
NOTED = "Noted, for colleagues only."


@pytest.fixture
def noted(client, cast) -> str:
    """Hanna has written a note and is on her way to the page that says so."""
    return post(client, cast.hanna, f"/desk/applications/{cast.omars.pk}/notes", body="Well spoken.").url


def test_it_is_shown_once(client, cast, noted):
    assert NOTED in client.get(noted).content.decode()
    assert NOTED not in client.get(noted).content.decode()


def test_what_is_missing_on_the_way_does_not_take_it(client, cast, noted):
    assert client.get("/favicon.ico").status_code == 404
    assert NOTED in client.get(noted).content.decode()
