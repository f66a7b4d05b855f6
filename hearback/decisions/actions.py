"""The four decisions, equals: advance, ask, hold, reject. Each writes what the candidate is told and what happens
next in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from hearback.applications.actions import change_state
from hearback.applications.models import Application
from hearback.applications.queries import visible_to
from hearback.decisions import rules
from hearback.decisions.models import (
    Decision,
    Hold,
    InformationRequest,
    RejectionReason,
    RequestItem,
)
from hearback.decisions.opening import (
    let_go_of_the_candidate,
    locked,
    open_for,
    write_decision,
    write_to_candidate,
)
from hearback.interviews.models import Interview
from hearback.jobs.models import Stage
from hearback.messages.actions import cancel as cancel_message
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.queries import as_told, open_promises, usual_due_at
from hearback.record.actions import record
from hearback.refusals import Refused
from hearback.words import day, moment


@transaction.atomic
def advance(
    application: Application,
    *,
    to_stage: Stage,
    revision: int,
    next_words: str,
    next_due_at: datetime,
    next_owner: Person,
    by: Person,
    now: datetime,
    meet: Sequence[Person] = (),
    words: str = "",
    note: str = "",
    subject: str = "",
    body: str = "",
) -> Decision:
    """Go on with the candidate: to any later stage, to more senior people, or to another job."""
    application = open_for(application, revision=revision, by=by)
    same_job = to_stage.job_id == application.job_id
    rules.check_advance(
        state=application.state,
        same_job=same_job,
        from_position=application.stage.position,
        to_position=to_stage.position,
        to_retired=to_stage.retired_at is not None,
    )
    if not same_job:
        _check_can_transfer(application, to_stage, by=by)
    before = (application.state, application.stage_id)
    let_go_of_the_candidate(application, by=by, now=now)
    application.stage, application.job, application.entered_stage_at = (
        to_stage,
        to_stage.job,
        now,
    )
    change_state(application, "active", now=now)
    facts = as_told(next_words, next_due_at, next_owner, Promise.Channel.EMAIL, application)
    message = write_to_candidate(
        application,
        key="advance" if same_job else "transfer",
        facts={**facts, "words": words},
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
    made = promises.promise(
        application=application,
        kind=Promise.Kind.ANSWER if to_stage.kind in (Stage.Kind.OFFER, Stage.Kind.REVIEW) else Promise.Kind.BOOKING,
        words=next_words,
        due_at=next_due_at,
        owner=next_owner,
        by=by,
        now=now,
        told_by=message,
    )
    decision = write_decision(
        application,
        outcome=Decision.Outcome.ADVANCE,
        verb="advanced" if same_job else "transferred",
        by=by,
        now=now,
        before=before,
        message=message,
        promise=made,
        note=note,
    )
    decision.meet.set(meet)
    return decision


def _check_can_transfer(application: Application, to_stage: Stage, *, by: Person) -> None:
    if to_stage.job.status != "open":
        raise Refused(f"{to_stage.job.title} is not open.", field="to_stage")
    twin = Application.objects.filter(candidate=application.candidate_id, job=to_stage.job_id)
    if twin.filter(ended_at=None).exists():
        raise Refused(f"They are already applying for {to_stage.job.title}.", field="to_stage")
    if to_stage.job.confidential and not visible_to(by).filter(job=to_stage.job_id).exists():
        raise Refused("That job is confidential.", field="to_stage")


@transaction.atomic
def ask(
    application: Application,
    *,
    items: Sequence[tuple[str, str]],
    due_at: datetime,
    revision: int,
    by: Person,
    now: datetime,
    words: str = "",
    note: str = "",
    subject: str = "",
    body: str = "",
) -> Decision:
    """Put a dated checklist into the candidate's hands. `items` are (upload | text | confirm, words)."""
    application = open_for(application, revision=revision, by=by)
    rules.check_ask(state=application.state, items=items, due_at=due_at, now=now)
    before = (application.state, application.stage_id)
    let_go_of_the_candidate(application, by=by, now=now)
    change_state(application, "asked", now=now)
    facts = as_told("", due_at, by, Promise.Channel.PORTAL, application)
    checklist = "\n".join(f"– {text.strip()}" for _, text in items)
    message = write_to_candidate(
        application,
        key="ask",
        facts={**facts, "checklist": checklist, "words": words},
        subject=subject,
        body=body,
        by=by,
        now=now,
        purpose=Message.Purpose.REQUEST,
    )
    made = promises.promise(
        application=application,
        kind=Promise.Kind.INFORMATION,
        words="You send us what we asked for; then we go on",
        due_at=due_at,
        owner=by,
        by=by,
        now=now,
        channel=Promise.Channel.PORTAL,
        by_candidate=True,
        told_by=message,
    )
    decision = write_decision(
        application,
        outcome=Decision.Outcome.ASK,
        verb="asked",
        by=by,
        now=now,
        before=before,
        message=message,
        promise=made,
        note=note,
    )
    request = InformationRequest.objects.create(
        application=application,
        decision=decision,
        words=words,
        due_at=due_at,
        remind_at=rules.remind_at(now, due_at),
    )
    RequestItem.objects.bulk_create(
        RequestItem(request=request, position=n, kind=kind, text=text.strip()[:300])
        for n, (kind, text) in enumerate(items)
    )
    return decision


@transaction.atomic
def hold(
    application: Application,
    *,
    until: date,
    words: str,
    revision: int,
    by: Person,
    now: datetime,
    news_days: int = 5,
    note: str = "",
    subject: str = "",
    body: str = "",
) -> Decision:
    """Pause until a day. The candidate is told at once, hears news in between, and the pause ends by itself.

    Weekly news is the norm for a pause (facts: norms, "A pause").
    """
    application = open_for(application, revision=revision, by=by)
    calendar = calendar_for(application.job.office, now=now)
    rules.check_hold(
        state=application.state,
        until=until,
        today=calendar.day_of(now),
        news_days=news_days,
    )
    before = (application.state, application.stage_id)
    let_go_of_the_candidate(application, by=by, now=now)
    change_state(application, "held", now=now)
    resumes_at = calendar.start_of(calendar.first_working_day(until))
    news_due = rules.next_news_at(
        now,
        calendar.due_after(now, news_days),
        calendar.end_of(calendar.day_of(resumes_at)),
    )
    next_words = "News about your application, even if nothing has changed"
    facts = as_told(next_words, news_due, by, Promise.Channel.EMAIL, application)
    message = write_to_candidate(
        application,
        key="hold",
        facts={**facts, "until": day(until), "words": words},
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
    made = promises.promise(
        application=application,
        kind=Promise.Kind.NEWS,
        words=next_words,
        due_at=news_due,
        owner=by,
        by=by,
        now=now,
        told_by=message,
    )
    decision = write_decision(
        application,
        outcome=Decision.Outcome.HOLD,
        verb="held",
        by=by,
        now=now,
        before=before,
        message=message,
        promise=made,
        note=note,
    )
    Hold.objects.create(
        application=application,
        decision=decision,
        until=until,
        resumes_at=resumes_at,
        news_days=news_days,
    )
    return decision


@transaction.atomic
def reject(
    application: Application,
    *,
    reason: RejectionReason | None,
    revision: int,
    by: Person,
    now: datetime,
    words: str = "",
    note: str = "",
    subject: str = "",
    body: str = "",
    delay: timedelta = rules.REJECTION_DELAY,
    channel: str = "",
) -> Decision:
    """Say no, in words that were read before they go, by the channel the candidate prefers.

    Until the message is sent the decision can be undone, and what was promised stays owed.
    """
    application = open_for(application, revision=revision, by=by)
    ahead = Interview.objects.filter(application=application, cancelled_at=None, starts_at__gt=now)
    rules.check_reject(
        state=application.state,
        reason_given=reason is not None,
        interviews_ahead=[f"{one.name}, {moment(one.starts_at, application.job.office.time_zone)}" for one in ahead],
    )
    before = (application.state, application.stage_id)
    let_go_of_the_candidate(application, by=by, now=now)
    change_state(application, "rejected", now=now)
    message = write_to_candidate(
        application,
        key=reason.template_key,
        facts={"words": words},
        subject=subject,
        body=body,
        by=by,
        now=now,
        send_at=now + delay,
        channel=channel or application.candidate.channel,
    )
    return write_decision(
        application,
        outcome=Decision.Outcome.REJECT,
        verb="rejected",
        by=by,
        now=now,
        before=before,
        message=message,
        promise=None,
        reason=reason,
        note=note,
    )


@transaction.atomic
def undo(decision: Decision, *, by: Person, now: datetime) -> Decision:
    """Take an unsent rejection back: the message is called back and what was owed before is owed still."""
    application = locked(decision.application)
    decision = Decision.objects.select_related("message").get(pk=decision.pk)
    latest = application.decisions.values_list("pk", flat=True).first()
    rules.check_can_undo(
        outcome=decision.outcome,
        undone=decision.undone_at is not None,
        message_pending=decision.message is not None and decision.message.pending,
        is_latest=latest == decision.pk,
    )
    cancel_message(decision.message, by=by, now=now)
    open_promises(application).filter(answered_by=decision.message).update(answered_by=None)
    change_state(application, rules.state_after_undo(decision.from_state), now=now)
    if not open_promises(application).exists():
        promises.promise(
            application=application,
            kind=Promise.Kind.ANSWER,
            words=f"Our answer after: {application.stage.public_name}",
            due_at=usual_due_at(application, now=now),
            owner=by,
            by=by,
            now=now,
        )
    decision.undone_at, decision.undone_by = now, by
    decision.save(update_fields=["undone_at", "undone_by"])
    record(
        "undone",
        decision,
        by=by,
        now=now,
        application_id=application.pk,
        to_state=application.state,
    )
    return decision
