"""Today: what I owe, to whom, by when; late first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.candidates.models import Candidate
from hearback.decisions.arrivals import apply
from hearback.interviews.actions import close_interview
from hearback.interviews.rules import NextStep
from hearback.messages.models import Message
from hearback.people.actions import go_away
from hearback.promises.actions import hand_over
from hearback.promises.models import Promise
from hearback.promises.queries import open_promises
from hearback.promises.questions import ask_question
from hearback.timetable import tick_at
from tests.deciding import reject
from tests.judging import write_scorecards
from tests.reading import get, post, read

pytestmark = pytest.mark.django_db


def test_a_stranger_is_led_to_the_sign_in_page(client, db):
    answer = client.get("/desk/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/sign-in")


def test_today_can_only_be_read(client, cast):
    post(client, cast.hanna, "/desk/", status=405)


def test_a_recruiter_sees_what_she_owes_and_to_whom(client, cast):
    page = read(client, cast.hanna, "/desk/")
    assert "Omar Haddad Embedded Engineer · Application review “Our answer to your application”" in page
    assert "Sofia Rossi" in page


def test_it_shows_nobody_what_is_not_theirs(client, cast):
    page = read(client, cast.stan, "/desk/")
    assert "Nobody is waiting for you" in page
    for name in ("Omar", "Lena", "Yuki", "Sofia", "Quinn"):
        assert name not in page


def test_an_interview_that_was_not_closed_is_late_and_one_click_from_its_closing(client, cast):
    answer = get(client, cast.ben, "/desk/")
    assert "First interview: say what happens next" in read(client, cast.ben, "/desk/")
    assert f'href="/desk/interviews/{cast.yukis_interview.pk}/closing"' in answer.content.decode()


def test_once_closed_it_is_gone(client, cast, now):
    step = NextStep("answer", "Our answer", now + timedelta(days=2), cast.hanna.pk)
    close_interview(cast.yukis_interview, by=cast.ben, next_steps=[step], now=now)
    assert "say what happens next" not in read(client, cast.ben, "/desk/")


def test_scorecards_owed_are_listed_until_they_are_in(client, cast, now):
    assert "Scorecard: First interview" in read(client, cast.marta, "/desk/")
    write_scorecards(cast.yukis_interview, now=now)
    assert "Scorecard: First interview" not in read(client, cast.marta, "/desk/")


def test_late_stands_before_today_before_the_week_before_later(client, cast, clock):
    clock.move(days=2, hours=7)  # Wednesday, 18:00 in Berlin: Omar's answer fell due at 17:00
    page = read(client, cast.hanna, "/desk/")
    assert page.index("Late 1") < page.index("Omar Haddad") < page.index("Sofia Rossi")


def test_an_interview_of_today_stands_among_the_days_interviews_and_is_not_said_twice(client, cast, clock):
    clock.move(days=1, hours=-4)  # Tuesday morning; Lena comes at ten
    page = read(client, cast.marta, "/desk/")
    assert "10:00 to 10:45 Lena Fischer First interview · Embedded Engineer" in page
    assert page.count("Lena Fischer") == 1
    assert "10:00 to 10:45" in read(client, cast.ben, "/desk/")


def test_an_interview_to_come_is_named_by_our_clock_and_not_by_the_candidates(client, cast, now):
    Candidate.objects.filter(pk=cast.lena.pk).update(time_zone="Asia/Tokyo")
    assert "First interview, tomorrow, 10:00, and its closing" in read(client, cast.marta, "/desk/")


def test_a_question_is_read_and_answered_from_here(client, cast, now):
    owed = ask_question(cast.omars, text="May I bring my own board?", now=now)
    answer = get(client, cast.hanna, "/desk/")
    assert "May I bring my own board?" in answer.content.decode()
    assert f'href="/desk/promises/{owed.pk}/reply"' in answer.content.decode()


def test_what_was_handed_over_says_from_whom_and_why(client, cast, now):
    owed = open_promises(cast.omars).get()
    hand_over(owed, to=cast.ruth, by=cast.hanna, now=now)
    assert "From Hanna Weiss" in read(client, cast.ruth, "/desk/")


def test_what_an_absent_colleague_owes_comes_to_the_backup_with_the_reason(client, cast, now):
    day = now.date()
    go_away(cast.hanna, first_day=day, last_day=day + timedelta(days=7), backup=None, by=cast.hanna, now=now)
    tick_at(now)
    assert "For Hanna Weiss, who is away" in read(client, cast.ruth, "/desk/")


def test_an_answer_that_is_written_says_so_and_can_be_read(client, cast, now):
    decision = reject(cast, cast.omars, now=now, by=cast.hanna)
    page = get(client, cast.hanna, "/desk/").content.decode()
    assert "Written, and on its way" in page
    assert f'href="/desk/messages/{decision.message_id}/"' in page


def test_a_call_appears_when_its_time_has_come(client, cast, clock):
    decision = reject(cast, cast.yukis, now=clock(), by=cast.hanna, channel="call")
    address = f'href="/desk/messages/{decision.message_id}/"'
    assert address not in get(client, cast.hanna, "/desk/").content.decode()
    clock.move(minutes=31)
    page = get(client, cast.hanna, "/desk/").content.decode()
    assert address in page
    assert "Make the call" in page


def test_a_call_nobody_wrote_belongs_to_whoever_owes_the_next_step(client, cast, now):
    pavel = Candidate.objects.create(name="Pavel Sokol", phone="+49 30 5550 0188", created_at=now)
    apply(candidate=pavel, job=cast.engineer, now=now - timedelta(minutes=5))
    assert "Pavel Sokol Embedded Engineer · Application review Call: We have your application" in read(
        client, cast.hanna, "/desk/"
    )
    assert "Call: We have your application" not in read(client, cast.marta, "/desk/")


def test_what_others_let_pass_reaches_the_hiring_manager_when_the_ladder_does(client, cast, clock):
    clock.move(days=2, hours=7)
    tick_at(clock())  # late, and the owner and the backup know
    assert "Omar Haddad" not in read(client, cast.marta, "/desk/")
    clock.move(hours=16)
    tick_at(clock())  # the next morning the hiring manager hears of it
    page = read(client, cast.marta, "/desk/")
    assert page.index("Late elsewhere") < page.index("Omar Haddad")
    assert "Hanna Weiss" in page


def test_a_backup_who_was_nudged_sees_it_and_can_act_without_seeing_the_application(client, cast, clock):
    tick_at(clock() - timedelta(hours=16))  # on Sunday evening the date has just passed: Ben and Ada hear of it
    page = read(client, cast.ada, "/desk/")
    assert "Late elsewhere" in page
    assert "Yuki Tanaka" in page
    assert f"/desk/applications/{cast.yukis.pk}/" not in get(client, cast.ada, "/desk/").content.decode()


def test_all_my_jobs_shows_what_anybody_owes_there(client, cast):
    page = read(client, cast.marta, "/desk/?of=jobs")
    for name in ("Omar Haddad", "Yuki Tanaka", "Quinn Marsh"):
        assert name in page
    assert "Sofia Rossi" not in page  # Marta has nothing to do with sales


def test_somebody_without_jobs_of_their_own_has_no_such_view(client, cast):
    assert "All my jobs" not in read(client, cast.ben, "/desk/")
    assert "Omar Haddad" not in read(client, cast.ben, "/desk/?of=jobs")


def test_a_stage_in_which_every_scorecard_is_in_is_ready_to_decide(client, cast, now):
    assert "Ready to decide" not in read(client, cast.marta, "/desk/")
    write_scorecards(cast.yukis_interview, now=now)
    answer = get(client, cast.marta, "/desk/").content.decode()
    assert "Ready to decide" in answer
    assert f'href="/desk/stages/{cast.first_round.pk}/debrief"' in answer
    assert "Ready to decide" not in read(client, cast.ben, "/desk/")


def test_a_mail_server_in_trouble_is_said_calmly(client, cast):
    message = Message.objects.filter(application=cast.omars).first()
    Message.objects.filter(pk=message.pk).update(sent_at=None, trouble="The mail server could not take it (X).")
    assert "Nothing is lost: each will be tried again." in read(client, cast.hanna, "/desk/")


def many(cast, now, count: int, name: str) -> None:
    for n in range(count):
        someone = Candidate.objects.create(name=f"{name} {n}", email=f"{name}{n}@mail.example", created_at=now)
        application = apply(candidate=someone, job=cast.engineer, now=now)
        ask_question(application, text="When do I start?", now=now)
        hand_over(application.promises.get(kind="reply"), to=cast.marta, by=cast.hanna, now=now)


@pytest.mark.parametrize("address", ["/desk/", "/desk/?of=jobs"])
def test_the_number_of_queries_does_not_grow_with_what_is_owed(
    client, cast, now, address, django_assert_max_num_queries
):
    client.force_login(cast.marta)
    many(cast, now, 3, "few")
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    many(cast, now, 9, "many")
    with django_assert_max_num_queries(len(few)):
        client.get(address)
    assert Promise.objects.filter(owner=cast.marta, kind="reply").count() == 12
