"""A stage of the plan, and an interview in it."""

from __future__ import annotations

from typing import Any

from django import forms

from hearback.desk.forms.common import DeskForm, line_field, words_field
from hearback.desk.forms.jobs import RowForm, choice_field, number_field
from hearback.jobs.models import Attribute, InterviewTemplate, Job, PlanTemplate, Stage
from hearback.jobs.queries import stages_of
from hearback.jobs.rules import MOST_ANSWER_DAYS, TEAM_ROLES

SEATS = 6
BLANK_QUESTIONS = 2


class StageForm(DeskForm):
    kind = choice_field("Kind", Stage.Kind.choices)
    name = line_field("Name, among colleagues", empty="Give the stage a name.", longest=80)
    public_name = line_field(
        "Public name",
        help_text="What the candidate reads.",
        empty="Give the stage a public name: it is what the candidate reads.",
        longest=80,
    )
    public_text = words_field(
        "What the candidate reads about it",
        rows=6,
        help_text="What happens, with whom, how long it takes, what to bring. An empty line starts a new paragraph.",
        empty="Tell the candidate in a few lines what happens here.",
    )
    answer_days = number_field(
        "Answer within",
        least=1,
        most=MOST_ANSWER_DAYS,
        initial=3,
        help_text="Working days, promised to everybody here.",
    )
    capacity = number_field("Places", least=1, most=500, required=False, help_text="Empty where there is no limit.")


class NewStageForm(StageForm):
    after = choice_field("Comes after", [])

    def __init__(self, *args: Any, job: Job, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = list(stages_of(job))
        self.fields["after"].choices = [
            ("0", "nothing: it comes first"),
            *((str(place), stage.name) for place, stage in enumerate(stages, start=1)),
        ]
        ends = bool(stages and stages[-1].kind == Stage.Kind.OFFER)
        self.fields["after"].initial = str(len(stages) - ends)


def stage_initial(stage: Stage) -> dict[str, Any]:
    return {name: getattr(stage, name) for name in StageForm.base_fields}


class RetirementForm(DeskForm):
    """Where the people of a stage go."""

    move_to = forms.ModelChoiceField(
        Stage.objects.none(), label="They go to", required=False, empty_label="Choose a stage"
    )

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["move_to"].queryset = stages_of(stage.job).exclude(pk=stage.pk)


class InterviewForm(DeskForm):
    name = line_field("Name", empty="Give the interview a name.", longest=80)
    kind = choice_field("Kind", InterviewTemplate.Kind.choices)
    minutes = number_field("Minutes", least=5, most=480, initial=45)
    focus = forms.ModelMultipleChoiceField(
        Attribute.objects.none(),
        label="It looks at",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each scorecard of this interview rates these. Three or four at most, so that each gets its time.",
    )

    def __init__(self, *args: Any, job: Job, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["focus"].queryset = job.attributes.all()
        for number in range(1, SEATS + 1):
            self.fields[f"seat_{number}"] = choice_field(
                f"Seat {number}", [("", "free"), *TEAM_ROLES.items()], required=False
            )

    @property
    def seats(self) -> list[Any]:
        return [self[f"seat_{number}"] for number in range(1, SEATS + 1)]

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        seats = [given[f"seat_{number}"] for number in range(1, SEATS + 1)]
        facts = {name: given[name] for name in ("name", "kind", "minutes")}
        return {**facts, "focus": list(given["focus"]), "seat_roles": [seat for seat in seats if seat]}


def interview_initial(template: InterviewTemplate) -> dict[str, Any]:
    facts = {name: getattr(template, name) for name in ("name", "kind", "minutes")}
    seats = {f"seat_{number}": role for number, role in enumerate(template.seat_roles, start=1)}
    return {**facts, **seats, "focus": [attribute.pk for attribute in template.focus.all()]}


class QuestionRow(RowForm):
    needed = ("question", "Write the question, or tick Remove.")

    question = words_field("Question", required=False, rows=2, longest=500)
    listen_for = words_field("Listen for", required=False, rows=2, longest=500)
    attribute = forms.ChoiceField(label="Rated under", required=False)

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribute"].choices = [("", "nothing"), *((name, name) for name in names)]

    def guide_entry(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("question", "listen_for", "attribute")}


QuestionRows = forms.formset_factory(QuestionRow, extra=BLANK_QUESTIONS, can_delete=True, can_order=True, max_num=40)


def in_order(rows: Any) -> list[dict[str, str]]:
    """The questions that stay, by the places given to them; those without a place come last, as they stand."""
    kept = [row for row in rows if row.cleaned_data and not row.cleaned_data.get("DELETE")]
    kept.sort(key=lambda row: (row.cleaned_data.get("ORDER") is None, row.cleaned_data.get("ORDER") or 0))
    return [row.guide_entry() for row in kept]


class KeptPlanForm(DeskForm):
    name = line_field("Name", empty="Give the plan a name.", longest=80)
    note = line_field("What it is for", required=False, longest=200)
    in_use = forms.BooleanField(required=False, label="Offered to new jobs")


class KeepPlanForm(DeskForm):
    name = line_field("Name", empty="Give the plan a name.", longest=80)
    note = line_field("What it is for", required=False, longest=200, help_text="Such as “Engineers, two rounds”.")
    instead_of = forms.ModelChoiceField(
        PlanTemplate.objects.all(),
        required=False,
        label="In the place of",
        empty_label="None: keep it besides",
        help_text="Jobs that began with the old one keep what they have.",
    )
