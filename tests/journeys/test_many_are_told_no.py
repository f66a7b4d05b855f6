"""A recruiter ticks people on the board, reads every message, changes one, leaves one out, and undoes it all."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from hearback.applications.models import Application
from hearback.bulk.models import BulkJob
from hearback.bulk.work import work
from hearback.decisions.models import Decision
from hearback.messages.models import Message
from tests.journeys.house import arrive


def test_many_are_told_no_each_in_words_that_were_read(cast, clock, visit, sign_in, axe):
    people = [arrive(cast, f"{name} Quist", clock.now) for name in ("Aksel", "Berit", "Carl", "Dina")]
    page = visit("wide")
    sign_in(page, cast.hanna)
    page.goto(f"/desk/jobs/{cast.engineer.pk}/")
    bar = page.get_by_role("button", name="Do something for them")
    expect(bar).not_to_be_visible()
    # With the keyboard alone: the tick of a card is the stop after its name.
    page.get_by_role("link", name="Aksel Quist").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Choose Aksel Quist")).to_be_checked()
    expect(bar).to_be_visible()
    column = page.get_by_role("region", name="Application review")
    column.get_by_role("button", name="Choose all").click()
    page.get_by_label("Choose Omar Haddad").uncheck()
    axe(page)
    bar.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What to do for 4 people")
    page.get_by_role("link", name="Reject").click()
    page.get_by_role("button", name="Read the messages").click()
    expect(page.get_by_text("Choose a reason.").first).to_be_visible()
    page.get_by_label("Others match the job more closely").check()
    page.get_by_label("In your own words").fill("We have looked long.")
    page.get_by_role("button", name="Read the messages").click()

    expect(page.get_by_text("We have looked long.")).to_have_count(4)
    page.get_by_role("link", name="Change the message to Aksel Quist").click()
    page.get_by_label("The message", exact=False).last.fill("Dear Aksel, it was a close call.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name=re.compile("Leave out.*Berit Quist")).click()
    page.get_by_role("button", name="Start: 3 people").click()

    bulk = BulkJob.objects.get()
    work(bulk.pk, now=clock.now)  # what the worker does
    expect(page.get_by_text("3 people done.")).to_be_visible()  # the page has watched
    assert set(Application.objects.filter(state="rejected").values_list("candidate__name", flat=True)) == {
        "Aksel Quist",
        "Carl Quist",
        "Dina Quist",
    }
    assert Message.objects.get(body="Dear Aksel, it was a close call.").pending

    page.get_by_role("button", name="Undo them all").click()
    work(bulk.pk, now=clock.now)
    expect(page.get_by_text("0 people done, 3 undone.")).to_be_visible()
    assert not Decision.objects.filter(outcome="reject", undone_at=None).exists()
    assert Application.objects.filter(pk__in=[one.pk for one in people], state="active").count() == 4
