"""All that is kept of one candidate, in one document: for them, when they ask for it, or for their file."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import CASCADE, ForeignKey, Model, Q

from hearback.applications.models import Application
from hearback.candidates.models import Candidate
from hearback.exchange.leaving.house import LEFT_OUT, file_of, nouns
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.record.models import Entry


def write_person(candidate: Candidate, *, packed: bool, by: Person | None, now: datetime) -> Iterator[bytes]:
    """The document; packed, with their files beside it. The record says that it was written."""
    record("exported", candidate, by=by, now=now)
    text = json.dumps(everything_of(candidate), ensure_ascii=False, indent=2, default=str).encode()
    if not packed:
        yield text + b"\n"
        return
    folder = BytesIO()  # one person's files, each within the limit of an upload
    with zipfile.ZipFile(folder, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("everything.json", text)
        for number, kept in enumerate(candidate.attachments.order_by("id"), start=1):
            if default_storage.exists(kept.file.name):
                with kept.file.open("rb") as source:
                    archive.writestr(f"files/{number}-{kept.name}", source.read())
    yield folder.getvalue()


def everything_of(candidate: Candidate) -> dict[str, Any]:
    """Their own row, and every row that belongs to it or to one that does, by noun. People of the house appear by
    their number only."""
    found = {Candidate: [candidate.pk]}
    wanted = [Candidate]
    while wanted:
        owner = wanted.pop(0)
        for model, column in _belonging_to(owner):
            rows = list(
                model._base_manager.filter(**{f"{column}__in": found[owner]})
                .order_by("pk")
                .values_list("pk", flat=True)
            )
            new = [pk for pk in rows if pk not in found.get(model, ())]
            if new:
                found.setdefault(model, []).extend(new)
                wanted.append(model)
    document = {
        file_of(model): _rows(model, pks) for model, pks in sorted(found.items(), key=lambda item: file_of(item[0]))
    }
    return document | {"record": list(_record(candidate, found))}


def _belonging_to(owner: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The nouns whose rows go when the owner's row goes, and that a person of the house does not own."""
    for model in nouns():
        if model is Person or model.__name__ in LEFT_OUT:
            continue
        for field in model._meta.concrete_fields:
            if not isinstance(field, ForeignKey) or field.related_model is not owner:
                continue
            if owner is Candidate or not field.null or field.remote_field.on_delete is CASCADE:
                yield model, field.name


def _rows(model: type[Model], pks: list[int]) -> list[dict[str, Any]]:
    columns = [field.attname for field in model._meta.concrete_fields]
    return list(model._base_manager.filter(pk__in=pks).order_by("pk").values(*columns))


def _record(candidate: Candidate, found: dict[type[Model], list[int]]) -> Iterator[dict[str, Any]]:
    own = Q(subject="candidate", subject_id=candidate.pk) | Q(actor_kind="candidate", actor_id=candidate.pk)
    entries = Entry.objects.filter(own | Q(application_id__in=found.get(Application, [])))
    yield from entries.order_by("id").values("at", "actor_kind", "verb", "subject", "subject_id", "details")
