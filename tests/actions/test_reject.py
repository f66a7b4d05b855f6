from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.candidates.models import Candidate
from hearback.decisions import offers, requests
from hearback.decisions.actions import undo
from hearback.decisions.arrivals import apply
from hearback.decisions.models import Decision
from hearback.decisions.queries import known_state
from hearback.messages.actions import mark_called
from hearback.promises.actions import keep_answered
from hearback.record.models import Entry
from hearback.refusals import Refused
from tests import deciding
from tests.deciding import fresh, owed


def test_a_rejection_waits_half_an_hour_and_then_goes(cast, now):
    decision = deciding.reject(cast, cast.omars, now=now)
    assert (fresh(cast.omars).state, fresh(cast.omars).ended_at) == ("rejected", now)
    deciding.minute(now + timedelta(minutes=29))
    decision.message.refresh_from_db()
    assert decision.message.sent_at is None
    deciding.minute(now + timedelta(minutes=30))
    decision.message.refresh_from_db()
    assert decision.message.sent_at == now + timedelta(minutes=30)
    assert owed(cast.omars) == []


def test_what_was_promised_stays_owed_until_the_candidate_has_been_told(cast, now):
    promise = owed(cast.omars)[0]
    decision = deciding.reject(cast, cast.omars, now=now)
    promise.refresh_from_db()
    assert (promise.ended_at, promise.answered_by) == (None, decision.message)
    deciding.post(decision.message, now=now + timedelta(hours=1))
    promise.refresh_from_db()
    assert (promise.ending, promise.ended_at) == ("kept", now + timedelta(hours=1))


@pytest.mark.parametrize("key", ["reject", "reject_interviewed", "reject_final", "reject_position"])
def test_the_reason_decides_the_wording(cast, now, key):
    from hearback.messages.queries import draft

    reason = deciding.reason(key)
    decision = deciding.reject(cast, cast.omars, reason=reason, now=now)
    assert decision.reason == reason
    assert (decision.message.subject, decision.message.body) == draft(key, cast.omars, words="")
    assert reason.name not in decision.message.body


def test_a_rejection_needs_a_reason(cast, now):
    with pytest.raises(Refused, match="Choose a reason"):
        deciding.reject(cast, cast.omars, reason=None, now=now)


def test_a_booked_interview_comes_first(cast, now):
    with pytest.raises(Refused, match="An interview is still booked: "):
        deciding.reject(cast, cast.lenas, now=now)
    assert fresh(cast.lenas).state == "active"


# By call


def test_who_prefers_a_call_is_called_once_the_time_has_come(cast, now):
    decision = deciding.reject(cast, cast.yukis, now=now)
    assert decision.message.channel == "call"
    with pytest.raises(Refused, match="not to be made yet"):
        mark_called(decision.message, by=cast.marta, now=now)
    deciding.minute(now + timedelta(hours=2))
    decision.message.refresh_from_db()
    assert decision.message.sent_at is None  # no machine makes this call
    called = now + timedelta(hours=3)
    mark_called(decision.message, by=cast.marta, now=called)
    keep_answered(now=called)
    assert owed(cast.yukis) == []


def test_the_call_is_owed_and_the_owner_is_nudged(cast, now):
    """Asked before, so nothing of ours was open: a call that nobody owes would be forgotten."""
    sent = deciding.ask(cast, cast.yukis, now=now).message
    deciding.post(sent, now=now)
    decision = deciding.reject(cast, cast.yukis, by=cast.hanna, now=now)
    call = cast.yukis.promises.get(answered_by=decision.message)
    assert (call.owner, call.shown_to_candidate, call.by_candidate) == (cast.hanna, False, False)
    assert call.nudge_at is not None


def test_nobody_can_call_somebody_without_a_number(cast, now):
    Candidate.objects.filter(pk=cast.yuki.pk).update(phone="")
    assert deciding.reject(cast, fresh(cast.yukis), now=now).message.channel == "email"


def test_the_decider_may_choose_the_other_channel(cast, now):
    assert deciding.reject(cast, cast.yukis, channel="email", now=now).message.channel == "email"


# Undone


def test_undo_restores_everything(cast, now, laws):
    promise = owed(cast.omars)[0]
    decision = deciding.reject(cast, cast.omars, now=now)
    undo(decision, by=cast.hanna, now=now + timedelta(minutes=5))
    promise.refresh_from_db()
    decision.refresh_from_db()
    application = fresh(cast.omars)
    assert (application.state, application.ended_at, application.stage) == ("active", None, cast.review)
    assert (promise.answered_by, promise.ended_at) == (None, None)
    assert (decision.undone_by, decision.undone_at) == (cast.hanna, now + timedelta(minutes=5))
    assert decision.message.cancelled_at == now + timedelta(minutes=5)
    assert Entry.objects.filter(verb="undone", application_id=application.pk).count() == 1
    deciding.minute(now + timedelta(hours=1))
    decision.message.refresh_from_db()
    assert decision.message.sent_at is None
    laws()


def test_undo_of_a_rejection_while_asked_leaves_the_checklist_with_the_candidate(cast, now, laws):
    request = deciding.ask(cast, cast.omars, now=now).request
    decision = deciding.reject(cast, cast.omars, now=now)
    request.refresh_from_db()
    assert request.ended_at is None
    undo(decision, by=cast.marta, now=now)
    assert fresh(cast.omars).state == "asked"
    assert [one.by_candidate for one in owed(cast.omars) if one.kind == "information"] == [True]
    laws()


def test_answers_sent_before_the_rejection_is_said_are_kept_and_count_after_undo(cast, now, laws):
    request = deciding.ask(cast, cast.omars, items=[("text", "References")], now=now).request
    decision = deciding.reject(cast, cast.omars, now=now)
    item = requests.answer_item(request.items.get(), answer="Ada Novak", now=now)
    assert item.done_at == now
    assert fresh(cast.omars).state == "rejected"
    undo(decision, by=cast.marta, now=now)
    assert fresh(cast.omars).state == "active"
    request.refresh_from_db()
    assert request.completed_at == now
    laws()


def test_undo_of_a_rejection_during_a_hold_goes_on_holding(cast, now, laws):
    pause = deciding.hold(cast, cast.omars, now=now).hold
    undo(deciding.reject(cast, cast.omars, now=now), by=cast.marta, now=now)
    pause.refresh_from_db()
    assert (fresh(cast.omars).state, pause.ended_at) == ("held", None)
    laws()


def test_undo_of_a_rejection_of_somebody_with_an_offer_leaves_it_open(cast, now, laws):
    standing = deciding.offer(cast, cast.omars, now=now)
    decision = deciding.reject(cast, cast.omars, now=now)
    with pytest.raises(Refused, match="no longer open"):
        offers.accept(standing, now=now)
    undo(decision, by=cast.marta, now=now)
    offers.accept(standing, now=now)
    assert fresh(cast.omars).state == "accepted"
    laws()


def test_what_was_in_their_hands_ends_when_they_have_been_told(cast, now):
    standing = deciding.offer(cast, cast.omars, now=now)
    deciding.reject(cast, cast.omars, now=now)
    request = deciding.ask(cast, cast.sofias, by=cast.victor, now=now).request
    deciding.reject(cast, cast.sofias, by=cast.victor, now=now)
    pause = deciding.hold(cast, cast.yukis, now=now).hold
    deciding.reject(cast, cast.yukis, channel="email", now=now)
    deciding.minute(now)
    for row in (request, pause, standing):
        row.refresh_from_db()
    assert (request.ended_at, pause.ended_at, standing.withdrawn_at) == (None, None, None)
    told = now + timedelta(minutes=30)
    assert deciding.minute(told)["let go"] == 3
    for row in (request, pause, standing):
        row.refresh_from_db()
    assert (request.ended_at, pause.ended_at, standing.withdrawn_at) == (told, told, told)
    assert [owed(one) for one in (cast.omars, cast.sofias, cast.yukis)] == [[], [], []]
    assert deciding.minute(told + timedelta(minutes=1))["let go"] == 0


def test_who_may_not_decide_may_not_undo(cast, now):
    decision = deciding.reject(cast, cast.omars, now=now)
    with pytest.raises(Refused, match="Decisions are made by"):
        undo(decision, by=cast.ruth, now=now)


def test_what_has_been_said_cannot_be_undone(cast, now):
    decision = deciding.reject(cast, cast.omars, delay=timedelta(0), now=now)
    deciding.post(decision.message, now=now)
    with pytest.raises(Refused, match="has been told already"):
        undo(decision, by=cast.marta, now=now)


def test_undo_works_once(cast, now):
    decision = deciding.reject(cast, cast.omars, now=now)
    undo(decision, by=cast.marta, now=now)
    with pytest.raises(Refused, match="undone already"):
        undo(decision, by=cast.hanna, now=now)


def test_undo_is_for_rejections(cast, now):
    decision = deciding.hold(cast, cast.omars, now=now)
    with pytest.raises(Refused, match="Only a rejection"):
        undo(decision, by=cast.marta, now=now)


def test_undo_gives_way_to_a_new_application_for_the_same_job(cast, now):
    decision = deciding.reject(cast, cast.omars, now=now)
    apply(candidate=cast.omar, job=cast.engineer, now=now)
    with pytest.raises(Refused, match="applied for this job again"):
        undo(decision, by=cast.marta, now=now)
    assert fresh(cast.omars).state == "rejected"


def test_a_promise_kept_meanwhile_is_followed_by_a_new_one(cast, now, laws):
    decision = deciding.reject(cast, cast.omars, now=now)
    from hearback.promises.actions import keep

    for one in owed(cast.omars):
        keep(one, by=cast.hanna, now=now)
    undo(decision, by=cast.marta, now=now)
    laws()
    assert [(one.kind, one.owner) for one in owed(cast.omars)] == [("answer", cast.marta)]


# What the candidate knows


def test_to_the_candidate_nothing_has_changed_until_they_are_told(cast, now):
    decision = deciding.reject(cast, cast.omars, now=now)
    assert known_state(fresh(cast.omars)) == "active"
    deciding.post(decision.message, now=now + timedelta(minutes=30))
    assert known_state(fresh(cast.omars)) == "rejected"


def test_the_clock_leaves_a_rejected_application_alone(cast, now):
    deciding.ask(cast, cast.omars, due_at=now + timedelta(hours=13), now=now)
    deciding.hold(cast, cast.yukis, until=(now + timedelta(days=1)).date(), now=now)
    for application in (cast.omars, cast.yukis):
        deciding.reject(cast, application, delay=timedelta(days=2), channel="email", now=now)
    done = deciding.minute(now + timedelta(days=1, hours=1))
    assert (done["resumed"], done["came back"], done["reminded"]) == (0, 0, 0)
    assert Decision.objects.filter(application=cast.omars).count() == 2
