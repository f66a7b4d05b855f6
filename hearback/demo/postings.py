"""What the demo's jobs say in public, and what their forms ask."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hearback.jobs.models import Job
from hearback.jobs.postings import QuestionFacts, set_application_form, set_posting
from hearback.people.models import Person

ASKS = {"ask_resume": "required", "ask_cover_letter": "optional", "ask_links": "optional", "ask_phone": "optional"}
BY_HAND = {"ask_resume": "optional", "ask_cover_letter": "no", "ask_links": "no", "ask_phone": "required"}
PERMIT = QuestionFacts("Do you need a permit to work where this job is?", "yes_no", required=True)

# key of the job: (kind of employment, place of work, a paragraph more than its description)
POSTINGS: dict[str, tuple[str, str, str]] = {
    "engineer": (
        "full_time",
        "hybrid",
        "You will read more code than you write, and measure more than you guess: there is an oscilloscope on every "
        "desk. Two days a week most of us work from home; the bench is in Berlin.",
    ),
    "sales": (
        "full_time",
        "hybrid",
        "About two days a week you are on the road. We look after our customers for decades, so nobody is asked to "
        "promise what the workshop cannot build.",
    ),
    "test": (
        "full_time",
        "on_site",
        "You own the rigs on which every meter is proved, and you are the one who may say no before it leaves "
        "the house.",
    ),
    "junior": (
        "full_time",
        "hybrid",
        "You need not know our languages yet. Somebody sits beside you for the first months whose time is set "
        "aside for it.",
    ),
    "planner": (
        "part_time",
        "hybrid",
        "Thirty hours a week, spread as it suits you and the suppliers. Spreadsheets today; you will have a say in "
        "what comes after them.",
    ),
    "partner": ("full_time", "on_site", "You listen first. What is told to you in confidence stays with you."),
    "assembly": (
        "full_time",
        "on_site",
        "No experience with our meters is needed: we train you for four weeks, paid in full, and you build your "
        "first one on the second day.",
    ),
    "manager": ("full_time", "on_site", "The move to the larger building is yours to plan, with a budget and a say."),
    "director": ("full_time", "hybrid", "You report to the managing director and sit with the founders once a month."),
    "service": (
        "full_time",
        "on_site",
        "A van, a set of references that is calibrated twice a year, and a plan for the week that you make yourself.",
    ),
}


def post(job: Job, key: str, *, by: Person, now: datetime) -> None:
    """The posting and the form of one of the demo's jobs."""
    employment, workplace, more = POSTINGS[key]
    set_posting(
        job,
        posting_text=f"{job.description}\n\n{more}",
        employment=employment,
        workplace=workplace,
        vacancy_exists=True,
        automated_help=False,
        by=by,
        now=now,
    )
    asks = BY_HAND if key in ("assembly", "service") else ASKS
    set_application_form(job, asks=asks, questions=[PERMIT, *_more_questions(key)], by=by, now=now)
    permit = job.form_questions.get(text=PERMIT.text)
    hanging = QuestionFacts("Which one, and by when?", "short", only_after=permit.pk, only_if="yes")
    kept = [_as_facts(question) for question in job.form_questions.all()]
    set_application_form(job, asks=asks, questions=[kept[0], hanging, *kept[1:]], by=by, now=now)


def _as_facts(question: Any) -> QuestionFacts:
    return QuestionFacts(
        question.text, question.kind, question.hint, question.required, question.options, id=question.pk
    )


def _more_questions(key: str) -> list[QuestionFacts]:
    pay = QuestionFacts("What pay would you expect?", "short", hint="Gross. What you earn now is not asked.")
    if key == "engineer":
        families = ("ARM Cortex-M", "RISC-V", "Something else")
        return [
            QuestionFacts("On what have you shipped firmware?", "choice", required=True, options=families),
            QuestionFacts("Which fault took you longest to find, and how did you find it?", "long"),
            pay,
        ]
    if key in ("assembly", "service"):
        return [QuestionFacts("From which day could you start?", "date")]
    return [pay]
