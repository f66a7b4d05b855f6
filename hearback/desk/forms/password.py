from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hearback.desk.forms.common import DeskForm
from hearback.people.models import Person


class PasswordForm(DeskForm):
    """A new password, typed twice. Whoever still knows the old one proves it; whoever came by a link need not."""

    old = forms.CharField(
        label="Your password until now", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label="New password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least twelve characters. Four words that you alone would put together are a good one.",
    )
    again = forms.CharField(
        label="New password again", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, person: Person, by_link: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if by_link or not person.has_usable_password():
            del self.fields["old"]

    def clean_old(self) -> str:
        if not self.person.check_password(self.cleaned_data["old"]):
            raise ValidationError("This is not your password.")
        return str(self.cleaned_data["old"])

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.person)
        return str(self.cleaned_data["new"])

    def clean(self) -> dict[str, Any]:
        facts = self.cleaned_data
        if facts.get("new") and facts.get("again") and facts["new"] != facts["again"]:
            self.add_error("again", "The two are not the same.")
        return facts
