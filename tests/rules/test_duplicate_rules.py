"""What two entries of one person have in common, whatever way it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.finding.duplicates.rules import email_key, fold, in_words, keys_of, link_key, phone_key


def keys(**facts) -> set[tuple[str, str]]:
    return keys_of(**{"name": "", "email": "", "phone": "", "links": [], "employers": [], **facts})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Omar@Mail.Example", "omar@mail.example"),
        ("omar.haddad@mail.example", "omarhaddad@mail.example"),
        ("omar+jobs@mail.example", "omar@mail.example"),
        ("omar@googlemail.com", "omar@gmail.com"),
    ],
)
def test_one_address_written_in_two_ways(one, other):
    assert email_key(one) == email_key(other) != ""


def test_two_houses_are_two_addresses():
    assert email_key("omar@mail.example") != email_key("omar@post.example")
    assert email_key("+tag@mail.example") == email_key("") == ""


@pytest.mark.parametrize("other", ["0049 30 5550 0142", "030/5550-0142", "(030) 55500142"])
def test_one_number_written_in_many_ways(other):
    assert phone_key("+49 30 5550 0142") == phone_key(other)


def test_an_extension_or_a_row_of_zeros_is_nobodys_number():
    assert phone_key("142") == phone_key("0000000000") == phone_key("") == ""


@pytest.mark.parametrize(
    "other",
    [
        "http://linkedin.com/in/omar-haddad/",
        "https://de.linkedin.com/in/Omar-Haddad?trk=x",
        "//www.linkedin.com/in/omar-haddad",
    ],
)
def test_one_profile_written_in_many_ways(other):
    assert link_key("https://www.linkedin.com/in/omar-haddad") == link_key(other)


def test_a_page_that_everybody_has_tells_nothing_and_an_own_one_does():
    assert link_key("https://www.linkedin.com/") == link_key("https://[bad") == ""
    assert link_key("https://omar.example") == "omar.example"


def test_names_are_folded_and_their_order_does_not_matter():
    one = keys(name="José  Müller", employers=["Spree Sensors GmbH"])
    other = keys(name="Muller, Jose", employers=["SPREE SENSORS"])
    assert one == other == {("work", "jose muller at spree sensors")}


def test_a_name_alone_is_no_likeness():
    assert keys(name="Omar Haddad") == keys(name="Omar", employers=["Spree Sensors"]) == set()


def test_what_they_have_in_common_is_said_in_words():
    assert in_words(["link", "phone"]) == "the same phone number and the same link"
    assert in_words(["work"]) == "the same name and employer"


@given(st.text(), st.text(), st.text(), st.text(), st.text())
def test_nothing_that_can_be_typed_breaks_it(name, email, phone, url, employer):
    for kind, key in keys(name=name, email=email, phone=phone, links=[{"url": url}], employers=[employer]):
        assert kind and 0 < len(key) <= 200


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
