"""Writing scorecards: drafts, submission, corrections, and the nudges for those still owed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from hearback.interviews import rules
from hearback.interviews.models import Interview, Rating, Scorecard, Seat
from hearback.jobs.models import Attribute, HiringTeamMember
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.rules import ADDRESS
from hearback.people.models import Person, Role
from hearback.people.queries import calendar_for
from hearback.record.actions import record
from hearback.refusals import Overtaken, Refused

Ratings = Mapping[int, tuple[int | None, str]]  # attribute id → score 1 to 4 or None, evidence


def focus_of(seat: Seat) -> list[Attribute]:
    return what_to_judge(seat.interview)


def what_to_judge(interview: Interview) -> list[Attribute]:
    """What its scorecards rate: the template's focus, else everything the job looks at."""
    focus = list(interview.template.focus.all()) if interview.template else []
    return focus or list(interview.application.job.attributes.all())


@transaction.atomic
def save_scorecard(
    seat: Seat,
    *,
    ratings: Ratings,
    recommendation: int | None,
    summary: str,
    left_open: str,
    asked: Sequence[str],
    by: Person,
    now: datetime,
    submit: bool = False,
    version: int | None = None,
) -> Scorecard:
    """Keep a draft, or submit it. A submitted one stands: what is written afterwards is the next version's draft.

    `version` is the one the form was drawn with, so that a form left open does not start a correction by itself.
    """
    seat = Seat.objects.select_for_update(of=("self",)).select_related("interview__application__job").get(pk=seat.pk)
    if seat.person_id != by.pk:
        raise Refused("A scorecard is written by the person who sat there.")
    if seat.shadow:
        raise Refused("A shadow listens and learns, and writes no scorecard.")
    if seat.released_at:
        raise Refused("This interview was cancelled.")
    if submit and now < seat.interview.starts_at:
        raise Refused("This interview has not started yet.")
    focus = focus_of(seat)
    if submit:
        named = {attribute.name: ratings.get(attribute.pk, (None, "")) for attribute in focus}
        rules.check_scorecard(
            focus=[attribute.name for attribute in focus], ratings=named, recommendation=recommendation, summary=summary
        )
    card = _draft_of(seat, version, now=now)
    card.recommendation, card.summary, card.left_open = (recommendation, summary.strip(), left_open.strip())
    card.asked, card.saved_at = list(asked), now
    card.save()
    card.ratings.exclude(attribute__in=focus).delete()
    for attribute in focus:
        score, evidence = ratings.get(attribute.pk, (None, ""))
        Rating.objects.update_or_create(
            scorecard=card, attribute=attribute, defaults={"score": score, "evidence": evidence.strip()}
        )
    if submit:
        card.submitted_at = now
        card.save(update_fields=["submitted_at"])
        Seat.objects.filter(pk=seat.pk).update(nudge_at=None)
        record(
            "submitted" if card.version == 1 else "corrected",
            card,
            by=by,
            now=now,
            application_id=seat.interview.application_id,
            version=card.version,
            late=bool(seat.scorecard_due_at and now > seat.scorecard_due_at),
        )
    return card


def next_version(latest: Scorecard | None) -> int:
    """The version that is written next: the draft's own, or the one after what has been submitted."""
    if latest is None:
        return 1
    return latest.version + 1 if latest.submitted_at else latest.version


def _draft_of(seat: Seat, version: int | None, *, now: datetime) -> Scorecard:
    latest = seat.scorecards.order_by("-version").first()
    following = next_version(latest)
    if version is not None and version != following:
        raise Overtaken("You have submitted this scorecard meanwhile, so it stands. To change it, write a correction.")
    if latest is None or latest.submitted_at:
        return Scorecard.objects.create(seat=seat, version=following, saved_at=now)
    return latest


def nudge_due(*, now: datetime, limit: int = 200) -> int:
    """Remind those who still owe a scorecard; the third time the hiring manager hears of it too. Run by the tick."""
    due = Seat.objects.filter(released_at=None, nudge_at__lte=now).select_related(
        "person__office", "interview__candidate", "interview__application__job"
    )
    nudged = 0
    for seat in due.order_by("nudge_at")[:limit]:
        with transaction.atomic():
            nudged += _nudge(seat, now=now)
    return nudged


def _nudge(seat: Seat, *, now: datetime) -> int:
    step, ends_at, calendar = seat.nudge_step, seat.interview.ends_at, calendar_for(seat.person.office, now=now)
    while (next_at := rules.scorecard_nudge_at(calendar, step + 1, ends_at)) is not None and next_at <= now:
        step += 1
    claimed = Seat.objects.filter(pk=seat.pk, released_at=None, nudge_step=seat.nudge_step, nudge_at=seat.nudge_at)
    if not claimed.update(nudge_step=step + 1, nudge_at=next_at):
        return 0
    if not seat.interview.application.live or seat.scorecards.filter(submitted_at__isnull=False).exists():
        return 0
    people = [seat.person]
    if step >= 2:
        managers = HiringTeamMember.objects.filter(
            job=seat.interview.application.job, role=Role.HIRING_MANAGER, person__is_active=True
        )
        people += [m.person for m in managers.exclude(person=seat.person).select_related("person").order_by("pk")[:1]]
    for person in people:
        queue(
            to=person,
            application=seat.interview.application,
            purpose=Message.Purpose.NUDGE,
            subject=f"Scorecard still open: {seat.interview.candidate.name}",
            body=(
                f"{'Your' if person == seat.person else seat.person.name + '’s'} scorecard for {seat.interview.name} "
                f"with {seat.interview.candidate.name} is still open. The debrief waits for it.\n\n"
                f"{ADDRESS}/desk/interviews/{seat.interview_id}/scorecard"
            ),
            by=None,
            now=now,
        )
    record("nudged", seat, by=None, now=now, application_id=seat.interview.application_id, step=step)
    return len(people)
