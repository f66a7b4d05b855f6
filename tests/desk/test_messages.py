"""Messages: written, read, changed while they wait, called back, sent, or told by phone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.candidates.models import Candidate
from hearback.decisions.arrivals import apply
from hearback.messages.actions import send_due
from hearback.messages.models import Message
from hearback.promises.actions import tell
from hearback.promises.queries import open_promises
from hearback.promises.questions import ask_question, reply
from tests.deciding import reject
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db


def to_omar(cast) -> str:
    return f"/desk/applications/{cast.omars.pk}/messages/new"


@pytest.fixture
def pending(cast, now) -> Message:
    """A word to Omar that has not gone yet and keeps nothing."""
    return tell(cast.omars, subject="A short word", body="Dear Omar, all is well.", by=cast.hanna, now=now)


# writing


def test_writing_is_for_those_who_may_open_the_application(client, cast):
    for person in (cast.stan, cast.ben, cast.victor):
        get(client, person, to_omar(cast), 404)
        post(client, person, to_omar(cast), 404)
    for person in (cast.hanna, cast.ruth, cast.marta, cast.ingrid, cast.alice):
        get(client, person, to_omar(cast))


def test_news_restates_what_is_promised_already(client, cast):
    shown = fields(post(client, cast.hanna, to_omar(cast), 200, how="write", saying="All is well.", step="look"))
    assert "Dear Omar,\n\nAll is well.\n\nWhat happens next: Our answer to your application" in shown["body"]
    post(client, cast.hanna, to_omar(cast), **{**shown, "step": "send"})
    assert Message.objects.get(purpose="news").written_by == cast.hanna
    assert open_promises(cast.omars).get().answered_by is None


def test_a_message_may_keep_a_promise_and_make_the_next(client, cast, now):
    owed = open_promises(cast.omars).get()
    typed = {
        "how": "write", "saying": "We read everything.", "keeps": owed.pk, "words": "Our decision",
        "due_day": "2026-09-10", "due_time": "16:00", "owner": cast.marta.pk,
    }  # fmt: skip
    shown = fields(post(client, cast.hanna, to_omar(cast), 200, **typed, step="look"))
    post(client, cast.hanna, to_omar(cast), **{**shown, "step": "send"})
    message = Message.objects.get(purpose="next_step")
    assert list(message.answers.all()) == [owed]
    assert [one.words for one in message.tells_of.all()] == ["Our decision"]


def test_saying_nothing_is_refused(client, cast):
    page = words(post(client, cast.hanna, to_omar(cast), 422, how="write", saying="  ", step="look"))
    assert "Write what you want to tell them." in page


def test_a_promise_of_somebody_else_cannot_be_kept_from_here(client, cast):
    theirs = open_promises(cast.sofias).get()
    page = words(post(client, cast.hanna, to_omar(cast), 422, how="called", saying="Hello", keeps=theirs.pk))
    assert "Select a valid choice" in page
    theirs.refresh_from_db()
    assert theirs.open


def test_the_same_message_sent_twice_goes_once(client, cast):
    shown = fields(post(client, cast.hanna, to_omar(cast), 200, how="write", saying="All is well.", step="look"))
    post(client, cast.hanna, to_omar(cast), **{**shown, "step": "send"})
    page = words(post(client, cast.hanna, to_omar(cast), 422, **{**shown, "step": "send"}))
    assert "It went once." in page
    assert Message.objects.filter(purpose="news").count() == 1


def test_after_a_rejection_one_may_write_without_promising_anything(client, cast, now):
    reject(cast, cast.omars, now=now, delay=timedelta(0))
    send_due(now=now)
    shown = fields(post(client, cast.hanna, to_omar(cast), 200, how="write", saying="One more word.", step="look"))
    assert "What happens next" not in shown["body"]
    post(client, cast.hanna, to_omar(cast), **{**shown, "step": "send"})


def test_somebody_without_an_address_is_called_instead(client, cast, now):
    pavel = Candidate.objects.create(name="Pavel Sokol", phone="+49 30 5550 0188", created_at=now)
    application = apply(candidate=pavel, job=cast.engineer, now=now)
    address = f"/desk/applications/{application.pk}/messages/new"
    assert "No e-mail address: it waits for a call" in read(client, cast.hanna, address)
    shown = fields(post(client, cast.hanna, address, 200, how="write", saying="Hello", step="look"))
    post(client, cast.hanna, address, **{**shown, "step": "send"})
    assert "the words wait for a call" in read(client, cast.hanna, f"/desk/applications/{application.pk}/")
    assert Message.objects.get(purpose="news").channel == "call"


# reading and changing


def test_a_stranger_gets_a_404(client, cast, pending):
    for name in ("", "cancellation", "sending"):
        post(client, cast.stan, f"/desk/messages/{pending.pk}/{name}", 404)
    get(client, cast.ben, f"/desk/messages/{pending.pk}/", 404)


def test_an_interviewer_reads_what_they_wrote_themselves(client, cast, now):
    owed = ask_question(cast.yukis, text="Who was the second person?", now=now)
    message = reply(owed, text="That was Marta.", by=cast.ben, now=now)
    page = get(client, cast.ben, f"/desk/messages/{message.pk}/").content.decode()
    assert "That was Marta." in page
    assert f"/desk/applications/{cast.yukis.pk}/" not in page


def test_our_own_nudges_and_codes_are_nobodys_reading(client, cast):
    nudge = Message.objects.create(
        person=cast.hanna, application=cast.omars, purpose="nudge", subject="Late", body="…",
        written_at=cast.omars.applied_at, send_at=cast.omars.applied_at,
    )  # fmt: skip
    code = Message.objects.create(
        candidate=cast.omar, application=cast.omars, purpose="code", subject="Code", body="{code}",
        written_at=cast.omars.applied_at, send_at=cast.omars.applied_at,
    )  # fmt: skip
    get(client, cast.hanna, f"/desk/messages/{nudge.pk}/", 404)
    get(client, cast.hanna, f"/desk/messages/{code.pk}/", 404)


@pytest.mark.parametrize("name", ["cancellation", "sending"])
def test_what_changes_something_is_only_posted(client, cast, pending, name):
    get(client, cast.hanna, f"/desk/messages/{pending.pk}/{name}", 405)


def test_an_unsent_message_is_changed(client, cast, pending):
    post(client, cast.hanna, f"/desk/messages/{pending.pk}/", subject="A longer word", body="Dear Omar, …")
    pending.refresh_from_db()
    assert (pending.subject, pending.body) == ("A longer word", "Dear Omar, …")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"subject": "", "body": "Kept words"}, "The message has no subject."),
        ({"subject": "Hello", "body": ""}, "The message says nothing yet."),
    ],
)
def test_an_empty_change_is_refused_and_nothing_typed_is_lost(client, cast, pending, typed, sentence):
    answer = post(client, cast.hanna, f"/desk/messages/{pending.pk}/", 422, **typed)
    assert sentence in words(answer)
    assert fields(answer) == typed
    pending.refresh_from_db()
    assert pending.subject == "A short word"


def test_a_message_sent_meanwhile_cannot_be_changed_any_more(client, cast, pending, now):
    send_due(now=now)
    page = words(post(client, cast.hanna, f"/desk/messages/{pending.pk}/", 422, subject="Late", body="Too late"))
    assert "This message has been sent." in page
    assert "Dear Omar, all is well." in page
    assert "What you had written Too late" in page


def test_a_sent_message_is_shown_as_it_was_read(client, cast, pending, now):
    send_due(now=now)
    page = get(client, cast.hanna, f"/desk/messages/{pending.pk}/").content.decode()
    assert "letter-sheet" in page
    assert "<textarea" not in page


# calling back


def test_calling_back_makes_what_it_would_have_kept_owed_again(client, cast, now):
    owed = ask_question(cast.omars, text="May I?", now=now)
    message = reply(owed, text="Yes.", by=cast.hanna, now=now)
    post(client, cast.hanna, f"/desk/messages/{message.pk}/cancellation")
    owed.refresh_from_db()
    assert owed.open and owed.answered_by is None
    assert "Called back" in read(client, cast.hanna, f"/desk/messages/{message.pk}/")


def test_what_carries_a_decision_is_undone_and_not_called_back(client, cast, now):
    decision = reject(cast, cast.omars, now=now)
    address = f"/desk/messages/{decision.message_id}/"
    page = get(client, cast.hanna, address).content.decode()
    assert "Undo the decision" in page
    assert "Call it back" not in page
    assert "This message carries a decision" in words(post(client, cast.hanna, f"{address}cancellation", 422))
    decision.message.refresh_from_db()
    assert decision.message.pending


def test_what_tells_of_a_date_is_not_called_back(client, cast, now):
    message = tell(
        cast.omars, subject="A date", body="Dear Omar", by=cast.hanna, now=now,
        next_words="Our decision", next_due_at=now + timedelta(days=2), next_owner=cast.marta,
    )  # fmt: skip
    page = words(post(client, cast.hanna, f"/desk/messages/{message.pk}/cancellation", 422))
    assert "The candidate sees the date in this message on their page." in page


def test_what_has_gone_is_not_called_back(client, cast, pending, now):
    send_due(now=now)
    page = words(post(client, cast.hanna, f"/desk/messages/{pending.pk}/cancellation", 422))
    assert "This message has been sent." in page


# sending and calling


def test_a_delayed_message_is_sent_without_waiting(client, cast, now):
    decision = reject(cast, cast.omars, now=now)
    assert "Goes out today, 11:30" in read(client, cast.hanna, f"/desk/messages/{decision.message_id}/")
    post(client, cast.hanna, f"/desk/messages/{decision.message_id}/sending")
    decision.message.refresh_from_db()
    assert decision.message.send_at == now


def test_a_call_that_was_made_counts_as_sent_and_keeps_what_it_answers(client, cast, clock):
    owed = open_promises(cast.omars).get()
    decision = reject(cast, cast.omars, now=clock(), channel="call")
    clock.move(minutes=31)
    address = f"/desk/messages/{decision.message_id}/"
    page = read(client, cast.hanna, address)
    assert "Call Omar Haddad +49 30 5550 0142" in page
    post(client, cast.hanna, f"{address}sending")
    owed.refresh_from_db()
    assert owed.ending == "kept"
    assert "Told by phone" in read(client, cast.hanna, address)
    assert "This message has been sent." in words(post(client, cast.hanna, f"{address}sending", 422))


def test_a_call_whose_time_has_not_come_can_be_let_go_at_once_but_not_counted_as_made(client, cast, now):
    decision = reject(cast, cast.omars, now=now, channel="call")
    address = f"/desk/messages/{decision.message_id}/"
    assert "I have called and told them" not in read(client, cast.hanna, address)
    post(client, cast.hanna, f"{address}sending")
    decision.message.refresh_from_db()
    assert decision.message.sent_at is None
    assert "I have called and told them" in read(client, cast.hanna, address)


def test_a_dead_mail_server_is_named_with_the_next_try(client, cast, pending, now, monkeypatch):
    def refuse(_message):
        raise ConnectionRefusedError

    monkeypatch.setattr("hearback.messages.actions.deliver", refuse)
    send_due(now=now)
    page = read(client, cast.hanna, f"/desk/messages/{pending.pk}/")
    assert "The mail server could not take it" in page
    assert "It will be tried again. The next try is in 1 minute." in page


def test_what_the_candidate_wrote_is_read_and_not_changed(client, cast, now):
    ask_question(cast.omars, text="May I?", now=now)
    asked = Message.objects.get(inbound=True)
    page = get(client, cast.hanna, f"/desk/messages/{asked.pk}/").content.decode()
    assert "From Omar Haddad" in page
    assert "<textarea" not in page
    post(client, cast.hanna, f"/desk/messages/{asked.pk}/", 422, subject="Changed", body="Changed")
    asked.refresh_from_db()
    assert asked.body == "May I?"


def test_a_page_of_a_message_takes_few_queries(client, cast, pending, django_assert_max_num_queries):
    client.force_login(cast.hanna)
    with django_assert_max_num_queries(10):
        client.get(f"/desk/messages/{pending.pk}/")
