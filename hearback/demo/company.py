"""Fills an empty database with a company in the middle of its work: seven weeks of it, played day by day up to now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from hearback.applications.models import Application
from hearback.demo import found_again, specials
from hearback.demo.candidates import facts, names
from hearback.demo.cases import CASES, Case
from hearback.demo.cast import Cast, steps
from hearback.demo.cast_jobs import open_jobs
from hearback.demo.diary import Days, Diary
from hearback.demo.house import found
from hearback.demo.moments import at
from hearback.demo.play import Play
from hearback.demo.script import Script
from hearback.demo.staff import Opening, hire_everybody, open_every_job
from hearback.demo.story import Story
from hearback.demo_doors import door_token
from hearback.jobs.actions import pause_job
from hearback.people.actions import go_away
from hearback.people.models import Person, Role
from hearback.reports.keeping import count_word_kept

DAYS_OF_HISTORY = 63


class Company:
    """What the filling holds in its hands: people, jobs, everybody's diary and the play itself."""

    def __init__(self, now: datetime, seed: int) -> None:
        self.now, self.seed = now, seed
        self.cast = Cast()
        begins = at(now, -DAYS_OF_HISTORY, "09:00")
        found(self.cast, begins)
        self.people = hire_everybody(self.cast, begins)
        open_jobs(self.cast, begins + timedelta(hours=1))
        self.openings = open_every_job(self.cast, self.people, begins + timedelta(hours=2))
        self.days = {office: Days(getattr(self.cast, office), now) for office in ("berlin", "toronto")}
        self.diary = Diary()
        self.play = Play(begins + timedelta(hours=3), now)
        self.used: Counter[str] = Counter()
        self._names = {office: names(office) for office in ("berlin", "toronto")}

    def story(self, opening: Opening, name: str = "") -> Story:
        """A candidate for this job: the named one, else the next on the list."""
        name = name or next(one for one in self._names[opening.office] if one not in RESERVED)
        self._names[opening.office].remove(name)
        rng = Random(f"{self.seed} {name}")
        days = self.days[opening.office]
        return Story(
            opening, facts(name, opening.office, opening.family, today=days.today, rng=rng), days, rng, self.used
        )

    def script(self, story: Story, outline: str, last: int, views: dict[str, float] | None = None) -> Script:
        return Script(story, outline, last, self.diary, self.now, story.rng, self.booker(story.opening), views or {})

    def booker(self, opening: Opening) -> Callable[[datetime], Person]:
        """Who books: the job's coordinator, or the recruiter while they are away."""
        away_from = self.days["toronto"].at(-1, "00:01")

        def who(moment: datetime) -> Person:
            away = opening.coordinator == self.people["daniel"] and moment >= away_from
            return opening.recruiter if away else opening.coordinator

        return who


RESERVED = {name for case in CASES for name in case.names} | specials.NAMES


def fill(*, now: datetime, seed: int = 7) -> None:
    """The same `now` and seed give the same company. All of it is there afterwards, or nothing."""
    with transaction.atomic():
        company = Company(now, seed)
        _keep_the_cast(company)
        specials.stage(company)
        found_again.stage(company)
        _keep_people_away(company)
        for case in CASES:
            for n in range(max(case.count, len(case.names))):
                _cast_case(company, case, n)
        company.play.at(company.days["berlin"].at(-1, "16:45"), lambda moment: _pause(company, moment))
        company.play.run(now)
        count_word_kept(now=now)


def _keep_the_cast(company: Company) -> None:
    berlin = company.days["berlin"]
    for moment, step in steps(company.cast, company.now, day=berlin.day):
        company.play.at(moment, step)
    people = company.people
    company.diary.take([people["ben"], people["marta"]], berlin.at(-1, "14:00"), berlin.at(-1, "14:45"))
    company.diary.take([people["ben"], people["marta"]], berlin.at(1, "10:00"), berlin.at(1, "10:45"))


def _keep_people_away(company: Company) -> None:
    """Daniel is away these days, and Ruth stands in; Ada will be away next week."""
    berlin, toronto = company.days["berlin"], company.days["toronto"]
    company.diary.take([company.people["ada"]], berlin.at(5, "00:01"), berlin.at(9, "23:59"))
    plans = (
        (toronto.at(-6, "11:20"), "daniel", toronto.day(-1), toronto.day(3)),
        (berlin.at(-3, "15:10"), "ada", berlin.day(5), berlin.day(9)),
    )
    for moment, name, first, last in plans:
        person = company.people[name]
        company.play.at(
            moment,
            lambda now, person=person, first=first, last=last: go_away(
                person, first_day=first, last_day=last, backup=None, by=person, now=now
            ),
        )


def _cast_case(company: Company, case: Case, n: int) -> None:
    story = company.story(company.openings[case.job], case.names[n] if case.names else "")
    if case.views:
        story.by_recruiter = 0  # the debrief is the hiring manager's
    last = case.last if isinstance(case.last, int) else story.rng.randint(*case.last)
    for moment, step in company.script(story, case.outline, last, case.views).write():
        company.play.at(moment, step)


def _pause(company: Company, moment: datetime) -> None:
    pause_job(company.openings["partner"].job, by=company.people["hanna"], now=moment)


def doors(base_url: str) -> list[tuple[str, str, str]]:
    """Name, role and a link that signs that person in. The pages behind these links exist in the demo only."""
    wanted = ["hanna", "ruth", "marta", "ben", "ada", "ingrid", "victor", "alice", "stan"]
    people = {person.email.split("@")[0]: person for person in Person.objects.all()}
    staff = [
        (
            people[name].name,
            Role(people[name].role).label,
            f"{base_url}/desk/demo-door/{door_token('person', people[name].pk)}",
        )
        for name in wanted
        if name in people
    ]
    applications = Application.objects.filter(candidate__name__in=specials.SHOWN).select_related("candidate", "job")
    shown = {application.candidate.name: application for application in applications}
    candidates = [
        (
            name,
            f"Candidate, {shown[name].job.title}: {specials.SHOWN[name]}",
            f"{base_url}/my/demo-door/{door_token('candidate', shown[name].candidate_id)}",
        )
        for name in specials.SHOWN
        if name in shown
    ]
    return [*staff, *candidates, ("Anybody", "the open jobs, and how to apply", f"{base_url}/careers/")]
