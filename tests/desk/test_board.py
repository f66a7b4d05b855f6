"""A job's board: stages as columns, applications as cards, late first."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from hearback.candidates.models import Candidate
from hearback.decisions.arrivals import apply
from hearback.jobs.models import Stage
from hearback.promises.actions import hand_over
from hearback.promises.queries import open_promises
from hearback.timetable import tick_at
from tests.deciding import ask, hold, reject
from tests.deciding import post as post_letter
from tests.reading import get, post, read

pytestmark = pytest.mark.django_db


def board(cast) -> str:
    return f"/desk/jobs/{cast.engineer.pk}/"


def names(client, person, address) -> list[str]:
    """The candidates on the cards, in the order they stand."""
    page = get(client, person, address).content.decode()
    return re.findall(r'<article class="board-card[^>]*>\s*<a [^>]*>([^<]+)</a>', page)


def test_who_helps_to_decide_sees_the_board(client, cast):
    for person in (cast.hanna, cast.ruth, cast.marta, cast.ingrid, cast.alice):
        assert "Omar Haddad" in read(client, person, board(cast))


def test_others_get_a_404(client, cast):
    for person in (cast.stan, cast.victor, cast.ben):  # Ben has seats, and no more
        get(client, person, board(cast), 404)


def test_a_confidential_board_is_for_its_team(client, cast):
    address = f"/desk/jobs/{cast.secret.pk}/"
    for person in (cast.hanna, cast.ruth, cast.stan):
        get(client, person, address, 404)
    assert "Quinn Marsh" in read(client, cast.marta, address)


def test_the_board_is_only_read(client, cast):
    post(client, cast.hanna, board(cast), 405)


def test_every_stage_is_a_column_with_its_count_room_and_answer_time(client, cast):
    Stage.objects.filter(pk=cast.first_round.pk).update(capacity=2)
    page = read(client, cast.hanna, board(cast))
    assert "Application review 1 candidates Answer in 3 working days" in page
    assert "First interview 2 / 2 candidates Answer in 3 working days · full" in page
    assert "Offer 0 candidates" in page


def test_a_card_shows_the_next_step_its_clock_and_who_owes_it(client, cast):
    page = read(client, cast.hanna, board(cast))
    assert "Omar Haddad Our answer to your application due Wednesday 9 September HW Hanna Weiss" in page
    assert "Yuki Tanaka First interview: say what happens next late by 19 hours BA Ben Adeyemi" in page


def test_late_stands_first(client, cast, clock):
    clock.move(days=2, hours=7)  # Omar's answer is late as well now, and less so than Yuki's
    lead = apply(
        candidate=Candidate.objects.create(name="Early Bird", email="early@mail.example", created_at=clock()),
        job=cast.engineer,
        now=clock(),
    )
    hand_over(open_promises(lead).get(), to=cast.ruth, by=cast.hanna, now=clock())
    assert names(client, cast.hanna, board(cast)) == ["Omar Haddad", "Early Bird", "Yuki Tanaka", "Lena Fischer"]


def test_only_what_is_late(client, cast):
    assert names(client, cast.hanna, board(cast) + "?late=1") == ["Yuki Tanaka"]


def test_only_what_i_owe(client, cast):
    assert names(client, cast.ruth, board(cast) + "?mine=1") == []
    assert names(client, cast.hanna, board(cast) + "?mine=1") == ["Omar Haddad"]


def test_a_name_is_looked_for_and_the_filter_stays_filled_in(client, cast):
    assert names(client, cast.hanna, board(cast) + "?q=LENA") == ["Lena Fischer"]
    page = get(client, cast.hanna, board(cast) + "?q=LENA&late=1").content.decode()
    assert 'value="LENA"' in page
    assert 'name="late" value="1" checked' in page
    assert "Nobody here fits." in page


def test_a_strange_filter_harms_nobody(client, cast):
    assert names(client, cast.hanna, board(cast) + "?late=%00&mine=x&q=%3Cscript%3E&page=9") == []
    assert "<script>" not in get(client, cast.hanna, board(cast) + "?q=<script>").content.decode().split("<main")[1]


def test_a_pause_and_what_is_in_their_court_are_marked(client, cast, now):
    hold(cast, cast.omars, now=now)
    ask(cast, cast.sofias, now=now, by=cast.victor)
    ask(cast, cast.lenas, now=now)
    tick_at(now)
    page = read(client, cast.hanna, board(cast))
    assert "Hanna" not in page.split("Omar Haddad")[1].split("On hold")[0]  # the pause is Marta's
    # Her interview is still ours to hold and to close, so that is the step; what she was asked for is said beside it.
    assert "Lena Fischer First interview, tomorrow, 10:00, and its closing" in page
    assert "Waiting for the candidate" in page
    page = read(client, cast.victor, f"/desk/jobs/{cast.sales.pk}/")
    assert "Sofia Rossi You send us what we asked for; then we go on in their court until Saturday 12 September" in page
    assert "watched by Victor Tran" in page


def test_what_is_in_their_court_is_never_our_late(client, cast, now, clock):
    ask(cast, cast.omars, now=now)
    tick_at(now)
    clock.move(days=6)
    assert "Omar Haddad" not in names(client, cast.hanna, board(cast) + "?late=1")


def test_the_ended_are_folded_below_with_their_counts(client, cast, now):
    post_letter(reject(cast, cast.omars, now=now).message, now=now + timedelta(hours=1))
    page = read(client, cast.hanna, board(cast))
    assert "Ended: Rejected 1 Omar Haddad" in page
    assert "Omar Haddad" not in names(client, cast.hanna, board(cast))


def test_who_has_been_rejected_and_not_told_yet_stays_until_they_are_and_counts_as_late(client, cast, now, clock):
    """The list of jobs and the board count the same people."""
    decision = reject(cast, cast.omars, delay=timedelta(days=9), now=now)
    clock.move(days=6)
    tick_at(clock.now)
    late = len(names(client, cast.hanna, board(cast) + "?late=1"))
    assert "Omar Haddad" in names(client, cast.hanna, board(cast) + "?late=1")
    assert "Rejected, not told yet" in read(client, cast.hanna, board(cast))
    assert f"{late} waiting longer than promised" in read(client, cast.hanna, board(cast))
    assert re.search(rf"Berlin 2 2 {late} late", read(client, cast.hanna, "/desk/jobs/"))
    assert "Application review 0 candidates" in read(client, cast.hanna, board(cast))
    tick_at(decision.message.send_at)
    clock.now = decision.message.send_at
    assert "Omar Haddad" not in names(client, cast.hanna, board(cast))


def test_a_stage_that_left_the_plan_stays_as_long_as_somebody_is_in_it(client, cast, now):
    Stage.objects.filter(pk__in=[cast.review.pk, cast.second_round.pk]).update(retired_at=now)
    page = read(client, cast.hanna, board(cast))
    assert "no longer in the plan" in page
    assert "Second interview" not in page


def test_a_stage_with_interviews_leads_to_its_debrief(client, cast):
    page = get(client, cast.marta, board(cast)).content.decode()
    assert f'href="/desk/stages/{cast.first_round.pk}/debrief"' in page
    assert f"/desk/stages/{cast.review.pk}/debrief" not in page


def test_an_empty_board_says_so(client, cast, now):
    reject(cast, cast.sofias, now=now, by=cast.victor)
    assert "Nobody is applying at the moment." in read(client, cast.victor, f"/desk/jobs/{cast.sales.pk}/")


def test_the_number_of_queries_does_not_grow_with_the_cards(client, cast, now, django_assert_max_num_queries):
    def more(count: int, name: str) -> None:
        for n in range(count):
            someone = Candidate.objects.create(name=f"{name} {n}", email=f"{name}{n}@mail.example", created_at=now)
            apply(candidate=someone, job=cast.engineer, now=now - timedelta(minutes=n))

    client.force_login(cast.hanna)
    more(3, "few")
    with django_assert_max_num_queries(12) as few:
        client.get(board(cast))
    more(27, "many")
    with django_assert_max_num_queries(len(few)):
        answer = client.get(board(cast))
    assert answer.content.decode().count('class="board-card') == 33
