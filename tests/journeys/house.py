"""The cast's company with somebody in every state, so that every page has something to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator

from hearback.applications.models import Application
from hearback.candidates.actions import add_candidate
from hearback.candidates.models import Source
from hearback.candidates.sources import save_source
from hearback.candidates.tags import add_tag
from hearback.decisions.arrivals import apply
from hearback.decisions.models import Decision, Hold, InformationRequest, Offer
from hearback.decisions.offers import accept, withdraw
from hearback.decisions.requests import answer_item
from hearback.demo.cast import Cast
from hearback.finding.actions import save_search
from hearback.interviews.actions import Place, book_interview, close_interview
from hearback.interviews.models import Interview, Seat
from hearback.interviews.rules import NextStep
from hearback.interviews.scorecards import focus_of, save_scorecard
from hearback.jobs.models import PlanTemplate
from hearback.jobs.own_plans import keep_plan
from hearback.messages.access import invite_somebody
from hearback.messages.models import Message
from hearback.people.models import Invitation
from hearback.promises.actions import promise
from hearback.promises.calls import nobody_answered
from hearback.promises.models import Promise
from hearback.promises.questions import ask_question
from hearback.timetable import tick_at
from tests import deciding
from tests.inside import has_app

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
    invitation: Invitation  # Nadia Bauer has not come in yet
    stans_key: Authenticator  # one of everything that signs in
    kept_plan: PlanTemplate
    to_call: Message  # the no that waits to be said on the phone
    call: Promise  # a call that Lena is promised

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
    keep_order(cast, now)
    asked = deciding.ask(cast, cast.omars, now=now - timedelta(hours=5)).request
    offer = deciding.offer(cast, cast.sofias, now=now - timedelta(hours=4), by=cast.victor, currency="CAD")
    tick_at(now - timedelta(hours=3))
    answer_item(asked.items.get(kind="text"), answer="Dr. Ebru Aydin and Tom Keller.", now=now - timedelta(hours=2))
    question = ask_question(cast.omars, text="May I send the portfolio as a link?", now=now - timedelta(hours=2))
    score(Seat.objects.get(interview=cast.yukis_interview, person=cast.ben), 3, now=now - timedelta(hours=1))
    tick_at(now - timedelta(minutes=50))
    unsaid = deciding.reject(cast, tomas, now=now - timedelta(minutes=10))
    to_call = call_in_vain(cast, now)
    call = promise(
        application=cast.lenas,
        kind="other",
        words="We call you about the way to our laboratory",
        due_at=days(1),
        owner=cast.marta,
        by=cast.marta,
        now=now - timedelta(hours=5),
        channel="call",
    )
    nobody_answered(call, again_at=now + timedelta(hours=2), by=cast.marta, now=now - timedelta(hours=1))
    tick_at(now)
    facts = {
        "name": "Nadia Bauer",
        "email": "nadia.bauer@northwind.example",
        "role": "recruiter",
        "office": cast.berlin,
    }
    invited = invite_somebody(**facts, by=cast.alice, now=now)
    has_app(cast.stan)
    key = Authenticator.objects.create(user=cast.stan, type="webauthn", data={"name": "Chrome on Android"})
    kept = keep_plan(cast.engineer, name="Engineers", note="Two rounds and a tour.", by=cast.hanna, now=now)
    told = (emils, emils_interview, pause, nadias, graces, tomas, unsaid, pavels)
    doors = (invited.invitation, key, kept)
    return House(cast, *told, asked, offer, question, *doors, to_call, call)


def keep_order(cast: Cast, now: datetime) -> None:
    """Tags, sources, and searches that are kept."""
    for candidate, name in (
        (cast.omar, "Night shifts"),
        (cast.omar, "Met at the fair"),
        (cast.yuki, "Speaks Japanese"),
    ):
        add_tag(candidate, name=name, by=cast.hanna, now=now)
    save_source(Source(), name="Our website", by=cast.alice, now=now)
    save_search(name="Firmware, going on", query="q=firmware&state=live", shared=True, by=cast.hanna, now=now)
    save_search(name="Late in Berlin", query=f"job={cast.engineer.pk}&late=yes", shared=False, by=cast.hanna, now=now)
    save_search(name="Sales", query=f"job={cast.sales.pk}&sort=due", shared=True, by=cast.ruth, now=now)


def call_in_vain(cast: Cast, now: datetime) -> Message:
    """Kim is to hear a no on the phone, and has not answered three times."""
    kims = arrive(cast, "Kim Larsson", now - timedelta(days=2))
    call = deciding.reject(cast, kims, channel="call", delay=timedelta(0), now=now - timedelta(hours=20)).message
    for hours in (19, 16, 3):
        tried = now - timedelta(hours=hours)
        nobody_answered(call, again_at=tried + timedelta(hours=2), by=cast.marta, now=tried)
    return call


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
