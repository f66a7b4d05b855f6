"""The job posting and the application form: what the public reads of a job, and what it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from hearback.jobs import form_rules, posting_rules
from hearback.jobs.actions import locked
from hearback.jobs.models import FormQuestion, Job
from hearback.jobs.queries import roles_on
from hearback.jobs.rules import check_may_change
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused

POSTING = (
    *("listed", "posting_text", "employment", "workplace", "vacancy_exists", "automated_help", "automated_words"),
    *("pay_shown", "valid_through"),
)
ASKED = ("ask_resume", "ask_cover_letter", "ask_links", "ask_phone")


@dataclass(frozen=True)
class QuestionFacts:
    """One question as a form holds it; `id` where it exists already. `only_after` is the id of an earlier one."""

    text: str
    kind: str = "short"
    hint: str = ""
    required: bool = False
    options: Sequence[str] = ()
    only_after: int | None = None
    only_if: str = ""
    id: int | None = None


@transaction.atomic
def set_posting(job: Job, *, by: Person, now: datetime, **facts: Any) -> Job:
    """Change what the posting says. `valid_through` is the last day to apply, at the office; None is open-ended."""
    check_may_change(roles_on(job, by))
    unknown = set(facts) - set(POSTING)
    if unknown:
        raise TypeError(f"a posting has no {', '.join(sorted(unknown))}")
    job = locked(job)
    before = job.valid_through
    if facts.get("valid_through"):
        facts["valid_through"] = end_of_day(job, facts["valid_through"])
    for name, value in facts.items():
        setattr(job, name, value.strip() if isinstance(value, str) else value)
    posting_rules.check_posting(
        employment=job.employment,
        workplace=job.workplace,
        automated_help=job.automated_help,
        automated_words=job.automated_words,
    )
    if job.valid_through and job.valid_through != before:
        posting_rules.check_valid_through(job.valid_through, now)
    job.save(update_fields=list(facts))
    record("changed", job, by=by, now=now, what="posting")
    return job


def end_of_day(job: Job, day: date) -> datetime:
    return datetime.combine(day, time.max, ZoneInfo(job.office.time_zone))


@transaction.atomic
def set_application_form(
    job: Job, *, asks: Mapping[str, str], questions: Sequence[QuestionFacts], by: Person, now: datetime
) -> None:
    """What the form asks: `asks` says for each of ASKED whether it is; the questions replace what was there.

    Answers given before keep their question's words.
    """
    check_may_change(roles_on(job, by))
    job = locked(job)
    _set_asks(job, asks)
    existing = {question.pk: question for question in job.form_questions.all()}
    form_rules.check_questions(
        [_asked(facts, -place) for place, facts in enumerate(questions, start=1)],
        ontario=posting_rules.in_ontario(job.office.country, job.office.subdivision),
    )
    kept, stay = {facts.id for facts in questions}, []
    for position, facts in enumerate(questions, start=1):
        question = (existing.get(facts.id) if facts.id else None) or FormQuestion(job=job)
        question.text, question.kind, question.hint = facts.text.strip(), facts.kind, facts.hint.strip()
        question.required, question.options, question.position = facts.required, list(facts.options), position
        question.only_after_id = facts.only_after if facts.only_after in kept else None
        question.only_if = facts.only_if if question.only_after_id else ""
        question.save()
        stay.append(question.pk)
    job.form_questions.exclude(pk__in=stay).delete()
    record("changed", job, by=by, now=now, what="form", count=len(questions))


def _set_asks(job: Job, asks: Mapping[str, str]) -> None:
    for name in ASKED:
        if asks.get(name) not in form_rules.ASKS:
            raise Refused("Say for each whether it is asked.", field=name)
        setattr(job, name, asks[name])
    job.save(update_fields=ASKED)


def _asked(facts: QuestionFacts, number: int) -> form_rules.Asked:
    """As the rules see it: a question that is new yet has a number of its own."""
    return form_rules.Asked(
        id=facts.id or number,
        kind=facts.kind,
        text=facts.text,
        required=facts.required,
        options=tuple(facts.options),
        only_after=facts.only_after,
        only_if=facts.only_if,
    )
