"""A recruiter remembers half a name: the keyboard, suggestions, filters, a tag, and a search kept for colleagues."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_somebody_is_found_again_by_half_a_name(cast, page, sign_in, look, axe, visit):
    sign_in(page, cast.hanna)
    page.goto("/desk/")
    page.keyboard.press("/")
    page.keyboard.type("yuki ta", delay=20)
    suggested = page.locator("#suggested")
    expect(suggested.get_by_role("link", name="Yuki Tanaka")).to_be_visible()
    look(page, "suggestions")
    axe(page)
    page.keyboard.press("Escape")
    expect(suggested).to_be_empty()
    expect(page.locator("#search")).to_be_focused()
    page.locator("#search").fill("tnaka")  # a slip of the finger
    page.keyboard.type(" ")
    expect(suggested.get_by_role("link", name="Yuki Tanaka")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Yuki Tanaka"))

    page.get_by_label("Another tag").fill("Speaks Japanese")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Yuki carries the tag “Speaks Japanese”.")).to_be_visible()

    page.goto("/desk/candidates/")
    page.get_by_role("link", name="Filter").click()
    form = page.get_by_role("form", name="Filters")
    form.get_by_label("Tag").select_option("Speaks Japanese")
    form.get_by_label("Only where the next step is late").check()
    look(page, "filters-open")
    form.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"\?late=yes&tag=\d+$"))
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(page.get_by_role("rowheader")).to_contain_text("Yuki Tanaka")

    page.get_by_role("link", name="Keep this search").click()
    page.get_by_label("Name", exact=False).first.fill("Late, speak Japanese")
    page.get_by_label("Share it with colleagues").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("“Late, speak Japanese” is kept.")).to_be_visible()

    marta = visit("phone", javascript=False)
    sign_in(marta, cast.marta)
    marta.goto("/desk/searches/")
    marta.get_by_role("link", name="Late, speak Japanese").click()
    expect(marta.get_by_role("rowheader")).to_contain_text("Yuki Tanaka")
    marta.get_by_role("link", name="Late take away").click()
    expect(marta).to_have_url(re.compile(r"\?tag=\d+$"))
    marta.get_by_role("link", name="Filter").click()  # a page of its own where there are no scripts
    marta.get_by_label("Words").fill("nobody of this name")
    marta.get_by_role("button", name="Show").click()
    expect(marta.get_by_text("Nobody found for “nobody of this name”")).to_be_visible()
