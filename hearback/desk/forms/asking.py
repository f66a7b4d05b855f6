"""Ask for more: a checklist of rows, with ready-made suggestions, that works without JavaScript."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from hearback.decisions import drafts
from hearback.decisions.models import RequestItem
from hearback.decisions.rules import remind_at
from hearback.desk.forms.common import day_field, time_field, words_field
from hearback.desk.forms.drafting import DecisionForm, moment_values
from hearback.promises.queries import usual_due_at

ASK_DAYS = 5  # working days the candidate is given unless said otherwise
MOST = 20
FIRST_ROWS = 3

SUGGESTIONS: dict[str, tuple[str, str, str]] = {
    "portfolio": ("Portfolio", "upload", "Two or three pieces of your own work that you are content with"),
    "references": ("References", "text", "Two people we may call, and how you worked together"),
    "clarification": ("Clarification", "text", "In a few lines: "),
    "work_sample": ("Work sample", "upload", "Your solution to the short task we talked about"),
    "certificates": ("Certificates", "upload", "Copies of the certificates named in your résumé"),
    "start": ("Notice period", "text", "Your notice period and the earliest day you could start"),
}


def with_rows(sent: QueryDict) -> QueryDict:
    """What was sent, with the suggestion or the empty rows that a button asked for."""
    data = sent.copy()
    wanted = SUGGESTIONS.get(data.get("suggest", ""))
    if wanted:
        _, kind, text = wanted
        free = next((n for n in range(MOST) if not data.get(f"text_{n}", "").strip()), None)
        if free is not None:
            data[f"kind_{free}"], data[f"text_{free}"] = kind, text
    if "rows" in data and data.get("more"):
        data["rows"] = str(_rows(data) + 3)
    return data


def _rows(data: Any) -> int:
    """As many rows as were drawn, and always an empty one to go on with."""
    drawn = int(data.get("rows", "")) if str(data.get("rows", "")).isdigit() else FIRST_ROWS
    filled = max((n + 1 for n in range(MOST) if str(data.get(f"text_{n}", "")).strip()), default=0)
    return min(MOST, max(drawn, filled + 1, FIRST_ROWS))


class AskForm(DecisionForm):
    words = words_field(
        "Why you ask", required=False, rows=2, help_text="The candidate reads it. You may leave it empty."
    )
    due_day = day_field("Until when")
    due_time = time_field()

    def prepare(self) -> None:
        self.count = _rows(self.data if self.is_bound else self.initial)
        for n in range(self.count):
            self.fields[f"kind_{n}"] = forms.ChoiceField(
                label=f"Thing {n + 1}: sent as",
                choices=RequestItem.Kind.choices,
                required=False,
                error_messages={"invalid_choice": "Each thing asked for is a file, a few lines, or a tick."},
            )
            self.fields[f"text_{n}"] = forms.CharField(
                label=f"Thing {n + 1}",
                required=False,
                max_length=300,
                error_messages={"max_length": "Say each thing you ask for in at most 300 characters."},
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"kind_{n}"], self[f"text_{n}"]) for n in range(self.count)]

    def start(self) -> dict[str, str]:
        due = usual_due_at(self.around.application, now=self.around.now, days=ASK_DAYS)
        kinds = {f"kind_{n}": "upload" for n in range(FIRST_ROWS)}
        return {"rows": str(FIRST_ROWS), **kinds, **moment_values("due", due, self.around.zone)}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        self.due_at = self.clean_moment("due", self.around.zone)
        return said

    def items(self, chosen: dict[str, Any]) -> list[tuple[str, str]]:
        rows = [(chosen.get(f"kind_{n}") or "text", chosen.get(f"text_{n}", "").strip()) for n in range(self.count)]
        return [(kind, text) for kind, text in rows if text]

    def ready(self) -> bool:
        if self.is_valid() and not self.items(self.cleaned_data):
            self.add_error(None, "Say what you would like from the candidate: at least one thing.")
            return False
        return super().ready()

    def due(self) -> datetime:
        usual = usual_due_at(self.around.application, now=self.around.now, days=ASK_DAYS)
        return getattr(self, "due_at", None) or usual

    def reminder(self) -> datetime:
        return remind_at(self.around.now, self.due())

    def wording(self, chosen: dict[str, Any]) -> tuple[str, str]:
        items = self.items(chosen) or [("text", "…")]
        return drafts.of_ask(
            self.around.application,
            items=items,
            due_at=self.due(),
            by=self.around.by,
            words=chosen.get("words") or "",
        )

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**super().said(), "items": self.items(given), "due_at": self.due_at, "words": given["words"]}
