"""A time, a place and the people for an interview, and the invitation they make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from hearback.applications.models import Application
from hearback.desk.forms.common import (
    PersonField,
    day_field,
    line_field,
    moment_initial,
    people_by_nearness,
    time_field,
    words_field,
    zone_hint,
    zone_of_person,
)
from hearback.desk.forms.letters import LetterForm
from hearback.interviews.actions import Place
from hearback.interviews.letters import cancellation_letter, invitation_letter
from hearback.interviews.models import Interview
from hearback.jobs.models import InterviewTemplate
from hearback.people.models import Person
from hearback.refusals import Refused

NOT, HOST, SITS, SHADOW = "", "host", "sits", "shadow"
ROLES = ((NOT, "Not in it"), (HOST, "Leads it"), (SITS, "Sits in"), (SHADOW, "Listens in"))
GUESTS = (1, 2)  # rows for people from outside the hiring team


class TimeAndPeopleForm(LetterForm):
    """When, where and with whom. Everybody of the hiring team has a row; two more are for others."""

    starts_at_day = day_field("Day")
    starts_at_time = time_field("Begins at")
    minutes = forms.IntegerField(
        label="Minutes",
        widget=forms.NumberInput(attrs={"min": 10, "max": 600, "step": 5, "inputmode": "numeric"}),
        error_messages={"required": "Say how long it takes.", "invalid": "Write the minutes as a number."},
    )
    place = line_field(
        "Where", help_text="A room, an address or a video link.", empty="Say where it is: a room, an address or a link."
    )
    seats = forms.CharField(label="Who sits there", required=False, widget=forms.HiddenInput)  # where refusals land

    def __init__(
        self, data: Any, *, application: Application, team: Iterable[Person], seated: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.application = application
        self.zone = ZoneInfo(application.job.office.time_zone)
        self.team = list(team)
        self.starts_at: datetime | None = None
        self.fields["starts_at_time"].help_text = zone_hint(self.zone)
        self.fields["place"].widget.attrs["list"] = "places"
        for person in self.team:
            self.fields[f"seat_{person.pk}"] = _role_field(person.name, seated.get(person.pk, NOT))
        others = people_by_nearness(application.job, without=self.team)
        for number in GUESTS:
            guest = PersonField(label="Somebody else", required=False, empty="Nobody else")
            self.fields[f"guest_{number}"] = guest
            guest.offer(others)
            self.fields[f"guest_{number}_as"] = _role_field("Somebody else", SITS)

    def rows(self) -> list[tuple[Person, Any]]:
        return [(person, self[f"seat_{person.pk}"]) for person in self.team]

    def guests(self) -> list[tuple[Any, Any]]:
        return [(self[f"guest_{number}"], self[f"guest_{number}_as"]) for number in GUESTS]

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.starts_at = self.clean_moment("starts_at", self.zone)
        try:
            self.places()
        except Refused as refused:
            self.refuse(refused)
        return self.cleaned_data

    def places(self) -> list[Place]:
        """The seats as chosen: who leads first, then those who sit in, then those who listen."""
        chosen = [(person, self.cleaned_data.get(f"seat_{person.pk}", NOT)) for person in self.team]
        for number in GUESTS:
            guest = self.cleaned_data.get(f"guest_{number}")
            if guest is not None:
                chosen.append((guest, self.cleaned_data.get(f"guest_{number}_as") or SITS))
        if sum(role == HOST for _, role in chosen) > 1:
            raise Refused("Two lead it. Choose one: whoever leads says at the end what happens next.", field="seats")
        order = [HOST, SITS, SHADOW]
        taken = sorted((one for one in chosen if one[1]), key=lambda one: order.index(one[1]))
        return [Place(person, shadow=role == SHADOW) for person, role in taken]

    def chosen(self) -> list[Person]:
        """Whoever has a seat as the form stands, sent or not."""
        people = {person.pk: person for person in self.team if self[f"seat_{person.pk}"].value()}
        for number in GUESTS:
            field = self.fields[f"guest_{number}"]
            value = self[f"guest_{number}"].value()
            if value and str(value).isdigit() and int(value) in field.people:
                people[int(value)] = field.people[int(value)]
        return list(people.values())

    def facts(self) -> tuple[Any, ...]:
        said = self.cleaned_data
        people = [place.person.pk for place in self.places() if not place.shadow]
        return (self.starts_at, said["minutes"], said["place"], people, *self.more_facts())

    def more_facts(self) -> tuple[Any, ...]:
        return ()

    def invitation(self, **more: Any) -> tuple[str, str]:
        return invitation_letter(
            self.application,
            starts_at=self.starts_at,
            minutes=self.cleaned_data["minutes"],
            place=self.cleaned_data["place"],
            people=[place.person for place in self.places() if not place.shadow],
            **more,
        )


class BookingForm(TimeAndPeopleForm):
    kind = forms.ChoiceField(label="Kind", choices=InterviewTemplate.Kind.choices)
    name = line_field("Name", longest=80, empty="Say what it is called.")
    preparation = words_field(
        "What to know beforehand",
        required=False,
        rows=4,
        longest=4000,
        help_text="How to find the way, what to bring, what you will talk about. It stands in the invitation.",
    )

    def more_facts(self) -> tuple[Any, ...]:
        return (self.cleaned_data["preparation"],)

    def draft(self) -> tuple[str, str]:
        return self.invitation(preparation=self.cleaned_data["preparation"])


class MoveForm(TimeAndPeopleForm):
    reason = line_field(
        "Why it is moved", help_text="The candidate reads this.", empty="Say why: the candidate will read it."
    )

    def __init__(self, data: Any, *, interview: Interview, **kwargs: Any) -> None:
        self.interview = interview
        super().__init__(data, application=interview.application, **kwargs)

    def more_facts(self) -> tuple[Any, ...]:
        return (self.cleaned_data["reason"],)

    def draft(self) -> tuple[str, str]:
        return self.invitation(preparation=self.interview.preparation, moved_because=self.cleaned_data["reason"])


class CancellationForm(LetterForm):
    reason = line_field(
        "Why it is cancelled",
        help_text="The candidate reads this, and so do those who sit there.",
        empty="Say why: the candidate will read it.",
        longest=200,
    )
    words = line_field("What happens instead", empty="Say what happens next: the candidate is waiting for it.")
    due_day = day_field("By when")
    due_time = time_field()
    owner = PersonField(label="From whom")

    def __init__(self, data: Any, *, interview: Interview, by: Person, due_at: datetime, owner: Person) -> None:
        zone = zone_of_person(by)
        initial = {"words": "We send you a new date", "owner": owner, **moment_initial("due", due_at, zone)}
        super().__init__(data, initial=initial)
        self.interview, self.zone = interview, zone
        self.due_at: datetime | None = None
        self.fields["due_time"].help_text = zone_hint(zone)
        self.fields["owner"].offer(people_by_nearness(interview.application.job))

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.due_at = self.clean_moment("due", self.zone)
        return self.cleaned_data

    def facts(self) -> tuple[Any, ...]:
        said = self.cleaned_data
        return (said["reason"], said["words"], self.due_at, said["owner"].pk)

    def draft(self) -> tuple[str, str]:
        said = self.cleaned_data
        return cancellation_letter(
            self.interview,
            reason=said["reason"],
            next_words=said["words"],
            next_due_at=self.due_at,
            next_owner=said["owner"],
        )


def _role_field(label: str, initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=ROLES, required=False, initial=initial)
