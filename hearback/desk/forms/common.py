"""What the desk's forms share: a refusal lands on its field, moments are a day and a time in one's own zone, people are
chosen by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from hearback.jobs.models import HiringTeamMember, Job
from hearback.people.models import Person
from hearback.people.queries import colleagues
from hearback.refusals import Refused
from hearback.words import zone_name


class DeskForm(forms.Form):
    """A form whose refusals stand beside the field they concern, with everything typed still there."""

    use_required_attribute = False  # the refusal in our own words is better than the browser's bubble

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def refuse(self, refused: Refused) -> None:
        """Show the sentence on its field; a moment's sentence on its day; anything else on top of the form."""
        names = (refused.field, f"{refused.field}_day")
        self.add_error(next((name for name in names if name in self.fields), None), str(refused))

    def moment(self, name: str, zone: ZoneInfo) -> datetime | None:
        """The instant that `name`_day and `name`_time mean in that zone, once the form is clean."""
        day, clock = self.cleaned_data.get(f"{name}_day"), self.cleaned_data.get(f"{name}_time")
        return instant(day, clock, zone) if day and clock else None

    def clean_moment(self, name: str, zone: ZoneInfo) -> datetime | None:
        """For `clean()`: the instant, or None with the sentence on its field. A clock that jumps skips an hour."""
        try:
            return self.moment(name, zone)
        except Refused as refused:
            self.refuse(refused)
            return None


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Wall-clock day and time as an instant. Refuses an hour that clocks skip; takes the first of a repeated one."""
    at = datetime.combine(day, clock, zone).astimezone(UTC)
    if at.astimezone(zone).time() != clock:
        raise Refused("The clocks are put forward on that day, and this time does not exist. Choose an hour later.")
    return at


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose a day.", "invalid": "Write the day as year-month-day, such as 2026-11-26."},
    )


def time_field(label: str = "Time", *, required: bool = True, help_text: str = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Choose a time.", "invalid": "Write the time as hours and minutes, such as 14:30."},
    )


def words_field(
    label: str, *, required: bool = True, rows: int = 4, help_text: str = "", empty: str = "", longest: int = 10_000
) -> forms.CharField:
    """Several lines of text. `empty` is the sentence for nothing written."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": empty or "Write something here."},
    )


def line_field(
    label: str, *, required: bool = True, help_text: str = "", empty: str = "", longest: int = 300
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=longest,
        error_messages={"required": empty or "Write something here."},
    )


def moment_initial(name: str, at: datetime, zone: ZoneInfo) -> dict[str, date | time]:
    """What `name`_day and `name`_time start with."""
    local = at.astimezone(zone)
    return {f"{name}_day": local.date(), f"{name}_time": local.time().replace(second=0, microsecond=0)}


def zone_of_person(person: Person) -> ZoneInfo:
    """The zone a person's dates are shown and typed in."""
    return ZoneInfo(person.office.time_zone)


def zone_hint(zone: ZoneInfo) -> str:
    """What stands beside a time: whose clock it is."""
    return f"In {zone_name(zone)}."


def zoned(zone: ZoneInfo) -> str:
    """The label of a time that stands beside its day, with whose clock it is in it."""
    return f"Time ({zone_name(zone)})"


class PersonField(forms.TypedChoiceField):
    """One colleague, the job's hiring team first. Its clean value is the Person.

    Fill it in the form's `__init__`: `self.fields["owner"].offer(people_by_nearness(job))`.
    """

    def __init__(self, *, label: str, empty: str = "", **kwargs: Any) -> None:
        self.groups: Mapping[str, list[Person]] = {}
        self.nobody = empty
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"] = {
            "required": "Choose somebody.",
            "invalid_choice": "Choose somebody from the list.",
            **kwargs["error_messages"],
        }
        super().__init__(label=label, coerce=self._person, empty_value=None, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> PersonField:
        copied: PersonField = super().__deepcopy__(memo)
        copied.groups, copied.coerce = {}, copied._person  # each form offers its own people
        return copied

    def _person(self, value: str | Person) -> Person:
        if isinstance(value, Person):
            return value  # whom the form began with
        found = self.find(value)
        assert found is not None  # or `valid_value` would have refused it
        return found

    def valid_value(self, value: Any) -> bool:
        return self.find(value) is not None

    def find(self, value: Any) -> Person | None:
        if not str(value).isdecimal():
            return None
        return self.groups.find(int(value)) if isinstance(self.groups, Colleagues) else self.people.get(int(value))

    @property
    def people(self) -> dict[int, Person]:
        return {person.pk: person for people in self.groups.values() for person in people}

    def offer(self, groups: Mapping[str, list[Person]]) -> None:
        """Offer these people under these headings."""
        self.groups = groups
        self.choices = self._offered

    def _offered(self) -> list[tuple[str, Any]]:
        blank = [("", self.nobody or "Choose somebody")] if self.nobody or not self.required else []
        return blank + [
            (heading, [(str(person.pk), _named(person)) for person in people])
            for heading, people in self.groups.items()
            if people
        ]

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Person) else value


def _named(person: Person) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name


class Colleagues(Mapping[str, list[Person]]):
    """Everybody who works here, the job's hiring team under its own heading. They are many: read, in two queries, when
    they are drawn; and the one whom somebody has chosen is found without the others."""

    def __init__(self, job: Job, left_out: Collection[int]) -> None:
        self.job, self.left_out = job, left_out
        self._found: dict[int, Person | None] = {}

    @cached_property
    def groups(self) -> dict[str, list[Person]]:
        team = set(HiringTeamMember.objects.filter(job=self.job).values_list("person", flat=True))
        everybody = [person for person in colleagues() if person.pk not in self.left_out]
        return {
            "Hiring team": [person for person in everybody if person.pk in team],
            "Everybody else": [person for person in everybody if person.pk not in team],
        }

    def find(self, pk: int) -> Person | None:
        if pk not in self._found:
            self._found[pk] = None if pk in self.left_out else colleagues().filter(pk=pk).first()
        return self._found[pk]

    def __getitem__(self, heading: str) -> list[Person]:
        return self.groups[heading]

    def __iter__(self) -> Iterator[str]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)


def people_by_nearness(job: Job, *, without: Iterable[Person] = ()) -> Colleagues:
    return Colleagues(job, {person.pk for person in without})
