"""Every candidate as a row: what a person would need to carry them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from hearback.candidates.models import Candidate

COLUMNS = (
    "id",
    "name",
    "email",
    "phone",
    "headline",
    "location",
    "time_zone",
    "channel",
    "links",
    "source",
    "created_at",
)


def candidate_rows(*, with_resume: bool = False) -> Iterator[dict[str, object]]:
    """In the order they came in. The résumé is JSON Resume and fits only where a row can hold it."""
    columns = COLUMNS + (("resume",) if with_resume else ())
    for candidate in Candidate.objects.order_by("id").iterator(chunk_size=1000):
        row = {column: getattr(candidate, column) for column in columns}
        yield row | {"links": [link.get("url", "") for link in candidate.links]}
