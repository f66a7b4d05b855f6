"""The interviews of each round: who sits in, for how long, what they look at and what they ask."""

from __future__ import annotations

from typing import Any

from hearback.jobs.plan_templates import library
from hearback.jobs.plan_templates.drafts import InterviewDraft, Question

WELCOME = Question(
    "What made you apply here, and what should be different from where you are now?",
    "What draws them and what drives them away; whether this job can give it.",
)
PAY = Question(
    "This job pays from … to …. Does that fit with what you expect, and what else matters to you in an offer?",
    "Expectations only: name our range first, and never ask what they earn or used to earn.",
)
START = Question(
    "When could you start, and which days suit you for a next talk?",
    "Notice periods, holidays already booked, other processes with a date.",
)
OFFER = Question(
    "Suppose we offered you this job: what would have to be in the offer for you to say yes gladly?",
    "Pay, hours, place, leave, start, the work itself, and which of them matter most. Say at once what we cannot do.",
)
THEIRS = Question(
    "What would you like to know from us that nobody has told you yet?",
    "Write down what you could not answer: that is a promise to find out.",
)
LOOSE_ENDS = Question(
    "Earlier rounds left something open (it stands in your kit). Tell me more about that.",
    "Close each open point, or say plainly that it stays open. Do not ask the first round's questions again.",
)
FROM_THE_RESUME = Question(
    "I would like to understand one step in your résumé better. Why did you go from the one place to the other?",
    "A point of this résumé, not a general one. Gaps have many good reasons: accept the answer that is given.",
)
HUNDRED_DAYS = Question(
    "It is your hundredth day here and it has gone well. What has happened, and what have you deliberately not begun?",
    "Listens before changing; first things first; names what they would need from senior management.",
)
HOURS = Question(
    "These are the hours and this is the pay for each. Which days suit you, and which never?",
    "Clear yes and clear no. Name the pay yourself; never ask what they earn or used to earn.",
)
NEXT_STEPS = Question(
    "Which other dates are you waiting for, and what should we know so that our answer comes in time?",
    "Say what happens next, by when, how and from whom, and write the same into the closing.",
)

EVERY_TIME = (PAY, LOOSE_ENDS, NEXT_STEPS)
PANELS = {
    "small": ("hiring_manager",),
    "medium": ("hiring_manager", "interviewer"),
    "large": ("hiring_manager", "interviewer", "interviewer"),
}
# A second round brings faces that the candidate has not met.
NEW_FACES = {"small": ("executive",), "medium": ("interviewer", "interviewer"), "large": ("interviewer", "executive")}


def held_in(
    key: str, *, role: str, industry: str, size: str, sample: dict[str, Any], talk_first: bool
) -> tuple[InterviewDraft, ...]:
    """The interviews of one round. With `talk_first` a work sample begins with the first interview."""
    if key == "call":
        return (_call(role, industry),)
    if key == "meet":
        return _meeting(role, industry, size)
    if key == "first":
        return (_first(role, industry, size),)
    if key == "sample" and sample:
        talk = (_first(role, industry, size),) if talk_first else ()
        return (*talk, _sample(role, industry, sample))
    if key == "second":
        return _second(role, industry, size)
    if key == "visit":
        return _visit(role, industry)
    if key == "final":
        return (_final(role, size),)
    return ()


def _minutes(role: str, which: str) -> int:
    minutes: int = library.ROLE_FACTS[role]["minutes"][which]
    return minutes


def _focus(role: str, which: str, extra: str = "") -> tuple[str, ...]:
    """The role's attributes for this round, with the field's own first; four at most, so that each gets its time."""
    return tuple(dict.fromkeys([*([extra] if extra else []), *library.ROLE_FACTS[role][which]]))[:4]


def _kind(seats: tuple[str, ...]) -> str:
    return "panel" if len(seats) > 1 else "interview"


def _call(role: str, industry: str) -> InterviewDraft:
    guide = (WELCOME, *library.industry_questions(industry, role)[:1], PAY, START, THEIRS)
    return InterviewDraft(
        "Screening call", "interview", _minutes(role, "call"), ("recruiter",), ("Communication",), guide
    )


def _meeting(role: str, industry: str, size: str) -> tuple[InterviewDraft, ...]:
    seats = PANELS["small" if size == "small" else "medium"]
    focus = _focus(role, "first", library.industry_attribute(industry, role))
    asked = [library.opening_question(name, plain=True) for name in focus]
    # A call beforehand has asked the field's question and the reason for applying already.
    opening = () if size == "large" else (WELCOME, *library.industry_questions(industry, role)[:1])
    talk = InterviewDraft(
        "Meeting", _kind(seats), _minutes(role, "first"), seats, focus, (*opening, *asked, HOURS, NEXT_STEPS)
    )
    if size == "small":
        return (talk,)
    return talk, InterviewDraft("A look round", "tour", 15 if size == "medium" else 20, ("interviewer",))


def _first(role: str, industry: str, size: str) -> InterviewDraft:
    seats = PANELS["medium"] if library.INDUSTRY_FACTS[industry]["panel"] else PANELS[size][:2]
    extra = library.industry_attribute(industry, role)
    focus = _focus(role, "first", extra if role == "junior" or extra in ("Safety", "Care for patients") else "")
    asked = tuple(library.opening_question(name, plain=role == "junior") for name in focus)
    guide = (WELCOME, *asked, *library.industry_questions(industry, role)[:1], THEIRS)
    return InterviewDraft("First interview", _kind(seats), _minutes(role, "first"), seats, focus, guide)


def _sample(role: str, industry: str, sample: dict[str, Any]) -> InterviewDraft:
    extra = library.industry_attribute(industry, role)
    focus = tuple(dict.fromkeys((library.ROLE_FACTS[role]["depth"][0], extra)))
    seats = ("interviewer", "interviewer") if library.INDUSTRY_FACTS[industry]["panel"] else ("interviewer",)
    guide = (
        Question(
            "How would you like to begin, and what do you need to know first?",
            "Questions before answers; what they take for granted and what they check.",
            focus[0],
        ),
        Question(
            "If you had twice the time, what would you do next, and what would you do differently?",
            "Knows the weak point of their own work.",
            focus[0],
        ),
        Question(
            "How close was this to your everyday work, and what did we not get to see?",
            "A chance to show what the task left out; believe it only with an example.",
            focus[-1],
        ),
    )
    return InterviewDraft(sample["name"], _kind(seats), sample["minutes"], seats, focus, guide)


def _deep_guide(focus: tuple[str, ...], *around: Question, most: int = 5) -> tuple[Question, ...]:
    """About five questions in depth: the openers given, one for each attribute, then a second where one is ready."""
    by_attribute = [library.deep_questions(name) for name in focus]
    asked = [questions[0] for questions in by_attribute] + [q for questions in by_attribute for q in questions[1:]]
    return (*around, *asked)[:most]


def _second(role: str, industry: str, size: str) -> tuple[InterviewDraft, ...]:
    focus = _focus(role, "depth", library.industry_attribute(industry, role))
    faces = NEW_FACES[size]
    if library.INDUSTRY_FACTS[industry]["panel"] and len(faces) == 1:
        faces = (*faces, "interviewer")
    held = [
        InterviewDraft(
            "In depth",
            _kind(faces),
            _minutes(role, "depth"),
            faces,
            focus,
            _deep_guide(focus, LOOSE_ENDS, FROM_THE_RESUME, most=6),
        )
    ]
    if size != "small" or role in ("manager", "executive"):
        peers = _focus(role, "peers")
        seats = ("interviewer", "interviewer") if size == "large" else ("interviewer",)
        held.append(
            InterviewDraft(
                "With future colleagues",
                _kind(seats),
                _minutes(role, "peers"),
                seats,
                peers,
                _deep_guide(peers, most=4),
            )
        )
    if library.INDUSTRY_FACTS[industry]["tour"] and not (role == "executive" and size == "large"):
        held.append(InterviewDraft("Tour", "tour", 30, ("interviewer",)))
    if role == "executive" and size != "large":
        held.append(InterviewDraft("A meal together", "meal", 60, ("hiring_manager", "executive")))
    held.append(_pay_talk("hiring_manager" if size == "small" else "recruiter"))
    return tuple(held)


def _pay_talk(seat: str) -> InterviewDraft:
    return InterviewDraft("Pay and next steps", "compensation_talk", 20, (seat,), (), (PAY, OFFER, NEXT_STEPS))


def _visit(role: str, industry: str) -> tuple[InterviewDraft, ...]:
    seats = ("interviewer", "interviewer", "interviewer")
    focus = ("Growing others", "Communication")
    guide = (
        Question(
            "You are new and we know more than you. What would you want to hear in the first week, and from whom?",
            "Curious about the work itself; gives room; makes no promises yet.",
            "Communication",
        ),
        *_deep_guide(focus, most=2),
        Question(
            "What did the people who worked for you ask of you most often, and did they get it?",
            "Knows it; some of it was refused, with reasons.",
            "Growing others",
        ),
    )
    tour = InterviewDraft("Tour", "tour", 45, ("hiring_manager",))
    meal = InterviewDraft("A meal together", "meal", 75, ("hiring_manager", "executive"))
    return InterviewDraft("With those who would report to you", "panel", 60, seats, focus, guide), tour, meal


def _final(role: str, size: str) -> InterviewDraft:
    seats = ("executive", "hiring_manager") if size == "medium" else ("executive", "executive", "hiring_manager")
    focus = _focus(role, "final")
    guide = (*_deep_guide(focus, LOOSE_ENDS, HUNDRED_DAYS, most=5), NEXT_STEPS)
    return InterviewDraft("Final assessment", "panel", _minutes(role, "final"), seats, focus, guide)
