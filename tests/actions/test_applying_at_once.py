"""The same draft, or the same address, sent twice at one moment: one application, and nobody sees a fault."""

from __future__ import annotations

import pytest

from hearback.applications.drafts import start_draft
from hearback.applications.models import Application, Draft
from hearback.candidates.models import Candidate
from hearback.decisions.applying import send_draft
from hearback.jobs.postings import set_application_form
from tests.actions.test_deciding_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NORA = {"name": "Nora Ek", "email": "nora.ek@mail.example"}


@pytest.fixture
def job(cast, now):
    asks = dict.fromkeys(("ask_resume", "ask_cover_letter", "ask_links", "ask_phone"), "no")
    set_application_form(cast.sales, asks=asks, questions=[], by=cast.hanna, now=now)
    return cast.sales


def test_one_draft_sent_by_an_impatient_finger(job, now):
    draft, _ = start_draft(job, typed=NORA, now=now)
    results = at_once(*[lambda: send_draft(draft, now=now)] * 3)
    assert {type(result) for result in results} == {Draft}, results
    assert Application.objects.filter(candidate__email=NORA["email"]).count() == 1


def test_two_drafts_of_one_person_who_is_new(job, now):
    drafts = [start_draft(job, typed={**NORA, "name": f"Nora {n}"}, now=now)[0] for n in "ABC"]
    results = at_once(*[lambda draft=draft: send_draft(draft, now=now) for draft in drafts])
    assert {type(result) for result in results} == {Draft}, results
    assert Candidate.objects.filter(email=NORA["email"]).count() == 1
    assert Application.objects.filter(candidate__email=NORA["email"]).count() == 1
    assert {draft.answer_due_at for draft in Draft.objects.all()} == {results[0].answer_due_at}
