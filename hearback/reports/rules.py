"""When a figure may be said aloud, and in which words."""

from __future__ import annotations

from dataclasses import dataclass

# Below this a share is chance, and one person's story could be read from it.
ENOUGH = 20


@dataclass(frozen=True)
class WordKept:
    """How an employer kept its word over a year: promises told to candidates, and answers to applications.

    `due` counts the promises that ended as kept or renewed, or whose date passed; `kept` those of them kept by the
    date first told. `days` is the median number of days from an application to the first answer, over `answered`.
    """

    due: int = 0
    kept: int = 0
    answered: int = 0
    days: float = 0.0

    @property
    def share(self) -> int | None:
        """Of a hundred promises, how many were kept on time; None while there are too few to say. 99.9 is not 100."""
        return self.kept * 100 // self.due if self.due >= ENOUGH else None

    @property
    def median_days(self) -> int | None:
        """Days until half have had an answer, rounded up; None while there are too few to say."""
        return max(1, -int(-self.days // 1)) if self.answered >= ENOUGH else None
