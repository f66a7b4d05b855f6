"""More time for what was asked: given without asking anew, and asked for by the candidate."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.decisions.models import InformationRequest
from hearback.decisions.more_time import ask_for_time, extend
from hearback.decisions.requests import answer_item
from hearback.messages.models import Message
from hearback.promises.questions import reply
from hearback.record.models import Entry
from hearback.refusals import Refused
from tests import deciding
from tests.deciding import fresh, owed


@pytest.fixture
def asked(cast, now) -> InformationRequest:
    """Omar has five days for three things, and knows it."""
    decision = deciding.ask(cast, cast.omars, now=now)
    deciding.post(decision.message, now=now)
    return decision.request


def longer(asked, cast, now, *, days=12, **facts):
    return extend(asked, due_at=now + timedelta(days=days), **{"by": cast.marta, "now": now, **facts})


def test_a_later_date_renews_the_candidates_own_promise_and_tells_them(cast, asked, now, laws):
    before = owed(cast.omars)[0]
    made = longer(asked, cast, now, words="Of course.")
    before.refresh_from_db()
    assert (before.ending, made.renews, made.by_candidate) == ("renewed", before, True)
    assert owed(cast.omars) == [made]
    assert "You have more time for what we asked of you. Of course." in made.told_by.body
    assert "Your portfolio" in made.told_by.body
    assert fresh(cast.omars).state == "asked"
    assert Entry.objects.filter(verb="extended", subject_id=asked.pk).exists()
    laws()


def test_what_was_sent_stays_sent_and_the_rest_comes_back_at_the_new_date(cast, asked, now):
    answer_item(asked.items.get(kind="text"), answer="Kai Ng.", now=now)
    longer(asked, cast, now)
    deciding.minute(now + timedelta(days=6))
    assert fresh(cast.omars).state == "asked"
    deciding.minute(now + timedelta(days=12))
    assert fresh(cast.omars).state == "active"
    assert asked.items.get(kind="text").answer == "Kai Ng."


def test_the_reminder_follows_the_new_date(cast, asked, now):
    def reminders() -> int:
        return Message.objects.filter(candidate=cast.omar, purpose="reminder").count()

    deciding.minute(asked.remind_at)
    assert reminders() == 1
    longer(asked, cast, asked.remind_at, days=12)
    asked.refresh_from_db()
    deciding.minute(asked.remind_at - timedelta(minutes=1))
    assert reminders() == 1
    deciding.minute(asked.remind_at)
    assert reminders() == 2


@pytest.mark.parametrize(
    ("days", "sentence"), [(5, "later date than the one they have"), (-1, "later date"), (91, "within three months")]
)
def test_only_a_later_date_is_more_time(cast, asked, now, days, sentence):
    with pytest.raises(Refused, match=sentence):
        longer(asked, cast, now, days=days)


def test_what_has_come_back_has_no_date_to_move(cast, asked, now):
    deciding.hold(cast, cast.omars, now=now)
    with pytest.raises(Refused, match="has come back already"):
        longer(asked, cast, now)


def test_only_who_may_decide_gives_more_time(cast, asked, now):
    with pytest.raises(Refused, match="Decisions are made by"):
        longer(asked, cast, now, by=cast.ben)


def test_the_candidate_asks_and_a_reply_is_owed_before_their_date(cast, asked, now, laws):
    owed_reply = ask_for_time(asked, until=(now + timedelta(days=9)).date(), text="I am travelling.", now=now)
    assert (owed_reply.kind, owed_reply.owner) == ("reply", cast.marta)
    assert owed_reply.due_at < asked.due_at
    question = Message.objects.get(inbound=True, application=cast.omars)
    assert "until Wednesday 16 September if possible" in question.body
    assert "I am travelling." in question.body
    laws()


def test_shortly_before_their_date_the_reply_is_owed_by_it(cast, asked):
    late = asked.due_at - timedelta(hours=3)
    assert ask_for_time(asked, until=None, text="", now=late).due_at == asked.due_at


def test_giving_it_answers_the_question(cast, asked, now):
    owed_reply = ask_for_time(asked, until=None, text="", now=now)
    asked.refresh_from_db()
    made = longer(asked, cast, now)
    deciding.post(made.told_by, now=now)
    owed_reply.refresh_from_db()
    assert owed_reply.ending == "kept"


def test_it_can_be_declined_in_words_and_asked_again(cast, asked, now):
    owed_reply = ask_for_time(asked, until=None, text="", now=now)
    with pytest.raises(Refused, match="You have asked already: we reply by"):
        ask_for_time(asked, until=None, text="", now=now)
    reply(owed_reply, text="We have to decide on Friday.", by=cast.marta, now=now)
    ask_for_time(asked, until=None, text="Not even a day?", now=now + timedelta(hours=1))


def test_after_it_has_come_back_nobody_asks_for_time(cast, asked, now):
    deciding.post(deciding.hold(cast, cast.omars, now=now).message, now=now)
    with pytest.raises(Refused, match="has been closed"):
        ask_for_time(asked, until=None, text="", now=now)
