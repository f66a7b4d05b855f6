"""An e-mail address that is here already: nothing is given away, nothing overwritten, nobody let in."""

from __future__ import annotations

import pytest
from django.core import mail

from hearback.candidates.models import Candidate
from hearback.timetable import tick_at
from tests.careers.conftest import NORA, applications_of, page, pdf
from tests.careers.test_resume import as_json

pytestmark = pytest.mark.django_db


def letters_to(email):
    return [letter.subject for letter in mail.outbox if letter.to == [email]]


@pytest.fixture
def no_letters(cast):
    mail.outbox.clear()


def facts(candidate):
    known = Candidate.objects.filter(pk=candidate.pk).values().get()
    del known["compared_at"]  # the tick looks for duplicates meanwhile
    return known


def test_somebody_who_applies_again_hears_it_in_their_mailbox_and_the_sender_does_not(
    cast, job, fill_in, clock, no_letters
):
    before = facts(cast.sofia)
    sent = fill_in(job, name="Sofia R.", email=cast.sofia.email.upper(), phone="+1 416 555 0199")
    assert sent.status_code == 302
    tick_at(clock.now)
    assert applications_of(cast.sofia.email) == [cast.sofias]
    assert facts(cast.sofia) == before
    assert letters_to(cast.sofia.email) == ["You are applying already: Account Manager"]


def test_the_receipt_of_a_second_application_is_the_receipt_of_a_first(cast, job, client, fill_in):
    first = page(client.get(fill_in(job, **NORA).headers["Location"]))
    second = page(client.get(fill_in(job, name="Sofia Rossi", email=cast.sofia.email).headers["Location"]))
    assert first == second


def test_the_person_is_told_at_most_once_a_day(cast, job, fill_in, clock, no_letters):
    for _ in range(3):
        fill_in(job, name="Sofia", email=cast.sofia.email)
    tick_at(clock.now)
    assert len(letters_to(cast.sofia.email)) == 1
    clock.move(days=2)
    fill_in(job, name="Sofia", email=cast.sofia.email)
    tick_at(clock.now)
    assert letters_to(cast.sofia.email).count("You are applying already: Account Manager") == 2


def test_a_stranger_with_somebodys_address_changes_nothing_of_theirs(cast, job, fill_in, client, clock, no_letters):
    """Omar is here for another job. Whoever writes his address applies in his name, and he hears of it."""
    before = facts(cast.omar)
    other = {
        "basics": {"name": "Mallory", "email": cast.omar.email, "phone": "+1 900 555 0100"},
        "work": [{"name": "Nowhere", "position": "Nobody"}],
    }
    fill_in(job, act="add_resume", resume=as_json(other))
    fill_in(job, name="Mallory", email=cast.omar.email, phone="+1 900 555 0100", links="https://mallory.example")
    assert facts(cast.omar) == before
    application = next(one for one in applications_of(cast.omar.email) if one.job == job)
    assert [(one.text, one.answer) for one in application.form_answers.all()] == [
        ("Name, as written this time", "Mallory"),
        ("Phone, as written this time", "+1 900 555 0100"),
        ("Further links, as written this time", "https://mallory.example"),
    ]
    tick_at(clock.now)
    assert letters_to(cast.omar.email) == ["We have your application: Account Manager"]
    # Having applied opens no page of his.
    assert client.get(f"/my/applications/{application.pk}/").status_code == 302


def test_the_file_of_somebody_who_is_here_is_read_for_a_recruiter(cast, job, fill_in):
    fill_in(job, act="add_resume", resume=pdf())
    fill_in(job, name="Omar Haddad", email=cast.omar.email)
    kept = cast.omar.attachments.get(name="cv.pdf")
    assert kept.reading.state == "waiting"


def test_somebody_who_was_here_before_may_apply_anew(cast, job, fill_in, clock):
    from hearback.decisions.offers import withdraw as take_back

    take_back(cast.sofias, words="", now=clock.now)
    fill_in(job, name="Sofia Rossi", email=cast.sofia.email)
    assert len(applications_of(cast.sofia.email)) == 2


def test_the_same_name_and_phone_is_not_the_same_person_here(cast, job, fill_in, now):
    """On the desk a person may say so; at the front door only the address counts."""
    Candidate.objects.create(name="Nora Ek", phone="+46 8 5550 0123", created_at=now)
    fill_in(job, **NORA, phone="+46 8 5550 0123")
    assert Candidate.objects.filter(name="Nora Ek").count() == 2
