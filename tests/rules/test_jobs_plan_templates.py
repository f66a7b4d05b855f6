from __future__ import annotations

from itertools import product

import pytest

from hearback.jobs.plan_templates import INDUSTRIES, ROLES, SIZES, PlanDraft, attribute_library, plan_for
from hearback.jobs.plan_templates.people import in_words, length_in_words
from hearback.refusals import Refused

EVERY = [(role, industry, size) for role, industry, size in product(ROLES, INDUSTRIES, SIZES)]


def interviews(plan: PlanDraft):
    return [interview for stage in plan.stages for interview in stage.interviews]


def test_hourly_work_at_a_small_employer_takes_one_single_interview():
    plan = plan_for(role="hourly", industry="retail", size="small")
    assert plan.rounds == 1
    assert [interview.minutes for interview in interviews(plan)] == [30]


def test_an_executive_at_a_large_employer_meets_four_rounds_and_senior_management_last():
    plan = plan_for(role="executive", industry="manufacturing", size="large")
    assert plan.rounds == 4
    assert [stage.kind for stage in plan.stages[-2:]] == ["final", "offer"]
    assert plan.stages[-2].interviews[0].seat_roles.count("executive") == 2


@pytest.mark.parametrize(("role", "industry", "size"), EVERY)
def test_every_plan_is_whole(role, industry, size):
    plan = plan_for(role=role, industry=industry, size=size)
    assert plan.stages[0].kind == "review" and plan.stages[-1].kind == "offer"
    assert all(stage.public_name and len(stage.public_text) > 100 for stage in plan.stages)
    assert all(1 <= stage.answer_days <= 9 for stage in plan.stages)
    assert 1 <= plan.rounds <= 4
    names = {attribute.name for attribute in plan.attributes}
    assert all(set(interview.focus) <= names for interview in interviews(plan))
    assert all(needed.attribute in names | {""} for needed in plan.requirements)
    assert any(needed.must for needed in plan.requirements)
    assert "{" not in "".join(stage.public_text for stage in plan.stages)
    assert len(plan.reasons) == 3


@pytest.mark.parametrize(("role", "industry", "size"), EVERY)
def test_every_attribute_an_interview_looks_at_has_a_question_and_none_is_asked_twice(role, industry, size):
    held = interviews(plan_for(role=role, industry=industry, size=size))
    for interview in held:
        asked = {question.attribute for question in interview.guide if question.attribute}
        assert asked == set(interview.focus), interview.name
        assert len(interview.guide) <= 9
    rated = [question.question for interview in held for question in interview.guide if question.attribute]
    assert len(rated) == len(set(rated))


@pytest.mark.parametrize(("role", "industry"), [(r, i) for r, i in product(ROLES, INDUSTRIES) if r != "hourly"])
def test_a_second_round_speaks_of_pay_and_brings_a_new_face_and_what_was_left_open(role, industry):
    plan = plan_for(role=role, industry=industry, size="medium")
    second = next(stage for stage in plan.stages if stage.name == "Second interview")
    assert "compensation_talk" in {interview.kind for interview in second.interviews}
    assert "hiring_manager" not in second.interviews[0].seat_roles
    texts = [question.question for question in second.interviews[0].guide]
    assert any("left something open" in text for text in texts)
    assert any("résumé" in text for text in texts)


def test_nobody_is_ever_asked_what_they_earn():
    for role, industry, size in EVERY:
        for interview in interviews(plan_for(role=role, industry=industry, size=size)):
            for question in interview.guide:
                words = question.question.lower().replace("?", " ").split()
                assert not {"earn", "earned", "salary", "paid"} & set(words), question.question


def test_plans_differ_by_role_by_industry_and_by_size():
    def shape(**which):
        plan = plan_for(**which)
        return [
            (s.name, s.answer_days, [(i.name, i.minutes, i.seat_roles, i.focus) for i in s.interviews])
            for s in plan.stages
        ]

    for role in ROLES:
        for size in SIZES:
            shapes = [shape(role=role, industry=industry, size=size) for industry in INDUSTRIES]
            assert all(shapes.count(one) == 1 for one in shapes), (role, size)
    for industry in INDUSTRIES:
        shapes = [shape(role=role, industry=industry, size=size) for role in ROLES for size in SIZES]
        assert all(shapes.count(one) == 1 for one in shapes), industry


def test_the_field_leaves_its_mark():
    factory = plan_for(role="specialist", industry="manufacturing", size="medium")
    assert "Safety" in [attribute.name for attribute in factory.attributes]
    assert "tour" in {interview.kind for interview in interviews(factory)}
    hospital = plan_for(role="specialist", industry="healthcare", size="medium")
    assert any(needed.must and "Licence" in needed.text for needed in hospital.requirements)
    assert "background check" in hospital.stages[0].public_text
    software = plan_for(role="specialist", industry="technology", size="medium")
    assert "assessment" in {stage.kind for stage in software.stages}


def test_the_library_has_four_different_sentences_for_each_attribute():
    library = attribute_library()
    assert len(library) >= 16
    for attribute in library:
        assert len(set(attribute.anchors)) == 4
        assert all(sentence.endswith(".") and len(sentence) < 140 for sentence in attribute.anchors)


def test_a_plan_we_do_not_have_is_refused_in_words():
    with pytest.raises(Refused, match="“pirate” is not one of the plans we have ready") as refused:
        plan_for(role="pirate", industry="technology", size="small")
    assert refused.value.field == "role"


def test_people_and_time_read_as_one_would_say_them():
    assert in_words([("interviewer",), ("hiring_manager",)]) == "the person you would report to and a future colleague"
    assert in_words([("recruiter", "executive", "interviewer", "interviewer")]) == (
        "our recruiter, future colleagues and a member of senior management"
    )
    assert [length_in_words(minutes) for minutes in (30, 60, 75, 90, 110, 150)] == [
        "30 minutes",
        "an hour",
        "an hour and a half",
        "an hour and a half",
        "two hours",
        "two and a half hours",
    ]
