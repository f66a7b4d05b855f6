"""Everything a candidate may do, on a phone on which no script runs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob

from hearback import timetable
from tests import deciding
from tests.journeys.post import newest_code, subjects


def test_the_portal_without_javascript(cast, clock, visit, tick, tmp_path):
    deciding.ask(cast, cast.omars, now=clock.now)
    tick()
    phone = visit("phone", javascript=False)
    come_in_by_address(phone, cast.omar, tick)
    expect(phone.get_by_role("heading", level=1)).to_have_text("We would like a little more from you")

    ask_for_more_time(phone)
    send_what_was_asked_for(phone, tmp_path)
    prefer_a_call(phone)
    tick()
    withdraw(phone)
    tick()
    assert subjects(cast.omar) == [
        "A few things we would like from you: Embedded Engineer",
        "We have your question: Embedded Engineer",
        "Thank you, it is all here: Embedded Engineer",
        "You have withdrawn your application for Embedded Engineer",
    ]


def come_in_by_address(page: Page, candidate, tick) -> None:
    page.goto("/my/")
    page.get_by_label("Your e-mail address").fill(candidate.email.upper())
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    rung = ProcrastinateJob.objects.filter(task_name="hearback.timetable.send_code").latest("id")
    timetable.send_code(**rung.args)
    tick()
    page.get_by_label("The six digits").fill("000000")
    page.get_by_role("button", name="Open my page").click()
    expect(page.get_by_text("This is not the code")).to_be_visible()
    page.get_by_label("The six digits").fill(newest_code(candidate))
    page.get_by_role("button", name="Open my page").click()


def ask_for_more_time(page: Page) -> None:
    page.get_by_role("link", name="I need more time").click()
    page.get_by_label("Is there something we should know?").fill("Could I send the portfolio a day later?")
    page.get_by_role("button", name="Ask for more time").click()
    expect(page.get_by_role("status")).to_contain_text("you need more time. Marta Lindqvist will reply by")


def send_what_was_asked_for(page: Page, folder: Path) -> None:
    empty, work = folder / "empty.pdf", folder / "motor-control.txt"
    empty.touch()
    work.write_text("Field-oriented control, in two hundred lines.")
    page.get_by_label("Choose one or more files").set_input_files(empty)
    page.get_by_role("button", name="Send").first.click()
    expect(page.get_by_text("This file is empty")).to_be_visible()
    page.get_by_label("Choose one or more files").set_input_files(work)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("2 things to go")
    page.get_by_label("Your answer").fill("Dr. Ebru Aydin and Tom Keller, both at Brückner.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("1 thing to go")
    page.get_by_label("Yes, I confirm this.").check()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("status")).to_contain_text("That was everything: it is our turn now.")


def prefer_a_call(page: Page) -> None:
    page.get_by_role("link", name="Details").click()
    page.get_by_label("By a phone call").check()
    page.get_by_label("Your time zone").select_option("Asia/Dubai")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    expect(page.get_by_role("main")).to_contain_text("Dubai time")


def withdraw(page: Page) -> None:
    page.get_by_role("link", name="Withdraw your application.").click()
    page.get_by_label("If you like, tell us why").fill("I have found something nearer to home.")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have withdrawn your application")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("See where things stand")
