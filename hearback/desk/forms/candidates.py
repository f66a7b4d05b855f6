"""A candidate's facts, a file of theirs, a job for them."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms

from hearback.candidates.models import Attachment, Candidate
from hearback.candidates.sources import sources_in_use
from hearback.candidates.uploads import ACCEPTED
from hearback.desk.forms.common import DeskForm, line_field, words_field
from hearback.desk.forms.jobs import choice_field
from hearback.people.models import Office

_EARTH = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def zones() -> list[Any]:
    """Every zone by its continent, those of the offices first."""
    names = sorted(name for name in available_timezones() if name.split("/")[0] in _EARTH and "/" in name)
    near = list(dict.fromkeys(Office.objects.values_list("time_zone", flat=True)))
    groups = [("Our offices", [(name, _city(name)) for name in near])]
    for part in _EARTH:
        groups.append((part, [(name, _city(name)) for name in names if name.startswith(f"{part}/")]))
    return [("", "not known"), ("UTC", "UTC"), *groups]


def _city(name: str) -> str:
    return name.split("/", 1)[-1].replace("_", " ").replace("/", ", ")


class CandidateForm(DeskForm):
    name = line_field("Name", empty="Write the candidate's name.")
    email = line_field("E-mail", required=False, longest=254)
    phone = line_field("Phone", required=False, longest=60)
    channel = choice_field("They prefer", Candidate.Channel.choices, widget=forms.RadioSelect, initial="email")
    headline = line_field("Headline", required=False, help_text="What they do, in a line.")
    location = line_field("Where they live", required=False, longest=200)
    time_zone = forms.ChoiceField(
        label="Time zone", required=False, help_text="Their dates are written in it. Until known, the office's."
    )
    links = words_field(
        "Links", required=False, rows=3, help_text="One a line, with a word before it if you like: Portfolio https://…"
    )
    source = line_field("Source", required=False, longest=80, help_text="How they came to us.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zones()
        self.fields["source"].widget.attrs["list"] = "sources"
        self.sources = list(sources_in_use().values_list("name", flat=True))
        self.fields["email"].widget.input_type = "email"
        self.fields["phone"].widget.input_type = "tel"

    def facts(self) -> dict[str, Any]:
        facts = {name: self.cleaned_data[name] for name in CandidateForm.base_fields}
        return facts | {"links": links_of(facts["links"])}


def candidate_initial(candidate: Candidate) -> dict[str, Any]:
    facts = {name: getattr(candidate, name) for name in CandidateForm.base_fields}
    return facts | {"links": "\n".join(f"{link['label']} {link['url']}" for link in candidate.links)}


def links_of(text: str) -> list[dict[str, str]]:
    """The last word of each line is the address, what stands before it the label."""
    lines = [line.rsplit(None, 1) for line in text.splitlines() if line.strip()]
    return [{"label": parts[0] if len(parts) == 2 else "", "url": parts[-1]} for parts in lines]


class NewCandidateForm(CandidateForm):
    job = forms.ModelChoiceField(
        None,
        label="For which job",
        required=False,
        empty_label="None yet",
        help_text="They are thanked and promised an answer.",
    )
    file = forms.FileField(label="Résumé", required=False, help_text=f"{ACCEPTED}.")

    def __init__(self, *args: Any, jobs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["job"].queryset = jobs


class UploadForm(DeskForm):
    file = forms.FileField(
        label="File",
        help_text=f"{ACCEPTED}.",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )
    kind = choice_field("It is", Attachment.Kind.choices, widget=forms.RadioSelect, initial="resume")


class ApplicationForm(DeskForm):
    job = forms.ModelChoiceField(
        None, label="Job", empty_label="Choose one", error_messages={"required": "Choose the job."}
    )
    source = line_field("Source", required=False, longest=80, help_text="How they came to this job.")

    def __init__(self, *args: Any, jobs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["job"].queryset = jobs
        self.fields["source"].widget.attrs["list"] = "sources"
        self.sources = list(sources_in_use().values_list("name", flat=True))
