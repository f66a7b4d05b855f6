"""Booking, moving and cancelling: who is invited, what is owed, and what PostgreSQL refuses."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from hearback.applications.models import Application
from hearback.decisions.offers import withdraw
from hearback.interviews.actions import Place, book_interview, call_off, cancel_interview, move_interview
from hearback.interviews.models import Interview, Seat
from hearback.messages.actions import send_due
from hearback.messages.models import Message
from hearback.people.models import Absence, Person
from hearback.promises.actions import keep_answered, promise
from hearback.promises.models import Promise
from hearback.record.models import Entry
from hearback.refusals import Refused


def on(now: datetime, days: int, hour: int, minute: int = 0) -> datetime:
    return now.replace(hour=hour, minute=minute) + timedelta(days=days)


def book(cast: Any, now: datetime, application: Application | None = None, **other: Any) -> Interview:
    facts: dict[str, Any] = {
        "application": application or cast.omars,
        "kind": "interview",
        "name": "First interview",
        "starts_at": on(now, 3, 12),
        "minutes": 45,
        "seats": [Place(cast.marta), Place(cast.ben)],
        "place": "Room 4",
        "by": cast.ruth,
        "now": now,
    }
    return book_interview(**{**facts, **other})


def to(person: Person, **where: Any) -> list[str]:
    return list(Message.objects.filter(person=person, **where).order_by("pk").values_list("subject", flat=True))


def test_a_booking_invites_the_candidate_and_everybody_who_sits_there(cast: Any, now: datetime) -> None:
    interview = book(cast, now, seats=[Place(cast.marta), Place(cast.ben), Place(cast.ada, shadow=True)])
    invitation = interview.invitation
    assert invitation.candidate == cast.omar
    assert invitation.purpose == Message.Purpose.INVITATION
    assert "Thursday 10 September, 14:00 (Berlin time)" in invitation.body
    assert "Marta Lindqvist, Head of Engineering, Ben Adeyemi" in invitation.body
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


def move(cast: Any, now: datetime, **other: Any) -> Interview:
    interview = cast.lenas_interview
    facts: dict[str, Any] = {
        "starts_at": on(now, 2, 12),
        "minutes": 60,
        "place": interview.place,
        "reason": "Ben has to travel on Tuesday.",
        "by": cast.ruth,
        "now": now,
    }
    return move_interview(interview, **{**facts, **other})


def test_a_move_tells_the_candidate_the_new_time_and_why(cast: Any, now: datetime) -> None:
    moved = move(cast, now)
    assert "Wednesday 9 September, 14:00 (Berlin time)" in moved.invitation.body
    assert "Ben has to travel on Tuesday." in moved.invitation.body
    assert "60 minutes" in moved.invitation.body
    assert len(to(cast.ben, written_at=now)) == 1
    assert Entry.objects.filter(verb="rebooked", subject_id=moved.pk).count() == 1


def test_a_move_renews_what_was_owed_and_moves_the_scorecards_time(cast: Any, now: datetime) -> None:
    before = cast.lenas_interview.promise
    moved = move(cast, now)
    before.refresh_from_db()
    assert before.ending == Promise.Ending.RENEWED
    assert moved.promise.renews == before
    assert moved.promise.renewal_reason == "Ben has to travel on Tuesday."
    assert moved.promise.due_at == moved.ends_at + timedelta(hours=1)
    for seat in moved.seats.all():
        assert seat.during.lower == moved.starts_at
        assert seat.scorecard_due_at == moved.ends_at + timedelta(hours=24)


def test_the_old_time_is_free_again_after_a_move(cast: Any, now: datetime) -> None:
    old = cast.lenas_interview.starts_at
    move(cast, now)
    assert book(cast, now, starts_at=old)


def test_a_move_may_overlap_its_own_old_time(cast: Any, now: datetime) -> None:
    assert move(cast, now, starts_at=cast.lenas_interview.starts_at + timedelta(minutes=15))


def test_a_move_into_somebody_elses_time_is_refused_by_name(cast: Any, now: datetime) -> None:
    other = book(cast, now)
    with pytest.raises(Refused, match="Marta Lindqvist is taken on Thursday 10 September from 14:00 to 14:45"):
        move(cast, now, starts_at=other.starts_at)


def test_a_move_can_change_who_sits_there(cast: Any, now: datetime) -> None:
    moved = move(cast, now, seats=[Place(cast.ada), Place(cast.marta)])
    assert moved.promise.owner == cast.ada
    held = {seat.person.first_name: seat.host for seat in moved.seats.filter(released_at=None)}
    assert held == {"Ada": True, "Marta": False}
    assert to(cast.ben, written_at=now) == ["Without you: First interview with Lena Fischer"]
    assert "Ada Novak" in moved.invitation.body
    assert "Ben" not in moved.invitation.body.replace("Ben has to travel", "")
    again = move(cast, now + timedelta(hours=1), seats=[Place(cast.ben)], starts_at=on(now, 2, 12))
    assert [seat.person for seat in again.seats.filter(released_at=None)] == [cast.ben]


def test_an_invitation_that_has_not_gone_is_called_back_by_a_move(cast: Any, now: datetime) -> None:
    interview = book(cast, now)
    answer = cast.omars.promises.get(kind=Promise.Kind.ANSWER)
    moved = move_interview(
        interview,
        starts_at=on(now, 4, 12),
        minutes=45,
        place="Room 4",
        reason="Room 4 is taken.",
        by=cast.ruth,
        now=now,
    )
    interview.invitation.refresh_from_db()
    assert interview.invitation.cancelled_at == now
    answer.refresh_from_db()
    assert answer.answered_by == moved.invitation
    send_due(now=now)
    keep_answered(now=now)
    sent = Message.objects.filter(application=cast.omars, purpose="invitation", candidate=cast.omar, sent_at=now)
    assert sent.get() == moved.invitation
    answer.refresh_from_db()
    assert answer.ending == Promise.Ending.KEPT


def test_nothing_to_move_is_said(cast: Any, now: datetime) -> None:
    with pytest.raises(Refused, match="Nothing would change"):
        move(cast, now, starts_at=cast.lenas_interview.starts_at, minutes=45)


def cancel(cast: Any, now: datetime, interview: Interview | None = None, **other: Any) -> Interview:
    facts: dict[str, Any] = {
        "reason": "Ben has fallen ill.",
        "next_words": "We send you a new date",
        "next_due_at": on(now, 2, 15),
        "next_owner": cast.ruth,
        "by": cast.hanna,
        "now": now,
    }
    return cancel_interview(interview or cast.lenas_interview, **{**facts, **other})


def test_a_cancellation_says_why_and_what_happens_instead(cast: Any, now: datetime) -> None:
    cancelled = cancel(cast, now)
    letter = Message.objects.get(application=cast.lenas, candidate=cast.lena, written_at=now)
    assert "Ben has fallen ill." in letter.body
    assert "We send you a new date" in letter.body
    assert "From: Ruth Okafor" in letter.body
    owed = cast.lenas.promises.get(ended_at=None)
    assert (owed.kind, owed.words, owed.owner, owed.made_by) == (
        "booking",
        "We send you a new date",
        cast.ruth,
        cast.hanna,
    )
    assert cancelled.promise.ending == Promise.Ending.RELEASED


def test_whoever_owes_the_new_date_hears_of_it(cast: Any, now: datetime) -> None:
    cancel(cast, now)
    assert to(cast.ruth, written_at=now) == ["Hanna Weiss promised for you: Lena Fischer, Embedded Engineer"]


def test_a_cancellation_frees_the_seats_and_tells_those_who_sat_there(cast: Any, now: datetime) -> None:
    cancel(cast, now)
    assert not cast.lenas_interview.seats.filter(released_at=None).exists()
    told = Message.objects.filter(person=cast.ben, written_at=now).get()
    assert told.subject == "Cancelled: First interview with Lena Fischer"
    assert "Ben has fallen ill." in told.body
    assert book(cast, now, starts_at=cast.lenas_interview.starts_at)


def test_a_cancellation_before_the_invitation_went_leaves_only_the_cancellation_to_send(
    cast: Any, now: datetime
) -> None:
    interview = book(cast, now)
    answer = cast.omars.promises.get(kind=Promise.Kind.ANSWER)
    cancel(cast, now, interview)
    pending = Message.objects.filter(application=cast.omars, candidate=cast.omar, sent_at=None, cancelled_at=None)
    letter = pending.get()
    assert "is off" in letter.subject
    answer.refresh_from_db()
    assert answer.answered_by == letter


def test_an_answer_is_owed_again_when_its_invitation_is_called_back_without_another_word(
    cast: Any, now: datetime
) -> None:
    interview = book(cast, now)
    answer = cast.omars.promises.get(kind=Promise.Kind.ANSWER)
    call_off(interview, reason="", by=cast.hanna, now=now)
    answer.refresh_from_db()
    assert answer.answered_by is None


def test_cancelling_twice_is_refused(cast: Any, now: datetime) -> None:
    cancel(cast, now)
    with pytest.raises(Refused, match="cancelled already"):
        cancel(cast, now)


def test_a_cancellation_without_a_next_step_changes_nothing(cast: Any, now: datetime) -> None:
    with pytest.raises(Refused, match="Say what happens next"):
        cancel(cast, now, next_words="  ")
    cast.lenas_interview.refresh_from_db()
    assert cast.lenas_interview.cancelled_at is None
    assert not Message.objects.filter(application=cast.lenas, written_at=now).exists()


def test_whoever_withdraws_frees_everybodys_time(cast: Any, now: datetime) -> None:
    withdraw(cast.lenas, words="", now=now)
    assert not Seat.objects.filter(interview=cast.lenas_interview, released_at=None).exists()
    assert to(cast.marta, written_at=now).count("Cancelled: First interview with Lena Fischer") == 1
