from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms

from hearback.decisions.models import RejectionReason
from hearback.messages.wording import DEFAULTS
from hearback.people.models import Department, Office
from hearback.people.queries import colleagues

WEEK = [
    (str(n), name)
    for n, name in enumerate(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
]


def zones() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name or name == "UTC"]


class OfficeForm(forms.ModelForm):
    time_zone = forms.ChoiceField(choices=zones)
    weekdays = forms.TypedMultipleChoiceField(
        choices=WEEK, coerce=int, widget=forms.CheckboxSelectMultiple, label="Working days"
    )
    opens = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    out_of_use = forms.BooleanField(
        required=False, label="Out of use", help_text="Nobody new and no job is put here; what is here stays."
    )
    shuts = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    class Meta:
        model = Office
        fields = (
            "name",
            "address",
            "time_zone",
            "country",
            "subdivision",
            "weekdays",
            "opens",
            "shuts",
            "self_identification",
        )
        labels = {"self_identification": "Voluntary self-identification"}
        help_texts = {
            "self_identification": "Asked after an application, apart from it. Nobody here ever sees an answer, only "
            "counts of five or more. Ask your counsel what may be asked there.",
            "country": "Two letters, such as DE or CA: decides the public holidays.",
            "subdivision": "The state or province, such as BE or ON, where it has holidays of its own.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["out_of_use"].initial = self.instance.retired_at is not None

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_subdivision(self) -> str:
        return str(self.cleaned_data["subdivision"]).upper()


class ClosureForm(forms.Form):
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    name = forms.CharField(max_length=80, label="What for")


class DepartmentForm(forms.ModelForm):
    out_of_use = forms.BooleanField(
        required=False, label="Out of use", help_text="No new job is put here; what is here stays."
    )

    class Meta:
        model = Department
        fields = ("name", "head")
        help_texts = {"head": "Sees every application for the department's jobs."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["out_of_use"].initial = self.instance.retired_at is not None
        self.fields["head"].queryset = colleagues()


class WordingForm(forms.Form):
    subject = forms.CharField(max_length=200)
    body = forms.CharField(widget=forms.Textarea(attrs={"rows": 16}))


class ReasonForm(forms.ModelForm):
    template_key = forms.ChoiceField(
        label="Wording offered to the candidate",
        choices=[(key, text.name) for key, text in DEFAULTS.items() if key.startswith("reject")],
    )
    in_use = forms.BooleanField(required=False, label="In use")

    class Meta:
        model = RejectionReason
        fields = ("name", "template_key", "position")
        labels = {"name": "Reason, for colleagues", "position": "Place in the list"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["in_use"].initial = self.instance.retired_at is None
