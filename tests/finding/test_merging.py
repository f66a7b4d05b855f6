"""Two entries become one person and two again: nothing is lost, and undoing is the exact inverse."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from hearback.candidates.actions import add_candidate, attach_file, change_candidate
from hearback.candidates.codes import candidate_by_email
from hearback.candidates.models import Candidate
from hearback.candidates.queries import with_email
from hearback.candidates.tags import add_tag
from hearback.decisions.arrivals import apply
from hearback.finding.duplicates.merging import belongings, bring_stragglers, merge
from hearback.finding.duplicates.models import Merge
from hearback.finding.duplicates.parting import undo
from hearback.finding.pages import page_found
from hearback.finding.pools.actions import add_to_pool, save_pool
from hearback.finding.pools.models import Pool
from hearback.finding.rules import read_filters
from hearback.interviews.actions import Place, book_interview
from hearback.messages.models import Message
from hearback.refusals import Refused
from tests import deciding
from tests.finding.tables import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast, now) -> Candidate:
    """Omar once more, by another address, applying for another job."""
    return add_candidate(
        name="Omar Y. Haddad",
        email="omar.haddad@work.example",
        phone="+49 341 5550 0199",
        location="Leipzig",
        links=[{"label": "Omar", "url": "https://omar.example"}],
        by=None,
        now=now,
    )


def merged(cast, kept, other, now, **how) -> Merge:
    done = merge(kept, other, by=cast.alice, now=now, **how)
    kept.refresh_from_db()
    other.refresh_from_db()
    return done


def test_everything_comes_together_and_nothing_is_lost(cast, second, now, laws):
    theirs = apply(candidate=second, job=cast.sales, now=now)
    attach_file(second, upload=ContentFile(b"My letter", "letter.txt"), kind="cover_letter", by=second, now=now)
    for one in (cast.omar, second):
        add_tag(one, name="Motors", by=cast.hanna, now=now)
    add_tag(second, name="Leipzig", by=cast.hanna, now=now)
    letters = Message.objects.filter(candidate__in=[cast.omar, second]).count()
    merged(cast, cast.omar, second, now)
    laws()
    assert set(cast.omar.applications.all()) == {cast.omars, theirs}
    assert cast.omar.messages.count() == letters
    assert {tagging.tag.name for tagging in cast.omar.taggings.all()} == {"Motors", "Leipzig"}
    assert cast.omar.attachments.get().name == "letter.txt"
    assert [link["url"] for link in cast.omar.links] == ["https://omar.example"]
    theirs.refresh_from_db()
    assert theirs.promises.get(ended_at=None).whom == cast.omar
    assert second not in Candidate.objects.all()


def test_the_facts_are_those_that_were_chosen_and_both_addresses_stay_known(cast, second, now):
    merged(cast, cast.omar, second, now, take=["email", "location"])
    assert (cast.omar.email, cast.omar.location) == ("omar.haddad@work.example", "Leipzig")
    assert cast.omar.phone == "+49 30 5550 0142"
    for address in ("omar@mail.example", "Omar.Haddad@work.example"):
        assert with_email(address).get() == cast.omar
    with pytest.raises(Refused, match="here already"):
        add_candidate(name="Omar", email="omar@mail.example", by=None, now=now)


def test_a_code_goes_to_the_address_it_was_asked_for(cast, second, now):
    merged(cast, cast.omar, second, now)
    asked = candidate_by_email("omar.haddad@work.example")
    assert (asked.email, asked.merged_into) == ("omar.haddad@work.example", cast.omar)


def test_who_applies_by_the_other_address_is_the_same_person(cast, second, now):
    merged(cast, cast.omar, second, now)
    assert with_email(second.email).get() == cast.omar


@pytest.mark.parametrize("take", [[], ["name", "email", "phone", "location", "headline", "resume"]])
def test_undoing_is_the_exact_inverse_table_by_table(cast, second, now, laws, take):
    apply(candidate=second, job=cast.sales, now=now)
    for one in (cast.omar, second):
        add_tag(one, name="Motors", by=cast.hanna, now=now)
    before = tables()
    done = merged(cast, cast.omar, second, now, take=take)
    assert tables() != before
    undo(done, by=cast.hanna, now=now + timedelta(days=1))
    after = tables()
    laws()
    assert {name for name in before if before[name] != after[name]} == set()


def test_what_came_since_goes_with_the_application_it_belongs_to(cast, second, now):
    theirs = apply(candidate=second, job=cast.sales, now=now)
    done = merged(cast, cast.omar, second, now)
    decided = deciding.hold(cast, theirs, by=cast.victor, now=now)
    change_candidate(cast.omar, phone="+49 30 111 222 333", by=None, now=now)
    undo(done, by=cast.alice, now=now)
    decided.message.refresh_from_db()
    assert decided.message.candidate == second
    cast.omar.refresh_from_db()
    assert cast.omar.phone == "+49 30 111 222 333"  # changed since: it stays


def test_a_fact_that_was_chosen_and_changed_since_stays(cast, second, now):
    done = merged(cast, cast.omar, second, now, take=["location", "headline"])
    change_candidate(cast.omar, location="Halle", by=None, now=now)
    undo(done, by=cast.alice, now=now)
    cast.omar.refresh_from_db()
    assert (cast.omar.location, cast.omar.headline) == ("Halle", "Firmware engineer, five years in motor control")


def test_two_live_applications_for_one_job_have_to_be_decided_first(cast, second, now):
    theirs = apply(candidate=second, job=cast.engineer, now=now)
    with pytest.raises(Refused, match=r"Both are applying for .*Decide one of the two applications first"):
        merge(cast.omar, second, by=cast.alice, now=now)
    deciding.reject(cast, theirs, now=now)
    merged(cast, cast.omar, second, now)
    assert cast.omar.applications.count() == 2


def test_nobody_is_in_two_places_at_a_time(cast, second, now):
    theirs = apply(candidate=second, job=cast.sales, now=now)
    for application, person in ((cast.omars, cast.ada), (theirs, cast.stan)):
        book_interview(
            application=application,
            kind="interview",
            name="Talk",
            starts_at=now + timedelta(days=2),
            minutes=30,
            seats=[Place(person)],
            place="Here",
            by=cast.ruth,
            now=now,
        )
    with pytest.raises(Refused, match="an interview at the same time: Talk"):
        merge(cast.omar, second, by=cast.alice, now=now)


def test_what_one_may_not_see_is_not_named(cast, now):
    other = add_candidate(name="Quinn Marsh", email="q2@mail.example", by=None, now=now)
    apply(candidate=other, job=cast.secret, now=now)
    with pytest.raises(Refused) as refused:
        merge(cast.quinn, other, by=cast.hanna, now=now)
    assert cast.secret.title not in str(refused.value) and "admin" in str(refused.value)


def test_both_in_one_pool_are_taken_out_first(cast, second, now):
    pool = save_pool(Pool(name="Embedded, later"), by=cast.hanna, now=now)
    for one in (cast.omar, second):
        add_to_pool(
            pool, one, next_words="Ask", due_at=now + timedelta(days=9), owner=cast.hanna, by=cast.hanna, now=now
        )
    with pytest.raises(Refused, match="Embedded, later"):
        merge(cast.omar, second, by=cast.alice, now=now)


def test_a_place_in_a_pool_comes_along_and_goes_back(cast, second, now, laws):
    pool = save_pool(Pool(name="Embedded, later"), by=cast.hanna, now=now)
    member = add_to_pool(
        pool, second, next_words="Ask", due_at=now + timedelta(days=9), owner=cast.hanna, by=cast.hanna, now=now
    )
    before = tables()
    done = merged(cast, cast.omar, second, now)
    member.promise.refresh_from_db()
    assert member.promise.whom == cast.omar
    undo(done, by=cast.alice, now=now)
    assert tables() == before
    laws()


def test_only_recruiters_and_admins_merge(cast, second, now):
    for person in (cast.ruth, cast.marta, cast.ben):
        with pytest.raises(Refused, match="recruiters and admins"):
            merge(cast.omar, second, by=person, now=now)


def test_merges_are_undone_in_their_order(cast, second, now):
    third = add_candidate(name="O. Haddad", email="oh@mail.example", by=None, now=now)
    first = merged(cast, cast.omar, second, now)
    later = merged(cast, cast.omar, third, now + timedelta(minutes=1))
    with pytest.raises(Refused, match="Another candidate has been merged"):
        undo(first, by=cast.alice, now=now)
    undo(later, by=cast.alice, now=now)
    undo(first, by=cast.alice, now=now)
    with pytest.raises(Refused, match="undone already"):
        undo(first, by=cast.alice, now=now)


def test_who_was_merged_twice_over_is_still_one_person(cast, second, now):
    third = add_candidate(name="O. Haddad", email="oh@mail.example", by=None, now=now)
    inner = merged(cast, second, third, now)
    merged(cast, cast.omar, second, now)
    assert with_email("oh@mail.example").get() == cast.omar
    with pytest.raises(Refused, match="merged into somebody else"):
        undo(inner, by=cast.alice, now=now)


def test_an_address_that_is_somebody_elses_by_now_can_not_be_given_back(cast, second, now):
    done = merged(cast, cast.omar, second, now, take=["email"])
    change_candidate(cast.omar, email="third@mail.example", by=None, now=now)
    add_candidate(name="Another Person", email="omar.haddad@work.example", by=None, now=now)
    with pytest.raises(Refused, match="somebody else has the e-mail address"):
        undo(done, by=cast.alice, now=now)


def test_what_was_written_at_the_very_moment_is_brought_along_and_goes_back(cast, second, now):
    done = merged(cast, cast.omar, second, now)
    late = attach_file(second, upload=ContentFile(b"words", "late.txt"), kind="other", by=second, now=now)
    assert bring_stragglers(now=now) == 1
    assert bring_stragglers(now=now) == 0
    late.refresh_from_db()
    assert late.candidate == cast.omar
    undo(Merge.objects.get(pk=done.pk), by=cast.alice, now=now)
    late.refresh_from_db()
    assert late.candidate == second


def test_every_table_that_points_at_a_candidate_is_thought_of():
    names = {name for name, _, _ in belongings()}
    assert {
        "hearback_application.candidate",
        "hearback_message.candidate",
        "hearback_interview.candidate",
        "hearback_attachment.candidate",
        "hearback_tagging.candidate",
        "hearback_promise.candidate",
        "hearback_poolmembership.candidate",
        "hearback_candidate.merged_into",
    } <= names


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_the_same_pair_at_once_one_is_told(cast, second, now):
    gate, results = threading.Barrier(2), []

    def run(kept: Candidate, other: Candidate) -> None:
        try:
            gate.wait(timeout=10)
            results.append(merge(kept, other, by=cast.alice, now=now))
        except Refused as refused:
            results.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in ((cast.omar, second), (second, cast.omar))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(type(one).__name__ for one in results) == ["Merge", "Refused"]
    assert Merge.objects.count() == 1


def test_one_person_is_found_once_by_either_name_and_address(cast, second, now):
    def found(text: str) -> list[str]:
        page = page_found(cast.alice, read_filters({"q": text}), now=now)
        return [Candidate.everyone.get(pk=hit.pk).name for hit in page.hits]

    assert sorted(found("Haddad")) == ["Omar Haddad", "Omar Y. Haddad"]
    done = merged(cast, cast.omar, second, now)
    assert found("Haddad") == found("omar.haddad@work.example") == found("omar@mail.example") == ["Omar Haddad"]
    undo(done, by=cast.alice, now=now)
    assert found("omar.haddad@work.example") == ["Omar Y. Haddad"]
