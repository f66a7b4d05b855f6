"""What the importer said once, for every row of the file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

MAIL, ALREADY = "mail", "already"


@dataclass
class Options:
    """As it stands in `Import.options`. Ids, not rows; `columns` has a mapping by the signature of its heading."""

    columns: dict[str, list[str]] = field(default_factory=dict)
    system: str = ""  # whose numbers the file's numbers are
    source: str = ""
    # Of applications: the one job, unless the rows name theirs; and the next step of whoever is still in progress.
    job: int | None = None
    words: str = ""
    days: int | None = None
    owner: int | None = None
    told: str = ""  # MAIL: each is written to; ALREADY: they have been told, elsewhere or by word of mouth
    # Of jobs, where the rows say nothing of their own
    office: int | None = None
    department: int | None = None
    plan: str = ""
    recruiter: int | None = None
    manager: int | None = None

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Options:
        return cls(**{name: value for name, value in kept.items() if name in cls.__dataclass_fields__})

    def kept(self) -> dict[str, Any]:
        return asdict(self)
