"""What can be done for many: each kind says beforehand what stands in the way, writes the message, and acts by the very
verb that the single page uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import roles_on, visible_to
from hearback.bulk.models import BulkItem, BulkJob
from hearback.candidates.models import Tagging
from hearback.candidates.tags import add_tag, remove_tag, tag_named
from hearback.decisions import actions as decisions
from hearback.decisions import drafts, rules
from hearback.decisions.models import Decision, RejectionReason
from hearback.finding.pools.actions import add_to_pool
from hearback.finding.pools.models import Pool
from hearback.finding.pools.queries import current_memberships, draft_about
from hearback.finding.pools.rules import check_can_join, check_may_keep
from hearback.interviews.models import Interview
from hearback.jobs.models import Stage
from hearback.people.models import Person
from hearback.promises.actions import hand_over
from hearback.promises.models import Promise
from hearback.refusals import Refused
from hearback.words import moment, plural


@dataclass
class Choice:
    """What was filled in for a bulk job, its rows looked up once for all of its people."""

    bulk: BulkJob

    @property
    def by(self) -> Person:
        return self.bulk.by

    def text(self, name: str) -> str:
        return str(self.bulk.options.get(name, ""))

    @cached_property
    def due_at(self) -> datetime:
        return datetime.fromisoformat(self.text("due_at"))

    @cached_property
    def owner(self) -> Person:
        return Person.objects.select_related("office").get(pk=self.bulk.options["owner"])

    @cached_property
    def giver(self) -> int | None:
        return self.bulk.options.get("giver")

    @cached_property
    def stage(self) -> Stage:
        return Stage.objects.select_related("job").get(pk=self.bulk.options["to_stage"])

    @cached_property
    def reason(self) -> RejectionReason:
        return RejectionReason.objects.get(pk=self.bulk.options["reason"])

    @cached_property
    def pool(self) -> Pool:
        return Pool.objects.get(pk=self.bulk.options["pool"])

    @cached_property
    def told(self) -> bool:
        return bool(self.bulk.options.get("tell"))


Draft = tuple[str, str]
NOTHING: Draft = ("", "")
Done = tuple[Decision | None, str]


@dataclass(frozen=True)
class Kind:
    """`foresee` raises what refuses; `write` makes subject and body, empty where nobody is told; `act` does it."""

    needs_application: bool
    foresee: Callable[[BulkItem, Choice, datetime], None]
    write: Callable[[BulkItem, Choice], Draft]
    act: Callable[[BulkItem, Choice, datetime], Done]
    undo: Callable[[BulkItem, Choice, datetime], None] | None = None


def _nothing_written(_item: BulkItem, _choice: Choice) -> Draft:
    return NOTHING


# Tag


def _tag(item: BulkItem, choice: Choice, now: datetime) -> Done:
    tag = tag_named(choice.text("tag"))
    if tag and Tagging.objects.filter(candidate=item.candidate_id, tag=tag).exists():
        return None, f"They had the tag “{tag}” already."
    add_tag(item.candidate, name=choice.text("tag"), by=choice.by, now=now)
    return None, ""


def _untag(item: BulkItem, choice: Choice, now: datetime) -> None:
    tag = tag_named(choice.text("tag"))
    if tag and not item.sentence:  # else it was theirs before
        remove_tag(item.candidate, tag=tag, by=choice.by, now=now)


# Add to a pool


def _foresee_pool(item: BulkItem, choice: Choice, _now: datetime) -> None:
    check_may_keep(choice.by.role)
    member = current_memberships().filter(pool=choice.pool, candidate=item.candidate_id).exists()
    check_can_join(retired=choice.pool.retired_at is not None, member=member, pool=choice.pool.name)


def _write_pool(item: BulkItem, choice: Choice) -> Draft:
    if not choice.told:
        return NOTHING
    return draft_about(
        "pool",
        item.candidate,
        next_words=choice.text("next_words"),
        due_at=choice.due_at,
        owner=choice.owner,
        words=choice.text("words"),
    )


def _pool(item: BulkItem, choice: Choice, now: datetime) -> Done:
    add_to_pool(
        choice.pool,
        item.candidate,
        words=choice.text("note"),
        next_words=choice.text("next_words"),
        due_at=choice.due_at,
        owner=choice.owner,
        subject=item.subject,
        body=item.body,
        by=choice.by,
        now=now,
    )
    return None, ""


# Advance and reject


def _foresee_advance(item: BulkItem, choice: Choice, _now: datetime) -> None:
    application = item.application
    rules.check_can_decide(roles_on(application, choice.by))
    rules.check_advance(
        state=application.state,
        same_job=True,
        from_position=application.stage.position,
        to_position=choice.stage.position,
        to_retired=choice.stage.retired_at is not None,
    )


def _write_advance(item: BulkItem, choice: Choice) -> Draft:
    return drafts.of_advance(
        item.application,
        to_stage=choice.stage,
        next_words=choice.text("next_words"),
        due_at=choice.due_at,
        owner=choice.owner,
        words=choice.text("words"),
    )


def _advance(item: BulkItem, choice: Choice, now: datetime) -> Done:
    made = decisions.advance(
        item.application,
        to_stage=choice.stage,
        revision=item.revision,
        next_words=choice.text("next_words"),
        next_due_at=choice.due_at,
        next_owner=choice.owner,
        note=choice.text("note"),
        subject=item.subject,
        body=item.body,
        by=choice.by,
        now=now,
    )
    return made, ""


def _foresee_reject(item: BulkItem, choice: Choice, now: datetime) -> None:
    application = item.application
    rules.check_can_decide(roles_on(application, choice.by))
    ahead = Interview.objects.filter(application=application, cancelled_at=None, starts_at__gt=now)
    rules.check_reject(
        state=application.state,
        reason_given=True,
        interviews_ahead=[f"{one.name}, {moment(one.starts_at, application.job.office.time_zone)}" for one in ahead],
    )


def _write_reject(item: BulkItem, choice: Choice) -> Draft:
    return drafts.of_reject(item.application, reason=choice.reason, words=choice.text("words"))


def _reject(item: BulkItem, choice: Choice, now: datetime) -> Done:
    made = decisions.reject(
        item.application,
        reason=choice.reason,
        revision=item.revision,
        note=choice.text("note"),
        subject=item.subject,
        body=item.body,
        by=choice.by,
        now=now,
    )
    return made, ""


def _undo_decision(item: BulkItem, choice: Choice, now: datetime) -> None:
    decisions.undo(item.decision, by=choice.by, now=now)


# Hand over


def owed_to(item: BulkItem, choice: Choice) -> QuerySet[Promise]:
    """What is owed to this person and this one may hand over: of the application chosen, or of all they may see."""
    theirs = Q(application__in=visible_to(choice.by).filter(candidate=item.candidate_id))
    if item.application_id:
        theirs &= Q(application=item.application_id)
    else:
        theirs |= Q(candidate=item.candidate_id)
    owed = Promise.objects.filter(theirs, ended_at=None, by_candidate=False).exclude(owner=choice.owner)
    return owed.filter(owner=choice.giver) if choice.giver else owed


def _foresee_assign(item: BulkItem, choice: Choice, _now: datetime) -> None:
    if not owed_to(item, choice).exists():
        raise Refused("Nothing is owed to them that could be handed over.")


def _assign(item: BulkItem, choice: Choice, now: datetime) -> Done:
    passed = [hand_over(one, to=choice.owner, by=choice.by, now=now, quietly=True) for one in owed_to(item, choice)]
    if not passed:
        raise Refused("Nothing is owed to them that could be handed over.")
    return None, f"{plural(len(passed), 'promise')} handed over."


def _nothing_in_the_way(_item: BulkItem, _choice: Choice, _now: datetime) -> None:
    return None


KINDS: dict[str, Kind] = {
    BulkJob.Kind.TAG: Kind(False, _nothing_in_the_way, _nothing_written, _tag, _untag),
    BulkJob.Kind.POOL: Kind(False, _foresee_pool, _write_pool, _pool),
    BulkJob.Kind.ADVANCE: Kind(True, _foresee_advance, _write_advance, _advance),
    BulkJob.Kind.REJECT: Kind(True, _foresee_reject, _write_reject, _reject, _undo_decision),
    BulkJob.Kind.ASSIGN: Kind(False, _foresee_assign, _nothing_written, _assign),
}


def application_of(item: BulkItem, by: Person, job_id: int) -> Application | None:
    """The live application this is about, as far as this person may open it."""
    live = visible_to(by).filter(candidate=item.candidate_id, job=job_id, ended_at=None)
    return live.filter(pk=item.application_id).first() if item.application_id else live.first()


def facts(options: dict[str, Any]) -> dict[str, Any]:
    """Options as they are stored: rows by their numbers, moments as text."""
    stored = {}
    for name, value in options.items():
        value = value.pk if hasattr(value, "pk") else value
        stored[name] = value.isoformat() if isinstance(value, datetime) else value
    return stored
