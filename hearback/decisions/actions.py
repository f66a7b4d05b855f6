"""The four decisions, equals: advance, ask, hold, reject. Each writes what the candidate is told and what happens
next in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from hearback.applications.actions import change_state
from hearback.applications.models import Application
from hearback.applications.queries import roles_on
from hearback.decisions import drafts, rules
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
    take_back,
    write_decision,
    write_to_candidate,
)
from hearback.decisions.queries import pause_dates
from hearback.decisions.requests import come_back_if_complete
from hearback.interviews.models import Interview
from hearback.jobs.models import Job, Stage
from hearback.jobs.queries import jobs_visible_to
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.promises import actions as promises
from hearback.promises.models import Promise
from hearback.promises.queries import open_promises, usual_due_at
from hearback.refusals import Refused
from hearback.words import moment


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
    text = (
        (subject, body)
        if body.strip()
        else drafts.of_advance(
            application, to_stage=to_stage, next_words=next_words, due_at=next_due_at, owner=next_owner, words=words
        )
    )
    before = (application.state, application.stage_id)
    let_go_of_the_candidate(application, by=by, now=now)
    application.stage, application.job, application.entered_stage_at = to_stage, to_stage.job, now
    change_state(application, "active", now=now)
    # Writing the stage has waited for anybody who was retiring it: look again.
    if Stage.objects.filter(pk=to_stage.pk, retired_at__isnull=False).exists():
        raise Refused("This stage has just left the plan. Choose another.", field="to_stage")
    message = write_to_candidate(application, text, by=by, now=now)
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
    decision.meet.add(*meet)
    return decision


def _check_can_transfer(application: Application, to_stage: Stage, *, by: Person) -> None:
    job = jobs_visible_to(by).filter(pk=to_stage.job_id).first()
    if job is None:
        raise Refused("That job is confidential.", field="to_stage")
    if job.status != Job.Status.OPEN:
        raise Refused(f"{job.title} is not open.", field="to_stage")
    if Application.objects.filter(candidate=application.candidate_id, job=job, ended_at=None).exists():
        raise Refused(f"They are already applying for {job.title}.", field="to_stage")


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
    text = (
        (subject, body) if body.strip() else drafts.of_ask(application, items=items, due_at=due_at, by=by, words=words)
    )
    before = (application.state, application.stage_id)
    let_go_of_the_candidate(application, by=by, now=now)
    change_state(application, "asked", now=now)
    message = write_to_candidate(application, text, by=by, now=now, purpose=Message.Purpose.REQUEST)
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
        RequestItem(request=request, position=n, kind=kind, text=wanted.strip())
        for n, (kind, wanted) in enumerate(items)
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
    resumes_at, news_due = pause_dates(calendar, until=until, news_days=news_days, now=now)
    text = (
        (subject, body)
        if body.strip()
        else drafts.of_hold(application, until=until, news_due=news_due, by=by, words=words)
    )
    before = (application.state, application.stage_id)
    let_go_of_the_candidate(application, by=by, now=now)
    change_state(application, "held", now=now)
    message = write_to_candidate(application, text, by=by, now=now)
    made = promises.promise(
        application=application,
        kind=Promise.Kind.NEWS,
        words=drafts.NEWS_WORDS,
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

    Until the message is sent the decision can be undone; what was promised stays owed, and what is in the candidate's
    hands stays there: they learn of it from the message and from nothing else.
    """
    application = open_for(application, revision=revision, by=by)
    ahead = Interview.objects.filter(application=application, cancelled_at=None, starts_at__gt=now)
    rules.check_reject(
        state=application.state,
        reason_given=reason is not None,
        interviews_ahead=[f"{one.name}, {moment(one.starts_at, application.job.office.time_zone)}" for one in ahead],
    )
    text = (subject, body) if body.strip() else drafts.of_reject(application, reason=reason, words=words)
    before = (application.state, application.stage_id)
    change_state(application, "rejected", now=now)
    message = write_to_candidate(
        application,
        text,
        by=by,
        now=now,
        send_at=now + delay,
        channel=rules.rejection_channel(
            wanted=channel or application.candidate.channel,
            phone=application.candidate.phone,
            email=application.candidate.email,
        ),
    )
    decision = write_decision(
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
    if message.channel == Message.Channel.CALL and not open_promises(application).filter(answered_by=message).exists():
        _owe_the_call(application, message, by=by, now=now)
    return decision


def _owe_the_call(application: Application, message: Message, *, by: Person, now: datetime) -> None:
    """A call that nobody owes would be forgotten: nothing else was promised, so the caller is nudged by this."""
    owed = promises.promise(
        application=application,
        kind=Promise.Kind.ANSWER,
        words=f"Our answer about {application.job.title}",
        due_at=usual_due_at(application, now=message.send_at, days=1),
        owner=by,
        by=by,
        now=now,
        channel=Promise.Channel.CALL,
        shown=False,
    )
    Promise.objects.filter(pk=owed.pk).update(answered_by=message)


@transaction.atomic
def undo(decision: Decision, *, by: Person, now: datetime) -> Decision:
    """Take an unsent rejection back: everything is as it was before, and what was owed is owed still."""
    application = locked(decision.application)
    rules.check_can_decide(roles_on(application, by))
    decision = Decision.objects.select_related("message").get(pk=decision.pk)
    latest = application.decisions.values_list("pk", flat=True).first()
    rules.check_can_undo(
        outcome=decision.outcome,
        undone=decision.undone_at is not None,
        message_pending=decision.message is not None and decision.message.pending,
        is_latest=latest == decision.pk,
    )
    try:
        with transaction.atomic():
            take_back(application, decision, by=by, now=now)
    except IntegrityError:
        raise Refused("They have applied for this job again meanwhile, and that application goes on.") from None
    if not open_promises(application).filter(shown_to_candidate=True).exists():
        promises.promise(
            application=application,
            kind=Promise.Kind.ANSWER,
            words=f"Our answer after {drafts.your(application.stage)}",
            due_at=usual_due_at(application, now=now),
            owner=by,
            by=by,
            now=now,
        )
    come_back_if_complete(application, now=now)
    return decision
