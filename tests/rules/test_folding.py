"""Writing as it is looked for."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hearback.folding import (
    digits,
    distance,
    email_words,
    fold,
    looks_like_a_number,
    name_words,
    phone_words,
    shapes,
    text_words,
    words_of,
)

WORDS = st.text(alphabet=st.characters(categories=["L"]), min_size=3, max_size=12).map(fold).filter(bool)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("José ÁLVAREZ", "jose alvarez"),
        ("Strauß", "strauss"),
        ("Łukasz Wiśniewski", "lukasz wisniewski"),
        ("İbrahim Yılmaz", "ibrahim yilmaz"),
        ("Zoe\u0308", "zoe"),
        ("ＹＵＫＩ", "yuki"),
        ("أحمد", "احمد"),
        ("\u202eדָּוִד\u202c", "דוד"),
        ("Ørjan Æther", "orjan aether"),
    ],
)
def test_accents_marks_and_case_do_not_matter(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_what_is_folded_stays_as_it_is(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Siobhán O’Brien", {"siobhan", "obrien", "brien"}),
        ("Anne-Marie Dubois", {"annemarie", "marie", "dubois"}),
        ("Juan de la Cruz", {"delacruz", "cruz", "dela"}),
        ("Jürgen Müller", {"muller", "mueller", "jurgen", "juergen"}),
        ("田中由紀", {"田中由紀", "由紀"}),
    ],
)
def test_a_name_has_every_word_it_may_be_typed_by(name, typed):
    assert typed <= name_words(name)


def test_a_name_of_three_hundred_letters_has_words_that_can_be_kept():
    assert all(
        len(word.encode()) < 2046 for word in name_words("ﷺ" * 300) | name_words("O’" * 150) | name_words("é" * 300)
    )


def test_addresses_and_numbers_are_found_by_their_parts():
    assert {"lena.f@mail.example", "lena", "mail.example", "mail"} <= email_words("Lena.F@mail.example")
    assert {"+493055500142", "+305550", "+0142"} & phone_words("+49 30 5550 0142") == {"+493055500142", "+0142"}
    assert any(word.startswith("+305550") for word in phone_words("+49 30 5550 0142"))
    assert digits("٠٣٠ 12") == "03012"
    assert looks_like_a_number("(030) 5550-0142") and not looks_like_a_number("2014 2015 Lena")


def test_texts_too_are_found_without_apostrophes_and_with_umlauts_spelled_out():
    assert {"loreal", "oreal", "juergen", "jurgen"} <= text_words("At L’Oréal with Jürgen")


def test_skills_keep_the_signs_that_are_part_of_them():
    assert words_of("C++, C# and node.js") == ["c++", "c#", "and", "node", "js"]


@st.composite
def slips(draw) -> tuple[str, str]:
    """A word, and the same with one slip of the finger: a letter more, less, another, or two swapped."""
    word = draw(WORDS)
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.characters(categories=["Ll"]))
    slip = draw(st.sampled_from(["more", "less", "other", "swapped"]))
    if slip == "more":
        return word, word[:at] + letter + word[at:]
    if slip == "less":
        return word, word[:at] + word[at + 1 :]
    if slip == "other":
        return word, word[:at] + letter + word[at + 1 :]
    return word, word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


@given(slips())
def test_two_words_a_slip_apart_have_a_shape_in_common(pair):
    word, typed = pair
    assert shapes(word) & shapes(typed)
    assert distance(word, typed) <= 1


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways_and_none_only_to_itself(one, other):
    assume(len(one) < 10)
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


def test_far_is_far():
    assert distance("fischer", "fisher") == 1 and distance("meier", "mayer") == 2
    assert distance("lena", "omar") == 3  # more than two: how many more is not asked
