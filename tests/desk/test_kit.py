"""The kit: what an interviewer has in hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearback.candidates.models import Attachment, Candidate
from hearback.interviews.actions import Place, book_interview, cancel_interview, close_interview
from hearback.interviews.rules import NextStep
from hearback.interviews.scorecards import focus_of, save_scorecard
from tests.judging import write_scorecard
from tests.reading import get, read


def kit(interview) -> str:
    return f"/desk/interviews/{interview.pk}/"


def book_panel(cast, now, *people, **other):
    facts = {
        "application": cast.yukis,
        "kind": "panel",
        "name": "Panel",
        "starts_at": now + timedelta(days=2),
        "minutes": 60,
        "seats": [Place(person) for person in people],
        "place": "https://meet.northwind.example/panel",
        "by": cast.ruth,
        "now": now,
    }
    return book_interview(**{**facts, **other})


def write(cast, person, now, **other):
    seat = cast.yukis_interview.seats.get(person=person)
    facts = {
        "ratings": {one.pk: (2, f"EVIDENCE about {one.name}") for one in focus_of(seat)},
        "recommendation": 1,
        "summary": "SUMMARY of the view",
        "left_open": "Has Yuki ever led somebody?",
        "asked": ["How did you find the fault?"],
        "by": person,
        "now": now,
        "submit": True,
    }
    return save_scorecard(seat, **{**facts, **other})


def test_who_when_where_and_with_whom_in_both_zones(client, cast):
    page = read(client, cast.marta, kit(cast.yukis_interview))
    assert "yesterday, 14:00 to 14:45 (Berlin time)" in page
    assert "yesterday, 21:00 for Yuki (Tokyo time)" in page
    assert "https://meet.northwind.example/first" in page
    assert "Ben Adeyemi leads Marta Lindqvist (you)" in page


def test_a_video_link_can_be_tapped(client, cast, now):
    page = get(client, cast.ingrid, kit(book_panel(cast, now, cast.ingrid))).content.decode()
    assert '<a href="https://meet.northwind.example/panel"' in page


def test_a_place_is_text_and_never_markup(client, cast, now):
    panel = book_panel(cast, now, cast.ingrid, place='<script>alert(1)</script> "javascript:alert(1)"')
    page = get(client, cast.ingrid, kit(panel)).content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_the_guide_with_what_to_listen_for_and_the_anchors_of_what_to_find_out(client, cast):
    page = read(client, cast.ben, kit(cast.lenas_interview))
    guide = cast.first_interview.guide
    assert guide
    for entry in guide:
        assert entry["question"] in page
        assert f"Listen for: {entry['listen_for']}" in page
    for attribute in cast.first_interview.focus.all():
        for anchor in attribute.anchors:
            assert anchor in page


def test_the_resumes_specifics_and_its_files(client, cast, now):
    work = [{"name": "Harbour Works", "position": "Lead engineer", "startDate": "2021-06"}]
    Candidate.objects.filter(pk=cast.lena.pk).update(resume={"work": work})
    file = Attachment.objects.create(
        candidate=cast.lena,
        kind="resume",
        name="Lena Fischer.pdf",
        content_type="application/pdf",
        size=4,
        sha256="0" * 64,
        file=ContentFile(b"%PDF", name="x"),
        added_at=now,
    )
    answer = get(client, cast.ben, kit(cast.lenas_interview))
    assert "Lead engineer at Harbour Works since June 2021" in read(client, cast.ben, kit(cast.lenas_interview))
    assert f"/desk/attachments/{file.pk}" in answer.content.decode()


def test_before_the_interview_it_reminds_of_the_closing_and_after_it_leads_there(client, cast, clock):
    interview = cast.lenas_interview
    assert "Keep the last five minutes for this" in read(client, cast.marta, kit(interview))
    assert "You then close the interview here." in read(client, cast.marta, kit(interview))
    assert "Marta then closes the interview here." in read(client, cast.ben, kit(interview))
    clock.now = interview.starts_at
    assert "Close it: what happens next" in read(client, cast.ben, kit(interview))


def test_once_closed_it_says_what_was_told_and_by_whom(client, cast, now):
    step = NextStep("answer", "Our answer about the second interview", now + timedelta(days=2), cast.hanna.pk)
    close_interview(cast.yukis_interview, by=cast.ben, next_steps=[step], now=now)
    page = read(client, cast.marta, kit(cast.yukis_interview))
    assert "Closed by Ben Adeyemi, today, 11:00" in page
    assert "Our answer about the second interview" in page
    assert "Close it" not in page


def test_in_a_second_round_a_new_face_reads_what_was_asked_and_left_open(client, cast, now):
    write(cast, cast.ben, now)
    page = read(client, cast.ingrid, kit(book_panel(cast, now, cast.ingrid)))
    assert "You are a new face for Yuki." in page
    assert "How did you find the fault?" in page
    assert "Ben left open Has Yuki ever led somebody?" in page
    assert "Marta has not written yet." in page


def test_who_has_met_the_candidate_is_no_new_face(client, cast, now):
    page = read(client, cast.marta, kit(book_panel(cast, now, cast.marta)))
    assert "You have met Yuki before." in page
    assert "new face" not in page


@pytest.mark.parametrize("who", ["ingrid", "ada", "marta", "ben"])
def test_the_kit_of_a_later_interview_shows_no_rating_of_an_earlier_one_to_anybody(client, cast, now, who):
    write(cast, cast.ben, now)
    write(cast, cast.marta, now)
    panel = book_panel(cast, now, cast.ingrid, cast.ada, cast.marta, cast.ben)
    page = read(client, getattr(cast, who), kit(panel))
    for secret in ("EVIDENCE", "SUMMARY", "Definitely not"):
        assert secret not in page


def test_the_others_scorecards_stay_sealed_until_ones_own_is_in(client, cast, now):
    write(cast, cast.ben, now)
    page = read(client, cast.marta, kit(cast.yukis_interview))
    assert "Ben Adeyemi Submitted Sealed" in page
    assert "You will see the others’ views once yours is in." in page
    assert "EVIDENCE" not in page
    write_scorecard(cast.yukis_interview.seats.get(person=cast.marta), now=now)
    assert "EVIDENCE about Craft" in read(client, cast.marta, kit(cast.yukis_interview))


@pytest.mark.parametrize(
    ("who", "reads"), [("hanna", True), ("ruth", True), ("ingrid", True), ("alice", True), ("marta", False)]
)
def test_seen_from_each_seat_the_blind_rule_holds(client, cast, now, who, reads):
    write(cast, cast.ben, now)
    page = read(client, getattr(cast, who), kit(cast.yukis_interview))
    assert ("EVIDENCE" in page) is reads


def test_a_draft_is_nobodys_business(client, cast, now):
    write(cast, cast.ben, now, submit=False)
    for person in (cast.hanna, cast.ruth, cast.ingrid, cast.marta):
        page = read(client, person, kit(cast.yukis_interview))
        assert "EVIDENCE" not in page and "SUMMARY" not in page
        assert "Ben Adeyemi Still owed" in page


def test_a_shadow_has_the_kit_and_no_scorecard_or_closing(client, cast, now, clock):
    panel = book_panel(cast, now, cast.ingrid, seats=[Place(cast.ingrid), Place(cast.ada, shadow=True)])
    clock.now = panel.starts_at
    page = get(client, cast.ada, kit(panel)).content.decode()
    assert f"{kit(panel)}closing" not in page
    assert f"{kit(panel)}scorecard" not in page
    get(client, cast.ada, f"{kit(panel)}closing", 404)
    get(client, cast.ada, f"{kit(panel)}scorecard", 404)


def test_those_who_book_may_move_and_cancel_it_from_here(client, cast):
    path = kit(cast.lenas_interview)
    for person, offered in ((cast.ruth, True), (cast.marta, True), (cast.ben, False), (cast.ingrid, False)):
        page = get(client, person, path).content.decode()
        assert (f"{path}time" in page) is offered
        assert (f"{path}cancellation" in page) is offered


def test_a_cancelled_interview_says_so_to_whoever_sat_there(client, cast, now):
    cancel_interview(
        cast.lenas_interview,
        reason="Marta is ill.",
        next_words="A new date",
        next_due_at=now + timedelta(days=1),
        next_owner=cast.ruth,
        by=cast.ruth,
        now=now,
    )
    page = read(client, cast.ben, kit(cast.lenas_interview))
    assert "This interview was cancelled today. Marta is ill." in page
    assert "Your scorecard" not in page


@pytest.mark.parametrize("who", ["stan", "victor", "ada"])
def test_to_a_stranger_it_does_not_exist(client, cast, who):
    get(client, getattr(cast, who), kit(cast.lenas_interview), 404)


def test_an_interviewer_is_led_to_no_page_that_is_not_theirs(client, cast):
    page = get(client, cast.ben, kit(cast.lenas_interview)).content.decode()
    assert f"/desk/applications/{cast.lenas.pk}/" not in page
    assert f"/desk/applications/{cast.lenas.pk}/" in get(client, cast.marta, kit(cast.lenas_interview)).content.decode()


def test_it_asks_the_database_as_often_for_many_earlier_rounds_as_for_one(client, cast, now):
    def asked(interview) -> int:
        get(client, cast.ingrid, kit(interview))
        with CaptureQueriesContext(connection) as queries:
            client.get(kit(interview))
        return len(queries)

    write(cast, cast.ben, now)
    last = book_panel(cast, now, cast.ingrid, starts_at=now + timedelta(days=8))
    before = asked(last)
    for day in range(2, 6):
        book_panel(cast, now, cast.ada, cast.hanna, starts_at=now + timedelta(days=day))
    assert asked(last) == before
