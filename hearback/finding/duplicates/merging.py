"""Two rows become one person. Nothing is deleted: what belonged to the one row belongs to the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from hearback.applications.models import Application
from hearback.applications.queries import visible_to
from hearback.applications.rules import LIVE_STATES
from hearback.candidates import rules as candidate_rules
from hearback.candidates.documents import refresh
from hearback.candidates.models import Candidate, Document
from hearback.finding.duplicates import rules
from hearback.finding.duplicates.models import Merge
from hearback.finding.pools.models import Pool
from hearback.finding.pools.queries import current_memberships
from hearback.interviews.models import Interview
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused
from hearback.words import moment

# What is said of the row itself, and not of the person: it stays where it is.
STAYS = {
    "hearback_duplicatekey.candidate",
    "hearback_suspicion.first",
    "hearback_suspicion.second",
    "hearback_merge.kept",
    "hearback_merge.merged",
    "hearback_portalcode.candidate",  # its digits are derived from the row it was made for
}
STRAGGLERS = timedelta(hours=1)
# What has to come over whole: left behind, it would be seen under one name and stand under another.
WHOLE = (Application, Interview)


@transaction.atomic
def merge(kept: Candidate, merged: Candidate, *, take: Collection[str] = (), by: Person, now: datetime) -> Merge:
    """Make of two rows one person. `take` names the facts in which the merged row is right; links are joined.

    Every application, promise, message, interview, file, tag and note stays, under the kept row. Both addresses open
    the person's page from now on.
    """
    rules.check_may_merge(by.role)
    if unknown := set(take) - set(rules.FACTS):
        raise TypeError(f"a merge chooses no {', '.join(sorted(unknown))}")
    both = {one.pk: one for one in lock_both(kept, merged)}
    _check(both.get(kept.pk), both.get(merged.pk), by=by)
    kept, merged = both[kept.pk], both[merged.pk]
    done = Merge.objects.create(kept=kept, merged=merged, by=by, at=now)
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    done.moved = _move(kept, merged, whole=WHOLE)
    done.facts = _choose_facts(kept, merged, take)
    done.save(update_fields=["moved", "facts"])
    Document.objects.filter(candidate=merged).delete()  # found under the kept row from now on
    refresh([kept.pk], now=now)
    record("merged", kept, by=by, now=now, merged=merged.pk, merge=done.pk)
    return done


def lock_both(*candidates: Candidate) -> list[Candidate]:
    # In the order of their numbers, so that two merges at once wait for each other and never for ever.
    ids = [one.pk for one in candidates]
    return list(Candidate.everyone.select_for_update().filter(pk__in=ids).order_by("pk"))


def _check(kept: Candidate | None, merged: Candidate | None, *, by: Person) -> None:
    both_live = _both_live(kept, merged) if kept and merged else []
    seen = set(visible_to(by).filter(pk__in=[one.pk for one in both_live]).values_list("pk", flat=True))
    rules.check_merge(
        same_row=kept is not None and kept == merged,
        merged_already=kept is None or merged is None or bool(kept.merged_into_id or merged.merged_into_id),
        both_live={one.job.title for one in both_live if one.pk in seen},
        hidden_both_live=bool(both_live) and not seen,
        overlapping=_overlapping(kept, merged, by=by) if kept and merged else [],
        both_in=_both_in(kept, merged) if kept and merged else [],
    )


def _both_live(kept: Candidate, merged: Candidate) -> list[Application]:
    """The merged row's applications for jobs that the kept one is applying for as well."""
    live = Application.objects.filter(state__in=LIVE_STATES).select_related("job")
    return list(live.filter(candidate=merged, job__in=live.filter(candidate=kept).values("job")))


def _both_in(kept: Candidate, merged: Candidate) -> list[str]:
    theirs, ours = (current_memberships().filter(candidate=one).values("pool") for one in (merged, kept))
    return list(Pool.objects.filter(pk__in=theirs).filter(pk__in=ours).values_list("name", flat=True))


def _overlapping(kept: Candidate, merged: Candidate, *, by: Person) -> list[str]:
    booked = Interview.objects.filter(cancelled_at=None).select_related("application__job__office")
    said = []
    for one in booked.filter(candidate=merged):
        for other in booked.filter(candidate=kept, during__overlap=one.during):
            said.append(f"{_in_words(one, by)}, and {_in_words(other, by)}")
    return said


def _in_words(one: Interview, by: Person) -> str:
    if not visible_to(by).filter(pk=one.application_id).exists():
        return "one that you may not see"
    job = one.application.job
    return f"{one.name} ({job.title}) on {moment(one.starts_at, job.office.time_zone)}"


# Moving


def belongings() -> Iterator[tuple[str, type[models.Model], str]]:
    """Every column that points at a candidate, whichever room added it: its name, its model and its field."""
    for relation in Candidate._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            model, field = relation.related_model, relation.field
            name = f"{model._meta.db_table}.{field.name}"
            # A row that is numbered by its candidate is made from that candidate's facts, as the keys are.
            if name not in STAYS and not field.primary_key:
                yield name, model, field.name


def _move(kept: Candidate, merged: Candidate, *, whole: tuple[Any, ...] = ()) -> dict[str, list[int]]:
    """Bring everything over; what the kept row has already, such as the same tag, stays with the merged one."""
    moved = {}
    # Applications first: whoever decides about one holds its lock, and writes for whom it belongs to after that.
    for name, model, field in sorted(belongings(), key=lambda one: one[1] is not Application):
        rows = model._base_manager.filter(**{field: merged})
        if model is Message:
            rows = rows.exclude(purpose=Message.Purpose.CODE)  # it goes to the address that asked for it
        if ids := sorted(rows.values_list("pk", flat=True)):
            if came := _bring(model, field, ids, kept):
                moved[name] = came
            if came != ids and issubclass(model, whole):
                raise Refused("One of the two has just been given something the other has as well. Look again.")
    return moved


def _bring(model: type[models.Model], field: str, ids: list[Any], to: Candidate) -> list[Any]:
    """All at once; where one of them can't, each by itself, and those that can't stay."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=ids).update(**{field: to})
            return ids
    except IntegrityError:
        if len(ids) == 1:
            return []
        return [pk for one in ids for pk in _bring(model, field, [one], to)]


def bring_stragglers(*, now: datetime) -> int:
    """Whatever was written for a merged row at the very moment of the merge comes over as well. Run by the tick."""
    recent = Merge.objects.filter(undone_at=None, at__gt=now - STRAGGLERS).values_list("pk", flat=True)
    return sum(_bring_straggling(pk) for pk in recent)


@transaction.atomic
def _bring_straggling(pk: int) -> int:
    done = Merge.objects.select_for_update(of=("self",)).select_related("kept", "merged").get(pk=pk)
    if done.undone_at or done.merged.merged_into_id != done.kept_id:
        return 0
    came = _move(done.kept, done.merged)
    for name, ids in came.items():
        done.moved[name] = sorted({*done.moved.get(name, []), *ids})
    if came:
        done.save(update_fields=["moved"])
    return sum(len(ids) for ids in came.values())


# Choosing


def _choose_facts(kept: Candidate, merged: Candidate, take: Collection[str]) -> dict[str, dict[str, Any]]:
    before = {name: getattr(kept, name) for name in (*rules.FACTS, "links")}
    chosen = {name: getattr(merged, name) for name in take}
    chosen["links"] = joined(kept.links, merged.links)
    if chosen.get("email", kept.email) != kept.email:
        swap_addresses(kept, merged)
    for name, value in chosen.items():
        setattr(kept, name, value)
    candidate_rules.check_reachable(kept.email, kept.phone, kept.channel)
    kept.compared_at = None
    kept.save(update_fields=[*chosen, "compared_at"])
    changed = [name for name, value in before.items() if getattr(kept, name) != value]
    return {
        "before": {name: before[name] for name in changed},
        "after": {name: getattr(kept, name) for name in changed},
    }


def joined(links: list[Any], more: list[Any]) -> list[Any]:
    known = {link.get("url") for link in links}
    return (links + [link for link in more if link.get("url") not in known])[:20]


def swap_addresses(kept: Candidate, merged: Candidate) -> None:
    """The other address stays with the other row, so that each is still there once, and found."""
    other, kept.email = kept.email, merged.email
    for merged.email in ("", other):  # no address may be there twice, not even for a moment
        merged.compared_at = None
        merged.save(update_fields=["email", "compared_at"])
        kept.save(update_fields=["email"])


def in_the_way(kept: Candidate, merged: Candidate, *, by: Person) -> str:
    """Why these two can't be merged as they are, in the words of the refusal; empty when they can."""
    try:
        _check(kept, merged, by=by)
    except Refused as refused:
        return str(refused)
    return ""
