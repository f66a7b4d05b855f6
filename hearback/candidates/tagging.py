"""Putting a word on a candidate, and taking it off."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models.functions import Lower

from hearback.candidates.models import Candidate, Tag, Tagging
from hearback.candidates.resume import plain
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused


@transaction.atomic
def tag_named(name: str) -> Tag:
    """The tag of this name, however it is spelled in capitals and small letters; a new one where there is none."""
    name = " ".join(plain(name, 61).split())
    if not name:
        raise Refused("Write the tag.", field="tag")
    if len(name) > 60:
        raise Refused("A tag fits into 60 characters.", field="tag")
    same = Tag.objects.alias(folded=Lower("name")).filter(folded=name.lower())
    if found := same.first():
        return found
    try:
        with transaction.atomic():
            return Tag.objects.create(name=name)
    except IntegrityError:  # two at the same moment
        return same.get()


@transaction.atomic
def tag_candidate(candidate: Candidate, tag: Tag, *, by: Person, now: datetime) -> bool:
    """False when they have it already."""
    tagging, new = Tagging.objects.get_or_create(candidate=candidate, tag=tag, defaults={"by": by, "at": now})
    if new:
        record("tagged", tagging, by=by, now=now, candidate=candidate.pk, tag=tag.pk)
    return new


@transaction.atomic
def untag_candidate(candidate: Candidate, tag: Tag, *, by: Person, now: datetime) -> None:
    for tagging in Tagging.objects.filter(candidate=candidate, tag=tag):
        record("untagged", tagging, by=by, now=now, candidate=candidate.pk, tag=tag.pk)
        tagging.delete()
