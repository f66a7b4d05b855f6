"""Two colleagues, two windows, one application."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from hearback.decisions.models import Decision
from tests.journeys.post import subjects

WHY = "We are waiting for the budget of the second opening."


def test_two_people_decide_at_once(cast, clock, visit, sign_in, tick):
    marta, hanna = visit("wide"), visit("wide")
    sign_in(marta, cast.marta)
    sign_in(hanna, cast.hanna)
    open_omars(marta, "Advance")
    open_omars(hanna, "Hold")
    hanna.get_by_label("Why").fill(WHY)
    hanna.get_by_label("Why").blur()
    expect(hanna.get_by_label("Message")).to_have_value(re.compile(re.escape(WHY)))

    marta.get_by_role("button", name="Advance Omar").click()
    expect(marta.get_by_role("status")).to_contain_text("Advanced to First interview")
    clock.move(minutes=1)
    hanna.get_by_role("button", name="Put Omar on hold").click()

    told = hanna.get_by_role("alert")
    expect(told).to_contain_text(
        "Marta Lindqvist advanced Omar Haddad to First interview on Monday 7 September at 11:00. "
        "Nothing of yours has been carried out"
    )
    expect(hanna.get_by_label("Why")).to_have_value(WHY)
    expect(hanna.get_by_label("Message")).to_have_value(re.compile(re.escape(WHY)))
    tick()
    assert subjects(cast.omar) == ["Good news about Embedded Engineer"]
    assert [decision.outcome for decision in Decision.objects.filter(application=cast.omars)] == ["advance"]

    hanna.get_by_role("button", name="Put Omar on hold").click()
    expect(hanna.get_by_role("status")).to_contain_text("On hold")
    tick()
    assert subjects(cast.omar)[1:] == ["A pause in your application for Embedded Engineer"]


def open_omars(page: Page, decision: str) -> None:
    page.goto("/desk/jobs/")
    page.get_by_role("link", name="Embedded Engineer").first.click()
    page.get_by_role("link", name="Omar Haddad").first.click()
    page.get_by_role("link", name=decision, exact=True).first.click()
    expect(page.get_by_role("heading", name=decision, level=2)).to_be_visible()
