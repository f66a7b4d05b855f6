"""A no that is said as it should be: read before it goes, undone while it waits, in time. And a late promise."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from django.core import mail
from playwright.sync_api import Page, expect

from hearback.promises.models import Promise
from tests.journeys.post import come_in_by_link, letters, subjects

KIND_WORDS = "Your questions about our test bench were the best we have had this year."


def test_from_application_to_a_kept_no(cast, clock, visit, sign_in, tick):
    marta, phone = visit("wide"), visit("phone")
    sign_in(marta, cast.marta)

    clock.now = datetime(2026, 9, 8, 8, 50, tzinfo=UTC)
    marta_closes_the_interview(marta)
    tick()
    come_in_by_link(phone, cast.lena, tick)
    expect(phone.get_by_role("main")).to_contain_text("You will hear from us by Friday 11 September, 17:00")

    clock.move(days=1)
    before = page_of(phone)
    marta_says_no(marta)
    tick()
    assert page_of(phone) == before
    clock.move(minutes=20)
    marta.get_by_role("button", name="Undo").click()
    expect(marta.get_by_role("status")).to_contain_text("Undone. Lena was told nothing")
    clock.move(minutes=20)
    tick()
    assert page_of(phone) == before

    marta_says_no(marta)
    clock.move(minutes=29)
    tick()
    assert page_of(phone) == before
    assert subjects(cast.lena)[-1] == "What happens next: Embedded Engineer"
    clock.move(minutes=1)
    tick()

    lena_reads_it(phone)
    assert [KIND_WORDS in letter.body for letter in letters(cast.lena)] == [False, True]
    promised = Promise.objects.get(application=cast.lenas, owner=cast.marta, kind="answer")
    assert promised.ending == "kept"
    assert promised.ended_at == clock.now < promised.due_at
    assert not Promise.objects.filter(application=cast.lenas, ended_at=None).exists()


def marta_closes_the_interview(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("link", name="Close it").first.click()
    page.get_by_role("radio", name="In 3 working days").check()
    page.get_by_role("radio", name="I do").check()
    page.get_by_role("button", name="Close and tell Lena").click()
    expect(page.get_by_role("status")).to_contain_text("Closed. Lena gets it in writing as well.")


def page_of(phone: Page) -> str:
    """What the candidate reads now."""
    phone.goto("/my/")
    return phone.get_by_role("main").inner_text()


def marta_says_no(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("region", name="Later this week").get_by_role("link", name="Lena Fischer").first.click()
    page.get_by_role("link", name="Reject").first.click()
    page.get_by_role("radio", name="Not convincing in the interview").check()
    message = page.get_by_label("Message")
    # The wording of this reason, and no other's: what is typed before it is there would go with the one before.
    expect(message).to_have_value(re.compile("for the conversations about"))
    message.fill(f"{message.input_value()}\n\n{KIND_WORDS}")
    page.get_by_role("button", name="Reject Lena").click()
    expect(page.get_by_role("status")).to_contain_text("Until then you can undo this")


def lena_reads_it(phone: Page) -> None:
    phone.goto("/my/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Our answer")
    expect(phone.get_by_role("article").first).to_contain_text(KIND_WORDS)
    became = phone.get_by_role("heading", name="What we promised, and what became of it").locator("..")
    expect(became).to_contain_text("Promised for Friday 11 September, 17:00, kept today, 12:00")


def test_a_late_promise_climbs_the_ladder_and_stays_late(cast, clock, visit, sign_in, tick):
    page, phone = visit("wide"), visit("phone")
    sign_in(page, cast.hanna)
    sign_in(phone, cast.omar)
    owed = Promise.objects.get(application=cast.omars)

    hanna_hands_it_over_to_ada(page)
    tick()
    phone.goto("/my/")
    expect(phone.get_by_role("main")).to_contain_text("Hanna Weiss promised it; Ada Novak sees to it.")
    while owed.ended_at is None and (owed := Promise.objects.get(pk=owed.pk)).nudge_at:
        clock.now = owed.nudge_at
        tick()
    tick()
    assert told_about("Omar Haddad") == [
        ("ada", "Handed to you"),
        ("ada", "Due soon"),
        ("ada", "Late"),
        ("ben", "Late"),
        ("marta", "Late"),
        ("hanna", "Late"),
    ]
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("We owe you an answer")
    expect(phone.get_by_role("main")).to_contain_text("That is our fault and not yours. Ada Novak has been reminded.")

    sign_in(page, cast.marta)
    page.goto("/desk/")
    elsewhere = page.get_by_role("region", name="Late elsewhere")
    expect(elsewhere).to_contain_text("Omar Haddad")
    expect(elsewhere).to_contain_text("Ada Novak")
    sign_in(page, cast.ada)
    ada_apologises_and_renews(page)
    tick()
    assert "We promised to be in touch and were late. We are sorry." in letters(cast.omar)[-1].body
    phone.reload()
    expect(phone.get_by_role("main")).to_contain_text("That was late, and we are sorry")
    owed.refresh_from_db()
    assert (owed.ending, owed.late_at) == ("renewed", owed.due_at)


def hanna_hands_it_over_to_ada(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("link", name="Omar Haddad").first.click()
    page.get_by_role("link", name="Hand over").first.click()
    page.get_by_label("Who takes it on").select_option(label="Ada Novak, Engineer")
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_role("status")).to_be_visible()


def ada_apologises_and_renews(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("region", name="Late", exact=True).get_by_role("link", name="Renew").click()
    page.get_by_label("Why it takes longer").fill("Two colleagues were ill and your application lay unread.")
    page.get_by_role("button", name="Read the message first").click()
    page.get_by_role("button", name="Renew and send").click()
    expect(page.get_by_role("status")).to_be_visible()


def told_about(name: str) -> list[tuple[str, str]]:
    """Who of the company was written to about a candidate, and how the subject begins."""
    return [
        (letter.to[0].split("@")[0], letter.subject.split(":")[0]) for letter in mail.outbox if name in letter.subject
    ]
