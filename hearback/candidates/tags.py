"""Tags: put on candidates and taken off again; renamed, merged and retired for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower

from hearback.candidates.documents import refresh
from hearback.candidates.models import Candidate, Tag, Tagging
from hearback.candidates.resume import plain
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused

LONGEST = 60


def tags_in_use() -> QuerySet[Tag]:
    return Tag.objects.filter(retired_at=None)


def tag_named(name: str) -> Tag | None:
    return Tag.objects.alias(folded=Lower("name")).filter(folded=check_tag(name).lower()).first()


def check_tag(name: str) -> str:
    name = " ".join(plain(name, 1000).split()).strip(",;#")
    if not name:
        raise Refused("Write the tag.", field="name")
    if len(name) > LONGEST:
        raise Refused(f"A tag fits into {LONGEST} characters.", field="name")
    return name


@transaction.atomic
def add_tag(candidate: Candidate, *, name: str, by: Person | None, now: datetime) -> Tag:
    """Put a tag on a candidate, making it where it is new and taking it back into use where it was retired."""
    tag = _tag_called(name, by=by, now=now)
    put_on(tag, [candidate.pk], by=by, now=now)
    return tag


@transaction.atomic
def put_on(tag: Tag, candidates: Sequence[int], *, by: Person | None, now: datetime) -> int:
    """The same tag on many candidates; says on how many it was not yet."""
    here = set(Tagging.objects.filter(tag=tag, candidate__in=candidates).values_list("candidate", flat=True))
    new = [Tagging(candidate_id=pk, tag=tag, by=by, at=now) for pk in dict.fromkeys(candidates) if pk not in here]
    Tagging.objects.bulk_create(new, ignore_conflicts=True)
    refresh([one.candidate_id for one in new], now=now)
    for one in new:
        record("tagged", Candidate(pk=one.candidate_id), by=by, now=now, tag=tag.pk)
    return len(new)


@transaction.atomic
def remove_tag(candidate: Candidate, *, tag: Tag, by: Person | None, now: datetime) -> None:
    gone, _ = Tagging.objects.filter(candidate=candidate, tag=tag).delete()
    if gone:
        refresh([candidate.pk], now=now)
        record("untagged", candidate, by=by, now=now, tag=tag.pk)


def _tag_called(name: str, *, by: Person | None, now: datetime) -> Tag:
    found = tag_named(name)
    if found and found.retired_at:
        Tag.objects.filter(pk=found.pk).update(retired_at=None)
        found.retired_at = None
    if found:
        return found
    try:
        with transaction.atomic():
            tag = Tag.objects.create(name=check_tag(name))
    except IntegrityError:  # made at the same moment by somebody else
        return Tag.objects.alias(folded=Lower("name")).get(folded=check_tag(name).lower())
    record("created", tag, by=by, now=now)
    return tag


@transaction.atomic
def rename_tag(tag: Tag, *, name: str, by: Person, now: datetime) -> Tag:
    """Call it otherwise everywhere. Refuses the name of another tag: those are merged."""
    other = tag_named(name)
    if other and other.pk != tag.pk:
        raise Refused(f"There is a tag “{other.name}” already. Merge the two instead.", field="name")
    tag.name = check_tag(name)
    tag.save(update_fields=["name"])
    _look_again(tag)
    record("changed", tag, by=by, now=now)
    return tag


@transaction.atomic
def merge_tags(tag: Tag, *, into: Tag, by: Person, now: datetime) -> Tag:
    """Whoever carries the one carries the other from now on, and the one is no more."""
    if tag.pk == into.pk:
        raise Refused("Choose another tag to merge it into.", field="into")
    carried = into.taggings.values("candidate")
    tag.taggings.exclude(candidate__in=carried).update(tag=into)
    tag.taggings.all().delete()
    _look_again(into)
    record("merged", into, by=by, now=now, tag=tag.pk)
    tag.delete()
    return into


@transaction.atomic
def retire_tag(tag: Tag, *, by: Person, now: datetime) -> None:
    """Out of use: nobody is offered it any more; whoever carries it keeps it."""
    tag.retired_at = now
    tag.save(update_fields=["retired_at"])
    record("retired", tag, by=by, now=now)


@transaction.atomic
def bring_back_tag(tag: Tag, *, by: Person, now: datetime) -> None:
    tag.retired_at = None
    tag.save(update_fields=["retired_at"])
    record("changed", tag, by=by, now=now)


def _look_again(tag: Tag) -> None:
    """Thousands may carry it: the tick writes their documents anew within the minute."""
    Candidate.objects.filter(pk__in=tag.taggings.values("candidate")).update(found_at=None)
