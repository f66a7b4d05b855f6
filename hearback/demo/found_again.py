"""Somebody who is here twice, and those who are kept warm."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hearback.applications.models import Application
from hearback.candidates.actions import add_candidate
from hearback.candidates.models import Candidate
from hearback.decisions.arrivals import apply
from hearback.finding.pools.actions import add_to_pool, save_pool
from hearback.finding.pools.models import Pool
from hearback.finding.pools.queries import draft_about
from hearback.people.queries import calendar_for

if TYPE_CHECKING:
    from hearback.demo.company import Company


def stage(company: Company) -> None:
    days = company.days["berlin"]
    company.play.at(days.at(-2, "19:40"), lambda now: _apply_twice(company, now))
    company.play.at(days.at(-1, "11:15"), lambda now: _keep_warm(company, now))


def _apply_twice(company: Company, now: datetime) -> None:
    """Lena applies once more, for another job, from her address at work."""
    lena = Candidate.objects.get(name="Lena Fischer")
    again = add_candidate(
        name="Lena M. Fischer",
        email="l.fischer@spree-sensors.example",
        phone=lena.phone.replace(" ", ""),
        headline="Embedded software engineer",
        location="Berlin",
        time_zone="Europe/Berlin",
        source="Job board",
        by=None,
        now=now,
    )
    apply(candidate=again, job=company.openings["junior"].job, source="Job board", now=now)


def _keep_warm(company: Company, now: datetime) -> None:
    """Good people for whom there was no place: one is to be asked within days, one in spring, one knows of it."""
    hanna, marta = company.people["hanna"], company.people["marta"]
    pool = save_pool(
        Pool(name="Embedded, later", about="Strong in firmware; no opening for them now", days=90), by=hanna, now=now
    )
    save_pool(Pool(name="Working students", about="Ask again before each term", days=150), by=hanna, now=now)
    calendar = calendar_for(company.cast.berlin, now=now)
    ended = Application.objects.filter(state="rejected", job__department__name="Engineering", ended_at__lt=now)
    people = [
        one.candidate for one in ended.select_related("candidate").order_by("pk").exclude(candidate__email="")[:3]
    ]
    for n, (someone, days, owner, words) in enumerate(
        zip(
            people,
            (3, 100, 160),
            (hanna, marta, hanna),
            (
                "We ask whether they have settled in",
                "We ask again when the next project starts",
                "We write about spring",
            ),
            strict=False,
        )
    ):
        due = calendar.end_of(calendar.first_working_day(calendar.day_of(now) + timedelta(days=days)))
        told = draft_about("pool", someone, next_words=words, due_at=due, owner=owner, words="") if n == 2 else ("", "")
        add_to_pool(
            pool,
            someone,
            words="Second choice, and a close one",
            next_words=words,
            due_at=due,
            owner=owner,
            subject=told[0],
            body=told[1],
            by=hanna,
            now=now,
        )
