"""A form beside the message it will send. What nobody has touched follows the choices; what was edited stays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.http import QueryDict

from hearback.applications.models import Application
from hearback.desk.forms.common import DeskForm, line_field, words_field
from hearback.people.models import Person

DECIDE = "decide"  # the name of the button that carries it out
MANY = {"meet"}  # what may be ticked more than once

STALE = "What you chose has changed what they will read. Read it once more, then decide."
STALE_EDITED = (
    "You have edited the message, and what you chose has changed since. Read it once more: "
    "does it still say the same? Then decide."
)


@dataclass(frozen=True)
class Around:
    """What a decision's form knows before anything is typed; fetched once, however often the form is drawn."""

    application: Application
    by: Person
    now: datetime
    zone: ZoneInfo
    people: Mapping[str, list[Person]] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


class DraftingForm(DeskForm):
    """`usual` gives the values that follow from the choices, `wording` the message. Each is asked with what is clean
    so far, so both must do without what is missing."""

    subject = line_field("Subject", empty="The message has no subject.")
    body = words_field("Message", rows=14, empty="The message says nothing yet.", longest=20_000)
    follows: tuple[str, ...] = ()

    def __init__(self, data: Any, around: Around, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.around, self.stale, self.edited, self.drafted = around, False, False, ""
        self.chosen: dict[str, Any] = {}  # what is clean so far, for the lines that say what happens next
        self.prepare()

    def prepare(self) -> None:
        """Fill the choices in."""

    def start(self) -> dict[str, str]:
        """What the choices begin with, as a browser would send it."""
        return {}

    def usual(self, chosen: dict[str, Any]) -> dict[str, str]:
        return {}

    def wording(self, chosen: dict[str, Any]) -> tuple[str, str]:
        raise NotImplementedError

    @classmethod
    def of(cls, sent: QueryDict | None, around: Around) -> Self:
        """The form with everything drafted that follows from what was sent, or from how it begins.

        Mistakes are shown once somebody decides, not while they are still choosing.
        """
        data = QueryDict(mutable=True)
        data.update(sent if sent is not None else cls(None, around).start())
        before = _drafts(data)
        for name, value in cls(data, around).fresh_usual().items():
            if _same(data.get(name), before.get(name)):
                data[name] = value
            before[name] = value
        probe = cls(data, around)
        subject, body = probe.fresh_wording()
        stale = not (_same(before.get("subject"), subject) and _same(before.get("body"), body))
        edited = sent is not None and not _same(data.get("body"), before.get("body"))
        for name, value in (("subject", subject), ("body", body)):
            if _same(data.get(name), before.get(name)):
                data[name] = value
            before[name] = value
        form = cls(data, around) if sent is not None and DECIDE in sent else cls(None, around, initial=_values(data))
        form.stale, form.edited, form.drafted, form.chosen = stale, edited, json.dumps(before), probe.cleaned_data
        return form

    def fresh_usual(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.usual(self.cleaned_data).items() if name in self.follows}

    def fresh_wording(self) -> tuple[str, str]:
        self.is_valid()
        return self.wording(self.cleaned_data)

    def ready(self) -> bool:
        """Whether everything is said and the message that goes is the one that was read."""
        if not self.is_valid():
            return False
        if self.stale:
            self.add_error("body", STALE_EDITED if self.edited else STALE)
        return not self.stale

    def letter(self) -> dict[str, str]:
        return {"subject": self.cleaned_data["subject"], "body": self.cleaned_data["body"].replace("\r\n", "\n")}


class DecisionForm(DraftingForm):
    note = words_field("For colleagues", required=False, rows=2, help_text="Never shown to the candidate.")

    def said(self) -> dict[str, Any]:
        """The decision as the action takes it. Only asked of a clean form."""
        return {"note": self.cleaned_data["note"], **self.letter()}


def _values(data: QueryDict) -> dict[str, Any]:
    return {name: data.getlist(name) if name in MANY else data[name] for name in data}


def _drafts(data: QueryDict) -> dict[str, str]:
    try:
        drafts = json.loads(data.get("drafted") or "{}")
    except ValueError:
        return {}
    return {str(name): str(text) for name, text in drafts.items()} if isinstance(drafts, dict) else {}


def _same(one: str | None, other: str | None) -> bool:
    return _plain(one) == _plain(other)


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def person_value(person: Person) -> str:
    return str(person.pk)


def moment_values(name: str, at: datetime, zone: ZoneInfo) -> dict[str, str]:
    """`name`_day and `name`_time as a browser would send them."""
    local = at.astimezone(zone)
    return {f"{name}_day": f"{local:%Y-%m-%d}", f"{name}_time": f"{local:%H:%M}"}
