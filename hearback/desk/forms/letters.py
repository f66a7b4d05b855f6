"""A form whose message is read, and edited if need be, before it goes."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms

from hearback.desk.forms.common import DeskForm, line_field, words_field


class LetterForm(DeskForm):
    """First the facts, then the message they make, then sending. `drafted` remembers for which facts it was written."""

    subject = line_field("Subject", required=False, longest=300)
    body = words_field("The message", required=False, rows=14, longest=20_000)
    drafted = forms.CharField(required=False, widget=forms.HiddenInput)
    step = forms.CharField(required=False, widget=forms.HiddenInput)

    def facts(self) -> tuple[Any, ...]:
        """What the message depends on. Only asked of a clean form."""
        raise NotImplementedError

    def draft(self) -> tuple[str, str]:
        """Subject and body for these facts."""
        raise NotImplementedError

    def read(self) -> bool:
        """Whether the message has been read as it stands and may go. If not, it is shown, with a word on why."""
        mark = hashlib.sha256(repr(self.facts()).encode()).hexdigest()[:16]
        seen = self.cleaned_data["drafted"]
        if self.cleaned_data["step"] == "send" and seen == mark:
            return True
        self.data = self.data.copy()
        if not seen or self.cleaned_data["step"] == "draft":
            self.data["subject"], self.data["body"] = self.draft()
        else:
            self.add_error(
                "body",
                "What you promise has changed since this message was written. Read it again: does it still say so?",
            )
        self.data["drafted"] = mark
        return False

    @property
    def has_letter(self) -> bool:
        return bool(self.data.get("drafted"))

    def letter(self) -> dict[str, str]:
        return {"subject": self.cleaned_data["subject"], "body": self.cleaned_data["body"].replace("\r\n", "\n")}
