"""Stages, dates and terms as they stand inside a sentence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hearback.jobs.models import Stage

TERMS = {
    "berlin": "30 days of leave, two days a week from home where the work allows it, a pension scheme from month one",
    "toronto": "Four weeks of vacation, health and dental plan from month one, RRSP matched up to 4 percent",
}


def said(stage: Stage) -> str:
    name = stage.public_name
    if name in ("First interview", "Second interview", "Final conversation"):
        return name[:1].lower() + name[1:]
    return "meeting" if stage.kind == "interview" else "task"


def date_for(stage: Stage) -> str:
    name = said(stage)
    return f"A date for your {name}" if name not in ("meeting", "task") else f"A date for “{stage.public_name}”"


def monday_after(moment: datetime) -> date:
    return (moment + timedelta(days=-moment.weekday() % 7)).date()
