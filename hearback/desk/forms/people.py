from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from hearback.people.models import Department, Office, Person, Role


class PersonForm(forms.Form):
    name = forms.CharField(max_length=120)
    email = forms.EmailField(label="E-mail")
    title = forms.CharField(
        max_length=120, required=False, help_text="As candidates read it, such as Head of Engineering."
    )
    role = forms.ChoiceField(choices=Role.choices)
    office = forms.ModelChoiceField(Office.objects.filter(retired_at=None))
    department = forms.ModelChoiceField(Department.objects.filter(retired_at=None), required=False)
    backup = forms.ModelChoiceField(
        Person.objects.filter(is_active=True),
        required=False,
        label="Stand-in",
        help_text="Hears of what is late, and takes over what falls due while they are away.",
    )

    def __init__(self, *args: Any, colleague: Person | None = None, **kwargs: Any) -> None:
        if colleague:
            names = ("name", "email", "title", "role", "office", "department", "backup")
            kwargs["initial"] = {name: getattr(colleague, name) for name in names}
        super().__init__(*args, **kwargs)
        if colleague:
            self.fields["email"].disabled = True
            # What is out of use stays with whoever has it.
            for name in ("office", "department"):
                rows = self.fields[name].queryset.model.objects
                own = Q(pk=getattr(colleague, f"{name}_id"))
                self.fields[name].queryset = rows.filter(Q(retired_at=None) | own)


class AbsenceForm(forms.Form):
    first_day = forms.DateField(
        label="First day away", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(label="Last day away", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    backup = forms.ModelChoiceField(Person.objects.none(), required=False, label="Who stands in")

    def __init__(self, *args: Any, colleague: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["backup"].queryset = Person.objects.filter(is_active=True).exclude(pk=colleague.pk)
        usual = colleague.backup.name if colleague.backup else ""
        self.fields["backup"].empty_label = f"{usual}, as usual" if usual else "Choose somebody"
