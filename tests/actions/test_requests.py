"""What becomes of a checklist: answered, reminded of, complete, or due."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.candidates.models import Attachment
from hearback.decisions.requests import answer_item
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.refusals import Overtaken, Refused
from tests import deciding
from tests.deciding import fresh, owed


@pytest.fixture
def request_(cast, now):
    decision = deciding.ask(cast, cast.omars, now=now)
    deciding.post(decision.message, now=now)
    return decision.request


@pytest.fixture
def upload(cast, now):
    return Attachment.objects.create(
        candidate=cast.omar, name="portfolio.pdf", content_type="application/pdf", size=9, sha256="0" * 64, added_at=now
    )


def answer_all(request, upload, now):
    file, lines, tick = request.items.all()
    answer_item(file, attachments=[upload], now=now)
    answer_item(lines, answer="Ada Novak, Ben Adeyemi", now=now)
    answer_item(tick, confirmed=True, now=now)


@pytest.mark.parametrize(("n", "field"), [(0, "file"), (1, "answer"), (2, "confirm")])
def test_each_thing_is_answered_as_it_was_asked(request_, now, n, field):
    item = request_.items.all()[n]
    with pytest.raises(Refused) as refused:
        answer_item(item, now=now)
    item.refresh_from_db()
    assert (refused.value.field, item.done_at) == (field, None)


def test_the_last_answer_brings_the_application_back(cast, now, request_, upload, laws):
    later = now + timedelta(days=1)
    theirs = owed(cast.omars)[0]
    answer_all(request_, upload, later)
    request_.refresh_from_db()
    theirs.refresh_from_db()
    assert (fresh(cast.omars).state, request_.completed_at, theirs.ending) == ("active", later, "kept")
    assert [(one.words, one.owner, one.by_candidate) for one in owed(cast.omars)] == [
        ("Our answer to what you sent", cast.marta, False)
    ]
    assert list(request_.items.first().attachments.all()) == [upload]
    told = Message.objects.filter(application=cast.omars, purpose="next_step").latest("pk")
    assert "everything we asked for has arrived" in told.body
    assert Message.objects.filter(person=cast.marta, subject__startswith="Complete: ").exists()
    laws()


def test_until_then_the_ball_is_theirs(cast, now, request_):
    answer_item(request_.items.all()[1], answer="Ada Novak", now=now)
    assert fresh(cast.omars).state == "asked"
    assert [one.by_candidate for one in owed(cast.omars)] == [True]


def test_one_reminder_of_what_is_missing(cast, now, request_):
    answer_item(request_.items.all()[1], answer="Ada Novak", now=now)
    at = request_.remind_at
    assert deciding.minute(at - timedelta(minutes=1))["reminded"] == 0
    assert deciding.minute(at)["reminded"] == 1
    assert deciding.minute(at + timedelta(minutes=1))["reminded"] == 0
    reminder = Message.objects.get(application=cast.omars, purpose="reminder")
    assert "– Your portfolio" in reminder.body
    assert "Two references" not in reminder.body


def test_what_is_due_comes_back_by_itself(cast, now, request_, laws):
    theirs = owed(cast.omars)[0]
    assert deciding.minute(request_.due_at)["came back"] == 1
    request_.refresh_from_db()
    theirs.refresh_from_db()
    assert (fresh(cast.omars).state, request_.completed_at, theirs.ending) == ("active", None, "released")
    assert [(one.words, one.owner) for one in owed(cast.omars)] == [("How we go on", cast.marta)]
    assert deciding.minute(request_.due_at + timedelta(minutes=1))["came back"] == 0
    laws()


def test_what_came_back_takes_no_more_answers(cast, now, request_):
    deciding.minute(request_.due_at)
    with pytest.raises(Refused, match="has been closed"):
        answer_item(request_.items.all()[1], answer="Late", now=request_.due_at + timedelta(hours=1))


def test_it_comes_back_to_somebody_who_still_works_here(cast, now, request_):
    Person.objects.filter(pk=cast.marta.pk).update(is_active=False)
    deciding.minute(request_.due_at)
    assert [one.owner for one in owed(cast.omars)] == [cast.hanna]


def test_who_decides_meanwhile_is_told_that_it_came_back(cast, now, request_, upload):
    seen = fresh(cast.omars).revision
    answer_all(request_, upload, now)
    with pytest.raises(Overtaken, match=r"^What was asked of Omar Haddad came back on Monday 7 September at 11:00\."):
        deciding.reject(cast, cast.omars, revision=seen, now=now)


def test_somebody_elses_decision_ends_the_request(cast, now, request_):
    deciding.advance(cast, cast.omars, now=now)
    request_.refresh_from_db()
    assert (request_.ended_at, request_.remind_at) == (now, None)
