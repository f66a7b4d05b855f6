"""On a slow line the page is there before its scripts are. What was typed meanwhile counts."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_what_is_typed_before_the_scripts_have_come_counts(cast, page, sign_in):
    sign_in(page, cast.hanna)
    arrived = hold_back(page, "htmx-2")
    page.goto(f"/desk/applications/{cast.lenas.pk}/interviews/new?template=", wait_until="commit")
    page.get_by_label("Day").fill("2026-09-08")
    page.get_by_label("Begins at").fill("14:00")
    page.get_by_label("Minutes").fill("45")
    page.get_by_label("Where").focus()
    arrived()
    expect(page.get_by_text("14:00 to 14:45")).to_be_visible()


def hold_back(page: Page, name: str):
    """Keeps the script of that name waiting until the returned function is called."""
    held, free = [], []
    page.route(f"**/*{name}*", lambda route: route.continue_() if free else held.append(route))

    def let_go() -> None:
        free.append(True)
        for route in held:
            route.continue_()

    return let_go
