"""Sources: how people come. What was typed for a candidate stays; a source gathers the wordings that mean the same."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from hearback.candidates.models import Source
from hearback.candidates.resume import plain
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused

LONGEST = 80


def sources_in_use() -> QuerySet[Source]:
    return Source.objects.filter(retired_at=None)


def wordings_of(text: str) -> list[str]:
    """Every wording, in small letters, that means the same source as this one; itself where it is on no list."""
    folded = text.strip().lower()
    source = _meaning(folded)
    return sorted({source.name.lower(), *source.also}) if source else [folded]


def _meaning(folded: str) -> Source | None:
    return Source.objects.filter(also__contains=[folded]).first() or Source.objects.filter(name__iexact=folded).first()


def check_source(name: str) -> str:
    name = " ".join(plain(name, 1000).split())
    if not name:
        raise Refused("Write the source.", field="name")
    if len(name) > LONGEST:
        raise Refused(f"A source fits into {LONGEST} characters.", field="name")
    return name


@transaction.atomic
def save_source(source: Source, *, name: str, by: Person, now: datetime) -> Source:
    """A new source, or another name for one; the old name stays among its wordings. Refuses a name that is taken."""
    name = check_source(name)
    other = _meaning(name.lower())
    if other and other.pk != source.pk:
        raise Refused(f"“{name}” means “{other.name}” already. Merge the two instead.", field="name")
    new = source.pk is None
    if not new and source.name.lower() != name.lower():
        source.also = sorted({*source.also, source.name.lower()} - {name.lower()})
    source.name = name
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError:
        raise Refused(f"There is a source “{name}” already.", field="name") from None
    record("created" if new else "changed", source, by=by, now=now)
    return source


@transaction.atomic
def merge_wording(text: str, *, into: Source, by: Person, now: datetime) -> Source:
    """What was typed as `text`, and every wording of the source of that name, means this source from now on."""
    folded = check_source(text).lower()
    into = Source.objects.select_for_update().get(pk=into.pk)
    other = _meaning(folded)
    if other and other.pk == into.pk:
        raise Refused("These mean the same already.", field="into")
    gained = {folded, *(other.also if other else ()), *([other.name.lower()] if other else ())}
    if other:
        other.delete()
    into.also = sorted({*into.also, *gained} - {into.name.lower()})
    into.save(update_fields=["also"])
    record("merged", into, by=by, now=now)
    return into


@transaction.atomic
def set_in_use(source: Source, in_use: bool, *, by: Person, now: datetime) -> None:
    """A source out of use is suggested to nobody; who came by it is still counted."""
    source.retired_at = None if in_use else source.retired_at or now
    source.save(update_fields=["retired_at"])
    record("changed" if in_use else "retired", source, by=by, now=now)
