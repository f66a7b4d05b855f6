"""The second step: an authenticator app, recovery codes, and what is asked before any of it changes."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from hearback.messages.models import Message
from hearback.people.factors import has_factor
from hearback.record.models import Entry
from tests.inside import SECRET, code_of, factors, has_app

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
STEP = "/desk/sign-in/second-step"


def sign_in(client, **more):
    return client.post("/desk/sign-in", {"email": "ben@northwind.example", "password": PASSWORD, **more})


def inside(client) -> bool:
    return client.get("/desk/people/").status_code == 200


@pytest.fixture(autouse=True)
def no_code_used_yet():
    cache.clear()


@pytest.fixture
def ben(client, cast):
    """Ben has just signed in with his password."""
    sign_in(client)
    return client


def set_up(client) -> str:
    """Through the pages, as a person does it. Returns the key the page showed."""
    page = client.get("/desk/security/app").content.decode()
    secret = re.search(r'doors-key">(\w+)<', page)[1]
    assert client.post("/desk/security/app", {"code": code_of(secret)}).url == "/desk/security/codes"
    return secret


def test_an_app_is_set_up_and_its_owner_is_told_by_mail(ben, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_up(ben)
    assert factors(cast.ben) == {"totp", "recovery_codes"}
    letter = Message.objects.get(person=cast.ben, purpose="access")
    assert "An authenticator app signs you in from now on." in letter.body
    assert Entry.objects.filter(verb="changed", details__what="totp_activated", actor_id=cast.ben.pk).exists()


def test_the_key_is_not_readable_in_the_database(ben, cast):
    secret = set_up(ben)
    assert secret not in str(Authenticator.objects.get(user=cast.ben, type="totp").data)


def test_recovery_codes_are_shown_once(ben):
    set_up(ben)
    first = ben.get("/desk/security/codes").content.decode()
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", first)) == 10
    again = ben.get("/desk/security/codes").content.decode()
    assert "<code>" not in again
    assert "10 codes left" in again


def test_a_wrong_code_sets_nothing_up(ben, cast):
    ben.get("/desk/security/app")
    answer = ben.post("/desk/security/app", {"code": "000000"})
    assert answer.status_code == 422
    assert "This code is not right." in answer.content.decode()
    assert not has_factor(cast.ben)


def test_the_password_alone_no_longer_opens(client, cast):
    has_app(cast.ben)
    assert sign_in(client).url == STEP
    assert not inside(client)
    assert client.get("/desk/").status_code == 302


def test_the_code_opens_and_leads_to_where_one_wanted_to_be(client, cast):
    has_app(cast.ben)
    sign_in(client, next="/desk/people/")
    assert client.post(STEP, {"code": code_of()}).url == "/desk/people/"
    assert inside(client)
    assert Entry.objects.filter(verb="signed_in", details__way="password_and_totp").exists()


def test_a_code_may_be_typed_with_a_space(client, cast):
    has_app(cast.ben)
    sign_in(client)
    code = code_of()
    assert client.post(STEP, {"code": f"{code[:3]} {code[3:]}"}).status_code == 302


def test_a_code_is_good_once(client, cast):
    has_app(cast.ben)
    sign_in(client)
    client.post(STEP, {"code": code_of(ago=1)})
    client.post("/desk/sign-out")
    sign_in(client)
    assert client.post(STEP, {"code": code_of(ago=1)}).status_code == 422
    assert not inside(client)


def test_a_code_of_long_ago_opens_nothing(client, cast):
    has_app(cast.ben)
    sign_in(client)
    assert client.post(STEP, {"code": code_of(ago=10)}).status_code == 422


def test_a_recovery_code_opens_once(client, cast):
    codes = has_app(cast.ben)
    sign_in(client)
    assert client.post(STEP, {"code": codes[0]}).status_code == 302
    client.post("/desk/sign-out")
    sign_in(client)
    assert client.post(STEP, {"code": codes[0]}).status_code == 422
    assert client.post(STEP, {"code": codes[1]}).status_code == 302


def test_somebody_elses_code_opens_nothing(client, cast):
    has_app(cast.ben)
    sign_in(client)
    assert client.post(STEP, {"code": code_of("KRUGKIDROVUWG2ZAMJZG653OEBTG66BA")}).status_code == 422


def test_guessed_codes_have_to_wait_and_a_known_browser_need_not(client, cast):
    has_app(cast.ben)
    sign_in(client)
    client.post(STEP, {"code": code_of()})  # from now on this browser is known
    known = client.cookies["hearback_known"].value
    stranger = client.__class__(REMOTE_ADDR="10.0.0.66")
    sign_in(stranger)
    for _ in range(5):
        assert "not right" in stranger.post(STEP, {"code": "000000"}).content.decode()
    assert "Too many tries" in stranger.post(STEP, {"code": code_of(ago=-1)}).content.decode()
    assert not inside(stranger)
    beside = client.__class__(REMOTE_ADDR="10.0.0.66")
    beside.cookies["hearback_known"] = known
    sign_in(beside)
    assert beside.post(STEP, {"code": code_of(ago=-1)}).status_code == 302


def test_without_the_first_step_there_is_no_second(client, cast):
    has_app(cast.ben)
    assert client.get(STEP).url == "/desk/sign-in"
    assert client.post(STEP, {"code": code_of()}).url == "/desk/sign-in"


def test_a_mailed_link_asks_for_the_second_step_too(client, cast, now):
    from hearback.people.tokens import make_sign_in_token

    has_app(cast.ben)
    assert client.post(f"/desk/sign-in/{make_sign_in_token(cast.ben, now=now)}").url == STEP
    assert not inside(client)


def test_before_a_factor_changes_one_shows_once_more_who_one_is(client, cast):
    client.force_login(cast.ben)
    answer = client.get("/desk/security/app")
    assert answer.url == "/desk/confirmation/password?next=%2Fdesk%2Fsecurity%2Fapp"
    wrong = client.post(answer.url, {"password": "guess", "next": "/desk/security/app"})
    assert wrong.status_code == 422
    assert "This is not your password." in wrong.content.decode()
    right = client.post(answer.url, {"password": PASSWORD, "next": "/desk/security/app"})
    assert right.url == "/desk/security/app"
    assert client.get("/desk/security/app").status_code == 200


def test_a_confirmation_leads_to_no_other_house(client, cast):
    client.force_login(cast.ben)
    there = "https://elsewhere.example/"
    answer = client.post(f"/desk/confirmation/password?next={there}", {"password": PASSWORD, "next": there})
    assert answer.url == "/desk/"


def test_an_app_is_removed_with_its_recovery_codes(client, cast):
    has_app(cast.ben)
    sign_in(client)
    client.post(STEP, {"code": code_of()})
    assert client.get("/desk/security/app/removal").status_code == 200
    client.post("/desk/security/app/removal")
    assert factors(cast.ben) == set()
    client.post("/desk/sign-out")
    assert sign_in(client).url == "/desk/"


def test_an_admin_removes_what_a_colleague_has_lost_and_the_colleague_is_told(client, cast):
    has_app(cast.ben)
    client.force_login(cast.alice)
    assert "Remove it" in client.get(f"/desk/people/{cast.ben.pk}/").content.decode()
    client.post(f"/desk/people/{cast.ben.pk}/factors/removal")
    assert factors(cast.ben) == set()
    assert "An admin has removed" in Message.objects.filter(person=cast.ben).latest("pk").body
    assert Entry.objects.filter(verb="unenrolled", subject_id=cast.ben.pk, actor_id=cast.alice.pk).exists()


def test_nobody_else_removes_anything(client, cast):
    has_app(cast.ben)
    client.force_login(cast.hanna)
    assert client.post(f"/desk/people/{cast.ben.pk}/factors/removal").status_code == 404
    assert factors(cast.ben)


def test_a_role_may_need_a_second_factor(client, cast, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"interviewer"})
    sign_in(client)
    assert client.get("/desk/people/").url == "/desk/security/"
    page = client.get("/desk/security/").content.decode()
    assert "Your role needs a second factor" in page
    set_up(client)
    assert inside(client)


def test_other_roles_need_none(client, cast, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"admin"})
    sign_in(client)
    assert inside(client)


def test_the_picture_and_the_key_say_the_same(ben):
    page = ben.get("/desk/security/app").content.decode()
    assert page.count("data:image/svg+xml;base64,") == 1
    assert SECRET not in page
