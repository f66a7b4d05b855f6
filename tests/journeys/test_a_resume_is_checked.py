"""A recruiter adds a résumé, sees it read, corrects a word and takes it over; on a phone no script is needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from procrastinate.contrib.django.models import ProcrastinateJob

from hearback import timetable
from hearback.candidates.actions import change_candidate
from tests.resumes.last import dark_band
from tests.resumes.newcomers import NEWCOMERS


@pytest.fixture
def paper(visit, tmp_path: Path) -> Path:
    """Åke Björnström's résumé, printed as PDF: two columns, dates above the posts, in Swedish."""
    sheet, printed = visit("wide"), tmp_path / "cv.pdf"
    sheet.set_content(dark_band(NEWCOMERS["sv"], "sv"))
    sheet.pdf(path=printed, prefer_css_page_size=True, print_background=True)
    return printed


def add(page: Page, candidate, paper: Path) -> None:
    page.goto(f"/desk/candidates/{candidate.pk}/attachments/new")
    page.get_by_label("File").set_input_files(paper)
    page.get_by_role("button", name="Add the file").click()


def worker() -> None:
    for job in ProcrastinateJob.objects.filter(task_name="hearback.timetable.read_resume", status="todo"):
        timetable.read_resume(**job.args)


def test_a_resume_is_read_checked_and_taken_over(cast, clock, visit, sign_in, paper, axe, look):
    change_candidate(cast.omar, resume={}, by=cast.hanna, now=clock.now)
    page = visit("wide")
    sign_in(page, cast.hanna)
    add(page, cast.omar, paper)
    expect(page.get_by_text("cv.pdf waits for its turn to be read.")).to_be_visible()
    axe(page)
    worker()
    # The page finds out by itself.
    expect(page.get_by_role("button", name="Take this over")).to_be_visible()
    expect(page.get_by_text("This file names “Åke Björnström”. Is it really the résumé of Omar")).to_be_visible()
    expect(page.get_by_label("Position").first).to_have_value("Projektledare")
    expect(page.locator(".paper").filter(has_text="Älvkraft Väst AB").first).to_be_visible()
    look(page, "reading", dark=True)
    axe(page, dark=True)
    page.get_by_label("Position").first.fill("Project Lead, Hydropower")
    page.get_by_role("button", name="Take this over").click()
    expect(page.get_by_role("status")).to_contain_text("this is now Omar's résumé")
    expect(page.get_by_text("Project Lead, Hydropower", exact=True)).to_be_visible()
    cast.omar.refresh_from_db()
    assert [job["name"] for job in cast.omar.resume["work"]] == [
        "Älvkraft Väst AB", "Nätkonsult Mälardalen AB", "Hedlunds Elektriska",
    ]  # fmt: skip
    assert cast.omar.email == "omar@mail.example"


def test_on_a_phone_without_scripts(cast, clock, visit, sign_in, paper, look):
    held = {"basics": {"name": "Lena"}, "work": [{"name": "Spree Sensors", "position": "Engineer"}]}
    change_candidate(cast.lena, resume=held, by=cast.hanna, now=clock.now)
    phone = visit("phone", javascript=False)
    sign_in(phone, cast.hanna)
    add(phone, cast.lena, paper)
    expect(phone.get_by_text("waits for its turn")).to_be_visible()
    worker()
    phone.get_by_role("link", name="Look again").click()
    look(phone, "reading")
    work = phone.get_by_role("region", name="Work in the file")
    work.get_by_label("Keep both").check()
    work.get_by_label("From").first.fill("last spring")
    phone.get_by_role("button", name="Take this over").click()
    expect(phone.get_by_role("alert")).to_contain_text("such as 2021-04")
    expect(work.get_by_label("Keep both")).to_be_checked()
    work.get_by_label("From").first.fill("2019-02")
    phone.get_by_role("button", name="Take this over").click()
    expect(phone.get_by_role("status")).to_contain_text("this is now Lena's résumé")
    cast.lena.refresh_from_db()
    assert [job["name"] for job in cast.lena.resume["work"]][-1] == "Spree Sensors"
    assert len(cast.lena.resume["work"]) == 4
