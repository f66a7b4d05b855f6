"""Booking: who is invited, what is owed, and what PostgreSQL refuses."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from hearback.applications.models import Application
from hearback.interviews.actions import Place
from hearback.interviews.models import Interview, Seat
from hearback.messages.actions import send_due
from hearback.messages.models import Message
from hearback.people.models import Absence, Person
from hearback.promises.actions import keep_answered, promise
from hearback.promises.models import Promise
from hearback.record.models import Entry
from hearback.refusals import Refused
from tests.meeting import book, on, to


def test_a_booking_invites_the_candidate_and_everybody_who_sits_there(cast: Any, now: datetime) -> None:
    interview = book(cast, now, seats=[Place(cast.marta), Place(cast.ben), Place(cast.ada, shadow=True)])
    invitation = interview.invitation
    assert invitation.candidate == cast.omar
    assert invitation.purpose == Message.Purpose.INVITATION
    assert "Thursday 10 September, 14:00 (Berlin time)" in invitation.body
    assert "Marta Lindqvist (Head of Engineering), Ben Adeyemi" in invitation.body
    assert "Ada" not in invitation.body
    for person in (cast.marta, cast.ben, cast.ada):
        assert len(to(person, written_at=now)) == 1
    assert Entry.objects.filter(verb="booked", subject_id=interview.pk, actor_id=cast.ruth.pk).count() == 1


def test_the_candidate_reads_the_time_in_their_own_zone(cast: Any, now: datetime) -> None:
    assert "19:00 (Tokyo time)" in book(cast, now, cast.yukis, starts_at=on(now, 3, 10)).invitation.body


def test_the_first_who_is_no_shadow_hosts_and_owes_the_closing(cast: Any, now: datetime) -> None:
    interview = book(cast, now, seats=[Place(cast.ada, shadow=True), Place(cast.ben), Place(cast.marta)])
    assert interview.seats.get(host=True).person == cast.ben
    assert interview.promise.owner == cast.ben
    assert interview.promise.made_by == cast.ruth
    assert interview.promise.due_at == interview.ends_at + timedelta(hours=1)
    assert interview.promise.told_by == interview.invitation


def test_scorecards_are_owed_by_those_who_judge_and_not_by_shadows(cast: Any, now: datetime) -> None:
    interview = book(cast, now, seats=[Place(cast.ben), Place(cast.ada, shadow=True)])
    due = {seat.person.first_name: seat.scorecard_due_at for seat in interview.seats.all()}
    assert due == {"Ben": interview.ends_at + timedelta(hours=24), "Ada": None}


@pytest.mark.parametrize("kind", ["tour", "meal", "compensation_talk"])
def test_nobody_scores_a_tour_a_meal_or_a_talk_about_pay(cast: Any, now: datetime, kind: str) -> None:
    interview = book(cast, now, kind=kind)
    assert not interview.seats.exclude(scorecard_due_at=None, nudge_at=None).exists()


def test_the_answer_that_was_owed_is_kept_when_the_invitation_goes_and_not_before(cast: Any, now: datetime) -> None:
    answer = cast.omars.promises.get(kind=Promise.Kind.ANSWER)
    interview = book(cast, now)
    answer.refresh_from_db()
    assert answer.open
    assert answer.answered_by == interview.invitation
    send_due(now=now)
    keep_answered(now=now)
    answer.refresh_from_db()
    assert answer.ending == Promise.Ending.KEPT


def test_a_talk_about_pay_that_was_promised_is_still_owed_after_an_invitation(cast: Any, now: datetime) -> None:
    talk = promise(
        application=cast.omars,
        kind=Promise.Kind.OTHER,
        words="Hanna calls you about pay",
        due_at=on(now, 2, 15),
        owner=cast.hanna,
        by=cast.marta,
        now=now,
    )
    book(cast, now)
    talk.refresh_from_db()
    assert talk.answered_by is None


def test_the_words_of_the_invitation_can_be_ones_own(cast: Any, now: datetime) -> None:
    invitation = book(cast, now, subject="Come and see us", body="Dear Omar,\r\n\r\ncome by.").invitation
    assert (invitation.subject, invitation.body) == ("Come and see us", "Dear Omar,\n\ncome by.")


def test_an_interview_without_a_name_is_called_by_its_kind(cast: Any, now: datetime) -> None:
    assert book(cast, now, kind="tour", name=" ").name == "Tour"


@pytest.mark.parametrize("who", ["ben", "ada", "ingrid", "stan", "victor"])
def test_whoever_does_not_run_the_job_books_nothing(cast: Any, now: datetime, who: str) -> None:
    with pytest.raises(Refused, match="booked by the recruiter"):
        book(cast, now, by=getattr(cast, who))


def test_who_is_taken_is_told_by_name_and_hour(cast: Any, now: datetime) -> None:
    # Lena's interview is tomorrow from 10:00 to 10:45 in Berlin, which is 08:00 to 08:45 here.
    with pytest.raises(Refused) as refused:
        book(cast, now, starts_at=on(now, 1, 8, 30), seats=[Place(cast.ben), Place(cast.ada)])
    assert "Ben Adeyemi is taken on Tuesday 8 September from 10:00 to 10:45" in str(refused.value)
    assert "Ada" not in str(refused.value)
    assert refused.value.field == "starts_at"
    assert not Interview.objects.filter(application=cast.omars).exists()
    assert not Message.objects.filter(application=cast.omars, purpose=Message.Purpose.INVITATION).exists()


def test_an_interview_may_begin_the_minute_another_ends(cast: Any, now: datetime) -> None:
    assert book(cast, now, starts_at=cast.lenas_interview.ends_at).starts_at == cast.lenas_interview.ends_at


def test_a_shadow_too_can_be_in_one_place_only(cast: Any, now: datetime) -> None:
    with pytest.raises(Refused, match="Ben Adeyemi is taken"):
        book(cast, now, starts_at=on(now, 1, 8, 30), seats=[Place(cast.ada), Place(cast.ben, shadow=True)])


def test_who_is_away_is_not_booked(cast: Any, now: datetime) -> None:
    Absence.objects.create(person=cast.ben, first_day=on(now, 3, 0).date(), last_day=on(now, 4, 0).date())
    with pytest.raises(Refused, match="Ben Adeyemi is away until Friday 11 September"):
        book(cast, now)
    assert book(cast, now, starts_at=on(now, 7, 12))


def test_the_days_away_are_those_of_the_persons_own_office(cast: Any, now: datetime) -> None:
    # Thursday 22:00 in Toronto is Friday in Berlin, where the job is.
    friday = on(now, 4, 0).date()
    Absence.objects.create(person=cast.ingrid, first_day=friday, last_day=friday)
    late = datetime(2026, 9, 11, 2, tzinfo=UTC)
    assert book(cast, now, starts_at=late, seats=[Place(cast.ingrid)])


def test_the_candidate_cannot_be_in_two_places_either(cast: Any, now: datetime) -> None:
    with pytest.raises(Refused, match="Lena Fischer already has an interview on Tuesday 8 September from 10:00"):
        book(cast, now, cast.lenas, starts_at=on(now, 1, 8, 15), seats=[Place(cast.ada)])


def test_nobody_has_two_seats_in_one_interview(cast: Any, now: datetime) -> None:
    with pytest.raises(Refused, match="two seats"):
        book(cast, now, seats=[Place(cast.ben), Place(cast.ben, shadow=True)])


def test_somebody_who_has_left_is_not_booked(cast: Any, now: datetime) -> None:
    Person.objects.filter(pk=cast.ben.pk).update(is_active=False)
    with pytest.raises(Refused, match="no longer works here"):
        book(cast, now)


def test_postgresql_itself_lets_nobody_sit_in_two_places(cast: Any, now: datetime) -> None:
    interview = book(cast, now)
    with pytest.raises(IntegrityError, match="one_place_at_a_time"), transaction.atomic():
        Seat.objects.create(
            interview=interview,
            person=cast.ada,
            during=(cast.lenas_interview.starts_at, cast.lenas_interview.ends_at),
        )
        Seat.objects.create(
            interview=cast.lenas_interview,
            person=cast.ada,
            during=(cast.lenas_interview.starts_at, cast.lenas_interview.ends_at),
        )


def test_postgresql_itself_lets_no_candidate_be_in_two_places(cast: Any, now: datetime) -> None:
    with pytest.raises(IntegrityError, match="a_candidate_in_one_place_at_a_time"), transaction.atomic():
        Interview.objects.create(
            application=cast.lenas,
            candidate=cast.lena,
            stage=cast.first_round,
            kind="tour",
            name="Tour",
            starts_at=cast.lenas_interview.starts_at,
            ends_at=cast.lenas_interview.ends_at,
            during=(cast.lenas_interview.starts_at, cast.lenas_interview.ends_at),
            booked_by=cast.ruth,
            booked_at=now,
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_book_the_same_person_at_once_one_wins_and_the_other_is_told_who_and_when(
    cast: Any, now: datetime
) -> None:
    """Two real connections. Both have looked and found Ben free before either has booked him."""
    outcomes: list[str] = []
    together = threading.Barrier(2, timeout=20)

    def try_to_book(application: Application, seats: list[Place], by: Person) -> None:
        try:
            together.wait()
            book(cast, now, application, seats=seats, by=by)
            outcomes.append("booked")
        except Refused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    # The seats are named in opposite orders, which must not make the two wait for each other.
    bookings = [
        (cast.omars, [Place(cast.ben), Place(cast.ada)], cast.ruth),
        (cast.lenas, [Place(cast.ada), Place(cast.ben)], cast.hanna),
    ]
    threads = [threading.Thread(target=try_to_book, args=booking) for booking in bookings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    outcomes.sort()
    refusal, booked = outcomes
    assert booked == "booked"
    assert "Ben Adeyemi is taken on Thursday 10 September from 14:00 to 14:45" in refusal
    assert "Ada Novak is taken on Thursday 10 September from 14:00 to 14:45" in refusal
    assert Seat.objects.filter(person=cast.ben, during__contains=on(now, 3, 12)).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_constraint_alone_is_told_in_the_same_words(
    cast: Any, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if somebody had slipped in between the look and the booking."""
    monkeypatch.setattr("hearback.interviews.actions.check_free", lambda *_args, **_more: None)
    with pytest.raises(Refused, match="Ben Adeyemi is taken on Tuesday 8 September from 10:00 to 10:45") as refused:
        book(cast, now, starts_at=on(now, 1, 8, 30))
    assert refused.value.field == "starts_at"
    assert not Interview.objects.filter(application=cast.omars).exists()
