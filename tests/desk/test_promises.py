"""What can be done with one promise, on its own pages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.decisions.actions import ask
from hearback.messages.models import Message
from hearback.promises.actions import renew
from hearback.promises.models import HandOver, Promise
from hearback.promises.queries import open_promises
from hearback.promises.questions import ask_question
from hearback.timetable import tick_at
from tests.deciding import reject
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db
PAGES = ["keeping", "renewal", "handover"]

SAYING = {
    "how": "write",
    "saying": "Your documents read very well.",
    "words": "Our decision about the first interview",
    "due_day": "2026-09-10",
    "due_time": "17:00",
}


@pytest.fixture
def owed(cast) -> Promise:
    return open_promises(cast.omars).get()


def read_and_send(client, person, address, **typed):
    """Fill in, read the message, send it: what a person does. Returns the message as it was shown."""
    shown = fields(post(client, person, address, 200, **typed, step="look"))
    post(client, person, address, 302, **{**shown, "step": "send"})
    return shown


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_gets_a_404(client, cast, owed, name):
    get(client, cast.stan, f"/desk/promises/{owed.pk}/{name}", 404)
    get(client, cast.ben, f"/desk/promises/{owed.pk}/{name}", 404)
    post(client, cast.victor, f"/desk/promises/{owed.pk}/{name}", 404)


@pytest.mark.parametrize("name", PAGES)
def test_the_team_and_the_owner_may_open_it(client, cast, owed, name):
    for person in (cast.hanna, cast.ruth, cast.marta, cast.ingrid, cast.alice):
        assert "Our answer to your application" in read(client, person, f"/desk/promises/{owed.pk}/{name}")


@pytest.mark.parametrize("name", [*PAGES, "reply"])
def test_only_reading_and_posting_are_known_here(client, cast, owed, name):
    client.force_login(cast.hanna)
    assert client.put(f"/desk/promises/{owed.pk}/{name}").status_code == 405


def test_an_interviewer_acts_on_what_they_owe_without_seeing_the_application(client, cast, owed, now):
    Promise.objects.filter(pk=owed.pk).update(owner=cast.ben)
    page = get(client, cast.ben, f"/desk/promises/{owed.pk}/keeping").content.decode()
    assert "Our answer to your application" in page
    assert f"/desk/applications/{cast.omars.pk}/" not in page


def test_keeping_it_by_a_message_shows_the_message_first(client, cast, owed):
    address = f"/desk/promises/{owed.pk}/keeping"
    typed = {**SAYING, "keeps": owed.pk, "owner": cast.marta.pk}
    page = words(post(client, cast.hanna, address, 200, **typed, step="look"))
    assert "What Omar will read" in page
    assert "Your documents read very well." in page
    assert "By when: Thursday 10 September, 17:00 (Berlin time)" in page
    assert not Message.objects.filter(body__contains="read very well").exists()


def test_sending_it_keeps_the_promise_once_it_has_gone_and_makes_the_next(client, cast, owed, now):
    typed = {**SAYING, "keeps": owed.pk, "owner": cast.marta.pk}
    read_and_send(client, cast.hanna, f"/desk/promises/{owed.pk}/keeping", **typed)
    owed.refresh_from_db()
    assert owed.open and owed.answered_by.subject == "Your application for Embedded Engineer"
    tick_at(now)
    owed.refresh_from_db()
    assert owed.ending == "kept"
    following = open_promises(cast.omars).get()
    assert (following.words, following.owner) == ("Our decision about the first interview", cast.marta)


def test_what_was_edited_is_what_goes(client, cast, owed):
    address = f"/desk/promises/{owed.pk}/keeping"
    shown = fields(post(client, cast.hanna, address, 200, **SAYING, keeps=owed.pk, step="look"))
    answer = post(client, cast.hanna, address, **{**shown, "subject": "Hello", "body": "Soon, Omar.", "step": "send"})
    assert answer["Location"] == f"/desk/applications/{cast.omars.pk}/"
    assert Message.objects.get(subject="Hello").body == "Soon, Omar."


def test_a_message_emptied_before_sending_is_refused(client, cast, owed):
    address = f"/desk/promises/{owed.pk}/keeping"
    shown = fields(post(client, cast.hanna, address, 200, **SAYING, keeps=owed.pk, step="look"))
    page = words(post(client, cast.hanna, address, 422, **{**shown, "body": " ", "step": "send"}))
    assert "The message says nothing yet." in page


def test_a_promise_changed_after_the_message_was_read_is_not_sent_unread(client, cast, owed):
    address = f"/desk/promises/{owed.pk}/keeping"
    shown = fields(post(client, cast.hanna, address, 200, **SAYING, keeps=owed.pk, step="look"))
    shown |= {"body": shown["body"] + "\n\nMy own words.", "due_day": "2026-09-11"}
    answer = post(client, cast.hanna, address, 422, **{**shown, "step": "send"})
    assert "does it still say so?" in words(answer)
    assert "My own words." in fields(answer)["body"]
    post(client, cast.hanna, address, 302, **{**fields(answer), "step": "send"})
    assert "My own words." in open_promises(cast.omars).exclude(pk=owed.pk).get().told_by.body


def test_it_can_be_written_anew(client, cast, owed):
    address = f"/desk/promises/{owed.pk}/keeping"
    shown = fields(post(client, cast.hanna, address, 200, **SAYING, keeps=owed.pk, step="look"))
    anew = fields(post(client, cast.hanna, address, 200, **{**shown, "due_day": "2026-09-11", "step": "draft"}))
    assert "Friday 11 September, 17:00" in anew["body"]


def test_a_call_that_was_made_keeps_it_at_once(client, cast, owed):
    typed = {**SAYING, "how": "called", "keeps": owed.pk, "owner": cast.hanna.pk}
    post(client, cast.hanna, f"/desk/promises/{owed.pk}/keeping", **typed)
    owed.refresh_from_db()
    assert owed.ending == "kept"
    told = Message.objects.get(channel="call")
    assert (told.body, bool(told.sent_at)) == ("Your documents read very well.", True)


def test_a_call_without_a_word_on_what_was_said_is_refused(client, cast, owed):
    typed = {**SAYING, "how": "called", "saying": "", "keeps": owed.pk}
    page = words(post(client, cast.hanna, f"/desk/promises/{owed.pk}/keeping", 422, **typed))
    assert "Write what you told them." in page
    owed.refresh_from_db()
    assert owed.open


def test_keeping_the_last_promise_without_a_next_step_is_refused_and_nothing_typed_is_lost(client, cast, owed):
    typed = {**SAYING, "how": "called", "words": "", "keeps": owed.pk}
    answer = post(client, cast.hanna, f"/desk/promises/{owed.pk}/keeping", 422, **typed)
    page = answer.content.decode()
    assert "Say what happens next" in page
    assert "Your documents read very well." in page
    assert 'value="2026-09-10"' in page
    owed.refresh_from_db()
    assert owed.open


def test_a_next_step_in_the_past_is_refused(client, cast, owed):
    typed = {**SAYING, "how": "called", "due_day": "2026-09-04", "keeps": owed.pk}
    assert "This date has passed already." in words(
        post(client, cast.hanna, f"/desk/promises/{owed.pk}/keeping", 422, **typed)
    )


def test_keeping_it_a_second_time_says_that_it_is_done(client, cast, owed):
    typed = {**SAYING, "how": "called", "keeps": owed.pk}
    post(client, cast.hanna, f"/desk/promises/{owed.pk}/keeping", **typed)
    page = words(post(client, cast.hanna, f"/desk/promises/{owed.pk}/keeping", 409, **typed))
    assert "This promise has ended already." in page
    assert "What you had written Your documents read very well." in page
    assert Message.objects.filter(channel="call").count() == 1


def test_a_closing_is_kept_on_its_own_page(client, cast):
    owed = open_promises(cast.yukis).get()
    page = get(client, cast.ben, f"/desk/promises/{owed.pk}/keeping").content.decode()
    assert "Close the interview on its own page" in page
    assert f'href="/desk/interviews/{cast.yukis_interview.pk}/closing"' in page
    assert "moved or closed on its own page" in read(client, cast.ben, f"/desk/promises/{owed.pk}/renewal")


def test_what_is_in_the_candidates_hands_is_neither_kept_nor_renewed_by_us(client, cast, now):
    ask(
        cast.omars, items=[("text", "References")], due_at=now + timedelta(days=5), revision=cast.omars.revision,
        by=cast.marta, now=now,
    )  # fmt: skip
    theirs = Promise.objects.get(application=cast.omars, by_candidate=True)
    assert "they keep it, not you" in read(client, cast.marta, f"/desk/promises/{theirs.pk}/keeping")
    assert "More time is given where one sees what was asked" in read(
        client, cast.marta, f"/desk/promises/{theirs.pk}/renewal"
    )


def test_a_written_answer_is_not_kept_twice_nor_renewed(client, cast, owed, now):
    decision = reject(cast, cast.omars, now=now)
    page = get(client, cast.hanna, f"/desk/promises/{owed.pk}/keeping").content.decode()
    assert "written already and on its way" in page
    assert f"/desk/messages/{decision.message_id}/" in page
    assert "no later date is needed" in read(client, cast.hanna, f"/desk/promises/{owed.pk}/renewal")


# renewing

RENEWAL = {"reason": "Marta is at a trade fair.", "due_day": "2026-09-15", "due_time": "12:00"}


def test_renewing_tells_the_candidate_the_new_date_and_why(client, cast, owed, now):
    typed = {**RENEWAL, "words": owed.words}
    letter = read_and_send(client, cast.hanna, f"/desk/promises/{owed.pk}/renewal", **typed)
    assert "Marta is at a trade fair." in letter["body"]
    owed.refresh_from_db()
    assert owed.ending == "renewed"
    renewed = open_promises(cast.omars).get()
    assert renewed.renews == owed
    assert renewed.due_at.isoformat() == "2026-09-15T10:00:00+00:00"  # noon in Berlin
    assert renewed.told_by.body == letter["body"].replace("\r\n", "\n")


def test_a_renewal_offers_a_later_working_day_by_itself(client, cast, owed):
    page = get(client, cast.hanna, f"/desk/promises/{owed.pk}/renewal").content.decode()
    assert 'value="2026-09-10"' in page  # three working days from Monday
    assert 'value="17:00"' in page
    assert "Time (Berlin time)" in page


def test_a_date_is_read_in_the_zone_of_whoever_types_it(client, cast, owed):
    typed = {**RENEWAL, "words": owed.words}
    read_and_send(client, cast.ingrid, f"/desk/promises/{owed.pk}/renewal", **typed)
    assert open_promises(cast.omars).get().due_at.isoformat() == "2026-09-15T16:00:00+00:00"  # noon in Toronto


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "Say why it takes longer: the candidate will read it."),
        ({"due_day": "2026-09-08"}, "The new date must lie after the one already promised."),
        ({"due_day": "2026-09-01"}, "This date has passed already."),
        ({"due_day": "2028-01-01"}, "That is more than a year away."),
        ({"due_day": "soon"}, "Write the day as year-month-day"),
        ({"due_day": ""}, "Choose a day."),
        ({"words": ""}, "Say what happens next: the candidate is waiting for it."),
    ],
)
def test_a_renewal_that_cannot_be_is_refused_in_words(client, cast, owed, typed, sentence):
    typed = {**RENEWAL, "words": owed.words, **typed}
    address = f"/desk/promises/{owed.pk}/renewal"
    client.force_login(cast.hanna)
    first = client.post(address, {**typed, "step": "look"})
    if first.status_code == 200:  # some of it only shows when it is carried out
        first = client.post(address, {**fields(first), "step": "send"})
    assert first.status_code == 422
    assert sentence in words(first)
    owed.refresh_from_db()
    assert owed.open


def test_an_hour_that_the_clocks_skip_is_refused(client, cast, owed):
    typed = {"reason": "It takes longer.", "words": "Our answer", "due_day": "2027-03-28", "due_time": "02:30"}
    page = words(post(client, cast.hanna, f"/desk/promises/{owed.pk}/renewal", 422, **typed))
    assert "this time does not exist" in page


def test_a_late_promise_is_renewed_with_an_apology(client, cast, owed, clock):
    clock.move(days=3)
    typed = {**RENEWAL, "words": owed.words}
    assert "begins with an apology" in read(client, cast.hanna, f"/desk/promises/{owed.pk}/renewal")
    letter = read_and_send(client, cast.hanna, f"/desk/promises/{owed.pk}/renewal", **typed)
    assert "We are sorry." in letter["body"]
    owed.refresh_from_db()
    assert owed.late_at is not None


# handing over


def test_handing_over_changes_the_owner_and_tells_them(client, cast, owed, now):
    post(client, cast.hanna, f"/desk/promises/{owed.pk}/handover", to=cast.ruth.pk)
    owed.refresh_from_db()
    assert owed.owner == cast.ruth
    passed = HandOver.objects.get(promise=owed)
    assert (passed.giver, passed.taker, passed.by, passed.why) == (cast.hanna, cast.ruth, cast.hanna, "asked")
    assert Message.objects.get(person=cast.ruth, subject__startswith="Handed to you").application == cast.omars


def test_both_stay_visible(client, cast, owed):
    post(client, cast.hanna, f"/desk/promises/{owed.pk}/handover", to=cast.ruth.pk)
    assert "Hanna Weiss handed it to Ruth Okafor" in read(client, cast.marta, f"/desk/promises/{owed.pk}/renewal")


def test_taking_it_on_oneself_needs_no_message(client, cast, owed):
    post(client, cast.marta, f"/desk/promises/{owed.pk}/handover", to=cast.marta.pk)
    assert not Message.objects.filter(person=cast.marta, subject__startswith="Handed to you").exists()


@pytest.mark.parametrize("whom", ["", "999999", "hanna"])
def test_handing_over_to_nobody_is_refused(client, cast, owed, whom):
    page = words(post(client, cast.ruth, f"/desk/promises/{owed.pk}/handover", 422, to=whom))
    assert "Choose somebody" in page
    owed.refresh_from_db()
    assert owed.owner == cast.hanna


def test_the_owner_is_not_offered_as_their_own_successor(client, cast, owed):
    page = get(client, cast.hanna, f"/desk/promises/{owed.pk}/handover").content.decode()
    assert f'<option value="{cast.hanna.pk}"' not in page
    assert f'<option value="{cast.ruth.pk}"' in page


def test_handing_over_what_has_ended_is_answered_with_how_it_stands(client, cast, owed, now):
    post(client, cast.hanna, f"/desk/promises/{owed.pk}/keeping", **{**SAYING, "how": "called", "keeps": owed.pk})
    page = words(post(client, cast.hanna, f"/desk/promises/{owed.pk}/handover", 409, to=cast.ruth.pk))
    assert "This promise has ended already." in page


# replying


def test_a_question_is_answered(client, cast, now):
    owed = ask_question(cast.omars, text="May I bring my own board?", now=now)
    address = f"/desk/promises/{owed.pk}/reply"
    assert "May I bring my own board?" in read(client, cast.hanna, address)
    post(client, cast.hanna, address, text="Please do.")
    tick_at(now)
    owed.refresh_from_db()
    assert owed.ending == "kept"
    sent = Message.objects.get(purpose="reply")
    assert "You asked: “May I bring my own board?”" in sent.body
    assert "Please do." in sent.body


def test_an_empty_answer_is_refused(client, cast, now):
    owed = ask_question(cast.omars, text="May I?", now=now)
    assert "Write the answer first." in words(
        post(client, cast.hanna, f"/desk/promises/{owed.pk}/reply", 422, text="  ")
    )


def test_a_second_answer_is_not_sent_and_what_was_written_is_still_there(client, cast, now):
    owed = ask_question(cast.omars, text="May I?", now=now)
    post(client, cast.hanna, f"/desk/promises/{owed.pk}/reply", text="Yes.")
    page = words(post(client, cast.marta, f"/desk/promises/{owed.pk}/reply", 409, text="Certainly."))
    assert "This question has been answered already." in page
    assert "Certainly." in page
    assert Message.objects.filter(purpose="reply").count() == 1


def test_a_question_is_found_after_its_promise_was_renewed(client, cast, now):
    owed = ask_question(cast.omars, text="May I bring my own board?", now=now)
    renewed = renew(
        owed, due_at=now + timedelta(days=9), reason="We ask the lab.", by=cast.hanna, now=now + timedelta(hours=1)
    )
    assert "May I bring my own board?" in read(client, cast.hanna, f"/desk/promises/{renewed.pk}/reply")


def test_a_promise_that_answers_no_question_has_no_reply(client, cast, owed):
    assert "answered already" in read(client, cast.hanna, f"/desk/promises/{owed.pk}/reply")


def test_keeping_a_reply_leads_to_the_reply(client, cast, now):
    owed = ask_question(cast.omars, text="May I?", now=now)
    answer = get(client, cast.hanna, f"/desk/promises/{owed.pk}/keeping", 302)
    assert answer["Location"] == f"/desk/promises/{owed.pk}/reply"


# one more


def test_one_more_thing_is_promised_with_the_message_that_tells_of_it(client, cast, owed, now):
    typed = {**SAYING, "saying": "", "words": "The address of our lab", "owner": cast.ruth.pk}
    read_and_send(client, cast.hanna, f"/desk/applications/{cast.omars.pk}/promises/new", **typed)
    more = Promise.objects.get(words="The address of our lab")
    assert (more.owner, more.open) == (cast.ruth, True)
    assert "What happens next: The address of our lab" in more.told_by.body
    owed.refresh_from_db()
    assert owed.open and owed.answered_by is None


def test_promising_nothing_is_refused(client, cast):
    page = words(post(client, cast.hanna, f"/desk/applications/{cast.omars.pk}/promises/new", 422, how="write"))
    assert "Say what you promise." in page


def test_promising_is_for_those_who_may_open_the_application(client, cast):
    get(client, cast.ben, f"/desk/applications/{cast.omars.pk}/promises/new", 404)


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_take_the_same_number_of_queries_however_much_is_promised(
    client, cast, owed, now, name, django_assert_max_num_queries
):
    address = f"/desk/promises/{owed.pk}/{name}"
    ask_question(cast.omars, text="First?", now=now)
    client.force_login(cast.hanna)
    with django_assert_max_num_queries(14) as few:
        client.get(address)
    for n in range(4):
        ask_question(cast.omars, text=f"Question {n}?", now=now + timedelta(minutes=n + 1))
    with django_assert_max_num_queries(len(few)):
        client.get(address)
