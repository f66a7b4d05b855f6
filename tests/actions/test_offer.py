"""Offer, accept, decline, hire."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from hearback.decisions import offers
from hearback.decisions.models import Decision
from hearback.messages.models import Message
from hearback.refusals import Overtaken, Refused
from tests import deciding
from tests.deciding import fresh, owed


def hire(cast, application, *, now, **facts):
    said = {"revision": fresh(application).revision, "by": cast.marta, **facts}
    return offers.hire(application, now=now, **said)


def test_an_offer_is_in_the_candidates_hands_until_its_date(cast, now, laws):
    standing = deciding.offer(cast, cast.omars, terms="Thirty days of leave.", now=now)
    application = fresh(cast.omars)
    assert (application.state, application.stage) == ("offered", cast.offer_stage)
    body = standing.decision.message.body
    assert "Pay: EUR 70,000 a year" in body
    assert "First day: Friday 6 November 2026\nThirty days of leave." in body
    assert (standing.decision.promise.by_candidate, standing.decision.promise.due_at) == (True, standing.expires_at)
    laws()


def test_who_stands_at_the_offer_already_stays_there(cast, now):
    deciding.advance(cast, cast.omars, to_stage=cast.offer_stage, now=now)
    entered = fresh(cast.omars).entered_stage_at
    deciding.offer(cast, cast.omars, now=now + timedelta(hours=1))
    assert (fresh(cast.omars).stage, fresh(cast.omars).entered_stage_at) == (cast.offer_stage, entered)


def test_a_second_offer_withdraws_the_first(cast, now):
    first = deciding.offer(cast, cast.omars, now=now)
    second = deciding.offer(cast, cast.omars, amount=Decimal("71500.50"), now=now)
    first.refresh_from_db()
    assert (first.withdrawn_at, second.withdrawn_at) == (now, None)
    with pytest.raises(Refused, match="no longer open"):
        offers.accept(first, now=now)
    assert "EUR 71,500.50 a year" in second.decision.message.body


def test_accepting_keeps_their_promise_and_makes_ours(cast, now, laws):
    standing = deciding.offer(cast, cast.omars, now=now)
    theirs = standing.decision.promise
    offers.accept(standing, now=now + timedelta(days=1))
    theirs.refresh_from_db()
    assert (fresh(cast.omars).state, theirs.ending) == ("accepted", "kept")
    assert [(one.kind, one.owner) for one in owed(cast.omars) if not one.answered_by] == [("start", cast.marta)]
    assert Message.objects.filter(person=cast.marta, subject__contains="has accepted the offer").exists()
    laws()


def test_declining_ends_it_and_frees_the_seats(cast, now, laws):
    standing = deciding.offer(cast, cast.lenas, now=now)
    offers.decline(standing, words="I stay where I am.", now=now)
    cast.lenas_interview.refresh_from_db()
    decision = Decision.objects.filter(application=cast.lenas).first()
    assert (fresh(cast.lenas).state, owed(cast.lenas)) == ("declined", [])
    assert cast.lenas_interview.cancelled_at == now
    assert not cast.lenas_interview.seats.filter(released_at=None).exists()
    assert (decision.outcome, decision.note) == ("decline", "I stay where I am.")
    laws()


def test_an_offer_nobody_answered_comes_back_once(cast, now, laws):
    standing = deciding.offer(cast, cast.omars, now=now)
    assert deciding.minute(standing.expires_at - timedelta(minutes=1))["offers lapsed"] == 0
    assert deciding.minute(standing.expires_at)["offers lapsed"] == 1
    assert deciding.minute(standing.expires_at + timedelta(minutes=1))["offers lapsed"] == 0
    assert [(one.words, one.owner, one.by_candidate) for one in owed(cast.omars)] == [
        ("We get in touch about the offer", cast.marta, False)
    ]
    with pytest.raises(Refused, match="has passed"):
        offers.accept(standing, now=standing.expires_at + timedelta(minutes=2))
    laws()


def test_hire_says_when_they_start_and_owes_nothing_more(cast, now, laws):
    standing = deciding.offer(cast, cast.omars, now=now)
    offers.accept(standing, now=now)
    decision = hire(cast, cast.omars, words="Bring your passport.", now=now)
    assert "you start as Embedded Engineer on Friday 6 November 2026" in decision.message.body
    assert "Bring your passport." in decision.message.body
    for message in cast.omars.messages.filter(sent_at=None, cancelled_at=None):
        deciding.post(message, now=now)
    assert (fresh(cast.omars).state, owed(cast.omars)) == ("hired", [])
    laws()


def test_nobody_is_hired_who_has_not_accepted(cast, now):
    deciding.offer(cast, cast.omars, now=now)
    with pytest.raises(Refused, match="after they have accepted"):
        hire(cast, cast.omars, now=now)


@pytest.mark.parametrize("who", ["ben", "ruth", "stan"])
def test_offers_are_made_by_those_who_decide(cast, now, who):
    with pytest.raises(Refused, match="Decisions are made by"):
        deciding.offer(cast, cast.omars, by=getattr(cast, who), now=now)


def test_the_second_is_told_who_made_an_offer(cast, now):
    seen = fresh(cast.omars).revision
    deciding.offer(cast, cast.omars, now=now)
    with pytest.raises(Overtaken, match="Marta Lindqvist made Omar Haddad an offer on Monday 7 September at 11:00"):
        deciding.offer(cast, cast.omars, revision=seen, by=cast.hanna, now=now)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"amount": Decimal(0)}, "pay"),
        ({"starts_on": "today"}, "starts_on"),
        ({"expires_at": "soon"}, "expires"),
    ],
)
def test_offer_refuses(cast, now, facts, field):
    given = {"today": now.date(), "soon": now + timedelta(hours=2)}
    facts = {name: given.get(value, value) for name, value in facts.items()}
    with pytest.raises(Refused) as refused:
        deciding.offer(cast, cast.omars, now=now, **facts)
    assert (refused.value.field, fresh(cast.omars).state) == (field, "active")


def test_what_has_been_accepted_is_not_offered_again(cast, now):
    offers.accept(deciding.offer(cast, cast.omars, now=now), now=now)
    with pytest.raises(Refused, match="accepted already"):
        deciding.offer(cast, cast.omars, now=now)
