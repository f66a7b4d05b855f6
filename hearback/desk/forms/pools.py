"""A pool, a place in it, being in touch, and a later date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from hearback.candidates.models import Candidate
from hearback.desk.forms.common import DeskForm, PersonField, day_field, line_field, words_field
from hearback.desk.forms.letters import LetterForm
from hearback.finding.pools.models import PoolMembership
from hearback.finding.pools.queries import draft_about
from hearback.people.models import Person
from hearback.people.queries import calendar_for, colleagues
from hearback.refusals import Refused


class PoolForm(DeskForm):
    name = line_field("Name", empty="Give the pool a name, such as “Embedded, later”.", longest=80)
    about = line_field("Who belongs here", required=False, help_text="For colleagues.")
    days = forms.IntegerField(
        label="In touch again after",
        help_text="Days; the date can be chosen for each person.",
        min_value=1,
        max_value=366,
        error_messages={"required": "Say after how many days.", "invalid": "Write a number of days."},
    )


def end_of_day(day: Any, person: Person, now: datetime) -> datetime:
    """The end of work on that day, at this person's office."""
    return calendar_for(person.office, now=now).end_of(day)


class DatedForm(LetterForm):
    """A form with a day by which somebody is in touch."""

    def __init__(self, data: Any, *, candidate: Candidate, by: Person, now: datetime, **options: Any) -> None:
        super().__init__(data, **options)
        self.candidate, self.by, self.now = candidate, by, now
        if "owner" in self.fields:
            self.fields["owner"].offer({"Everybody": list(colleagues())})

    @property
    def due_at(self) -> datetime | None:
        day = self.cleaned_data.get("due_day")
        return end_of_day(day, self.by, self.now) if day else None


class JoinForm(DatedForm):
    pool = forms.ModelChoiceField(
        None, label="Pool", empty_label="Choose one", error_messages={"required": "Choose the pool."}
    )
    note = line_field("Why", required=False, help_text="For colleagues: why they are worth keeping.")
    next_words = line_field("What you promise", empty="Say what happens next, such as: We ask again in March.")
    due_day = day_field("By when")
    owner = PersonField(label="Who sees to it")
    tell = forms.BooleanField(label="Tell them", required=False)
    words = words_field("In your own words", required=False, rows=3, help_text="Stands in the message.")
    field_order = ["pool", "note", "next_words", "due_day", "owner", "tell", "words"]

    def __init__(self, data: Any, *, pools: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["pool"].queryset = pools
        if not self.candidate.email:
            self.fields["tell"].disabled = True

    @property
    def told(self) -> bool:
        return bool(self.cleaned_data.get("tell"))

    def facts(self) -> tuple[Any, ...]:
        said = self.cleaned_data
        return (said["next_words"], self.due_at, said["owner"].pk, said["words"], self.told)

    def draft(self) -> tuple[str, str]:
        said = self.cleaned_data
        return draft_about(
            "pool",
            self.candidate,
            next_words=said["next_words"],
            due_at=self.due_at,
            owner=said["owner"],
            words=said["words"].strip(),
        )

    def said(self) -> dict[str, Any]:
        """The place in the pool as the action takes it."""
        said = self.cleaned_data
        return {
            "words": said["note"],
            "next_words": said["next_words"],
            "due_at": self.due_at,
            "owner": said["owner"],
            **(self.letter() if self.told else {}),
        }


AGAIN, OUT = "again", "out"


class TouchForm(DatedForm):
    """Being in touch, and what comes after: the next date, or out of the pool."""

    how = forms.ChoiceField(
        label="How",
        choices=[("write", "Write to them"), ("called", "You have talked already")],
        widget=forms.RadioSelect,
        initial="write",
    )
    saying = words_field("What you say", rows=5, empty="Say a few words: they have been waiting to hear from you.")
    after = forms.ChoiceField(
        label="Do you stay in touch?",
        choices=[(AGAIN, "In touch again"), (OUT, "Out of the pool")],
        widget=forms.RadioSelect,
        initial=AGAIN,
    )
    next_words = line_field("What you promise", required=False)
    due_day = day_field("By when", required=False)
    owner = PersonField(label="Who sees to it", required=False)
    field_order = ["how", "saying", "after", "next_words", "due_day", "owner"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("after") == AGAIN:
            for name, sentence in (
                ("next_words", "Say what happens next."),
                ("due_day", "Choose a day: nobody in a pool is without one."),
                ("owner", "Choose who sees to it."),
            ):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return said

    @property
    def called(self) -> bool:
        return bool(self.cleaned_data.get("how") == "called")

    def _next(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said["after"] == OUT:
            return {"next_words": "", "due_at": None, "owner": self.by}
        return {"next_words": said["next_words"], "due_at": self.due_at, "owner": said["owner"]}

    def facts(self) -> tuple[Any, ...]:
        following = self._next()
        return (self.cleaned_data["saying"], following["next_words"], following["due_at"], following["owner"].pk)

    def draft(self) -> tuple[str, str]:
        return draft_about("pool_touch", self.candidate, words=self.cleaned_data["saying"].strip(), **self._next())

    def said(self) -> dict[str, Any]:
        following = self._next()
        words = {"body": self.cleaned_data["saying"], "by_call": True} if self.called else self.letter()
        return {
            "next_words": following["next_words"],
            "next_due_at": following["due_at"],
            "next_owner": following["owner"],
            **words,
        }


class PutOffForm(DatedForm):
    reason = line_field("Why it takes longer", empty="Say why it takes longer.")
    due_day = day_field("New date")
    words = line_field("What you promise", empty="Say what happens next.")
    field_order = ["reason", "due_day", "words"]

    def __init__(self, data: Any, *, member: PoolMembership, **options: Any) -> None:
        super().__init__(data, candidate=member.candidate, initial={"words": member.promise.words}, **options)
        self.member = member
        if member.promise.shown_to_candidate:
            self.fields["reason"].help_text = "They read this. Plain and true is best."

    def facts(self) -> tuple[Any, ...]:
        return (self.cleaned_data["reason"], self.due_at, self.cleaned_data["words"])

    def draft(self) -> tuple[str, str]:
        said = self.cleaned_data
        return draft_about(
            "pool_renewed",
            self.candidate,
            next_words=said["words"],
            due_at=self.due_at,
            owner=self.member.promise.owner,
            reason=said["reason"].strip(),
        )

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        told = self.letter() if self.member.promise.shown_to_candidate else {}
        return {"due_at": self.due_at, "reason": said["reason"], "words": said["words"], **told}


class PassOnForm(DeskForm):
    to = PersonField(label="Who takes it on", empty="Choose somebody")

    def __init__(self, data: Any, *, member: PoolMembership) -> None:
        super().__init__(data)
        self.fields["to"].offer({"Everybody": [one for one in colleagues() if one != member.promise.owner]})


def refuse(form: DeskForm, refused: Refused) -> None:
    """The verbs name their fields as they take them; a date's sentence stands on its day."""
    names = {"due": "due_day", "words": "next_words" if "next_words" in form.fields else "words"}
    form.refuse(Refused(str(refused), field=names.get(refused.field, refused.field)))
