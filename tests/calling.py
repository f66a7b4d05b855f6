"""More of what the people of a random company do: calls that nobody answers, and more time for what was asked."""

from __future__ import annotations

from datetime import timedelta

from hearback.decisions.models import InformationRequest
from hearback.decisions.more_time import ask_for_time, extend
from hearback.messages.models import Message
from hearback.promises.calls import nobody_answered, write_instead
from hearback.promises.models import Promise


class Calling:
    """Part of `tests.acting.Acts`, whose dice, cast and clock it uses."""

    def nobody_answers_a_call(self) -> None:
        n = self.random.randrange(10_000)
        ahead = self.random.randint(-1, 400)
        calls = Message.objects.filter(channel="call") if n % 2 else Promise.objects.filter(channel="call")
        if call := self.one(calls, n):
            again = self.now + timedelta(hours=ahead)
            self.attempt(lambda: nobody_answered(call, again_at=again, by=self.cast.hanna, now=self.now))

    def somebody_writes_instead_of_calling(self) -> None:
        n = self.random.randrange(10_000)
        if call := self.one(Message.objects.filter(channel="call", candidate__isnull=False), n):
            facts = {"subject": call.subject, "body": "We could not reach you.", "by": self.cast.hanna}
            self.attempt(lambda: write_instead(call, **facts, now=self.now))

    def somebody_gives_more_time(self) -> None:
        n = self.random.randrange(10_000)
        who = self.random.randrange(10_000)
        ahead = self.random.randint(1, 2500)
        if asked := self.one(InformationRequest.objects.select_related("application"), n):
            later = self.now + timedelta(hours=ahead)
            self.attempt(lambda: extend(asked, due_at=later, by=self.person(who), now=self.now))

    def a_candidate_asks_for_more_time(self) -> None:
        n = self.random.randrange(10_000)
        if asked := self.one(InformationRequest.objects.select_related("application"), n):
            self.attempt(lambda: ask_for_time(asked, until=None, text="I travel.", now=self.now))

    ACTS = (
        nobody_answers_a_call,
        somebody_writes_instead_of_calling,
        somebody_gives_more_time,
        a_candidate_asks_for_more_time,
    )
