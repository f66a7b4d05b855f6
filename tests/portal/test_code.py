"""The code: six digits, twenty minutes, five tries, once."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY as STAFF
from django.test import Client

from hearback.candidates.links import digits, portal_token
from hearback.candidates.models import Candidate, PortalCode
from hearback.portal.doors import CANDIDATE
from hearback.record.models import Entry
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client, cast):
    """Omar has asked for a code."""
    client.post(f"/my/link/{portal_token(cast.omar)}")
    return PortalCode.objects.get()


def wrong(code):
    return f"{(int(digits(code)) + 1) % 1_000_000:06d}"


def enter(client, typed):
    return client.post("/my/code", {"code": typed})


def test_the_right_code_opens_the_page(client, cast, asked, read):
    assert enter(client, digits(asked)).url == "/my/"
    assert "Dear Omar" in read("/my/")
    entry = Entry.objects.get(verb="signed_in")
    assert (entry.actor_kind, entry.actor_id) == ("candidate", cast.omar.pk)


def test_it_may_be_typed_with_spaces(client, asked):
    code = digits(asked)
    assert enter(client, f" {code[:3]} {code[3:]} ").status_code == 302


def test_the_session_is_a_new_one(client, asked):
    before = client.session.session_key
    enter(client, digits(asked))
    assert client.session.session_key != before


def test_it_opens_once(client, asked):
    enter(client, digits(asked))
    client.cookies.clear()
    session = client.session
    session["waiting_for_code"] = asked.candidate_id
    session.save()
    assert enter(client, digits(asked)).status_code == 422


def test_after_five_wrong_tries_the_right_one_comes_too_late(client, asked):
    for _ in range(5):
        assert enter(client, wrong(asked)).status_code == 422
    assert enter(client, digits(asked)).status_code == 422
    asked.refresh_from_db()
    assert (asked.attempts, asked.used_at) == (5, None)


def test_the_fifth_try_still_counts(client, asked):
    for _ in range(4):
        enter(client, wrong(asked))
    assert enter(client, digits(asked)).status_code == 302


def test_a_new_session_does_not_win_new_tries(client, cast, asked):
    for _ in range(5):
        enter(client, wrong(asked))
        client.cookies.clear()
        session = client.session
        session["waiting_for_code"] = cast.omar.pk
        session.save()
    assert enter(client, digits(asked)).status_code == 422


def test_it_works_for_twenty_minutes(client, asked, clock):
    clock.move(minutes=20)
    assert enter(client, digits(asked)).status_code == 422


def test_it_works_until_then(client, asked, clock):
    clock.move(minutes=19, seconds=59)
    assert enter(client, digits(asked)).status_code == 302


def test_only_the_newest_counts(client, cast, asked, clock):
    clock.move(minutes=1)
    client.post(f"/my/link/{portal_token(cast.omar)}")
    newest = PortalCode.objects.latest("made_at")
    assert enter(client, digits(asked)).status_code == 422
    assert enter(client, digits(newest)).status_code == 302


def test_somebody_elses_code_is_wrong(client, cast, asked, clock):
    clock.move(seconds=1)
    client.post(f"/my/link/{portal_token(cast.lena)}")  # from now on this session waits for Lena's
    assert enter(client, digits(asked)).status_code == 422


@pytest.mark.parametrize("typed", ["", " ", "12345", "1234567", "abcdef", "１２３４５６", "0" * 41, "\x00"])
def test_what_is_no_code_is_refused_in_words(client, asked, typed):
    response = enter(client, typed)
    assert response.status_code == 422
    assert "field-error" in response.content.decode()


def test_wrong_used_up_old_and_unknown_all_get_the_same_answer(client, cast, asked, clock):
    answers = [enter(client, wrong(asked))]
    PortalCode.objects.update(attempts=5)
    answers.append(enter(client, digits(asked)))
    clock.move(hours=1)
    answers.append(enter(client, wrong(asked)))
    session = client.session
    session["waiting_for_code"] = 0  # nobody's address
    session.save()
    answers.append(enter(client, wrong(asked)))
    seen = {words(response.content.decode()) for response in answers}
    assert len(seen) == 1
    assert "This is not the code, or it no longer works." in seen.pop()


def test_a_wrong_code_costs_as_much_for_nobody_as_for_somebody(client, cast, asked):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(waiting):
        session = client.session
        session["waiting_for_code"] = waiting
        session.save()
        with CaptureQueriesContext(connection) as queries:
            enter(client, wrong(asked))
        return len(queries)

    cost(0)  # the first one makes the row that counts tries
    assert cost(cast.omar.pk) == cost(0)


def test_one_place_cannot_guess_without_end(client, cast, clock):
    session = client.session
    session["waiting_for_code"] = cast.omar.pk
    session.save()
    for _ in range(40):
        enter(client, "000000")
    assert "wait a quarter of an hour" in words(enter(client, "000000").content.decode())


def test_without_having_asked_there_is_nothing_to_enter(client, cast):
    assert client.get("/my/code").url == "/my/"
    assert enter(client, "123456").url == "/my/"


def test_a_strangers_wrong_tries_use_up_only_their_own(client, cast, asked):
    stranger = Client()
    stranger.post("/my/address", {"email": cast.omar.email})
    for _ in range(8):
        enter(stranger, wrong(asked))
    assert enter(stranger, digits(asked)).status_code == 422
    assert enter(client, digits(asked)).status_code == 302


# Sessions


def test_staff_who_come_in_as_a_candidate_are_no_longer_staff(client, cast, asked):
    client.force_login(cast.hanna)
    client.post(f"/my/link/{portal_token(cast.lena)}")
    enter(client, digits(PortalCode.objects.get(candidate=cast.lena)))
    assert STAFF not in client.session
    assert client.get("/desk/people/").status_code == 302


def test_a_candidate_who_comes_in_as_staff_is_no_longer_a_candidate(come_in, cast, read):
    client = come_in(cast.omar)
    session = client.session
    client.force_login(cast.hanna)
    session = client.session
    session[CANDIDATE] = [cast.omar.pk, 1, "2099-01-01T00:00:00+00:00"]
    session.save()
    assert client.get(f"/my/applications/{cast.omars.pk}/").url == "/my/"
    assert "See where things stand" in read("/my/")


def test_after_thirty_days_one_comes_in_anew(come_in, cast, clock):
    client = come_in(cast.omar)
    clock.move(days=29)
    assert client.get(f"/my/applications/{cast.omars.pk}/").status_code == 200
    clock.move(days=2)
    assert client.get(f"/my/applications/{cast.omars.pk}/").status_code == 302


def test_links_made_worthless_end_the_sessions_too(come_in, cast):
    client = come_in(cast.omar)
    Candidate.objects.filter(pk=cast.omar.pk).update(link_generation=2)
    assert client.get(f"/my/applications/{cast.omars.pk}/").status_code == 302


def test_signing_out_shuts_the_door(come_in, cast):
    client = come_in(cast.omar)
    assert client.get("/my/sign-out").status_code == 405
    assert client.get(f"/my/applications/{cast.omars.pk}/").status_code == 200
    assert client.post("/my/sign-out").url == "/my/"
    assert client.get(f"/my/applications/{cast.omars.pk}/").status_code == 302
