"""Booking on the page: who is free is seen, who is taken is said, nothing typed is lost."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from hearback.interviews.actions import Place, book_interview
from hearback.interviews.models import Interview
from hearback.jobs.models import InterviewTemplate
from hearback.people.models import Absence
from tests.deciding import advance
from tests.reading import fields, get, post, read, words


def new(application) -> str:
    return f"/desk/applications/{application.pk}/interviews/new"


def typed(client, person, path, **other) -> dict[str, str]:
    return {**fields(get(client, person, path)), **other}


def filled(client, cast, person=None, application=None, **other):
    """Everything Ruth has to type: where it is, and who leads. Thursday at noon."""
    facts = {
        "starts_at_day": "2026-09-10",
        "starts_at_time": "14:00",
        "place": "Room 4",
        f"seat_{cast.marta.pk}": "host",
        f"seat_{cast.ben.pk}": "sits",
        f"seat_{cast.ada.pk}": "",
        f"seat_{cast.ingrid.pk}": "",
        "name": "First interview",
        "kind": "interview",
    }
    return typed(client, person or cast.ruth, new(application or cast.omars), **{**facts, **other})


def book(client, cast, status=302, person=None, application=None, **other):
    """Read the invitation, then send it, as the page has it done."""
    person, path = person or cast.ruth, new(application or cast.omars)
    form = filled(client, cast, person, application, **other)
    seen = fields(post(client, person, path, 200, **{**form, "step": "look"}))
    return post(client, person, path, status, **{**form, **seen, "step": "send"})


def booked(cast) -> Interview:
    return Interview.objects.get(application=cast.omars)


def test_a_booking_is_read_first_and_then_sent(client, cast):
    form = filled(client, cast, step="look")
    seen = post(client, cast.ruth, new(cast.omars), 200, **form)
    assert not Interview.objects.filter(application=cast.omars).exists()
    letter = fields(seen)["body"]
    assert "When: Thursday 10 September, 14:00 (Berlin time)" in letter
    assert "Whom you will meet: Marta Lindqvist (Head of Engineering), Ben Adeyemi (Senior Engineer)" in letter
    answer = post(client, cast.ruth, new(cast.omars), **{**form, **fields(seen), "step": "send"})
    interview = booked(cast)
    assert answer["Location"] == f"/desk/interviews/{interview.pk}/"
    assert interview.starts_at == datetime(2026, 9, 10, 12, tzinfo=UTC)
    assert interview.invitation.body.replace("\r\n", "\n") == letter
    assert {seat.person: (seat.host, seat.shadow) for seat in interview.seats.all()} == {
        cast.marta: (True, False),
        cast.ben: (False, False),
    }


def test_the_invitation_goes_as_it_was_edited(client, cast):
    form = filled(client, cast, step="look")
    seen = fields(post(client, cast.ruth, new(cast.omars), 200, **form))
    edited = {**form, **seen, "subject": "Come and see us", "body": "Dear Omar,\r\nbring your board.", "step": "send"}
    post(client, cast.ruth, new(cast.omars), **edited)
    assert (booked(cast).invitation.subject, booked(cast).invitation.body) == (
        "Come and see us",
        "Dear Omar,\nbring your board.",
    )


def test_a_time_changed_after_reading_has_to_be_read_again(client, cast):
    form = filled(client, cast, step="look")
    seen = fields(post(client, cast.ruth, new(cast.omars), 200, **form))
    later = {**form, **seen, "starts_at_time": "15:00", "step": "send"}
    answer = post(client, cast.ruth, new(cast.omars), 422, **later)
    assert "has changed since this message was written" in words(answer)
    assert not Interview.objects.filter(application=cast.omars).exists()


def test_the_plan_proposes_minutes_name_people_and_a_free_hour(client, cast, now):
    advance(cast, cast.omars, to_stage=cast.first_round, now=now)
    form = fields(get(client, cast.ruth, new(cast.omars)))
    assert (form["name"], form["minutes"]) == ("First interview", "45")
    assert (form[f"seat_{cast.marta.pk}"], form[f"seat_{cast.ben.pk}"]) == ("host", "sits")
    assert (form["starts_at_day"], form["starts_at_time"]) == ("2026-09-09", "10:00")


def test_the_proposed_hour_avoids_bookings_absences_and_the_candidates_night(client, cast, now):
    # Marta is away on Wednesday, and on Thursday Ada has another interview until eleven.
    wednesday = now.date() + timedelta(days=2)
    Absence.objects.create(person=cast.marta, first_day=wednesday, last_day=wednesday)
    book_interview(
        application=cast.omars,
        kind="interview",
        name="First interview",
        starts_at=datetime(2026, 9, 10, 8, tzinfo=UTC),
        minutes=60,
        seats=[Place(cast.ada)],
        place="Room 4",
        by=cast.ruth,
        now=now,
    )
    form = fields(get(client, cast.ruth, new(cast.yukis)))
    assert (form["starts_at_day"], form["starts_at_time"]) == ("2026-09-10", "11:00")


def test_no_hour_is_proposed_at_which_the_candidate_sleeps(client, cast, now):
    # Marta and Ada have time from 13:00 on only, which is 20:00 for Yuki; on Friday they have the morning.
    for person, application in ((cast.marta, cast.omars), (cast.ada, cast.lenas)):
        for day in (9, 10):
            book_interview(
                application=application,
                kind="interview",
                name="Talk",
                starts_at=datetime(2026, 9, day, 7, tzinfo=UTC),
                minutes=240,
                seats=[Place(person)],
                place="Room 4",
                by=cast.ruth,
                now=now,
            )
    form = fields(get(client, cast.ruth, new(cast.yukis)))
    assert (form["starts_at_day"], form["starts_at_time"]) == ("2026-09-11", "10:00")


def test_whom_the_last_decision_wants_the_candidate_to_meet_is_proposed(client, cast, now):
    advance(cast, cast.lenas, to_stage=cast.second_round, meet=[cast.ada, cast.ingrid], now=now)
    form = fields(get(client, cast.ruth, new(cast.lenas)))
    assert form["name"] == "Panel"
    chosen = {name for name, role in form.items() if name.startswith("seat_") and role}
    assert chosen == {f"seat_{cast.ada.pk}", f"seat_{cast.ingrid.pk}"}


def test_a_second_round_proposes_new_faces(client, cast, now):
    advance(cast, cast.yukis, to_stage=cast.second_round, now=now)
    form = fields(get(client, cast.ruth, new(cast.yukis)))
    chosen = {name for name, role in form.items() if name.startswith("seat_") and role}
    assert chosen == {f"seat_{cast.ada.pk}", f"seat_{cast.ingrid.pk}"}  # and neither Ben nor Marta again


def test_each_interview_of_the_stage_can_be_chosen_and_anything_else(client, cast, now):
    advance(cast, cast.yukis, to_stage=cast.second_round, now=now)
    tour = fields(get(client, cast.ruth, f"{new(cast.yukis)}?template={cast.tour.pk}"))
    assert (tour["kind"], tour["minutes"]) == ("tour", "30")
    other = get(client, cast.ruth, f"{new(cast.yukis)}?template=")
    assert "Compensation talk" in words(other)
    form = {**filled(client, cast, application=cast.yukis), "kind": "meal", "name": "Lunch"}
    path = f"{new(cast.yukis)}?template="
    seen = fields(post(client, cast.ruth, path, 200, **{**form, "step": "look"}))
    post(client, cast.ruth, path, **{**form, **seen, "step": "send"})
    lunch = Interview.objects.get(application=cast.yukis, kind="meal")
    assert (lunch.name, lunch.template) == ("Lunch", None)


def test_an_interview_that_has_left_the_plan_is_not_offered_any_more(client, cast, now):
    advance(cast, cast.yukis, to_stage=cast.second_round, now=now)
    InterviewTemplate.objects.filter(pk=cast.tour.pk).update(retired_at=now)
    assert "Tour of the laboratory" not in read(client, cast.ruth, new(cast.yukis))


def test_the_day_of_everybody_is_shown_with_what_is_taken(client, cast):
    form = filled(client, cast, starts_at_day="2026-09-08", starts_at_time="10:15", step="day")
    page = words(post(client, cast.ruth, new(cast.omars), 200, **form))
    assert "Ben Adeyemi: taken 10:00 to 10:45" in page
    assert "Ada Novak: free all day" in page
    assert "All of those chosen have room from 09:00 to 10:00, 10:45 to 17:00." in page
    assert not Interview.objects.filter(application=cast.omars).exists()


def test_on_the_day_the_clocks_change_the_hours_stand_where_they_are(client, cast, clock, now):
    clock.now = datetime(2026, 10, 20, 9, tzinfo=UTC)
    book_interview(
        application=cast.lenas,
        kind="interview",
        name="Talk",
        starts_at=datetime(2026, 10, 25, 9, tzinfo=UTC),  # ten o'clock, an hour after summer time has ended
        minutes=60,
        seats=[Place(cast.ada)],
        place="Room 4",
        by=cast.ruth,
        now=now,
    )
    form = filled(client, cast, starts_at_day="2026-10-25", starts_at_time="14:00", step="day")
    page = words(post(client, cast.ruth, new(cast.omars), 200, **form))
    assert "Ada Novak: taken 10:00 to 11:00" in page
    assert "14:00 to 14:45 (Berlin time)" in page


def test_an_hour_that_the_clocks_skip_is_refused(client, cast, clock):
    clock.now = datetime(2027, 3, 20, 9, tzinfo=UTC)
    form = filled(client, cast, starts_at_day="2027-03-28", starts_at_time="02:30", step="look")
    assert "this time does not exist" in words(post(client, cast.ruth, new(cast.omars), 422, **form))


def test_while_choosing_only_the_day_is_drawn_anew(client, cast):
    form = filled(client, cast, starts_at_day="2026-09-08", step="day")
    answer = client.post(new(cast.omars), form, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert "taken 10:00 to 10:45" in answer.content.decode()


def test_the_candidates_own_time_stands_beside_the_offices(client, cast):
    form = filled(client, cast, application=cast.yukis, step="day")
    assert "Thursday 10 September, 21:00 for Yuki (Tokyo time)" in words(
        post(client, cast.ruth, new(cast.yukis), 200, **form)
    )


def test_for_a_booker_elsewhere_their_own_time_stands_there_too(client, cast):
    form = filled(client, cast, person=cast.alice, step="day")
    assert "for you" not in words(post(client, cast.alice, new(cast.omars), 200, **form))
    page = read(client, cast.hanna, new(cast.sofias))
    assert "(Toronto time)" in page and "for you" in page


def test_who_is_taken_is_said_with_everything_typed_still_there(client, cast):
    answer = book(
        client, cast, 422, starts_at_day="2026-09-08", starts_at_time="10:30", preparation="Bring your board."
    )
    shown = words(answer)
    assert "Marta Lindqvist is taken on Tuesday 8 September from 10:00 to 10:45" in shown
    assert "Ben Adeyemi is taken on Tuesday 8 September from 10:00 to 10:45" in shown
    kept = fields(answer)
    assert (kept["place"], kept["preparation"], kept["starts_at_time"]) == ("Room 4", "Bring your board.", "10:30")
    assert "Bring your board." in kept["body"]
    assert kept[f"seat_{cast.marta.pk}"] == "host"


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"place": ""}, "Say where it is"),
        ({"minutes": "5"}, "between 10 minutes and 10 hours"),
        ({"minutes": "soon"}, "Write the minutes as a number."),
        ({"starts_at_day": "2026-09-01"}, "passed already"),
        ({"starts_at_day": ""}, "Choose a day."),
        ({"name": ""}, "Say what it is called."),
    ],
)
def test_what_cannot_be_booked_is_refused_in_words(client, cast, other, sentence):
    form = filled(client, cast, **other)
    path = new(cast.omars)
    first = post(client, cast.ruth, path, status=_status(client, cast, form), **{**form, "step": "look"})
    if sentence not in words(first):
        first = post(client, cast.ruth, path, 422, **{**form, **fields(first), "step": "send"})
    assert sentence in words(first)
    assert not Interview.objects.filter(application=cast.omars).exists()


def _status(client, cast, form) -> int:
    client.force_login(cast.ruth)
    return client.post(new(cast.omars), {**form, "step": "look"}).status_code


def test_nobody_chosen_is_refused(client, cast):
    nobody = {f"seat_{person.pk}": "" for person in (cast.marta, cast.ben)}
    assert "Somebody has to sit there" in words(book(client, cast, 422, **nobody))


def test_only_one_leads(client, cast):
    form = filled(client, cast, **{f"seat_{cast.ben.pk}": "host"}, step="look")
    assert "Two lead it." in words(post(client, cast.ruth, new(cast.omars), 422, **form))


def test_a_shadow_listens_in_and_somebody_from_elsewhere_sits_in(client, cast):
    guests = {f"seat_{cast.ada.pk}": "shadow", "guest_1": str(cast.stan.pk), "guest_1_as": "sits"}
    book(client, cast, **guests)
    assert {seat.person.first_name: seat.shadow for seat in booked(cast).seats.all()} == {
        "Marta": False,
        "Ben": False,
        "Stan": False,
        "Ada": True,
    }
    get(client, cast.stan, f"/desk/interviews/{booked(cast).pk}/")


@pytest.mark.parametrize("who", ["ben", "ada", "stan", "victor"])
def test_to_those_who_do_not_see_the_application_the_page_does_not_exist(client, cast, who):
    get(client, getattr(cast, who), new(cast.omars), 404)


def test_an_executive_sees_the_application_and_books_nothing(client, cast):
    get(client, cast.ingrid, new(cast.omars), 404)
    post(client, cast.ingrid, new(cast.omars), 404, place="Room 4")


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_at_once_one_books_and_the_other_reads_who_and_when(cast):
    """Two browsers, two connections, one Ben."""
    ready = []
    for person, application in ((cast.ruth, cast.omars), (cast.hanna, cast.lenas)):
        client = Client()
        form = filled(client, cast, person, application)
        seen = fields(post(client, person, new(application), 200, **{**form, "step": "look"}))
        ready.append((client, new(application), {**form, **seen, "step": "send"}))
    together, answers = threading.Barrier(2, timeout=20), []

    def send(client, path, form) -> None:
        together.wait()
        answers.append(client.post(path, form))
        connection.close()

    threads = [threading.Thread(target=send, args=one) for one in ready]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    loser = next(answer for answer in answers if answer.status_code == 422)
    assert "Ben Adeyemi is taken on Thursday 10 September from 14:00 to 14:45" in words(loser)
    assert fields(loser)["place"] == "Room 4"
