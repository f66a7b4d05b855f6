"""Somebody applies by themselves, on the careers pages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.base import File
from django.db import transaction

from hearback.applications import drafts
from hearback.applications.filling import Filled, read_form
from hearback.applications.models import Answer, Application, Draft
from hearback.candidates.actions import add_candidate, attach_file
from hearback.candidates.models import Attachment, Candidate
from hearback.candidates.queries import with_email
from hearback.candidates.readings import ask_to_read, readable
from hearback.decisions.arrivals import apply, first_owner
from hearback.jobs.models import Job
from hearback.jobs.postings import ASKED
from hearback.jobs.public import form_of, public_jobs
from hearback.jobs.queries import stages_of
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.queries import draft as worded
from hearback.people.queries import calendar_for
from hearback.promises.rules import due_at
from hearback.refusals import Refused

SOURCE = "Careers page"
ONCE_A = timedelta(days=1)


def asks_of(job: Job) -> dict[str, str]:
    """Which of résumé, cover letter, links and phone the job's form asks for."""
    return {name.removeprefix("ask_"): getattr(job, name) for name in ASKED}


def first_answer_by(job: Job, *, now: datetime) -> datetime | None:
    """By when somebody who applies now hears from us; None for a job without a plan."""
    stage = stages_of(job).first()
    return due_at(calendar_for(job.office, now=now), now, stage.answer_days) if stage else None


def filled(draft: Draft) -> Filled:
    """The draft as it would be sent. Raises Unfinished, with a sentence for each field, when it can't be yet."""
    return read_form(
        asks=asks_of(draft.job),
        questions=form_of(draft.job),
        typed=draft.typed,
        has_resume=bool(draft.resume_file),
        resume_read=draft.resume_read,
    )


@transaction.atomic
def send_draft(draft: Draft, *, now: datetime) -> Draft:
    """Make the application: candidate, file, answers and the promise of an answer, all or nothing. Sent twice, it is
    made once.

    Somebody with this e-mail address who is here already stays as they are: who fills in a form has not shown to be
    them. What was typed differently is kept with the application. Whether somebody was here, or is applying for this
    job already, changes nothing of what the sender sees; the person is told by mail.
    """
    draft = drafts.locked(draft)
    if draft.sent_at:
        return draft
    job = draft.job
    if not public_jobs(now=now).filter(pk=job.pk).exists():
        raise Refused(f"{job.title} no longer takes applications. What you typed is still here.")
    facts = filled(draft)
    receipt = {"answer_due_at": first_answer_by(job, now=now), "answer_from": getattr(first_owner(job), "name", "")}
    candidate, new = _candidate(facts, draft, now=now)
    standing = None if new else _live(candidate, job)
    if standing:
        _tell_again(standing, now=now)
        return drafts.seal(draft, now=now, **receipt)
    application = apply(candidate=candidate, job=job, source=source_of(draft), cover_letter=facts.cover_letter, now=now)
    _keep_answers(application, facts, known=None if new else candidate)
    if draft.resume_file:
        _attach(candidate, draft, new=new, now=now)  # last: a file on the disk does not roll back
    return drafts.seal(draft, now=now, application=application, **receipt)


def source_of(draft: Draft) -> str:
    return draft.typed.get("source", "").strip()[:80] or SOURCE


def _live(candidate: Candidate, job: Job) -> Application | None:
    return candidate.applications.filter(job=job, ended_at=None).select_related("job", "stage", "candidate").first()


def _candidate(facts: Filled, draft: Draft, *, now: datetime) -> tuple[Candidate, bool]:
    """Whoever has this address, locked, or somebody new; and whether they are new."""
    if here := with_email(facts.email).select_for_update().first():
        return here, False
    try:
        return _add(facts, draft, now=now), True
    except Refused:
        # Two forms with one address at the same moment: the other was faster.
        if here := with_email(facts.email).select_for_update().first():
            return here, False
        raise


def _add(facts: Filled, draft: Draft, *, now: datetime) -> Candidate:
    return add_candidate(
        name=facts.name,
        email=facts.email,
        phone=facts.phone,
        links=facts.links,
        resume=facts.resume,
        headline=str(facts.resume.get("basics", {}).get("label", "")),
        source=source_of(draft),
        by=None,
        now=now,
    )


def _attach(candidate: Candidate, draft: Draft, *, new: bool, now: datetime) -> None:
    """The file joins the candidate's. It does not change what is known of them: that was confirmed, or is theirs.

    What nobody has confirmed at the door is read for a recruiter, who takes over what is right.
    """
    try:
        with draft.resume_file.open("rb") as opened:
            upload = File(opened, name=draft.resume_name)
            kept = attach_file(candidate, upload=upload, kind=Attachment.Kind.RESUME, by=candidate, now=now, read=False)
        if readable(kept) and not (new and draft.resume_read):
            ask_to_read(kept, now=now)
    except OSError:
        raise Refused(
            "Your résumé could not be kept just now. Everything you typed is here: try again later."
        ) from None


def _keep_answers(application: Application, facts: Filled, *, known: Candidate | None) -> None:
    said = [(question.id, question.text, question.choices.get(answer, answer)) for question, answer in facts.answers]
    if known:
        said += [(None, text, answer) for text, answer in _written_otherwise(facts, known)]
    Answer.objects.bulk_create(
        Answer(application=application, question_id=pk, position=place, text=text, answer=answer)
        for place, (pk, text, answer) in enumerate(said, start=1)
    )


def _written_otherwise(facts: Filled, known: Candidate) -> list[tuple[str, str]]:
    links = "\n".join(link["url"] for link in facts.links if link["url"] not in {one["url"] for one in known.links})
    pairs = (
        ("Name, as written this time", facts.name if facts.name != known.name else ""),
        ("Phone, as written this time", facts.phone if facts.phone != known.phone else ""),
        ("Further links, as written this time", links),
    )
    return [(text, answer) for text, answer in pairs if answer]


def _tell_again(application: Application, *, now: datetime) -> None:
    """The person is applying already, and hears it in their own mailbox, at most once a day."""
    subject, body = worded("applied_again", application)
    said = Message.objects.filter(application=application, subject=subject, written_at__gt=now - ONCE_A)
    if not said.exists():
        queue(
            to=application.candidate,
            application=application,
            purpose=Message.Purpose.RECEIPT,
            subject=subject,
            body=body,
            by=None,
            now=now,
        )
