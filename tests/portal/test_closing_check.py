"""After an interview: were you told what happens next?"""

from __future__ import annotations

import pytest

from hearback.interviews.models import ClosingCheck
from tests import deciding
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db
QUESTION = "Were you told what happens next?"


@pytest.fixture
def yuki(come_in, cast):
    return come_in(cast.yuki)


def page(client, application):
    return words(client.get(f"/my/applications/{application.pk}/").content.decode())


def answer(client, interview, told):
    return client.post(f"/my/interviews/{interview.pk}/told", {"told": told}, follow=True)


def test_it_is_asked_after_the_interview_and_not_before(yuki, cast, come_in):
    assert QUESTION in page(yuki, cast.yukis)
    assert QUESTION not in page(come_in(cast.lena), cast.lenas)


def test_no_makes_the_interviewer_owe_it(yuki, cast):
    response = answer(yuki, cast.yukis_interview, "no")
    text = words(response.content.decode())
    assert "Thank you for telling us. Ben Adeyemi will tell you by Wednesday 9 September, 00:00." in text
    assert QUESTION not in text
    assert "Tell you what happens next after your interview" in text
    check = ClosingCheck.objects.get()
    assert (check.told, check.promise.owner) == (False, cast.ben)


def test_yes_is_thanked_for(yuki, cast):
    text = words(answer(yuki, cast.yukis_interview, "yes").content.decode())
    assert "Thank you for telling us." in text
    assert ClosingCheck.objects.get().promise is None


def test_a_second_answer_changes_nothing(yuki, cast):
    answer(yuki, cast.yukis_interview, "no")
    text = words(answer(yuki, cast.yukis_interview, "yes").content.decode())
    assert "You have answered this already. Thank you." in text
    assert ClosingCheck.objects.get().told is False


@pytest.mark.parametrize("told", ["", "maybe"])
def test_only_yes_and_no_are_answers(yuki, cast, told):
    assert answer(yuki, cast.yukis_interview, told).status_code == 404
    assert ClosingCheck.objects.count() == 0


def test_an_interview_to_come_cannot_be_answered_for(come_in, cast):
    text = words(answer(come_in(cast.lena), cast.lenas_interview, "no").content.decode())
    assert "This interview has not taken place yet." in text
    assert ClosingCheck.objects.count() == 0


def test_a_decision_they_know_of_answers_it_too(yuki, cast, now):
    deciding.post(deciding.advance(cast, cast.yukis, now=now).message, now=now)
    assert QUESTION not in page(yuki, cast.yukis)


def test_it_is_not_asked_for_ever(yuki, cast, clock):
    clock.move(days=14)
    assert QUESTION not in page(yuki, cast.yukis)
