"""The cast's company with somebody in every state, so that every page has something to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from hearback.applications.models import Application
from hearback.candidates import readings
from hearback.candidates.actions import add_candidate, attach_file
from hearback.candidates.models import Reading
from hearback.decisions.arrivals import apply
from hearback.decisions.models import Decision, Hold, InformationRequest, Offer
from hearback.decisions.offers import accept, withdraw
from hearback.decisions.requests import answer_item
from hearback.demo.cast import Cast
from hearback.interviews.actions import Place, book_interview, close_interview
from hearback.interviews.models import Interview, Seat
from hearback.interviews.rules import NextStep
from hearback.interviews.scorecards import focus_of, save_scorecard
from hearback.promises.models import Promise
from hearback.promises.questions import ask_question
from hearback.timetable import tick_at
from tests import deciding
from tests.actions.test_readings import PAPER
from tests.resumes.test_pdf_refusals import pdf

THOUGHTS = {
    1: "Could not say why the watchdog fired, and did not look for it when asked.",
    2: "Knows the usual answers; the follow-up question ended in a guess.",
    3: "Drew the timing by hand and found the race without a hint.",
    4: "Brought a measurement of their own, with its error, and told us what it does not show.",
}


@dataclass
class House:
    cast: Cast
    emils: Application  # both scorecards in, then put on hold
    emils_interview: Interview
    pause: Hold
    nadias: Application  # has accepted an offer
    graces: Application  # has been told no
    tomas: Application  # is to be told no
    unsaid: Decision
    pavels: Application  # has withdrawn
    request: InformationRequest  # what Omar was asked for
    offer: Offer  # waits for Sofia's answer
    question: Promise  # a reply that Omar is promised
    readings: dict[str, Reading]  # Emil's résumé read, one that could not be, and one that waits

    def applications(self) -> dict[str, Application]:
        """One in every state, by its state."""
        return {
            "asked": self.cast.omars,
            "booked": self.cast.lenas,
            "late": self.cast.yukis,
            "offered": self.cast.sofias,
            "held": self.emils,
            "accepted": self.nadias,
            "rejected": self.graces,
            "unsaid": self.tomas,
            "withdrawn": self.pavels,
        }


def furnish(cast: Cast, now: datetime) -> House:
    days = lambda number: now + timedelta(days=number)  # noqa: E731
    emils = arrive(cast, "Emil Sandberg", days(-10))
    nadias, graces, tomas, pavels = (
        arrive(cast, name, days(-9)) for name in ("Nadia Kaplan", "Grace Obi", "Tomas Lund", "Pavel Horak")
    )
    emils_interview = meet(cast, emils, days(-4))
    pause = deciding.hold(cast, emils, now=days(-1), until=days(16).date(), words="The laboratory moves house.").hold
    offered = deciding.offer(cast, nadias, now=days(-3))
    tick_at(days(-2))
    accept(offered, now=days(-1))
    deciding.reject(cast, graces, now=days(-2))
    withdraw(pavels, words="I have found something nearer to home.", now=days(-1))
    asked = deciding.ask(cast, cast.omars, now=now - timedelta(hours=5)).request
    offer = deciding.offer(cast, cast.sofias, now=now - timedelta(hours=4), by=cast.victor, currency="CAD")
    tick_at(now - timedelta(hours=3))
    answer_item(asked.items.get(kind="text"), answer="Dr. Ebru Aydin and Tom Keller.", now=now - timedelta(hours=2))
    question = ask_question(cast.omars, text="May I send the portfolio as a link?", now=now - timedelta(hours=2))
    score(Seat.objects.get(interview=cast.yukis_interview, person=cast.ben), 3, now=now - timedelta(hours=1))
    tick_at(now - timedelta(minutes=50))
    unsaid = deciding.reject(cast, tomas, now=now - timedelta(minutes=10))
    tick_at(now)
    return House(
        cast,
        emils,
        emils_interview,
        pause,
        nadias,
        graces,
        tomas,
        unsaid,
        pavels,
        asked,
        offer,
        question,
        papers(cast, now),
    )


def papers(cast: Cast, now: datetime) -> dict[str, Reading]:
    """Résumés of Lena's: one read and to be checked, one that cannot be read, one that waits for its turn."""
    files = {"read": PAPER, "refused": pdf(b"0 0 9 9 re f"), "waiting": PAPER + b" "}
    found = {}
    for name, data in files.items():
        upload = ContentFile(data, f"{name}.pdf")
        kept = attach_file(cast.lena, upload=upload, kind="resume", by=cast.lena, now=now)
        found[name] = kept.reading if name == "waiting" else readings.read(kept.reading.pk, now=now)
    return found


def arrive(cast: Cast, name: str, now: datetime) -> Application:
    candidate = add_candidate(
        name=name,
        email=f"{name.split()[0].lower()}@mail.example",
        phone="+49 30 5550 0188",
        headline="Embedded software engineer",
        location="Dresden, Germany",
        time_zone="Europe/Berlin",
        source="Careers page",
        by=None,
        now=now,
    )
    application = apply(candidate=candidate, job=cast.engineer, source="Careers page", now=now)
    tick_at(now)
    return application


def meet(cast: Cast, application: Application, at: datetime) -> Interview:
    """Advanced, invited, met, closed and rated: Marta and Ben see one thing differently."""
    before = at - timedelta(days=3)
    deciding.advance(
        cast, application, to_stage=cast.first_round, next_words="A date for your first interview", now=before
    )
    interview = book_interview(
        application=application,
        template=cast.first_interview,
        kind=cast.first_interview.kind,
        name=cast.first_interview.name,
        starts_at=at,
        minutes=45,
        seats=[Place(cast.marta), Place(cast.ben)],
        place="Room 2, Berlin",
        preparation="Bring something you have built, or a picture of it.",
        by=cast.ruth,
        now=before,
    )
    tick_at(before)
    over = at + timedelta(minutes=45)
    step = NextStep("answer", "We tell you whether we invite you again", at + timedelta(days=4, hours=6), cast.marta.pk)
    close_interview(interview, by=cast.marta, next_steps=[step], words="It was good to meet you.", now=over)
    for seat, points in zip(interview.seats.order_by("pk"), (4, 2), strict=True):
        score(seat, points, now=over + timedelta(hours=1))
    tick_at(over + timedelta(hours=1))
    return interview


def score(seat: Seat, points: int, *, now: datetime) -> None:
    save_scorecard(
        seat,
        ratings={attribute.pk: (points, THOUGHTS[points]) for attribute in focus_of(seat)},
        recommendation=points,
        summary="I would work with them." if points > 2 else "Not for this job, though perhaps for another.",
        left_open="How they work with those who build the boards.",
        asked=["Which piece of work in your field are you proudest of?"],
        by=seat.person,
        now=now,
        submit=True,
    )
