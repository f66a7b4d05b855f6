from __future__ import annotations

import pytest

from hearback.applications.plan_changes import retire_stage
from hearback.jobs import plans
from hearback.jobs.models import Stage
from hearback.jobs.plan_templates import PlanDraft, plan_for
from hearback.jobs.queries import plan_as_draft, plan_of, stages_of
from hearback.record.models import Entry
from hearback.refusals import Refused

SHORT = plan_for(role="hourly", industry="retail", size="small")


def names(job):
    return list(stages_of(job).values_list("name", flat=True))


def stage_facts(**changes):
    return {
        "kind": "screen",
        "name": "Call",
        "public_name": "A short call",
        "public_text": "We call you.",
        "answer_days": 2,
        **changes,
    }


def test_a_draft_changes_its_whole_plan_and_keeps_words_already_written(cast, now):
    from hearback.jobs.actions import create_job

    job = create_job(
        title="Baker",
        department=cast.departments["operations"],
        office=cast.berlin,
        plan=plan_for(role="junior", industry="retail", size="large"),
        by=cast.hanna,
        now=now,
    )
    attribute = job.attributes.get(name="Reliability")
    attribute.anchors = ["one", "two", "three", "four"]
    attribute.save()
    plans.apply_plan(job, draft=SHORT, by=cast.hanna, now=now)
    assert names(job) == ["Application review", "Meeting", "Offer"]
    attribute.refresh_from_db()
    assert attribute.anchors == ["one", "two", "three", "four"]
    texts = list(job.requirements.values_list("text", flat=True))
    assert len(texts) == len(set(texts))


def test_a_plan_that_people_are_in_is_not_replaced(cast, now):
    with pytest.raises(Refused, match="stage by stage"):
        plans.apply_plan(cast.engineer, draft=SHORT, by=cast.hanna, now=now)
    with pytest.raises(Refused, match="empty"):
        plans.apply_plan(cast.engineer, draft=PlanDraft(()), by=cast.hanna, now=now)


def test_a_plan_read_back_as_a_draft_is_the_plan_that_was_applied(cast, now):
    from hearback.jobs.actions import create_job

    wanted = plan_for(role="executive", industry="finance", size="large")
    job = create_job(
        title="CFO",
        department=cast.departments["operations"],
        office=cast.berlin,
        plan=wanted,
        by=cast.hanna,
        now=now,
    )
    read = plan_as_draft(job)
    assert [(s.name, s.public_text, s.answer_days) for s in read.stages] == [
        (s.name, s.public_text, s.answer_days) for s in wanted.stages
    ]
    assert [[i.guide for i in s.interviews] for s in read.stages] == [
        [i.guide for i in s.interviews] for s in wanted.stages
    ]
    assert {a.name for a in read.attributes} == {a.name for a in wanted.attributes}


def test_a_new_stage_stands_before_the_offer_unless_told_otherwise(cast, now):
    plans.add_stage(cast.engineer, by=cast.marta, now=now, **stage_facts())
    assert names(cast.engineer)[-2:] == ["Call", "Offer"]
    early = plans.add_stage(cast.engineer, at=1, by=cast.marta, now=now, **stage_facts(name="Early call"))
    assert names(cast.engineer)[1] == "Early call"
    assert early.position == 2


def test_an_open_job_keeps_its_offer_last(cast, now):
    with pytest.raises(Refused, match="ends with its offer"):
        plans.move_stage(cast.offer_stage, to=0, by=cast.marta, now=now)
    with pytest.raises(Refused, match="ends with its offer"):
        plans.change_stage(cast.offer_stage, kind="final", by=cast.marta, now=now)
    with pytest.raises(Refused, match="ends with its offer"):
        retire_stage(cast.offer_stage, by=cast.marta, now=now)
    assert names(cast.engineer) == ["Application review", "First interview", "Second interview", "Offer"]


def test_a_moved_stage_keeps_whoever_is_in_it(cast, now):
    before = cast.lenas.stage_id
    plans.move_stage(cast.second_round, to=1, by=cast.marta, now=now)
    assert names(cast.engineer) == ["Application review", "Second interview", "First interview", "Offer"]
    cast.lenas.refresh_from_db()
    assert cast.lenas.stage_id == before


def test_a_changed_promise_time_leaves_promises_already_made_alone(cast, now, laws):
    owed = cast.lenas.promises.filter(ended_at=None).get()
    plans.change_stage(cast.first_round, answer_days=9, public_name="A talk", by=cast.marta, now=now)
    due = owed.due_at
    owed.refresh_from_db()
    assert owed.due_at == due
    laws()


def test_a_stage_without_a_public_name_is_refused(cast, now):
    with pytest.raises(Refused, match="public name") as refused:
        plans.change_stage(cast.first_round, public_name=" ", by=cast.marta, now=now)
    assert refused.value.field == "public_name"
    cast.first_round.refresh_from_db()
    assert cast.first_round.public_name == "First interview"


def test_retiring_a_stage_with_people_asks_where_they_go(cast, now):
    with pytest.raises(Refused, match="2 candidates are in “First interview”") as refused:
        retire_stage(cast.first_round, by=cast.marta, now=now)
    assert refused.value.field == "move_to"
    for wrong in (cast.first_round, Stage.objects.filter(job=cast.sales).first()):
        with pytest.raises(Refused, match="another stage of this plan"):
            retire_stage(cast.first_round, move_to=wrong, by=cast.marta, now=now)


def test_a_retired_stage_hands_its_people_on_and_nobody_is_lost(cast, now, laws):
    before = {a.pk: (a.state, a.revision) for a in (cast.lenas, cast.yukis)}
    assert retire_stage(cast.first_round, move_to=cast.second_round, by=cast.marta, now=now) == 2
    for application in (cast.lenas, cast.yukis):
        application.refresh_from_db()
        assert application.stage == cast.second_round
        assert application.entered_stage_at == now
        assert (application.state, application.revision) == (before[application.pk][0], before[application.pk][1] + 1)
        moved = Entry.objects.get(verb="moved", application_id=application.pk)
        assert moved.details == {"was": cast.first_round.pk, "stage": cast.second_round.pk}
    assert names(cast.engineer) == ["Application review", "Second interview", "Offer"]
    cast.lenas_interview.refresh_from_db()
    assert cast.lenas_interview.template == cast.first_interview
    laws()
    with pytest.raises(Refused, match="left the plan already"):
        retire_stage(cast.first_round, move_to=cast.second_round, by=cast.marta, now=now)


def test_an_interview_is_added_changed_and_moved(cast, now):
    craft = cast.engineer.attributes.get(name="Craft")
    stranger = cast.sales.attributes.first()
    added = plans.add_interview(
        cast.second_round,
        name=" Lunch ",
        kind="meal",
        minutes=60,
        seat_roles=["interviewer", "hiring_manager"],
        focus=[craft, stranger],
        guide=[
            {"question": " Soup? ", "listen_for": "", "attribute": "Craft"},
            {"question": "Salt?", "attribute": "Nothing of ours"},
        ],
        by=cast.marta,
        now=now,
    )
    assert list(added.focus.all()) == [craft]
    assert [asked["attribute"] for asked in added.guide] == ["Craft", ""]
    plans.move_interview(added, to=0, by=cast.marta, now=now)
    stage = next(stage for stage in plan_of(cast.engineer) if stage == cast.second_round)
    assert [template.name for template in stage.templates.all()][:2] == ["Lunch", "Panel"]
    with pytest.raises(Refused, match="5 to 480"):
        plans.change_interview(
            added, name="L", kind="meal", minutes=0, seat_roles=["interviewer"], by=cast.marta, now=now
        )


def test_an_interview_leaves_its_stage_and_what_was_booked_from_it_stays_whole(cast, now):
    plans.remove_interview(cast.first_interview, by=cast.marta, now=now)
    stage = next(stage for stage in plan_of(cast.engineer) if stage == cast.first_round)
    assert cast.first_interview not in stage.templates.all()
    cast.lenas_interview.refresh_from_db()
    assert cast.lenas_interview.template == cast.first_interview
    cast.first_interview.refresh_from_db()
    with pytest.raises(Refused, match="has left its stage already"):
        plans.remove_interview(cast.first_interview, by=cast.marta, now=now)


def test_an_interviewer_changes_no_plan(cast, now):
    for attempt in (
        lambda: plans.add_stage(cast.engineer, by=cast.ben, now=now, **stage_facts()),
        lambda: plans.move_stage(cast.second_round, to=1, by=cast.ben, now=now),
        lambda: retire_stage(cast.second_round, by=cast.ben, now=now),
        lambda: plans.remove_interview(cast.tour, by=cast.ben, now=now),
    ):
        with pytest.raises(Refused, match="its recruiter or its hiring manager"):
            attempt()


def test_reading_a_plan_takes_three_queries_however_long_it_is(cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        for stage in plan_of(cast.engineer):
            for template in stage.templates.all():
                list(template.focus.all())
