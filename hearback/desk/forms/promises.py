from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hearback.desk.forms.common import (
    DeskForm,
    PersonField,
    day_field,
    line_field,
    moment_initial,
    people_by_nearness,
    time_field,
    words_field,
    zoned,
)
from hearback.desk.forms.letters import LetterForm
from hearback.promises.actions import renewal_draft
from hearback.promises.models import Promise


class RenewalForm(LetterForm):
    """A later date, with the reason the candidate reads."""

    reason = line_field(
        "Why it takes longer",
        help_text="The candidate reads this. Plain and true is best.",
        empty="Say why it takes longer: the candidate will read it.",
    )
    due_day = day_field("New date")
    due_time = time_field()
    words = line_field("What you promise", empty="Say what happens next: the candidate is waiting for it.")
    field_order = ["reason", "due_day", "due_time", "words"]

    def __init__(self, data: Any, *, owed: Promise, zone: ZoneInfo, now: datetime, later: datetime) -> None:
        super().__init__(data, initial={"words": owed.words, **moment_initial("due", later, zone)})
        self.owed, self.zone, self.now = owed, zone, now
        self.due_at: datetime | None = None
        self.fields["due_time"].label = zoned(zone)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.due_at = self.clean_moment("due", self.zone)
        return self.cleaned_data

    def facts(self) -> tuple[Any, ...]:
        return (self.cleaned_data["reason"], self.due_at, self.cleaned_data["words"])

    def draft(self) -> tuple[str, str]:
        said = self.cleaned_data
        return renewal_draft(self.owed, due_at=self.due_at, reason=said["reason"], words=said["words"], now=self.now)


class HandoverForm(DeskForm):
    to = PersonField(label="Who takes it on", empty="Choose somebody")

    def __init__(self, *args: Any, owed: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(people_by_nearness(owed.application.job, without=[owed.owner]))


class ReplyForm(DeskForm):
    text = words_field("Your answer", rows=8, empty="Write the answer first.")
