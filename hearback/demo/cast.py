"""The same named people in every test and in the demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from hearback.applications.models import Application
from hearback.candidates.actions import add_candidate
from hearback.candidates.models import Candidate
from hearback.decisions.actions import advance
from hearback.decisions.arrivals import apply
from hearback.demo.cast_jobs import open_jobs
from hearback.demo.house import found
from hearback.demo.material import material
from hearback.demo.moments import BERLIN, TOKYO, TORONTO, at, on
from hearback.interviews.actions import Place, book_interview
from hearback.interviews.models import Interview
from hearback.jobs.models import InterviewTemplate, Job, Stage
from hearback.messages.actions import send_due
from hearback.people.models import Department, Office, Person
from hearback.promises.actions import keep_answered
from hearback.promises.queries import usual_due_at


@dataclass(init=False)
class Cast:
    berlin: Office
    toronto: Office
    departments: dict[str, Department]  # engineering, sales, operations, people

    hanna: Person
    ruth: Person
    marta: Person
    ben: Person
    ada: Person
    ingrid: Person
    victor: Person
    alice: Person
    stan: Person

    engineer: Job
    review: Stage
    first_round: Stage
    second_round: Stage
    offer_stage: Stage
    first_interview: InterviewTemplate
    panel: InterviewTemplate
    tour: InterviewTemplate
    compensation_talk: InterviewTemplate
    sales: Job
    secret: Job

    omar: Candidate
    omars: Application
    lena: Candidate
    lenas: Application
    lenas_interview: Interview
    yuki: Candidate
    yukis: Application
    yukis_interview: Interview
    sofia: Candidate
    sofias: Application
    quinn: Candidate
    quinns: Application


Step = tuple[datetime, Callable[[datetime], None]]


def make_cast(now: datetime) -> Cast:
    """Build the house and play what has happened in it up to `now`. Everything said so far has been sent."""
    cast = Cast()
    found(cast, at(now, -30, "09:00"))
    open_jobs(cast, at(now, -21, "09:30"))
    for moment, step in sorted(steps(cast, now), key=lambda one: one[0]):
        step(moment)
        send_due(now=moment)
        keep_answered(now=moment)
    for application in (cast.omars, cast.lenas, cast.yukis, cast.sofias, cast.quinns):
        application.refresh_from_db()
    for interview in (cast.lenas_interview, cast.yukis_interview):
        interview.refresh_from_db()
    return cast


def steps(cast: Cast, now: datetime, day: Callable[[int], date] | None = None) -> list[Step]:
    """What the cast's candidates have lived through, each step with its moment.

    `day` says which day is meant by 1 (tomorrow) or -8; the demo counts in working days.
    """
    if day is not None:
        return _steps(cast, lambda number, clock, zone=BERLIN: on(day(number), clock, zone))
    return _steps(cast, lambda number, clock, zone=BERLIN: at(now, number, clock, zone))


def _steps(cast: Cast, on_day: Callable[..., datetime]) -> list[Step]:
    return [
        (on_day(-8, "10:12"), lambda moment: _yuki_applies(cast, moment)),
        (on_day(-7, "08:40"), lambda moment: _lena_applies(cast, moment)),
        (on_day(-6, "09:30"), lambda moment: _to_first_round(cast, cast.yukis, moment)),
        (on_day(-5, "11:05"), lambda moment: _to_first_round(cast, cast.lenas, moment)),
        (on_day(-4, "10:20"), lambda moment: _book_yuki(cast, moment, on_day(-1, "14:00"))),
        (on_day(-3, "15:45"), lambda moment: _book_lena(cast, moment, on_day(1, "10:00"))),
        (on_day(-2, "09:00", TORONTO), lambda moment: _sofia_applies(cast, moment)),
        (on_day(-1, "09:20"), lambda moment: _omar_applies(cast, moment)),
        (on_day(-1, "11:30"), lambda moment: _quinn_applies(cast, moment)),
    ]


def _omar_applies(cast: Cast, now: datetime) -> None:
    cast.omar = add_candidate(
        name="Omar Haddad",
        email="omar@mail.example",
        resume=material("cast")["omar"],
        phone="+49 30 5550 0142",
        headline="Firmware engineer, five years in motor control",
        location="Leipzig, Germany",
        time_zone="Europe/Berlin",
        source="Careers page",
        by=None,
        now=now,
    )
    cast.omars = apply(candidate=cast.omar, job=cast.engineer, source="Careers page", now=now)


def _lena_applies(cast: Cast, now: datetime) -> None:
    cast.lena = add_candidate(
        name="Lena Fischer",
        email="lena@mail.example",
        resume=material("cast")["lena"],
        phone="+49 30 5550 0177",
        headline="Embedded software engineer, sensors and low power",
        location="Berlin, Germany",
        time_zone="Europe/Berlin",
        source="Recommended by Ada Novak",
        by=None,
        now=now,
    )
    cast.lenas = apply(candidate=cast.lena, job=cast.engineer, source="Recommended by Ada Novak", now=now)


def _yuki_applies(cast: Cast, now: datetime) -> None:
    cast.yuki = add_candidate(
        name="Yuki Tanaka",
        email="yuki@mail.example",
        resume=material("cast")["yuki"],
        phone="+81 3 5550 0119",
        headline="Firmware engineer, measuring instruments",
        location="Yokohama, Japan",
        time_zone=TOKYO,
        channel=Candidate.Channel.CALL,
        source="Careers page",
        by=None,
        now=now,
    )
    cast.yukis = apply(candidate=cast.yuki, job=cast.engineer, source="Careers page", now=now)


def _sofia_applies(cast: Cast, now: datetime) -> None:
    cast.sofia = add_candidate(
        name="Sofia Rossi",
        email="sofia@mail.example",
        resume=material("cast")["sofia"],
        headline="Key account manager, industrial sensors",
        location="Hamilton, Ontario",
        time_zone=TORONTO,
        source="Careers page",
        by=None,
        now=now,
    )
    cast.sofias = apply(candidate=cast.sofia, job=cast.sales, source="Careers page", now=now)


def _quinn_applies(cast: Cast, now: datetime) -> None:
    cast.quinn = add_candidate(
        name="Quinn Marsh",
        email="quinn@mail.example",
        resume=material("cast")["quinn"],
        headline="Firmware lead",
        location="Hamburg, Germany",
        time_zone="Europe/Berlin",
        source="Asked by Ingrid Castellanos",
        by=None,
        now=now,
    )
    cast.quinns = apply(candidate=cast.quinn, job=cast.secret, source="Asked by Ingrid Castellanos", now=now)


def _to_first_round(cast: Cast, application: Application, now: datetime) -> None:
    advance(
        application,
        to_stage=cast.first_round,
        revision=application.revision,
        next_words="A date for your first interview",
        next_due_at=usual_due_at(application, now=now),
        next_owner=cast.ruth,
        by=cast.hanna,
        now=now,
    )


def _book_lena(cast: Cast, now: datetime, starts_at: datetime) -> None:
    cast.lenas_interview = _book(cast, cast.lenas, [cast.marta, cast.ben], starts_at, now)


def _book_yuki(cast: Cast, now: datetime, starts_at: datetime) -> None:
    # Ben is the host, so the closing is his to owe.
    cast.yukis_interview = _book(cast, cast.yukis, [cast.ben, cast.marta], starts_at, now)


def _book(cast: Cast, application: Application, people: list[Person], starts_at: datetime, now: datetime) -> Interview:
    return book_interview(
        application=application,
        template=cast.first_interview,
        kind=cast.first_interview.kind,
        name=cast.first_interview.name,
        starts_at=starts_at,
        minutes=cast.first_interview.minutes,
        seats=[Place(person) for person in people],
        place="By video: https://meet.northwind.example/first",
        by=cast.ruth,
        now=now,
    )
