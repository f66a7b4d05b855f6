"""Duplicates found on arrival and by sweep: once, for good when dismissed, and told to nobody who may not know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearback.candidates.actions import add_candidate, change_candidate
from hearback.candidates.models import Candidate
from hearback.decisions.arrivals import apply
from hearback.finding.duplicates.actions import compare, dismiss, sweep
from hearback.finding.duplicates.models import DuplicateKey, Suspicion
from hearback.finding.duplicates.queries import doubts_about, open_suspicions, suspicions_page, who_it_may_be
from hearback.finding.duplicates.rules import TOO_COMMON
from hearback.refusals import Refused
from hearback.timetable import tick_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def compared(cast, now):
    sweep(now=now)
    assert not Suspicion.objects.exists()


def arrives(now, **facts) -> Candidate:
    said = {"name": "Somebody New", "email": f"new{Candidate.objects.count()}@mail.example", **facts}
    return add_candidate(by=None, now=now, **said)


def pairs() -> set[tuple[str, str]]:
    return {(pair.first.name, pair.second.name) for pair in open_suspicions()}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"phone": "0049 30 55500142"}, "phone"),
        ({"email": "O.mar+jobs@mail.example"}, "email"),
        ({"name": "Haddad, Omár", "resume": {"work": [{"name": "Elbe Drives GmbH"}]}}, "work"),
        ({"links": [{"label": "", "url": "https://de.linkedin.com/in/OMAR"}]}, "link"),
    ],
)
def test_whoever_arrives_is_compared_within_the_minute(cast, now, facts, reason):
    change_candidate(
        cast.omar,
        links=[{"label": "LinkedIn", "url": "https://www.linkedin.com/in/omar/"}],
        resume={"work": [{"name": "Elbe Drives"}]},
        by=None,
        now=now,
    )
    second = arrives(now, **facts)
    tick_at(now)
    (pair,) = open_suspicions()
    assert (pair.first, pair.second, pair.reasons) == (cast.omar, second, [reason])


def test_who_has_nothing_in_common_is_not_suspected(cast, now):
    arrives(now, name="Omar Haddad", phone="+49 40 1234567")
    tick_at(now)
    assert pairs() == set()


def test_nothing_is_found_twice_and_nothing_is_compared_twice(cast, now):
    arrives(now, phone=cast.omar.phone)
    assert sweep(now=now) == 1
    assert sweep(now=now) == 0
    Candidate.everyone.update(compared_at=None)
    sweep(now=now)
    assert Suspicion.objects.count() == 1


def test_a_suspicion_goes_when_the_facts_no_longer_say_so(cast, now):
    second = arrives(now, phone=cast.omar.phone)
    sweep(now=now)
    change_candidate(second, phone="+49 40 1234567", by=None, now=now)
    sweep(now=now)
    assert not Suspicion.objects.exists()


def test_not_the_same_person_is_said_once(cast, now):
    second = arrives(now, phone=cast.omar.phone)
    sweep(now=now)
    dismiss(open_suspicions().get(), by=cast.hanna, now=now)
    change_candidate(second, links=[{"label": "", "url": "https://omar.example"}], by=None, now=now)
    change_candidate(cast.omar, links=[{"label": "", "url": "https://omar.example"}], by=None, now=now)
    sweep(now=now)
    assert pairs() == set()
    assert Suspicion.objects.get().dismissed_by == cast.hanna


def test_only_those_who_merge_may_say_so_and_only_once(cast, now):
    arrives(now, phone=cast.omar.phone)
    sweep(now=now)
    pair = open_suspicions().get()
    with pytest.raises(Refused):
        dismiss(pair, by=cast.ruth, now=now)
    dismiss(pair, by=cast.alice, now=now)
    with pytest.raises(Refused):
        dismiss(pair, by=cast.hanna, now=now)


def test_what_everybody_has_tells_nothing(cast, now):
    for n in range(TOO_COMMON + 5):
        arrives(now, name=f"Person {n}", phone="+49 30 1234567")
    sweep(now=now)
    assert pairs() == set()
    assert not who_it_may_be({"phone": "030 1234567", "name": "Another"}, cast.hanna)


def test_a_sweep_asks_as_many_questions_for_two_hundred_as_for_two(cast, now):
    def asked(many: int) -> int:
        for n in range(many):
            arrives(now, phone=f"+49 30 77{n // 2:05}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            sweep(now=now)
        return len([one for one in queries if "SAVEPOINT" not in one["sql"]])

    few = asked(2)
    assert asked(200) == few
    assert Suspicion.objects.count() >= 100


def test_nobody_learns_of_a_candidate_they_may_not_see(cast, now):
    second = arrives(now, phone="+49 40 9999999", name="Quinn M. Marsh")
    change_candidate(cast.quinn, phone="+49 40 9999999", by=None, now=now)
    apply(candidate=second, job=cast.engineer, now=now)
    sweep(now=now)
    assert [one.other for one in doubts_about(second, cast.alice)] == [cast.quinn]
    assert doubts_about(second, cast.hanna) == []  # Quinn applies for a job that is its team's alone
    assert suspicions_page(cast.hanna).rows == []
    assert who_it_may_be({"name": "Q", "phone": "+49 40 9999999"}, cast.hanna) == [(second, ["phone"])]


def test_who_is_about_to_be_added_is_looked_for(cast, now):
    found = who_it_may_be({"name": "Omar H.", "phone": "030 5550 0142", "email": "omar+2@mail.example"}, cast.hanna)
    assert found == [(cast.omar, ["email", "phone"])]
    assert who_it_may_be({"name": "Omar Haddad"}, cast.hanna) == []


def test_one_candidate_can_be_compared_at_once(cast, now):
    second = arrives(now, phone=cast.omar.phone)
    compare(second, now=now)
    assert [one.other for one in doubts_about(second, cast.hanna)] == [cast.omar]
    assert DuplicateKey.objects.filter(candidate=second).exists()


def test_the_list_is_read_page_by_page(cast, now):
    for n in range(7):
        one = arrives(now, phone=f"+49 30 88800{n:02}")
        arrives(now, phone=one.phone)
        sweep(now=now + timedelta(minutes=n))
    seen, after = [], ""
    while True:
        page = suspicions_page(cast.hanna, after=after, size=3)
        seen += [pair.pk for pair in page.rows]
        if not page.after:
            break
        after = page.after
    assert len(seen) == len(set(seen)) == 7
    assert suspicions_page(cast.hanna, after="nonsense~x", size=3).rows
