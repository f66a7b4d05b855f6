"""The demo's mailbox."""

from __future__ import annotations

import pytest

from hearback.messages.actions import queue, send
from hearback.messages.models import DeliveredMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(client, cast, settings, now):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "hearback.messages.mailbox.MailboxBackend"
    for candidate in (cast.omar, cast.lena):
        message = queue(
            to=candidate,
            purpose="news",
            subject=f"News for {candidate.first_name}",
            body="A <b>bold</b> word",
            by=None,
            now=now,
        )
        send(message.pk, now=now)
    client.force_login(cast.ben)
    return client


def test_it_shows_what_was_sent(demo):
    page = demo.get("/desk/mailbox/").content.decode()
    assert "News for Omar" in page
    assert "News for Lena" in page


def test_it_is_filtered_by_reader(demo):
    page = demo.get("/desk/mailbox/?to=omar").content.decode()
    assert "News for Omar" in page
    assert "News for Lena" not in page


def test_a_mail_is_shown_as_text(demo):
    page = demo.get(f"/desk/mailbox/{DeliveredMail.objects.first().pk}/").content.decode()
    assert "&lt;b&gt;bold&lt;/b&gt;" in page


def test_its_links_lead_to_where_the_demo_answers_now(demo, settings):
    settings.BASE_URL = "http://127.0.0.1:9999"
    page = demo.get(f"/desk/mailbox/{DeliveredMail.objects.first().pk}/").content.decode()
    assert 'href="http://127.0.0.1:9999/my/link/' in page
    assert "localhost:8000" not in page


def test_outside_the_demo_there_is_none(demo, settings):
    settings.DEMO = False
    assert demo.get("/desk/mailbox/").status_code == 404
