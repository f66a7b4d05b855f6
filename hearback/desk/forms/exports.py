from __future__ import annotations

from django import forms

from hearback.desk.forms.common import DeskForm
from hearback.desk.forms.jobs import choice_field


class ExportForm(DeskForm):
    what = choice_field(
        "What",
        [
            ("house", "The whole house"),
            ("candidates", "Candidates"),
            ("applications", "Applications"),
            ("jobs", "Jobs"),
        ],
        widget=forms.RadioSelect,
        initial="house",
    )
    attachments = forms.BooleanField(
        label="With the candidates' files", required=False, help_text="Of the whole house. It may become large."
    )
    kind = choice_field(
        "Kind of file, for a list",
        [("csv", "CSV, for a spreadsheet"), ("json", "JSON"), ("jsonl", "JSON Lines")],
        initial="csv",
    )
