"""Signing in with the employer's identity provider: a real one, started here, answers on the loopback."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
import warnings
from collections.abc import Iterator
from html import unescape

import pytest
from allauth.socialaccount.models import SocialAccount

from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.record.models import Entry
from tests.inside import has_app

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock
    users = [
        oidc_provider_mock.User(
            sub=name, claims={"email": f"{name}@northwind.example", "email_verified": name != "ada"}
        )
        for name in ("ben", "ada", "nadia")
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def work(settings, provider, cast):
    """The installation is configured for this provider, as the environment would do it."""
    from hearback.settings import oidc_apps

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HEARBACK_OIDC_CLIENT", "hearback")
        environment.setenv("HEARBACK_OIDC_SECRET", "a secret")
        apps = oidc_apps(provider, "Northwind")
    settings.OIDC_NAME = "Northwind"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
    return provider


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def away(client, **more) -> str:
    """Where the sign-in page's button leads."""
    page = client.post("/desk/sign-in/with/work", more).content.decode()
    return unescape(re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page)[1])


def agree(there: str, sub: str) -> str:
    """At the provider: this is me. Returns the way back that it sends the browser."""
    sent = urllib.request.Request(there, data=urllib.parse.urlencode({"sub": sub}).encode())
    try:
        urllib.request.build_opener(Stay).open(sent, timeout=10)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"]
    raise AssertionError("the provider sent nobody back")


def come_in(client, sub: str, **more):
    back = agree(away(client, **more), sub)
    return client.get(back.removeprefix("http://testserver"))


def sentence(client) -> str:
    return client.get("/desk/sign-in").content.decode()


def inside(client) -> bool:
    return client.get("/desk/people/").status_code == 200


def test_the_button_stands_there_when_a_provider_is_configured(work, client):
    assert "Sign in with Northwind" in sentence(client)


def test_without_one_there_is_no_button_and_no_page(client, cast):
    assert "/desk/sign-in/with/" not in sentence(client)
    assert client.post("/desk/sign-in/with/work").status_code == 404
    assert client.get("/desk/sign-in/with/work/callback?code=1&state=2").status_code == 404


def test_whoever_works_here_comes_in_by_the_verified_address(work, client, cast):
    answer = come_in(client, "ben", next="/desk/people/")
    assert answer.url == "/desk/people/"
    assert inside(client)
    assert int(client.session["_auth_user_id"]) == cast.ben.pk
    assert Entry.objects.filter(verb="signed_in", actor_id=cast.ben.pk, details__way="work_account").exists()
    assert "Your work account can sign you in" in Message.objects.get(person=cast.ben, purpose="access").body


def test_the_second_time_the_link_is_there_and_nobody_is_written_to_again(work, client, cast):
    come_in(client, "ben")
    client.post("/desk/sign-out")
    come_in(client, "ben")
    assert inside(client)
    assert Message.objects.filter(person=cast.ben, purpose="access").count() == 1
    assert SocialAccount.objects.get().user == cast.ben


def test_the_link_holds_although_the_address_changes(work, client, cast):
    come_in(client, "ben")
    client.post("/desk/sign-out")
    Person.objects.filter(pk=cast.ben.pk).update(email="benjamin@northwind.example")
    come_in(client, "ben")
    assert int(client.session["_auth_user_id"]) == cast.ben.pk


def test_an_address_that_is_not_verified_opens_nothing(work, client, cast):
    assert come_in(client, "ada").url == "/desk/sign-in"
    assert "no verified e-mail address" in sentence(client)
    assert not SocialAccount.objects.exists()


def test_unless_the_employer_says_that_all_of_them_are(work, client, cast, settings):
    settings.OIDC_EMAILS_VERIFIED = True
    come_in(client, "ada")
    assert int(client.session["_auth_user_id"]) == cast.ada.pk


def test_a_stranger_is_told_how_to_become_a_colleague_and_is_not_let_in(work, client, cast):
    come_in(client, "nadia")
    assert "Nobody who works here has the address nadia@northwind.example." in sentence(client)
    assert not Person.objects.filter(email="nadia@northwind.example").exists()
    assert not inside(client)


def test_people_of_an_allowed_domain_come_in_by_themselves(work, client, cast, settings):
    settings.OIDC_DOMAINS, settings.OIDC_ROLE = frozenset({"northwind.example"}), "interviewer"
    come_in(client, "nadia")
    nadia = Person.objects.get(email="nadia@northwind.example")
    assert (nadia.role, nadia.has_usable_password()) == ("interviewer", False)
    assert inside(client)


def test_whoever_has_left_stays_outside(work, client, cast, settings):
    settings.OIDC_DOMAINS = frozenset({"northwind.example"})
    come_in(client, "ben")
    client.post("/desk/sign-out")
    Person.objects.filter(pk=cast.ben.pk).update(is_active=False)
    come_in(client, "ben")
    assert "This account is closed." in sentence(client)
    assert not inside(client)


def test_a_second_factor_is_asked_for_all_the_same(work, client, cast):
    has_app(cast.ben)
    assert come_in(client, "ben").url == "/desk/sign-in/second-step"
    assert not inside(client)


def test_an_invitation_is_accepted_by_coming_in(work, client, cast, now):
    from hearback.messages.access import invite_somebody

    facts = {"name": "Nadia Bauer", "email": "nadia@northwind.example", "role": "recruiter", "office": cast.berlin}
    nadia = invite_somebody(**facts, by=cast.alice, now=now)
    come_in(client, "nadia")
    nadia.invitation.refresh_from_db()
    assert nadia.invitation.accepted_at == now


def test_a_way_back_that_this_browser_did_not_begin_leads_nowhere(work, client, cast):
    back = agree(away(client), "ben").removeprefix("http://testserver")
    other = client.__class__()
    assert other.get(back).url == "/desk/sign-in"
    assert not inside(other)


def test_a_way_back_is_good_once(work, client, cast):
    back = agree(away(client), "ben").removeprefix("http://testserver")
    client.get(back)
    client.post("/desk/sign-out")
    client.get(back)
    assert not inside(client)


def test_the_code_is_bound_to_this_browser_by_pkce(work, client):
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(away(client)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


def test_a_wanted_page_elsewhere_is_not_gone_to(work, client, cast):
    assert come_in(client, "ben", next="https://elsewhere.example/").url == "/desk/"


def test_the_door_ties_nothing_to_whoever_is_signed_in(work, client, cast):
    client.force_login(cast.hanna)
    assert client.post("/desk/sign-in/with/work?process=connect").status_code == 404
    assert client.post("/desk/sign-in/with/work", {"process": "connect"}).status_code == 404


def test_turning_back_at_the_provider_is_no_error(work, client, cast):
    state = urllib.parse.parse_qs(urllib.parse.urlsplit(away(client)).query)["state"][0]
    answer = client.get(f"/desk/sign-in/with/work/callback?error=access_denied&state={state}")
    assert answer.url == "/desk/sign-in"
    assert "You turned back at your work account." in sentence(client)


def test_a_provider_that_does_not_answer_is_said_so(work, client, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://localhost:9"
    assert client.post("/desk/sign-in/with/work").url == "/desk/sign-in"
    assert "cannot be reached just now" in sentence(client)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"HEARBACK_OIDC_ISSUER": "https://id.example"}, "Name all of"),
        (
            {
                "HEARBACK_OIDC_ISSUER": "http://id.example",
                "HEARBACK_OIDC_CLIENT": "a",
                "HEARBACK_OIDC_SECRET": "b",
            },
            "has to begin with https://",
        ),
    ],
)
def test_half_a_configuration_is_refused_in_words(monkeypatch, environment, words):
    from django.core.exceptions import ImproperlyConfigured

    from hearback.settings import oidc_apps

    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=words):
        oidc_apps(environment["HEARBACK_OIDC_ISSUER"], "Northwind")


def test_another_issuers_people_are_other_people():
    from types import SimpleNamespace

    from allauth.socialaccount.providers.base import ProviderException

    from hearback.desk.work_provider import WorkAccount

    account = WorkAccount(None, app=SimpleNamespace(name="Northwind", settings={}))
    ours = account.extract_uid({"id_token": {"iss": "https://a.example", "sub": "7"}})
    theirs = account.extract_uid({"id_token": {"iss": "https://b.example", "sub": "7"}})
    assert ours != theirs
    with pytest.raises(ProviderException):
        account.extract_uid({"id_token": {"iss": "https://a.example", "sub": "7"}, "userinfo": {"sub": "8"}})
