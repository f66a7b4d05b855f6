"""Messages go out once, whatever dies or breaks on the way."""

from __future__ import annotations

import os
import signal
import time
from datetime import timedelta
from multiprocessing import get_context

import pytest
from django.core import mail
from django.db import connections

from hearback.messages import actions
from hearback.messages.models import DeliveredMail, Message
from hearback.promises.actions import hand_over
from hearback.refusals import Refused

pytestmark = pytest.mark.django_db

MAILBOX = "hearback.messages.mailbox.MailboxBackend"


def letter(cast, now, **changes) -> Message:
    facts = {"to": cast.omar, "application": cast.omars, "purpose": "news", "subject": "News", "body": "All is well."}
    return actions.queue(**{**facts, **changes}, by=cast.hanna, now=now)


class DeadServer:
    def __init__(self, *_args, **_options) -> None: ...

    def send_messages(self, _mails) -> int:
        raise ConnectionRefusedError("nobody answers")


def test_a_message_is_sent_and_stamped(cast, now):
    message = letter(cast, now)
    assert actions.send(message.pk, now=now).sent_at == now
    assert mail.outbox[-1].to == ["omar@mail.example"]
    assert mail.outbox[-1].reply_to == [cast.hanna.email]


def test_a_colleagues_link_leads_to_the_address_at_which_we_answer_when_the_mail_goes_out(cast, now, settings):
    owed = cast.omars.promises.get(ended_at=None)
    hand_over(owed, to=cast.ruth, by=cast.alice, now=now)
    settings.BASE_URL = "https://hiring.northwind.example"
    actions.send_due(now=now)
    told = next(sent for sent in mail.outbox if sent.subject.startswith("Handed to you"))
    page = f"https://hiring.northwind.example/desk/promises/{owed.pk}/keeping"
    assert page in told.body
    assert f'href="{page}"' in str(told.alternatives[0].content)
    assert "{address}" not in told.body


def test_ringing_twice_sends_once(cast, now):
    message = letter(cast, now)
    before = len(mail.outbox)
    actions.send(message.pk, now=now)
    assert actions.send(message.pk, now=now) is None
    assert len(mail.outbox) == before + 1


def test_a_message_waits_for_its_moment(cast, now):
    message = letter(cast, now, send_at=now + timedelta(hours=1))
    assert actions.send(message.pk, now=now) is None
    assert actions.send(message.pk, now=now + timedelta(hours=1)) is not None


def test_a_dead_mail_server_delays_and_never_loses(cast, now, settings):
    message = letter(cast, now)
    settings.EMAIL_BACKEND = f"{__name__}.DeadServer"
    moment = now
    for _ in range(12):
        assert actions.send(message.pk, now=moment) is None
        message.refresh_from_db()
        assert message.send_at > moment
        assert "tried again" in message.trouble
        moment = message.send_at
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    actions.send_due(now=moment)
    message.refresh_from_db()
    assert message.sent_at == moment
    assert message.trouble == ""


def test_a_message_called_back_is_never_sent(cast, now):
    message = letter(cast, now, send_at=now + timedelta(hours=1))
    actions.cancel(message, by=cast.hanna, now=now)
    assert actions.send(message.pk, now=now + timedelta(hours=2)) is None


def test_a_sent_message_can_be_neither_edited_nor_called_back(cast, now):
    message = letter(cast, now)
    actions.send(message.pk, now=now)
    with pytest.raises(Refused, match="has been sent"):
        actions.edit(message, subject="Other", body="Words", by=cast.hanna, now=now)
    with pytest.raises(Refused, match="has been sent"):
        actions.cancel(message, by=cast.hanna, now=now)


def test_somebody_without_an_address_is_called(cast, now):
    cast.omar.email = ""
    cast.omar.save()
    message = letter(cast, now)
    assert message.channel == "call"
    assert actions.send(message.pk, now=now) is None
    assert actions.mark_called(message, by=cast.hanna, now=now).sent_at == now


def test_a_subject_of_two_lines_is_refused(cast, now):
    with pytest.raises(Refused, match="one line"):
        letter(cast, now, subject="News\nBcc: everybody@mail.example")


def test_the_mail_carries_the_portal_link_and_the_row_does_not(cast, now):
    message = letter(cast, now)
    actions.send(message.pk, now=now)
    assert "/my/link/" in mail.outbox[-1].body
    message.refresh_from_db()
    assert "/my/link/" not in message.body


class SlowServer:
    """Says it has begun, then takes so long that the worker is killed meanwhile."""

    def __init__(self, *_args, **_options) -> None: ...

    def send_messages(self, _mails) -> int:
        with open(os.environ["HEARBACK_TEST_BEGUN"], "w") as begun:
            begun.write("begun")
        time.sleep(60)
        return 1


def _worker(pk: int, now) -> None:
    from django.conf import settings

    connections.close_all()
    settings.EMAIL_BACKEND = f"{__name__}.SlowServer"
    actions.send(pk, now=now)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_sending_neither_loses_nor_repeats(cast, now, settings, tmp_path, monkeypatch):
    settings.EMAIL_BACKEND = MAILBOX
    message = letter(cast, now)
    begun = tmp_path / "begun"
    monkeypatch.setenv("HEARBACK_TEST_BEGUN", str(begun))
    connections.close_all()
    worker = get_context("fork").Process(target=_worker, args=(message.pk, now))
    worker.start()
    for _ in range(300):
        if begun.exists():
            break
        time.sleep(0.05)
    assert begun.exists()
    assert actions.send(message.pk, now=now) is None  # the row is locked: nobody else sends it meanwhile
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    for _ in range(100):  # PostgreSQL notices within moments that the worker has gone
        if actions.send_due(now=now):
            break
        time.sleep(0.05)
    actions.send_due(now=now)
    assert DeliveredMail.objects.filter(message_id__startswith=f"<message-{message.pk}@").count() == 1
