"""Scorecards: blind until one's own is in, immutable once submitted, nudged for while owed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from hearback.decisions.offers import withdraw
from hearback.interviews.actions import Place, book_interview, cancel_interview
from hearback.interviews.models import Interview, Rating, Scorecard, Seat
from hearback.interviews.queries import earlier_rounds, readable_scorecards, scorecards_owed_by
from hearback.interviews.scorecards import focus_of, nudge_due, save_scorecard
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.record.models import Entry
from hearback.refusals import Overtaken, Refused
from tests.meeting import book


def seat(interview: Interview, person: Person) -> Seat:
    return interview.seats.get(person=person)


def write(interview: Interview, person: Person, now: datetime, **other: Any) -> Scorecard:
    place = seat(interview, person)
    facts: dict[str, Any] = {
        "ratings": {attribute.pk: (3, f"Good at {attribute.name}.") for attribute in focus_of(place)},
        "recommendation": 3,
        "summary": "Calm and exact.",
        "left_open": "Has she ever led?",
        "asked": ["How did you find the fault?"],
        "by": person,
        "now": now,
    }
    return save_scorecard(place, **{**facts, **other})


def submit(interview: Interview, person: Person, now: datetime, **other: Any) -> Scorecard:
    return write(interview, person, now, submit=True, **other)


def nudges_to(person: Person) -> int:
    """How often somebody has heard about a scorecard for Yuki."""
    return Message.objects.filter(person=person, subject="Scorecard still open: Yuki Tanaka").count()


def test_a_draft_keeps_what_there_is_and_is_written_over(cast: Any, now: datetime) -> None:
    write(cast.yukis_interview, cast.ben, now, ratings={}, recommendation=None, summary="")
    card = write(cast.yukis_interview, cast.ben, now, summary="Better so.")
    assert (card.version, card.summary, card.submitted_at) == (1, "Better so.", None)
    assert Scorecard.objects.count() == 1


def test_what_is_submitted_is_whole(cast: Any, now: datetime) -> None:
    card = submit(cast.yukis_interview, cast.ben, now)
    focus = focus_of(seat(cast.yukis_interview, cast.ben))
    assert len(focus) >= 2
    assert [rating.attribute for rating in card.ratings.all()] == focus
    assert Entry.objects.get(verb="submitted", subject_id=card.pk).details["late"] is False


def test_a_gap_is_refused_and_the_draft_of_before_stands(cast: Any, now: datetime) -> None:
    write(cast.yukis_interview, cast.ben, now, summary="Of before.")
    with pytest.raises(Refused, match="overall recommendation"):
        submit(cast.yukis_interview, cast.ben, now, recommendation=None, summary="Later.")
    assert Scorecard.objects.get().summary == "Of before."


def test_a_scorecard_after_its_day_is_noted_as_late(cast: Any, now: datetime) -> None:
    card = submit(cast.yukis_interview, cast.ben, now + timedelta(days=2))
    assert Entry.objects.get(verb="submitted", subject_id=card.pk).details["late"] is True


def test_a_submitted_scorecard_cannot_be_changed_by_raw_sql(cast: Any, now: datetime) -> None:
    card = submit(cast.yukis_interview, cast.ben, now)
    rating = card.ratings.first()
    changes = [
        ("UPDATE hearback_scorecard SET recommendation = 1 WHERE id = %s", card.pk),
        ("UPDATE hearback_scorecard SET submitted_at = NULL WHERE id = %s", card.pk),
        ("DELETE FROM hearback_scorecard WHERE id = %s", card.pk),
        ("UPDATE hearback_rating SET score = 1 WHERE id = %s", rating.pk),
        ("DELETE FROM hearback_rating WHERE id = %s", rating.pk),
        (
            "INSERT INTO hearback_rating (scorecard_id, attribute_id, score, evidence) "
            f"SELECT %s, id, 1, '' FROM hearback_attribute WHERE job_id = {cast.sales.pk} LIMIT 1",
            card.pk,
        ),
    ]
    for change, pk in changes:
        with (
            pytest.raises(IntegrityError, match="submitted scorecard cannot change"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change, [pk])


def test_no_rating_is_moved_into_a_submitted_scorecard(cast: Any, now: datetime) -> None:
    card = submit(cast.yukis_interview, cast.ben, now)
    draft = Scorecard.objects.create(seat=card.seat, version=2, saved_at=now)
    stray = Rating.objects.create(scorecard=draft, attribute=cast.sales.attributes.first(), score=1)
    with pytest.raises(IntegrityError, match="submitted scorecard cannot change"), transaction.atomic():
        Rating.objects.filter(pk=stray.pk).update(scorecard=card)


def test_a_correction_is_a_new_version_beside_the_first(cast: Any, now: datetime) -> None:
    first = submit(cast.yukis_interview, cast.ben, now)
    second = submit(cast.yukis_interview, cast.ben, now, recommendation=4)
    first.refresh_from_db()
    assert (first.version, first.recommendation) == (1, 3)
    assert (second.version, second.recommendation) == (2, 4)
    assert Entry.objects.filter(verb="corrected", subject_id=second.pk).count() == 1
    assert [card.pk for card in readable_scorecards(cast.yukis, cast.ben)] == [second.pk]


def test_a_correction_that_is_only_begun_changes_nothing_for_its_readers(cast: Any, now: datetime) -> None:
    first = submit(cast.yukis_interview, cast.ben, now)
    write(cast.yukis_interview, cast.ben, now, recommendation=1)
    assert [card.pk for card in readable_scorecards(cast.yukis, cast.hanna)] == [first.pk]


def test_a_form_left_open_does_not_start_a_correction_by_itself(cast: Any, now: datetime) -> None:
    submit(cast.yukis_interview, cast.ben, now, version=1)
    with pytest.raises(Overtaken, match="submitted this scorecard meanwhile"):
        write(cast.yukis_interview, cast.ben, now, version=1)
    assert Scorecard.objects.count() == 1


def test_nobody_writes_in_anothers_name(cast: Any, now: datetime) -> None:
    with pytest.raises(Refused, match="the person who sat there"):
        write(cast.yukis_interview, cast.ben, now, by=cast.marta)


def test_a_shadow_writes_none(cast: Any, now: datetime) -> None:
    Seat.objects.filter(interview=cast.yukis_interview, person=cast.marta).update(shadow=True)
    with pytest.raises(Refused, match="shadow"):
        write(cast.yukis_interview, cast.marta, now)


def test_none_is_written_for_an_interview_that_was_called_off(cast: Any, now: datetime) -> None:
    cancel_interview(
        cast.lenas_interview,
        reason="Ben is ill.",
        next_words="A new date",
        next_due_at=now + timedelta(days=1),
        next_owner=cast.ruth,
        by=cast.hanna,
        now=now,
    )
    with pytest.raises(Refused, match="cancelled"):
        write(cast.lenas_interview, cast.ben, now)


def test_a_draft_may_be_prepared_but_not_submitted_before_the_interview(cast: Any, now: datetime) -> None:
    assert write(cast.lenas_interview, cast.ben, now)
    with pytest.raises(Refused, match="not started"):
        submit(cast.lenas_interview, cast.ben, now)


def readers(cast: Any, *names: str) -> dict[str, set[str]]:
    """Whose scorecards each of them reads."""
    return {
        name: {card.seat.person.first_name for card in readable_scorecards(cast.yukis, getattr(cast, name))}
        for name in names
    }


def test_while_ones_own_is_owed_one_reads_nobody_elses_even_as_the_hiring_manager(cast: Any, now: datetime) -> None:
    submit(cast.yukis_interview, cast.ben, now)
    assert readers(cast, "ben", "marta", "hanna", "ruth", "ingrid", "ada", "stan", "victor") == {
        "ben": {"Ben"},
        "marta": set(),
        "hanna": {"Ben"},
        "ruth": {"Ben"},
        "ingrid": {"Ben"},
        "ada": set(),
        "stan": set(),
        "victor": set(),
    }


def test_a_draft_does_not_open_the_others_eyes(cast: Any, now: datetime) -> None:
    submit(cast.yukis_interview, cast.ben, now)
    write(cast.yukis_interview, cast.marta, now)
    assert readers(cast, "marta", "ben", "hanna") == {"marta": set(), "ben": {"Ben"}, "hanna": {"Ben"}}


def test_once_both_are_in_both_read_both(cast: Any, now: datetime) -> None:
    submit(cast.yukis_interview, cast.ben, now)
    submit(cast.yukis_interview, cast.marta, now)
    assert readers(cast, "ben", "marta") == {"ben": {"Ben", "Marta"}, "marta": {"Ben", "Marta"}}


def test_another_interview_in_the_same_stage_keeps_its_panel_blind(cast: Any, now: datetime) -> None:
    """Ada meets Yuki in the same stage tomorrow: what Ben thinks must not reach her."""
    submit(cast.yukis_interview, cast.ben, now)
    book_interview(
        application=cast.yukis,
        kind="interview",
        name="Craft interview",
        starts_at=now + timedelta(days=1),
        minutes=45,
        seats=[Place(cast.ada), Place(cast.ingrid)],
        place="Room 4",
        by=cast.ruth,
        now=now,
    )
    assert readers(cast, "ada", "ingrid", "ben") == {"ada": set(), "ingrid": set(), "ben": {"Ben"}}


def test_the_kit_shows_what_earlier_rounds_asked_and_left_open_and_no_rating(cast: Any, now: datetime) -> None:
    submit(cast.yukis_interview, cast.ben, now)
    panel = book_interview(
        application=cast.yukis,
        kind="panel",
        name="Panel",
        starts_at=now + timedelta(days=1),
        minutes=45,
        seats=[Place(cast.ingrid)],
        place="Room 4",
        by=cast.ruth,
        now=now,
    )
    (earlier,) = earlier_rounds(panel)
    assert earlier.interview == cast.yukis_interview
    assert earlier.people == [cast.ben, cast.marta]
    assert earlier.asked == {"How did you find the fault?": [cast.ben]}
    assert earlier.left_open == [(cast.ben, "Has she ever led?")]
    assert earlier.waiting == [cast.marta]
    assert earlier_rounds(cast.yukis_interview) == []


def test_a_question_two_have_asked_is_named_once_with_both(cast: Any, now: datetime) -> None:
    for person in (cast.ben, cast.marta):
        submit(cast.yukis_interview, person, now)
    later = Interview(application=cast.yukis, starts_at=now)
    assert earlier_rounds(later)[0].asked == {"How did you find the fault?": [cast.ben, cast.marta]}


def test_each_nudge_comes_once_and_the_hiring_manager_hears_only_at_the_third(cast: Any, now: datetime) -> None:
    """The interview was on Sunday, so the first comes on Monday when the office opens."""
    end = cast.yukis_interview.ends_at
    opens = now.replace(hour=7)  # nine o'clock in Berlin
    submit(cast.yukis_interview, cast.marta, now)
    counts = []
    for moment in (opens - timedelta(minutes=1), opens, *(end + timedelta(hours=h) for h in (24, 48, 72, 240))):
        for _ in range(2):
            nudge_due(now=moment)
        counts.append((nudges_to(cast.ben), nudges_to(cast.marta)))
    assert counts == [(0, 0), (1, 0), (2, 0), (3, 1), (3, 1), (3, 1)]


def test_after_a_standstill_only_the_nudge_of_the_hour_is_sent(cast: Any, now: datetime) -> None:
    submit(cast.yukis_interview, cast.marta, now)
    nudge_due(now=cast.yukis_interview.ends_at + timedelta(hours=49))
    assert (nudges_to(cast.ben), nudges_to(cast.marta)) == (1, 1)


def test_whoever_has_submitted_is_left_in_peace(cast: Any, now: datetime) -> None:
    for person in (cast.ben, cast.marta):
        submit(cast.yukis_interview, person, now)
    nudge_due(now=now + timedelta(days=9))
    assert nudges_to(cast.ben) + nudges_to(cast.marta) == 0


def test_nobody_is_nudged_about_somebody_who_has_withdrawn(cast: Any, now: datetime) -> None:
    assert scorecards_owed_by(cast.ben, now=now).exists()
    withdraw(cast.yukis, words="", now=now)
    nudge_due(now=now + timedelta(days=9))
    assert nudges_to(cast.ben) == 0
    assert not scorecards_owed_by(cast.ben, now=now).exists()


def test_what_one_owes_is_what_is_over_and_not_yet_submitted(cast: Any, now: datetime) -> None:
    owed = scorecards_owed_by(cast.ben, now=now)
    assert [place.interview for place in owed] == [cast.yukis_interview]
    write(cast.yukis_interview, cast.ben, now)
    assert owed.all().count() == 1
    submit(cast.yukis_interview, cast.ben, now)
    assert owed.all().count() == 0


def test_the_days_of_the_interviewers_own_office_count(cast: Any, now: datetime) -> None:
    """Labour Day: Toronto is shut, Berlin works."""
    cast.ada.office = cast.toronto
    cast.ada.save(update_fields=["office"])
    friday = datetime(2026, 9, 4, 18, tzinfo=UTC)
    meeting = book(cast, friday - timedelta(days=3), starts_at=friday, seats=[Place(cast.ada), Place(cast.ben)])
    nudges = {seat.person.first_name: seat.nudge_at for seat in meeting.seats.all()}
    assert nudges == {"Ada": friday + timedelta(hours=2, minutes=45), "Ben": datetime(2026, 9, 7, 7, tzinfo=UTC)}
    due = {seat.person.first_name: seat.scorecard_due_at for seat in meeting.seats.all()}
    assert due == {"Ada": meeting.ends_at + timedelta(days=4), "Ben": meeting.ends_at + timedelta(days=3)}
