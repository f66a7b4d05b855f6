"""What the public reads of a job, and what its application form asks."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from hearback.desk.forms.common import DeskForm, day_field, line_field, words_field
from hearback.desk.forms.jobs import RowForm, choice_field
from hearback.jobs.form_rules import YES_NO
from hearback.jobs.models import FormQuestion, Job
from hearback.jobs.postings import ASKED, POSTING, QuestionFacts

YES, NO, SILENT = "yes", "no", ""
ASK_LABELS = {
    "ask_resume": "Résumé",
    "ask_cover_letter": "A few lines to us",
    "ask_links": "Links",
    "ask_phone": "Phone",
}


def three_way(label: str, yes: str, no: str) -> forms.TypedChoiceField:
    """Yes, no, or nothing said about it."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[(SILENT, "Nothing is said about it"), (YES, yes), (NO, no)],
        coerce=lambda value: {YES: True, NO: False}[value],
        empty_value=None,
        widget=forms.RadioSelect,
    )


class PostingForm(DeskForm):
    listed = forms.BooleanField(label="On the careers pages while it is open", required=False)
    posting_text = words_field("What the public reads", required=False, rows=10, longest=20_000)
    employment = choice_field("Kind of employment", [("", "Not said"), *Job.Employment.choices], required=False)
    workplace = choice_field("Place of work", [("", "Not said"), *Job.Workplace.choices], required=False)
    valid_through = day_field("Last day to apply", required=False)
    pay_shown = forms.BooleanField(label="Show the pay range", required=False)
    vacancy_exists = three_way(
        "Does the vacancy exist?", "Yes, this position is open now", "No, we look ahead for when one is"
    )
    automated_help = three_way("Does automated help screen, assess or select?", "Yes", "No, people read and decide")
    automated_words = words_field("What it does, in a sentence", required=False, rows=3, longest=1000)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in POSTING}


def posting_initial(job: Job) -> dict[str, Any]:
    initial = {name: getattr(job, name) for name in POSTING}
    for name in ("vacancy_exists", "automated_help"):
        initial[name] = {True: YES, False: NO, None: SILENT}[initial[name]]
    if job.valid_through:
        initial["valid_through"] = job.valid_through.astimezone(ZoneInfo(job.office.time_zone)).date()
    return initial


class AsksForm(DeskForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ASKED:
            self.fields[name] = choice_field(ASK_LABELS[name], Job.Asks.choices, required=False)


class QuestionRow(RowForm):
    needed = ("text", "Write the question, or tick Remove.")

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = line_field("Question", required=False, longest=300)
    kind = choice_field("Answered by", FormQuestion.Kind.choices, initial="short", required=False)
    required = forms.BooleanField(label="Has to be answered", required=False)
    hint = line_field("A hint below it", required=False, longest=300)
    options = words_field("Choices, one a line", required=False, rows=3, longest=4200)
    only = forms.ChoiceField(label="Asked", required=False)

    def __init__(self, *args: Any, conditions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = f"{self.initial.get('id')}="
        others = [(value, label) for value, label in conditions if not value.startswith(own)]
        self.fields["only"].choices = [("", "always"), *others]

    def question(self) -> QuestionFacts:
        facts = self.cleaned_data
        after, _, answer = facts["only"].partition("=")
        options = [line.strip() for line in facts["options"].splitlines() if line.strip()]
        return QuestionFacts(
            text=facts["text"],
            kind=facts["kind"],
            hint=facts["hint"],
            required=facts["required"],
            options=options if facts["kind"] == FormQuestion.Kind.CHOICE else (),
            only_after=int(after) if after else None,
            only_if=answer,
            id=facts["id"],
        )


QuestionRows = forms.formset_factory(QuestionRow, extra=2, can_delete=True, can_order=True, max_num=40)


def conditions_among(questions: list[FormQuestion]) -> list[tuple[str, str]]:
    """Each answer that another question may hang on."""
    return [
        (f"{question.pk}={value}", f"only if “{label}” to: {question.text}")
        for question in questions
        for value, label in (YES_NO if question.kind == "yes_no" else {o: o for o in question.options}).items()
        if question.kind in ("yes_no", "choice")
    ]


def question_initial(question: FormQuestion) -> dict[str, Any]:
    return {
        "id": question.pk,
        "text": question.text,
        "kind": question.kind,
        "required": question.required,
        "hint": question.hint,
        "options": "\n".join(question.options),
        "only": f"{question.only_after_id}={question.only_if}" if question.only_after_id else "",
    }
