from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.decisions.arrivals import apply
from hearback.decisions.models import Decision
from hearback.jobs.models import HiringTeamMember, Job
from hearback.people.models import Role
from hearback.promises.models import Promise
from hearback.record.models import Entry
from hearback.refusals import Overtaken, Refused
from tests import deciding
from tests.deciding import fresh, owed


def test_advance_moves_tells_and_promises(cast, now, laws):
    due = now + timedelta(days=2)
    decision = deciding.advance(
        cast, cast.omars, to_stage=cast.first_round, next_words="A date for a talk", next_due_at=due, now=now
    )
    application = fresh(cast.omars)
    assert (application.state, application.stage, application.entered_stage_at) == ("active", cast.first_round, now)
    assert decision.message.body.startswith("Dear Omar,")
    assert "A date for a talk" in decision.message.body
    assert "Ruth Okafor" in decision.message.body
    assert (decision.promise.words, decision.promise.owner, decision.promise.due_at) == (
        "A date for a talk",
        cast.ruth,
        due,
    )
    assert decision.promise.told_by == decision.message
    laws()


def test_what_was_owed_before_is_kept_when_the_message_is_sent_and_not_before(cast, now):
    before = owed(cast.omars)[0]
    decision = deciding.advance(cast, cast.omars, to_stage=cast.first_round, now=now)
    before.refresh_from_db()
    assert (before.answered_by, before.ended_at) == (decision.message, None)
    deciding.post(decision.message, now=now + timedelta(minutes=3))
    before.refresh_from_db()
    assert (before.ending, before.ended_at, before.ended_by) == ("kept", now + timedelta(minutes=3), cast.marta)
    assert owed(cast.omars) == [decision.promise]


def test_a_promise_kept_after_its_date_stays_late(cast, now):
    before = owed(cast.omars)[0]
    after_the_date = before.due_at + timedelta(hours=1)
    decision = deciding.advance(
        cast, cast.omars, to_stage=cast.first_round, next_due_at=after_the_date + timedelta(days=1), now=after_the_date
    )
    deciding.post(decision.message, now=after_the_date)
    before.refresh_from_db()
    assert (before.ending, before.late_at) == ("kept", before.due_at)


def test_a_question_still_gets_its_own_reply(cast, now):
    from hearback.promises.questions import ask_question

    reply = ask_question(cast.omars, text="Is there a canteen?", now=now)
    deciding.advance(cast, cast.omars, to_stage=cast.first_round, now=now)
    reply.refresh_from_db()
    assert reply.answered_by is None


def test_the_closing_of_a_past_interview_is_answered_but_not_that_of_one_ahead(cast, now):
    past, ahead = cast.yukis_interview.promise, cast.lenas_interview.promise
    decision = deciding.advance(cast, cast.yukis, now=now)
    deciding.advance(cast, cast.lenas, now=now)
    past.refresh_from_db()
    ahead.refresh_from_db()
    assert (past.answered_by, ahead.answered_by) == (decision.message, None)


def test_advance_may_skip_stages_and_name_whom_to_meet(cast, now):
    decision = deciding.advance(cast, cast.omars, to_stage=cast.second_round, meet=[cast.ingrid], now=now)
    assert fresh(cast.omars).stage == cast.second_round
    assert list(decision.meet.all()) == [cast.ingrid]


@pytest.mark.parametrize(("stage", "kind"), [("second_round", "booking"), ("offer_stage", "answer")])
def test_a_stage_of_interviews_owes_a_booking_and_the_offer_an_answer(cast, now, stage, kind):
    decision = deciding.advance(cast, cast.omars, to_stage=getattr(cast, stage), now=now)
    assert decision.promise.kind == kind


def test_the_edited_message_goes_out_as_it_was_edited(cast, now):
    decision = deciding.advance(cast, cast.omars, subject="Come back", body="We liked you.", now=now)
    assert (decision.message.subject, decision.message.body) == ("Come back", "We liked you.")


def test_advance_does_not_lead_back(cast, now):
    with pytest.raises(Refused, match="Choose one that lies ahead"):
        deciding.advance(cast, cast.lenas, to_stage=cast.review, now=now)


@pytest.mark.parametrize("who", ["ben", "ruth", "stan", "victor"])
def test_only_deciders_of_this_job_advance(cast, now, who):
    with pytest.raises(Refused, match="Decisions are made by"):
        deciding.advance(cast, cast.omars, by=getattr(cast, who), now=now)
    assert fresh(cast.omars).stage == cast.review


@pytest.mark.parametrize("who", ["marta", "hanna", "ingrid", "alice"])
def test_manager_recruiter_executive_and_admin_advance(cast, now, who):
    deciding.advance(cast, cast.omars, by=getattr(cast, who), now=now)
    assert fresh(cast.omars).stage == cast.second_round


def test_the_second_to_decide_reads_who_was_first(cast, now):
    seen = fresh(cast.omars).revision
    deciding.advance(cast, cast.omars, revision=seen, now=now)
    with pytest.raises(Overtaken, match=r"Marta Lindqvist advanced Omar Haddad to .+ on Monday 7 September at 11:00"):
        deciding.reject(cast, cast.omars, revision=seen, by=cast.hanna, now=now)
    assert fresh(cast.omars).state == "active"


def test_nothing_happens_when_the_next_step_is_refused(cast, now, laws):
    messages = cast.omars.messages.count()
    with pytest.raises(Refused, match="passed already"):
        deciding.advance(cast, cast.omars, next_due_at=now - timedelta(hours=1), now=now)
    assert fresh(cast.omars).stage == cast.review
    assert (Decision.objects.filter(application=cast.omars).count(), cast.omars.messages.count()) == (0, messages)
    laws()


# To another job


def add_to_team(cast, job: Job, person) -> None:
    HiringTeamMember.objects.create(job=job, person=person, role=Role.HIRING_MANAGER)


def test_advance_to_another_job(cast, now, laws):
    stage = cast.sales.stages.first()
    decision = deciding.advance(cast, cast.omars, to_stage=stage, by=cast.hanna, now=now)
    application = fresh(cast.omars)
    assert (application.job, application.stage) == (cast.sales, stage)
    assert (decision.from_stage, decision.to_stage) == (cast.review, stage)
    assert cast.sales.title in decision.message.body
    assert Entry.objects.filter(verb="transferred", application_id=application.pk).exists()
    laws()


def test_a_job_that_the_decider_may_not_see_is_no_way_to_go(cast, now):
    with pytest.raises(Refused, match="confidential"):
        deciding.advance(cast, cast.omars, to_stage=cast.secret.stages.first(), by=cast.hanna, now=now)


def test_a_confidential_job_without_applications_is_open_to_its_own_team(cast, now):
    Application.objects.filter(job=cast.secret).update(job=cast.sales)
    stage = cast.secret.stages.first()
    with pytest.raises(Refused, match="This job is confidential"):
        deciding.advance(cast, cast.omars, to_stage=stage, by=cast.marta, next_owner=cast.ruth, now=now)
    deciding.advance(cast, cast.omars, to_stage=stage, by=cast.marta, next_owner=cast.marta, now=now)
    assert fresh(cast.omars).job == cast.secret


def test_a_closed_job_is_no_way_to_go(cast, now):
    Job.objects.filter(pk=cast.sales.pk).update(status="closed")
    with pytest.raises(Refused, match="is not open"):
        deciding.advance(cast, cast.omars, to_stage=cast.sales.stages.first(), by=cast.hanna, now=now)


def test_nobody_has_two_live_applications_for_one_job(cast, now):
    apply(candidate=cast.omar, job=cast.sales, now=now)
    with pytest.raises(Refused, match="already applying"):
        deciding.advance(cast, cast.omars, to_stage=cast.sales.stages.first(), by=cast.hanna, now=now)


def test_advance_out_of_an_offer_withdraws_it(cast, now):
    standing = deciding.offer(cast, cast.yukis, now=now)
    Application.objects.filter(pk=cast.yukis.pk).update(stage=cast.first_round)
    deciding.advance(cast, cast.yukis, now=now)
    standing.refresh_from_db()
    assert standing.withdrawn_at == now
    assert not Promise.objects.filter(application=cast.yukis, by_candidate=True, ended_at=None).exists()


def test_a_candidate_without_an_address_is_called(cast, now):
    Candidate.objects.filter(pk=cast.omar.pk).update(email="")
    decision = deciding.advance(cast, cast.omars, now=now)
    assert decision.message.channel == "call"
