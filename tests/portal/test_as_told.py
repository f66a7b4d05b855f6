"""What a candidate knows: the rows as of what they have been told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.decisions import offers, pauses, requests
from hearback.decisions.actions import undo
from hearback.interviews.actions import Place, book_interview, move_interview
from hearback.messages.actions import cancel, mark_called
from hearback.portal.queries import (
    as_told,
    interviews_of,
    known_promises,
    letters_of,
    open_steps,
    own_applications,
    past_promises,
)
from hearback.promises.actions import renew
from tests import deciding
from tests.deciding import fresh, owed

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def told(application):
    return as_told(own_applications(application.candidate).get(pk=application.pk))


def book(cast, application, *, now):
    return book_interview(
        application=application,
        template=cast.first_interview,
        kind="interview",
        name="First talk",
        starts_at=now + timedelta(days=2),
        minutes=45,
        seats=[Place(cast.ada)],
        place="Room 4",
        by=cast.ruth,
        now=now,
    )


def test_without_a_decision_things_are_as_they_are(cast):
    known = told(cast.omars)
    assert (known.state, known.stage, known.decision, known.held_back_since) == ("active", cast.review, None, None)


def test_an_advance_counts_once_it_has_been_said(cast, now):
    decision = deciding.advance(cast, cast.omars, now=now)
    before = told(cast.omars)
    assert (before.stage, before.decision, before.held_back_since) == (cast.review, None, now)
    assert [step.words for step in open_steps(before)] == ["Our answer to your application"]
    deciding.post(decision.message, now=now)
    after = told(cast.omars)
    assert (after.stage, after.decision) == (cast.second_round, decision)
    assert [step.words for step in open_steps(after)] == ["A date for your second interview"]


def test_a_rejection_counts_once_it_has_been_said(cast, now):
    decision = deciding.reject(cast, cast.omars, now=now)
    assert (told(cast.omars).state, told(cast.omars).live) == ("active", True)
    deciding.post(decision.message, now=now + timedelta(hours=1))
    assert (told(cast.omars).state, told(cast.omars).letter) == ("rejected", decision.message)
    assert open_steps(told(cast.omars)) == []


def test_a_rejection_by_phone_counts_once_somebody_has_called(cast, now):
    decision = deciding.reject(cast, cast.yukis, now=now)
    deciding.minute(now + timedelta(days=1))
    assert told(cast.yukis).state == "active"
    mark_called(decision.message, by=cast.marta, now=now + timedelta(days=1))
    assert told(cast.yukis).state == "rejected"


def test_an_undone_rejection_never_was(cast, now):
    decision = deciding.reject(cast, cast.omars, now=now)
    undo(decision, by=cast.marta, now=now)
    known = told(cast.omars)
    assert (known.state, known.decision, known.held_back_since) == ("active", None, None)


def test_what_is_in_their_hands_stays_there_while_a_decision_is_unsaid(cast, now):
    asked = deciding.ask(cast, cast.omars, now=now)
    deciding.post(asked.message, now=now)
    deciding.advance(cast, cast.omars, now=now + MINUTE)
    known = told(cast.omars)
    assert (known.state, known.request) == ("asked", asked.request)
    assert [(step.by_candidate, step.ended_at) for step in open_steps(known)] == [(True, None)]


def test_several_unsaid_decisions_lead_back_to_the_last_that_was_said(cast, now):
    held = deciding.hold(cast, cast.omars, now=now)
    deciding.post(held.message, now=now)
    deciding.advance(cast, cast.omars, now=now + MINUTE)
    deciding.reject(cast, cast.omars, now=now + 2 * MINUTE)
    known = told(cast.omars)
    assert (known.state, known.stage, known.hold) == ("held", cast.review, held.hold)
    assert known.held_back_since == now + MINUTE


def test_a_decision_whose_letter_was_called_back_is_not_known(cast, now):
    decision = deciding.advance(cast, cast.omars, now=now)
    cancel(decision.message, by=cast.marta, now=now)
    assert told(cast.omars).stage == cast.review


def test_what_they_do_themselves_they_know_at_once(cast, now):
    offer = deciding.offer(cast, cast.omars, now=now)
    deciding.post(offer.decision.message, now=now)
    offers.accept(offer, now=now + MINUTE)
    known = told(cast.omars)
    assert known.state == "accepted"
    assert [step.words for step in open_steps(known)] == ["Your contract and everything about your first day"]


def test_sending_the_last_thing_brings_the_ball_back_at_once(cast, now):
    deciding.post(deciding.ask(cast, cast.omars, items=[("text", "A reference")], now=now).message, now=now)
    requests.answer_item(fresh(cast.omars).requests.get().items.get(), answer="Ask Kai.", now=now + MINUTE)
    known = told(cast.omars)
    assert known.state == "active"
    assert [step.words for step in open_steps(known)] == ["Our answer to what you sent"]


def test_the_end_of_a_pause_counts_once_it_has_been_said(cast, now):
    deciding.post(deciding.hold(cast, cast.omars, now=now).message, now=now)
    resumed = pauses.resume(cast.omars, revision=fresh(cast.omars).revision, by=cast.marta, now=now + MINUTE)
    assert told(cast.omars).state == "held"
    deciding.post(resumed.message, now=now + MINUTE)
    assert told(cast.omars).state == "active"


def test_a_new_date_counts_once_it_has_been_said(cast, now):
    old = owed(cast.omars)[0]
    new = renew(old, due_at=old.due_at + timedelta(days=2), reason="Marta is ill.", by=cast.hanna, now=now)
    before = told(cast.omars)
    assert [(step.pk, step.ended_at) for step in open_steps(before)] == [(old.pk, None)]
    assert past_promises(before) == []
    deciding.post(new.told_by, now=now)
    after = told(cast.omars)
    assert open_steps(after) == [new]
    assert [(past.pk, past.ending) for past in past_promises(after)] == [(old.pk, "renewed")]


def test_showing_a_promise_as_open_leaves_the_row_as_it_is(cast, now):
    old = owed(cast.omars)[0]
    renew(old, due_at=old.due_at + timedelta(days=2), reason="Marta is ill.", by=cast.hanna, now=now)
    known = told(cast.omars)
    open_steps(known)
    assert [one.ending for one in known.application.promises.all() if one.pk == old.pk] == ["renewed"]


def test_a_first_invitation_counts_once_it_has_been_sent(cast, now):
    interview = book(cast, cast.omars, now=now)
    assert interviews_of(told(cast.omars)) == []
    deciding.post(interview.invitation, now=now)
    assert interviews_of(told(cast.omars)) == [interview]


def test_a_meeting_that_is_moved_stays_in_sight(cast, now):
    moved = move_interview(
        cast.lenas_interview,
        starts_at=cast.lenas_interview.starts_at + timedelta(days=1),
        minutes=45,
        place="Room 4",
        reason="Ben has to travel.",
        by=cast.ruth,
        now=now,
    )
    assert moved.invitation.pending
    assert interviews_of(told(cast.lenas)) == [moved]


def test_what_is_for_colleagues_only_is_no_promise_here(cast, now):
    known = known_promises(told(cast.omars))
    cast.omars.promises.update(shown_to_candidate=False)
    assert known
    assert known_promises(told(cast.omars)) == []
    cast.omars.promises.update(shown_to_candidate=True)  # or the law of the house is broken


def test_letters_are_what_has_arrived(cast, now):
    decision = deciding.advance(cast, cast.omars, now=now)
    assert decision.message not in letters_of(told(cast.omars))
    deciding.post(decision.message, now=now)
    assert letters_of(told(cast.omars))[0] == decision.message


def test_the_door_asks_as_much_of_the_database_for_one_as_for_many(cast, now, django_assert_max_num_queries):
    def look():
        for application in own_applications(cast.omar):
            open_steps(as_told(application))

    from hearback.decisions.arrivals import apply

    with django_assert_max_num_queries(3):
        look()
    apply(candidate=cast.omar, job=cast.sales, now=now)
    deciding.post(deciding.ask(cast, cast.omars, now=now).message, now=now)
    deciding.hold(cast, cast.omars, now=now)
    with django_assert_max_num_queries(3):
        look()
