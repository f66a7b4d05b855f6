"""What is to be done for those chosen, one form a kind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from hearback.bulk.models import BulkJob
from hearback.candidates.tags import check_tag
from hearback.decisions.models import RejectionReason
from hearback.desk.forms.common import DeskForm, PersonField, day_field, line_field, people_by_nearness, words_field
from hearback.desk.forms.pools import end_of_day
from hearback.finding.pools.queries import open_pools
from hearback.jobs.models import Job
from hearback.jobs.queries import stages_of
from hearback.people.models import Person
from hearback.people.queries import colleagues
from hearback.refusals import Refused

NOTE = "Never shown to the candidates."


class BulkForm(DeskForm):
    """`options()` is what the bulk job remembers."""

    def __init__(self, data: Any, *, by: Person, now: datetime, job: Job | None, **options: Any) -> None:
        super().__init__(data, **options)
        self.by, self.now, self.job = by, now, job
        for name in ("owner", "giver"):
            if name in self.fields:
                people = people_by_nearness(job) if job else {"Everybody": list(colleagues())}
                self.fields[name].offer(people)
        self.prepare()

    def prepare(self) -> None:
        return None

    def options(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        if "due_day" in said:
            said["due_at"] = end_of_day(said.pop("due_day"), self.by, self.now)
        if self.job:
            said["job"] = self.job
        return said


class TagForm(BulkForm):
    tag = line_field("Tag", empty="Write the tag.", longest=60, help_text="A tag that is there already, or a new one.")

    def clean_tag(self) -> str:
        try:
            return check_tag(self.cleaned_data["tag"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None


class PoolMembersForm(BulkForm):
    pool = forms.ModelChoiceField(
        None, label="Pool", empty_label="Choose one", error_messages={"required": "Choose the pool."}
    )
    note = line_field("Why", required=False, help_text="For colleagues.")
    next_words = line_field("What you promise", empty="Say what happens next, such as: We ask again in March.")
    due_day = day_field("By when")
    owner = PersonField(label="Who sees to it")
    tell = forms.BooleanField(label="Tell them", required=False, help_text="You read each message before it goes.")
    words = words_field("In your own words", required=False, rows=3, help_text="Stands in each message.")

    def prepare(self) -> None:
        self.fields["pool"].queryset = open_pools()


class AdvanceManyForm(BulkForm):
    to_stage = forms.ModelChoiceField(
        None, label="To which stage", empty_label="Choose one", error_messages={"required": "Choose the stage."}
    )
    next_words = line_field("What happens next", empty="Say what happens next: they are waiting for it.")
    due_day = day_field("By when")
    owner = PersonField(label="Who owes it")
    words = words_field("In your own words", required=False, rows=3, help_text="Stands in each message.")
    note = words_field("For colleagues", required=False, rows=2, help_text=NOTE)

    def prepare(self) -> None:
        self.fields["to_stage"].queryset = stages_of(self.job)


class RejectManyForm(BulkForm):
    reason = forms.ModelChoiceField(
        None,
        label="Reason",
        widget=forms.RadioSelect,
        empty_label=None,
        help_text="For colleagues. It decides which wording is offered, and you can change that for each.",
        error_messages={"required": "Choose a reason."},
    )
    words = words_field("In your own words", required=False, rows=3, help_text="Stands in each message.")
    note = words_field("For colleagues", required=False, rows=2, help_text=NOTE)

    def prepare(self) -> None:
        self.fields["reason"].queryset = RejectionReason.objects.filter(retired_at=None)


class AssignForm(BulkForm):
    owner = PersonField(label="Who takes over")
    giver = PersonField(label="Only what this person owes", required=False, empty="Whoever owes it")


FORMS: dict[str, type[BulkForm]] = {
    BulkJob.Kind.TAG: TagForm,
    BulkJob.Kind.POOL: PoolMembersForm,
    BulkJob.Kind.ADVANCE: AdvanceManyForm,
    BulkJob.Kind.REJECT: RejectManyForm,
    BulkJob.Kind.ASSIGN: AssignForm,
}


class LetterOfOneForm(DeskForm):
    subject = line_field("Subject", empty="The message has no subject.")
    body = words_field("The message", rows=14, longest=20_000, empty="The message says nothing yet.")
