from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hearback.decisions.models import InformationRequest
from hearback.decisions.more_time import extension_draft
from hearback.desk.forms.common import day_field, line_field, moment_initial, time_field, zoned
from hearback.desk.forms.letters import LetterForm
from hearback.people.models import Person


class ExtensionForm(LetterForm):
    """A later date for what was asked of the candidate."""

    due_day = day_field("They have until")
    due_time = time_field()
    words = line_field("A sentence of your own", required=False, help_text="Not needed. The candidate reads it.")
    field_order = ["due_day", "due_time", "words"]

    def __init__(self, data: Any, *, asked: InformationRequest, by: Person, zone: ZoneInfo, later: datetime) -> None:
        super().__init__(data, initial=moment_initial("due", later, zone))
        self.asked, self.by, self.zone = asked, by, zone
        self.due_at: datetime | None = None
        self.fields["due_time"].label = zoned(zone)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.due_at = self.clean_moment("due", self.zone)
        return self.cleaned_data

    def facts(self) -> tuple[Any, ...]:
        return (self.due_at, self.cleaned_data["words"])

    def draft(self) -> tuple[str, str]:
        return extension_draft(self.asked, due_at=self.due_at, by=self.by, words=self.cleaned_data["words"])
