"""The three jobs every test knows: Embedded Engineer, Account Manager, and one that is confidential."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hearback.demo.postings import post
from hearback.jobs.actions import Member, create_job, open_job
from hearback.jobs.models import InterviewTemplate, Stage
from hearback.jobs.plan_templates import (
    AttributeDraft,
    InterviewDraft,
    PlanDraft,
    Question,
    RequirementDraft,
    StageDraft,
    attribute_library,
)
from hearback.jobs.plan_templates.library import deep_questions, opening_question

if TYPE_CHECKING:
    from hearback.demo.cast import Cast


def open_jobs(cast: Cast, now: datetime) -> None:
    cast.engineer = create_job(
        title="Embedded Engineer",
        department=cast.departments["engineering"],
        office=cast.berlin,
        openings=2,
        urgency=3,
        description="You write the firmware of our flow and pressure meters: small, careful code that runs for years "
        "in places nobody likes to visit. You work in a team of six, next door to the people who build the boards.",
        pay_low=Decimal(62000),
        pay_high=Decimal(78000),
        pay_currency="EUR",
        team=[
            Member(cast.hanna, "recruiter", lead=True),
            Member(cast.ruth, "coordinator"),
            Member(cast.marta, "hiring_manager"),
            Member(cast.ben, "interviewer"),
            Member(cast.ada, "interviewer"),
            Member(cast.ingrid, "executive"),
        ],
        plan=engineers_plan(),
        by=cast.hanna,
        now=now,
    )
    cast.sales = create_job(
        title="Account Manager",
        department=cast.departments["sales"],
        office=cast.toronto,
        description="You look after forty customers between Ottawa and Windsor who measure what flows through their "
        "pipes, and you find the next ten.",
        pay_low=Decimal(68000),
        pay_high=Decimal(84000),
        pay_currency="CAD",
        team=[Member(cast.hanna, "recruiter", lead=True), Member(cast.victor, "hiring_manager")],
        plan=short_plan("hiring_manager"),
        by=cast.hanna,
        now=now,
    )
    # Nobody of the recruiters may know of it, so Marta answers its candidates herself.
    cast.secret = create_job(
        title="Head of Firmware",
        department=cast.departments["engineering"],
        office=cast.berlin,
        confidential=True,
        description="You lead the firmware group from the first day of its new shape on.",
        pay_low=Decimal(105000),
        pay_high=Decimal(128000),
        pay_currency="EUR",
        team=[
            Member(cast.marta, "recruiter", lead=True),
            Member(cast.marta, "hiring_manager"),
            Member(cast.ingrid, "executive"),
        ],
        plan=short_plan("hiring_manager", "executive"),
        by=cast.alice,
        now=now,
    )
    for key in ("engineer", "sales"):
        post(getattr(cast, key), key, by=cast.hanna, now=now)
    for job, by in ((cast.engineer, cast.hanna), (cast.sales, cast.hanna), (cast.secret, cast.alice)):
        open_job(job, by=by, now=now)
        job.refresh_from_db()
    name_the_parts(cast)


def name_the_parts(cast: Cast) -> None:
    cast.review, cast.first_round, cast.second_round, cast.offer_stage = Stage.objects.filter(job=cast.engineer)
    templates = InterviewTemplate.objects.filter(stage__job=cast.engineer).order_by("stage__position", "position")
    cast.first_interview, cast.panel, cast.tour, cast.compensation_talk = templates


REVIEW = StageDraft(
    "review",
    "Application review",
    "We read your application",
    "A person reads every application in full. You get an answer either way: an invitation, a question, or a clear no.",
    answer_days=3,
)
OFFER = StageDraft(
    "offer",
    "Offer",
    "Our offer",
    "We call you and then put everything in writing: pay, hours, first day. Read it in peace and ask about anything.",
    answer_days=2,
)


def engineers_plan() -> PlanDraft:
    first = StageDraft(
        "interview",
        "First interview",
        "First interview",
        "A talk of 45 minutes with the person you would report to and a future colleague. Two or three examples of "
        "work you have done are all the preparation you need.",
        answer_days=3,
        capacity=8,
        interviews=(
            InterviewDraft(
                "First interview",
                "interview",
                45,
                ("hiring_manager", "interviewer"),
                ("Craft", "Communication"),
                (_opening("Craft"), _opening("Communication")),
            ),
        ),
    )
    everything = ("Craft", "Judgement", "Collaboration", "Communication")
    second = StageDraft(
        "interview",
        "Second interview",
        "Second interview",
        "You meet other people than the first time, see the laboratory, and we talk about pay and about what you "
        "would need from us. About two hours, with breaks.",
        answer_days=4,
        capacity=4,
        interviews=(
            InterviewDraft(
                "Panel",
                "panel",
                60,
                ("interviewer", "executive"),
                everything,
                tuple(deep_questions(name)[0] for name in everything),
            ),
            InterviewDraft("Tour of the laboratory", "tour", 30, ("interviewer",)),
            InterviewDraft("Pay and next steps", "compensation_talk", 20, ("recruiter",)),
        ),
    )
    return PlanDraft(
        stages=(REVIEW, first, second, OFFER),
        attributes=tuple(_attribute(name) for name in everything),
        requirements=(
            RequirementDraft("Has shipped firmware in C that others rely on", True, 5, "Craft"),
            RequirementDraft("Finds faults that show only on the bench", True, 4, "Judgement"),
            RequirementDraft("Works with the people who build the boards", False, 3, "Collaboration"),
            RequirementDraft("Explains a hard thing in plain words", False, 3, "Communication"),
        ),
    )


def short_plan(*seats: str) -> PlanDraft:
    """One talk between the review and the offer."""
    focus = ("Judgement", "Communication")
    talk = InterviewDraft("First interview", "interview", 45, seats, focus, tuple(_opening(name) for name in focus))
    first = StageDraft(
        "interview",
        "First interview",
        "First interview",
        "A talk of 45 minutes about things you have really done, and about your own questions.",
        answer_days=3,
        interviews=(talk,),
    )
    return PlanDraft(stages=(REVIEW, first, OFFER), attributes=tuple(_attribute(name) for name in focus))


def _opening(name: str) -> Question:
    return opening_question(name, plain=False)


def _attribute(name: str) -> AttributeDraft:
    return next(draft for draft in attribute_library() if draft.name == name)
