"""What the demo shows on its first page: the few things that must be so at this very moment."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from hearback.demo.story import Booking, Story
from hearback.interviews.actions import close_interview
from hearback.interviews.rules import NextStep
from hearback.promises.calls import nobody_answered
from hearback.promises.models import Promise

if TYPE_CHECKING:
    from hearback.demo.company import Company

MINUTE = timedelta(minutes=1)

# The candidates with a door of their own, and what they are an example of.
SHOWN = {
    "Yuki Tanaka": "waits for word after an interview",
    "Lena Fischer": "has an interview to come",
    "Rui Tavares": "has been asked for a few things",
    "Agnieszka Nowak": "has an offer",
    "Wanda Krawczyk": "has asked a question",
}
NAMES = {"Aylin Demir", "Piotr Zieliński", "Farah Qureshi", "Noor Rahman", "Emeka Obi", "Sunita Rao"}


def stage(company: Company) -> None:
    _just_over(company)
    _due_within_the_hour(company)
    _unsent_rejections(company)
    _call_to_make(company)


def round_down(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)


def _up_to(company: Company, key: str, name: str, last: int, outline: str = "advance") -> Story:
    """A candidate up to the point from where the moment is set by hand."""
    story = company.story(company.openings[key], name)
    for moment, step in company.script(story, outline, last).write():
        company.play.at(moment, step)
    return story


def _book(company: Company, story: Story, names: str, starts: datetime, booked_at: datetime) -> Booking:
    """The first interview of the job's first round."""
    people = [company.people[name] for name in names.split()]
    stage = story.opening.stages[1]
    booking = Booking(story.opening.templates[stage.pk][0], people, starts)
    company.diary.take(people, starts, booking.ends_at)
    booker = company.people["ruth"]
    company.play.at(booked_at, lambda now: story.book(now, bookings=[booking], by=booker))
    return booking


def _just_over(company: Company) -> None:
    """An interview of Ben's has ended minutes ago and waits for its closing; out of hours it was the day's last."""
    days = company.days["berlin"]
    starts = round_down(company.now - 66 * MINUTE)
    if not (days.works_today and time(9) <= days.clock(starts) <= time(17)):
        starts = days.at(-1, "16:00")
    story = _up_to(company, "engineer", "Aylin Demir", -4)
    _book(company, story, "ben freya", starts, days.at(-3, "11:40"))


def _due_within_the_hour(company: Company) -> None:
    """A call has been promised for an hour that is about to strike, in the office where it is day. Nobody answered the
    first one."""
    soon = round_down(company.now + 50 * MINUTE)
    berlin, toronto = company.days["berlin"], company.days["toronto"]
    night = not time(7) <= berlin.clock(company.now) < time(20)
    in_toronto = night and time(7) <= toronto.clock(company.now) < time(21)
    _call_promised(company, "engineer", "Piotr Zieliński", "marta tomas", "hanna", None if in_toronto else soon)
    _call_promised(company, "sales", "Farah Qureshi", "victor", "victor", soon if in_toronto else None)


def _call_promised(company: Company, key: str, name: str, interviewers: str, caller: str, due: datetime | None) -> None:
    story = _up_to(company, key, name, -5)
    booking = _book(company, story, interviewers, story.days.at(-1, "10:30"), story.days.at(-4, "10:10"))
    owner = company.people[caller]

    def close(now: datetime) -> None:
        words = f"{owner.first_name} calls you with our answer"
        step = NextStep(Promise.Kind.ANSWER, words, due or story.days.due(now, 2), owner.pk, "call")
        thanks = "It was good to hear how you found the fault that nobody else could find."
        close_interview(booking.interview, by=booking.people[0], next_steps=[step], words=thanks, now=now)

    def call_in_vain(now: datetime) -> None:
        promised = story.application.promises.get(channel="call", ended_at=None)
        nobody_answered(promised, again_at=due - 15 * MINUTE, by=owner, now=now)

    company.play.at(booking.ends_at + 6 * MINUTE, close)
    if due:
        company.play.at(company.now - 20 * MINUTE, call_in_vain)
    for n, person in enumerate(booking.people):
        company.play.at(
            booking.ends_at + (40 + 45 * n) * MINUTE,
            lambda now, person=person: story.card(now, booking=booking, person=person, quality=3.3),
        )


def _unsent_rejections(company: Company) -> None:
    """One goes out in twenty minutes, one only tomorrow morning: until then both can be undone."""
    days = company.days["berlin"]
    hanna, marta = company.people["hanna"], company.people["marta"]
    reviewed = _up_to(company, "engineer", "Noor Rahman", -2, outline="")
    reason = "Others match the job more closely"
    company.play.at(
        company.now - 7 * MINUTE,
        lambda now: reviewed.reject(now, by=hanna, reason=reason, words="reject_review_words"),
    )
    met = company.story(company.openings["engineer"], "Emeka Obi")
    for moment, step in company.script(met, "advance meet", -2, {"marta": 2.2, "ada": 2.0}).write():
        company.play.at(moment, step)
    tomorrow = days.at(1, "09:30") - company.now
    company.play.at(
        company.now - 12 * MINUTE,
        lambda now: met.reject(
            now,
            by=marta,
            reason="Not convincing in the interview",
            words="reject_interviewed_words",
            delay=tomorrow,
        ),
    )


def _call_to_make(company: Company) -> None:
    """Somebody who prefers the telephone has been decided about, and is to be called."""
    story = company.story(company.openings["junior"], "Sunita Rao")
    story.facts["channel"] = "call"
    for moment, step in company.script(story, "advance meet reject:soon:uncalled", -1).write():
        company.play.at(moment, step)
