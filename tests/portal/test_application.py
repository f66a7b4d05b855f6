"""The page of an application answers five questions: where am I, what happens next, by when, whom do I ask, what can I
do meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.candidates.models import Candidate
from hearback.decisions import offers
from hearback.promises.actions import hand_over, renew, tell
from hearback.promises.questions import ask_question, reply
from tests import deciding
from tests.deciding import fresh, owed
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(come_in, cast):
    """`page(cast.omars)` is what its candidate reads."""

    def page(application):
        response = come_in(application.candidate).get(f"/my/applications/{application.pk}/")
        assert response.status_code == 200
        return words(response.content.decode())

    return page


def test_where_am_i(page, cast):
    text = page(cast.lenas)
    assert "We read your application Done First interview You are here" in text
    assert "Second interview Still to come Our offer Still to come" in text
    assert cast.first_round.public_text.split(".")[0] in text


def test_what_happens_next_by_when_and_from_whom(page, cast):
    text = page(cast.omars)
    assert "What happens next in 2 days Our answer to your application" in text
    assert "By Wednesday 9 September, 17:00 Berlin time From Hanna Weiss How by e-mail" in text
    assert "It is our turn: you will hear from us by Wednesday 9 September, 17:00." in text


def test_whom_do_i_ask(page, cast):
    assert "Whom to ask Hanna Weiss Senior Recruiter Ask Hanna a question" in page(cast.omars)


def test_what_can_i_do_meanwhile(page, cast):
    text = page(cast.omars)
    assert "Until then nothing is expected of you." in text
    assert "What you can do meanwhile Ask a question. Hanna will reply within two working days." in text
    assert "Withdraw your application." in text
    assert cast.engineer.description.split(":")[0] in text


def test_times_are_in_the_candidates_own_zone(page, cast):
    Candidate.objects.filter(pk=cast.omar.pk).update(time_zone="Asia/Tokyo")
    cast.omar.refresh_from_db()
    assert "By Thursday 10 September, 00:00 Tokyo time" in page(fresh(cast.omars))


def test_who_has_no_zone_reads_the_offices(page, cast):
    Candidate.objects.filter(pk=cast.sofia.pk).update(time_zone="")
    cast.sofia.refresh_from_db()
    assert "All times here are Toronto time." in page(fresh(cast.sofias))


def test_an_interview_to_come_says_when_where_with_whom_and_how_long(page, cast):
    text = page(cast.lenas)
    assert "We meet tomorrow, 10:00" in text
    assert (
        "Tomorrow, 10:00 Berlin time How long 45 minutes Where By video: https://meet.northwind.example/first" in text
    )
    assert "Whom you meet Marta Lindqvist Head of Engineering Ben Adeyemi Senior Engineer" in text
    assert "This time does not suit me" in text


def test_a_late_promise_is_admitted_and_asking_is_one_tap_away(page, cast, clock):
    clock.move(days=4)
    text = page(cast.omars)
    assert "We owe you an answer" in text
    assert "We said Wednesday 9 September, 17:00 and have not kept to it. We are sorry." in text
    assert "Ask Hanna about it" in text
    assert "nothing is expected" not in text


def test_a_renewed_promise_shows_the_new_date_and_the_reason(page, cast, now):
    old = owed(cast.omars)[0]
    new = renew(old, due_at=old.due_at + timedelta(days=2), reason="Marta is ill.", by=cast.hanna, now=now)
    deciding.post(new.told_by, now=now)
    text = page(cast.omars)
    assert "By Friday 11 September, 17:00" in text
    assert "The date was moved: Marta is ill." in text
    assert "Promised for Wednesday 9 September, moved today: Marta is ill." in text


def test_a_promise_handed_over_shows_both(page, cast, now):
    hand_over(owed(cast.omars)[0], to=cast.ruth, by=cast.hanna, now=now)
    text = page(cast.omars)
    assert "From Ruth Okafor" in text
    assert "Hanna Weiss promised it; Ruth Okafor sees to it." in text


def test_what_was_promised_and_kept_is_told_gently(page, cast):
    text = page(cast.lenas)
    assert "What we promised, and what became of it A date for your first interview" in text
    assert "kept" in text
    assert "We are sorry" not in text


def test_what_was_kept_late_says_so(page, cast, clock):
    clock.move(days=4)
    deciding.post(deciding.advance(cast, cast.omars, now=clock.now).message, now=clock.now)
    assert "That was late, and we are sorry." in page(cast.omars)


def test_letters_can_be_read_again(page, cast):
    text = page(cast.omars)
    assert "We have your application: Embedded Engineer" in text
    assert "Thank you for applying for Embedded Engineer at" in text


def test_of_a_phone_call_only_that_it_was_made(page, cast, now):
    tell(
        cast.omars,
        subject="Called, sounded nervous",
        body="He hesitates about the pay.",
        by=cast.hanna,
        by_call=True,
        now=now,
    )
    text = page(cast.omars)
    assert "We spoke on the phone today" in text
    assert "nervous" not in text
    assert "hesitates" not in text


# The states


def test_asked_puts_the_ball_in_their_court(page, cast, now):
    deciding.post(deciding.ask(cast, cast.omars, words="Your letter made us curious.", now=now).message, now=now)
    text = page(cast.omars)
    assert "the next step is in your hands: three things, by Saturday 12 September, 11:00." in text
    assert "Your letter made us curious." in text
    for thing in ("Your portfolio", "Two references", "You may work in Germany"):
        assert thing in text
    assert "0 of 3 here" in text


def test_when_the_date_of_a_checklist_has_passed_the_page_says_how_it_goes_on(page, cast, now, clock):
    deciding.ask(cast, cast.omars, now=now)
    deciding.minute(now)
    deciding.minute(clock.move(days=6))
    shown = page(cast.omars)
    assert "We go on with what we have" in shown
    assert "the date for what we asked of you has passed" in shown


def test_held_says_until_when_and_when_the_next_news_comes(page, cast, now):
    deciding.post(deciding.hold(cast, cast.omars, now=now).message, now=now)
    text = page(cast.omars)
    assert "Your application is paused until Sunday 27 September" in text
    assert "You will hear from us by Monday 14 September, 17:00, even if nothing is new." in text
    assert "The budget is being decided." in text


def test_offered_shows_the_offer_and_both_answers(page, cast, now):
    deciding.post(deciding.offer(cast, cast.omars, terms="30 days of holiday.", now=now).decision.message, now=now)
    text = page(cast.omars)
    assert "Pay EUR 70,000 a year First day Friday 6 November Besides 30 days of holiday." in text
    assert "Your answer by Monday 14 September, 11:00 (Berlin time). Accept Decline Ask first" in text


def test_an_offer_that_lapsed_is_not_a_no(page, cast, now, clock):
    deciding.post(deciding.offer(cast, cast.omars, now=now).decision.message, now=now)
    deciding.minute(clock.move(days=8))
    deciding.minute(clock.now)
    text = page(cast.omars)
    assert "the date for your answer has passed. This is not a no." in text
    assert "We get in touch about the offer" in text
    assert "Accept" not in text


def test_rejected_shows_the_letters_own_words_and_who_answers_for_it(page, cast, now):
    decision = deciding.reject(cast, cast.omars, words="What decided it was calibration.", now=now)
    deciding.post(decision.message, now=now + timedelta(hours=1))
    text = page(cast.omars)
    assert "Our answer Dear Omar, Thank you for the time you gave us" in text
    assert "What decided it was calibration." in text
    assert "Marta Lindqvist Monday 7 September" in text
    assert "Ask how we came to this" in text
    assert "Where you are" not in text
    assert "Withdraw" not in text


def test_a_no_by_phone_can_be_read_afterwards(page, cast, now):
    from hearback.messages.actions import mark_called

    decision = deciding.reject(cast, cast.yukis, words="It was close.", now=now)
    mark_called(decision.message, by=cast.marta, now=now + timedelta(hours=1))
    text = page(cast.yukis)
    assert "We told you on the phone, today, 19:00:" in text
    assert "It was close." in text


def test_accepted_shows_what_was_agreed_and_what_comes_next(page, cast, now):
    offer = deciding.offer(cast, cast.omars, now=now)
    deciding.post(offer.decision.message, now=now)
    offers.accept(offer, now=now)
    text = page(cast.omars)
    assert "Welcome, Omar" in text
    assert "What happens next in 3 days Your contract and everything about your first day" in text
    assert "What we agreed" in text


@pytest.mark.parametrize("answer", ["declined", "withdrawn"])
def test_after_the_end_nothing_is_asked_of_them(page, cast, now, answer):
    offer = deciding.offer(cast, cast.omars, now=now)
    deciding.post(offer.decision.message, now=now)
    if answer == "declined":
        offers.decline(offer, words="", now=now)
    else:
        offers.withdraw(cast.omars, words="", now=now)
    text = page(cast.omars)
    assert f"You have {answer}" in text
    for over in ("What happens next Y", "Where you are", "Accept Decline", "Withdraw your application."):
        assert over not in text


# Questions


def test_a_question_shows_when_its_reply_is_due_and_then_the_reply(page, cast, now):
    asked = ask_question(cast.omars, text="May I bring my dog?", now=now)
    assert "What you asked May I bring my dog? due Wednesday 9 September from Hanna Weiss" in page(cast.omars)
    answer = reply(asked, text="Gladly, if it likes other dogs.", by=cast.hanna, now=now)
    assert "other dogs" not in page(cast.omars)  # not yet sent
    deciding.post(answer, now=now)
    text = page(cast.omars)
    assert "Hanna Weiss replied today, 11:00:" in text
    assert "Gladly, if it likes other dogs." in text


def test_a_reply_that_is_late_is_apologised_for(page, cast, clock):
    ask_question(cast.omars, text="May I bring my dog?", now=clock.now)
    deciding.post(deciding.hold(cast, cast.omars, now=clock.now).message, now=clock.now)
    clock.move(days=4)
    assert "You should have had a reply by now. We are sorry; Hanna has been reminded." in page(cast.omars)


def test_what_people_write_is_shown_as_text(come_in, cast, now):
    ask_question(cast.omars, text="<script>alert(1)</script>\n\n<b>bold</b>", now=now)
    body = come_in(cast.omar).get(f"/my/applications/{cast.omars.pk}/").content.decode()
    assert "<script>alert" not in body
    assert "<b>bold" not in body
    assert "&lt;b&gt;bold" in body


def test_the_page_needs_as_many_questions_for_much_as_for_little(come_in, cast, now, django_assert_max_num_queries):
    for n in range(3):
        ask_question(cast.lenas, text=f"Question {n}?", now=now + timedelta(seconds=n))
    deciding.minute(now)
    client = come_in(cast.lena)
    with django_assert_max_num_queries(13):
        client.get(f"/my/applications/{cast.lenas.pk}/")
