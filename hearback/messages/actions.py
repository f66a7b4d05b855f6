from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app as queue_app

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.messages import rules
from hearback.messages.delivery import deliver
from hearback.messages.models import Message, MessageTemplate
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused

log = logging.getLogger(__name__)


def queue(
    *,
    to: Candidate | Person,
    purpose: str,
    subject: str,
    body: str,
    by: Person | None,
    now: datetime,
    application: Application | None = None,
    send_at: datetime | None = None,
    channel: str = Message.Channel.EMAIL,
) -> Message:
    """Write what is to be said. It goes out once the surrounding transaction stands, not before `send_at`.

    A candidate without an address is called instead: the message waits for somebody to make the call.
    """
    rules.check_words(subject, body)
    to_candidate = isinstance(to, Candidate)
    if to_candidate and not to.email:
        channel = Message.Channel.CALL
    message = Message.objects.create(
        candidate=to if to_candidate else None,
        person=None if to_candidate else to,
        application=application,
        channel=channel,
        purpose=purpose,
        subject=subject[:300],
        body=body,
        written_by=by,
        written_at=now,
        send_at=send_at or now,
    )
    record(
        "queued",
        message,
        by=by,
        now=now,
        application_id=message.application_id,
        purpose=str(purpose),
    )
    if channel == Message.Channel.EMAIL:
        ring(message)
    return message


def ring(message: Message) -> None:
    """The doorbell: a job that rolls back with the transaction. Should it get lost, the tick rings again."""
    queue_app.configure_task("hearback.timetable.deliver", schedule_at=message.send_at).defer(message_id=message.pk)


@transaction.atomic
def send(message_id: int, *, now: datetime) -> Message | None:
    """Send one message if it is due and unsent; None when there was nothing to do.

    The row stays locked from before the mail server is asked until it is stamped: two workers cannot both send it,
    and a worker that dies lets go of it.
    """
    message = (
        Message.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("candidate", "person", "written_by")
        .filter(pk=message_id, sent_at=None, cancelled_at=None, inbound=False)
        .filter(channel=Message.Channel.EMAIL, send_at__lte=now)
        .first()
    )
    if message is None:
        return None
    message.attempts += 1
    try:
        with transaction.atomic():
            deliver(message)
    except Exception as trouble:  # whatever is wrong with one message, the others must go out
        log.warning("message %s was not sent: %s", message.pk, type(trouble).__name__)
        message.trouble = f"The mail server could not take it ({type(trouble).__name__}). It will be tried again."
        message.send_at = rules.retry_at(message.attempts, now)
        message.save(update_fields=["attempts", "trouble", "send_at"])
        record(
            "failed_to_send",
            message,
            by=None,
            now=now,
            application_id=message.application_id,
        )
        return None
    message.sent_at, message.trouble = now, ""
    message.save(update_fields=["attempts", "trouble", "sent_at"])
    record("sent", message, by=None, now=now, application_id=message.application_id)
    return message


def send_due(*, now: datetime, limit: int = 200) -> int:
    """What the tick does: send everything that should have gone by now."""
    due = Message.objects.filter(
        sent_at=None,
        cancelled_at=None,
        inbound=False,
        channel=Message.Channel.EMAIL,
        send_at__lte=now,
    ).order_by("send_at")
    return sum(send(pk, now=now) is not None for pk in due.values_list("pk", flat=True)[:limit])


@transaction.atomic
def edit(message: Message, *, subject: str, body: str, by: Person, now: datetime) -> Message:
    message = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_can_change(message.sent_at, message.cancelled_at)
    rules.check_words(subject, body)
    message.subject, message.body = subject[:300], body
    message.save(update_fields=["subject", "body"])
    record("edited", message, by=by, now=now, application_id=message.application_id)
    return message


@transaction.atomic
def cancel(message: Message, *, by: Person | Candidate | None, now: datetime) -> Message:
    """Call an unsent message back. Refuses once it has gone."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_can_change(message.sent_at, message.cancelled_at)
    message.cancelled_at = now
    message.save(update_fields=["cancelled_at"])
    record("cancelled", message, by=by, now=now, application_id=message.application_id)
    return message


@transaction.atomic
def send_now(message: Message, *, by: Person, now: datetime) -> Message:
    """Do not wait for the delay."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_can_change(message.sent_at, message.cancelled_at)
    message.send_at = min(message.send_at, now)
    message.save(update_fields=["send_at"])
    ring(message)
    return message


@transaction.atomic
def mark_called(message: Message, *, by: Person, now: datetime) -> Message:
    """Somebody made the call: that is when it counts as sent."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_can_change(message.sent_at, message.cancelled_at)
    if message.channel != Message.Channel.CALL:
        raise Refused("This message goes by e-mail; nobody has to call.")
    if message.send_at > now:
        raise Refused("This call is not to be made yet: the decision may still be undone.")
    message.sent_at, message.written_by = now, message.written_by or by
    message.save(update_fields=["sent_at", "written_by"])
    record(
        "sent",
        message,
        by=by,
        now=now,
        application_id=message.application_id,
        channel="call",
    )
    return message


@transaction.atomic
def write_instead(message: Message, *, subject: str, body: str, by: Person, now: datetime) -> Message:
    """The call becomes an e-mail: the same message, so what it keeps and what it tells of stay with it."""
    message = Message.objects.select_for_update(of=("self",)).select_related("candidate").get(pk=message.pk)
    rules.check_can_write_instead(
        call=message.channel == Message.Channel.CALL, pending=message.pending, email=message.candidate.email
    )
    rules.check_words(subject, body)
    message.channel, message.subject, message.body = Message.Channel.EMAIL, subject[:300], body
    message.written_by = message.written_by or by
    message.save(update_fields=["channel", "subject", "body", "written_by"])
    record("wrote_instead", message, by=by, now=now, application_id=message.application_id)
    ring(message)
    return message


@transaction.atomic
def receive(*, application: Application, subject: str, body: str, purpose: str, now: datetime) -> Message:
    """Keep what a candidate wrote to us."""
    rules.check_words(subject, body)
    message = Message.objects.create(
        candidate=application.candidate,
        application=application,
        inbound=True,
        purpose=purpose,
        subject=subject[:300],
        body=body,
        written_at=now,
        send_at=now,
        sent_at=now,
    )
    record(
        "asked",
        message,
        by=application.candidate,
        now=now,
        application_id=application.pk,
    )
    return message


@transaction.atomic
def change_template(*, key: str, name: str, subject: str, body: str, by: Person, now: datetime) -> MessageTemplate:
    rules.check_words(subject, body)
    rules.check_wording(subject)
    rules.check_wording(body)
    template, _ = MessageTemplate.objects.update_or_create(
        key=key, defaults={"name": name, "subject": subject, "body": body}
    )
    record("changed", template, by=by, now=now)
    return template
