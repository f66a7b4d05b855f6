"""Gathers what Today shows: what is owed, to whom, by when, and the next act for each. A fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from hearback.applications.models import Application
from hearback.applications.queries import slim
from hearback.decisions.queries import letters_visible_to
from hearback.desk.acts import (
    Act,
    Surroundings,
    answer_act,
    href_of,
    in_our_words,
    main_act,
    openable_by,
    other_acts,
    surroundings,
)
from hearback.interviews.models import Interview, Seat
from hearback.interviews.queries import interviews_between, scorecards_owed, with_every_scorecard_in
from hearback.jobs.models import Job, Stage
from hearback.messages.models import Message
from hearback.messages.queries import in_trouble
from hearback.pages import url
from hearback.people.models import Person
from hearback.promises.models import HandOver, Promise
from hearback.promises.queries import calls_of, calls_waiting, late_elsewhere, owed, questions_of, with_handovers

MOST = 200  # more than anybody can read in a morning
DAY = timedelta(days=1)
CALL_TIME = timedelta(hours=24)  # a call is made on the day its words are ready, or the next


@dataclass
class Row:
    """One thing owed, as a line of the page. Its dates are named as a promise's, so the same clock draws it."""

    candidate: str
    job: str
    stage: str
    href: str
    words: str
    owner: Person
    made_at: datetime
    due_at: datetime
    act: Act
    others: list[Act] = field(default_factory=list)
    asked: str = ""
    handed: str = ""
    waits: str = ""
    ended_at: None = None
    late_at: None = None
    by_candidate: bool = False
    quoted: bool = False  # the words are those the candidate was told
    ending: str = ""


@dataclass
class Meeting:
    """One interview of the day."""

    interview: Interview
    state: str  # ahead, on, open (over and not closed), closed
    href: str
    act: Act | None


@dataclass
class Debrief:
    """A stage in which candidates are judged by everybody and wait for a decision."""

    stage: Stage
    job: Job
    candidates: list[str]


@dataclass
class Agenda:
    late: list[Row]
    today: list[Row]
    week: list[Row]
    later: list[Row]
    meetings: list[Meeting]
    debriefs: list[Debrief]
    elsewhere: list[Row]
    troubled: list[Message]
    more: bool  # there was more than fits one page

    @property
    def empty(self) -> bool:
        return not (self.late or self.today or self.week or self.later or self.elsewhere or self.debriefs)


def agenda(person: Person, *, jobs: Sequence[int], now: datetime, zone: ZoneInfo, everybody: bool = False) -> Agenda:
    """What this person owes; with `everybody`, what anybody owes on `jobs`, those they answer for.

    The jobs come as numbers, and not as one more question inside each: PostgreSQL would guess how many they are."""
    open_ones = owed().filter(application__job__in=jobs) if everybody else owed().filter(owner=person)
    promises = list(with_handovers(open_ones)[:MOST])
    escalated = [] if everybody else list(with_handovers(late_elsewhere(person, jobs=jobs, now=now))[:MOST])
    around = surroundings([*promises, *escalated], person)
    tomorrow = _midnight(now.astimezone(zone).date() + DAY, zone)
    rows = _promise_rows(promises, around, now=now, zone=zone, hide_until=tomorrow)
    rows += _scorecard_rows(person, jobs, everybody, now=now)
    rows += _call_rows(person, jobs, everybody, promises, now=now)
    rows.sort(key=lambda row: row.due_at)
    return Agenda(
        **sections(rows, now=now, zone=zone),
        meetings=_meetings(person, jobs, everybody, now=now, zone=zone),
        debriefs=_debriefs(jobs),
        elsewhere=_promise_rows(escalated, around, now=now, zone=zone),
        troubled=list(in_trouble(_messages_of(person, jobs))[:5]),
        more=len(promises) == MOST,
    )


def sections(rows: Iterable[Row], *, now: datetime, zone: ZoneInfo) -> dict[str, list[Row]]:
    """Late, due today, in the rest of this week, and later, by the calendar on this person's wall."""
    today = now.astimezone(zone).date()
    sunday = today + timedelta(days=6 - today.weekday())
    found: dict[str, list[Row]] = {"late": [], "today": [], "week": [], "later": []}
    for row in rows:
        day = row.due_at.astimezone(zone).date()
        name = "late" if row.due_at <= now else "today" if day <= today else "week" if day <= sunday else "later"
        found[name].append(row)
    return found


def _promise_rows(
    promises: list[Promise], around: Surroundings, *, now: datetime, zone: ZoneInfo, hide_until: datetime | None = None
) -> list[Row]:
    """An interview still to come before `hide_until` stands among the day's interviews and is not said twice."""
    asked = questions_of(promises)
    rows = []
    for one in promises:
        meeting = around.interviews.get(one.pk)
        if meeting and hide_until and now < meeting.starts_at < hide_until:
            continue
        question = asked.get(one.pk)
        rows.append(
            Row(
                candidate=one.whom.name,
                job=one.about,
                stage=_place(one, around),
                href=_href(one, around),
                words=in_our_words(one, meeting, now, zone),
                quoted=meeting is None,
                owner=one.owner,
                made_at=one.made_at,
                due_at=one.due_at,
                act=main_act(one, around, now),
                others=other_acts(one, around),
                asked=question.body if question else "",
                handed=_handed(one),
                waits=_waits(one.answered_by, now),
            )
        )
    return rows


def _place(one: Promise, around: Surroundings) -> str:
    """The stage, or the pool in which somebody is kept warm."""
    if one.application_id:
        return str(one.application.stage.name)
    member = around.members.get(one.pk)
    return member.pool.name if member else ""


def _href(one: Promise, around: Surroundings) -> str:
    member = around.members.get(one.pk)
    return url("desk:membership", member.pk) if member else href_of(one.application, around)


def _handed(one: Promise) -> str:
    passed = list(one.handovers.all())
    if not passed:
        return ""
    giver = passed[-1].giver.name
    return f"For {giver}, who is away" if passed[-1].why == HandOver.Why.AWAY else f"From {giver}"


def _waits(message: Message | None, now: datetime) -> str:
    if message is None:
        return ""
    if message.channel == Message.Channel.CALL:
        return "The words are ready: it is a call"
    return "Written, and on its way"


def _scorecard_rows(person: Person, jobs: Sequence[int], everybody: bool, *, now: datetime) -> list[Row]:
    seats = scorecards_owed(now=now).filter(interview__application__ended_at=None)
    seats = seats.filter(interview__application__job__in=jobs) if everybody else seats.filter(person=person)
    return [_scorecard_row(seat, person) for seat in seats[:MOST]]


def _scorecard_row(seat: Seat, person: Person) -> Row:
    interview, application = seat.interview, seat.interview.application
    kit = url("desk:interview", interview.pk)
    mine = seat.person_id == person.pk
    return Row(
        candidate=application.candidate.name,
        job=application.job.title,
        stage=interview.stage.name,
        href=kit,
        words=f"Scorecard: {interview.name}",
        owner=seat.person,
        made_at=interview.ends_at,
        due_at=seat.scorecard_due_at,
        act=Act("Write it", url("desk:scorecard", interview.pk), "edit") if mine else Act("Open", kit),
    )


def _call_rows(
    person: Person, jobs: Sequence[int], everybody: bool, promises: list[Promise], *, now: datetime
) -> list[Row]:
    calls = calls_waiting(now=now) if everybody else calls_of(person, now=now)
    if everybody:
        calls = calls.filter(application__job__in=jobs)
    shown = {one.answered_by_id for one in promises}
    owners = {one.application_id: one.owner for one in promises}
    calls_left = [call for call in calls[:MOST] if call.pk not in shown]
    asked_for = {call.application_id for call in calls_left if call.application_id}
    may_open = openable_by(person, asked_for) if asked_for else frozenset()
    return [
        Row(
            candidate=call.candidate.name,
            job=call.application.job.title if call.application_id else "Kept warm",
            stage=call.application.stage.name if call.application_id else "",
            href=url("desk:application", call.application_id) if call.application_id in may_open else "",
            words=f"Call: {call.subject}",
            owner=call.written_by or owners.get(call.application_id, person),
            made_at=call.written_at,
            due_at=call.send_at + CALL_TIME,
            act=answer_act(call, now),
        )
        for call in calls_left
    ]


def _meetings(person: Person, jobs: Sequence[int], everybody: bool, *, now: datetime, zone: ZoneInfo) -> list[Meeting]:
    today = now.astimezone(zone).date()
    interviews = interviews_between(_midnight(today, zone), _midnight(today + DAY, zone))
    if everybody:
        interviews = interviews.filter(application__job__in=jobs)
    else:
        interviews = interviews.filter(pk__in=Seat.objects.filter(person=person, released_at=None).values("interview"))
    return [_meeting(one, now) for one in interviews[:MOST]]


def _meeting(interview: Interview, now: datetime) -> Meeting:
    kit = url("desk:interview", interview.pk)
    closing = Act("Close it", url("desk:closing", interview.pk), "check")
    if getattr(interview, "closing", None) is not None:
        return Meeting(interview, "closed", kit, None)
    if interview.ends_at <= now:
        return Meeting(interview, "open", kit, closing)
    if interview.starts_at <= now:
        return Meeting(interview, "on", kit, closing)
    return Meeting(interview, "ahead", kit, Act("Open the kit", kit, "list"))


def _debriefs(jobs: Sequence[int]) -> list[Debrief]:
    ready = with_every_scorecard_in(Application.objects.filter(job__in=jobs))
    found: dict[int, Debrief] = {}
    for one in slim(ready.select_related("candidate", "stage", "job")).order_by("entered_stage_at", "id")[:MOST]:
        found.setdefault(one.stage_id, Debrief(one.stage, one.job, [])).candidates.append(one.candidate.name)
    return list(found.values())


def _messages_of(person: Person, jobs: Sequence[int]) -> QuerySet[Message]:
    visible = letters_visible_to(person)
    return visible.filter(written_by=person) | visible.filter(application__job__in=jobs)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
