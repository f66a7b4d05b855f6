"""Keeping somebody warm: into a pool with a promise, in touch when it falls due, and on to the next date or out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Lower

from hearback.candidates.models import Candidate
from hearback.finding.pools import rules
from hearback.finding.pools.models import Pool, PoolMembership
from hearback.finding.pools.queries import current_memberships
from hearback.messages.actions import mark_called, queue
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.actions import end, keep_answered, promise
from hearback.promises.models import Promise
from hearback.promises.rules import check_can_renew
from hearback.record.actions import record
from hearback.refusals import Refused


@transaction.atomic
def save_pool(pool: Pool, *, by: Person, now: datetime) -> Pool:
    """A new pool, or a change to one."""
    rules.check_may_keep(by.role)
    same = Pool.objects.alias(folded=Lower("name")).filter(folded=pool.name.strip().lower())
    pool.name = rules.check_pool(pool.name, taken=same.exclude(pk=pool.pk).exists(), days=pool.days)
    new = pool.pk is None
    if new:
        pool.made_by, pool.made_at = by, now
    try:
        with transaction.atomic():
            pool.save()
    except IntegrityError:  # two forms at the same moment
        rules.check_pool(pool.name, taken=True, days=pool.days)
    record("created" if new else "changed", pool, by=by, now=now)
    return pool


@transaction.atomic
def retire_pool(pool: Pool, *, by: Person, now: datetime) -> Pool:
    """Nobody is taken in any more. Refuses while somebody is still in it."""
    rules.check_may_keep(by.role)
    pool = Pool.objects.select_for_update().get(pk=pool.pk)
    rules.check_can_retire(members=current_memberships().filter(pool=pool).count())
    pool.retired_at = now
    pool.save(update_fields=["retired_at"])
    record("retired", pool, by=by, now=now)
    return pool


@transaction.atomic
def add_to_pool(
    pool: Pool,
    candidate: Candidate,
    *,
    next_words: str,
    due_at: datetime,
    owner: Person,
    by: Person,
    now: datetime,
    words: str = "",
    subject: str = "",
    body: str = "",
) -> PoolMembership:
    """Keep somebody warm: `owner` is in touch by `due_at`. With a `body` the candidate is told so, and sees it."""
    rules.check_may_keep(by.role)
    pool = Pool.objects.select_for_update().get(pk=pool.pk)  # against its end, and a second click
    member = current_memberships().filter(pool=pool, candidate=candidate)
    rules.check_can_join(retired=pool.retired_at is not None, member=member.exists(), pool=pool.name)
    owed = _promise(candidate, words=next_words, due_at=due_at, owner=owner, by=by, now=now, subject=subject, body=body)
    joined = PoolMembership.objects.create(
        pool=pool, candidate=candidate, words=words.strip()[:300], promise=owed, added_by=by, added_at=now
    )
    record("pooled", joined, by=by, now=now, candidate=candidate.pk, pool=pool.pk, promise=owed.pk)
    return joined


def _promise(
    candidate: Candidate,
    *,
    words: str,
    due_at: datetime,
    owner: Person,
    by: Person,
    now: datetime,
    subject: str,
    body: str,
    **facts: Any,
) -> Promise:
    told = _write(candidate, subject, body, by=by, now=now) if body.strip() else None
    return promise(
        application=None,
        candidate=candidate,
        kind=Promise.Kind.POOL,
        words=words,
        due_at=due_at,
        owner=owner,
        by=by,
        now=now,
        told_by=told,
        shown=told is not None,
        **facts,
    )


def _write(
    candidate: Candidate, subject: str, body: str, *, by: Person, now: datetime, called: bool = False
) -> Message:
    message = queue(
        to=candidate,
        purpose=Message.Purpose.NEXT_STEP,
        subject=subject,
        body=body,
        by=by,
        now=now,
        channel=Message.Channel.CALL if called else Message.Channel.EMAIL,
    )
    return mark_called(message, by=by, now=now) if called else message


@transaction.atomic
def be_in_touch(
    member: PoolMembership,
    *,
    body: str,
    by: Person,
    now: datetime,
    subject: str = "",
    by_call: bool = False,
    next_words: str = "",
    next_due_at: datetime | None = None,
    next_owner: Person | None = None,
) -> PoolMembership:
    """Keep the promise by a message, or a call that was made. Then the next date, or, without one, out of the pool.

    A next date is told by the same words, so the candidate sees it.
    """
    member = _locked(member)
    rules.check_still_in(left=member.left_at is not None)
    if not body.strip():
        raise Refused("Say what was talked about." if by_call else "Write the message first.", field="body")
    kept = member.promise
    message = _write(member.candidate, subject or "Keeping in touch", body, by=by, now=now, called=by_call)
    if next_due_at is not None:
        member.promise = promise(
            application=None,
            candidate=member.candidate,
            kind=Promise.Kind.POOL,
            words=next_words,
            due_at=next_due_at,
            owner=next_owner or by,
            by=by,
            now=now,
            told_by=message,
        )
        member.save(update_fields=["promise"])
    else:
        _out(member, by=by, now=now)
    Promise.objects.filter(pk=kept.pk, ended_at=None).update(answered_by=message)
    keep_answered(now=now, message=message)
    return member


@transaction.atomic
def put_off(
    member: PoolMembership,
    *,
    due_at: datetime,
    reason: str,
    by: Person,
    now: datetime,
    words: str = "",
    subject: str = "",
    body: str = "",
) -> PoolMembership:
    """A later date. Where the candidate was told the old one, they are told the new one and why."""
    member = _locked(member)
    rules.check_still_in(left=member.left_at is not None)
    owed = member.promise
    check_can_renew(ended=owed.ended_at is not None, due=owed.due_at, new_due=due_at, reason=reason, now=now)
    if owed.shown_to_candidate and not body.strip():
        raise Refused("They were told the old date, so tell them the new one.", field="body")
    end(owed, ending=Promise.Ending.RENEWED, by=by, now=now)
    member.promise = _promise(
        member.candidate,
        words=words.strip() or owed.words,
        due_at=due_at,
        owner=owed.owner,
        by=by,
        now=now,
        subject=subject,
        body=body if owed.shown_to_candidate else "",
        renews=owed,
        renewal_reason=reason.strip()[:300],
    )
    member.save(update_fields=["promise"])
    return member


@transaction.atomic
def take_out(member: PoolMembership, *, by: Person, now: datetime) -> PoolMembership:
    """Out of the pool; what was owed among ourselves no longer is. Refuses where the candidate was told of it."""
    rules.check_may_keep(by.role)
    member = _locked(member)
    rules.check_still_in(left=member.left_at is not None)
    rules.check_can_leave(told=member.promise.shown_to_candidate, first_name=member.candidate.first_name)
    _out(member, by=by, now=now)
    end(member.promise, ending=Promise.Ending.RELEASED, by=by, now=now)
    return member


def _out(member: PoolMembership, *, by: Person, now: datetime) -> None:
    member.left_at, member.left_by = now, by
    member.save(update_fields=["left_at", "left_by"])
    record("left_pool", member, by=by, now=now, candidate=member.candidate_id, pool=member.pool_id)


def _locked(member: PoolMembership) -> PoolMembership:
    PoolMembership.objects.select_for_update().only("pk").get(pk=member.pk)
    return PoolMembership.objects.select_related("pool", "candidate", "promise__owner__office").get(pk=member.pk)
