"""The employer's own plans: kept from a job, offered to others, renamed and put out of use."""

from __future__ import annotations

import pytest

from hearback.jobs.models import PlanTemplate
from hearback.jobs.own_plans import draft_of, keep_plan
from hearback.jobs.queries import plan_as_draft
from hearback.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanna(client, cast):
    client.force_login(cast.hanna)
    return client


@pytest.fixture
def kept(cast, now) -> PlanTemplate:
    return keep_plan(cast.engineer, name="Engineers", note="Two rounds.", by=cast.hanna, now=now)


def test_a_plan_is_kept_whole(kept, cast):
    assert draft_of(kept) == plan_as_draft(cast.engineer)


def test_it_is_kept_from_the_plan_page(hanna, cast):
    assert "Keep this plan for other jobs" in hanna.get(f"/desk/jobs/{cast.engineer.pk}/plan").content.decode()
    hanna.post(f"/desk/jobs/{cast.engineer.pk}/plan/keeping", {"name": "Engineers", "note": "Two rounds."})
    assert PlanTemplate.objects.get().name == "Engineers"


def test_a_new_job_begins_with_it(hanna, kept, cast):
    facts = {
        "title": "Test Engineer",
        "department": cast.departments["engineering"].pk,
        "office": cast.berlin.pk,
        "openings": 1,
        "urgency": 2,
        "pay_period": "year",
        "plan": "own",
        "own": kept.pk,
        "plan_role": "specialist",
        "industry": "technology",
        "size": "medium",
        "recruiter": cast.hanna.pk,
    }
    answer = hanna.post("/desk/jobs/new", facts)
    assert answer.status_code == 302
    from hearback.jobs.models import Job

    job = Job.objects.get(title="Test Engineer")
    assert plan_as_draft(job) == plan_as_draft(cast.engineer)
    assert "Choose one of your plans." in hanna.post("/desk/jobs/new", {**facts, "own": ""}).content.decode()


def test_a_draft_takes_it_in_the_place_of_its_own(hanna, kept, cast, now):
    from hearback.jobs.actions import create_job

    facts = {"department": cast.departments["engineering"], "office": cast.berlin}
    job = create_job(title="Draft", **facts, by=cast.hanna, now=now)
    page = hanna.get(f"/desk/jobs/{job.pk}/plan/template?own={kept.pk}").content.decode()
    assert "Take this plan" in page
    assert hanna.post(f"/desk/jobs/{job.pk}/plan/template", {"own": kept.pk}).status_code == 302
    assert len(plan_as_draft(job).stages) == len(plan_as_draft(cast.engineer).stages)


def test_one_name_is_one_plan_and_may_be_replaced(kept, cast, now):
    with pytest.raises(Refused, match="There is a plan of this name already"):
        keep_plan(cast.sales, name="engineers", by=cast.hanna, now=now)
    keep_plan(cast.sales, name="Engineers", by=cast.hanna, now=now, instead_of=kept)
    assert draft_of(PlanTemplate.objects.get()) == plan_as_draft(cast.sales)


def test_out_of_use_it_is_offered_no_more(client, kept, cast):
    client.force_login(cast.alice)
    assert "Engineers" in client.get("/desk/jobs/new").content.decode()
    client.post(f"/desk/settings/plans/{kept.pk}/", {"name": "Engineers", "note": ""})
    assert "Engineers" not in client.get("/desk/jobs/new").content.decode()
    assert "Out of use" in client.get("/desk/settings/plans/").content.decode()


def test_whoever_may_not_change_the_job_keeps_nothing_of_it(client, cast, now):
    client.force_login(cast.ruth)
    assert client.get(f"/desk/jobs/{cast.engineer.pk}/plan/keeping").status_code == 404
    with pytest.raises(Refused):
        keep_plan(cast.engineer, name="Mine", by=cast.ruth, now=now)
