"""Working days around now, and who is free when: the demo's interviews are put where real ones would be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hearback.demo.moments import on
from hearback.people.models import Office, Person
from hearback.people.queries import calendar_for

PAUSE = timedelta(minutes=10)
STARTS = [f"{hour:02}:{minute:02}" for hour in range(9, 17) for minute in (0, 15, 30, 45)]


class Days:
    """One office's working days, counted from today: 0 is today or, on a day off, the next day that is worked."""

    def __init__(self, office: Office, now: datetime) -> None:
        self.calendar = calendar_for(office, now=now)
        self.zone = office.time_zone
        self.today = self.calendar.day_of(now)
        self.works_today = self.calendar.works_on(self.today)

    def day(self, number: int) -> date:
        if number == 0:
            return self.calendar.first_working_day(self.today)
        if number > 0 and not self.works_today:
            # A weekend's first working day ahead is day 0.
            return self.calendar.add_working_days(self.day(0), number)
        return self.calendar.add_working_days(self.today, number)

    def at(self, number: int, clock: str) -> datetime:
        return on(self.day(number), clock, self.zone)

    def due(self, moment: datetime, working_days: int) -> datetime:
        return self.calendar.due_after(moment, working_days)

    def clock(self, moment: datetime) -> time:
        return moment.astimezone(ZoneInfo(self.zone)).time()


class Diary:
    def __init__(self) -> None:
        self._taken: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)

    def take(self, people: Sequence[Person], starts: datetime, ends: datetime) -> None:
        for person in people:
            self._taken[person.pk].append((starts, ends))

    def find(
        self, meetings: Sequence[tuple[Sequence[Person], int]], day: date, zone: str, clocks: Sequence[str]
    ) -> list[datetime] | None:
        """Starts for meetings one after the other on that day, everybody free and at work; None when there are none."""
        for clock in clocks:
            starts = self._starts(meetings, on(day, clock, zone))
            if all(
                self._free(person, start, start + timedelta(minutes=minutes))
                for (people, minutes), start in zip(meetings, starts, strict=True)
                for person in people
            ):
                for (people, minutes), start in zip(meetings, starts, strict=True):
                    self.take(people, start, start + timedelta(minutes=minutes))
                return starts
        return None

    @staticmethod
    def _starts(meetings: Sequence[tuple[Sequence[Person], int]], first: datetime) -> list[datetime]:
        starts = []
        for _, minutes in meetings:
            starts.append(first)
            first += timedelta(minutes=(minutes + 15 + 14) // 15 * 15)
        return starts

    def _free(self, person: Person, starts: datetime, ends: datetime) -> bool:
        zone = ZoneInfo(person.office.time_zone)
        if starts.astimezone(zone).time() < time(9) or ends.astimezone(zone).time() > time(17, 15):
            return False
        return all(ends + PAUSE <= begin or end + PAUSE <= starts for begin, end in self._taken[person.pk])
