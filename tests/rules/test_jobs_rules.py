from __future__ import annotations

from decimal import Decimal

import pytest

from hearback.jobs import rules
from hearback.jobs.rules import TeamSeat
from hearback.refusals import Refused

FACTS = dict(
    title="Welder",
    openings=1,
    urgency=2,
    pay_low=Decimal(20),
    pay_high=Decimal(24),
    pay_currency="EUR",
    pay_period="hour",
)
STAGE = dict(kind="interview", name="Talk", public_name="A talk", public_text="We talk.", answer_days=3, capacity=None)
INTERVIEW = dict(name="Talk", kind="interview", minutes=45, seat_roles=["interviewer"], guide=[])
MANAGER, RECRUITER = TeamSeat(1, "hiring_manager"), TeamSeat(2, "recruiter")


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"title": "  "}, "title", "Give the job a title"),
        ({"openings": 0}, "openings", "at least one opening"),
        ({"openings": None}, "openings", "at least one opening"),
        ({"openings": 5000}, "openings", "several jobs"),
        ({"pay_low": Decimal(30)}, "pay_high", "upside down"),
        ({"pay_low": Decimal(-1)}, "pay_low", "above zero"),
        ({"pay_currency": ""}, "pay_currency", "in which currency"),
        ({"pay_currency": "EUX"}, "pay_currency", "“EUX” is not a currency we know"),
        ({"pay_period": "week"}, "pay_period", "by the year, the month or the hour"),
        ({"urgency": 9}, "urgency", "how urgent"),
    ],
)
def test_facts_that_make_no_sense_are_refused_beside_their_field(change, field, words):
    rules.check_facts(**FACTS)
    with pytest.raises(Refused, match=words) as refused:
        rules.check_facts(**{**FACTS, **change})
    assert refused.value.field == field


def test_pay_may_be_left_out():
    rules.check_facts(**{**FACTS, "pay_low": None, "pay_high": None, "pay_currency": ""})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "sauna"}, "kind"),
        ({"name": ""}, "name"),
        ({"public_name": " "}, "public_name"),
        ({"public_text": ""}, "public_text"),
        ({"answer_days": 0}, "answer_days"),
        ({"answer_days": 11}, "answer_days"),
        ({"answer_days": None}, "answer_days"),
        ({"capacity": 0}, "capacity"),
    ],
)
def test_a_stage_tells_the_candidate_what_happens_and_by_when(change, field):
    rules.check_stage(**STAGE)
    with pytest.raises(Refused) as refused:
        rules.check_stage(**{**STAGE, **change})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "duel"}, "kind"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": None}, "minutes"),
        ({"seat_roles": []}, "seat_roles"),
        ({"seat_roles": ["admin"]}, "seat_roles"),
        ({"guide": [{"question": "  "}]}, "guide"),
    ],
)
def test_an_interview_has_a_length_and_somebody_in_it(change, field):
    rules.check_interview(**INTERVIEW)
    with pytest.raises(Refused) as refused:
        rules.check_interview(**{**INTERVIEW, **change})
    assert refused.value.field == field


@pytest.mark.parametrize("weight", [0, 6, -1])
def test_a_weight_lies_from_1_to_5(weight):
    with pytest.raises(Refused, match="from 1 to 5"):
        rules.check_requirement("Welds", weight)


def test_anchors_are_four_or_none():
    rules.check_attributes([("Craft", ()), ("Care", ("a", "b", "c", "d"))])
    with pytest.raises(Refused, match="“Craft” needs a sentence for each point"):
        rules.check_attributes([("Craft", ("a", "b", "", "d"))])
    with pytest.raises(Refused, match="stands there twice"):
        rules.check_attributes([("Craft", ()), ("craft ", ())])


def test_an_open_job_keeps_a_manager_and_a_recruiter_and_a_draft_may_lack_them():
    rules.check_team([], status="draft")
    rules.check_team([MANAGER, RECRUITER], status="open")
    with pytest.raises(Refused, match="no hiring manager"):
        rules.check_team([RECRUITER], status="open")
    with pytest.raises(Refused, match="no recruiter"):
        rules.check_team([MANAGER], status="paused")
    with pytest.raises(Refused, match="One recruiter leads"):
        rules.check_team([TeamSeat(2, "recruiter", lead=True), TeamSeat(3, "recruiter", lead=True)], status="draft")
    with pytest.raises(Refused, match="no longer works here"):
        rules.check_team([TeamSeat(4, "interviewer", active=False, name="Max")], status="draft")


def test_without_a_lead_the_first_recruiter_leads():
    seats = rules.with_a_lead([MANAGER, RECRUITER, TeamSeat(3, "recruiter")])
    assert [seat.lead for seat in seats] == [False, True, False]


@pytest.mark.parametrize(
    ("kinds", "words"),
    [([], "empty"), (["review", "interview"], "ends with its offer"), (["offer"], "nothing before it")],
)
def test_a_job_opens_only_with_a_whole_plan(kinds, words):
    with pytest.raises(Refused, match=words):
        rules.check_can_open([MANAGER, RECRUITER], kinds)


def test_a_job_closes_without_loose_ends():
    rules.check_can_close(0)
    with pytest.raises(Refused, match="One candidate is still waiting"):
        rules.check_can_close(1)
    with pytest.raises(Refused, match="3 candidates are"):
        rules.check_can_close(3)


@pytest.mark.parametrize(
    ("status", "wanted"), [("draft", "paused"), ("open", "draft"), ("closed", "paused"), ("open", "open")]
)
def test_a_status_that_does_not_follow_is_refused(status, wanted):
    with pytest.raises(Refused, match="can't become"):
        rules.check_status(status, wanted)


def test_something_moved_lands_where_it_was_put_and_no_further():
    assert rules.moved([1, 2, 3], 3, 0) == [3, 1, 2]
    assert rules.moved([1, 2, 3], 1, 99) == [2, 3, 1]
    assert rules.moved([1, 2, 3], 2, -5) == [2, 1, 3]
    assert rules.moved([1, 2], 9, 1) == [1, 9, 2]
