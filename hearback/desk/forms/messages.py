from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from hearback.applications.models import Application
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
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.models import Promise
from hearback.promises.queries import telling_draft

WAYS = [("write", "Write a message"), ("called", "I have told them")]


class TellForm(LetterForm):
    """What the candidate is told, what that keeps, and what is promised next."""

    how = forms.ChoiceField(label="How", choices=WAYS, widget=forms.RadioSelect, initial="write")
    keeps = forms.TypedChoiceField(label="What this keeps", required=False, coerce=int, empty_value=None)
    saying = words_field("What you tell them", required=False, rows=5)
    words = line_field("What happens next", required=False)
    due_day = day_field("By when", required=False)
    due_time = time_field(required=False)
    owner = PersonField(label="Who owes it", required=False)
    field_order = ["how", "keeps", "saying", "words", "due_day", "due_time", "owner"]

    def __init__(
        self,
        data: Any,
        *,
        application: Application,
        keepable: list[Promise],
        keeps: Promise | None,
        by: Person,
        zone: ZoneInfo,
        later: datetime,
        next_needed: bool = False,
    ) -> None:
        first = {"owner": str(by.pk), "keeps": keeps.pk if keeps else None, **moment_initial("due", later, zone)}
        super().__init__(data, initial=first)
        self.application, self.by, self.zone = application, by, zone
        self.due_at: datetime | None = None
        self.keepable = {one.pk: one for one in ([keeps] if keeps else keepable)}
        choices = [(one.pk, one.words) for one in self.keepable.values()]
        self.fields["keeps"].choices = choices if keeps else [("", "Nothing: it is news"), *choices]
        if not self.keepable or next_needed:
            self.fields["keeps"].widget = forms.HiddenInput()
        if next_needed:
            self.fields["words"].required = True
            self.fields["words"].error_messages["required"] = "Say what you promise."
        self.fields["owner"].offer(people_by_nearness(application.job))
        self.fields["due_time"].label = zoned(zone)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        self.due_at = self.clean_moment("due", self.zone)
        if said.get("words") and self.due_at is None and not self.errors:
            self.add_error("due_day", "Say by when.")
        if not said.get("saying") and (self.called or not said.get("words")):
            self.add_error("saying", f"Write what you {'told' if self.called else 'want to tell'} them.")
        return said

    @property
    def called(self) -> bool:
        return self.cleaned_data.get("how") == "called"

    @property
    def kept(self) -> Promise | None:
        return self.keepable.get(self.cleaned_data["keeps"])

    @property
    def next_owner(self) -> Person:
        return self.cleaned_data["owner"] or self.by

    def facts(self) -> tuple[Any, ...]:
        said = self.cleaned_data
        kept = self.kept.pk if self.kept else None
        return (said["saying"], said["words"], said["words"] and self.due_at, self.next_owner.pk, kept)

    def draft(self) -> tuple[str, str]:
        return telling_draft(
            self.application,
            saying=self.cleaned_data["saying"],
            keeps=self.kept,
            words=self.cleaned_data["words"],
            due_at=self.due_at,
            owner=self.next_owner,
        )

    def letter(self) -> dict[str, str]:
        if self.called:
            return {"subject": f"Call about {self.application.job.title}"[:300], "body": self.cleaned_data["saying"]}
        return super().letter()


class MessageForm(DeskForm):
    """An unsent message, still to be changed."""

    subject = line_field("Subject", empty="The message has no subject.")
    body = words_field("The message", rows=16, empty="The message says nothing yet.", longest=20_000)

    @classmethod
    def of(cls, message: Message, data: Any = None) -> MessageForm:
        return cls(data, initial={"subject": message.subject, "body": message.body})
