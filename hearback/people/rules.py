"""Working days: which days count, and when a promise of so many of them falls due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hearback.refusals import Refused

# Which questions of voluntary self-identification an office lets follow an application.
SELF_IDENTIFICATION = {
    "": "Not asked",
    "general": "Gender, age, disability",
    "ca": "Canada: the four designated groups",
    "us": "United States: gender, ethnicity, veterans, disability",
}


@dataclass(frozen=True)
class WorkingCalendar:
    """One office's clock. `days_off` holds public holidays and closures; weekday 0 is Monday."""

    time_zone: str
    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    opens: time = time(9)
    shuts: time = time(17)
    days_off: frozenset[date] = field(default_factory=frozenset)

    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.days_off

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone()).date()

    def first_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the next that is. A calendar without working days is refused."""
        for ahead in range(400):
            candidate = day + timedelta(days=ahead)
            if self.works_on(candidate):
                return candidate
        raise Refused("This office has no working days, so no date can be promised from it.")

    def add_working_days(self, day: date, count: int) -> date:
        """The day `count` working days after `day`; negative counts go back; 0 is the first working day on or after."""
        if count == 0:
            return self.first_working_day(day)
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        for _ in range(400 + 8 * left):
            day += step
            if self.works_on(day):
                left -= 1
                if left == 0:
                    return day
        raise Refused("This office has no working days, so no date can be promised from it.")

    def end_of(self, day: date) -> datetime:
        """When work ends on that day, as an instant. On days the clock jumps, the wall clock decides."""
        return datetime.combine(day, self.shuts, self.zone()).astimezone(UTC)

    def start_of(self, day: date) -> datetime:
        return datetime.combine(day, self.opens, self.zone()).astimezone(UTC)

    def working_moment(self, moment: datetime) -> datetime:
        """The moment itself within working hours, else the next time the office opens."""
        day = self.day_of(moment)
        if self.works_on(day) and moment < self.end_of(day):
            return max(moment, self.start_of(day))
        return self.start_of(self.first_working_day(day + timedelta(days=1)))

    def same_hour_after(self, moment: datetime, working_days: int) -> datetime:
        """The same hour by the wall clock, so many working days later."""
        local = moment.astimezone(self.zone())
        day = self.add_working_days(local.date(), working_days)
        return datetime.combine(day, local.time(), self.zone()).astimezone(UTC)

    def due_after(self, moment: datetime, working_days: int) -> datetime:
        """End of work, `working_days` working days after the day of `moment` at this office."""
        day = self.add_working_days(self.day_of(moment), working_days)
        due = self.end_of(day)
        # Zero days asked for after closing time means the next working day, not a moment already past.
        return due if due > moment else self.end_of(self.add_working_days(day, 1))

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; 0 when `last` is not later."""
        return sum(self.works_on(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def check_time_zone(name: str) -> str:
    """Return the name if it is a real zone. Refuses in words otherwise."""
    try:
        ZoneInfo(name)
    except Exception:
        raise Refused(
            f"“{name}” is not a time zone we know. Write one such as Europe/Berlin.",
            field="time_zone",
        ) from None
    return name


def check_absence(first_day: date, last_day: date, today: date) -> None:
    if last_day < first_day:
        raise Refused("The last day away lies before the first.", field="last_day")
    if last_day < today:
        raise Refused(
            "These days are over already. Enter days that are still to come.",
            field="last_day",
        )
