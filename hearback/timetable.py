"""Everything that happens by the clock, on one screen. The jobs hold no logic: they ring, the rows decide."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from hearback.decisions import endings, pauses, requests
from hearback.interviews import scorecards
from hearback.messages import actions as messages
from hearback.messages import codes
from hearback.promises import actions as promises
from hearback.promises import clockwork


@app.task
def deliver(message_id: int) -> None:
    """One message is due: send it, and keep what it keeps."""
    now = timezone.now()
    if sent := messages.send(message_id, now=now):
        promises.keep_answered(now=now, message=sent)
        if sent.application_id:
            endings.end_told_rejections(now=now, application_id=sent.application_id)


@app.task
def send_code(candidate_id: int) -> None:
    """Somebody wants to open a candidate's page."""
    codes.answer_ring(candidate_id, now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="tick")
def tick(timestamp: int = 0) -> dict[str, int]:
    return tick_at(timezone.now())


def tick_at(now: datetime) -> dict[str, int]:
    """One minute's work; each part claims its rows, so any number of workers may run it at once."""
    return {
        "sent": len(messages.send_due(now=now)),
        "kept": promises.keep_answered(now=now),
        "let go": endings.end_told_rejections(now=now),
        "resumed": pauses.resume_due(now=now),
        "came back": requests.bring_back_due(now=now),
        "reminded": requests.remind_due(now=now),
        "offers lapsed": pauses.lapse_offers(now=now),
        "handed over": clockwork.stand_in(now=now),
        "late": clockwork.mark_late(now=now),
        "nudged": clockwork.nudge_due(now=now) + scorecards.nudge_due(now=now),
    }
