"""Applying: what is made of a form that is sent, and what stands in the way."""

from __future__ import annotations

import pytest
from django.core import mail

from hearback.applications.models import Application, Draft
from hearback.candidates.models import Candidate
from hearback.jobs.actions import pause_job
from hearback.jobs.postings import QuestionFacts, set_application_form
from hearback.timetable import tick_at
from tests.careers.conftest import NORA, applications_of, page, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions(cast, job, now):
    """A permit, and if one is needed, which; the family of processors; a number; a day."""
    asks = {"ask_resume": "optional", "ask_cover_letter": "required", "ask_links": "no", "ask_phone": "no"}
    asked = [
        QuestionFacts("Do you need a permit?", "yes_no", required=True),
        QuestionFacts("Which processors?", "choice", options=("ARM", "RISC-V")),
        QuestionFacts("How many years?", "number"),
        QuestionFacts("From when?", "date"),
    ]
    set_application_form(job, asks=asks, questions=asked, by=cast.hanna, now=now)
    rows = list(job.form_questions.all())
    facts = [QuestionFacts(q.text, q.kind, q.hint, q.required, q.options, id=q.pk) for q in rows]
    hanging = QuestionFacts("Which permit?", "short", required=True, only_after=rows[0].pk, only_if="yes")
    set_application_form(job, asks=asks, questions=[facts[0], hanging, *facts[1:]], by=cast.hanna, now=now)
    return {question.text: f"q{question.pk}" for question in job.form_questions.all()}


def test_applying_makes_candidate_application_answers_and_promise(cast, job, fill_in, questions, clock):
    answers = {
        questions["Do you need a permit?"]: "yes",
        questions["Which permit?"]: "A blue card",
        questions["Which processors?"]: "RISC-V",
        questions["How many years?"]: "2,5",
    }
    sent = fill_in(job, **NORA, cover_letter="I know your meters.", **answers)
    assert sent.status_code == 302 and sent.headers["Location"].startswith("/careers/receipts/")
    (application,) = applications_of(NORA["email"])
    assert (application.job, application.source, application.cover_letter) == (
        job,
        "Careers page",
        "I know your meters.",
    )
    assert [(one.text, one.answer) for one in application.form_answers.all()] == [
        ("Do you need a permit?", "Yes"),
        ("Which permit?", "A blue card"),
        ("Which processors?", "RISC-V"),
        ("How many years?", "2.5"),
    ]
    (owed,) = application.promises.all()
    assert (owed.kind, owed.owner) == ("answer", cast.hanna)
    tick_at(clock.now)
    (receipt,) = [letter for letter in mail.outbox if letter.to == [NORA["email"]]]
    assert receipt.subject == "We have your application: Account Manager"
    assert "/my/link/" in receipt.body and "Hanna Weiss" in receipt.body


def test_all_that_is_missing_is_said_at_once_and_nothing_typed_is_lost(job, fill_in, questions):
    answer = fill_in(job, name="", email="nora@", cover_letter="  ", **{questions["How many years?"]: "some"})
    assert answer.status_code == 422
    text = page(answer)
    for sentence in (
        "Your name : Write your name.",
        "“nora@” is not an e-mail address.",
        "Write a few lines to us.",
        "Do you need a permit? : Choose one.",
        "Write a number in figures, such as 12 or 2.5.",
    ):
        assert sentence in text, sentence
    content = answer.content.decode()
    assert 'value="nora@"' in content and 'value="some"' in content
    assert Application.objects.filter(job=job).count() == 1  # Sofia's
    assert Draft.objects.get().typed["email"] == "nora@"


def test_a_question_that_hangs_on_another_answer_is_neither_required_nor_kept(job, fill_in, questions):
    answers = {questions["Do you need a permit?"]: "no", questions["Which permit?"]: "left over"}
    assert fill_in(job, **NORA, cover_letter="Hello.", **answers).status_code == 302
    (application,) = applications_of(NORA["email"])
    assert [one.text for one in application.form_answers.all()] == ["Do you need a permit?"]


def test_what_the_form_does_not_ask_is_not_taken(job, fill_in, questions):
    yes = {questions["Do you need a permit?"]: "no"}
    extra = {"phone": "+49 30 5550 0123", "links": "https://nora.example", "state": "hired", "q99999": "x"}
    fill_in(job, **NORA, cover_letter="Hello.", **yes, **extra)
    candidate = Candidate.objects.get(email=NORA["email"])
    assert (candidate.phone, candidate.links) == ("", [])


@pytest.mark.parametrize(
    "name",
    [
        "Ö",
        "X" * 300,
        "محمد بن عبد الله",
        "Seán O’Brien-D'Arcy",
        "李",
        "Renée 🌊 Åström",
        "Robert'); DROP TABLE candidates;--",
    ],
)
def test_people_are_called_what_they_are_called(job, fill_in, name):
    assert fill_in(job, name=name, email="somebody@mail.example").status_code == 302
    assert applications_of("somebody@mail.example")[0].candidate.name == name


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("X" * 301, "A name fits into 300 characters."),
        ("12345", "does not look like a name."),
        ("\x00\u202e", "Write the candidate"),
    ],
)
def test_what_is_no_name_is_refused_in_words(job, fill_in, name, sentence):
    answer = fill_in(job, name=name, email="somebody@mail.example")
    assert answer.status_code == 422
    assert sentence.replace("Write the candidate", "Write your name") in page(answer)


def test_what_is_typed_is_shown_as_text(job, fill_in):
    answer = fill_in(job, name='"><script>alert(1)</script>', email="nobody")
    assert "<script>alert" not in answer.content.decode()


def test_where_somebody_comes_from_travels_with_them(job, client, fill_in, clock):
    opened = client.get(f"/careers/{job.pk}/application?source=University+fair")
    assert 'value="University fair"' in opened.content.decode()
    fill_in(job, **NORA, source="University fair")
    assert applications_of(NORA["email"])[0].source == "University fair"


def test_a_job_that_closes_meanwhile_says_so(cast, job, client, now):
    client.get(f"/careers/{job.pk}/application")
    pause_job(job, by=cast.hanna, now=now)
    assert "takes no applications just now" in page(client.post(f"/careers/{job.pk}/application", NORA))


def test_a_required_resume_has_to_come(cast, job, fill_in, now):
    asks = dict.fromkeys(("ask_resume", "ask_cover_letter", "ask_links", "ask_phone"), "required")
    set_application_form(job, asks=asks, questions=[], by=cast.hanna, now=now)
    text = page(fill_in(job, **NORA))
    for sentence in (
        "Add your résumé.",
        "Write a phone number.",
        "Give at least one link.",
        "Write a few lines to us.",
    ):
        assert sentence in text
    done = fill_in(
        job,
        **NORA,
        resume=pdf(),
        phone="+49 30 5550 0123",
        links="nora.example\nhttps://nora.example/b",
        cover_letter="Hi",
    )
    assert done.status_code == 302
    candidate = Candidate.objects.get(email=NORA["email"])
    assert [link["url"] for link in candidate.links] == ["https://nora.example", "https://nora.example/b"]
    assert candidate.attachments.get().kind == "resume"


def test_sent_twice_it_is_one_application(job, client, fill_in):
    form = fill_in(job, **NORA)
    receipt = form.headers["Location"]
    key = receipt.split("/")[3]
    client.cookies[f"draft_{job.pk}"] = key
    again = client.post(f"/careers/{job.pk}/application", {**NORA, "act": "send"})
    assert again.status_code in (302, 422)
    assert len(applications_of(NORA["email"])) == 1


def test_the_form_costs_the_same_however_many_questions(cast, job, client, now, django_assert_num_queries):
    asks = dict.fromkeys(("ask_resume", "ask_cover_letter", "ask_links", "ask_phone"), "no")
    for count in (1, 25):
        questions = [QuestionFacts(f"Question {n}?") for n in range(count)]
        set_application_form(job, asks=asks, questions=questions, by=cast.hanna, now=now)
        with django_assert_num_queries(4):
            client.get(f"/careers/{job.pk}/application")


def test_wrong_methods_and_strangers(job, client):
    assert client.delete(f"/careers/{job.pk}/application").status_code == 405
    assert client.get(f"/careers/{job.pk}/application/draft").status_code == 405
    assert client.get(f"/careers/{job.pk}/application/resume").status_code == 405
    assert client.get("/careers/drafts/unknown/").status_code == 404
    assert client.get("/careers/receipts/unknown/").status_code == 404
    assert client.get("/careers/receipts/unknown/about-you").status_code == 404


def test_without_its_token_nothing_is_taken(job):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(f"/careers/{job.pk}/application", NORA).status_code == 403
    assert Client(enforce_csrf_checks=True).post(f"/careers/{job.pk}/application/draft", NORA).status_code == 403
    assert not Draft.objects.exists()
