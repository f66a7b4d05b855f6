"""A list is narrowed by one application of each person: its job, stage, state, source, owner, lateness and dates."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.candidates.actions import add_candidate
from hearback.candidates.models import Candidate, Source
from hearback.candidates.sources import merge_wording, save_source
from hearback.candidates.tags import add_tag, put_on
from hearback.decisions.arrivals import apply
from hearback.finding import queries
from hearback.finding.pages import page_found
from hearback.finding.queries import candidates_found
from hearback.finding.rules import Filters
from hearback.timetable import tick_at
from tests import deciding

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(cast, now):
    def listed(person=None, at=now, **asked) -> set[str]:
        """The first names on the list; the page and "all that match" say the same."""
        person, filters = person or cast.hanna, Filters(**asked)
        hits = [hit.pk for hit in page_found(person, filters, now=at).hits]
        found = candidates_found(person, filters, now=at)
        assert set(hits) == set(found.values_list("pk", flat=True))
        return {one.first_name for one in Candidate.objects.filter(pk__in=hits)}

    return listed


@pytest.fixture(params=["few", "many"])
def either_way(request, monkeypatch):
    """Few are named one by one, many are told by looking at everybody: both must say the same."""
    if request.param == "many":
        monkeypatch.setattr(queries, "FEW", 0)


def test_each_filter_narrows(cast, listed, now, either_way):
    add_candidate(name="Nora Free", email="nora@mail.example", source="Fair", by=None, now=now)
    assert listed() == {"Omar", "Lena", "Yuki", "Sofia", "Nora"}
    assert listed(job=cast.sales.pk) == {"Sofia"}
    assert listed(stage=cast.first_round.pk) == {"Lena", "Yuki"}
    assert listed(state="none") == {"Nora"}
    assert listed(state="live") == {"Omar", "Lena", "Yuki", "Sofia"}
    assert listed(source="careers PAGE") == {"Omar", "Yuki", "Sofia"}
    assert listed(source="Fair") == {"Nora"}
    assert listed(owner=cast.hanna.pk) == {"Omar", "Sofia"} and "Lena" not in listed(owner=cast.ruth.pk)
    day = (now - timedelta(days=2)).date()
    assert listed(since=day, until=day) == {"Sofia"}
    assert listed(until=(now - timedelta(days=7)).date()) == {"Yuki", "Lena"}


def test_late_is_what_the_company_has_let_pass(cast, listed, now, either_way):
    assert listed(late=True) == {"Yuki"}
    assert "Omar" in listed(late=True, at=now + timedelta(days=30))
    deciding.ask(cast, cast.omars, now=now)  # once it is sent, the ball is in Omar's court
    tick_at(now)
    assert "Omar" not in listed(late=True, at=now + timedelta(days=30), job=cast.engineer.pk)


def test_filters_meet_in_one_application(cast, listed, now, either_way):
    """Omar is rejected for one job and goes on in another: he is no rejected candidate of the other."""
    deciding.reject(cast, cast.omars, now=now)
    tick_at(now)
    apply(candidate=cast.omar, job=cast.sales, source="Fair", now=now)
    assert listed(job=cast.engineer.pk, state="rejected") == {"Omar"}
    assert listed(job=cast.sales.pk, state="rejected") == set()
    assert listed(job=cast.engineer.pk, source="Fair") == set()
    assert listed(text="omar", job=cast.sales.pk) == {"Omar"} == listed(text="omar", state="ended")
    assert listed(text="lena", job=cast.sales.pk) == set()


def test_a_tag_narrows(cast, listed, now, either_way):
    tag = add_tag(cast.omar, name="Warm", by=cast.hanna, now=now)
    put_on(tag, [cast.quinn.pk], by=cast.alice, now=now)
    assert listed(tag=tag.pk) == {"Omar"}
    assert listed(cast.marta, tag=tag.pk) == {"Omar", "Quinn"}


def test_wordings_that_mean_one_source_are_found_together(cast, listed, now):
    web = save_source(Source(), name="Our website", by=cast.alice, now=now)
    merge_wording("Careers page", into=web, by=cast.alice, now=now)
    assert listed(source="our website") == {"Omar", "Yuki", "Sofia"} == listed(source="Careers page")
    assert Candidate.objects.get(pk=cast.omar.pk).source == "Careers page"  # as it was typed


def test_orders_and_their_pages_hold_everybody_once(cast, now):
    for number, name in enumerate(["Émile", "anna", "Anna", "ZOE", "Øyvind", "Bo", "bo~o"]):
        add_candidate(name=name, email=f"x{number}@mail.example", by=None, now=now - timedelta(hours=number % 3))

    def walk(**asked) -> list[str]:
        seen, after = [], ""
        while True:
            found = page_found(cast.hanna, Filters(**asked), now=now, after=after, size=3)
            seen += [hit.pk for hit in found.hits]
            after = found.after
            if not after:
                return seen

    every = set(candidates_found(cast.hanna, Filters(), now=now).values_list("pk", flat=True))
    rows = Candidate.objects.in_bulk()
    by_name, newest = walk(), walk(sort="newest")
    assert len(by_name) == len(newest) == len(every) and set(by_name) == set(newest) == every
    assert [rows[pk].name for pk in by_name][:5] == ["anna", "Anna", "Bo", "bo~o", "Lena Fischer"]
    assert [rows[pk].created_at for pk in newest] == sorted((rows[pk].created_at for pk in newest), reverse=True)
    due = walk(sort="due")
    assert len(due) == len(set(due)) == 4  # those who are owed something
    dates = [min(p.due_at for a in rows[pk].applications.all() for p in a.promises.filter(ended_at=None)) for pk in due]
    assert dates == sorted(dates)
    assert set(walk(text="mail")) == every and set(walk(text="x")) <= every


@pytest.mark.parametrize("after", ["~~nonsense~x", "9~9", "0~" + "9" * 30, "\x00", "name~1~2", "~", "1e9~1"])
@pytest.mark.parametrize("sort", ["", "newest", "due"])
def test_no_page_key_is_too_strange(cast, now, after, sort):
    for text in ("", "omar"):
        page_found(cast.hanna, Filters(text=text, sort=sort), now=now, after=after)


def test_a_common_word_is_walked_and_still_pages_to_the_end(cast, now, monkeypatch):
    """Where there are too many hits to name, the newest are looked through: the same people in the same order."""
    from hearback.finding import lookup

    for number in range(9):
        add_candidate(name=f"Mia {number}", headline="Weaver", email=f"m{number}@mail.example", by=None, now=now)

    def walk(text: str) -> list[int]:
        seen, after = [], ""
        while True:
            found = page_found(cast.hanna, Filters(text=text), now=now, after=after, size=4)
            seen += [hit.pk for hit in found.hits]
            after = found.after
            if not after:
                return seen

    named = {text: walk(text) for text in ("mia", "mi", "weaver", "mail")}
    monkeypatch.setattr(lookup, "MOST", {"names": 2, "words": 2})
    assert {text: walk(text) for text in named} == named
    assert len(named["weaver"]) == len(named["mia"]) == 9
