"""The plan editor."""

from __future__ import annotations

import pytest

from hearback.jobs.models import InterviewTemplate, Stage
from hearback.jobs.queries import stages_of
from tests.desk.test_jobs import rows
from tests.reading import get, post, read

pytestmark = pytest.mark.django_db

STAGE = {
    "name": "Call",
    "kind": "screen",
    "public_name": "A short call",
    "public_text": "We call you.",
    "answer_days": 2,
    "capacity": "",
    "after": 1,
}


def plan(cast) -> str:
    return f"/desk/jobs/{cast.engineer.pk}/plan"


def names(cast) -> list[str]:
    return [stage.name for stage in stages_of(cast.engineer)]


def test_the_plan_shows_its_stages_their_promise_and_who_is_in_them(client, cast):
    page = read(client, cast.marta, plan(cast))
    assert "First interview Interviews" in page
    assert "An answer within 3 working days · 8 places · 2 candidates here now" in page
    assert "Panel 60 min · interviewer and executive · 4 questions" in page


def test_who_may_only_look_sees_no_buttons_and_strangers_find_nothing(client, cast):
    page = read(client, cast.ruth, plan(cast))
    assert "Second interview" in page and "Add a stage" not in page and "Retire" not in page
    for person in (cast.ben, cast.stan, cast.victor):
        get(client, person, plan(cast), 404)
    for address in (
        f"/desk/jobs/{cast.engineer.pk}/stages/new",
        f"/desk/stages/{cast.first_round.pk}/",
        f"/desk/stages/{cast.first_round.pk}/retirement",
        f"/desk/stages/{cast.first_round.pk}/guides/new",
        f"/desk/guides/{cast.panel.pk}/",
        f"/desk/jobs/{cast.engineer.pk}/plan/template",
    ):
        get(client, cast.ruth, address, 404)
        get(client, cast.victor, address, 404)
    for address in (f"/desk/stages/{cast.second_round.pk}/place", f"/desk/guides/{cast.tour.pk}/removal"):
        post(client, cast.ruth, address, 404, **{"to": "earlier"})
        get(client, cast.marta, address, 405)


def test_as_a_candidate_reads_it_only_public_words_appear(client, cast):
    Stage.objects.filter(pk=cast.first_round.pk).update(name="The grilling", public_name="A first talk")
    page = read(client, cast.ruth, f"{plan(cast)}/preview")
    assert "A first talk" in page and "You hear from us within 3 working days." in page
    assert "The grilling" not in page


def test_a_stage_is_added_changed_and_moved(client, cast):
    post(client, cast.marta, f"/desk/jobs/{cast.engineer.pk}/stages/new", 302, **STAGE)
    assert names(cast)[:2] == ["Application review", "Call"]
    call = Stage.objects.get(name="Call")
    post(client, cast.marta, f"/desk/stages/{call.pk}/", 302, **{**STAGE, "answer_days": 1, "capacity": 9})
    call.refresh_from_db()
    assert (call.answer_days, call.capacity) == (1, 9)
    post(client, cast.marta, f"/desk/stages/{call.pk}/place", 302, **{"to": "later"})
    assert names(cast)[:3] == ["Application review", "First interview", "Call"]
    post(client, cast.marta, f"/desk/stages/{call.pk}/place", 302, **{"to": "earlier"})
    assert names(cast)[1] == "Call"


def test_a_stage_without_words_for_the_candidate_is_refused_with_everything_still_there(client, cast):
    typed = {**STAGE, "public_name": "", "public_text": "Half a sentence"}
    page = post(client, cast.marta, f"/desk/jobs/{cast.engineer.pk}/stages/new", 422, **typed).content.decode()
    assert "Give the stage a public name" in page and "Half a sentence" in page
    page = post(client, cast.marta, f"/desk/stages/{cast.first_round.pk}/", 422, **{**STAGE, "answer_days": 30})
    assert "from 1 to 10" in page.content.decode()


def test_the_offer_stays_last(client, cast):
    page = post(client, cast.marta, f"/desk/stages/{cast.offer_stage.pk}/place", 422, **{"to": "earlier"})
    assert "A plan ends with its offer" in page.content.decode()
    assert names(cast)[-1] == "Offer"


def test_retiring_a_stage_asks_where_its_people_go(client, cast, laws):
    address = f"/desk/stages/{cast.first_round.pk}/retirement"
    assert "2 candidates are in this stage" in read(client, cast.marta, address)
    assert "Say where they go" in post(client, cast.marta, address, 422, **{}).content.decode()
    post(client, cast.marta, address, 422, **{"move_to": cast.sales.stages.first().pk})
    post(client, cast.marta, address, 302, **{"move_to": cast.second_round.pk})
    cast.lenas.refresh_from_db()
    assert cast.lenas.stage == cast.second_round
    assert "First interview has left the plan. 2 candidates have moved." in read(client, cast.marta, plan(cast))
    get(client, cast.marta, f"/desk/stages/{cast.first_round.pk}/", 404)
    laws()


def test_an_interview_is_written_with_its_seats_focus_and_guide(client, cast):
    craft = cast.engineer.attributes.get(name="Craft")
    given = [
        {"question": "Second?", "listen_for": "b", "attribute": "", "ORDER": 2},
        {"question": "First?", "listen_for": "a", "attribute": "Craft", "ORDER": 1},
        {"question": "", "listen_for": "", "attribute": "", "ORDER": ""},
    ]
    typed = {
        "name": "Bench talk",
        "kind": "interview",
        "minutes": 40,
        "seat_1": "interviewer",
        "seat_3": "executive",
        "focus": [craft.pk],
        **rows("guide", given, 0),
    }
    post(client, cast.marta, f"/desk/stages/{cast.second_round.pk}/guides/new", 302, **typed)
    made = InterviewTemplate.objects.get(name="Bench talk")
    assert made.seat_roles == ["interviewer", "executive"]
    assert [(asked["question"], asked["attribute"]) for asked in made.guide] == [("First?", "Craft"), ("Second?", "")]
    assert list(made.focus.all()) == [craft]
    page = post(
        client, cast.marta, f"/desk/guides/{made.pk}/", 422, **{**typed, "seat_1": "", "seat_3": "", "minutes": 40}
    ).content.decode()
    assert "Say who sits in" in page and "First?" in page
    made.refresh_from_db()
    assert made.seat_roles == ["interviewer", "executive"]


def test_a_guide_opens_with_what_it_holds_and_can_lose_a_question(client, cast):
    page = get(client, cast.marta, f"/desk/guides/{cast.first_interview.pk}/").content.decode()
    assert cast.first_interview.guide[0]["question"][:40] in page.replace("&#x27;", "'")
    first, second = cast.first_interview.guide
    given = [{**first, "ORDER": 1, "DELETE": "on"}, {**second, "ORDER": 2}]
    typed = {"name": "First interview", "kind": "interview", "minutes": 45, "seat_1": "hiring_manager"}
    post(client, cast.marta, f"/desk/guides/{cast.first_interview.pk}/", 302, **(typed | rows("guide", given, 2)))
    cast.first_interview.refresh_from_db()
    assert cast.first_interview.guide == [second]


def test_interviews_are_put_in_order_and_taken_out(client, cast):
    post(client, cast.marta, f"/desk/guides/{cast.tour.pk}/place", 302, **{"to": "earlier"})
    assert cast.second_round.templates.first().name == "Tour of the laboratory"
    post(client, cast.marta, f"/desk/guides/{cast.tour.pk}/removal", 302)
    assert not InterviewTemplate.objects.filter(pk=cast.tour.pk, retired_at=None).exists()
    post(client, cast.marta, f"/desk/guides/{cast.tour.pk}/removal", 404)


def test_a_ready_made_plan_is_looked_at_freely_and_taken_only_by_a_draft(client, cast):
    address = f"/desk/jobs/{cast.engineer.pk}/plan/template"
    chosen = {"plan_role": "executive", "industry": "finance", "size": "large"}
    assert "4 rounds" in read(client, cast.marta, f"{address}?plan_role=executive&industry=finance&size=large")
    assert "stage by stage" in post(client, cast.marta, address, 422, **chosen).content.decode()
    assert len(names(cast)) == 4
