from __future__ import annotations

from decimal import Decimal

import pytest

from hearback.applications.plan_changes import close_job
from hearback.jobs.actions import (
    AttributeFacts,
    Member,
    RequirementFacts,
    change_job,
    create_job,
    open_job,
    pause_job,
    set_attributes,
    set_requirements,
    set_team,
)
from hearback.jobs.models import Job
from hearback.jobs.plan_templates import plan_for
from hearback.jobs.queries import coordinator, hiring_manager, job_named, jobs_visible_to, lead_recruiter
from hearback.record.models import Entry
from hearback.refusals import Refused

PLAN = plan_for(role="specialist", industry="manufacturing", size="medium")


def new_job(cast, now, **facts) -> Job:
    facts = {"title": "Welder", "department": cast.departments["operations"], "office": cast.berlin, **facts}
    return create_job(by=cast.hanna, now=now, **facts)


def test_a_new_job_is_a_draft_led_by_whoever_opened_it(cast, now):
    job = new_job(cast, now, plan=PLAN)
    assert job.status == "draft"
    assert lead_recruiter(job) == cast.hanna
    assert [stage.name for stage in job.stages.all()] == [stage.name for stage in PLAN.stages]
    assert job.requirements.filter(must=True).exists()
    assert all(len(attribute.anchors) == 4 for attribute in job.attributes.all())
    panel = job.stages.get(name="Second interview").templates.first()
    assert {attribute.name for attribute in panel.focus.all()} == set(PLAN.stages[3].interviews[0].focus)


def test_only_recruiters_and_admins_open_new_jobs(cast, now):
    with pytest.raises(Refused, match="opened by recruiters"):
        create_job(title="X", department=cast.departments["sales"], office=cast.berlin, by=cast.marta, now=now)


def test_a_job_without_a_manager_or_a_plan_does_not_open(cast, now):
    job = new_job(cast, now)
    with pytest.raises(Refused, match="plan is empty"):
        open_job(job, by=cast.hanna, now=now)
    job = new_job(cast, now, plan=PLAN)
    with pytest.raises(Refused, match="no hiring manager"):
        open_job(job, by=cast.hanna, now=now)
    job.refresh_from_db()
    assert job.status == "draft"


def test_a_job_opens_pauses_and_opens_again_and_the_record_says_so(cast, now):
    job = new_job(cast, now, plan=PLAN)
    set_team(
        job, members=[Member(cast.hanna, "recruiter"), Member(cast.marta, "hiring_manager")], by=cast.hanna, now=now
    )
    opened = open_job(job, by=cast.hanna, now=now)
    assert opened.opened_at == now
    pause_job(job, by=cast.hanna, now=now)
    open_job(job, by=cast.hanna, now=now)
    told = Entry.objects.filter(subject="job", subject_id=job.pk, details__has_key="status").order_by("id")
    assert [entry.details["status"] for entry in told] == ["open", "paused", "open"]


def test_a_job_with_somebody_waiting_does_not_close(cast, now):
    with pytest.raises(Refused, match="still waiting for an answer"):
        close_job(cast.engineer, by=cast.hanna, now=now)
    cast.engineer.refresh_from_db()
    assert cast.engineer.status == "open"


def test_a_job_without_people_closes(cast, now):
    assert close_job(new_job(cast, now), by=cast.hanna, now=now).status == "closed"


def test_an_interviewer_can_not_change_a_job_and_its_manager_can(cast, now):
    with pytest.raises(Refused, match="its recruiter or its hiring manager"):
        change_job(cast.engineer, title="Queen", by=cast.ben, now=now)
    assert change_job(cast.engineer, title="Firmware Engineer ", by=cast.marta, now=now).title == "Firmware Engineer"


def test_a_refused_change_leaves_the_job_as_it_was(cast, now):
    with pytest.raises(Refused, match="upside down"):
        change_job(cast.engineer, pay_low=Decimal(90000), by=cast.hanna, now=now)
    assert Job.objects.get(pk=cast.engineer.pk).pay_low == Decimal(62000)


def test_the_team_of_an_open_job_keeps_its_manager(cast, now):
    before = set(cast.engineer.members.values_list("person", "role"))
    with pytest.raises(Refused, match="no hiring manager"):
        set_team(cast.engineer, members=[Member(cast.hanna, "recruiter")], by=cast.hanna, now=now)
    assert set(cast.engineer.members.values_list("person", "role")) == before


def test_a_team_is_replaced_and_members_who_stay_keep_their_rows(cast, now):
    hannas = cast.engineer.members.get(person=cast.hanna)
    set_team(
        cast.engineer,
        members=[
            Member(cast.hanna, "recruiter"),
            Member(cast.victor, "hiring_manager"),
            Member(cast.ruth, "coordinator"),
        ],
        by=cast.hanna,
        now=now,
    )
    assert cast.engineer.members.get(person=cast.hanna).pk == hannas.pk
    assert (hiring_manager(cast.engineer), lead_recruiter(cast.engineer), coordinator(cast.engineer)) == (
        cast.victor,
        cast.hanna,
        cast.ruth,
    )


def test_somebody_who_left_is_no_step_of_the_ladder(cast, now):
    cast.marta.is_active = False
    cast.marta.save()
    assert hiring_manager(cast.engineer) is None


def test_attributes_swap_their_names_and_the_questions_follow(cast, now):
    craft, judgement = cast.engineer.attributes.get(name="Craft"), cast.engineer.attributes.get(name="Judgement")
    others = [
        AttributeFacts(a.name, a.anchors, a.pk)
        for a in cast.engineer.attributes.exclude(pk__in=[craft.pk, judgement.pk])
    ]
    swapped = [
        AttributeFacts("Judgement", craft.anchors, craft.pk),
        AttributeFacts("Craft", judgement.anchors, judgement.pk),
    ]
    set_attributes(cast.engineer, attributes=[*swapped, *others], by=cast.marta, now=now)
    craft.refresh_from_db()
    assert craft.name == "Judgement"
    cast.first_interview.refresh_from_db()
    assert [asked["attribute"] for asked in cast.first_interview.guide] == ["Judgement", "Communication"]


def test_an_attribute_that_has_been_rated_stays(cast, now):
    from hearback.interviews.models import Rating, Scorecard

    seat = cast.yukis_interview.seats.first()
    card = Scorecard.objects.create(seat=seat, saved_at=now)
    Rating.objects.create(scorecard=card, attribute=cast.engineer.attributes.get(name="Craft"), score=3)
    with pytest.raises(Refused, match="“Craft” has been rated"):
        set_attributes(cast.engineer, attributes=[], by=cast.marta, now=now)
    assert cast.engineer.attributes.count() == 4


def test_requirements_are_replaced_and_name_only_attributes_of_this_job(cast, now):
    first = cast.engineer.requirements.first()
    set_requirements(
        cast.engineer,
        requirements=[
            RequirementFacts("Reads schematics", True, 4, "Craft", first.pk),
            RequirementFacts("Walks", weight=1),
        ],
        by=cast.marta,
        now=now,
    )
    assert [(n.text, n.must, n.weight, str(n.attribute)) for n in cast.engineer.requirements.all()] == [
        ("Reads schematics", True, 4, "Craft"),
        ("Walks", False, 1, "None"),
    ]
    assert cast.engineer.requirements.first().pk == first.pk
    with pytest.raises(Refused, match="not one of this job's attributes"):
        set_requirements(
            cast.engineer, requirements=[RequirementFacts("Sings", attribute="Song")], by=cast.marta, now=now
        )


def test_who_sees_which_jobs(cast):
    def seen(person):
        return set(jobs_visible_to(person).values_list("title", flat=True))

    everything = {"Embedded Engineer", "Account Manager", "Head of Firmware"}
    assert seen(cast.alice) == everything
    assert seen(cast.hanna) == everything - {"Head of Firmware"}
    assert seen(cast.ruth) == everything - {"Head of Firmware"}
    assert seen(cast.marta) == {"Embedded Engineer", "Head of Firmware"}
    assert seen(cast.ben) == {"Embedded Engineer"}
    assert seen(cast.victor) == {"Account Manager"}
    assert seen(cast.stan) == set()
    assert seen(cast.ingrid) == {"Embedded Engineer", "Head of Firmware"}
    cast.alice.is_active = False
    assert seen(cast.alice) == set()


def test_a_job_is_found_by_its_title_or_its_number_and_never_guessed(cast, now):
    assert job_named("embedded ENGINEER") == cast.engineer
    assert job_named(str(cast.sales.pk)) == cast.sales
    for text in ("Embedded", "99999999"):
        with pytest.raises(Refused, match="There is no job"):
            job_named(text)
    new_job(cast, now, title="Account Manager")
    with pytest.raises(Refused, match="several jobs"):
        job_named("Account Manager")
