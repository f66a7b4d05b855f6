"""The mail that has gone out, as those who open it read it."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core import mail
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from hearback.candidates.models import Candidate


def letters(candidate: Candidate) -> list[EmailMessage]:
    """Everything that has arrived in the candidate's own mailbox, sign-in codes left out; the oldest first."""
    arrived = [letter for letter in mail.outbox if letter.to == [candidate.email]]
    return [letter for letter in arrived if "The code is" not in letter.body]


def subjects(candidate: Candidate) -> list[str]:
    return [letter.subject for letter in letters(candidate)]


def link_in(letter: EmailMessage) -> str:
    """The link to the candidate's page, without the host: the test's server has one of its own."""
    return re.search(r"https?://[^/\s]+(/my/link/\S+)", letter.body)[1]


def newest_code(candidate: Candidate) -> str:
    arrived = [letter for letter in mail.outbox if letter.to == [candidate.email] and "The code is" in letter.body]
    return re.search(r"^\d{6}$|^\d{3} \d{3}$", arrived[-1].body, re.MULTILINE)[0]


def come_in_by_link(page: Page, candidate: Candidate, tick: Callable[[], None]) -> None:
    """Through the link of the newest letter and the code that is mailed for it."""
    page.goto(link_in(letters(candidate)[-1]))
    page.get_by_role("button", name="Send me the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    tick()
    page.get_by_label("The six digits").fill(newest_code(candidate))
    page.get_by_role("button", name="Open my page").click()
    expect(page.get_by_label("The six digits")).to_be_hidden()
