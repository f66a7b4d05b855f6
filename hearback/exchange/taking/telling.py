"""Whoever is in progress hears of it in writing: one message each, in the wording of the house."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from procrastinate.contrib.django import app as queue_app

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.exchange.taking.inserting import insert
from hearback.jobs.models import Job, Stage
from hearback.messages.models import Message
from hearback.messages.queries import draft
from hearback.people.models import Person
from hearback.promises.queries import as_told

# Stand for the names while a text is drafted once for everybody whose date reads alike. No name holds such letters:
# they are for private use, and candidates.resume.plain lets them through nowhere else in our wordings.
_FIRST, _REST = "\ue000", "\ue001"
_WHOLE = f"{_FIRST} {_REST}"
_KINDS = """
SELECT DISTINCT t.job_id, t.stage_id, c.time_zone
FROM taking t JOIN taking_what w ON w.n = t.n JOIN hearback_candidate c ON c.id = w.candidate_id
WHERE w.message_id IS NOT NULL
"""
_ADDRESSED = "replace(replace(text.{0}, %(whole)s, c.name), %(first)s, split_part(c.name, ' ', 1))"
_REST_OF = """FROM taking t JOIN taking_what w ON w.n = t.n AND w.message_id IS NOT NULL
    JOIN hearback_candidate c ON c.id = w.candidate_id
    JOIN unnest(%(text_jobs)s::bigint[], %(text_stages)s::bigint[], %(zones)s::text[], %(subjects)s::text[],
        %(bodies)s::text[]) AS text (job_id, stage_id, time_zone, subject, body)
      ON text.job_id = t.job_id AND text.stage_id = t.stage_id AND text.time_zone = c.time_zone
    ORDER BY w.message_id"""


def write_to_all(cursor: Any, *, facts: dict[str, Any], steps: dict[int, tuple[Person, datetime]]) -> list[int]:
    """A message for each `message_id` of `taking_what`; returns those that go by mail. Call it before the promises that
    tell of them are checked, in the same transaction."""
    cursor.execute(_KINDS)
    kinds = cursor.fetchall()
    texts = [_text(*kind, steps=steps, words=facts["words"]) for kind in kinds]
    filled = facts | {
        "text_jobs": [kind[0] for kind in kinds],
        "text_stages": [kind[1] for kind in kinds],
        "zones": [kind[2] for kind in kinds],
        "subjects": [subject for subject, _ in texts],
        "bodies": [body for _, body in texts],
        "whole": _WHOLE,
        "first": _FIRST,
    }
    given = {
        **dict(id="w.message_id", candidate_id="w.candidate_id", application_id="w.application_id"),
        **dict(purpose="'receipt'", written_by_id="%(by)s::bigint", written_at="%(now)s", send_at="%(now)s"),
        "channel": "CASE WHEN c.email = '' THEN 'call' ELSE 'email' END",
        "subject": f"left({_ADDRESSED.format('subject')}, 300)",
        "body": _ADDRESSED.format("body"),
    }
    cursor.execute(*insert(Message, given, _REST_OF, filled))
    cursor.execute(
        "SELECT w.message_id FROM taking_what w JOIN hearback_candidate c ON c.id = w.candidate_id "
        "WHERE w.message_id IS NOT NULL AND c.email <> '' ORDER BY 1"
    )
    return [row[0] for row in cursor.fetchall()]


def _text(
    job_id: int, stage_id: int, zone: str, *, steps: dict[int, tuple[Person, datetime]], words: str
) -> tuple[str, str]:
    owner, due_at = steps[job_id]
    nobody = Candidate(name=_WHOLE, time_zone=zone)
    job = Job.objects.select_related("office").get(pk=job_id)
    application = Application(candidate=nobody, job=job, stage=Stage.objects.get(pk=stage_id))
    facts = as_told(words, due_at, owner, "email", application)
    return draft("imported", application, **facts, employer=settings.EMPLOYER)


def ring_all(messages: list[int]) -> None:
    """The doorbell for each, in one statement. Should it get lost, the tick rings again."""
    bell = queue_app.configure_task("hearback.timetable.deliver")
    bell.batch_defer(*({"message_id": message} for message in messages))
