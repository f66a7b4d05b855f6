"""The application page: who, where in the plan, what comes next, and everything that has happened."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from hearback.applications.actions import write_note
from hearback.applications.models import Note
from hearback.candidates.models import Attachment, Candidate
from hearback.decisions.actions import undo
from hearback.interviews.actions import cancel_interview, close_interview
from hearback.interviews.checks import answer_closing_check
from hearback.interviews.rules import NextStep
from hearback.promises.actions import hand_over, renew
from hearback.promises.queries import open_promises
from hearback.promises.questions import ask_question, reply
from hearback.timetable import tick_at
from tests.deciding import advance, ask, hold, offer, reject
from tests.judging import write_scorecard, write_scorecards
from tests.reading import get, post, read, words

pytestmark = pytest.mark.django_db


def page_of(application) -> str:
    return f"/desk/applications/{application.pk}/"


def source(client, person, application) -> str:
    return get(client, person, page_of(application)).content.decode()


def story(client, person, application) -> str:
    return read(client, person, page_of(application)).split("What has happened")[1].split("Files")[0]


# who may see it


def test_who_helps_to_decide_opens_it(client, cast):
    for person in (cast.hanna, cast.ruth, cast.marta, cast.ingrid, cast.alice):
        assert "Omar Haddad" in read(client, person, page_of(cast.omars))


def test_others_get_a_404(client, cast):
    for person in (cast.stan, cast.victor, cast.ben):
        get(client, person, page_of(cast.omars), 404)
    get(client, cast.hanna, page_of(cast.quinns), 404)  # confidential, and she is not on the team
    get(client, cast.hanna, "/desk/applications/999999/", 404)


def test_a_seat_does_not_open_the_application(client, cast):
    get(client, cast.ben, page_of(cast.lenas), 404)


def test_the_page_is_only_read_and_a_note_only_posted(client, cast):
    post(client, cast.hanna, page_of(cast.omars), 405)
    get(client, cast.hanna, f"{page_of(cast.omars)}notes", 405)


# what comes next


def test_the_next_step_stands_with_its_date_and_owner(client, cast):
    page = read(client, cast.marta, page_of(cast.omars))
    assert "Next step" in page
    assert "Our answer to your application By Wednesday 9 September, 17:00 Berlin time Owed by" in page
    assert f"/desk/promises/{open_promises(cast.omars).get().pk}/renewal" in source(client, cast.marta, cast.omars)


def test_a_question_is_quoted_with_its_reply_a_click_away(client, cast, now):
    owed = ask_question(cast.omars, text="May I bring my own board?", now=now)
    page = source(client, cast.hanna, cast.omars)
    assert "May I bring my own board?" in page
    assert f"/desk/promises/{owed.pk}/reply" in page


def test_times_are_read_on_the_clock_of_whoever_reads(client, cast):
    assert "By Wednesday 9 September, 11:00 Toronto time" in read(client, cast.ingrid, page_of(cast.omars))


@pytest.mark.parametrize(
    ("prepare", "open_now", "not_open"),
    [
        (lambda cast, now: None, {"advance", "ask", "hold", "reject", "offer"}, {"hire"}),
        (lambda cast, now: ask(cast, cast.omars, now=now), {"advance", "ask", "hold", "reject", "offer"}, {"hire"}),
        (
            lambda cast, now: hold(cast, cast.omars, now=now),
            {"resumption", "advance", "ask", "reject"},
            {"hold", "hire"},
        ),
        (lambda cast, now: offer(cast, cast.omars, now=now), {"advance", "hold", "reject", "offer"}, {"ask", "hire"}),
        (lambda cast, now: reject(cast, cast.omars, now=now), set(), {"advance", "ask", "hold", "reject", "offer"}),
    ],
    ids=["in progress", "asked", "held", "offered", "rejected"],
)
def test_the_decisions_offered_follow_the_state(client, cast, now, prepare, open_now, not_open):
    prepare(cast, now)
    page = source(client, cast.marta, cast.omars)
    for name in open_now:
        assert f'href="/desk/applications/{cast.omars.pk}/{name}"' in page
    for name in not_open:
        assert f'href="/desk/applications/{cast.omars.pk}/{name}"' not in page


def test_a_coordinator_books_and_does_not_decide(client, cast):
    page = source(client, cast.ruth, cast.omars)
    assert f'href="/desk/applications/{cast.omars.pk}/interviews/new"' in page
    assert f'href="/desk/applications/{cast.omars.pk}/reject"' not in page


def test_an_executive_decides_and_does_not_book(client, cast):
    page = source(client, cast.ingrid, cast.omars)
    assert f'href="/desk/applications/{cast.omars.pk}/reject"' in page
    assert f'href="/desk/applications/{cast.omars.pk}/interviews/new"' not in page


def test_an_unsent_rejection_can_be_read_and_undone(client, cast, now):
    decision = reject(cast, cast.omars, now=now)
    page = read(client, cast.marta, page_of(cast.omars))
    assert "Rejected by Marta Lindqvist, and not said yet. The message goes out today, 11:30." in page
    assert f'action="/desk/decisions/{decision.pk}/undo"' in source(client, cast.marta, cast.omars)
    assert f'action="/desk/decisions/{decision.pk}/undo"' not in source(client, cast.ruth, cast.omars)


def test_once_it_has_gone_there_is_nothing_to_undo(client, cast, clock):
    reject(cast, cast.omars, now=clock())
    clock.move(hours=1)
    tick_at(clock())
    page = read(client, cast.marta, page_of(cast.omars))
    assert "not said yet" not in page
    assert "Nothing is owed any more." in page


def test_what_was_asked_for_is_listed_with_what_has_come(client, cast, now):
    ask(cast, cast.omars, now=now, items=[("text", "Two references"), ("confirm", "You may work in Germany")])
    page = read(client, cast.marta, page_of(cast.omars))
    assert "What Omar was asked for until Saturday 12 September, 11:00 Two references still to come" in page


# interviews and scorecards


def test_an_interview_shows_its_seats_and_that_it_was_not_closed(client, cast):
    page = read(client, cast.hanna, page_of(cast.yukis))
    assert "Ben Adeyemi host scorecard until today, 14:45" in page
    assert "Not closed Close it" in page


def test_a_late_scorecard_is_named(client, cast, clock):
    clock.move(hours=6)
    assert "Marta Lindqvist scorecard late" in read(client, cast.hanna, page_of(cast.yukis))


def test_scorecards_are_read_by_those_who_owe_none(client, cast, now):
    write_scorecards(cast.yukis_interview, now=now)
    page = read(client, cast.hanna, page_of(cast.yukis))
    assert page.count("Clear and careful.") == 2
    assert "Spoke well about craft." in page


def test_whoever_still_owes_theirs_sees_only_that_others_are_in(client, cast, now):
    write_scorecard(cast.yukis_interview.seats.get(person=cast.ben), now=now, summary="Ben’s own words.")
    page = source(client, cast.marta, cast.yukis)
    assert "Ben’s own words." not in page
    assert "Spoke well about" not in page
    assert "1 scorecard is in. You can read it once yours is" in words(get(client, cast.marta, page_of(cast.yukis)))
    assert "Scorecard in: First interview Ben Adeyemi" in story(client, cast.marta, cast.yukis)
    write_scorecard(cast.yukis_interview.seats.get(person=cast.marta), now=now)
    assert "Ben’s own words." in source(client, cast.marta, cast.yukis)


def test_a_cancelled_interview_is_marked_and_waits_for_no_scorecard(client, cast, now):
    cancel_interview(
        cast.lenas_interview, reason="The room has no power.", by=cast.ruth, now=now,
        next_words="A new date", next_due_at=now + timedelta(days=1), next_owner=cast.ruth,
    )  # fmt: skip
    page = read(client, cast.hanna, page_of(cast.lenas))
    assert "Cancelled" in page
    assert "The room has no power." in page


# the candidate


def test_the_candidates_facts_and_files_stand_beside(client, cast, now):
    resume = {
        "work": [{"name": "Kettler Drives", "position": "Firmware engineer", "startDate": "2019-03"}],
        "education": [{"institution": "TU Berlin", "area": "Electrical engineering", "endDate": "2018"}],
        "skills": [{"name": "Rust"}, {"keywords": ["C", "C++"]}],
        "languages": [{"language": "German", "fluency": "Native"}],
    }
    Candidate.objects.filter(pk=cast.omar.pk).update(resume=resume)
    paper = Attachment.objects.create(
        candidate=cast.omar, kind="resume", name="Haddad.pdf", content_type="application/pdf", size=1, sha256="0" * 64,
        file="x", added_at=now,
    )  # fmt: skip
    page = read(client, cast.hanna, page_of(cast.omars))
    assert "Firmware engineer Kettler Drives 2019 to now" in page
    assert "Rust, C, C++" in page
    assert "German (Native)" in page
    assert f'href="{reverse("desk:attachment", args=[paper.pk])}"' in source(client, cast.hanna, cast.omars)


@pytest.mark.parametrize("resume", [{}, {"work": [{}], "skills": [{}]}, {"basics": {"name": "Omar"}}])
def test_a_thin_resume_breaks_nothing(client, cast, resume):
    Candidate.objects.filter(pk=cast.omar.pk).update(resume=resume, links=[{"url": "https://omar.example"}])
    read(client, cast.hanna, page_of(cast.omars))


def test_what_a_candidate_writes_is_text_and_never_markup(client, cast, now):
    Candidate.objects.filter(pk=cast.omar.pk).update(name="<b>Omar</b>", headline="<script>alert(1)</script>")
    ask_question(cast.omars, text="<img src=x onerror=alert(1)>", now=now)
    page = source(client, cast.hanna, cast.omars)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;b&gt;Omar" in page


def test_other_applications_are_named_as_far_as_one_may_see_them(client, cast, now):
    from hearback.decisions.arrivals import apply

    apply(candidate=cast.omar, job=cast.sales, now=now)
    assert "Account Manager" in read(client, cast.hanna, page_of(cast.omars))
    assert "Account Manager" not in read(client, cast.marta, page_of(cast.omars))


# notes


def test_a_note_is_written_for_colleagues(client, cast, now):
    answer = post(client, cast.marta, f"{page_of(cast.omars)}notes", body="Ada knows him.")
    assert answer["Location"] == page_of(cast.omars)
    assert Note.objects.get().author == cast.marta
    assert "Note Marta Lindqvist" in story(client, cast.hanna, cast.omars)


def test_an_empty_note_is_refused_beside_the_form(client, cast):
    page = post(client, cast.marta, f"{page_of(cast.omars)}notes", 422, body="  ").content.decode()
    assert "The note is empty." in page
    assert not Note.objects.exists()


def test_a_stranger_writes_no_note(client, cast):
    post(client, cast.ben, f"{page_of(cast.omars)}notes", 404, body="Hello")
    assert not Note.objects.exists()


# the time line


def test_it_begins_with_the_application_and_what_was_promised_with_it(client, cast):
    text = story(client, cast.hanna, cast.omars)
    assert "Applied Careers page yesterday, 09:20" in text
    assert "“Our answer to your application” by Wednesday 9 September, 17:00, from Hanna Weiss" in text
    assert "We have your application: Embedded Engineer sent yesterday, 09:20" in text


def test_a_decision_its_message_its_promise_and_what_it_kept_are_one_event(client, cast, now):
    advance(cast, cast.omars, now=now, to_stage=cast.first_round, note="Strong on drives.")
    tick_at(now)
    text = story(client, cast.hanna, cast.omars)
    event = text.split("Applied")[0]
    assert "Advanced to First interview Marta Lindqvist today, 11:00 Strong on drives." in event
    assert "“A date for your second interview” by" in event
    assert "Kept: “Our answer to your application”" in event
    assert "sent today, 11:00" in event


def test_everything_that_can_happen_finds_its_place(client, cast, clock):
    now = clock()
    owed = open_promises(cast.omars).get()
    hand_over(owed, to=cast.ruth, by=cast.hanna, now=now)
    renewed = renew(owed, due_at=now + timedelta(days=3), reason="A trade fair.", by=cast.ruth, now=now)
    question = ask_question(cast.omars, text="May I?", now=now)
    reply(question, text="Yes.", by=cast.hanna, now=now)
    write_note(cast.omars, body="Keep him warm.", by=cast.ruth, now=now)
    tick_at(now)
    clock.move(days=4)
    tick_at(clock())
    undo(reject(cast, cast.omars, now=clock()), by=cast.marta, now=clock())
    text = story(client, cast.hanna, cast.omars)
    for expected in (
        "Handed over: Hanna Weiss to Ruth Okafor Hanna Weiss",
        "New date, because: A trade fair.",
        "Asked a question Omar Haddad",
        "Kept: “A reply to your question”",
        "Note Ruth Okafor",
        f"Late: {renewed.words} Ruth Okafor",
        "was told that it is late",
        "Rejected: ",
        "Rejection undone Marta Lindqvist",
    ):
        assert expected in text


def test_an_interview_its_closing_and_the_candidates_word_on_it(client, cast, now):
    answer_closing_check(cast.yukis_interview, told=False, now=now)
    step = NextStep("answer", "Our answer about the first interview", now + timedelta(days=2), cast.hanna.pk)
    close_interview(cast.yukis_interview, by=cast.ben, next_steps=[step], now=now)
    text = story(client, cast.hanna, cast.yukis)
    assert "Booked: First interview, Sunday 6 September, 14:00 Ruth Okafor" in text
    assert "Was not told what happens next after: First interview Yuki Tanaka" in text
    closed = text[text.index("Closed: First interview Ben Adeyemi") :]
    assert "“Our answer about the first interview” by Wednesday 9 September" in closed
    assert "Late: First interview, to be closed Ben Adeyemi" in text


def test_the_newest_stands_first(client, cast, now):
    advance(cast, cast.omars, now=now, to_stage=cast.first_round)
    text = story(client, cast.hanna, cast.omars)
    assert text.index("Advanced to First interview") < text.index("Applied")


def test_the_number_of_queries_does_not_grow_with_what_has_happened(client, cast, now, django_assert_max_num_queries):
    def live_on(count: int, since: int) -> None:
        for n in range(since, since + count):
            at = now + timedelta(minutes=n)
            write_note(cast.omars, body=f"Note {n}", by=cast.hanna, now=at)
            owed = open_promises(cast.omars).first()
            renewed = renew(owed, due_at=owed.due_at + timedelta(days=1), reason="Longer.", by=cast.hanna, now=at)
            hand_over(renewed, to=cast.ruth if renewed.owner == cast.hanna else cast.hanna, by=None, now=at)
            reply(ask_question(cast.omars, text=f"Question {n}?", now=at), text="Yes.", by=cast.hanna, now=at)
            tick_at(at)

    client.force_login(cast.marta)
    live_on(3, 0)
    with django_assert_max_num_queries(36) as few:
        client.get(page_of(cast.omars))
    live_on(7, 3)
    with django_assert_max_num_queries(len(few)):
        client.get(page_of(cast.omars))
    assert story(client, cast.marta, cast.omars).count("Note Hanna Weiss") == 10
