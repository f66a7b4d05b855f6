"""The demo's company, filled on a Wednesday morning in Berlin: everything it is meant to show is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.db.models import Count, F, Max, Q

from hearback.applications.models import Application, Note
from hearback.applications.rules import LIVE_STATES
from hearback.candidates.models import Candidate, Reading
from hearback.decisions.models import Decision, Hold, InformationRequest, Offer, RequestItem
from hearback.demo.company import doors, fill
from hearback.demo_doors import read_door
from hearback.interviews.models import ClosingCheck, Interview, Scorecard, Seat
from hearback.jobs.models import Job
from hearback.messages.models import DeliveredMail, Message
from hearback.people.models import Absence, Department, Office, Person
from hearback.promises.models import HandOver, Nudge, Promise
from hearback.record.models import Entry

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

WEDNESDAY = datetime(2026, 9, 16, 8, 40, tzinfo=UTC)  # 10:40 in Berlin
HOUR = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    return WEDNESDAY


def account() -> dict[str, object]:
    """What two fillings must agree on: everything but the ids."""
    return {
        "candidates": sorted(Candidate.objects.values_list("name", "email", "location")),
        "states": sorted(Application.objects.values_list("candidate__name", "job__title", "stage__name", "state")),
        "promises": sorted(
            (str(owed.whom), owed.words, owed.due_at, owed.ending, owed.owner.name)
            for owed in Promise.objects.select_related("application__candidate", "candidate", "owner")
        ),
        "letters": sorted(Message.objects.exclude(candidate=None).values_list("written_at", "subject", "body")),
        "interviews": sorted(Interview.objects.values_list("candidate__name", "name", "starts_at")),
        "ratings": Counter(Scorecard.objects.values_list("summary", "ratings__evidence", "ratings__score")),
    }


@pytest.fixture(scope="module")
def filled_before(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, object]]:
    """The company, filled once for this file; and the account of an earlier filling, which has been taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with transaction.atomic():
            fill(now=WEDNESDAY)
            earlier = account()
            transaction.set_rollback(True)
        fill(now=WEDNESDAY)
        yield earlier
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def company(filled_before: dict[str, object]) -> None:
    """Every test of this file looks at the filled company."""


def test_the_same_seed_gives_the_same_company_again(filled_before):
    assert account() == filled_before


def test_a_hundred_and_fifty_candidates_apply_in_four_departments_and_two_time_zones():
    assert Candidate.objects.count() == 151  # Lena stands there twice
    assert Application.objects.values("candidate").distinct().count() == 151
    assert Job.objects.count() >= 8
    assert Department.objects.filter(jobs__applications__isnull=False).distinct().count() == 4
    assert set(Office.objects.filter(jobs__applications__isnull=False).values_list("time_zone", flat=True)) == {
        "Europe/Berlin",
        "America/Toronto",
    }
    others = Candidate.objects.exclude(name="Lena M. Fischer")
    assert not others.exclude(email__endswith="@mail.example").exists()
    assert all(candidate.resume["work"] for candidate in others)


def test_no_live_application_is_without_a_promise_its_candidate_can_see():
    connection.check_constraints()
    live = Application.objects.filter(state__in=LIVE_STATES)
    owed = Count("promises", Q(promises__ended_at=None, promises__shown_to_candidate=True))
    assert live.count() > 60
    assert not live.annotate(owed=owed).filter(owed=0).exists()


def test_there_is_somebody_in_every_state_and_in_every_stage_that_is_reached():
    assert set(Application.objects.values_list("state", flat=True)) == set(Application.State.values)
    kinds = Application.objects.filter(state__in=LIVE_STATES).values_list("stage__kind", flat=True)
    assert {"review", "interview", "assessment", "final", "offer"} <= set(kinds)


def test_promises_were_kept_late_and_renewed():
    ended = Counter((promise.ending, promise.late_at is not None) for promise in Promise.objects.exclude(ended_at=None))
    assert ended["kept", False] > 300
    assert ended["kept", True] >= 5
    assert ended["renewed", False] >= 4
    assert ended["renewed", True] >= 1


def test_one_promise_is_due_within_the_hour_and_one_is_late_and_has_gone_up_the_whole_ladder(now):
    assert Promise.objects.filter(ended_at=None, by_candidate=False, due_at__gt=now, due_at__lte=now + HOUR).exists()
    late = Promise.objects.get(ended_at=None, application__candidate__name="Pablo Fuentes")
    assert late.late_at == late.due_at < now - timedelta(days=3)
    nudged = {nudge.person.first_name for nudge in Nudge.objects.filter(promise=late).select_related("person")}
    assert nudged == {"Hanna", "Ruth", "Jonas"}


def test_somebody_is_held_somebody_is_asked_and_has_answered_a_part(now):
    assert Hold.objects.filter(ended_at=None, resumes_at__gt=now).count() >= 2
    request = InformationRequest.objects.get(ended_at=None)
    done = Counter(item.done_at is not None for item in RequestItem.objects.filter(request=request))
    assert done[True] >= 1
    assert done[False] >= 1


def test_a_debrief_of_four_is_ready_and_they_disagree():
    waiting = Application.objects.filter(stage__name="Second interview", job__title="Embedded Engineer", state="active")
    assert {application.candidate.first_name for application in waiting} == {"Clara", "Mateus", "Priyanka", "Tobias"}
    owed = Seat.objects.filter(interview__application__in=waiting, scorecard_due_at__isnull=False, released_at=None)
    assert not owed.exclude(scorecards__submitted_at__isnull=False).exists()
    views = Scorecard.objects.filter(seat__interview__application__candidate__name="Mateus Oliveira")
    spread = set(views.filter(seat__interview__name="Panel").values_list("recommendation", flat=True))
    assert max(spread) - min(spread) >= 1
    assert max(spread) >= 3 > min(spread)


def test_ben_has_an_interview_to_close_and_scorecards_are_owed(now):
    ben = Person.objects.get(email="ben@northwind.example")
    over = Interview.objects.filter(
        seats__person=ben, seats__host=True, ends_at__lt=now, closing=None, cancelled_at=None
    )
    assert {interview.candidate.name for interview in over} == {"Yuki Tanaka", "Aylin Demir"}
    owed = Seat.objects.filter(scorecard_due_at__isnull=False, released_at=None, interview__ends_at__lt=now)
    assert owed.exclude(scorecards__submitted_at__isnull=False).exclude(person=ben).exists()


def test_interviews_take_place_today_and_tomorrow_and_some_were_moved_or_cancelled(now):
    booked = Interview.objects.filter(cancelled_at=None, starts_at__gt=now)
    days = Counter(interview.starts_at.date() for interview in booked)
    assert days[now.date()] >= 2
    assert days[now.date() + timedelta(days=1)] >= 2
    assert Interview.objects.exclude(cancelled_at=None).exists()
    assert Entry.objects.filter(verb="rebooked").exists()


def test_an_unsent_rejection_can_be_undone_and_a_call_waits_to_be_made(now):
    unsent = Message.objects.filter(sent_at=None, cancelled_at=None, decisions__outcome="reject")
    assert unsent.filter(channel="email", send_at__gt=now).count() == 2
    assert unsent.filter(channel="call", send_at__lt=now).count() == 1


def test_an_offer_is_out_others_were_accepted_or_declined_and_people_withdrew(now):
    assert Offer.objects.filter(application__state="offered", expires_at__gt=now).exists()
    outcomes = Counter(Decision.objects.values_list("outcome", flat=True))
    assert min(outcomes[one] for one in ("hire", "accept", "decline", "withdraw", "ask", "hold", "resume")) >= 1
    assert len(set(Decision.objects.filter(outcome="reject").values_list("reason", flat=True))) >= 4


def test_an_absent_person_is_stood_in_for(now):
    assert Absence.objects.filter(first_day__lte=now.date(), last_day__gte=now.date(), person__name="Daniel Osei")
    passed = HandOver.objects.filter(why="away")
    assert {(one.giver.first_name, one.taker.first_name) for one in passed} == {("Daniel", "Ruth")}


def test_questions_notes_and_closing_checks_are_there():
    assert Promise.objects.filter(kind="reply", ended_at=None).count() == 1
    assert Promise.objects.filter(kind="reply", ending="kept").count() >= 1
    assert Note.objects.count() >= 15
    assert set(ClosingCheck.objects.values_list("told", flat=True)) == {True, False}


def test_nothing_that_has_happened_lies_in_the_future(now):
    latest = [
        Entry.objects.aggregate(at=Max("at"))["at"],
        Application.objects.aggregate(at=Max("applied_at"))["at"],
        Message.objects.aggregate(at=Max("sent_at"))["at"],
        Message.objects.aggregate(at=Max("written_at"))["at"],
        DeliveredMail.objects.aggregate(at=Max("at"))["at"],
        Promise.objects.aggregate(at=Max("ended_at"))["at"],
        Scorecard.objects.aggregate(at=Max("submitted_at"))["at"],
    ]
    assert all(at <= now for at in latest)
    assert not Promise.objects.filter(ended_at=None, due_at__lte=now, late_at=None, by_candidate=False).exists()


def test_people_write_during_the_day():
    def hour(message: Message) -> int:
        return message.written_at.astimezone(ZoneInfo(message.written_by.office.time_zone)).hour

    written = Message.objects.exclude(written_by=None).select_related("written_by__office")
    assert Counter(hour(message) for message in written if not 8 <= hour(message) < 18) == Counter()


def test_the_mailbox_holds_every_mail_once_stamped_as_it_was_sent():
    sent = Message.objects.filter(inbound=False, channel="email", sent_at__isnull=False)
    assert DeliveredMail.objects.count() == sent.count()
    times = dict(DeliveredMail.objects.values_list("message_id", "at"))
    assert all(times[f"<message-{message.pk}@localhost>"] == message.sent_at for message in sent)


def test_no_doorbell_of_the_past_is_left_to_ring(now):
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, count(*), min(scheduled_at) FROM procrastinate_jobs GROUP BY task_name")
        bells = {task.removeprefix("hearback.timetable."): (count, first) for task, count, first in cursor.fetchall()}
    unsent = Message.objects.filter(sent_at=None, cancelled_at=None, channel="email")
    assert {task: count for task, (count, _) in bells.items()} == {
        "deliver": unsent.count(),
        "read_resume": Reading.objects.filter(read_at=None).count(),
    }
    assert bells["deliver"][1] > now


def test_nobody_is_in_two_places_or_told_the_same_thing_twice():
    twins = Message.objects.filter(candidate__isnull=False).values("candidate", "subject", "body")
    assert not twins.annotate(n=Count("pk")).filter(n__gt=1).exists()
    assert not Interview.objects.filter(ends_at__lte=F("starts_at")).exists()


def test_each_door_leads_to_the_person_it_names():
    named = doors("http://localhost:8000")
    assert [name for name, _, _ in named[:4]] == ["Hanna Weiss", "Ruth Okafor", "Marta Lindqvist", "Ben Adeyemi"]
    assert named.pop()[2] == "http://localhost:8000/careers/"
    for name, role, url in named:
        kind, model = ("candidate", Candidate) if role.startswith("Candidate") else ("person", Person)
        assert model.objects.get(pk=read_door(url.rsplit("/", 1)[1], kind)).name == name
    assert sum(role.startswith("Candidate") for _, role, _ in named) >= 3
