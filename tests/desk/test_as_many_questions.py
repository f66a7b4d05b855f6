"""Every page of the desk asks the database as many questions about many as about few."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearback.applications.actions import write_note
from hearback.candidates.models import Candidate
from hearback.decisions.arrivals import apply
from hearback.interviews.actions import book_interview
from hearback.interviews.seating import Place
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.promises.actions import promise


def pages(cast) -> list[str]:
    lists = ("today", "jobs", "candidates", "interviews", "people")
    of_job = ("board", "plan", "job_settings", "job_team", "job_requirements", "job_attributes")
    of_application = ("application", "advance", "ask", "hold", "reject", "message_new", "promise_new", "interview_new")
    return [
        *(reverse(f"desk:{name}") for name in lists),
        reverse("desk:today") + "?of=jobs",
        reverse("desk:candidates") + "?q=some&show=live",
        *(reverse(f"desk:{name}", args=[cast.engineer.pk]) for name in of_job),
        *(reverse(f"desk:{name}", args=[cast.yukis.pk]) for name in of_application),
        reverse("desk:candidate", args=[cast.yuki.pk]),
        reverse("desk:debrief", args=[cast.yukis.stage_id]),
        reverse("desk:person", args=[cast.hanna.pk]),
    ]


@pytest.fixture
def more(cast, now):
    """`more(3)` adds three of everything: candidates on the board, and to Yuki's own story."""
    made = iter(range(1000))

    def more(count: int) -> None:
        for n in [next(made) for _ in range(count)]:
            someone = Candidate.objects.create(name=f"Some One {n}", email=f"some{n}@mail.example", created_at=now)
            one = apply(candidate=someone, job=cast.engineer, now=now - timedelta(hours=n + 1))
            for application in (one, cast.yukis):
                write_note(application, body="A word.", by=cast.hanna, now=now)
                starts_at = now + timedelta(days=30 + n, hours=2 * (application is one))
                book_interview(application=application, kind="interview", name=f"Talk {n}", starts_at=starts_at,
                               minutes=45, seats=[Place(cast.ben)], place="Room 1", by=cast.hanna, now=now)  # fmt: skip
            promise(application=cast.yukis, kind="other", words=f"Word {n}", due_at=now + timedelta(days=n + 1),
                    owner=cast.hanna, by=cast.marta, now=now)  # fmt: skip
            queue(to=cast.yuki, application=cast.yukis, purpose=Message.Purpose.NEWS, subject=f"News {n}", body="News.",
                  by=cast.hanna, now=now)  # fmt: skip

    return more


def test_every_page(client, cast, more):
    client.force_login(cast.hanna)
    more(3)
    few = {page: asked(client, page) for page in pages(cast)}
    more(15)
    many = {page: asked(client, page) for page in few}
    assert {page: (few[page], many[page]) for page in few if many[page] > few[page]} == {}


def asked(client, page: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(page)
    assert answer.status_code == 200, page
    return len(caught)
