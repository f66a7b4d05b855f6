"""The editor of a job's application form, and the answers where colleagues read them."""

from __future__ import annotations

import pytest

from hearback.applications.models import Answer
from hearback.jobs.models import FormQuestion
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(cast):
    return f"/desk/jobs/{cast.engineer.pk}/form"


def texts(job):
    return [question.text for question in job.form_questions.all()]


def test_questions_are_added_moved_and_taken_out(cast, client, path):
    typed = fields(get(client, cast.hanna, path))
    assert typed["form-0-text"] == "Do you need a permit to work where this job is?"
    blank = int(typed["form-INITIAL_FORMS"])
    typed |= {f"form-{blank}-text": "May we call you?", f"form-{blank}-kind": "yes_no", f"form-{blank}-ORDER": "1"}
    typed |= {"form-0-ORDER": "2", "form-1-ORDER": "3", "form-2-DELETE": "on", "ask_links": "no"}
    post(client, cast.hanna, path, **typed)
    cast.engineer.refresh_from_db()
    assert cast.engineer.ask_links == "no"
    assert texts(cast.engineer)[:3] == [
        "May we call you?",
        "Do you need a permit to work where this job is?",
        "Which one, and by when?",
    ]
    assert "On what have you shipped firmware?" not in texts(cast.engineer)


def test_a_question_hangs_on_an_earlier_answer(cast, client, path):
    permit = cast.engineer.form_questions.first()
    page = get(client, cast.hanna, path).content.decode()
    assert f'value="{permit.pk}=yes" selected' in page
    typed = fields(get(client, cast.hanna, path))
    typed |= {"form-0-ORDER": "9", "form-1-ORDER": "1"}
    text = words(post(client, cast.hanna, path, 422, **typed))
    assert "“Which one, and by when?” hangs on a question that does not stand before it." in text
    typed |= {"form-0-ORDER": "1", "form-1-ORDER": "2", "form-0-DELETE": "on"}
    assert "does not stand before it" in words(post(client, cast.hanna, path, 422, **typed))
    typed |= {"form-1-only": ""}
    post(client, cast.hanna, path, **typed)
    assert texts(cast.engineer)[0] == "Which one, and by when?"


def test_pay_history_is_refused_with_a_sentence_and_nothing_typed_is_lost(cast, client, path):
    typed = fields(get(client, cast.hanna, path))
    blank = int(typed["form-INITIAL_FORMS"])
    typed |= {f"form-{blank}-text": "What is your current salary?", f"form-{blank}-kind": "number"}
    answer = post(client, cast.hanna, path, 422, **typed)
    assert "asks what somebody earns or has earned. That is never asked here" in words(answer)
    assert fields(answer)[f"form-{blank}-text"] == "What is your current salary?"
    assert not FormQuestion.objects.filter(text__contains="salary").exists()


def test_a_row_with_anything_in_it_needs_its_words(cast, client, path):
    typed = fields(get(client, cast.hanna, path))
    blank = int(typed["form-INITIAL_FORMS"])
    typed |= {f"form-{blank}-hint": "In a line."}
    assert "Write the question, or tick Remove." in words(post(client, cast.hanna, path, 422, **typed))


def test_answers_keep_the_words_of_their_question(cast, client, path):
    question = cast.engineer.form_questions.get(text__startswith="On what")
    Answer.objects.create(
        application=cast.omars, question=question, position=1, text=question.text, answer="<b>RISC-V</b>"
    )
    typed = fields(get(client, cast.hanna, path)) | {"form-2-DELETE": "on"}
    post(client, cast.hanna, path, **typed)
    text = read(client, cast.hanna, f"/desk/applications/{cast.omars.pk}/")
    assert "What Omar answered On what have you shipped firmware? <b>RISC-V</b>" in text


def test_a_question_of_another_job_is_not_taken_along(cast, client, path):
    foreign = cast.sales.form_questions.first()
    typed = fields(get(client, cast.hanna, path)) | {"form-0-id": str(foreign.pk)}
    post(client, cast.hanna, path, 422, **typed)  # what hung on the true one has lost it
    foreign.refresh_from_db()
    assert foreign.job == cast.sales
