from __future__ import annotations

from decimal import Decimal

import pytest

from hearback.decisions.models import Offer
from tests import deciding
from tests.deciding import fresh
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db


def to(application) -> str:
    return f"/desk/applications/{application.pk}/offer"


def test_the_page_names_the_range_and_the_openings(client, cast, now):
    deciding.offer(cast, cast.yukis, now=now)
    page = read(client, cast.marta, to(cast.omars))
    assert "The job’s range is EUR" in page
    assert "2 openings, 1 offered or filled already" in page
    shown = fields(get(client, cast.marta, to(cast.omars)))
    assert (shown["currency"], shown["period"], shown["expires_day"]) == ("EUR", "year", "2026-09-14")
    assert shown["starts_on"] == "2026-11-02"  # the first of November is a Sunday


def test_the_offer_in_the_words_that_were_read(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    typed = {**shown, "pay": "70500.50", "currency": "eur", "terms": "Thirty days of leave."}
    drawn = fields(post(client, cast.marta, to(cast.omars), 200, **typed))
    assert "Pay: EUR 70,500.50 a year\nFirst day: Monday 2 November 2026\nThirty days of leave." in drawn["body"]
    post(client, cast.marta, to(cast.omars), **drawn, decide="1")
    standing = Offer.objects.get(application=cast.omars)
    assert (standing.pay, standing.pay_currency, standing.terms) == (
        Decimal("70500.50"),
        "EUR",
        "Thirty days of leave.",
    )
    assert (standing.decision.message.body, fresh(cast.omars).state) == (drawn["body"], "offered")


@pytest.mark.parametrize(
    ("pay", "hint"), [("10", "less than the job’s range"), ("999999", "more than the job’s range")]
)
def test_pay_beyond_the_range_is_a_hint_and_no_refusal(client, cast, pay, hint):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    answer = post(client, cast.marta, to(cast.omars), 200, **{**shown, "pay": pay})
    assert hint in words(answer)
    post(client, cast.marta, to(cast.omars), **fields(answer), decide="1")
    assert Offer.objects.filter(application=cast.omars).exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"pay": ""}, "Say what you offer to pay."),
        ({"pay": "0"}, "Say what you offer to pay."),
        ({"pay": "much"}, "Write the pay as a number."),
        ({"pay": "-5"}, "Say what you offer to pay."),
        ({"currency": "EURO"}, "Write three letters"),
        ({"starts_on": "2026-09-07"}, "The first day has to lie ahead."),
        ({"expires_day": "2026-09-07", "expires_time": "12:00"}, "at least until tomorrow to answer"),
    ],
)
def test_a_refusal_keeps_what_was_typed(client, cast, typed, sentence):
    shown = {**fields(get(client, cast.marta, to(cast.omars))), "pay": "70000", "note": "Mine", **typed}
    drawn = fields(post(client, cast.marta, to(cast.omars), 422, **shown, decide="1"))
    answer = post(client, cast.marta, to(cast.omars), 422, **{**drawn, **typed}, decide="1")
    assert sentence in words(answer)
    assert {"note": "Mine", **typed}.items() <= fields(answer).items()
    assert not Offer.objects.exists()


def test_a_standing_offer_is_named_before_another_takes_its_place(client, cast, now):
    deciding.offer(cast, cast.omars, now=now)
    assert "An offer is out already: EUR 70,000 a year." in read(client, cast.marta, to(cast.omars))
