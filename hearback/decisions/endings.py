"""What ends only when the candidate has been told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearback.applications.models import Application
from hearback.decisions.models import Hold, InformationRequest
from hearback.decisions.opening import let_go_of_the_candidate, locked, open_offers
from hearback.decisions.queries import unsent_rejection


def end_told_rejections(*, now: datetime, application_id: int | None = None) -> int:
    """A rejection that has been said takes out of the candidate's hands what was in them. Run when a message has
    gone, and by the tick."""
    rejected = Application.objects.filter(state=Application.State.REJECTED)
    if application_id is not None:
        rejected = rejected.filter(pk=application_id)
    in_hand = {
        pk
        for rows in (
            InformationRequest.objects.filter(ended_at=None),
            Hold.objects.filter(ended_at=None),
            open_offers(),
        )
        for pk in rows.filter(application__in=rejected).values_list("application", flat=True)
    }
    return sum(_end(pk, now=now) for pk in sorted(in_hand))


@transaction.atomic
def _end(pk: int, *, now: datetime) -> int:
    application = locked(pk)
    if application.state != Application.State.REJECTED or unsent_rejection(application):
        return 0
    let_go_of_the_candidate(application, by=None, now=now)
    return 1
