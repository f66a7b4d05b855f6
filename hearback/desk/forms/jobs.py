"""A job's facts, its team, and what it asks for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from hearback.desk.forms.common import DeskForm, PersonField, line_field, words_field
from hearback.jobs.actions import AttributeFacts, Member, RequirementFacts
from hearback.jobs.models import Job
from hearback.jobs.own_plans import plans_in_use
from hearback.jobs.plan_templates import INDUSTRIES, ROLES, SIZES
from hearback.jobs.rules import CURRENCIES, TEAM_ROLES
from hearback.people.models import Department, Office, Person, Role
from hearback.people.queries import colleagues

BLANK_ROWS = 3
USUAL_CURRENCIES = ("EUR", "USD", "GBP", "CAD", "CHF")


def choice_field(label: str, choices: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one from the list."},
        **kwargs,
    )


def number_field(label: str, *, least: int, most: int, required: bool = True, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=least,
        max_value=most,
        error_messages={
            "required": "Write a number.",
            "invalid": "Write a whole number.",
            "min_value": f"Write a number from {least:,} to {most:,}.",
            "max_value": f"Write a number from {least:,} to {most:,}.",
        },
        **kwargs,
    )


def amount_field(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": "Write an amount in figures, such as 52000 or 18.50."},
    )


class JobForm(DeskForm):
    """The facts of a job."""

    title = line_field("Title", empty="Give the job a title.", longest=160)
    department = forms.ModelChoiceField(
        Department.objects.filter(retired_at=None),
        error_messages={"required": "Choose the department."},
        empty_label="Choose one",
    )
    office = forms.ModelChoiceField(
        Office.objects.filter(retired_at=None),
        error_messages={"required": "Choose the office."},
        empty_label="Choose one",
    )
    openings = number_field("Openings", least=1, most=1000, initial=1)
    urgency = choice_field("Urgency", Job.Urgency.choices, initial=Job.Urgency.NORMAL)
    description = words_field("What the job is", required=False, rows=6)
    pay_low = amount_field("Pay from")
    pay_high = amount_field("Pay to")
    pay_currency = choice_field(
        "Currency",
        [("", "none"), *((code, code) for code in USUAL_CURRENCIES), *((c, c) for c in sorted(CURRENCIES))],
        required=False,
    )
    pay_period = choice_field("Paid by", [("year", "the year"), ("month", "the month"), ("hour", "the hour")])
    confidential = forms.BooleanField(
        label="Confidential", required=False, help_text="Only the hiring team and the head of the department see it."
    )

    def facts(self) -> dict[str, Any]:
        facts = {name: self.cleaned_data[name] for name in JobForm.base_fields}
        return facts | {"urgency": int(facts["urgency"])}


def job_initial(job: Job) -> dict[str, Any]:
    initial = {name: getattr(job, name) for name in JobForm.base_fields}
    for name in ("pay_low", "pay_high"):
        initial[name] = plain_amount(initial[name])
    return initial


def plain_amount(amount: Decimal | None) -> str:
    if amount is None:
        return ""
    return f"{amount:.0f}" if amount == amount.to_integral() else f"{amount:.2f}"


class PlanChoiceForm(DeskForm):
    """Which ready-made plan."""

    plan_role = choice_field("Kind of role", ROLES.items(), initial="specialist")
    industry = choice_field("Industry", INDUSTRIES.items(), initial="technology")
    size = choice_field("Size of the company", SIZES.items(), initial="medium")


class NewJobForm(JobForm, PlanChoiceForm):
    hiring_manager = PersonField(
        label="Hiring manager", empty="Not yet known", required=False, help_text="Decides about candidates."
    )
    recruiter = PersonField(
        label="Recruiter",
        empty="Not yet known",
        required=False,
        help_text="Leads, and hears last when something is late.",
    )
    plan = choice_field(
        "Interview plan",
        [
            ("ready", "A ready-made plan"),
            ("own", "One of our own plans"),
            ("copy", "The plan of another job"),
            ("empty", "None yet"),
        ],
        widget=forms.RadioSelect,
        initial="ready",
    )
    like = forms.ModelChoiceField(
        Job.objects.none(), label="Which job", required=False, empty_label="Choose one", help_text="Its plan is copied."
    )
    own = forms.ModelChoiceField(plans_in_use(), label="Which plan", required=False, empty_label="Choose one")

    def __init__(self, *args: Any, person: Person, jobs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = list(colleagues())
        for name, role in (("hiring_manager", Role.HIRING_MANAGER), ("recruiter", Role.RECRUITER)):
            self.fields[name].offer(
                {
                    f"{role.label}s": [one for one in everybody if one.role == role],
                    "Everybody else": [one for one in everybody if one.role != role],
                }
            )
        if person.role == Role.RECRUITER:
            self.fields["recruiter"].initial = person
        self.fields["like"].queryset = jobs
        if not plans_in_use().exists():
            self.fields["plan"].choices = [one for one in self.fields["plan"].choices if one[0] != "own"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("plan") == "copy" and not cleaned.get("like"):
            self.add_error("like", "Choose the job whose plan you would like.")
        if cleaned.get("plan") == "own" and not cleaned.get("own"):
            self.add_error("own", "Choose one of your plans.")
        return cleaned

    def team(self) -> list[Member]:
        named = (("hiring_manager", Role.HIRING_MANAGER), ("recruiter", Role.RECRUITER))
        return [
            Member(self.cleaned_data[name], role, lead=role == Role.RECRUITER)
            for name, role in named
            if self.cleaned_data.get(name)
        ]


class RowForm(DeskForm):
    """One of several rows saved together. `needed` names the field without which a row says nothing."""

    needed = ("", "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        name, sentence = self.needed
        if not cleaned.get(name) and name not in self.errors:
            self.add_error(name, sentence)
        return cleaned


class MemberRow(RowForm):
    needed = ("person", "Choose somebody, or tick that they leave.")

    person = PersonField(label="Who", empty="Nobody", required=False)
    role = choice_field("As", TEAM_ROLES.items(), initial=Role.INTERVIEWER)
    lead = forms.BooleanField(label="Leads", required=False)

    def __init__(self, *args: Any, people: dict[str, list[Person]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(people)

    def member(self) -> Member:
        facts = self.cleaned_data
        return Member(facts["person"], facts["role"], facts["lead"])


class RequirementRow(RowForm):
    needed = ("text", "Write what is needed, or tick Remove.")

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = line_field("What is needed", required=False, longest=200)
    must = forms.BooleanField(label="A must", required=False)
    weight = forms.TypedChoiceField(
        label="Weight",
        coerce=int,
        choices=[(5, "5: decides"), (4, "4"), (3, "3: matters"), (2, "2"), (1, "1: nice")],
        initial=3,
    )
    attribute = forms.ChoiceField(label="Measured by", required=False)

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribute"].choices = [("", "nothing on the scorecard"), *((name, name) for name in names)]

    def requirement(self) -> RequirementFacts:
        facts = self.cleaned_data
        return RequirementFacts(facts["text"], facts["must"], facts["weight"], facts["attribute"], facts["id"])


class AttributeRow(RowForm):
    needed = ("name", "Write the attribute's name, or tick Remove.")

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = line_field("Attribute", required=False, longest=80)
    anchor_1 = words_field("1 means", required=False, rows=2, longest=400)
    anchor_2 = words_field("2 means", required=False, rows=2, longest=400)
    anchor_3 = words_field("3 means", required=False, rows=2, longest=400)
    anchor_4 = words_field("4 means", required=False, rows=2, longest=400)

    def attribute(self) -> AttributeFacts:
        facts = self.cleaned_data
        anchors = [facts[f"anchor_{point}"] for point in range(1, 5)]
        return AttributeFacts(facts["name"], anchors if any(anchors) else (), facts["id"])


class AddAttributeForm(DeskForm):
    """One of the library's attributes, with its words."""

    library = forms.ChoiceField(label="From the library", required=False)

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["library"].choices = [("", "Choose one"), *((name, name) for name in names)]


MemberRows = forms.formset_factory(MemberRow, extra=BLANK_ROWS, can_delete=True, max_num=60)
RequirementRows = forms.formset_factory(RequirementRow, extra=BLANK_ROWS, can_delete=True, max_num=60)
AttributeRows = forms.formset_factory(AttributeRow, extra=1, can_delete=True, max_num=40)


def filled(rows: Any) -> list[Any]:
    """The rows of a clean formset that say something and stay."""
    return [row for row in rows if row.cleaned_data and not row.cleaned_data.get("DELETE")]
