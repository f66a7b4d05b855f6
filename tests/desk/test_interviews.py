"""My interviews: what to close, what to write, whom I meet."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearback.interviews.actions import Place, book_interview, cancel_interview, close_interview
from hearback.interviews.rules import NextStep
from tests.deciding import advance
from tests.judging import write_scorecard
from tests.reading import get, read

MINE, ALL = "/desk/interviews/", "/desk/interviews/?of=jobs"


def book(cast, now, people, **other):
    facts = {
        "application": cast.omars,
        "kind": "interview",
        "name": "First interview",
        "starts_at": now + timedelta(days=2),
        "minutes": 45,
        "seats": [Place(person) for person in people],
        "place": "Room 4",
        "by": cast.ruth,
        "now": now,
    }
    return book_interview(**{**facts, **other})


def test_it_shows_what_waits_for_closing_what_is_to_write_and_what_comes(client, cast):
    page = read(client, cast.ben, MINE)
    closing, _, rest = page.partition("Scorecards to write")
    writing, _, coming = rest.partition("Coming")
    assert "To be closed 1" in closing
    assert "Yuki Tanaka" in closing and "Lena" not in closing
    assert "Yuki Tanaka" in writing and "due today, 14:45" in writing
    assert "Tomorrow Tuesday 8 September 10:00 to 10:45 Lena Fischer" in coming
    assert "Yuki" not in coming


def test_a_closing_owed_by_somebody_else_says_by_whom(client, cast):
    assert "Ben Adeyemi owes it" in read(client, cast.marta, MINE)
    assert "owes it" not in read(client, cast.ben, MINE)


def test_what_is_done_is_gone(client, cast, now):
    step = NextStep("answer", "Our answer", now + timedelta(days=2), cast.hanna.pk)
    close_interview(cast.yukis_interview, by=cast.ben, next_steps=[step], now=now)
    write_scorecard(cast.yukis_interview.seats.get(person=cast.ben), now=now)
    page = read(client, cast.ben, MINE)
    assert "To be closed" not in page
    assert "Scorecards to write" not in page


def test_where_a_decision_has_told_what_happens_next_no_closing_is_waited_for(client, cast, now):
    advance(cast, cast.yukis, now=now)
    assert "To be closed" not in read(client, cast.ben, MINE)
    page = read(client, cast.ben, f"/desk/interviews/{cast.yukis_interview.pk}/")
    assert "A decision has told Yuki what happens next." in page


def test_whoever_has_nothing_is_told_so_kindly(client, cast):
    assert "Nothing is booked for you. Enjoy the quiet." in read(client, cast.stan, MINE)


def test_an_interviewer_has_only_their_own(client, cast):
    for path in (MINE, ALL):
        page = read(client, cast.ada, path)
        assert "All my jobs" not in page
        assert "Lena" not in page and "Yuki" not in page


def test_a_coordinator_sees_everybodys_of_the_jobs_she_looks_after(client, cast):
    assert "Lena" not in read(client, cast.ruth, MINE)
    page = read(client, cast.ruth, ALL)
    assert "Yuki Tanaka" in page and "Lena Fischer" in page
    assert f"/desk/interviews/{cast.yukis_interview.pk}/closing" in get(client, cast.ruth, ALL).content.decode()


def test_a_confidential_interview_stays_with_its_team(client, cast, now):
    book(cast, now, [cast.ingrid], application=cast.quinns, by=cast.marta)
    assert "Quinn Marsh" in read(client, cast.ingrid, MINE)
    assert "Quinn Marsh" in read(client, cast.marta, ALL)
    for person in (cast.hanna, cast.ruth, cast.victor, cast.ben):
        assert "Quinn" not in read(client, person, ALL)


def test_who_may_not_close_is_offered_a_look_and_no_closing(client, cast):
    page = get(client, cast.ingrid, ALL).content.decode()
    assert f"/desk/interviews/{cast.yukis_interview.pk}/closing" not in page
    assert "Look at it" in page


def test_a_cancelled_interview_is_not_coming(client, cast, now):
    cancel_interview(
        cast.lenas_interview,
        reason="Ben is ill.",
        next_words="A new date",
        next_due_at=now + timedelta(days=1),
        next_owner=cast.ruth,
        by=cast.ruth,
        now=now,
    )
    assert "Lena" not in read(client, cast.ben, MINE)


def test_an_interview_that_is_on_is_shown_as_such(client, cast, now, clock):
    clock.now = cast.lenas_interview.starts_at + timedelta(minutes=5)
    page = read(client, cast.marta, MINE)
    assert "Now" in page.partition("Coming")[2]


def test_days_are_those_where_one_sits(client, cast, now):
    # 23:30 UTC on Thursday is Friday in Berlin and Thursday in Toronto.
    late = now.replace(hour=23, minute=30) + timedelta(days=3)
    book(cast, now, [cast.marta, cast.ingrid], starts_at=late)
    assert "Friday 11 September 01:30 to 02:15 Omar Haddad" in read(client, cast.marta, MINE)
    assert "Thursday 10 September 19:30 to 20:15 Omar Haddad" in read(client, cast.ingrid, MINE)


def test_the_page_asks_the_database_as_often_for_many_as_for_few(client, cast, now):
    def asked(person, path) -> int:
        get(client, person, path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        return len(queries)

    before = {path: asked(cast.ruth, path) for path in (MINE, ALL)} | {"marta": asked(cast.marta, MINE)}
    for hour in range(6):
        book(cast, now, [cast.marta, cast.ada], starts_at=now + timedelta(days=4, hours=hour))
    after = {path: asked(cast.ruth, path) for path in (MINE, ALL)} | {"marta": asked(cast.marta, MINE)}
    assert after == before


def test_it_can_only_be_read(client, cast):
    client.force_login(cast.ben)
    assert client.post(MINE).status_code == 405
