"""Who takes over each thing that somebody who leaves owes or holds."""

from __future__ import annotations

from typing import Any

from django import forms

from hearback.decisions.leaving import Estate
from hearback.desk.forms.common import DeskForm, PersonField
from hearback.jobs.models import HiringTeamMember
from hearback.people.models import Person
from hearback.people.queries import colleagues
from hearback.promises.models import Promise

# What may also end with them; a candidate waits for the others.
MAY_END = ("memberships", "departments", "backups", "absences")
NO_HEIR = "Choose who takes this over: a candidate waits for it."


class LeavingForm(DeskForm):
    """One field for each thing, filled with who is proposed for it."""

    heir = PersonField(label="Everything to", required=False, empty="Choose somebody")

    def __init__(
        self, *args: Any, person: Person, estate: Estate, proposed: dict[str, Person | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.estate, self.proposed = person, estate, proposed
        self.others = [one for one in colleagues() if one.pk != person.pk]
        self.fields["heir"].offer({"": self.others})
        self.fields["heir"].initial = person.backup
        for name, row in estate.items():
            self.fields[name] = self._field(name, row)

    def _field(self, name: str, row: Any) -> forms.Field:
        kind = name.partition("-")[0]
        if kind == "scorecards":
            return forms.BooleanField(
                label="The debrief goes on without it",
                error_messages={"required": "Only they can write it: wait for it, or let the debrief go on without."},
            )
        may_end = kind in MAY_END
        field = PersonField(
            label=f"Who takes over: {self.words(row)}",
            required=not may_end,
            empty="Nobody" if may_end else "",
            error_messages={"required": NO_HEIR},
        )
        field.offer({"": self.others})
        if not may_end:
            field.choices = [("", "Choose somebody"), *field.choices]
        field.initial = self.proposed.get(name)
        return field

    @staticmethod
    def words(row: Any) -> str:
        if isinstance(row, Promise):
            return f"{row.words}, for {row.whom.name}"
        if isinstance(row, HiringTeamMember):
            return f"{row.get_role_display()}, {row.job.title}"
        meeting = getattr(row, "interview", None)
        return f"{meeting.name} with {meeting.application.candidate.name}" if meeting else str(row)

    def with_all_to(self, pk: str) -> LeavingForm:
        """The same page with one heir for everything; what does not fit is said when it is sent."""
        chosen = next((one for one in self.others if str(one.pk) == pk), None)
        heirs = {name: chosen if chosen != row else None for name, row in self.estate.items()} if chosen else {}
        return LeavingForm(
            initial={"heir": chosen},
            person=self.person,
            estate=self.estate,
            proposed=heirs or self.proposed,
        )

    def heirs(self) -> dict[str, Person | None]:
        return {
            name: None if name.startswith("scorecards") else self.cleaned_data[name] for name, _ in self.estate.items()
        }
