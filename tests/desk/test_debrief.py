"""The debrief: side by side, under the blind rule, in a constant number of questions."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearback.candidates.models import Candidate
from hearback.decisions.arrivals import apply
from hearback.decisions.debrief import gather
from hearback.interviews.actions import Place, book_interview
from hearback.interviews.models import Interview, Seat
from hearback.interviews.scorecards import focus_of, save_scorecard
from hearback.jobs.models import Requirement
from tests import deciding
from tests.reading import get, read

pytestmark = pytest.mark.django_db


def to(stage, *candidates) -> str:
    chosen = "&".join(f"candidate={one.pk}" for one in candidates)
    return f"/desk/stages/{stage.pk}/debrief" + (f"?{chosen}" if chosen else "")


def rate(interview: Interview, person, scores: list[int | None], *, now, recommendation: int = 3, **words):
    seat = Seat.objects.get(interview=interview, person=person)
    focus = focus_of(seat)
    said = {"summary": f"{person.first_name} sums up.", "left_open": "", **words}
    return save_scorecard(
        seat,
        ratings={
            attribute.pk: (score, f"{person.first_name} saw {attribute.name}.")
            for attribute, score in zip(focus, scores, strict=True)
        },
        recommendation=recommendation,
        asked=[],
        by=person,
        now=now,
        submit=True,
        **said,
    )


@pytest.fixture
def rated(cast, now):
    """Ben and Marta have both rated Yuki, and are two points apart on the first attribute."""
    rate(cast.yukis_interview, cast.ben, [4, 3], now=now, recommendation=4, left_open="Can Yuki start in May?")
    rate(cast.yukis_interview, cast.marta, [2, 3], now=now, recommendation=2)
    return cast.yukis


# Who sees what


@pytest.mark.parametrize("who", ["stan", "victor", "ada"])
def test_strangers_find_nothing(client, cast, rated, who):
    get(client, getattr(cast, who), to(cast.first_round), 404)


@pytest.mark.parametrize("who", ["hanna", "ruth", "marta", "ingrid", "alice", "ben"])
def test_the_team_and_the_panel_read_it(client, cast, rated, who):
    page = read(client, getattr(cast, who), to(cast.first_round, cast.yukis))
    assert "Ben saw Craft." in page
    assert "Marta sums up." in page
    assert "Can Yuki start in May?" in page


def test_a_confidential_job_is_debriefed_by_its_team_alone(client, cast):
    stage = cast.quinns.stage
    assert "Quinn Marsh" in read(client, cast.marta, to(stage))
    get(client, cast.hanna, to(stage), 404)


def test_whoever_still_owes_a_scorecard_sees_who_is_in_and_not_a_word(client, cast, now):
    rate(cast.yukis_interview, cast.ben, [4, 3], now=now, left_open="Can Yuki start in May?")
    for place in (to(cast.first_round), to(cast.first_round, cast.yukis)):
        answer = get(client, cast.marta, place)
        page = answer.content.decode()
        assert "1 of 2 scorecards in" in read(client, cast.marta, place)
        assert "Yours comes first." in page
        for secret in ("Ben saw", "Ben sums up", "in May", "Strong yes", 'aria-label="Ben Adeyemi 4 of 4'):
            assert secret not in page, secret


def test_everybody_else_reads_what_is_in_and_who_is_missing(client, cast, now):
    rate(cast.yukis_interview, cast.ben, [4, 3], now=now)
    page = read(client, cast.hanna, to(cast.first_round, cast.yukis))
    assert "Ben sums up." in page
    assert "1 of 2 scorecards in" in page
    assert "Ask Marta for it" in page
    assert "Ask Ben for it" not in page


def test_an_interviewer_sees_only_those_they_have_met(client, cast, now, rated):
    Seat.objects.filter(interview=cast.lenas_interview, person=cast.ben).update(released_at=now)
    page = read(client, cast.ben, to(cast.first_round))
    assert "Yuki Tanaka" in page
    assert "Lena Fischer" not in page


def test_a_shadow_is_not_of_the_panel(client, cast, now):
    Seat.objects.filter(person=cast.ben).update(shadow=True, scorecard_due_at=None)
    get(client, cast.ben, to(cast.first_round), 404)


def test_a_scorecard_owed_in_an_earlier_stage_keeps_that_stage_hidden(cast, now):
    """Marta owes her first-round scorecard; in the second round she reads nothing of the first."""
    rate(cast.yukis_interview, cast.ben, [4, 3], now=now)
    deciding.advance(cast, cast.yukis, now=now)
    hers = gather(cast.second_round, cast.marta, chosen=[], now=now)
    hannas = gather(cast.second_round, cast.hanna, chosen=[], now=now)
    assert [len(panel.columns[0].views) for panel in (hers, hannas)] == [0, 1]


# What stands there


def test_rows_are_what_the_job_needs_musts_first_by_weight(cast, now, rated):
    rows = gather(cast.first_round, cast.hanna, chosen=[], now=now).rows
    needed = list(Requirement.objects.filter(job=cast.engineer).select_related("attribute"))
    assert [(row.text, row.must, row.weight) for row in rows] == [(one.text, one.must, one.weight) for one in needed]
    assert [row.must for row in rows] == sorted((row.must for row in rows), reverse=True)


def test_what_is_rated_but_not_required_stands_at_the_end(cast, now, rated):
    Requirement.objects.filter(job=cast.engineer, attribute__name="Craft").delete()
    last = gather(cast.first_round, cast.hanna, chosen=[], now=now).rows[-1]
    assert (last.text, last.attribute, last.weight) == ("Craft", "Craft", 0)


def test_a_disagreement_is_marked_by_a_shape_and_words(client, cast, rated):
    page = read(client, cast.hanna, to(cast.first_round, cast.yukis))
    assert "2 points apart" in page
    assert "The panel sees 1 thing differently" in page
    assert page.count("points apart") == 2  # the table, and the same for narrow screens


@pytest.mark.parametrize(("scores", "apart"), [((3, 4), False), ((2, 4), True), ((None, 4), False)])
def test_apart_begins_at_two_points(cast, now, scores, apart):
    rate(cast.yukis_interview, cast.ben, [scores[0], 3], now=now)
    rate(cast.yukis_interview, cast.marta, [scores[1], 3], now=now)
    column = gather(cast.first_round, cast.hanna, chosen=[cast.yukis.pk], now=now).columns[0]
    assert column.cell("Craft").apart is apart


def test_no_average_stands_anywhere(client, cast, rated):
    page = get(client, cast.hanna, to(cast.first_round, cast.yukis)).content.decode()
    assert 'aria-label="Ben Adeyemi 4 of 4, Marta Lindqvist 2 of 4"' in page
    assert not re.search(r">\s*\d\.\d\s*<", page)


def test_a_correction_takes_the_place_of_what_was_submitted(cast, now, rated):
    rate(cast.yukis_interview, cast.marta, [3, 3], now=now + timedelta(hours=1))
    column = gather(cast.first_round, cast.hanna, chosen=[cast.yukis.pk], now=now).columns[0]
    assert sorted(column.cell("Craft").scores) == [3, 4]
    assert len(column.views) == 2


def test_earlier_rounds_stand_there_marked_as_such(client, cast, now, rated):
    deciding.advance(cast, cast.yukis, now=now)
    column = gather(cast.second_round, cast.hanna, chosen=[], now=now).columns[0]
    assert [(view.person, view.here, view.stage) for view in column.views] == [
        (cast.ben, False, "First interview"),
        (cast.marta, False, "First interview"),
    ]
    assert "Ben Adeyemi, 4 of 4, First interview" in read(client, cast.hanna, to(cast.second_round))


def test_the_clock_and_what_is_missing(client, cast, now, clock):
    page = read(client, cast.hanna, to(cast.first_round, cast.lenas))
    assert "The interview is tomorrow, 10:00" in page
    assert "Ask Ben for it" not in page
    clock.move(days=3)
    assert "Was due" in read(client, cast.hanna, to(cast.first_round, cast.lenas))


def test_an_empty_stage_says_so(client, cast):
    assert "Nobody is in this stage just now." in read(client, cast.hanna, to(cast.second_round))


def test_only_those_chosen_stand_side_by_side(cast, now):
    chosen = gather(cast.first_round, cast.hanna, chosen=[cast.lenas.pk], now=now)
    assert [column.application for column in chosen.columns] == [cast.lenas]
    assert set(chosen.everybody) == {cast.lenas, cast.yukis}


def test_nobody_of_another_stage_or_job_can_be_chosen(client, cast, now):
    others = gather(cast.first_round, cast.hanna, chosen=[cast.omars.pk, cast.quinns.pk], now=now)
    assert {column.application for column in others.columns} == {cast.lenas, cast.yukis}
    assert "Omar" not in read(client, cast.hanna, to(cast.first_round, cast.omars))


def test_nonsense_in_the_address_is_left_aside(client, cast):
    get(client, cast.hanna, f"/desk/stages/{cast.first_round.pk}/debrief?candidate=x&candidate=-1")
    get(client, cast.hanna, "/desk/stages/999999/debrief", 404)


# Deciding from here


def test_the_four_decisions_stand_below_each_and_carry_the_revision(client, cast, rated):
    page = get(client, cast.marta, to(cast.first_round, cast.yukis)).content.decode()
    for outcome in ("advance", "ask", "hold", "reject"):
        link = f"/desk/applications/{cast.yukis.pk}/{outcome}?back=debrief&amp;revision={cast.yukis.revision}"
        assert link in page


@pytest.mark.parametrize("who", ["ruth", "ben"])
def test_who_does_not_decide_finds_no_decisions(client, cast, rated, who):
    page = get(client, getattr(cast, who), to(cast.first_round, cast.yukis)).content.decode()
    assert "/advance" not in page


def test_a_rejection_that_is_not_said_yet_still_stands_there(client, cast, now, rated):
    decision = deciding.reject(cast, cast.yukis, now=now)
    page = get(client, cast.marta, to(cast.first_round, cast.yukis)).content.decode()
    assert f"/desk/decisions/{decision.pk}/undo" in page
    assert f"/desk/applications/{cast.yukis.pk}/reject" not in page


def test_it_asks_as_many_questions_for_four_as_for_one(client, cast, now, rated):
    for n in range(3):
        candidate = Candidate.objects.create(name=f"Candidate {n}", email=f"c{n}@mail.example", created_at=now)
        application = apply(candidate=candidate, job=cast.engineer, now=now - timedelta(days=4))
        deciding.advance(cast, application, to_stage=cast.first_round, now=now - timedelta(days=3))
        interview = book_interview(
            application=deciding.fresh(application),
            template=cast.first_interview,
            kind="panel",
            name="First interview",
            starts_at=now - timedelta(days=1, hours=-3 - n),
            minutes=45,
            seats=[Place(cast.ingrid), Place(cast.ada)],
            place="Room 3",
            by=cast.ruth,
            now=now - timedelta(days=2),
        )
        rate(interview, cast.ada, [3, 3], now=now)
    client.force_login(cast.hanna)
    with CaptureQueriesContext(connection) as one:
        client.get(to(cast.first_round, cast.yukis))
    with CaptureQueriesContext(connection) as four:
        answer = client.get(to(cast.first_round))
    assert answer.content.decode().count('class="debrief-head"') == 8
    assert len(four) == len(one)
