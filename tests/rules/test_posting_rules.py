"""What a posting is warned about, by the law of its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hearback.jobs.posting_rules import Facts, check_posting, warnings
from hearback.refusals import Refused

TORONTO = Facts("CA", "ON", Decimal(68_000), Decimal(84_000), "CAD", "year", True, False, "", ("Account Manager",))
BERLIN = replace(TORONTO, country="DE", subdivision="BE", pay_currency="EUR")


def said(facts):
    return [warning.words for warning in warnings(facts)]


def test_a_posting_that_says_everything_is_not_warned_about():
    assert said(TORONTO) == said(BERLIN) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"pay_low": None, "pay_high": None}, "says what the job pays"),
        ({"pay_high": Decimal(118_001)}, "at most C$50,000 wide"),
        ({"vacancy_exists": None}, "whether the vacancy exists"),
        ({"automated_help": None}, "whether artificial intelligence"),
        ({"texts": ("Three years of Canadian experience",)}, "asks for Canadian experience"),
        ({"texts": ("State your current salary",)}, "Salary history is never asked"),
    ],
)
def test_ontario_asks_for_what_is_missing(change, words):
    (warning,) = said(replace(TORONTO, **change))
    assert words in warning


@pytest.mark.parametrize(
    ("low", "high", "period", "wide"),
    [
        (100_000, 150_000, "year", False),
        (100_000, 150_001, "year", True),
        (140_000, 200_000, "year", True),
        (140_000, 200_001, "year", False),
        (20, 44, "hour", False),
        (20, 45, "hour", True),
        (5_000, 9_200, "month", True),
    ],
)
def test_the_width_of_a_range_counts_by_the_year(low, high, period, wide):
    facts = replace(TORONTO, pay_low=Decimal(low), pay_high=Decimal(high), pay_period=period)
    assert bool(said(facts)) == wide


def test_elsewhere_pay_is_asked_for_where_the_law_does():
    nothing = {"pay_low": None, "pay_high": None}
    assert said(replace(BERLIN, **nothing)) == []
    assert said(replace(BERLIN, country="US", subdivision="CO", **nothing)) != []
    assert said(replace(BERLIN, country="US", subdivision="TX", **nothing)) == []
    assert said(replace(BERLIN, country="CA", subdivision="BC", **nothing)) != []


def test_each_warning_says_how_well_it_is_known():
    bare = replace(TORONTO, pay_low=None, pay_high=None, vacancy_exists=None, automated_help=None)
    assert all(warning.known for warning in warnings(bare))


def test_automated_help_has_to_be_described():
    with pytest.raises(Refused) as refused:
        check_posting(employment="", workplace="", automated_help=True, automated_words=" ")
    assert refused.value.field == "automated_words"
    check_posting(employment="full_time", workplace="remote", automated_help=True, automated_words="It sorts.")
