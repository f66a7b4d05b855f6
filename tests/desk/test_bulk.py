"""Many at once, on pages: chosen, said, read, started, and what became of each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearback.applications.models import Application
from hearback.bulk.models import BulkItem, BulkJob
from hearback.bulk.work import work
from hearback.candidates.actions import add_candidate
from hearback.candidates.models import Candidate, Tagging
from hearback.decisions.arrivals import apply
from hearback.decisions.models import RejectionReason
from hearback.finding.pools.actions import save_pool
from hearback.finding.pools.models import Pool, PoolMembership
from hearback.messages.models import Message
from hearback.promises.models import Promise
from hearback.timetable import tick_at
from tests import deciding
from tests.reading import get, post, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(cast, now) -> list[Application]:
    return [arrive(cast, n, now) for n in range(5)]


def arrive(cast, n: int, now) -> Application:
    one = add_candidate(name=f"Person {n:03}", email=f"p{n}@mail.example", by=None, now=now)
    return apply(candidate=one, job=cast.engineer, now=now)


def chosen(client, person, applications) -> BulkJob:
    answer = post(client, person, "/desk/bulk/new", application=[one.pk for one in applications])
    assert answer.url.startswith("/desk/bulk/"), answer.url
    return BulkJob.objects.latest("pk")


def rejecting(client, person, applications, **said) -> BulkJob:
    bulk = chosen(client, person, applications)
    reason = RejectionReason.objects.get(name="Others match the job more closely")
    post(
        client,
        person,
        f"/desk/bulk/{bulk.pk}/",
        **{"do": "reject", "reason": reason.pk, "words": "", "note": "", **said},
    )
    bulk.refresh_from_db()
    return bulk


def run(bulk: BulkJob, now) -> BulkJob:
    while work(bulk.pk, now=now):
        pass
    bulk.refresh_from_db()
    return bulk


def states(bulk: BulkJob) -> list[str]:
    return [item.state for item in bulk.items.order_by("pk")]


def test_what_one_may_not_see_is_not_in_it(client, cast, crowd):
    bulk = chosen(client, cast.hanna, [*crowd, cast.quinns])
    assert bulk.items.count() == 5
    assert "What to do for 5 people" in read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")


def test_nobody_chosen_is_said_where_one_was(client, cast):
    answer = post(client, cast.hanna, "/desk/bulk/new", job=str(cast.engineer.pk))
    assert answer.url == f"/desk/jobs/{cast.engineer.pk}/"
    assert "Nobody is chosen yet" in read(client, cast.hanna, answer.url)
    answer = post(client, cast.hanna, "/desk/bulk/new", application=[str(cast.quinns.pk)])
    assert "Nobody is chosen yet" in read(client, cast.hanna, answer.url)
    assert not BulkJob.objects.exists()


def test_it_is_ones_own_and_asked_for_by_posting(client, cast, crowd):
    bulk = chosen(client, cast.hanna, crowd)
    for person in (cast.alice, cast.marta, cast.ben):
        get(client, person, f"/desk/bulk/{bulk.pk}/", 404)
        for act in ("start", "cancellation", "undoing"):
            post(client, person, f"/desk/bulk/{bulk.pk}/{act}", 404)
    get(client, cast.hanna, "/desk/bulk/new", 405)
    get(client, cast.hanna, f"/desk/bulk/{bulk.pk}/start", 405)


def test_every_message_is_read_before_it_starts(client, cast, crowd):
    bulk = rejecting(client, cast.hanna, crowd, words="We have looked long.")
    page = read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")
    assert page.count("We have looked long.") == 5 and "Dear Person," in page
    assert "Start: 5 people" in page
    assert Message.objects.filter(purpose="decision", candidate__name__startswith="Person").count() == 0
    assert not Application.objects.filter(state="rejected").exists()


def test_a_message_is_changed_and_a_person_left_out_before_it_starts(client, cast, crowd, now):
    bulk = rejecting(client, cast.hanna, crowd)
    first, second = bulk.items.order_by("pk")[:2]
    post(client, cast.hanna, f"/desk/bulk/items/{first.pk}/", subject="Dear one", body="In our own words.")
    post(client, cast.hanna, f"/desk/bulk/items/{second.pk}/place", out="yes")
    page = read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")
    assert "In our own words." in page and "Changed by you" in page and "Left out" in page
    assert "Start: 4 people" in page
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/start")
    run(bulk, now)
    first.refresh_from_db()
    assert first.decision.message.body == "In our own words."
    second.application.refresh_from_db()
    assert second.application.live
    refused = post(client, cast.hanna, f"/desk/bulk/items/{first.pk}/", 422, subject="Too", body="Late")
    assert "started already" in words(refused)


def test_an_empty_message_is_refused_beside_its_field(client, cast, crowd):
    item = rejecting(client, cast.hanna, crowd).items.first()
    assert "says nothing yet" in words(
        post(client, cast.hanna, f"/desk/bulk/items/{item.pk}/", 422, subject="X", body=" ")
    )


def test_whoever_can_not_be_rejected_is_said_so_in_words_and_the_others_are(client, cast, crowd, now, laws):
    bulk = rejecting(client, cast.hanna, [*crowd, cast.lenas])  # Lena has an interview tomorrow
    page = read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/?only=refused")
    assert "Lena Fischer" in page and "An interview is still booked" in page and "Person 000" not in page
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/start")
    run(bulk, now)
    laws()
    assert sorted(states(bulk)) == ["done"] * 5 + ["refused"]
    page = read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")
    assert "5 people done, 1 not done." in page and "goes out today, 11:30" in page


def test_what_was_decided_since_the_message_was_read_is_not_overrun(client, cast, crowd, now):
    bulk = rejecting(client, cast.hanna, crowd)
    deciding.hold(cast, crowd[0], now=now)
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/start")
    run(bulk, now)
    item = bulk.items.get(application=crowd[0])
    assert item.state == "refused" and item.sentence.startswith("Marta Lindqvist put Person 000 on hold")


def test_rejections_are_undone_together_while_they_are_unsent(client, cast, crowd, now, laws):
    bulk = rejecting(client, cast.hanna, crowd)
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/start")
    run(bulk, now)
    gone = bulk.items.first().decision.message
    Message.objects.filter(pk=gone.pk).update(send_at=now)
    tick_at(now)
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/undoing")
    run(bulk, now)
    laws()
    assert sorted(states(bulk)) == ["done"] + ["undone"] * 4
    assert "has been told already" in read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/?only=done")
    assert Application.objects.filter(pk__in=[one.pk for one in crowd], state="active").count() == 4


def test_the_rest_is_called_off_and_what_is_done_stays(client, cast, crowd, now):
    bulk = rejecting(client, cast.hanna, crowd)
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/start")
    work(bulk.pk, now=now, limit=2)
    assert "Under way: 2 of 5." in read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/cancellation")
    run(bulk, now)
    assert states(bulk) == ["done", "done", "off", "off", "off"]
    assert bulk.state == "done" and "The rest was called off." in read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")


def test_many_are_advanced_with_a_date_each(client, cast, crowd, now, laws):
    bulk = chosen(client, cast.hanna, [*crowd, cast.yukis])
    typed = {"do": "advance", "to_stage": cast.first_round.pk, "next_words": "A date for your interview"}
    typed |= {"due_day": "2026-09-10", "owner": cast.ruth.pk, "words": "", "note": ""}
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/", **typed)
    page = read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")
    assert "Advance leads to a later stage." in page  # Yuki is there already
    assert "Thursday 10 September, 17:00" in page
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/start")
    run(bulk, now)
    laws()
    assert Application.objects.filter(stage=cast.first_round, candidate__name__startswith="Person").count() == 5
    assert Promise.objects.filter(ended_at=None, words="A date for your interview", owner=cast.ruth).count() == 5


def test_candidates_are_tagged_and_untagged_again(client, cast, crowd, now):
    people = [one.candidate for one in crowd]
    post(client, cast.hanna, "/desk/bulk/new", candidate=[one.pk for one in people])
    bulk = BulkJob.objects.latest("pk")
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/", do="tag", tag="Motors")
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/start")
    run(bulk, now)
    assert Tagging.objects.filter(tag__name="Motors").count() == 5
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/undoing")
    run(bulk, now)
    assert not Tagging.objects.exists()


def test_candidates_go_into_a_pool_each_with_a_promise(client, cast, crowd, now, laws):
    pool = save_pool(Pool(name="Embedded, later"), by=cast.hanna, now=now)
    post(client, cast.hanna, "/desk/bulk/new", candidate=[one.candidate_id for one in crowd])
    bulk = BulkJob.objects.latest("pk")
    typed = {"do": "pool", "pool": pool.pk, "note": "", "next_words": "We ask in March", "due_day": "2027-03-01"}
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/", **typed, owner=cast.hanna.pk, tell="on", words="You were close.")
    page = read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")
    assert page.count("You were close.") == 5 and "Monday 1 March 2027" in page
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/start")
    run(bulk, now)
    laws()
    members = PoolMembership.objects.filter(left_at=None, promise__shown_to_candidate=True)
    assert members.count() == 5


def test_what_is_owed_is_handed_over_with_one_message_and_not_with_fifty(client, cast, crowd, now):
    post(client, cast.hanna, "/desk/bulk/new", candidate=[one.candidate_id for one in crowd])
    bulk = BulkJob.objects.latest("pk")
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/", do="assign", owner=cast.ruth.pk, giver="")
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/start")
    run(bulk, now)
    assert Promise.objects.filter(owner=cast.ruth, application__in=crowd).count() == 5
    letters = Message.objects.filter(person=cast.ruth, subject__startswith="Handed to you")
    assert [letter.subject for letter in letters] == ["Handed to you: 5 promises"]


def test_everybody_a_search_finds(client, cast, crowd):
    post(client, cast.hanna, "/desk/bulk/new", everything="yes", search="q=Person")
    assert BulkJob.objects.latest("pk").items.count() == 5


def test_from_the_list_one_says_for_which_job(client, cast, crowd, now):
    apply(candidate=crowd[0].candidate, job=cast.sales, now=now)
    post(client, cast.hanna, "/desk/bulk/new", candidate=[one.candidate_id for one in crowd])
    bulk = BulkJob.objects.latest("pk")
    page = read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/?do=reject")
    assert "Embedded Engineer 5 people of those chosen" in page and "Account Manager 1 person" in page
    reason = RejectionReason.objects.first()
    typed = {"do": "reject", "job": cast.sales.pk, "reason": reason.pk, "words": "", "note": ""}
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/", **typed)
    assert sorted(states(bulk)) == ["ready"] + ["refused"] * 4
    assert "They are not applying for this job" in read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")


def test_whoever_may_not_decide_is_refused_for_each(client, cast, crowd):
    bulk = rejecting(client, cast.ruth, crowd)
    assert states(bulk) == ["refused"] * 5
    assert "Decisions are made by" in read(client, cast.ruth, f"/desk/bulk/{bulk.pk}/")
    post(client, cast.ruth, f"/desk/bulk/{bulk.pk}/start")
    assert "Nobody is left" in read(client, cast.ruth, f"/desk/bulk/{bulk.pk}/")


def test_the_board_offers_a_tick_for_each_and_the_way_on(client, cast):
    page = get(client, cast.hanna, f"/desk/jobs/{cast.engineer.pk}/").content.decode()
    assert f'form="many" name="application" value="{cast.omars.pk}" aria-label="Choose Omar Haddad"' in page
    assert 'id="many"' in page and "Do something for them" in page


def test_more_people_than_fit_are_refused(client, cast, crowd, monkeypatch):
    monkeypatch.setattr("hearback.bulk.rules.MOST", 3)
    post(client, cast.hanna, "/desk/bulk/new", application=[one.pk for one in crowd])
    assert not BulkJob.objects.exists()
    assert "more than 3 people at once" in read(client, cast.hanna, "/desk/candidates/")


def test_what_was_done_is_listed(client, cast, crowd):
    rejecting(client, cast.hanna, crowd)
    assert "Reject" in read(client, cast.hanna, "/desk/bulk/")
    assert "Nothing yet" in read(client, cast.alice, "/desk/bulk/")


def test_the_preview_asks_as_many_questions_for_twenty_as_for_five(client, cast, crowd, now):
    def asked(bulk: BulkJob) -> int:
        with CaptureQueriesContext(connection) as queries:
            get(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")
        return len(queries)

    few = rejecting(client, cast.hanna, crowd)
    asked(few)
    many = rejecting(client, cast.hanna, [*crowd, *(arrive(cast, n, now) for n in range(5, 20))])
    assert asked(many) == asked(few)
    assert BulkItem.objects.filter(bulk=many).count() == 20


def test_the_pages_further_on_show_the_rest(client, cast, crowd, now):
    bulk = rejecting(client, cast.hanna, [*crowd, *(arrive(cast, n, now) for n in range(5, 25))])
    first = read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")
    assert "Person 019" in first and "Person 020" not in first
    last = bulk.items.order_by("pk")[19].pk
    further = read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/?after={last}")
    assert "Person 020" in further and "Person 024" in further and "Person 019" not in further
    get(client, cast.hanna, f"/desk/bulk/{bulk.pk}/?after=nonsense&only=nothing")


def test_said_differently_every_message_is_written_anew(client, cast, crowd):
    bulk = rejecting(client, cast.hanna, crowd, words="First words.")
    reason = RejectionReason.objects.first()
    read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/?do=reject")
    post(client, cast.hanna, f"/desk/bulk/{bulk.pk}/", do="reject", reason=reason.pk, words="Second words.", note="")
    page = read(client, cast.hanna, f"/desk/bulk/{bulk.pk}/")
    assert "First words." not in page and page.count("Second words.") == 5


def test_a_merged_candidate_is_not_chosen(client, cast, crowd, now):
    Candidate.everyone.filter(pk=crowd[1].candidate_id).update(merged_into=crowd[0].candidate_id)
    post(client, cast.hanna, "/desk/bulk/new", candidate=[one.candidate_id for one in crowd])
    assert BulkJob.objects.latest("pk").items.count() == 4
    assert now - timedelta(days=1) < BulkJob.objects.latest("pk").made_at
