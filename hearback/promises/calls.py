"""Calls that nobody answered: tried again later, or written instead. Neither keeps a promise by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.messages import actions as messages
from hearback.messages import rules as message_rules
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.promises import rules
from hearback.promises.models import CallAttempt, Promise
from hearback.record.actions import record


@transaction.atomic
def nobody_answered(call: Message | Promise, *, again_at: datetime, by: Person, now: datetime) -> CallAttempt:
    """Note that the candidate could not be reached, and when to try again. `call` holds the words that wait to be said,
    or is the promise to call."""
    call = type(call).objects.select_for_update(of=("self",)).get(pk=call.pk)
    check_can_be_tried(call, now=now)
    rules.check_try_again(again_at=again_at, due=promised_for(call), now=now)
    return _note(call, again_at=again_at, by=by, now=now)


@transaction.atomic
def write_instead(message: Message, *, subject: str, body: str, by: Person, now: datetime) -> Message:
    """What was to be said goes by e-mail, and keeps what the call would have kept when it has gone."""
    message = messages.write_instead(message, subject=subject, body=body, by=by, now=now)
    if message.application_id:
        _note(message, again_at=None, by=by, now=now)
    return message


def check_can_be_tried(call: Message | Promise, *, now: datetime) -> None:
    if isinstance(call, Message):
        is_call = call.channel == Message.Channel.CALL and call.application_id is not None
        message_rules.check_call_waits(call=is_call, pending=call.pending, send_at=call.send_at, now=now)
    else:
        rules.check_call_owed(
            ended=call.ended_at is not None,
            by_candidate=call.by_candidate,
            answered=call.answered_by_id is not None,
            channel=call.channel,
        )


def promised_for(call: Message | Promise) -> datetime | None:
    """By when the candidate was told that they hear."""
    if isinstance(call, Promise):
        return call.due_at
    owed = call.answers.filter(ended_at=None, shown_to_candidate=True).order_by("due_at").first()
    return owed.due_at if owed else None


def usual_again_at(call: Message | Promise, *, now: datetime) -> datetime:
    return rules.try_again_at(calendar_for(call.application.job.office, now=now), now, promised_for(call))


def _note(call: Message | Promise, *, again_at: datetime | None, by: Person, now: datetime) -> CallAttempt:
    what = {"message": call} if isinstance(call, Message) else {"promise": call}
    tried = CallAttempt.objects.create(application_id=call.application_id, again_at=again_at, by=by, at=now, **what)
    if again_at is not None:
        record("nobody_answered", call, by=by, now=now, application_id=call.application_id, again_at=again_at)
    return tried
