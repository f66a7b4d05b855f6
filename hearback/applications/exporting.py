"""Every application as a row: who tried for what, and how far it got."""

from __future__ import annotations

from collections.abc import Iterator

from hearback.applications.models import Application

_FIELDS = {
    "id": "id",
    "candidate_id": "candidate_id",
    "candidate": "candidate__name",
    "email": "candidate__email",
    "job_id": "job_id",
    "job": "job__title",
    "department": "job__department__name",
    "office": "job__office__name",
    "stage": "stage__name",
    "state": "state",
    "source": "source",
    "applied_at": "applied_at",
    "entered_stage_at": "entered_stage_at",
    "ended_at": "ended_at",
}
COLUMNS = tuple(_FIELDS)


def application_rows() -> Iterator[dict[str, object]]:
    """In the order they came in."""
    for values in Application.objects.order_by("id").values_list(*_FIELDS.values()).iterator(chunk_size=1000):
        yield dict(zip(COLUMNS, values, strict=True))
