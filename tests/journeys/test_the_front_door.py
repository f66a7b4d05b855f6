"""Coming in, in a real browser: by passkey alone, by an app's code after the password, and by the work account."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect

from hearback.messages.access import invite_somebody
from hearback.messages.actions import send_due
from hearback.people.models import Person
from tests.inside import code_of, factors, has_app

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def no_code_used_yet():
    cache.clear()


@pytest.fixture
def authenticator():
    """`authenticator(page)`: this device has a fingerprint reader, and a finger lies on it."""

    def plug_in(page: Page) -> None:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        facts = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {"options": {**facts, "isUserVerified": True, "automaticPresenceSimulation": True}},
        )

    return plug_in


def by_password(page: Page, email: str) -> None:
    page.goto("/desk/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def is_inside(page: Page) -> None:
    expect(page.get_by_role("link", name="Today", exact=True)).to_be_visible()


def sign_out(page: Page) -> None:
    page.locator("details.account summary").click()
    page.locator(".account-panel").get_by_role("button", name="Sign out").click()


def test_a_passkey_is_made_and_is_all_one_needs(cast, page, authenticator, look, axe):
    authenticator(page)
    by_password(page, "ben@northwind.example")
    is_inside(page)
    page.goto("/desk/security/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What you call it").fill("My laptop")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("link", name="My laptop", exact=True)).to_be_visible()
    look(page, "security-with-passkey")
    axe(page)
    assert factors(cast.ben) == {"webauthn", "recovery_codes"}
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_inside(page)
    sign_out(page)
    by_password(page, "ben@northwind.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    look(page, "second-step-passkey")
    axe(page)
    page.get_by_role("button", name="Use my passkey").click()
    is_inside(page)
    page.context.clear_cookies()
    page.goto("/desk/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_inside(page)
    page.goto("/desk/security/passkeys/new")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it still you?")
    page.get_by_role("link", name="a passkey").click()
    axe(page)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a passkey")


def test_an_app_is_set_up_and_its_code_asked_for_on_a_phone_without_javascript(cast, visit, look):
    page = visit("phone", javascript=False)
    by_password(page, "ben@northwind.example")
    is_inside(page)
    page.goto("/desk/security/app")
    secret = page.locator(".doors-key").inner_text()
    page.get_by_label("The code your app shows now").fill(code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    recovery = page.locator(".doors-codes code").first.inner_text()
    page.context.clear_cookies()
    by_password(page, "ben@northwind.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is not right.")
    look(page, "second-step-refused")
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    is_inside(page)
    page.context.clear_cookies()
    by_password(page, "ben@northwind.example")
    page.get_by_label("Code").fill(code_of(secret, ago=-1))
    page.get_by_role("button", name="Sign in").click()
    is_inside(page)


def test_a_newcomer_comes_in_by_the_letter_with_a_passkey_and_no_password(cast, page, authenticator, clock, look):
    facts = {"name": "Nadia Bauer", "email": "nadia@northwind.example", "role": "recruiter", "office": cast.berlin}
    invite_somebody(**facts, by=cast.alice, now=clock.now)
    send_due(now=clock.now)
    authenticator(page)
    letter = next(one for one in mail.outbox if one.to == ["nadia@northwind.example"])
    page.goto(re.search(r"https?://[^/\s]+(/desk/welcome/\S+)", letter.body)[1])
    look(page, "welcome-nadia")
    page.get_by_role("button", name="Come in with a passkey").click()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_inside(page)
    assert not Person.objects.get(email="nadia@northwind.example").has_usable_password()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_work_account_signs_in_through_the_providers_own_page(cast, page, settings):
    import oidc_provider_mock

    from hearback.settings import oidc_apps

    ben = oidc_provider_mock.User(sub="ben", claims={"email": "ben@northwind.example", "email_verified": True})
    has_app(cast.ada)  # somebody else's: it must not be asked for here
    with (
        oidc_provider_mock.run_server_in_thread(user_claims=[ben]) as provider,
        pytest.MonkeyPatch.context() as environment,
    ):
        environment.setenv("HEARBACK_OIDC_CLIENT", "hearback")
        environment.setenv("HEARBACK_OIDC_SECRET", "a secret")
        apps = oidc_apps(f"http://localhost:{provider.server_port}", "Northwind")
        settings.OIDC_NAME = "Northwind"
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
        # The provider's page would like a style sheet of another house: nothing leaves this machine.
        page.context.route(lambda address: "localhost" not in address, lambda route: route.abort())
        page.goto("/desk/people/")
        page.get_by_role("button", name="Sign in with Northwind").click()
        page.get_by_role("button", name=re.compile("^ben")).click()
        expect(page).to_have_url(re.compile("/desk/people/$"))
        is_inside(page)
