"""The list of jobs, a new one, and a job's settings."""

from __future__ import annotations

import pytest

from hearback.candidates.models import Candidate
from hearback.decisions.arrivals import apply
from hearback.jobs.models import Job
from tests.reading import get, post, read

pytestmark = pytest.mark.django_db


def facts(cast, **changes) -> dict[str, object]:
    return {
        "title": "Welder",
        "department": cast.departments["operations"].pk,
        "office": cast.berlin.pk,
        "openings": 2,
        "urgency": 3,
        "description": "You weld.",
        "pay_low": "18.50",
        "pay_high": "22",
        "pay_currency": "EUR",
        "pay_period": "hour",
        "plan": "ready",
        "plan_role": "hourly",
        "industry": "manufacturing",
        "size": "medium",
        "hiring_manager": cast.marta.pk,
        "recruiter": cast.hanna.pk,
        **changes,
    }


def rows(prefix: str, given: list[dict[str, object]], initial: int) -> dict[str, object]:
    data: dict[str, object] = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(given):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def test_the_list_shows_how_many_are_in_each_and_what_is_late(client, cast, clock):
    page = read(client, cast.hanna, "/desk/jobs/")
    assert "Embedded Engineer Urgent Engineering, Berlin 2 3 1 late late by 19 hours" in page
    assert "Account Manager Sales, Toronto 1 1 none due" in page
    assert "Head of Firmware" not in page
    clock.move(days=9)
    assert "3 late" in read(client, cast.hanna, "/desk/jobs/")


def test_the_list_is_for_those_who_may_see_the_jobs(client, cast):
    assert "Head of Firmware Confidential" in read(client, cast.marta, "/desk/jobs/")
    interviewer = read(client, cast.ben, "/desk/jobs/")
    assert "Embedded Engineer" in interviewer and "You sit in its interviews" in interviewer
    assert "No job of yours is open" in read(client, cast.stan, "/desk/jobs/")
    get(client, cast.hanna, "/desk/jobs/?show=secret", 404)
    client.logout()
    assert client.get("/desk/jobs/").status_code == 302


def test_the_list_takes_the_same_few_queries_for_many_jobs(client, cast, now, django_assert_max_num_queries):
    for number in range(12):
        job = Job.objects.create(
            title=f"Job {number}",
            department=cast.departments["sales"],
            office=cast.berlin,
            status="open",
            created_at=now,
        )
        job.stages.create(position=1, kind="review", name="R", public_name="R")
        someone = Candidate.objects.create(name=f"C {number}", email=f"c{number}@mail.example", created_at=now)
        apply(candidate=someone, job=job, owner=cast.hanna, now=now)
    client.force_login(cast.hanna)
    with django_assert_max_num_queries(12):
        client.get("/desk/jobs/")


def test_a_new_job_is_a_draft_with_its_plan_and_its_people(client, cast):
    answer = post(client, cast.hanna, "/desk/jobs/new", 302, **facts(cast))
    job = Job.objects.get(title="Welder")
    assert answer.url == f"/desk/jobs/{job.pk}/plan"
    assert (job.status, job.openings, str(job.pay_low), job.pay_period) == ("draft", 2, "18.50", "hour")
    assert [stage.name for stage in job.stages.all()] == ["Application review", "Meeting", "Offer"]
    assert set(job.members.values_list("person", "role", "lead")) == {
        (cast.marta.pk, "hiring_manager", False),
        (cast.hanna.pk, "recruiter", True),
    }


def test_the_plan_is_shown_before_anything_is_saved_and_nothing_typed_is_lost(client, cast):
    typed = facts(cast, preview="1", title="Half a wor", department="", plan_role="executive", size="large")
    page = post(client, cast.hanna, "/desk/jobs/new", 200, **typed).content.decode()
    assert "4 rounds" in page and "Final assessment" in page
    assert 'value="Half a wor"' in page and "18.50" in page
    assert "Choose the department" not in page
    assert not Job.objects.filter(title="Half a wor").exists()


def test_a_plan_is_copied_from_a_job_one_may_see_and_from_no_other(client, cast):
    post(client, cast.hanna, "/desk/jobs/new", 302, **facts(cast, plan="copy", like=cast.engineer.pk))
    job = Job.objects.get(title="Welder")
    assert [stage.name for stage in job.stages.all()] == [stage.name for stage in cast.engineer.stages.all()]
    assert job.requirements.count() == cast.engineer.requirements.count()
    post(client, cast.hanna, "/desk/jobs/new", 422, **facts(cast, title="X", plan="copy", like=cast.secret.pk))
    post(client, cast.hanna, "/desk/jobs/new", 422, **facts(cast, title="X", plan="copy", like=""))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"pay_low": "30"}, "upside down"),
        ({"pay_currency": ""}, "Say in which currency"),
        ({"title": ""}, "Give the job a title"),
        ({"openings": "0"}, "from 1 to 1,000"),
        ({"pay_low": "a lot"}, "amount in figures"),
    ],
)
def test_what_makes_no_sense_is_said_and_everything_typed_is_still_there(client, cast, change, sentence):
    page = post(client, cast.hanna, "/desk/jobs/new", 422, **facts(cast, **change)).content.decode()
    assert sentence in page and "You weld." in page
    assert not Job.objects.filter(department=cast.departments["operations"]).exists()


def test_new_jobs_are_for_recruiters(client, cast):
    for person in (cast.ruth, cast.marta, cast.ben, cast.ingrid):
        get(client, person, "/desk/jobs/new", 404)
        post(client, person, "/desk/jobs/new", 404, **facts(cast))


def test_settings_change_the_facts(client, cast):
    address = f"/desk/jobs/{cast.engineer.pk}/settings"
    assert "62000" in get(client, cast.marta, address).content.decode()
    post(client, cast.marta, address, 302, **facts(cast, title="Firmware Engineer", office=cast.toronto.pk))
    cast.engineer.refresh_from_db()
    assert (cast.engineer.title, cast.engineer.office) == ("Firmware Engineer", cast.toronto)
    assert "upside down" in post(client, cast.marta, address, 422, **facts(cast, pay_low="90")).content.decode()


def test_those_who_may_only_see_a_job_read_about_it_and_others_find_nothing(client, cast):
    address = f"/desk/jobs/{cast.engineer.pk}/settings"
    page = read(client, cast.ruth, address)
    assert "EUR 62,000 to 78,000 a year" in page and "Save" not in page
    for pages in ("team", "requirements", "attributes"):
        get(client, cast.ruth, f"/desk/jobs/{cast.engineer.pk}/{pages}", 404)
    post(client, cast.ruth, address, 404, **facts(cast))
    for person in (cast.ben, cast.stan, cast.victor):
        get(client, person, address, 404)
    get(client, cast.hanna, f"/desk/jobs/{cast.secret.pk}/settings", 404)


def test_a_job_made_confidential_by_somebody_outside_its_team_leads_back_to_the_list(client, cast):
    answer = post(client, cast.alice, f"/desk/jobs/{cast.sales.pk}/settings", 302, **facts(cast, confidential="on"))
    assert answer.url.endswith("/settings")
    cast.hanna.memberships.filter(job=cast.engineer).delete()
    answer = post(client, cast.hanna, f"/desk/jobs/{cast.engineer.pk}/settings", 302, **facts(cast, confidential="on"))
    assert answer.url == "/desk/jobs/"


def test_a_job_opens_pauses_and_closes_or_says_what_stands_in_the_way(client, cast):
    post(client, cast.hanna, "/desk/jobs/new", 302, **facts(cast, hiring_manager="", plan="empty"))
    job = Job.objects.get(title="Welder")
    at = f"/desk/jobs/{job.pk}"
    assert "The plan is empty" in read_post(client, cast.hanna, f"{at}/opening", 422)
    post(
        client, cast.hanna, f"{at}/plan/template", 302, **{"plan_role": "hourly", "industry": "retail", "size": "small"}
    )
    assert "no hiring manager" in read_post(client, cast.hanna, f"{at}/opening", 422)
    given = [
        {"person": cast.hanna.pk, "role": "recruiter", "lead": "on"},
        {"person": cast.marta.pk, "role": "hiring_manager"},
        {"person": "", "role": "interviewer"},
    ]
    post(client, cast.hanna, f"{at}/team", 302, **rows("form", given, 1))
    for noun, status in (("opening", "open"), ("pause", "paused"), ("opening", "open"), ("closure", "closed")):
        post(client, cast.hanna, f"{at}/{noun}", 302)
        job.refresh_from_db()
        assert job.status == status
    assert "still waiting for an answer" in read_post(client, cast.hanna, f"/desk/jobs/{cast.engineer.pk}/closure", 422)
    get(client, cast.hanna, f"{at}/opening", 405)
    post(client, cast.ben, f"/desk/jobs/{cast.engineer.pk}/closure", 404)


def read_post(client, person, address, status) -> str:
    return post(client, person, address, status).content.decode()


def test_a_team_without_a_manager_is_refused_and_stays_as_it_was(client, cast):
    address = f"/desk/jobs/{cast.sales.pk}/team"
    members = list(cast.sales.members.order_by("-lead", "person__name"))
    given = [
        {
            "person": member.person_id,
            "role": member.role,
            **({"DELETE": "on"} if member.role == "hiring_manager" else {}),
        }
        for member in members
    ]
    assert "no hiring manager" in post(client, cast.hanna, address, 422, **rows("form", given, 2)).content.decode()
    assert cast.sales.members.count() == 2


def test_requirements_and_attributes_are_saved_row_by_row(client, cast):
    at = f"/desk/jobs/{cast.sales.pk}"
    attributes = list(cast.sales.attributes.all())
    given = [{"id": a.pk, "name": a.name, **anchors(a.anchors)} for a in attributes] + [{"name": "Humour"}]
    post(client, cast.victor, f"{at}/attributes", 302, **rows("form", given, 2))
    assert [a.name for a in cast.sales.attributes.all()] == ["Judgement", "Communication", "Humour"]
    needed = [
        {"text": "Makes people laugh", "must": "on", "weight": 5, "attribute": "Humour"},
        {"text": "", "weight": 3},
    ]
    post(client, cast.victor, f"{at}/requirements", 302, **rows("form", needed, 0))
    kept = cast.sales.requirements.get()
    assert (kept.text, kept.must, kept.weight, kept.attribute.name) == ("Makes people laugh", True, 5, "Humour")
    half = [{"name": "Wit", "anchor_1": "Dull."}]
    page = post(client, cast.victor, f"{at}/attributes", 422, **rows("form", half, 0)).content.decode()
    assert "needs a sentence for each point" in page and "Dull." in page


def anchors(words) -> dict[str, str]:
    return {f"anchor_{point}": text for point, text in enumerate(words, start=1)}


def test_an_attribute_comes_from_the_library_with_its_words(client, cast):
    post(client, cast.victor, f"/desk/jobs/{cast.sales.pk}/attributes", 302, **{"library": "Customer care"})
    added = cast.sales.attributes.get(name="Customer care")
    assert len(added.anchors) == 4
