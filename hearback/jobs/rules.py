"""What a job, its plan and its team must have, and who may change them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hearback.refusals import Refused

_CURRENCIES = (
    "AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CRC CZK DKK DOP DZD EGP EUR GBP GEL GHS GTQ HKD HRK HUF IDR ILS "
    "INR ISK JMD JOD JPY KES KRW KWD KZT LBP LKR MAD MDL MUR MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN PYG QAR RON "
    "RSD RUB SAR SEK SGD THB TND TRY TTD TWD TZS UAH UGX USD UYU UZS VND XAF XOF ZAR ZMW"
)
CURRENCIES = frozenset(_CURRENCIES.split())
TEAM_ROLES = {
    "recruiter": "Recruiter",
    "coordinator": "Coordinator",
    "hiring_manager": "Hiring manager",
    "interviewer": "Interviewer",
    "executive": "Executive",
}
STAGE_KINDS = ("review", "screen", "interview", "assessment", "final", "offer")
INTERVIEW_KINDS = ("interview", "panel", "tour", "meal", "compensation_talk")
MOST_ANSWER_DAYS = 10  # working days: nobody waits two weeks without news
STATUS_MOVES = {
    "draft": ("open", "closed"),
    "open": ("paused", "closed"),
    "paused": ("open", "closed"),
    "closed": ("open",),
}


@dataclass(frozen=True)
class TeamSeat:
    person_id: int
    role: str
    lead: bool = False
    active: bool = True
    name: str = ""


def check_may_create(role: str) -> None:
    if role not in ("admin", "recruiter"):
        raise Refused("New jobs are opened by recruiters.")


def may_change(roles: Collection[str]) -> bool:
    """Recruiters everywhere; the hiring manager and the head of the department for their own jobs."""
    return bool({"admin", "recruiter", "hiring_manager", "head"} & set(roles))


PAY_READERS = frozenset({"admin", "recruiter", "hiring_manager", "executive", "head"})


def may_see_pay(roles: Collection[str], *, public: bool = False) -> bool:
    """Pay concerns those who hire and decide. Once a job has been opened to the public, its range is no secret."""
    return public or bool(PAY_READERS & set(roles))


def check_may_change(roles: Collection[str]) -> None:
    if not may_change(roles):
        raise Refused("This job is changed by its recruiter or its hiring manager.")


def check_facts(
    *,
    title: str,
    openings: int | None,
    urgency: int,
    pay_low: Decimal | None,
    pay_high: Decimal | None,
    pay_currency: str,
    pay_period: str,
) -> None:
    if not title.strip():
        raise Refused("Give the job a title.", field="title")
    if openings is None or openings < 1:
        raise Refused("A job has at least one opening.", field="openings")
    if openings > 1000:
        raise Refused("More than a thousand openings are better kept as several jobs.", field="openings")
    if urgency not in (1, 2, 3):
        raise Refused("Choose how urgent it is.", field="urgency")
    _check_pay(pay_low, pay_high, pay_currency, pay_period)


def _check_pay(low: Decimal | None, high: Decimal | None, currency: str, period: str) -> None:
    for amount, field in ((low, "pay_low"), (high, "pay_high")):
        if amount is not None and not 0 < amount < 10**9:
            raise Refused("Pay is an amount above zero.", field=field)
    if low is not None and high is not None and high < low:
        raise Refused("The pay range is upside down: the higher amount comes second.", field="pay_high")
    if (low is not None or high is not None) and not currency:
        raise Refused("Say in which currency.", field="pay_currency")
    if currency and currency not in CURRENCIES:
        raise Refused(
            f"“{currency}” is not a currency we know. Write three letters such as EUR or USD.", field="pay_currency"
        )
    if period not in ("year", "month", "hour"):
        raise Refused("Pay is by the year, the month or the hour.", field="pay_period")


def check_requirement(text: str, weight: int) -> None:
    if not text.strip():
        raise Refused("One of the requirements has no words.", field="requirements")
    if len(text) > 200:
        raise Refused("A requirement fits into 200 characters. Make two of it.", field="requirements")
    if not 1 <= weight <= 5:
        raise Refused("A weight lies from 1 to 5.", field="requirements")


def check_attributes(attributes: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Each a name and four anchors: all four written, or none yet."""
    seen: set[str] = set()
    for name, anchors in attributes:
        if not name.strip():
            raise Refused("One of the attributes has no name.", field="attributes")
        if len(name) > 80:
            raise Refused("The name of an attribute fits into 80 characters.", field="attributes")
        if name.strip().casefold() in seen:
            raise Refused(f"“{name.strip()}” stands there twice.", field="attributes")
        seen.add(name.strip().casefold())
        if anchors and (len(anchors) != 4 or not all(anchor.strip() for anchor in anchors)):
            raise Refused(
                f"“{name.strip()}” needs a sentence for each point from 1 to 4, so that everybody rates alike.",
                field="attributes",
            )


def check_stage(
    *, kind: str, name: str, public_name: str, public_text: str, answer_days: int | None, capacity: int | None
) -> None:
    if kind not in STAGE_KINDS:
        raise Refused("Choose what kind of stage this is.", field="kind")
    if not name.strip():
        raise Refused("Give the stage a name.", field="name")
    if not public_name.strip():
        raise Refused("Give the stage a public name: it is what the candidate reads.", field="public_name")
    if not public_text.strip():
        raise Refused("Tell the candidate in a few lines what happens here.", field="public_text")
    if answer_days is None or answer_days < 1:
        raise Refused("Promise an answer within at least one working day.", field="answer_days")
    if answer_days > MOST_ANSWER_DAYS:
        raise Refused(
            "Nobody should wait longer than two weeks without news. Promise at most 10 working days.",
            field="answer_days",
        )
    if capacity is not None and capacity < 1:
        raise Refused("Leave the places empty where there is no limit.", field="capacity")


def check_interview(
    *, name: str, kind: str, minutes: int | None, seat_roles: Sequence[str], guide: Sequence[Mapping[str, str]]
) -> None:
    if not name.strip():
        raise Refused("Give the interview a name.", field="name")
    if kind not in INTERVIEW_KINDS:
        raise Refused("Choose what kind of interview this is.", field="kind")
    if minutes is None or not 5 <= minutes <= 480:
        raise Refused("An interview takes 5 to 480 minutes.", field="minutes")
    if not 1 <= len(seat_roles) <= 10:
        raise Refused("Say who sits in: 1 to 10 people.", field="seat_roles")
    if any(role not in TEAM_ROLES for role in seat_roles):
        raise Refused("Each seat belongs to one of the roles of the hiring team.", field="seat_roles")
    if any(not question.get("question", "").strip() for question in guide):
        raise Refused("One of the questions has no words.", field="guide")
    if len(guide) > 30:
        raise Refused("More than thirty questions do not fit into one interview.", field="guide")


def check_team(seats: Sequence[TeamSeat], *, status: str) -> None:
    """An open job always has somebody who answers and somebody who decides."""
    seen: set[tuple[int, str]] = set()
    for seat in seats:
        if seat.role not in TEAM_ROLES:
            raise Refused("Choose a role for everybody on the hiring team.", field="team")
        if (seat.person_id, seat.role) in seen:
            raise Refused(f"{seat.name} is on the team twice in the same role.", field="team")
        seen.add((seat.person_id, seat.role))
        if not seat.active:
            raise Refused(f"{seat.name} no longer works here.", field="team")
    if sum(seat.lead for seat in seats if seat.role == "recruiter") > 1:
        raise Refused("One recruiter leads: the last step of the ladder is one person.", field="team")
    if status in ("open", "paused"):
        _check_complete(seats)


def _check_complete(seats: Sequence[TeamSeat]) -> None:
    roles = {seat.role for seat in seats}
    if "hiring_manager" not in roles:
        raise Refused("The job has no hiring manager: somebody has to decide.", field="team")
    if "recruiter" not in roles:
        raise Refused("The job has no recruiter: somebody has to answer the candidates.", field="team")


def with_a_lead(seats: Sequence[TeamSeat]) -> list[TeamSeat]:
    """Where nobody was named to lead among the recruiters, the first does."""
    recruiters = [seat for seat in seats if seat.role == "recruiter"]
    lead = next((seat for seat in recruiters if seat.lead), recruiters[0] if recruiters else None)
    return [TeamSeat(seat.person_id, seat.role, seat is lead, seat.active, seat.name) for seat in seats]


def check_status(status: str, wanted: str) -> None:
    if wanted not in STATUS_MOVES[status]:
        words = {"draft": "a draft", "open": "open", "paused": "paused", "closed": "closed"}
        raise Refused(f"This job is {words[status]}, so it can't become {words[wanted]}.")


def check_can_open(seats: Sequence[TeamSeat], stage_kinds: Sequence[str]) -> None:
    """An open job has people who decide and answer, and a plan."""
    check_plan_shape(stage_kinds)
    _check_complete(seats)


def check_plan_shape(stage_kinds: Sequence[str]) -> None:
    """Something to meet in, and an offer at the end."""
    if not stage_kinds:
        raise Refused("The plan is empty: a candidate would not know what comes next. Add its stages first.")
    if stage_kinds[-1] != "offer":
        raise Refused("A plan ends with its offer. Let that stage be the last.")
    if len(stage_kinds) == 1:
        raise Refused("The plan has an offer and nothing before it. Add at least one stage to meet in.")


def check_can_close(live: int) -> None:
    if live:
        who = "One candidate is" if live == 1 else f"{live} candidates are"
        raise Refused(f"{who} still waiting for an answer. Decide about them first: a job closes without loose ends.")


def moved(order: Sequence[int], item: int, to: int) -> list[int]:
    """The order with one item at another place; a place beyond either end is that end."""
    rest = [other for other in order if other != item]
    to = max(0, min(to, len(rest)))
    return [*rest[:to], item, *rest[to:]]
