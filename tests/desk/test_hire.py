from __future__ import annotations

import pytest

from hearback.decisions import offers
from hearback.decisions.models import Decision
from tests import deciding
from tests.deciding import fresh
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db


def to(application) -> str:
    return f"/desk/applications/{application.pk}/hire"


@pytest.fixture
def accepted(cast, now):
    standing = deciding.offer(cast, cast.omars, terms="Thirty days of leave.", now=now)
    offers.accept(standing, now=now)
    return standing


def test_the_page_shows_what_was_accepted(client, cast, accepted):
    page = read(client, cast.marta, to(cast.omars))
    assert "EUR 70,000 a year" in page
    assert "Thirty days of leave." in page


def test_hired_in_the_words_that_were_read(client, cast, accepted):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    assert "you start as Embedded Engineer on Friday 6 November 2026" in shown["body"]
    post(client, cast.marta, to(cast.omars), **shown, decide="1")
    assert fresh(cast.omars).state == "hired"
    assert Decision.objects.filter(application=cast.omars).first().message.body == shown["body"]


def test_who_has_not_accepted_is_not_hired(client, cast):
    assert "has not accepted an offer yet" in read(client, cast.marta, to(cast.omars))
    shown = fields(get(client, cast.marta, to(cast.omars)))
    answer = post(client, cast.marta, to(cast.omars), 422, **shown, decide="1")
    assert "Somebody is hired after they have accepted an offer." in words(answer)
