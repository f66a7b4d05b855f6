from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hearback.desk.forms.common import DeskForm, day_field, moment_initial, time_field, zoned


class TryAgainForm(DeskForm):
    """When to call again."""

    again_day = day_field("Try again on")
    again_time = time_field()

    def __init__(self, data: Any, *, again_at: datetime, zone: ZoneInfo) -> None:
        super().__init__(data, initial=moment_initial("again", again_at, zone))
        self.zone = zone
        self.again_at: datetime | None = None
        self.fields["again_time"].label = zoned(zone)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.again_at = self.clean_moment("again", self.zone)
        return self.cleaned_data
