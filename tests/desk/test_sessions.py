"""Where somebody is signed in: listed in words, ended one by one or all at once."""

from __future__ import annotations

import pytest
from django.conf import settings

from hearback.people.models import DeskSession
from hearback.people.sessions import device_words, sessions_of

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile/15E Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (PHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", "Edge on a Mac"),
        ("<script>alert(1)</script>", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(user_agent, words):
    assert device_words(user_agent) == words


@pytest.fixture
def desk(client, cast):
    """Ben at his desk."""
    client.defaults["HTTP_USER_AGENT"] = FIREFOX
    return sign_in(client)


@pytest.fixture
def phone(client, cast):
    """Ben on his phone."""
    return sign_in(client.__class__(HTTP_USER_AGENT=PHONE))


def sign_in(client):
    client.post("/desk/sign-in", {"email": "ben@northwind.example", "password": PASSWORD})
    return client


def inside(client) -> bool:
    return client.get("/desk/people/").status_code == 200


def session(device: str) -> DeskSession:
    return DeskSession.objects.get(device=device)


def test_every_browser_is_listed_and_this_one_marked(desk, phone):
    page = desk.get("/desk/security/").content.decode()
    assert page.count("This one") == 1
    assert page.index("Firefox on Windows") < page.index("This one")
    assert "Safari on an iPhone" in page


def test_nobody_sees_anybody_elses(desk, client, cast):
    hanna = client.__class__()
    hanna.force_login(cast.hanna)
    assert "Firefox on Windows" not in hanna.get("/desk/security/").content.decode()
    assert hanna.post(f"/desk/security/sessions/{session('Firefox on Windows').pk}/end").status_code == 404
    assert inside(desk)


def test_one_of_them_is_ended(desk, phone):
    desk.post(f"/desk/security/sessions/{session('Safari on an iPhone').pk}/end")
    assert not inside(phone)
    assert inside(desk)


def test_ending_this_one_signs_out(desk, phone):
    answer = desk.post(f"/desk/security/sessions/{session('Firefox on Windows').pk}/end")
    assert answer.url == "/desk/sign-in"
    assert not inside(desk)
    assert inside(phone)


def test_all_others_are_ended_also_those_no_list_shows(desk, phone, client, cast):
    unlisted = client.__class__()
    unlisted.force_login(cast.ben)
    desk.post("/desk/security/sessions/end")
    assert inside(desk)
    assert not inside(phone)
    assert not inside(unlisted)
    assert [one.device for one in cast.ben.sessions.all()] == ["Firefox on Windows"]


def test_a_new_password_ends_the_others(desk, phone):
    new = "four quiet words apart"
    desk.post("/desk/password", {"old": PASSWORD, "new": new, "again": new})
    assert inside(desk)
    assert not inside(phone)
    assert "This one" in desk.get("/desk/security/").content.decode()


def test_signing_out_takes_it_from_the_list(desk, cast, now):
    desk.post("/desk/sign-out")
    assert not sessions_of(cast.ben, now=now).exists()


def test_when_it_was_last_seen_is_kept_to_ten_minutes(desk, clock):
    began = clock.now
    clock.move(minutes=5)
    inside(desk)
    assert session("Firefox on Windows").seen_at == began
    clock.move(minutes=6)
    inside(desk)
    assert session("Firefox on Windows").seen_at == clock.now


def test_looking_at_a_page_asks_the_database_nothing_more_for_it(desk, django_assert_max_num_queries):
    inside(desk)
    with django_assert_max_num_queries(8):
        inside(desk)


def test_signing_in_gives_the_browser_another_key(client, cast):
    """Whoever planted a key of theirs in this browser holds nothing."""
    client.session["planted"] = True
    planted = client.session
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    sign_in(client)
    assert inside(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted.session_key


def test_the_cookies_are_out_of_reach_for_scripts_and_other_sites(client, cast):
    sign_in(client)
    for name in (settings.SESSION_COOKIE_NAME, "hearback_known"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_the_night_forgets_what_has_run_out(desk, cast, clock):
    from hearback.people.sessions import forget_old

    clock.move(days=15)
    assert forget_old(now=clock.now) == 1
    assert not DeskSession.objects.exists()
