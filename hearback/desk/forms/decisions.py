"""Advance, hold and reject; hire and the news of a hold. Ask and offer have files of their own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django import forms

from hearback.decisions import drafts
from hearback.decisions.models import RejectionReason
from hearback.decisions.queries import news_due, pause_dates
from hearback.decisions.rules import REJECTION_DELAY, rejection_channel
from hearback.desk.forms.common import PersonField, day_field, line_field, time_field, words_field
from hearback.desk.forms.drafting import DecisionForm, DraftingForm, moment_values, person_value
from hearback.jobs.models import Stage
from hearback.people.models import Person
from hearback.promises.queries import usual_due_at

ELSEWHERE = "elsewhere"


class AdvanceForm(DecisionForm):
    """`around.more`: stages ahead, stages of other jobs, senior people, and who books."""

    to_stage = forms.ChoiceField(
        label="To which stage",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the stage they go on to.",
            "invalid_choice": "Choose one of the stages ahead.",
        },
    )
    elsewhere = forms.ChoiceField(
        label="Stage of another job", required=False, error_messages={"invalid_choice": "Choose one of these stages."}
    )
    meet = forms.MultipleChoiceField(
        label="Whom they should meet",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among the people shown."},
    )
    next_words = line_field("What happens next", empty="Say what happens next: the candidate is waiting for it.")
    due_day = day_field("By when")
    due_time = time_field()
    owner = PersonField(label="Who owes it")
    follows = ("next_words", "due_day", "due_time", "owner")

    def prepare(self) -> None:
        more = self.around.more
        self.stages: dict[str, Stage] = {str(stage.pk): stage for stage in [*more["ahead"], *more["elsewhere"]]}
        self.fields["to_stage"].choices = lambda: [
            *((str(stage.pk), stage.name) for stage in more["ahead"]),
            *([(ELSEWHERE, "Another job")] if more["elsewhere"] or more["any_elsewhere"] else []),
        ]
        self.fields["elsewhere"].choices = [("", "Choose a stage"), *by_job(more["elsewhere"])]
        self.fields["meet"].choices = lambda: list(self.senior.items())
        self.fields["owner"].offer(self.around.people)

    @cached_property
    def senior(self) -> dict[str, Person]:
        return {str(person.pk): person for person in self.around.more["senior"]}

    def start(self) -> dict[str, str]:
        ahead = self.around.more["ahead"]
        return {"to_stage": str(ahead[0].pk)} if ahead else {"to_stage": ELSEWHERE}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("to_stage") == ELSEWHERE and not said.get("elsewhere"):
            self.add_error("elsewhere", "Choose the job and the stage they go on to.")
        self.due_at = self.clean_moment("due", self.around.zone)
        return said

    def target(self, chosen: dict[str, Any]) -> Stage | None:
        wanted = chosen.get("to_stage", "")
        return self.stages.get(chosen.get("elsewhere", "") if wanted == ELSEWHERE else wanted)

    def usual(self, chosen: dict[str, Any]) -> dict[str, str]:
        stage = self.target(chosen)
        if stage is None:
            return {}
        meets = stage.kind in (Stage.Kind.SCREEN, Stage.Kind.INTERVIEW, Stage.Kind.FINAL)
        due = usual_due_at(self.around.application, now=self.around.now, days=stage.answer_days)
        return {
            "next_words": drafts.usual_next_words(stage),
            "owner": person_value(self.around.more["books"] if meets else self.around.by),
            **moment_values("due", due, self.around.zone),
        }

    def wording(self, chosen: dict[str, Any]) -> tuple[str, str]:
        stage = self.target(chosen)
        if stage is None:
            return "", ""
        return drafts.of_advance(
            self.around.application,
            to_stage=stage,
            next_words=chosen.get("next_words") or "…",
            due_at=self.due_at or usual_due_at(self.around.application, now=self.around.now),
            owner=chosen.get("owner") or self.around.by,
        )

    def said(self) -> dict[str, Any]:
        return {
            **super().said(),
            "to_stage": self.target(self.cleaned_data),
            "meet": [self.senior[key] for key in self.cleaned_data["meet"]],
            "next_words": self.cleaned_data["next_words"],
            "next_due_at": self.due_at,
            "next_owner": self.cleaned_data["owner"],
        }


def by_job(stages: list[Stage]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for stage in stages:
        groups.setdefault(stage.job.title, []).append((str(stage.pk), stage.name))
    return list(groups.items())


class HoldForm(DecisionForm):
    """`around.more`: the office's calendar."""

    until = day_field("Until")
    words = words_field(
        "Why",
        rows=3,
        empty="Say why there is a pause: the candidate reads it.",
        help_text="The candidate reads it.",
    )
    news_days = forms.TypedChoiceField(
        label="News in between",
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(5, "Every week"), (10, "Every two weeks"), (2, "Every two days")],
        error_messages={"required": "Choose how often they hear from you."},
    )

    def start(self) -> dict[str, str]:
        calendar = self.around.more["calendar"]
        later = calendar.first_working_day(calendar.day_of(self.around.now) + timedelta(days=14))
        return {"until": later.isoformat(), "news_days": "5"}

    def dates(self, chosen: dict[str, Any]) -> tuple[date, datetime, datetime]:
        """Until when, when it ends by itself, and when the first news is due."""
        until = chosen.get("until") or date.fromisoformat(self.start()["until"])
        ends, news = pause_dates(
            self.around.more["calendar"], until=until, news_days=chosen.get("news_days") or 5, now=self.around.now
        )
        return until, ends, news

    def wording(self, chosen: dict[str, Any]) -> tuple[str, str]:
        until, _, news = self.dates(chosen)
        return drafts.of_hold(
            self.around.application, until=until, news_due=news, by=self.around.by, words=chosen.get("words") or ""
        )

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**super().said(), "until": given["until"], "words": given["words"], "news_days": given["news_days"]}


class RejectForm(DecisionForm):
    """`around.more`: the reasons in use, and when the office opens next."""

    reason = forms.ChoiceField(
        label="Reason",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a reason. Colleagues see it; the candidate reads the wording.",
            "invalid_choice": "Choose one of these reasons.",
        },
    )
    channel = forms.ChoiceField(
        label="How they hear it", widget=forms.RadioSelect, error_messages={"required": "Choose how they hear it."}
    )
    when = forms.ChoiceField(
        label="When",
        widget=forms.RadioSelect,
        choices=[
            ("30m", "In 30 minutes"),
            ("2h", "In 2 hours"),
            ("morning", "Next working morning"),
            ("now", "At once"),
        ],
        error_messages={"required": "Choose when they hear it."},
    )

    def prepare(self) -> None:
        self.reasons: dict[str, RejectionReason] = {str(one.pk): one for one in self.around.more["reasons"]}
        self.fields["reason"].choices = [(key, one.name) for key, one in self.reasons.items()]
        candidate = self.around.application.candidate
        ways = [("email", "By e-mail")] if candidate.email else []
        self.fields["channel"].choices = [*ways, ("call", "By phone")]
        # The message appears with its reason; until then its absence is no mistake of theirs.
        if not self.data.get("reason"):
            self.fields["subject"].required = self.fields["body"].required = False

    def start(self) -> dict[str, str]:
        candidate = self.around.application.candidate
        wanted = rejection_channel(wanted=candidate.channel, phone=candidate.phone, email=candidate.email)
        return {"channel": wanted if candidate.email else "call", "when": "30m"}

    def wording(self, chosen: dict[str, Any]) -> tuple[str, str]:
        reason = self.reasons.get(chosen.get("reason", ""))
        return drafts.of_reject(self.around.application, reason=reason) if reason else ("", "")

    def delay(self) -> timedelta:
        return {
            "now": timedelta(0),
            "30m": REJECTION_DELAY,
            "2h": timedelta(hours=2),
            "morning": self.around.more["morning"] - self.around.now,
        }[self.cleaned_data["when"]]

    def said(self) -> dict[str, Any]:
        return {
            **super().said(),
            "reason": self.reasons[self.cleaned_data["reason"]],
            "channel": self.cleaned_data["channel"],
            "delay": self.delay(),
        }


class HireForm(DecisionForm):
    def wording(self, chosen: dict[str, Any]) -> tuple[str, str]:
        return drafts.of_hire(self.around.application)


class NewsForm(DraftingForm):
    """`around.more`: the hold and the office's calendar."""

    words = words_field(
        "What is new",
        rows=4,
        empty="Write what is new, or that nothing is.",
        help_text="If nothing has changed, say so: that is news too.",
    )

    def due(self) -> datetime:
        pause = self.around.more["pause"]
        return news_due(
            self.around.more["calendar"], resumes_at=pause.resumes_at, news_days=pause.news_days, now=self.around.now
        )

    def wording(self, chosen: dict[str, Any]) -> tuple[str, str]:
        pause = self.around.more["pause"]
        return drafts.of_news(pause, words=chosen.get("words") or "…", due_at=self.due(), by=self.around.by)
