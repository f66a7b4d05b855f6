"""From the outline of a story ("advance meet reject") to its steps, each at a moment when people work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from hearback.demo.diary import STARTS, Days, Diary
from hearback.demo.moments import on
from hearback.demo.paper import printable
from hearback.demo.scenes import ANSWER_DAYS_OF_AN_ASK, BY_CANDIDATE, Scene, scenes_of
from hearback.demo.staff import Opening
from hearback.demo.story import Booking, Story
from hearback.interviews.rules import SCORED_KINDS
from hearback.jobs.models import InterviewTemplate, Stage
from hearback.people.models import Person

Step = Callable[[datetime], object]
MINUTE = timedelta(minutes=1)

# Ingrid's morning in Toronto is the end of the day in Berlin: filled from its end, it has room for two panels.
LATE_FIRST = STARTS[::-1]


@dataclass
class Script:
    """Writes the steps of one story. `last` is the working day of its last scene, counted from today."""

    story: Story
    outline: str
    last: int
    diary: Diary
    now: datetime
    rng: Random
    booker: Callable[[datetime], Person]
    views: dict[str, float] = field(default_factory=dict)
    steps: list[tuple[datetime, Step]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.opening: Opening = self.story.opening
        self.days: Days = self.story.days
        self.stage = 0
        self.bookings: list[Booking] = []
        self._met: set[Person] = set()
        self.moment = datetime.min.replace(tzinfo=self.now.tzinfo)

    def write(self) -> list[tuple[datetime, Step]]:
        for scene in scenes_of(self.outline, self.last, self.rng):
            getattr(self, f"_{scene.name}")(scene)
        return self.steps

    # When.

    def _when(self, scene: Scene, by: Person | None = None, first: str = "09:05") -> datetime:
        """A moment of that day, after the scene before, and within the hours of whoever acts."""
        day = scene.day
        opens, shuts = self._hours(scene, day, by, first)
        while opens + 5 * MINUTE > shuts:
            day += 1
            opens, shuts = self._hours(scene, day, by, first)
        moment = opens + self.rng.randrange(int((shuts - opens) / MINUTE)) * MINUTE
        if scene.name == "apply" and moment > self.now:
            moment = self.now - self.rng.randint(15, 200) * MINUTE
        self.moment = moment
        return moment

    def _hours(self, scene: Scene, number: int, by: Person | None, first: str) -> tuple[datetime, datetime]:
        day, after = self.days.day(number), self.moment + 25 * MINUTE
        if scene.name in BY_CANDIDATE:
            return max(on(day, "07:20", self.days.zone), after), on(day, "21:40", self.days.zone)
        zone = by.office.time_zone if by else self.days.zone
        opens = max(on(day, first, self.days.zone), on(day, "09:05", zone), after)
        return opens, min(on(day, "16:40", self.days.zone), on(day, "16:50", zone))

    def _do(self, moment: datetime, verb: Callable[..., object], **facts: object) -> None:
        self.steps.append((moment, lambda now: verb(now, **facts)))

    # What.

    def _apply(self, scene: Scene) -> None:
        self._do(self._when(scene), self.story.apply)
        if printable(self.story.facts["resume"]) and self.rng.random() < 0.3:
            self._do(self.moment, self.story.send_resume)

    def _advance(self, scene: Scene) -> None:
        # The next round should bring new faces.
        self._met |= {person for booking in self.bookings for person in booking.people}
        review = self.stage == 0
        by = self.opening.recruiter if review else self._decider()
        self.stage += 1
        if scene.has("offer"):
            self.stage = len(self.opening.stages) - 1
        if scene.has("skip"):
            self.stage += 1
        moment = self._when(scene, by, "09:05" if review else "10:30")
        self._do(moment, self.story.advance, to=self._current, by=by)
        self._perhaps_note(0.12)

    def _book(self, scene: Scene) -> None:
        moment = self._when(scene)
        if scene.has("then"):
            # Where the meeting lies is settled by the next scene; the booking itself happens now.
            self._booked_at = moment
            return
        self._find(scene.day + 4, moment)

    def _find(self, day: int, booked_at: datetime) -> None:
        """Book the stage's meetings on that day, one after the other, or on the nearest day that has room for them."""
        templates, people = self._meetings()
        orders = (list(range(len(templates))), [*range(1, len(templates)), 0])
        for shift in (0, -1, -2, 1, 2, 3, 4, 5) if day < 0 else (0, 1, -1, 2, 3, 4, 5):
            if self.days.at(day + shift, "09:00") <= booked_at:
                continue
            for order in orders:
                meetings = [(people[n], templates[n].minutes) for n in order]
                clocks = LATE_FIRST if self.views else self.rng.sample(STARTS, k=len(STARTS))
                starts = self.diary.find(meetings, self.days.day(day + shift), self.days.zone, clocks)
                if starts:
                    self.bookings = [
                        Booking(templates[n], people[n], start) for n, start in zip(order, starts, strict=True)
                    ]
                    self._do(booked_at, self.story.book, bookings=self.bookings, by=self.booker(booked_at))
                    self.moment = booked_at
                    return
        raise LookupError(f"no time for {self.story.facts['name']} around day {day}")

    def _meet(self, scene: Scene) -> None:
        self._find(scene.day, self._booked_at)
        if scene.has("open"):
            return
        for n, booking in enumerate(self.bookings):
            self._after(booking, scene, last=n == len(self.bookings) - 1)
        self._perhaps_note(0.2)

    def _after(self, booking: Booking, scene: Scene, *, last: bool) -> None:
        closed = booking.ends_at + self.rng.randint(-3, 13) * MINUTE
        if scene.has("lateclose") and last:
            closed = self.days.at(scene.day + 1, "09:40")
        self._do(closed, self.story.close, booking=booking, last=last)
        self.moment = closed
        if self.rng.random() < 0.25 and not scene.has("untold"):
            self._do(booking.ends_at + self.rng.randint(90, 240) * MINUTE, self.story.check, booking=booking, told=True)
        if scene.has("untold") and last:
            self._do(booking.ends_at + 200 * MINUTE, self.story.check, booking=booking, told=False)
        if booking.template.kind not in SCORED_KINDS:
            return
        writers = booking.people[:-1] if scene.has("owed") else booking.people
        for person in writers:
            quality = self.views.get(person.first_name.lower(), self._quality(scene))
            facts = {"booking": booking, "person": person, "quality": quality, "spread": 0.2 if self.views else 0.45}
            self._do(self._card_time(booking, person), self.story.card, **facts)

    def _card_time(self, booking: Booking, person: Person) -> datetime:
        same_day = booking.ends_at + self.rng.randint(12, 110) * MINUTE
        day = self.days.calendar.day_of(booking.ends_at)
        if self.views or day.weekday() == 4 or self.days.clock(same_day) < time(17, 45) or self.rng.random() < 0.5:
            return same_day
        next_day = self.days.calendar.add_working_days(day, 1)
        return on(next_day, "09:05", self.days.zone) + self.rng.randrange(40) * MINUTE

    def _quality(self, scene: Scene) -> float:
        words = self.outline.split()
        ends_badly = words[-1].startswith("reject") and words[-2].startswith("meet")
        return 2.1 if ends_badly and scene.day >= self.last - 9 else 3.1

    def _reject(self, scene: Scene) -> None:
        met = bool(self.bookings)
        by = self._decider() if met else self.opening.recruiter
        if scene.has("filled"):
            reason, words = "Position filled or gone", ""
        elif not met:
            reason = self.rng.choice(["Does not meet a must", "Others match the job more closely"])
            words = "reject_review_words"
        elif self.stage > 1:
            reason, words = "Somebody else was stronger in the end", "reject_final_words"
        else:
            reason, words = "Not convincing in the interview", "reject_interviewed_words"
        moment = self._when(scene, by, "10:30" if met else "09:05")
        self._do(moment, self.story.reject, by=by, reason=reason, words=words)
        if self.story.facts["channel"] == "call" and not scene.has("uncalled"):
            self._do(self.moment + self.rng.randint(35, 70) * MINUTE, self.story.call, by=by)

    def _ask(self, scene: Scene) -> None:
        by = self._decider()
        moment = self._when(scene, by, "10:30")
        which = int(scene.options[0]) if scene.options else 1
        due = self.days.due(moment, ANSWER_DAYS_OF_AN_ASK)
        self._do(moment, self.story.ask, by=by, which=which, due_at=due)
        self._asked = which

    def _part(self, scene: Scene) -> None:
        self._do(self._when(scene), self.story.answer, which=self._asked, everything=False)

    def _answer(self, scene: Scene) -> None:
        self._do(self._when(scene), self.story.answer, which=self._asked)

    def _hold(self, scene: Scene) -> None:
        until = self.days.at(int(scene.options[0]), "09:00")
        by = self._decider()
        self._do(self._when(scene, by, "10:30"), self.story.hold, by=by, until=until)

    def _news(self, scene: Scene) -> None:
        self._do(self._when(scene, self.opening.recruiter), self.story.news, by=self.opening.recruiter)

    def _offer(self, scene: Scene) -> None:
        moment = self._when(scene)
        expires = self.days.at(int(scene.options[0]), "17:00") if scene.options else self.days.due(moment, 5)
        self._do(moment, self.story.offer, by=self.opening.manager, expires_at=expires)

    def _accept(self, scene: Scene) -> None:
        self._do(self._when(scene), self.story.accept)

    def _decline(self, scene: Scene) -> None:
        self._do(self._when(scene), self.story.decline)

    def _hire(self, scene: Scene) -> None:
        self._do(self._when(scene, self.opening.recruiter), self.story.hire, by=self.opening.recruiter)

    def _withdraw(self, scene: Scene) -> None:
        self._do(self._when(scene), self.story.withdraw)

    def _renew(self, scene: Scene) -> None:
        self._do(self._when(scene, self.opening.recruiter), self.story.renew)

    def _question(self, scene: Scene) -> None:
        self._asked = int(scene.options[0]) if scene.options else 0
        self._do(self._when(scene), self.story.question, which=self._asked)

    def _reply(self, scene: Scene) -> None:
        self._do(self._when(scene, self.opening.recruiter), self.story.reply, which=self._asked)

    def _handover(self, scene: Scene) -> None:
        self._do(self._when(scene), self.story.hand_over, to=self.opening.recruiter)

    def _move(self, scene: Scene) -> None:
        booking = self.bookings[0]
        day = self.days.calendar.add_working_days(self.days.calendar.day_of(booking.starts_at), 2)
        clocks = self.rng.sample(STARTS, k=len(STARTS))
        starts = self.diary.find([(booking.people, booking.template.minutes)], day, self.days.zone, clocks)
        if starts:
            moment = self._when(scene)
            self._do(moment, self.story.move, booking=booking, starts_at=starts[0], by=self.booker(moment))

    def _cancel(self, scene: Scene) -> None:
        moment = self._when(scene)
        self._do(moment, self.story.cancel, booking=self.bookings[0], by=self.booker(moment))

    # Who.

    @property
    def _current(self) -> Stage:
        return self.opening.stages[self.stage]

    def _decider(self) -> Person:
        return self.opening.manager if self.rng.random() < 0.65 else self.opening.recruiter

    def _perhaps_note(self, chance: float) -> None:
        if self.rng.random() < chance:
            by = self.rng.choice([self.opening.recruiter, self.opening.coordinator, self.opening.manager])
            self._do(self.moment + self.rng.randint(10, 90) * MINUTE, self.story.note, by=by)

    def _meetings(self) -> tuple[list[InterviewTemplate], list[list[Person]]]:
        """The stage's interviews and who sits in them; in most jobs the second round is played without its sights."""
        templates = self.opening.templates[self._current.pk]
        if len(templates) > 2 and self.opening.key not in ("engineer", "director"):
            templates = [one for one in templates if one.kind == "compensation_talk" or one == templates[0]]
        return templates, [self._people(one) for one in templates]

    def _people(self, template: InterviewTemplate) -> list[Person]:
        seated: list[Person] = []
        for role in template.seat_roles:
            pool = [person for person in self.opening.roles.get(role, []) if person not in seated]
            pool = [person for person in pool if person not in self._met] or pool
            scored = template.kind in SCORED_KINDS
            wanted = [person for person in pool if (person.first_name.lower() in self.views) == scored]
            wanted = wanted if self.views else []
            seated.append(self.rng.choice(wanted or pool or self.opening.roles["interviewer"]))
        return seated
