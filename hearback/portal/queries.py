"""What a candidate knows. It reads the rows everybody else reads, as of what they have been told and no further."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from hearback.applications.models import Application
from hearback.applications.rules import LIVE_STATES
from hearback.candidates.models import Candidate
from hearback.decisions.models import Decision, Hold, InformationRequest, Offer
from hearback.interviews.models import Interview, Seat
from hearback.jobs.models import Job, Stage
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.models import Promise

# What candidates do themselves they know at once; everything else they know when the message has gone.
THEIR_OWN = {Decision.Outcome.ACCEPT, Decision.Outcome.DECLINE, Decision.Outcome.WITHDRAW}
CHECK_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Told:
    """An application as its candidate knows it."""

    application: Application
    state: str
    stage: Stage
    decision: Decision | None  # the newest they have been told of
    held_back_since: datetime | None  # when the first decision was made that they have not been told of yet

    @property
    def job(self) -> Job:
        return self.stage.job

    @property
    def live(self) -> bool:
        return self.state in LIVE_STATES

    @property
    def zone(self) -> str:
        return self.application.candidate.time_zone or self.job.office.time_zone

    @property
    def hold(self) -> Hold | None:
        return getattr(self.decision, "hold", None) if self.state == "held" else None

    @property
    def request(self) -> InformationRequest | None:
        return getattr(self.decision, "request", None) if self.state == "asked" else None

    @property
    def checklist(self) -> InformationRequest | None:
        """What we had asked for, when its coming back is the newest that has happened."""
        back = self.decision
        if back is None or (back.outcome, back.from_state) != (Decision.Outcome.RESUME, Application.State.ASKED):
            return None
        asked = (one for one in self.application.decisions.all() if one.at <= back.at and hasattr(one, "request"))
        return next((one.request for one in asked), None)

    @property
    def letter(self) -> Message | None:
        return self.decision.message if self.decision else None


def own_applications(candidate: Candidate) -> QuerySet[Application]:
    """The candidate's applications with all that `as_told` and `open_steps` ask of them, in three queries."""
    decisions = Decision.objects.filter(undone_at=None).select_related(
        "by",
        "message__written_by",
        "from_stage__job__office",
        "to_stage__job__office",
        "hold",
        "request__time_asked__owner",
        "offer__job",
    )
    promises = Promise.objects.filter(shown_to_candidate=True).select_related(
        "owner", "made_by", "told_by", "renewed_as__told_by"
    )
    return (
        Application.objects.filter(candidate=candidate)
        .select_related("candidate", "stage__job__office")
        .prefetch_related(Prefetch("decisions", decisions), Prefetch("promises", promises.order_by("due_at", "id")))
        .order_by("-applied_at")
    )


def is_told(message: Message | None) -> bool:
    """Nothing had to be said, or it has been."""
    return message is None or message.sent_at is not None


def knows_of(decision: Decision) -> bool:
    """Also what follows from a candidate's own act, such as the last thing they were asked for."""
    own = decision.outcome in THEIR_OWN or (
        decision.outcome == Decision.Outcome.RESUME and decision.from_state == Application.State.ASKED
    )
    return own or is_told(decision.message)


def as_told(application: Application) -> Told:
    """State and stage as of the last decision the candidate knows of. Takes a row of `own_applications`."""
    state, stage, held_back_since = application.state, application.stage, None
    for decision in application.decisions.all():
        if knows_of(decision):
            return Told(application, state, stage, decision, held_back_since)
        state, stage, held_back_since = decision.from_state, decision.from_stage, decision.at
    return Told(application, state, stage, None, held_back_since)


def known_promises(told: Told) -> list[Promise]:
    """Every promise the candidate has been told of, by its date. What ended without a word to them is open here."""
    own = {told.decision.message_id} if told.decision else set()
    known = [
        owed
        for owed in told.application.promises.all()
        if is_told(owed.told_by) or owed.told_by_id in own or owed.kind == Promise.Kind.REPLY
    ]
    return [_still_open(owed) if _ended_silently(owed, told) else owed for owed in known]


def _ended_silently(owed: Promise, told: Told) -> bool:
    """A new date not yet written to them, or what was in their hands when a decision was made they do not know of."""
    if owed.ending == Promise.Ending.RENEWED:
        successor = getattr(owed, "renewed_as", None)
        return successor is not None and not is_told(successor.told_by)
    since = told.held_back_since
    return bool(owed.ending == Promise.Ending.RELEASED and owed.by_candidate and since and owed.ended_at >= since)


def _still_open(owed: Promise) -> Promise:
    shown = copy(owed)
    shown.ended_at, shown.ending = None, ""
    return shown


def open_steps(told: Told) -> list[Promise]:
    """What happens next, what is in the candidate's own hands first. Nothing but replies is owed after the end.

    A reply stands with its question, and is a step only where there is no other.
    """
    if not told.live:
        return []
    still = [owed for owed in known_promises(told) if owed.ended_at is None]
    steps = [owed for owed in still if owed.kind != Promise.Kind.REPLY] or still
    return sorted(steps, key=lambda owed: (not owed.by_candidate, owed.due_at))


def step_words(owed: Promise, interviews: Sequence[Interview]) -> Promise:
    """The promise of a closing carries the interview's time in its words; once that has passed, what is owed counts."""
    over = next((one for one in interviews if one.promise_id == owed.pk), None)
    if over is None:
        return owed
    shown = copy(owed)
    shown.words = f"What happens next after your interview ({over.name})"
    return shown


def past_promises(told: Told) -> list[Promise]:
    """What the company promised and kept, or moved with a reason; newest first."""
    endings = {Promise.Ending.KEPT, Promise.Ending.RENEWED}
    past = [owed for owed in known_promises(told) if owed.ending in endings and not owed.by_candidate]
    return sorted(past, key=lambda owed: owed.ended_at, reverse=True)


def stages_of(told: Told) -> list[Stage]:
    """The way through the plan: what is retired is left out, except where the candidate stands."""
    every = Stage.objects.filter(job=told.job)
    return [stage for stage in every if stage.retired_at is None or stage == told.stage]


def interviews_of(told: Told) -> list[Interview]:
    """The meetings the candidate was invited to, those called off left out."""
    booked = (
        Interview.objects.filter(application=told.application, cancelled_at=None)
        .select_related("invitation", "promise", "closing", "check_by_candidate")
        .prefetch_related(
            Prefetch("seats", Seat.objects.filter(released_at=None, shadow=False).select_related("person"))
        )
    )
    # A later message about the same meeting tells of a new time; only an unsent first invitation keeps it back.
    return [one for one in booked if is_told(one.invitation) or one.invitation.written_at > one.booked_at]


def to_check(told: Told, interviews: list[Interview], *, now: datetime) -> list[Interview]:
    """Meetings after which the candidate has not yet said whether they were told what happens next."""
    answered = told.decision.at if told.decision else told.application.applied_at
    return [
        one
        for one in interviews
        if told.live and max(answered, now - CHECK_FOR) < one.ends_at <= now and not hasattr(one, "check_by_candidate")
    ]


def letters_of(told: Told) -> list[Message]:
    """What has been written both ways and has arrived, newest first."""
    return list(
        Message.objects.filter(
            application=told.application, candidate=told.application.candidate, sent_at__isnull=False
        )
        .exclude(purpose=Message.Purpose.CODE)
        .select_related("written_by")
        .order_by("-sent_at", "-id")
    )


@dataclass(frozen=True)
class Asked:
    """A question of the candidate's, its reply, or the promise of one."""

    question: Message
    promise: Promise | None
    reply: Message | None


def questions_of(told: Told, letters: list[Message]) -> list[Asked]:
    owed = {one.made_at: one for one in told.application.promises.all() if one.kind == Promise.Kind.REPLY}
    arrived = {message.pk: message for message in letters}
    return [
        Asked(message, promise, arrived.get(promise.answered_by_id) if promise else None)
        for message in letters
        if message.inbound and message.purpose == Message.Purpose.QUESTION
        for promise in [owed.get(message.written_at)]
    ]


def open_offer(told: Told, *, now: datetime) -> Offer | None:
    """The offer that waits for the candidate's answer."""
    offer = getattr(told.decision, "offer", None)
    return offer if told.state == Application.State.OFFERED and offer and now <= offer.expires_at else None


def standing_offer(told: Told) -> Offer | None:
    """The offer made last that the candidate knows of: open, lapsed or accepted."""
    made = [decision.offer for decision in told.application.decisions.all() if hasattr(decision, "offer")]
    return next((offer for offer in made if is_told(offer.decision.message)), None)


def contact(told: Told, steps: Sequence[Promise]) -> Person | None:
    """Whom to ask: whoever owes the nearest next step, else whoever owed the last one."""
    if steps:
        return min(steps, key=lambda owed: owed.due_at).owner
    ended = [owed for owed in known_promises(told) if owed.ended_at]
    return max(ended, key=lambda owed: owed.ended_at).owner if ended else None
