"""What a journey has at hand: a real browser before a real server, whose clock is the test's."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.core import mail
from django.test import Client, RequestFactory
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from hearback.candidates.models import Candidate
from hearback.people.models import Person
from hearback.portal.doors import sign_in as come_in
from hearback.timetable import tick_at

# Playwright's loop runs in this thread, which Django would mistake for asynchronous code of ours.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"

PICTURES = Path(__file__).parents[2] / "test-pictures"
SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
QUIET += ["--disable-background-networking", "--disable-component-update"]

# Patience costs nothing where all is well, and spares a busy machine a false alarm.
expect.set_options(timeout=20_000)

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if os.environ.get("HEARBACK_NO_BROWSER"):
        pytest.skip("HEARBACK_NO_BROWSER is set, so no journey was played.")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("HEARBACK_CHROMIUM") or None, args=QUIET
            )
        except Error as problem:
            reason = problem.message.splitlines()[0]
            pytest.fail(f"No browser could be started; bin/test sets one up, or HEARBACK_CHROMIUM names one. {reason}")
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    report = yield
    if report.when == "call":
        item.went_wrong = report.failed
    return report


@pytest.fixture
def visit(browser: Browser, live_server, settings, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """`visit("phone")` or `visit("wide")` is a browser window of its own: another person, or another device.

    Whatever a page complains of on the way, or any answer of 500 or above, fails the journey at its end. Where a
    journey fails, every window's last page is kept as a picture.
    """
    settings.BASE_URL = live_server.url
    contexts, complaints = [], []

    def open_window(size: str = "wide", *, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=SIZES[size],
            is_mobile=size == "phone",
            has_touch=size == "phone",
            java_script_enabled=javascript,
            locale="en-GB",
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda line: complaints.append(f"{page.url}: {line.text}") if is_complaint(line) else None,
        )
        page.on("response", lambda r: complaints.append(f"{r.url} answered {r.status}") if r.status >= 500 else None)
        return page

    yield open_window
    for number, context in enumerate(contexts, start=1):
        if getattr(request.node, "went_wrong", False):
            photograph(context.pages[0], f"{request.node.name}-{number}")
        context.close()
    assert not complaints, "\n".join(["The browser complained:", *complaints])


def is_complaint(line) -> bool:
    # A refusal (422) or a page that is not for this person (404) is an answer, not an error.
    return line.type == "error" and "Failed to load resource" not in line.text


@pytest.fixture
def cast(cast):
    """The same people; what they were written in the weeks before is no longer in the outbox."""
    mail.outbox.clear()
    return cast


@pytest.fixture
def page(visit: Visit) -> Page:
    """A window as wide as a desk."""
    return visit("wide")


@pytest.fixture
def phone(visit: Visit) -> Page:
    """A window as narrow as a phone, with nobody signed in who is signed in elsewhere."""
    return visit("phone")


@pytest.fixture
def sign_in(live_server, clock) -> Callable[[Page, Person | Candidate], None]:
    """`sign_in(page, cast.hanna)`: from now on this window is that person's, or that candidate's."""

    def sign_in(page: Page, somebody: Person | Candidate) -> None:
        client = Client()
        if isinstance(somebody, Person):
            client.force_login(somebody)
            just_confirmed(client.session, somebody)
            key = client.session.session_key
        else:
            request = RequestFactory().get("/my/")
            request.session = client.session
            come_in(request, somebody, now=clock.now)
            request.session.save()
            key = request.session.session_key
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])

    return sign_in


def just_confirmed(session, person: Person) -> None:
    """As after one's password: what keeps an account safe may be changed without being asked again."""
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


@pytest.fixture
def tick(clock) -> Callable[[], None]:
    """`tick()` is the worker's minute: what is due goes out, what is late is late."""

    def tick() -> None:
        tick_at(clock.now)

    return tick


@pytest.fixture
def look() -> Callable[..., None]:
    """`look(page, "today")` keeps the page as a picture, `dark=True` as two, and refuses one that scrolls sideways."""

    def look(page: Page, name: str, *, dark: bool = False) -> None:
        size = "phone" if page.viewport_size["width"] < 600 else "wide"
        for scheme in ("dark", "light") if dark else ("light",):
            light_up(page, scheme)
            photograph(page, f"{name}-{size}-{scheme}")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{page.url} is {over} pixels wider than the {size} window."

    return look


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)` fails with a sentence for everything that shuts somebody out; `dark=True` looks at dark colours too.

    It is a script: ask it in a window with JavaScript, whatever the page itself needs.
    """

    def axe(page: Page, *, dark: bool = False) -> None:
        # What lies folded is looked at as well.
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
        light_up(page, "light")
        page.evaluate(AXE_SCRIPT)
        found = run_axe(page, {"type": "tag", "values": RULES})
        if dark:
            light_up(page, "dark")
            found += run_axe(page, {"type": "rule", "values": ["color-contrast"]})
        assert not found, "\n".join([f"{page.url} shuts people out:", *found])

    return axe


def run_axe(page: Page, rules: dict[str, object]) -> list[str]:
    found = page.evaluate(
        "rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(result => result.violations)", rules
    )
    scheme = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")
    return [barrier(violation, scheme) for violation in found]


def photograph(page: Page, name: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    # To hide the caret, the browser would be handed a style of the kind that our pages refuse.
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True, caret="initial")


def light_up(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    # A colour on its way to another is neither a picture nor a contrast.
    for _ in range(20):  # not wait_for_function, which waits for ever where JavaScript is switched off
        if not page.evaluate("document.getAnimations().some(moving => moving.playState === 'running')"):
            break
        page.wait_for_timeout(50)


def barrier(violation: dict, scheme: str) -> str:
    """Links must have discernible text (link-name, serious, light) at: a.card"""
    places = ", ".join(str(node["target"][-1]) for node in violation["nodes"][:5])
    more = f" and {len(violation['nodes']) - 5} more" if len(violation["nodes"]) > 5 else ""
    return f"- {violation['help']} ({violation['id']}, {violation['impact']}, {scheme}) at: {places}{more}"
