"""What a list is asked for, from its address and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.finding.rules import Filters, in_names, in_words, read_filters, read_terms, unread, write_filters

FILTERS = st.builds(
    Filters,
    text=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30).map(
        lambda text: " ".join(text.split())
    ),
    job=st.none() | st.integers(1, 10**9),
    stage=st.none() | st.integers(1, 10**9),
    state=st.sampled_from(["", "live", "ended", "none", "active", "rejected"]),
    source=st.sampled_from(["", "Careers page", "50 % & more"]),
    owner=st.none() | st.integers(1, 10**9),
    late=st.booleans(),
    since=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    tag=st.none() | st.integers(1, 10**9),
    sort=st.sampled_from(["", "name", "newest", "due"]),
)


@given(FILTERS)
def test_an_address_says_everything_that_is_asked(filters):
    assert read_filters(write_filters(filters)) == filters


@given(st.text())
def test_no_address_is_too_strange(query):
    filters = read_filters(query)
    assert read_filters(write_filters(filters)) == filters


@pytest.mark.parametrize(
    "query",
    [
        "job=x",
        "job=0",
        "job=-1",
        "job=²",
        f"job={10**30}",
        "since=31.12.2026",
        "state=happy",
        "sort=luck",
        "late=perhaps",
    ],
)
def test_what_cannot_be_meant_asks_for_nothing_and_is_named(query):
    assert not read_filters(query).narrows
    assert unread(dict([query.split("=")])) == [query.split("=")[0]]


def test_the_order_alone_narrows_nothing():
    assert not read_filters("sort=due").narrows and read_filters("q=lena").narrows


@pytest.mark.parametrize(
    ("typed", "names", "words"),
    [
        ("Lena", "('lena':*)", "('lena':*)"),
        ("O’Brien", "('obrien':*)", "('obrien':*)"),
        ("Müller", "('muller':* | 'mueller':*)", "('muller':* | 'mueller':*)"),
        ("m go", "('m':*) & ('go':*)", "('m') & ('go')"),
        ("lena@mail", "", "('lena@mail':*)"),
        ("030 5550", "", "('+0305550':* | '+305550':*)"),
        ("C++ lena", "('c++':*) & ('lena':*)", "('c++':*) & ('lena':*)"),
    ],
)
def test_what_is_typed_is_looked_for_in_names_and_in_other_words(typed, names, words):
    assert (in_names(read_terms(typed)), in_words(read_terms(typed))) == (names, words)


@pytest.mark.parametrize("typed", ["", "…", "'; --", "& | !", "\\", "%", "()"])
def test_signs_alone_are_no_words(typed):
    assert read_terms(typed) == ()


@given(st.text(max_size=500))
def test_whatever_is_typed_becomes_few_words(typed):
    terms = read_terms(typed)
    assert len(terms) <= 8 and all(form for term in terms for form in term.forms)
