"""Asking a question."""

from __future__ import annotations

import pytest

from hearback.messages.models import Message
from hearback.promises.models import Promise
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def omar(come_in, cast):
    return come_in(cast.omar)


def path(application, about=""):
    return f"/my/applications/{application.pk}/question{'?about=' if about else ''}{about}"


def test_with_the_question_a_promise_to_answer_is_born(omar, cast, now):
    response = omar.post(path(cast.omars), {"text": "May I bring my dog?"}, follow=True)
    text = words(response.content.decode())
    assert "Your question has arrived. Hanna Weiss will reply by Wednesday 9 September, 17:00." in text
    owed = Promise.objects.get(kind="reply")
    assert (owed.application, owed.owner) == (cast.omars, cast.hanna)
    assert Message.objects.get(inbound=True).body == "May I bring my dog?"


def test_an_empty_question_is_refused_in_words(omar, cast):
    response = omar.post(path(cast.omars), {"text": "  "})
    assert response.status_code == 422
    assert "Write your question first." in words(response.content.decode())


def test_a_very_long_question_is_refused_and_still_there(omar, cast):
    response = omar.post(path(cast.omars), {"text": "why " * 2000})
    assert response.status_code == 422
    assert "please keep to 5,000 characters" in words(response.content.decode())
    assert "why why why" in response.content.decode()


def test_after_five_open_questions_those_come_first(omar, cast, clock):
    for n in range(5):
        assert omar.post(path(cast.omars), {"text": f"Question {n}?"}).status_code == 302
        clock.move(seconds=1)
    response = omar.post(path(cast.omars), {"text": "Question 5?"})
    assert response.status_code == 422
    assert "We will answer those first." in words(response.content.decode())
    assert "Question 5?" in response.content.decode()


@pytest.mark.parametrize(
    ("about", "words_given"),
    [
        ("", ""),
        ("late", "Could you tell me how things stand?"),
        ("why", "how you came to your decision"),
        ("nothing-we-know", ""),
    ],
)
def test_the_first_words_are_ready(omar, cast, about, words_given):
    page = words(omar.get(path(cast.omars, about)).content.decode())
    assert words_given in page


def test_a_time_that_does_not_suit_is_a_question_with_its_words_ready(come_in, cast):
    page = come_in(cast.lena).get(path(cast.lenas, f"interview-{cast.lenas_interview.pk}")).content.decode()
    assert "The time of the interview on Tuesday 8 September, 10:00 does not suit me." in page


def test_somebody_elses_interview_gives_no_words(omar, cast):
    page = omar.get(path(cast.omars, f"interview-{cast.lenas_interview.pk}")).content.decode()
    assert "does not suit me" not in page


def test_a_question_can_be_asked_after_the_end(omar, cast, now):
    from hearback.decisions.offers import withdraw

    withdraw(cast.omars, words="", now=now)
    response = omar.post(path(cast.omars), {"text": "May I apply again?"}, follow=True)
    assert "What you asked May I apply again? due" in words(response.content.decode())
