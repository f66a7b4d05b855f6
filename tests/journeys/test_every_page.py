"""Every page there is, wide and on a phone: it answers, shuts nobody out, fits, and is kept as a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from hearback.candidates.links import portal_token
from hearback.careers import urls as careers_urls
from hearback.desk import entrance_urls
from hearback.desk import urls as desk_urls
from hearback.portal import urls as portal_urls
from hearback.reports.keeping import count_word_kept
from tests.journeys.crowd import many
from tests.journeys.house import House, furnish
from tests.journeys.round import (
    ALSO_DARK,
    NO_PAGES,
    Stop,
    careers,
    doors,
    imports,
    interviews,
    jobs,
    portal,
    see,
    sent_too_early,
    settings_and_people,
    work,
)


@pytest.fixture
def house(cast, clock, settings) -> House:
    settings.DEMO = True
    settings.EMAIL_BACKEND = "hearback.messages.mailbox.MailboxBackend"
    return furnish(cast, clock.now)


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_of_the_work(house, visit, size, go_round):
    go_round(visit(size), [*work(house), *interviews(house)])


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_of_the_house(house, visit, size, go_round, clock):
    go_round(visit(size), [*jobs(house), *settings_and_people(house), *doors(house, clock.now)])


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_of_coming_in_and_going_out(house, visit, size, go_round, clock):
    go_round(visit(size), imports(house, clock.now))


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_about_many(house, visit, size, go_round, clock):
    go_round(visit(size), many(house, see, clock.now))


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_of_the_portal(house, visit, size, go_round, look, axe):
    page = visit(size)
    go_round(page, portal(house))
    page.context.clear_cookies()
    page.goto(reverse("portal:link", args=[portal_token(house.cast.omar)]))
    page.get_by_role("button", name="Send me the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    look(page, "portal-code")
    axe(page)


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_of_the_careers(house, visit, size, go_round, clock):
    count_word_kept(now=clock.now)
    go_round(visit(size), careers(house, clock.now))


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_what_stands_in_the_way_is_said_on_the_page(house, visit, size, sign_in, look, axe):
    page, troubles = visit(size), []
    for stop, button in sent_too_early(house):
        page.context.clear_cookies()
        if stop.who is not None:
            sign_in(page, stop.who)
        page.goto(stop.address)
        with page.expect_navigation() as answer:
            page.get_by_role("button", name=button, exact=True).click()
        assert answer.value.status == 422, stop.address
        with noted(troubles, stop):
            look(page, stop.name)
        with noted(troubles, stop):
            axe(page)
    assert not troubles, "\n".join(["", *troubles])


def test_no_page_is_left_out(house, clock):
    now = clock.now
    stops = [*work(house), *interviews(house), *jobs(house), *settings_and_people(house), *doors(house, now)]
    stops += [*imports(house, now), *many(house, see, now), *portal(house), *careers(house, now)]
    every = {
        f"{face.app_name}:{path.name}" for face in (desk_urls, portal_urls, careers_urls) for path in face.urlpatterns
    }
    every |= {path.name for path in entrance_urls.urlpatterns}
    assert {stop.route for stop in stops} | NO_PAGES == every


@pytest.fixture
def go_round(sign_in, look, axe) -> Callable[[Page, Iterable[Stop]], None]:
    """Look at one page after another, in the same window, and say at the end all that was wrong."""

    def go_round(page: Page, stops: Iterable[Stop]) -> None:
        troubles, visitor = [], None
        for stop in stops:
            if stop.who != visitor:
                page.context.clear_cookies()
                if stop.who is not None:
                    sign_in(page, stop.who)
                visitor = stop.who
            status = page.goto(stop.address).status
            if status != 200:
                troubles.append(f"{stop.name}: {stop.address} answered {status}")
                continue
            with noted(troubles, stop):
                look(page, stop.name, dark=stop.name in ALSO_DARK)
            with noted(troubles, stop):
                axe(page, dark=stop.name in ALSO_DARK)
        assert not troubles, "\n".join(["", *troubles])

    return go_round


@contextmanager
def noted(troubles: list[str], stop: Stop) -> Iterator[None]:
    try:
        yield
    except AssertionError as trouble:
        troubles.append(f"{stop.name}: {trouble}")
