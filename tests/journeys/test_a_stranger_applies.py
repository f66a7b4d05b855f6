"""A stranger applies on a phone and reads what will happen by when; and the same with no script running."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hearback.applications.models import Application, Draft
from hearback.candidates.models import Candidate
from tests.journeys.post import link_in

RESUME = {
    "basics": {"name": "Nora Ek", "email": "nora.ek@mail.example", "phone": "+46 8 5550 0123"},
    "work": [{"name": "Skeppsvarvet", "position": "Engineer", "startDate": "2019-04"}],
}


@pytest.fixture(autouse=True)
def files_go_elsewhere(settings, tmp_path):
    here = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": here}


@pytest.fixture
def resume(tmp_path) -> Path:
    path = tmp_path / "nora.json"
    path.write_text(json.dumps(RESUME))
    return path


def open_the_job(phone: Page) -> None:
    phone.goto("/careers/")
    phone.get_by_role("link", name="Embedded Engineer").click()
    expect(phone.get_by_text("Apply today, and you hear from us by Thursday 10 September.")).to_be_visible()
    phone.get_by_role("link", name="Apply", exact=True).click()


def reads_what_happens_by_when(phone: Page) -> None:
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you, it has arrived")
    expect(phone.get_by_text("Our answer to your application")).to_be_visible()
    expect(phone.get_by_text("Thursday 10 September, 17:00 Berlin time")).to_be_visible()


def opens_the_page_from_the_letter(phone: Page, tick) -> None:
    from tests.journeys.post import letters

    tick()
    (receipt,) = letters(Candidate.objects.get(email="nora.ek@mail.example"))
    assert receipt.subject == "We have your application: Embedded Engineer"
    phone.goto(link_in(receipt))
    expect(phone.get_by_role("button", name="Send me the code")).to_be_visible()


def test_a_stranger_applies_on_a_phone_and_reads_what_will_happen_by_when(
    cast, clock, visit, tick, resume, look, axe, sign_in
):
    phone = visit("phone")
    open_the_job(phone)
    which = phone.get_by_label("Which one, and by when?")
    expect(which).to_be_hidden()
    phone.get_by_label("Your file").set_input_files(resume)
    expect(phone.get_by_text("Your last posts, as we read them")).to_be_visible()
    expect(phone.get_by_label("Your name")).to_have_value("Nora Ek")
    phone.get_by_text("Engineer, Skeppsvarvet").click()
    phone.get_by_label("Position").fill("Embedded engineer")
    phone.get_by_role("radio", name="Yes").check()
    which.fill("A blue card, in March")
    expect(phone.locator("#saved")).to_contain_text("Saved at")
    phone.wait_for_function("document.getElementById('revision').value > 1")
    look(phone, "careers-filled", dark=True)
    axe(phone, dark=True)

    clock.move(seconds=40)
    phone.get_by_role("button", name="Send the application").click()
    expect(phone.get_by_role("heading", name="Not quite yet")).to_be_visible()
    phone.get_by_role("radio", name="RISC-V").check()
    phone.get_by_role("button", name="Send the application").click()
    reads_what_happens_by_when(phone)
    assert not phone.get_by_role("link", name="See the questions").count()  # not asked in Berlin

    application = Application.objects.get(candidate__email="nora.ek@mail.example")
    assert application.candidate.resume["work"][0]["position"] == "Embedded engineer"
    opens_the_page_from_the_letter(phone, tick)
    desk = visit("wide")
    sign_in(desk, cast.hanna)
    desk.goto(f"/desk/applications/{application.pk}/")
    expect(desk.get_by_text("A blue card, in March")).to_be_visible()
    expect(desk.get_by_role("link", name="nora.json")).to_be_visible()


def test_the_same_on_a_phone_without_javascript(cast, clock, visit, tick, resume, look):
    phone = visit("phone", javascript=False)
    open_the_job(phone)
    phone.get_by_label("Your file").set_input_files(resume)
    phone.get_by_label("Phone").fill("+46 8 5550 0999")
    phone.get_by_role("button", name="Add it").click()
    expect(phone.get_by_role("status").first).to_contain_text("Look through what we read from it")
    expect(phone.get_by_label("Phone")).to_have_value("+46 8 5550 0999")
    expect(phone.get_by_text("Only if you answered “Yes” to")).to_be_visible()
    phone.get_by_label("A few lines to us").fill("I build meters at home.")
    phone.get_by_role("button", name="Save and go on later").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Saved, for when you go on")
    look(phone, "careers-later")
    address = phone.locator(".draft-address a").inner_text()

    later = visit("wide", javascript=False)
    later.goto(address)
    expect(later.get_by_label("A few lines to us")).to_have_value("I build meters at home.")
    later.get_by_role("radio", name="No", exact=True).check()
    later.get_by_role("radio", name="RISC-V").check()
    clock.move(seconds=40)
    later.get_by_role("button", name="Send the application").click()
    reads_what_happens_by_when(later)
    assert Application.objects.get(candidate__email="nora.ek@mail.example").cover_letter == "I build meters at home."
    phone.goto(f"/careers/{cast.engineer.pk}/application")  # what was sent elsewhere is no draft here any more
    expect(phone.get_by_label("A few lines to us")).to_have_value("")
    opens_the_page_from_the_letter(later, tick)


def test_a_line_that_is_down_is_said_and_nothing_typed_is_lost(cast, browser, live_server):
    # A window of its own: of a line that is down the browser complains aloud, and here it may.
    window = browser.new_context(base_url=live_server.url)
    phone = window.new_page()
    phone.goto(f"/careers/{cast.sales.pk}/application")
    phone.route("**/application/draft", lambda route: route.abort())
    phone.get_by_label("Your name").fill("Nora")
    expect(phone.locator("#saved")).to_contain_text("Not saved just now.")
    phone.unroute("**/application/draft")
    phone.get_by_label("Your name").fill("Nora Ek")
    expect(phone.locator("#saved")).to_contain_text("Saved at")
    assert Draft.objects.get().typed["name"] == "Nora Ek"
    window.close()


def test_two_windows_on_one_form_are_told_of_each_other(cast, visit):
    phone = visit("phone")
    phone.goto(f"/careers/{cast.sales.pk}/application")
    phone.get_by_label("Your name").fill("Nora")
    expect(phone.locator("#saved")).to_contain_text("Saved at")
    other = phone.context.new_page()
    other.goto(f"/careers/{cast.sales.pk}/application")
    other.get_by_label("Your name").fill("Nora Ek")
    expect(other.locator("#revision")).to_have_value("2")
    phone.get_by_label("E-mail").fill("nora.ek@mail.example")
    expect(phone.get_by_text("This form has been changed in another window.")).to_be_visible()
    assert Draft.objects.get().typed["name"] == "Nora Ek"
    phone.get_by_role("button", name="Keep what stands here").click()
    expect(phone.locator("#saved")).to_contain_text("Saved at")
    assert Draft.objects.get().typed == {
        name: text for name, text in Draft.objects.get().typed.items() if name != "name"
    } | {"name": "Nora"}
