"""The application form of a job, as it is drawn. What may be sent is judged as a whole by `applications.filling`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from hearback.applications.filling import posts_shown
from hearback.applications.models import Draft
from hearback.decisions.applying import asks_of
from hearback.jobs.form_rules import Asked
from hearback.jobs.models import Job

POST_LABELS = {"position": "Position", "name": "Employer", "start": "From", "end": "Until"}


class AsTyped:
    """A field that keeps whatever was typed. `required` only says so on the page."""

    def clean(self, value: Any) -> Any:
        return value


class Line(AsTyped, forms.CharField):
    pass


class Choice(AsTyped, forms.ChoiceField):
    pass


def line(label: str, *, required: bool = False, help_text: str = "", **attrs: str) -> Line:
    widget = forms.TextInput(attrs={"dir": "auto", **attrs})
    return Line(label=label, required=required, help_text=help_text, widget=widget)


def lines(label: str, *, required: bool = False, help_text: str = "", rows: int = 4, **attrs: str) -> Line:
    widget = forms.Textarea(attrs={"dir": "auto", "rows": rows, **attrs})
    return Line(label=label, required=required, help_text=help_text, widget=widget)


class ApplicationForm(forms.Form):
    """Name and e-mail, what the job asks for besides, the last posts read from a résumé, and the job's questions."""

    use_required_attribute = False  # our own sentences are kinder than the browser's bubbles

    def __init__(self, job: Job, questions: list[Asked], typed: Mapping[str, str], draft: Draft | None) -> None:
        super().__init__(typed, label_suffix="")
        self.questions = questions
        read = draft.resume_read if draft else {}
        self.fields["name"] = line("Your name", required=True, autocomplete="name")
        self.fields["email"] = line(
            "E-mail",
            required=True,
            type="email",
            autocomplete="email",
            inputmode="email",
            help_text="Our answer goes there.",
        )
        self._ask(asks_of(job))
        self.posts = [self._post(place) for place, _ in enumerate(posts_shown(read))]
        for question in questions:
            self.fields[f"q{question.id}"] = widget_for(question)
        self.full_clean()

    def _ask(self, asks: Mapping[str, str]) -> None:
        if asks["phone"] != "no":
            self.fields["phone"] = line(
                "Phone", required=asks["phone"] == "required", type="tel", autocomplete="tel", inputmode="tel"
            )
        if asks["links"] != "no":
            self.fields["links"] = lines(
                "Links",
                required=asks["links"] == "required",
                help_text="Work of yours on the web, one address a line.",
                rows=2,
            )
        if asks["cover_letter"] != "no":
            self.fields["cover_letter"] = lines(
                "A few lines to us",
                required=asks["cover_letter"] == "required",
                help_text="Why this, why now? Short is fine.",
                rows=7,
            )

    def _post(self, place: int) -> list[str]:
        names = []
        for name, label in POST_LABELS.items():
            hint = {"start": "2021-03 or 2021", "end": "Empty: until today"}.get(name, "")
            self.fields[f"w{place}_{name}"] = line(label, help_text=hint)
            names.append(f"w{place}_{name}")
        return names

    @property
    def asked(self) -> list[tuple[Asked, Any, str]]:
        """Each question with its field, and in words on what it hangs."""
        by_id = {question.id: question for question in self.questions}
        return [(question, self[f"q{question.id}"], condition(question, by_id)) for question in self.questions]

    def say(self, sentences: Mapping[str, str]) -> None:
        """What stands in the way, beside the fields; what concerns none of them, above the form."""
        for name, sentence in sentences.items():
            self.add_error(name if name in self.fields else None, sentence)


def condition(question: Asked, by_id: Mapping[int, Asked]) -> str:
    after = by_id.get(question.only_after or 0)
    return (
        f"Only if you answered “{after.choices.get(question.only_if, question.only_if)}” to “{after.text}”"
        if after
        else ""
    )


def widget_for(question: Asked) -> forms.Field:
    said = {"label": question.text, "required": question.required, "help_text": question.hint}
    if question.kind == "yes_no":
        return Choice(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect, **said)
    if question.kind == "choice":
        options = [(option, option) for option in question.options]
        if len(options) <= 5:
            return Choice(choices=options, widget=forms.RadioSelect, **said)
        return Choice(choices=[("", "Choose one"), *options], **said)
    if question.kind == "long":
        return lines(question.text, required=question.required, help_text=question.hint, rows=5)
    kinds = {"number": {"inputmode": "decimal"}, "date": {"type": "date"}}
    return line(question.text, required=question.required, help_text=question.hint, **kinds.get(question.kind, {}))


def typed_in(request_data: Mapping[str, Any], form: ApplicationForm) -> dict[str, str]:
    """What stands in the fields of this form, and nothing else."""
    names = [*form.fields, "source"]
    return {name: str(request_data[name]) for name in names if name in request_data}
