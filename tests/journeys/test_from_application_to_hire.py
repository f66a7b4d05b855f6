"""The whole story, in which one candidate always knows what comes next."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from tests.journeys.post import come_in_by_link, subjects

RESUME = {
    "basics": {"name": "Ines Duarte", "label": "Embedded developer", "email": "ines@mail.example"},
    "work": [{"name": "Tide Meters", "position": "Firmware developer", "startDate": "2021-03"}],
    "skills": [{"name": "C", "keywords": ["interrupts", "low power"]}],
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    resume, portfolio = tmp_path / "ines-duarte.json", tmp_path / "portfolio.txt"
    resume.write_text(json.dumps(RESUME))
    portfolio.write_text("A bootloader that survives a power cut, and the bench that proves it.")
    return {"resume": resume, "portfolio": portfolio}


def test_from_application_to_hire(cast, clock, visit, sign_in, tick, files):
    hanna, ben, marta, phone = visit("wide"), visit("phone"), visit("wide"), visit("phone")
    for window, person in ((hanna, cast.hanna), (ben, cast.ben), (marta, cast.marta)):
        sign_in(window, person)

    ines = hanna_adds_the_candidate(hanna, files["resume"])
    hanna_advances_her(hanna)
    hanna_books_an_interview(hanna)
    tick()
    assert subjects(ines) == [
        "We have your application: Embedded Engineer",
        "Good news about Embedded Engineer",
        "Your interview for Embedded Engineer: Tuesday 8 September, 13:00 (Lisbon time)",
    ]

    clock.now = datetime(2026, 9, 8, 12, 40, tzinfo=UTC)
    ben_reads_the_kit_and_closes_the_interview(ben)
    clock.move(minutes=20)
    write_a_scorecard(ben, craft="Does the work well without help", recommendation="Yes")
    tick()
    come_in_by_link(phone, ines, tick)
    ines_reads_what_happens_next(phone)

    clock.move(hours=2)
    marta_writes_hers_and_sees_both(marta)
    marta_asks_for_more(marta)
    tick()
    clock.move(hours=20)
    ines_sends_what_was_asked_for(phone, files["portfolio"])
    tick()

    clock.move(hours=3)
    marta_advances_her(marta)
    marta_holds_and_goes_on(marta, tick)
    clock.move(days=1)
    marta_makes_an_offer(marta)
    tick()
    clock.move(days=1)
    ines_accepts(phone)
    tick()
    clock.move(hours=1)
    marta_hires_her(marta)
    tick()
    ines_reads_that_all_is_settled(phone)

    assert subjects(ines)[3:] == [
        "What happens next: Embedded Engineer",
        "A few things we would like from you: Embedded Engineer",
        "Thank you, it is all here: Embedded Engineer",
        "Good news about Embedded Engineer",
        "A pause in your application for Embedded Engineer",
        "We go on: Embedded Engineer",
        "An offer for you: Embedded Engineer",
        "Welcome: Embedded Engineer",
        "See you soon: Embedded Engineer",
    ]
    everything_promised_was_kept(ines)


def hanna_adds_the_candidate(page: Page, resume: Path) -> Candidate:
    page.goto("/desk/candidates/")
    page.get_by_role("link", name="Add a candidate").click()
    page.get_by_label("Name").fill("Ines Duarte")
    page.get_by_label("E-mail").first.fill("ines@mail.example")
    page.get_by_label("Time zone").select_option("Europe/Lisbon")
    page.get_by_label("Source").fill("Recommended by Ada Novak")
    page.get_by_label("For which job").select_option(label="Embedded Engineer")
    page.get_by_label("Résumé").set_input_files(resume)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("status")).to_contain_text("thanked and promised an answer for Embedded Engineer")
    expect(page.get_by_role("main")).to_contain_text("Tide Meters")
    page.get_by_role("main").get_by_role("link", name="Embedded Engineer").click()
    return Candidate.objects.get(name="Ines Duarte")


def hanna_advances_her(page: Page) -> None:
    page.get_by_role("link", name="Advance").click()
    expect(page.get_by_role("radio", name="First interview")).to_be_checked()
    page.get_by_role("button", name="Advance Ines").click()
    expect(page.get_by_role("status")).to_contain_text("Advanced to First interview. Ines is being told by e-mail.")


def hanna_books_an_interview(page: Page) -> None:
    page.get_by_role("link", name="Book an interview").first.click()
    page.get_by_label("Day").fill("2026-09-08")
    page.get_by_label("Begins at").fill("14:00")
    page.get_by_label("Where").fill("Room 2, Berlin")
    expect(page.get_by_text("14:00 to 14:45")).to_be_visible()
    page.get_by_role("button", name="Read the message first").click()
    expect(page.get_by_label("The message")).to_have_value(re.compile(r"Tuesday 8 September, 13:00 \(Lisbon time\)"))
    page.get_by_role("button", name="Book and invite").click()
    expect(page.get_by_role("status")).to_contain_text("The invitation to Ines is on its way")


def ben_reads_the_kit_and_closes_the_interview(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("link", name="Ines Duarte").first.click()
    expect(page.get_by_role("main")).to_contain_text("Tide Meters")
    expect(page.get_by_role("heading", name="Questions")).to_be_visible()
    page.get_by_role("link", name="Close it: what happens next").click()
    page.get_by_role("radio", name="We tell you whether we invite you to the next step").check()
    page.get_by_role("radio", name="In 2 working days").check()
    page.get_by_role("radio", name="Hanna Weiss").check()
    page.get_by_label("A sentence of your own").fill("I liked how you found that fault on the bench.")
    expect(page.get_by_text("Hanna Weiss keeps it")).to_be_visible()
    page.get_by_role("button", name="Close and tell Ines").click()
    expect(page.get_by_role("status")).to_contain_text("Closed. Ines gets it in writing as well.")


def write_a_scorecard(page: Page, *, craft: str, recommendation: str) -> None:
    page.get_by_role("link", name="Write your scorecard").click()
    page.get_by_role("group", name="Craft").get_by_role("radio", name=craft).check()
    page.get_by_label("what you saw or heard").first.fill("Found the race in our example within ten minutes.")
    page.get_by_role("group", name="Communication").get_by_role("radio", name="Nothing to judge by").check()
    page.get_by_role("checkbox", name="Which piece of work in your field are you proudest of?").check()
    page.get_by_label("What a later round should still find out").fill("How she works with those who build the boards.")
    page.get_by_role("radio", name=recommendation, exact=True).check()
    page.get_by_label("In a sentence or two").fill("Careful, and quick to the point.")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("status")).to_contain_text("Submitted")


def ines_reads_what_happens_next(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for the conversation")
    expect(page.get_by_role("main")).to_contain_text("You will hear from us by Thursday 10 September, 16:00")
    page.get_by_role("button", name="Yes, I was told").click()
    expect(page.get_by_role("heading", name="Were you told what happens next?")).to_be_hidden()


def marta_writes_hers_and_sees_both(page: Page) -> None:
    page.goto("/desk/interviews/")
    page.get_by_role("link", name="Ines Duarte").first.click()
    expect(page.get_by_text("Sealed")).to_be_visible()
    write_a_scorecard(page, craft="Raises the standard for others", recommendation="Strong yes")
    page.goto("/desk/")
    page.get_by_role("link", name="First interview").click()
    together = page.get_by_role("region", name="Candidates side by side")
    expect(together.get_by_role("img", name="Marta Lindqvist 4 of 4, Ben Adeyemi 3 of 4")).to_be_visible()


def marta_asks_for_more(page: Page) -> None:
    together = page.get_by_role("region", name="Candidates side by side")
    together.get_by_role("link", name="Ask for more Ines Duarte").click()
    page.get_by_role("button", name="Portfolio").click()
    expect(page.get_by_label("Thing 1", exact=True)).to_have_value(re.compile("pieces of your own work"))
    expect(page.get_by_label("Message")).to_have_value(re.compile("pieces of your own work"))
    page.get_by_role("button", name="Ask Ines").click()
    expect(page.get_by_role("status")).to_contain_text("Asked. It is Ines’s turn now.")


def ines_sends_what_was_asked_for(page: Page, portfolio: Path) -> None:
    page.goto("/my/")
    expect(page.get_by_role("heading", level=1)).to_have_text("We would like a little more from you")
    page.get_by_label("Choose one or more files").set_input_files(portfolio)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, it is all here")


def marta_advances_her(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("link", name="Ines Duarte").first.click()
    page.get_by_role("link", name="Advance").click()
    page.get_by_role("radio", name="Second interview").check()
    page.get_by_role("button", name="Advance Ines").click()
    expect(page.get_by_role("status")).to_contain_text("Advanced to Second interview")


def marta_holds_and_goes_on(page: Page, tick) -> None:
    page.get_by_role("link", name="Hold").click()
    page.get_by_label("Why").fill("The laboratory moves house next week.")
    page.get_by_label("Why").blur()
    expect(page.get_by_label("Message")).to_have_value(re.compile("The laboratory moves house next week"))
    page.get_by_role("button", name="Put Ines on hold").click()
    expect(page.get_by_role("status")).to_contain_text("On hold")
    tick()
    page.get_by_role("link", name="End the hold").click()
    page.get_by_role("button", name="Go on with Ines").click()
    expect(page.get_by_role("status")).to_contain_text("The hold is over")
    tick()


def marta_makes_an_offer(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Make an offer").click()
    page.get_by_label("Pay").fill("71000")
    page.get_by_label("Pay").blur()
    expect(page.get_by_label("Message")).to_have_value(re.compile("71,000"))
    page.get_by_role("button", name="Make the offer").click()
    expect(page.get_by_role("status")).to_contain_text("The offer is made")


def ines_accepts(page: Page) -> None:
    page.goto("/my/")
    expect(page.get_by_role("heading", level=1)).to_have_text("We have an offer for you")
    page.get_by_role("link", name="Accept").click()
    page.get_by_role("button", name="Yes, I accept").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Ines")


def marta_hires_her(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("link", name="Ines Duarte").first.click()
    page.get_by_role("link", name="Hire").first.click()
    page.get_by_role("button", name="Hire Ines").click()
    expect(page.get_by_role("status")).to_contain_text("Ines Duarte is hired")


def ines_reads_that_all_is_settled(page: Page) -> None:
    page.goto("/my/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything is settled")


def everything_promised_was_kept(ines: Candidate) -> None:
    promised = Application.objects.get(candidate=ines).promises.select_related("owner").order_by("made_at", "pk")
    assert [(one.words, one.owner.first_name) for one in promised] == [
        ("Our answer to your application", "Hanna"),
        ("A date for your first interview", "Ruth"),
        ("First interview, Tuesday 8 September, 13:00; at its end you are told what happens next", "Marta"),
        ("We tell you whether we invite you to the next step: Second interview", "Hanna"),
        ("You send us what we asked for; then we go on", "Marta"),
        ("Our answer to what you sent", "Marta"),
        ("A date for your second interview", "Ruth"),
        ("News about your application, even if nothing has changed", "Marta"),
        ("How we go on with your application", "Marta"),
        ("Your answer to our offer", "Marta"),
        ("Your contract and everything about your first day", "Marta"),
    ]
    assert all(one.ended_at and one.ending in ("kept", "released") for one in promised)
    assert not any(one.late_at for one in promised)
