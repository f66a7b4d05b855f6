"""What an application form may ask, whom it asks, and what counts as an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.jobs.form_rules import (
    Asked,
    asks_for_canadian_experience,
    asks_for_pay_history,
    check_questions,
    read_answer,
    shown,
)
from hearback.refusals import Refused


@st.composite
def forms(draw):
    """A form as `check_questions` lets it through: conditions point at earlier questions with choices."""
    questions: list[Asked] = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        earlier = draw(st.sampled_from([None, *[q for q in questions if q.choices]]))
        kind = draw(st.sampled_from(["short", "yes_no", "choice", "number"]))
        questions.append(
            Asked(
                id=number,
                kind=kind,
                text=f"Question {number}?",
                required=draw(st.booleans()),
                options=("a", "b") if kind == "choice" else (),
                only_after=earlier.id if earlier else None,
                only_if=draw(st.sampled_from(list(earlier.choices))) if earlier else "",
            )
        )
    return questions


answers = st.dictionaries(st.integers(1, 8), st.sampled_from(["", "yes", "no", "a", "b", "12", "words"]))


@given(forms(), answers)
def test_a_question_shows_exactly_when_what_it_hangs_on_shows_and_says_so(questions, given_answers):
    check_questions(questions)
    seen = {question.id for question in shown(questions, given_answers)}
    for question in questions:
        hangs_well = question.only_after is None or (
            question.only_after in seen and given_answers.get(question.only_after, "") == question.only_if
        )
        assert (question.id in seen) == hangs_well


@given(forms(), answers)
def test_they_come_in_their_order_and_hidden_answers_change_nothing(questions, given_answers):
    seen = shown(questions, given_answers)
    assert [q.id for q in seen] == sorted(q.id for q in seen)
    visible = {q.id for q in seen}
    spoken = {number: text for number, text in given_answers.items() if number in visible}
    assert shown(questions, spoken) == seen


@given(st.sampled_from(["short", "long", "number", "date", "yes_no", "choice"]), st.text(max_size=400))
def test_an_answer_is_read_or_refused_in_words(kind, typed):
    question = Asked(1, kind, "Well?", options=("a", "b"))
    try:
        kept = read_answer(question, typed)
    except Refused as refused:
        assert refused.field == "q1" and str(refused).endswith(".")
    else:
        assert read_answer(question, kept) == kept  # what is kept stands as an answer


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("number", "12", "12"),
        ("number", " 1,200 ", "1200"),
        ("number", "2,5", "2.5"),
        ("number", "1’500", "1500"),
        ("date", "2026-11-26", "2026-11-26"),
        ("yes_no", "yes", "yes"),
        ("short", " a line ", "a line"),
    ],
)
def test_answers_are_kept_in_one_spelling(kind, typed, kept):
    assert read_answer(Asked(1, kind, "Well?"), typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", "many"),
        ("number", "NaN"),
        ("number", "1e999999"),
        ("date", "tomorrow"),
        ("date", "2026-02-30"),
        ("yes_no", "perhaps"),
        ("choice", "c"),
        ("short", "x" * 301),
    ],
)
def test_what_is_no_answer_is_refused(kind, typed):
    with pytest.raises(Refused):
        read_answer(Asked(1, kind, "Well?", options=("a", "b")), typed)


@pytest.mark.parametrize(
    "text",
    [
        "What is your current salary?",
        "What was the salary at your last job?",
        "Present annual pay (gross)",
        "Salary history",
        "How much do you earn now?",
        "How much did you make last year?",
        "Please attach your last payslip",
        "What are you being paid?",
        "Your previous total compensation",
        "Current CTC",
        "Aktuelles Gehalt",
        "Wie hoch war Ihr letztes Gehalt?",
        "Was verdienen Sie?",
        "Quel est votre salaire actuel ?",
        "Último salario",
    ],
)
def test_pay_history_is_recognised(text):
    assert asks_for_pay_history(text)
    with pytest.raises(Refused, match="what somebody earns or has earned"):
        check_questions([Asked(1, "short", text)])


@pytest.mark.parametrize(
    "text",
    [
        "What pay do you expect?",
        "Salary expectations, in EUR a year",
        "What would you like to earn here?",
        "Tell us about your last position.",
        "What did you do in your current job?",
        "Which currencies have you worked with?",
        "Have you run payroll before?",
        "At your last job, which npm package did you write?",
        "Gehaltsvorstellung",
    ],
)
def test_expectations_may_be_asked_for(text):
    assert not asks_for_pay_history(text)


def test_canadian_experience_is_not_asked_for_in_ontario():
    asked = [Asked(1, "yes_no", "Do you have Canadian work experience?")]
    assert asks_for_canadian_experience(asked[0].text)
    check_questions(asked)
    with pytest.raises(Refused, match="Canadian experience"):
        check_questions(asked, ontario=True)


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ([Asked(1, "short", " ")], "has no words"),
        ([Asked(1, "short", "x" * 301)], "300 characters"),
        ([Asked(1, "song", "Well?")], "Choose how"),
        ([Asked(1, "choice", "Well?", options=("a",))], "2 to 20 choices"),
        ([Asked(1, "choice", "Well?", options=("a", "A"))], "are the same"),
        ([Asked(2, "short", "Then?", only_after=1, only_if="yes"), Asked(1, "yes_no", "First?")], "stand before it"),
        ([Asked(1, "yes_no", "First?"), Asked(2, "short", "Then?", only_after=1, only_if="maybe")], "does not offer"),
        ([Asked(1, "short", "First?"), Asked(2, "short", "Then?", only_after=1, only_if="")], "does not offer"),
        ([Asked(n, "short", "Well?") for n in range(31)], "More than thirty"),
    ],
)
def test_a_form_that_cannot_work_is_refused(questions, words):
    with pytest.raises(Refused, match=words):
        check_questions(questions)
