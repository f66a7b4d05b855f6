"""Advance: the page, its draft, and everything the four decisions have in common."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearback.decisions.models import Decision
from hearback.jobs.models import Stage
from tests import deciding
from tests.deciding import fresh
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db
FOUR = ["advance", "ask", "hold", "reject"]


def to(application, outcome: str = "advance") -> str:
    return f"/desk/applications/{application.pk}/{outcome}"


# Who may


@pytest.mark.parametrize("outcome", [*FOUR, "offer", "hire"])
def test_strangers_and_interviewers_find_nothing(client, cast, outcome):
    for person in (cast.stan, cast.ben, cast.victor):
        get(client, person, to(cast.omars, outcome), 404)
        post(client, person, to(cast.omars, outcome), 404, decide="1")


@pytest.mark.parametrize("outcome", [*FOUR, "offer", "hire"])
def test_a_coordinator_is_told_who_decides(client, cast, outcome):
    answer = get(client, cast.ruth, to(cast.omars, outcome), 409)
    assert "Decisions are made by" in answer.content.decode()
    post(client, cast.ruth, to(cast.omars, outcome), 409, decide="1")
    assert not Decision.objects.filter(application=cast.omars).exists()


def test_whoever_is_not_signed_in_is_led_to_the_door(client, cast):
    assert client.get(to(cast.omars)).headers["Location"].startswith("/desk/sign-in?next=")


@pytest.mark.parametrize("outcome", FOUR)
def test_what_has_ended_is_not_decided(client, cast, now, outcome):
    deciding.reject(cast, cast.omars, now=now)
    answer = get(client, cast.marta, to(cast.omars, outcome), 409)
    assert "This application has ended" in answer.content.decode()


# The page


def test_the_page_shows_the_way_the_places_and_the_letter(client, cast):
    Stage.objects.filter(pk=cast.first_round.pk).update(capacity=2)
    page = read(client, cast.marta, to(cast.omars))
    assert "Full: 2 of 2 places are taken" in page
    assert "What Omar will read" in page
    shown = fields(get(client, cast.marta, to(cast.omars)))
    assert shown["to_stage"] == str(cast.first_round.pk)
    assert (shown["next_words"], shown["owner"]) == ("A date for your first interview", str(cast.ruth.pk))
    assert (shown["due_day"], shown["due_time"]) == ("2026-09-10", "17:00")
    assert "By when: Thursday 10 September, 17:00 (Berlin time)\nFrom: Ruth Okafor, by e-mail" in shown["body"]


def test_what_is_read_is_what_goes(client, cast, now):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    answer = post(client, cast.marta, to(cast.omars), **shown, decide="1")
    assert answer.headers["Location"] == f"/desk/applications/{cast.omars.pk}/"
    decision = Decision.objects.get(application=cast.omars)
    assert (decision.message.subject, decision.message.body) == (shown["subject"], shown["body"])
    assert (decision.promise.owner, decision.promise.words) == (cast.ruth, "A date for your first interview")
    assert decision.by == cast.marta
    assert "Omar is being told by e-mail" in client.session["notice"]


def test_another_stage_brings_its_own_words_date_and_owner(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    chosen = {**shown, "to_stage": str(cast.offer_stage.pk)}
    drawn = fields(post(client, cast.marta, to(cast.omars), 200, **chosen))
    assert (drawn["next_words"], drawn["due_day"], drawn["owner"]) == (
        "We get in touch about our offer",
        "2026-09-09",
        str(cast.marta.pk),
    )
    assert "We get in touch about our offer" in drawn["body"]
    assert fresh(cast.omars).stage == cast.review


def test_what_was_edited_stays_when_another_stage_is_chosen(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    chosen = {**shown, "to_stage": str(cast.second_round.pk), "next_words": "A call", "body": "Dear Omar, well done."}
    drawn = fields(post(client, cast.marta, to(cast.omars), 200, **chosen))
    assert (drawn["next_words"], drawn["body"]) == ("A call", "Dear Omar, well done.")
    assert drawn["due_day"] == "2026-09-11"  # nobody had touched it


def test_a_letter_that_changed_is_read_before_it_goes(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    chosen = {**shown, "next_words": "We call you"}
    answer = post(client, cast.marta, to(cast.omars), 422, **chosen, decide="1")
    assert "Read it once more, then decide." in words(answer)
    drawn = fields(answer)
    assert "What happens next: We call you" in drawn["body"]
    post(client, cast.marta, to(cast.omars), **drawn, decide="1")
    assert Decision.objects.get(application=cast.omars).message.body == drawn["body"].strip()


def test_an_edited_letter_whose_date_changed_is_read_before_it_goes(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    chosen = {**shown, "due_day": "2026-09-15", "body": "Dear Omar, you hear from us by Thursday."}
    answer = post(client, cast.marta, to(cast.omars), 422, **chosen, decide="1")
    assert "does it still say the same?" in words(answer)
    drawn = fields(answer)
    assert drawn["body"] == "Dear Omar, you hear from us by Thursday."
    drawn["body"] = "Dear Omar, you hear from us by Tuesday."
    post(client, cast.marta, to(cast.omars), **drawn, decide="1")
    assert Decision.objects.get(application=cast.omars).message.body == "Dear Omar, you hear from us by Tuesday."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"due_day": "2026-09-01"}, "has passed already"),
        ({"due_day": ""}, "Choose a day."),
        ({"next_words": ""}, "the candidate is waiting for it"),
        ({"owner": "999999"}, "Choose somebody from the list."),
        ({"to_stage": "999999"}, "Choose one of the stages ahead."),
        ({"to_stage": "elsewhere"}, "Choose the job and the stage they go on to."),
    ],
)
def test_a_refusal_keeps_what_was_typed(client, cast, typed, sentence):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    chosen = {**shown, **typed, "note": "Ask Ada first.", "subject": "Mine"}
    drawn = fields(post(client, cast.marta, to(cast.omars), 422, **chosen, decide="1"))
    again = post(client, cast.marta, to(cast.omars), 422, **{**drawn, **typed}, decide="1")
    assert sentence in words(again)
    assert {"note": "Ask Ada first.", "subject": "Mine"}.items() <= fields(again).items()
    assert fresh(cast.omars).stage == cast.review


def test_more_senior_people_to_meet(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    client.force_login(cast.marta)
    client.post(to(cast.omars), {**shown, "meet": [str(cast.ingrid.pk), str(cast.victor.pk)], "decide": "1"})
    assert set(Decision.objects.get(application=cast.omars).meet.all()) == {cast.ingrid, cast.victor}


def test_those_ticked_stay_ticked_while_choosing(client, cast):
    shown = fields(get(client, cast.marta, to(cast.omars)))
    answer = post(client, cast.marta, to(cast.omars), 200, **shown, meet=[str(cast.ingrid.pk), str(cast.victor.pk)])
    assert answer.content.decode().count(' name="meet"') >= 2
    assert answer.content.decode().count("checked") == 3  # the stage and the two


def test_another_job_is_offered_to_those_who_may_see_it(client, cast):
    first = cast.sales.stages.first()
    option = f'<optgroup label="{cast.sales.title}">'
    wanted = {"to_stage": "elsewhere"}
    hers = fields(get(client, cast.ingrid, to(cast.omars)))
    assert option not in post(client, cast.ingrid, to(cast.omars), 200, **{**hers, **wanted}).content.decode()
    shown = fields(get(client, cast.hanna, to(cast.omars)))
    assert option in post(client, cast.hanna, to(cast.omars), 200, **{**shown, **wanted}).content.decode()
    chosen = {**shown, **wanted, "elsewhere": str(first.pk)}
    drawn = fields(post(client, cast.hanna, to(cast.omars), 200, **chosen))
    assert cast.sales.title in drawn["body"]
    post(client, cast.hanna, to(cast.omars), **drawn, decide="1")
    assert fresh(cast.omars).job == cast.sales


def test_a_confidential_job_is_named_to_nobody_outside(client, cast):
    assert cast.secret.title not in read(client, cast.hanna, to(cast.omars))
    shown = fields(get(client, cast.hanna, to(cast.omars)))
    chosen = {**shown, "to_stage": "elsewhere", "elsewhere": str(cast.secret.stages.first().pk)}
    answer = post(client, cast.hanna, to(cast.omars), 422, **chosen, decide="1")
    assert "Choose one of these stages." in words(answer)


# Two at once


@pytest.mark.parametrize("outcome", ["advance", "ask", "hold"])
def test_the_second_is_told_by_whom_and_when_and_loses_nothing(cast, now, outcome):
    first, second = Client(), Client()
    theirs = fields(get(second, cast.hanna, to(cast.omars, outcome)))
    ours = fields(get(first, cast.marta, to(cast.omars)))
    post(first, cast.marta, to(cast.omars), **ours, decide="1")
    typed = {
        "advance": {"to_stage": str(cast.second_round.pk)},
        "ask": {"text_0": "Your portfolio"},
        "hold": {"words": "We wait for the budget."},
    }[outcome]
    read_once = fields(post(second, cast.hanna, to(cast.omars, outcome), 200, **{**theirs, **typed}))
    read_once |= {"note": "Mine", "revision": theirs["revision"]}
    answer = post(second, cast.hanna, to(cast.omars, outcome), 409, **read_once, decide="1")
    assert (
        "Marta Lindqvist advanced Omar Haddad to First interview on Monday 7 September at 11:00. "
        "Nothing of yours has been carried out: look again before you decide."
    ) in words(answer)
    kept = fields(answer)
    assert {**typed, "note": "Mine", "body": read_once["body"]}.items() <= kept.items()
    assert Decision.objects.filter(application=cast.omars).count() == 1
    # Having looked again, they may decide anew.
    post(second, cast.hanna, to(cast.omars, outcome), **kept, decide="1")
    assert Decision.objects.filter(application=cast.omars).count() == 2


def test_whoever_comes_from_an_old_page_is_told_before_they_begin(client, cast, now):
    seen = fresh(cast.omars).revision
    deciding.advance(cast, cast.omars, to_stage=cast.first_round, now=now)
    assert "Marta Lindqvist advanced Omar Haddad" in read(client, cast.hanna, f"{to(cast.omars)}?revision={seen}")
    assert "advanced Omar" not in read(client, cast.hanna, f"{to(cast.omars)}?revision={seen + 1}")


@pytest.mark.parametrize("revision", ["", "abc", "-1", "99"])
def test_a_form_without_its_revision_decides_nothing(client, cast, revision):
    shown = {**fields(get(client, cast.marta, to(cast.omars))), "revision": revision}
    post(client, cast.marta, to(cast.omars), 409, **shown, decide="1")
    assert not Decision.objects.filter(application=cast.omars).exists()


@pytest.mark.parametrize("drafted", ["", "[]", "{", '{"body": 3}'])
def test_a_form_whose_memory_is_broken_still_shows_the_letter(client, cast, drafted):
    shown = {**fields(get(client, cast.marta, to(cast.omars))), "drafted": drafted}
    answer = post(client, cast.marta, to(cast.omars), 422, **shown, decide="1")
    assert fields(answer)["body"] == shown["body"]


def test_from_the_debrief_one_comes_back_to_it(client, cast):
    shown = fields(get(client, cast.marta, f"{to(cast.omars)}?back=debrief"))
    answer = post(client, cast.marta, to(cast.omars), **shown, decide="1")
    assert answer.headers["Location"] == f"/desk/stages/{cast.review.pk}/debrief"


def test_the_four_stand_beside_each_other(client, cast):
    page = get(client, cast.marta, to(cast.omars)).content.decode()
    assert all(f'href="{to(cast.omars, one)}"' in page for one in FOUR)


def test_the_page_asks_as_many_questions_for_a_long_plan_as_for_a_short_one(client, cast, django_assert_num_queries):
    client.force_login(cast.marta)
    with CaptureQueriesContext(connection) as short:
        client.get(to(cast.omars))
    Stage.objects.bulk_create(
        Stage(job=job, position=20 + n, kind="interview", name=f"Talk {n}", public_name=f"Talk {n}", capacity=2)
        for n in range(6)
        for job in (cast.engineer, cast.secret)
    )
    with django_assert_num_queries(len(short)):
        client.get(to(cast.omars))
