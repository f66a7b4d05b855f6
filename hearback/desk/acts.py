"""What can be done about a promise, and where: one main act a click away, and the others beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from hearback.applications.models import Application
from hearback.applications.queries import visible_to
from hearback.decisions.models import Hold, InformationRequest
from hearback.finding.pools.models import PoolMembership
from hearback.finding.pools.queries import memberships_by_promise
from hearback.interviews.models import Interview
from hearback.messages.models import Message
from hearback.pages import url
from hearback.people.models import Person
from hearback.promises.models import CallAttempt, Promise
from hearback.words import moment, span


@dataclass(frozen=True)
class Act:
    words: str
    href: str
    symbol: str = "arrow"


@dataclass(frozen=True)
class Surroundings:
    """What the acts on some promises need to know, in four queries for all; one more each where calls wait or somebody
    is kept warm."""

    interviews: dict[int, Interview]  # by the promise of their closing
    holds: dict[int, int]  # by application
    requests: dict[int, int]  # by application
    openable: frozenset[int]  # the applications this person may open
    call_again: dict[int, datetime]  # by message: nobody answered, and when to try again
    members: dict[int, PoolMembership]  # places in pools, by their promise


def surroundings(promises: Collection[Promise], person: Person, openable: frozenset[int] | None = None) -> Surroundings:
    """`openable` where that is known already."""
    held = {owed.application_id for owed in promises if owed.kind == Promise.Kind.NEWS and owed.application_id}
    asked = {owed.application_id for owed in promises if owed.by_candidate and owed.application_id}
    warm = [owed.pk for owed in promises if owed.application_id is None]
    if openable is None:
        openable = openable_by(person, {owed.application_id for owed in promises if owed.application_id})
    holds = Hold.objects.filter(application__in=held, ended_at=None)
    requests = InformationRequest.objects.filter(application__in=asked, ended_at=None)
    return Surroundings(
        interviews=meetings_of(promises),
        holds=dict(holds.values_list("application", "pk")),
        requests=dict(requests.values_list("application", "pk")),
        openable=openable,
        call_again=tries_ahead([owed.answered_by for owed in promises if owed.answered_by_id]),
        members=memberships_by_promise(warm) if warm else {},
    )


def tries_ahead(messages: Iterable[Message]) -> dict[int, datetime]:
    """When calls that nobody answered are to be tried again, by message; one query, and none where nobody calls."""
    calls = [one.pk for one in messages if one.channel == Message.Channel.CALL and one.pending]
    if not calls:
        return {}
    tries = CallAttempt.objects.filter(message__in=calls, again_at__isnull=False).order_by("at")
    return dict(tries.values_list("message", "again_at"))


def openable_by(person: Person, applications: Iterable[int]) -> frozenset[int]:
    return frozenset(visible_to(person).filter(pk__in=applications).values_list("pk", flat=True))


def main_act(owed: Promise, around: Surroundings, now: datetime) -> Act:
    """The one thing to do next about an open promise. Wants `answered_by` at hand."""
    application, full = owed.application_id, owed.application_id in around.openable
    if owed.pk in around.members and owed.answered_by is None:
        return Act("Be in touch", _to("touch", around.members[owed.pk].pk), "chat")
    if owed.by_candidate:
        request = around.requests.get(application)
        return Act("See what has come", _to("request", request)) if request and full else _look(owed, full)
    if owed.answered_by is not None:
        return answer_act(owed.answered_by, now, around.call_again.get(owed.answered_by_id))
    meeting = around.interviews.get(owed.pk)
    if meeting is not None:
        if meeting.starts_at <= now:
            return Act("Close it", _to("closing", meeting.pk), "check")
        return Act("Open the kit", _to("interview", meeting.pk), "list")
    if owed.kind == Promise.Kind.REPLY:
        return Act("Reply", _to("reply", owed.pk), "chat")
    if owed.kind == Promise.Kind.NEWS and full and application in around.holds:
        return Act("Write the news", _to("hold_news", around.holds[application]), "mail")
    if owed.kind == Promise.Kind.BOOKING and full:
        return Act("Book it", _to("interview_new", application), "calendar")
    if owed.kind == Promise.Kind.START and full:
        return Act("Hire", _to("hire", application), "flag")
    if owed.kind in (Promise.Kind.ANSWER, Promise.Kind.OFFER) and full:
        return Act("Decide", f"{_to('application', application)}#decide")
    return Act("Keep it", _to("keeping", owed.pk), "check")


def answer_act(message: Message, now: datetime, again_at: datetime | None = None) -> Act:
    """What is left to do about a message that will keep a promise. Nobody may have answered the call before."""
    if again_at is not None and again_at > now:
        return Act(f"Call again {span(again_at, now)}", _to("message", message.pk), "phone")
    if message.channel == Message.Channel.CALL and message.send_at <= now:
        return Act("Make the call", _to("message", message.pk), "phone")
    return Act("Read what goes out", _to("message", message.pk), "eye")


def other_acts(owed: Promise, around: Surroundings) -> list[Act]:
    """Renew, hand over, keep by a call or a message: whatever is allowed besides the main act."""
    if member := around.members.get(owed.pk):
        return [
            Act("Renew", _to("putting_off", member.pk), "renew"),
            Act("Hand over", _to("passing_on", member.pk), "people"),
        ]
    acts = []
    mine_to_keep = not owed.by_candidate and owed.answered_by_id is None and owed.kind != Promise.Kind.INTERVIEW
    if mine_to_keep and owed.kind != Promise.Kind.REPLY and _has_act_of_its_own(owed, around):
        acts.append(Act("Write or call", _to("keeping", owed.pk), "chat"))
    if mine_to_keep and owed.channel == Promise.Channel.CALL:
        acts.append(Act("Nobody answered", _to("promise_tries", owed.pk), "phone"))
    if mine_to_keep:
        acts.append(Act("Renew", _to("renewal", owed.pk), "renew"))
    acts.append(Act("Hand over", _to("handover", owed.pk), "people"))
    return acts


def _has_act_of_its_own(owed: Promise, around: Surroundings) -> bool:
    return owed.kind != Promise.Kind.OTHER and owed.application_id in around.openable


def _look(owed: Promise, full: bool) -> Act:
    if full:
        return Act("Open", _to("application", owed.application_id))
    return Act("Open", _to("keeping", owed.pk))


def _to(name: str, pk: int) -> str:
    return url(f"desk:{name}", pk)


def href_of(application: Application | None, around: Surroundings) -> str:
    """The application's page, or nothing for those who may not open it."""
    return _to("application", application.pk) if application and application.pk in around.openable else ""


def in_our_words(owed: Promise, meeting: Interview | None, now: datetime, zone: ZoneInfo) -> str:
    """What is owed, for colleagues: the candidate is told of an interview by their own clock, we read ours."""
    if meeting is None:
        return owed.words
    if meeting.starts_at <= now:
        return f"{meeting.name}: say what happens next"
    return f"{meeting.name}, {moment(meeting.starts_at, zone, now)}, and its closing"


def speak_our_words(promises: Iterable[Promise], now: datetime, zone: ZoneInfo) -> list[Promise]:
    """The same promises as colleagues read them. For a page only: these rows are not saved."""
    rows = list(promises)
    meetings = meetings_of(rows)
    for owed in rows:
        owed.words = in_our_words(owed, meetings.get(owed.pk), now, zone)
    return rows


def meetings_of(promises: Iterable[Promise]) -> dict[int, Interview]:
    """The interviews that promises of a closing belong to, by promise. One query."""
    closings = [owed.pk for owed in promises if owed.kind == Promise.Kind.INTERVIEW]
    met = Interview.objects.filter(promise__in=closings).only("promise", "name", "starts_at")
    return {one.promise_id: one for one in met} if closings else {}
