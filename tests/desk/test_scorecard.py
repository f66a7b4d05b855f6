"""One's own scorecard: typed, kept, submitted, corrected; the others' once one's own is in."""

from __future__ import annotations

import pytest

from hearback.interviews.actions import Place, book_interview
from hearback.interviews.models import Scorecard
from tests.judging import write_scorecard
from tests.reading import fields, get, post, read, words


def path_of(interview) -> str:
    return f"/desk/interviews/{interview.pk}/scorecard"


def focus(cast):
    return list(cast.first_interview.focus.all())


def whole(client, cast, **other):
    """The form as it is drawn, filled in as somebody would."""
    typed = fields(get(client, cast.ben, path_of(cast.yukis_interview)))
    for attribute in focus(cast):
        typed |= {f"score_{attribute.pk}": "3", f"evidence_{attribute.pk}": f"Said much about {attribute.name}."}
    typed |= {
        "recommendation": "4",
        "summary": "I would hire Yuki today.",
        "asked": [cast.first_interview.guide[0]["question"]],
        "asked_besides": "Why pumps?\r\n\r\nWhy us?",
        "left_open": "Has Yuki ever led?",
        "step": "submit",
    }
    return {**typed, **other}


def send(client, cast, status=302, person=None, **other):
    return post(client, person or cast.ben, path_of(cast.yukis_interview), status, **whole(client, cast, **other))


def test_every_attribute_has_its_anchored_words_at_every_point(client, cast):
    page = read(client, cast.ben, path_of(cast.yukis_interview))
    for attribute in focus(cast):
        assert len(attribute.anchors) == 4
        for anchor in attribute.anchors:
            assert anchor in page
    assert "You will see the others’ views once yours is in." in page


def test_what_is_typed_is_what_is_submitted(client, cast, now):
    send(client, cast)
    card = Scorecard.objects.get()
    assert (card.submitted_at, card.recommendation, card.summary) == (now, 4, "I would hire Yuki today.")
    assert card.asked == [cast.first_interview.guide[0]["question"], "Why pumps?", "Why us?"]
    assert card.left_open == "Has Yuki ever led?"
    assert [(r.score, r.evidence) for r in card.ratings.all()] == [
        (3, f"Said much about {one.name}.") for one in focus(cast)
    ]


def test_nothing_to_judge_by_is_an_answer(client, cast):
    first = focus(cast)[0]
    send(client, cast, **{f"score_{first.pk}": "none", f"evidence_{first.pk}": "We ran out of time."})
    rating = Scorecard.objects.get().ratings.get(attribute=first)
    assert (rating.score, rating.evidence) == (None, "Nothing to judge it by. We ran out of time.")


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("score", "Craft has no rating yet."),
        ("evidence", "Say what you saw or heard that makes you rate Craft so."),
        ("recommendation", "Give your overall recommendation."),
        ("summary", "Write a sentence or two that sums up your view."),
    ],
)
def test_a_gap_is_named_beside_its_field_and_everything_typed_is_still_there(client, cast, missing, sentence):
    craft = next(one for one in focus(cast) if one.name == "Craft")
    name = f"{missing}_{craft.pk}" if missing in ("score", "evidence") else missing
    answer = send(client, cast, 422, **{name: ""})
    shown = words(answer)
    assert sentence in shown
    kept = fields(answer)
    assert kept["left_open"] == "Has Yuki ever led?"
    assert kept["asked_besides"].splitlines() == ["Why pumps?", "", "Why us?"]
    assert not Scorecard.objects.filter(submitted_at__isnull=False).exists()


def test_all_gaps_are_named_at_once(client, cast):
    shown = words(post(client, cast.ben, path_of(cast.yukis_interview), 422, step="submit", version="1"))
    for sentence in (
        "Craft has no rating yet.",
        "Communication has no rating yet.",
        "overall recommendation",
        "sums up",
    ):
        assert sentence in shown


def test_words_without_a_score_are_a_draft_and_no_judgement(client, cast):
    first = focus(cast)[0]
    typed = {f"score_{first.pk}": "", f"evidence_{first.pk}": "Talked of the pump."}
    send(client, cast, step="draft", **typed)
    again = get(client, cast.ben, path_of(cast.yukis_interview))
    assert fields(again)[f"evidence_{first.pk}"] == "Talked of the pump."
    assert f"score_{first.pk}" not in fields(again)
    assert "has no rating yet" in words(send(client, cast, 422, **typed))


def test_a_draft_is_kept_and_found_again(client, cast):
    answer = send(client, cast, step="draft", summary="Not finished")
    assert answer["Location"] == f"/desk/interviews/{cast.yukis_interview.pk}/"
    assert Scorecard.objects.get().submitted_at is None
    again = fields(get(client, cast.ben, path_of(cast.yukis_interview)))
    assert again["summary"] == "Not finished"
    assert again["recommendation"] == "4"
    assert again[f"score_{focus(cast)[0].pk}"] == "3"
    assert again["asked"] == cast.first_interview.guide[0]["question"]
    assert again["asked_besides"].splitlines() == ["Why pumps?", "Why us?"]


def test_it_is_kept_while_typing_and_only_a_word_is_drawn(client, cast):
    typed = whole(client, cast, step="keep", recommendation="", summary="")
    answer = client.post(path_of(cast.yukis_interview), typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    drawn = answer.content.decode()
    assert "Draft kept at 11:00" in drawn and "<html" not in drawn
    assert Scorecard.objects.get().submitted_at is None


def test_what_arrives_late_from_an_open_form_starts_no_correction(client, cast):
    typed = whole(client, cast, step="keep")
    send(client, cast)
    answer = client.post(path_of(cast.yukis_interview), typed, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert Scorecard.objects.count() == 1
    shown = words(post(client, cast.ben, path_of(cast.yukis_interview), 409, **typed))
    assert "You have submitted this scorecard meanwhile" in shown


def test_once_submitted_it_is_read_and_not_written(client, cast):
    send(client, cast)
    page = get(client, cast.ben, path_of(cast.yukis_interview))
    assert "I would hire Yuki today." in words(page)
    assert "<textarea" not in page.content.decode()


def test_a_correction_begins_with_what_stands_and_becomes_the_next_version(client, cast):
    send(client, cast)
    form = get(client, cast.ben, path_of(cast.yukis_interview) + "?correct=1")
    assert "This becomes version 2" in words(form)
    typed = fields(form)
    assert typed["summary"] == "I would hire Yuki today."
    post(client, cast.ben, path_of(cast.yukis_interview), **{**typed, "recommendation": "3", "step": "submit"})
    first, second = Scorecard.objects.order_by("version")
    assert (first.recommendation, second.recommendation) == (4, 3)
    assert second.submitted_at


def test_a_correction_that_is_only_begun_leaves_what_stands_and_can_be_gone_on_with(client, cast):
    send(client, cast)
    path = path_of(cast.yukis_interview)
    typed = fields(get(client, cast.ben, f"{path}?correct=1"))
    post(client, cast.ben, path, **{**typed, "summary": "On second thoughts", "step": "draft"})
    page = read(client, cast.ben, path)
    assert "I would hire Yuki today." in page and "On second thoughts" not in page
    assert "Go on correcting mine" in page
    assert "Your scorecard is in." in read(client, cast.ben, f"/desk/interviews/{cast.yukis_interview.pk}/")
    assert fields(get(client, cast.ben, f"{path}?correct=1"))["summary"] == "On second thoughts"


def test_the_others_appear_once_ones_own_is_in(client, cast, now):
    write_scorecard(cast.yukis_interview.seats.get(person=cast.marta), now=now, summary="MARTA THINKS")
    assert "MARTA THINKS" not in read(client, cast.ben, path_of(cast.yukis_interview))
    send(client, cast, step="draft")
    assert "MARTA THINKS" not in read(client, cast.ben, path_of(cast.yukis_interview))
    send(client, cast)
    assert "MARTA THINKS" in read(client, cast.ben, path_of(cast.yukis_interview))


def test_who_has_not_written_is_named(client, cast):
    send(client, cast)
    assert "Not there to read yet: Marta Lindqvist." in read(client, cast.ben, path_of(cast.yukis_interview))


def test_it_may_be_prepared_but_not_submitted_before_the_interview(client, cast):
    path = path_of(cast.lenas_interview)
    assert "The interview is still to come." in read(client, cast.ben, path)
    typed = {key: value for key, value in whole(client, cast).items()}
    assert "This interview has not started yet." in words(post(client, cast.ben, path, 422, **typed))
    post(client, cast.ben, path, **{**typed, "step": "draft"})


def test_a_score_that_is_none_of_the_four_is_refused(client, cast):
    assert send(client, cast, 422, **{f"score_{focus(cast)[0].pk}": "5"})
    assert send(client, cast, 422, recommendation="9")
    assert not Scorecard.objects.exists()


@pytest.mark.parametrize("who", ["hanna", "ruth", "ingrid", "alice", "ada", "stan", "victor"])
def test_whoever_has_no_seat_has_no_scorecard_to_write(client, cast, who):
    get(client, getattr(cast, who), path_of(cast.yukis_interview), 404)
    send(client, cast, 404, person=getattr(cast, who))
    assert not Scorecard.objects.exists()


def test_nobody_scores_a_tour(client, cast, now):
    tour = book_interview(
        application=cast.omars,
        kind="tour",
        name="Tour",
        starts_at=now.replace(hour=12),
        minutes=30,
        seats=[Place(cast.ada)],
        place="At the gate",
        by=cast.ruth,
        now=now,
    )
    get(client, cast.ada, path_of(tour), 404)
