"""Two people again, each with what was theirs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.applications.models import Application
from hearback.candidates.documents import refresh
from hearback.candidates.models import Attachment, Candidate
from hearback.candidates.queries import at_address
from hearback.decisions.models import RequestItem
from hearback.finding.duplicates import rules
from hearback.finding.duplicates.merging import belongings, lock_both, swap_addresses
from hearback.finding.duplicates.models import Merge
from hearback.finding.pools.models import PoolMembership
from hearback.people.models import Person
from hearback.promises.models import Promise
from hearback.record.actions import record
from hearback.refusals import Refused


@transaction.atomic
def undo(done: Merge, *, by: Person, now: datetime) -> Merge:
    """Two people again, each with what was theirs. Whatever has come since to one of the applications goes with it;
    a fact that was changed since stays as it is now, with the one who was kept."""
    rules.check_may_merge(by.role)
    done = Merge.objects.get(pk=done.pk)
    both = {one.pk: one for one in lock_both(done.kept, done.merged)}
    done = Merge.objects.select_for_update(of=("self",)).get(pk=done.pk)
    kept, merged = both[done.kept_id], both[done.merged_id]
    latest = Merge.objects.filter(kept=kept, undone_at=None).first()
    rules.check_undo(
        undone=done.undone_at is not None,
        kept_is_merged=kept.merged_into_id is not None,
        is_latest=latest == done,
    )
    _part(done, kept, merged)
    refresh([kept.pk, merged.pk], now=now)
    done.undone_at, done.undone_by = now, by
    done.save(update_fields=["undone_at", "undone_by"])
    record("undone", done, by=by, now=now, kept=kept.pk, merged=merged.pk)
    return done


def _part(done: Merge, kept: Candidate, merged: Candidate) -> None:
    merged.merged_into, merged.compared_at, kept.compared_at = None, None, None
    merged.save(update_fields=["merged_into", "compared_at"])
    kept.save(update_fields=["compared_at"])
    for name, model, field in sorted(belongings(), key=lambda one: one[1] is not Application):
        theirs = model._base_manager.filter(pk__in=done.moved.get(name, []))
        theirs.filter(**{field: kept}).update(**{field: merged})
    _let_follow(done.moved.get("hearback_application.candidate", []), kept, merged)
    _give_back_facts(done, kept, merged)


def _let_follow(applications: list[int], kept: Candidate, merged: Candidate) -> None:
    """What has come to these applications since the merge belongs to them: messages, interviews, answered requests."""
    for _name, model, field in belongings():
        if any(one.name == "application" for one in model._meta.fields):
            model._base_manager.filter(application__in=applications, **{field: kept}).update(**{field: merged})
    # A member of a pool takes along what has been promised in it since.
    for member in PoolMembership.objects.filter(candidate=merged, promise__candidate=kept).select_related("promise"):
        Promise.objects.filter(pk=member.promise_id).update(candidate=merged)
    sent = RequestItem.objects.filter(request__application__in=applications).values("attachments")
    Attachment.objects.filter(pk__in=sent, candidate=kept).update(candidate=merged)


def _give_back_facts(done: Merge, kept: Candidate, merged: Candidate) -> None:
    before, after = done.facts.get("before", {}), done.facts.get("after", {})
    if "email" in before:
        _give_back_addresses(after["email"], kept, merged)
    for name in before:
        if name != "email" and getattr(kept, name) == after[name]:
            setattr(kept, name, before[name])
    kept.save(update_fields=[name for name in before if name != "email"])


def _give_back_addresses(after: str, kept: Candidate, merged: Candidate) -> None:
    if kept.email == after:
        swap_addresses(kept, merged)
        return
    # The kept row has a third address by now; the merged one gets its own back, if it is still to be had.
    if at_address(after).exclude(pk=merged.pk).exists():
        raise Refused("This can't be undone: somebody else has the e-mail address by now that would be given back.")
    merged.email = after
    merged.save(update_fields=["email"])


def changed_since(done: Merge) -> list[str]:
    """The facts that were chosen in the merge and have been changed since: undoing leaves them as they are."""
    after = done.facts.get("after", {})
    return [name for name in after if getattr(done.kept, name) != after[name]]
