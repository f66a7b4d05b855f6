"""The desk without a mouse."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def test_keyboard_shortcuts(cast, page, sign_in):
    sign_in(page, cast.hanna)
    page.goto("/desk/")
    for key, heading in (("j", "Jobs"), ("i", "Interviews"), ("c", "Candidates"), ("p", "People"), ("t", "Good")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(heading))
        page.wait_for_load_state()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("j")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_hidden()

    page.keyboard.press("/")
    expect(page.get_by_label("Search candidates")).to_be_focused()
    page.keyboard.type("gj omar")
    expect(page.get_by_label("Search candidates")).to_have_value("gj omar")
    page.get_by_label("Search candidates").fill("omar")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Omar Haddad")).to_be_visible()
    expect(page.get_by_role("link", name="Lena Fischer")).to_be_hidden()


def test_the_first_tab_skips_to_the_page_and_focus_is_seen(cast, page, sign_in):
    sign_in(page, cast.ben)
    page.goto("/desk/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert has_a_ring(page)


def test_a_decision_is_made_from_the_keyboard(cast, page, sign_in):
    sign_in(page, cast.marta)
    page.goto(f"/desk/applications/{cast.omars.pk}/advance")
    page.get_by_role("radio", name="First interview").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Second interview")).to_be_checked()
    expect(page.get_by_role("radio", name="Second interview")).to_be_focused()
    expect(page.get_by_role("textbox", name="What happens next")).to_have_value("A date for your second interview")
    page.get_by_role("button", name="Advance Omar").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Advanced to Second interview")


def has_a_ring(page: Page) -> bool:
    style = page.evaluate(
        "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
    )
    return style[0] != "none" and style[1] != "0px"
