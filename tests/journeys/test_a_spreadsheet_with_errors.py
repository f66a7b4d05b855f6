"""A recruiter takes in a spreadsheet with errors in it: looks it through, tries it, mends a column, takes it in."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from hearback.candidates.models import Candidate
from hearback.exchange.actions import go_on_by_number
from hearback.exchange.models import Import
from tests.exchange.sheets import write_xlsx

pytestmark = pytest.mark.browser


def test_from_a_spreadsheet_to_promises(cast, visit, sign_in, look, axe, clock, tmp_path):
    title = cast.engineer.title
    rows = [["Kandidat", "Kontakt", "Stelle", "Status", "Beworben am"]]
    rows += [["Ida Holm", "ida@mail.example", title, "Aktiv", "2026-08-03"]]
    rows += [
        ["Uwe Voss", "uwe at mail", title, "Aktiv", "2026-08-04"],
        ["Jo Berg", "jo@mail.example", "Astronaut", "", ""],
    ]
    write_xlsx(tmp_path / "old system.xlsx", rows)
    page = visit("wide")
    sign_in(page, cast.hanna)
    page.goto(reverse("desk:today"))
    page.get_by_role("link", name="Candidates", exact=True).click()
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_role("link", name="Take in a file").first.click()
    page.get_by_label(re.compile("what they applied for")).check()
    page.get_by_label("File", exact=False).set_input_files(tmp_path / "old system.xlsx")
    page.get_by_role("button", name="Look through it").click()
    expect(page.get_by_label("Kontakt", exact=True)).to_have_value("email")  # by what stands in it
    page.get_by_label("Status", exact=True).select_option("")
    page.get_by_label("What happens next").fill("We tell you whether we meet")
    page.get_by_role("button", name="Try it out").click()
    expect(page.get_by_text("Choose one.").first).to_be_visible()  # whether they know is not taken for granted
    expect(page.get_by_label("What happens next")).to_have_value("We tell you whether we meet")
    page.get_by_label("They have been told already").check()
    page.get_by_role("button", name="Try it out").click()
    expect(page.locator("#progress")).to_be_visible()
    go_on_by_number(Import.objects.get().pk, now=clock.now)
    expect(page.get_by_text("This was a trial")).to_be_visible()  # the bar asks again by itself
    expect(page.get_by_text("There is no job “Astronaut” here.").first).to_be_visible()
    look(page, "import-journey-tried")
    axe(page)
    assert not Candidate.objects.filter(email="ida@mail.example").exists()
    page.get_by_role("button", name="Take it in").click()
    go_on_by_number(Import.objects.get().pk, now=clock.now)
    expect(page.get_by_role("link", name="See the candidates")).to_be_visible()
    owed = Candidate.objects.get(email="ida@mail.example").applications.get().promises.get()
    assert (owed.words, owed.owner) == ("We tell you whether we meet", cast.hanna)
