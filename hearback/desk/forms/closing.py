"""The closing as it is typed: up to three next steps, each with words, a date, a way and somebody who owes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from hearback.applications.queries import visible_to
from hearback.desk.forms.common import (
    DeskForm,
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
from hearback.interviews.models import Interview
from hearback.interviews.phrases import Phrase, phrases
from hearback.interviews.queries import standing_steps
from hearback.interviews.rules import MOST_STEPS, NextStep
from hearback.jobs.models import HiringTeamMember, Stage
from hearback.people.models import Person, Role
from hearback.promises.models import Promise
from hearback.promises.queries import usual_due_at
from hearback.promises.rules import check_promise
from hearback.refusals import Refused
from hearback.words import moment

OWN, STANDING, OTHER = "own", "standing", "other"
DAYS = (1, 2, 3, 5)
CHANNELS = (("email", "By e-mail"), ("call", "By phone"), ("portal", "On their page"))


@dataclass(frozen=True)
class Offered:
    """What the form offers: read once, for all its steps."""

    interview: Interview
    person: Person
    now: datetime
    zone: ZoneInfo
    phrases: list[Phrase]
    standing: list[Promise]
    dates: dict[int, datetime]  # by working days
    usual_days: int
    owners: list[Person]
    everybody: dict[str, list[Person]]

    @property
    def channel(self) -> str:
        """The way the candidate prefers to be reached."""
        candidate = self.interview.candidate
        return "call" if candidate.channel == "call" or not candidate.email else "email"


def offered(interview: Interview, person: Person, *, now: datetime) -> Offered:
    application = interview.application
    following = Stage.objects.filter(
        job=application.job_id, retired_at=None, position__gt=application.stage.position
    ).first()
    usual = application.stage.answer_days
    return Offered(
        interview=interview,
        person=person,
        now=now,
        zone=zone_of_person(person),
        phrases=phrases(following.public_name if following else "", following.kind if following else ""),
        standing=standing_steps(interview, now=now),
        dates={days: usual_due_at(application, now=now, days=days) for days in sorted({*DAYS, usual} - {0})},
        usual_days=usual or 1,
        owners=_owners(interview, person),
        everybody=people_by_nearness(application.job),
    )


def _owners(interview: Interview, person: Person) -> list[Person]:
    """Who usually owes what is said, the likeliest first: whoever says it, if the application's page is theirs."""
    members = HiringTeamMember.objects.filter(
        job=interview.application.job_id,
        role__in=(Role.RECRUITER, Role.COORDINATOR, Role.HIRING_MANAGER),
        person__is_active=True,
    ).select_related("person__office")
    order = [Role.RECRUITER, Role.HIRING_MANAGER, Role.COORDINATOR]
    team = [m.person for m in sorted(members, key=lambda m: (order.index(m.role), not m.lead, m.pk))]
    mine = visible_to(person).filter(pk=interview.application_id).exists()
    return list(dict.fromkeys([person, *team] if mine or not team else [team[0], person, *team[1:]]))


class StepForm(DeskForm):
    """One next step. Without words chosen it is left out; the first one has to be there."""

    say = forms.ChoiceField(label="What happens next", widget=forms.RadioSelect, required=False)
    words = line_field("In your words", required=False)
    when = forms.ChoiceField(label="By when", widget=forms.RadioSelect, required=False)
    due_day = day_field("Day", required=False)
    due_time = time_field(required=False)
    how = forms.ChoiceField(label="How", widget=forms.RadioSelect, choices=CHANNELS, required=False)
    owner = forms.ChoiceField(label="From whom", widget=forms.RadioSelect, required=False)
    somebody = PersonField(label="Somebody else", required=False)

    def __init__(self, data: Any, *, offers: Offered, number: int) -> None:
        first = number == 1
        super().__init__(data, prefix=f"step{number}", initial=self._initial(offers, first=first))
        self.offers, self.number, self.first, self.step = offers, number, first, None
        self.fields["say"].choices = self._sayings(first)
        self.fields["when"].choices = [(str(days), _in_days(days)) for days in offers.dates] + [("day", "Another date")]
        self.fields["owner"].choices = [
            (str(owner.pk), "I do" if owner == offers.person else owner.name) for owner in offers.owners
        ] + [(OTHER, "Somebody else")]
        self.fields["somebody"].offer(offers.everybody)
        self.fields["due_time"].help_text = zone_hint(offers.zone)

    def _initial(self, offers: Offered, *, first: bool) -> dict[str, Any]:
        usual = offers.dates[offers.usual_days]
        booked = any(owed.kind == Promise.Kind.INTERVIEW for owed in offers.standing)
        return {
            "say": (STANDING if booked else offers.phrases[0].key) if first else "",
            "when": str(offers.usual_days),
            "how": offers.channel,
            "owner": str(offers.owners[0].pk),
            **moment_initial("due", usual, offers.zone),
        }

    def _sayings(self, first: bool) -> list[tuple[str, str]]:
        usual = [(phrase.key, phrase.words) for phrase in self.offers.phrases]
        if not first:
            return [("", "Nothing more"), *usual, (OWN, "Something else")]
        standing = [(STANDING, "What is promised already")] if self.offers.standing else []
        return [*usual, *standing, (OWN, "Something else")]

    @property
    def used(self) -> bool:
        return bool(self["say"].value())

    def dates(self) -> dict[str, str]:
        """The day and hour that each choice means, in the zone of whoever looks at it."""
        told = {days: moment(due, self.offers.zone, self.offers.now) for days, due in self.offers.dates.items()}
        return {str(days): words[0].upper() + words[1:] for days, words in told.items()}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("say") in (STANDING, "", None):
            return said
        try:
            self.step = self._step(said)
        except Refused as refused:
            self.refuse(refused)
        return said

    def _step(self, said: Mapping[str, Any]) -> NextStep:
        phrase = next((phrase for phrase in self.offers.phrases if phrase.key == said["say"]), None)
        words = phrase.words if phrase else said.get("words", "")
        due = self._due(said)
        check_promise(words, due, self.offers.now)
        return NextStep(
            kind=phrase.kind if phrase else Promise.Kind.ANSWER,
            words=words,
            due_at=due,
            owner=self._owner(said).pk,
            channel=said.get("how") or self.offers.channel,
        )

    def _due(self, said: Mapping[str, Any]) -> datetime:
        if said.get("when") != "day":
            return self.offers.dates.get(int(said.get("when") or 0), self.offers.dates[self.offers.usual_days])
        due = self.moment("due", self.offers.zone)
        if due is None:
            raise Refused("Choose the day and the time.", field="due")
        return due

    def _owner(self, said: Mapping[str, Any]) -> Person:
        if said.get("owner") == OTHER:
            if said.get("somebody") is None:
                raise Refused("Say who it comes from.", field="somebody")
            return said["somebody"]
        return next((one for one in self.offers.owners if str(one.pk) == said.get("owner")), self.offers.owners[0])


class ClosingWordsForm(DeskForm):
    words = words_field(
        "A sentence of your own",
        required=False,
        rows=3,
        longest=2000,
        help_text="Not needed. A word about the conversation is remembered for a long time.",
    )


class ClosingForm:
    """The steps and the sentence together, so that a page can ask them as one."""

    def __init__(self, data: Any, *, offers: Offered) -> None:
        self.offers = offers
        self.steps = [StepForm(data, offers=offers, number=number) for number in range(1, MOST_STEPS + 1)]
        self.more = ClosingWordsForm(data)

    @property
    def parts(self) -> list[DeskForm]:
        return [*self.steps, self.more]

    def is_valid(self) -> bool:
        return all([part.is_valid() for part in self.parts])

    @property
    def errors(self) -> bool:
        return any(part.errors for part in self.parts)

    def refuse(self, refused: Refused) -> None:
        self.steps[0].refuse(refused)

    def next_steps(self) -> list[NextStep]:
        return [form.step for form in self.steps if form.step is not None]

    def relies_on_standing(self) -> bool:
        return self.steps[0]["say"].value() == STANDING

    def words(self) -> str:
        return self.more["words"].value() or ""

    def as_promised(self) -> list[Promise]:
        """What the candidate would be told as the form stands: nothing here is saved."""
        people = {person.pk: person for group in self.offers.everybody.values() for person in group}
        told = [
            Promise(words=step.words, due_at=step.due_at, owner=people[step.owner], channel=step.channel)
            for step in self.next_steps()
        ]
        return told + (self.offers.standing if self.relies_on_standing() else [])

    def draft(self) -> None:
        """Fill a form that nobody has sent yet as if it had been sent as it stands, for the first reading."""
        for form in self.steps:
            form.cleaned_data = {name: form[name].value() for name in form.fields}
            if form.used and form["say"].value() != STANDING:
                form.step = form._step(form.cleaned_data)


def _in_days(days: int) -> str:
    return "Next working day" if days == 1 else f"In {days} working days"
