from __future__ import annotations

from typing import Any

from django import forms

from hearback.applications.models import Application, Note
from hearback.applications.queries import people_who_see
from hearback.desk.forms.common import DeskForm, words_field
from hearback.people.models import Person


class NoteForm(DeskForm):
    """A note, and who may read it."""

    body = words_field("A note for colleagues", rows=3, empty="The note is empty.")
    circle = forms.ChoiceField(
        label="Who may read it",
        choices=Note.Circle.choices,
        initial=Note.Circle.EVERYBODY,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one from the list."},
    )
    readers = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Whom I name",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose people from the list."},
    )

    def __init__(self, *args: Any, application: Application, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].queryset = people_who_see(application).exclude(pk=person.pk)

    def clean_circle(self) -> str:
        return self.cleaned_data["circle"] or Note.Circle.EVERYBODY

    def said(self) -> str:
        return {
            Note.Circle.EVERYBODY: "Noted, for colleagues only.",
            Note.Circle.DECIDERS: "Noted, for the hiring managers and recruiters.",
            Note.Circle.NAMED: "Noted, for those you named and you.",
        }[self.cleaned_data["circle"]]
