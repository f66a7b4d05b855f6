"""What the demo shows on its first page: the few things that must be so at this very moment."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from hearback.demo.story import Booking, Story
from hearback.interviews.actions import close_interview
from hearback.interviews.rules import NextStep
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
NAMES = {"Aylin Demir", "Piotr Zieliński", "Noor Rahman", "Emeka Obi", "Sunita Rao"}


def stage(company: Company) -> None:
    _just_over(company)
    _due_within_the_hour(company)
    _unsent_rejections(company)
    _call_to_make(company)


def round_down(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)


def _first_round(company: Company, name: str, last: int, outline: str = "advance") -> Story:
    """A candidate of the engineers' first round, up to the point where their interview would be booked."""
    story = company.story(company.openings["engineer"], name)
    for moment, step in company.script(story, outline, last).write():
        company.play.at(moment, step)
    return story


def _book(company: Company, story: Story, names: str, starts: datetime, booked_at: datetime) -> Booking:
    people = [company.people[name] for name in names.split()]
    booking = Booking(company.cast.first_interview, people, starts)
    company.diary.take(people, starts, booking.ends_at)
    company.play.at(booked_at, lambda now: story.book(now, bookings=[booking], by=company.people["ruth"]))
    return booking


def _just_over(company: Company) -> None:
    """An interview of Ben's has ended minutes ago and waits for its closing; outside working hours, the last of the day."""
    days = company.days["berlin"]
    starts = round_down(company.now - 66 * MINUTE)
    if not (days.works_today and time(9) <= days.clock(starts) <= time(17)):
        starts = days.at(-1, "16:00")
    story = _first_round(company, "Aylin Demir", -4)
    _book(company, story, "ben freya", starts, days.at(-3, "11:40"))


def _due_within_the_hour(company: Company) -> None:
    """Marta has promised that Hanna calls, at an hour that is about to strike."""
    days = company.days["berlin"]
    story = _first_round(company, "Piotr Zieliński", -5)
    booking = _book(company, story, "marta tomas", days.at(-1, "10:30"), days.at(-4, "10:10"))
    due = round_down(company.now + 50 * MINUTE)
    hanna, marta, tomas = (company.people[name] for name in ("hanna", "marta", "tomas"))

    def close(now: datetime) -> None:
        step = NextStep(Promise.Kind.ANSWER, "Hanna calls you with our answer", due, hanna.pk, "call")
        words = "It was good to hear how you found the fault in the pump controller."
        close_interview(booking.interview, by=marta, next_steps=[step], words=words, now=now)

    company.play.at(booking.ends_at + 6 * MINUTE, close)
    for person, minutes in ((marta, 50), (tomas, 95)):
        company.play.at(
            booking.ends_at + minutes * MINUTE,
            lambda now, person=person: story.card(now, booking=booking, person=person, quality=3.3),
        )


def _unsent_rejections(company: Company) -> None:
    """One goes out in twenty minutes, one only tomorrow morning: until then both can be undone."""
    days = company.days["berlin"]
    hanna, marta = company.people["hanna"], company.people["marta"]
    reviewed = _first_round(company, "Noor Rahman", -2, outline="")
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
    for moment, step in company.script(story, "advance meet reject:uncalled", -1).write():
        company.play.at(moment, step)
