"""What a candidate can write on their pages. A refusal lands on its field, and nothing typed is lost."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms

from hearback.candidates.models import Candidate
from hearback.decisions.models import RequestItem
from hearback.refusals import Refused
from hearback.words import zone_name

MOST_FILES = 10


class PortalForm(forms.Form):
    use_required_attribute = False  # our own sentence is kinder than the browser's bubble

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def refuse(self, refused: Refused) -> None:
        """Show the sentence on its field, or above the form where it concerns none."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


def lines(label: str, *, rows: int, empty: str = "", required: bool = True, longest: int = 5000) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": empty,
            "max_length": f"That is longer than we can take: please keep to {longest:,} characters.",
        },
    )


class MoreTimeForm(PortalForm):
    until = forms.DateField(
        label="Until when would you like?",
        required=False,
        help_text="Not needed. We see what we can do.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day as year-month-day, such as 2026-11-26."},
    )
    text = lines("Is there something we should know?", rows=3, required=False, longest=2000)


class AddressForm(PortalForm):
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="The one you applied with.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Write the e-mail address you applied with.",
            "invalid": "This does not look like an e-mail address yet.",
        },
    )


class CodeForm(PortalForm):
    code = forms.CharField(
        label="The six digits",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code-input"}),
        error_messages={
            "required": "Write the six digits from our message.",
            "max_length": "A code has six digits.",
        },
    )

    def clean_code(self) -> str:
        return "".join(sign for sign in self.cleaned_data["code"] if sign in "0123456789")


class QuestionForm(PortalForm):
    text = lines("Your question", rows=6, empty="Write your question first.")


class FarewellForm(PortalForm):
    """Withdrawing, or declining an offer: a reason is welcome and never asked for twice."""

    words = lines("If you like, tell us why", rows=4, required=False, longest=2000)


class TextItemForm(PortalForm):
    answer = lines("Your answer", rows=6, empty="Write your answer first.", longest=20_000)


class ConfirmItemForm(PortalForm):
    confirm = forms.BooleanField(label="Yes, I confirm this.", error_messages={"required": "Tick the box to confirm."})


class Files(forms.FileField):
    """One file or several; its clean value is a list."""

    widget = type("FilesInput", (forms.ClearableFileInput,), {"allow_multiple_selected": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) and data else [data]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(f"Send at most {MOST_FILES} files at a time.")
        return [super(Files, self).clean(one, initial) for one in given]


class UploadItemForm(PortalForm):
    file = Files(
        label="Choose one or more files",
        max_length=200,
        error_messages={
            "required": "Choose a file to send.",
            "empty": "This file is empty. Choose it again, or send it in another format.",
            "max_length": "The file's name is very long. Please shorten it.",
        },
    )


ITEM_FORMS: dict[str, type[PortalForm]] = {
    RequestItem.Kind.UPLOAD: UploadItemForm,
    RequestItem.Kind.TEXT: TextItemForm,
    RequestItem.Kind.CONFIRM: ConfirmItemForm,
}


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every zone under its continent, by the name of its city."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        region, _, city = name.partition("/")
        if city and region not in {"Etc", "SystemV", "US", "posix", "right"}:
            regions.setdefault(region, []).append((name, city.replace("_", " ").replace("/", ", ")))
    return list(regions.items())


class DetailsForm(PortalForm):
    channel = forms.ChoiceField(
        label="How would you like to hear important news?",
        choices=[(Candidate.Channel.EMAIL, "By e-mail"), (Candidate.Channel.CALL, "By a phone call")],
        widget=forms.RadioSelect,
    )
    phone = forms.CharField(
        label="Phone",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"max_length": "That is longer than a phone number."},
    )
    time_zone = forms.ChoiceField(label="Your time zone", required=False)

    def __init__(self, *args: Any, office_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        blank = [("", f"The office's: {zone_name(office_zone)}")]
        self.fields["time_zone"].choices = blank + zone_choices()
