"""A file to take in, which of its columns holds what, and what holds for all of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearback.desk.forms.common import DeskForm, PersonField, line_field
from hearback.desk.forms.jobs import choice_field, number_field
from hearback.exchange.columns import FIELDS
from hearback.exchange.models import Import
from hearback.exchange.options import ALREADY, MAIL, Options
from hearback.exchange.rules import MOST_DAYS
from hearback.jobs.plan_templates import ROLES
from hearback.people.models import Department, Office, Person, Role
from hearback.people.queries import colleagues

KINDS = "CSV, Excel (.xlsx, .xls), OpenDocument (.ods), JSON, JSON Resume, PDF and Word résumés, or a .zip of them"


class FileForm(DeskForm):
    what = choice_field(
        "What it holds",
        Import.What.choices,
        widget=forms.RadioSelect,
        initial="candidates",
    )
    file = forms.FileField(
        label="File",
        help_text=f"{KINDS}. At most 200 MB.",
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )


class ColumnsForm(DeskForm):
    """A field for each column. Those nobody needs are left out."""

    def __init__(self, *args: Any, what: str, heading: Sequence[str], mapping: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heading = list(heading)
        offered = [("", "leave out"), *FIELDS[what].items()]
        for place, (name, field) in enumerate(zip(heading, mapping, strict=True)):
            self.fields[f"column_{place}"] = choice_field(
                name or f"Column {place + 1}", offered, required=False, initial=field
            )

    def mapping(self) -> list[str]:
        return [self.cleaned_data[f"column_{place}"] for place in range(len(self.heading))]


class AllRowsForm(DeskForm):
    """What holds for all rows: with applications the next step, with jobs what a row may leave out."""

    system = line_field(
        "System it comes from", required=False, longest=80,
        help_text="Only where the file has numbers of its own: they are known again under this name.",
    )  # fmt: skip

    def options(self, columns: dict[str, list[str]]) -> Options:
        given = {name: _plain(value) for name, value in self.cleaned_data.items() if value not in (None, "")}
        return Options(columns=columns, **given)


def _plain(value: Any) -> Any:
    return getattr(value, "pk", value)


class ApplicationsForm(AllRowsForm):
    job = forms.ModelChoiceField(
        None, label="Job", required=False, empty_label="each row names its own", help_text="For rows that name none."
    )
    source = line_field("Source", required=False, longest=80, help_text="Where the rows say nothing of it.")
    words = line_field(
        "What happens next",
        help_text="Promised to everybody who is still in progress, as they will read it.",
        empty="Say what happens next: the candidate is waiting for it.",
    )
    days = number_field("In how many working days", least=1, most=MOST_DAYS, initial=5)
    owner = PersonField(label="Who owes it", required=False, empty="the recruiter of each job")
    told = choice_field(
        "How they know",
        [(MAIL, "Write to each of them now"), (ALREADY, "They have been told already")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, person: Person, jobs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("words", "Our answer to your application")
        self.fields["job"].queryset = jobs
        self.fields["owner"].offer({"": list(colleagues())})


class JobsForm(AllRowsForm):
    office = forms.ModelChoiceField(
        Office.objects.all(), label="Office", required=False, empty_label="as each row says",
        help_text="For rows that name none of ours.",
    )  # fmt: skip
    department = forms.ModelChoiceField(
        Department.objects.all(), label="Department", required=False, empty_label="as each row says",
        help_text="For rows that name none. One that is not here yet is added.",
    )  # fmt: skip
    plan = choice_field("Interview plan they begin with", list(ROLES.items()), initial="specialist")
    recruiter = PersonField(label="Who answers candidates", required=False, empty="nobody yet")
    manager = PersonField(
        label="Who decides", required=False, empty="nobody yet", help_text="A job with neither stays a draft."
    )

    def __init__(self, *args: Any, person: Person, jobs: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("recruiter", "manager"):
            self.fields[name].offer({"": list(colleagues())})
        if person.role == Role.RECRUITER:
            self.fields["recruiter"].initial = person


FORMS = {"candidates": AllRowsForm, "applications": ApplicationsForm, "jobs": JobsForm}


def all_rows_form(what: str, data: Any, *, person: Person, jobs: Any, initial: dict[str, Any]) -> AllRowsForm:
    if what == "candidates":
        return AllRowsForm(data, initial=initial)
    return FORMS[what](data, person=person, jobs=jobs, initial=initial)
