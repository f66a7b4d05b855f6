"""A past that is played forward: each step at its own moment, and between the steps what the clock does by itself."""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app as queue_app

from hearback.applications.models import Application
from hearback.candidates import readings
from hearback.candidates.models import Reading
from hearback.demo.moments import BERLIN, TORONTO, on
from hearback.interviews.models import Interview, Seat
from hearback.messages import actions as messages
from hearback.messages.mailbox import as_kept
from hearback.messages.models import DeliveredMail, Message
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.timetable import tick_at

Step = Callable[[datetime], object]
STILL_TO_READ = 3
COUNTED = (Application, Promise, Message, Interview, Seat)
# When the tick is played: as seldom as is still believed, and at no hour at which nobody works.
TICKS = [("09:01", BERLIN), ("17:01", BERLIN), ("13:01", TORONTO), ("17:01", TORONTO)]


class Play:
    def __init__(self, begins: datetime, now: datetime) -> None:
        self.bells = Doorbells()
        self._agenda: list[tuple[datetime, int, Step]] = []
        self._numbers = count()
        self._played = 0
        days = [(begins + timedelta(days=n)).date() for n in range((now - begins).days + 2)]
        self._ticks = sorted(on(day, *tick) for day in days if day.weekday() < 5 for tick in TICKS)
        self._ticks = [tick for tick in self._ticks if tick > begins] + [datetime.max.replace(tzinfo=UTC)]

    def at(self, moment: datetime, step: Step) -> None:
        heapq.heappush(self._agenda, (moment, next(self._numbers), step))

    def run(self, now: datetime) -> None:
        """Play everything that lies before `now`. What was to come after it stays unplayed."""
        with queue_app.replace_connector(self.bells), post_office() as mails, one_transaction():
            while self._agenda and self._agenda[0][0] <= now:
                moment, _, step = heapq.heappop(self._agenda)
                self._let_time_pass(moment, mails)
                step(moment)
                self._answer_bells(moment)
                self._refresh_statistics()
            self._let_time_pass(now, mails)
            tick_at(now)
            self._answer_bells(now)
        DeliveredMail.objects.bulk_create(mails.kept, batch_size=500)
        for message in Message.objects.filter(sent_at=None, cancelled_at=None, inbound=False, channel="email"):
            messages.ring(message)
        for pk in self.bells.papers:
            readings.ring(pk)

    def _let_time_pass(self, until: datetime, mails: Mails) -> None:
        while self._ticks[0] <= until:
            moment = mails.clock = self._ticks.pop(0)
            tick_at(moment)
            self._answer_bells(moment)
        mails.clock = until

    def _refresh_statistics(self) -> None:
        """Rows grow from none to thousands within one transaction; PostgreSQL plans by what it last counted."""
        self._played += 1
        if self._played in (20, 60, 120) or self._played % 200 == 0:
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in COUNTED)}")

    def _answer_bells(self, now: datetime) -> None:
        """What the worker does with each doorbell, at once or when its time has come.

        Of the résumés only the newest are left to be read: what the others say is with the candidates already.
        """
        while len(self.bells.papers) > STILL_TO_READ:
            Reading.objects.filter(pk=self.bells.papers.pop(0)).delete()
        while self.bells.rung:
            message_id, due = self.bells.rung.pop(0)
            if due <= now:
                _deliver(message_id, now)
            else:
                self.at(due, lambda moment, pk=message_id: _deliver(pk, moment))


def _deliver(message_id: int, now: datetime) -> None:
    sent = messages.send(message_id, now=now)
    if sent and sent.candidate_id:
        promises.keep_answered(now=now, message=sent)


class Doorbells(BaseConnector):
    """Takes the place of the queue's table, so that a past of many messages leaves no jobs behind."""

    def __init__(self) -> None:
        self.rung: list[tuple[int, datetime]] = []
        self.papers: list[int] = []  # résumés that came, by their reading

    def get_sync_connector(self) -> Doorbells:
        return self

    def execute_query_all(self, query: str, **arguments: Any) -> list[dict[str, Any]]:
        for job in arguments["jobs"]:
            facts = job.args if isinstance(job.args, dict) else json.loads(job.args)
            if "message_id" in facts:
                self.rung.append((facts["message_id"], job.scheduled_at or datetime.min.replace(tzinfo=UTC)))
            elif facts["reading_id"] not in self.papers:
                self.papers.append(facts["reading_id"])
        return [{"id": 1} for _ in arguments["jobs"]]


class Mails:
    """What has been posted, stamped with the hour at which it was played."""

    def __init__(self) -> None:
        self.clock = datetime.min.replace(tzinfo=UTC)
        self.kept: list[DeliveredMail] = []


class PostOffice(BaseEmailBackend):
    mails = Mails()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            self.mails.kept.append(as_kept(mail, at=self.mails.clock))
        return len(email_messages)


@contextmanager
def one_transaction() -> Iterator[None]:
    """No savepoint around each verb: nothing is caught and carried on from here, it all stands or falls together."""
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        del connection.features.uses_savepoints


@contextmanager
def post_office() -> Iterator[Mails]:
    before, PostOffice.mails = settings.EMAIL_BACKEND, Mails()
    settings.EMAIL_BACKEND = f"{__name__}.PostOffice"
    try:
        yield PostOffice.mails
    finally:
        settings.EMAIL_BACKEND = before
