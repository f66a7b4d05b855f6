from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.decisions.models import Decision
from hearback.decisions.offers import withdraw
from hearback.messages.models import Message
from hearback.refusals import Overtaken, Refused
from tests import deciding
from tests.deciding import fresh, owed


def test_withdrawing_ends_everything_that_was_owed(cast, now, laws):
    withdraw(cast.lenas, words="I have found another job.", now=now)
    cast.lenas_interview.refresh_from_db()
    assert (fresh(cast.lenas).state, owed(cast.lenas)) == ("withdrawn", [])
    assert cast.lenas_interview.cancelled_at == now
    assert not cast.lenas_interview.seats.filter(released_at=None).exists()
    laws()


def test_colleagues_hear_of_it_once_each(cast, now):
    withdraw(cast.lenas, words="Another job.", now=now)
    told = Message.objects.filter(subject__startswith="Lena Fischer has withdrawn")
    assert [message.person for message in told] == [cast.marta]  # who owed the interview's closing
    assert "In their words: Another job." in told[0].body


def test_the_candidate_is_thanked_and_nothing_else_goes_out(cast, now):
    pending = deciding.ask(cast, cast.omars, now=now).message
    decision = withdraw(cast.omars, words="", now=now)
    pending.refresh_from_db()
    assert pending.cancelled_at == now
    assert decision.message.body.startswith("Dear Omar,\n\nYou have withdrawn")
    assert list(Message.objects.filter(candidate=cast.omar, sent_at=None, cancelled_at=None)) == [decision.message]


def test_a_rejection_that_has_not_been_said_is_never_said(cast, now, laws):
    rejection = deciding.reject(cast, cast.omars, now=now)
    decision = withdraw(cast.omars, words="", now=now + timedelta(minutes=2))
    rejection.refresh_from_db()
    assert (fresh(cast.omars).state, rejection.undone_by) == ("withdrawn", None)
    assert rejection.undone_at == rejection.message.cancelled_at == now + timedelta(minutes=2)
    assert (decision.from_state, Decision.objects.filter(application=cast.omars).first()) == ("active", decision)
    deciding.minute(now + timedelta(hours=1))
    rejection.message.refresh_from_db()
    assert rejection.message.sent_at is None
    laws()


def test_what_has_ended_cannot_be_withdrawn(cast, now):
    deciding.post(deciding.reject(cast, cast.omars, delay=timedelta(0), now=now).message, now=now)
    with pytest.raises(Refused, match="has ended already"):
        withdraw(cast.omars, words="", now=now)


def test_who_decides_meanwhile_is_told(cast, now):
    seen = fresh(cast.omars).revision
    withdraw(cast.omars, words="", now=now)
    with pytest.raises(Overtaken, match="Omar Haddad withdrew on Monday 7 September at 11:00"):
        deciding.advance(cast, cast.omars, revision=seen, now=now)
