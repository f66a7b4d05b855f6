"""Pools: kept warm is a promise too, with an owner, a date, nudges and a place on Today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearback.candidates.actions import add_candidate
from hearback.decisions.offers import withdraw
from hearback.finding.pools.actions import add_to_pool, be_in_touch, put_off, save_pool, take_out
from hearback.finding.pools.models import Pool, PoolMembership
from hearback.messages.models import Message
from hearback.people.actions import go_away
from hearback.portal.doors import CANDIDATE
from hearback.promises.actions import end, hand_over
from hearback.promises.models import HandOver, Promise
from hearback.refusals import Refused
from hearback.timetable import tick_at
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool(cast, now) -> Pool:
    return save_pool(Pool(name="Embedded, later", about="Strong, no opening now"), by=cast.hanna, now=now)


@pytest.fixture
def lena(cast, now, pool) -> PoolMembership:
    """Lena, kept warm in silence: Hanna asks again in ten days."""
    return joined(cast, pool, cast.lena, now)


def joined(cast, pool, candidate, now, **facts) -> PoolMembership:
    said = {"next_words": "We ask again", "due_at": now + timedelta(days=10), "owner": cast.hanna, **facts}
    return add_to_pool(pool, candidate, by=cast.hanna, now=now, **said)


def test_a_pool_is_made_on_its_page(client, cast):
    post(client, cast.hanna, "/desk/pools/new", name="Embedded, later", about="", days="90")
    assert "Embedded, later" in read(client, cast.ruth, "/desk/pools/")
    answer = post(client, cast.hanna, "/desk/pools/new", 422, name="embedded, LATER", about="", days="0")
    assert "Ensure this value" in words(answer) or "between 1 and 366" in words(answer)
    answer = post(client, cast.hanna, "/desk/pools/new", 422, name="embedded, LATER", about="", days="9")
    assert "There is a pool of this name already." in words(answer)


def test_pools_are_for_those_who_keep_them(client, cast, lena):
    for person in (cast.marta, cast.ben, cast.ingrid):
        for path in (
            "/desk/pools/",
            f"/desk/pools/{lena.pool_id}/",
            f"/desk/candidates/{cast.lena.pk}/memberships/new",
        ):
            get(client, person, path, 404)
    get(client, cast.marta, f"/desk/memberships/{lena.pk}/", 404)
    with pytest.raises(Refused):
        take_out(lena, by=cast.marta, now=lena.added_at)


def test_somebody_is_added_from_their_page_without_a_word_to_them(client, cast, pool):
    sent = Message.objects.count()
    path = f"/desk/candidates/{cast.lena.pk}/memberships/new"
    typed = fields(get(client, cast.hanna, path)) | {"next_words": "We ask again in spring"}
    assert typed["due_day"] == "2026-12-07"  # ninety days on, and a working day
    post(client, cast.hanna, path, **typed)
    member = PoolMembership.objects.get()
    assert (member.promise.owner, member.promise.shown_to_candidate) == (cast.hanna, False)
    assert Message.objects.count() == sent
    page = read(client, cast.hanna, f"/desk/candidates/{cast.lena.pk}/")
    assert "Embedded, later We ask again in spring Hanna Weiss sees to it due Monday 7 December" in page
    assert "They are in Embedded, later already." in words(post(client, cast.hanna, path, 422, **typed))


def test_whoever_is_told_reads_it_first_by_mail_and_then_on_their_page(client, cast, pool, now):
    path = f"/desk/candidates/{cast.lena.pk}/memberships/new"
    typed = fields(get(client, cast.hanna, path)) | {"next_words": "We ask again in spring", "tell": "on"}
    looked = post(client, cast.hanna, path, 200, **typed, step="look")
    letter = fields(looked)
    assert "We ask again in spring" in letter["body"] and "Monday 7 December 2026" in letter["body"]
    post(client, cast.hanna, path, **letter | {"tell": "on", "step": "send"})
    portal = Client()
    as_candidate(portal, cast.lena, now)
    assert "We ask again in spring" not in portal.get("/my/", follow=True).content.decode()
    tick_at(now)
    page = portal.get("/my/", follow=True).content.decode()
    assert "We keep in touch" in page and "We ask again in spring" in page


def as_candidate(client, candidate, now) -> None:
    session = client.session
    session[CANDIDATE] = [candidate.pk, candidate.link_generation, (now + timedelta(days=90)).isoformat()]
    session.save()


def test_nothing_of_a_silent_promise_reaches_the_portal(cast, lena, now):
    portal = Client()
    as_candidate(portal, cast.lena, now)
    page = portal.get("/my/", follow=True).content.decode()
    assert "We ask again" not in page and "Embedded, later" not in page


def test_without_an_application_the_page_says_when_they_hear_of_us(cast, pool, now):
    ida = add_candidate(name="Ida Holm", email="ida@mail.example", by=cast.hanna, now=now)
    joined(cast, pool, ida, now, subject="Later", body="We ask again.")
    tick_at(now)
    portal = Client()
    as_candidate(portal, ida, now)
    page = portal.get("/my/").content.decode()
    assert "We ask again" in page and "There is no application of yours" not in page


def test_it_stands_on_today_and_is_late_when_it_is_late(client, cast, lena, clock, now):
    assert "Lena Fischer Kept warm · Embedded, later “We ask again”" in read(client, cast.hanna, "/desk/")
    clock.move(days=11)
    tick_at(clock())
    lena.promise.refresh_from_db()
    assert lena.promise.late_at == lena.promise.due_at
    assert "Be in touch : Lena Fischer" in read(client, cast.hanna, "/desk/")


def test_the_ladder_is_climbed(cast, lena, now):
    hear = {}
    for hours in range(24 * 9, 24 * 17, 4):
        tick_at(now + timedelta(hours=hours))
        told = lena.promise.nudges.values_list("person__name", flat=True).order_by("step", "pk")
        hear = list(told)
    assert hear == ["Hanna Weiss", "Hanna Weiss", "Ruth Okafor", "Alice Moreau"]


def test_it_is_handed_over_like_any_other_promise(client, cast, lena):
    post(client, cast.hanna, f"/desk/memberships/{lena.pk}/handover", to=str(cast.ben.pk))
    lena.promise.refresh_from_db()
    assert lena.promise.owner == cast.ben
    assert HandOver.objects.get().giver == cast.hanna
    letter = Message.objects.latest("pk")
    assert letter.person == cast.ben and "Lena Fischer" in letter.subject
    assert "Lena Fischer Kept warm" in read(client, cast.ben, "/desk/")
    get(client, cast.ben, f"/desk/memberships/{lena.pk}/touch")  # it is his to keep
    get(client, cast.stan, f"/desk/memberships/{lena.pk}/touch", 404)


def test_the_promise_pages_lead_to_the_place_in_the_pool(client, cast, lena):
    for name in ("keeping", "renewal", "handover", "reply"):
        answer = get(client, cast.hanna, f"/desk/promises/{lena.promise_id}/{name}", 302)
        assert answer.url == f"/desk/memberships/{lena.pk}/"


def test_being_in_touch_keeps_it_when_the_message_has_gone_and_the_next_date_stands(client, cast, lena, now):
    path = f"/desk/memberships/{lena.pk}/touch"
    typed = fields(get(client, cast.hanna, path)) | {"saying": "How are you?", "next_words": "We ask in autumn"}
    letter = fields(post(client, cast.hanna, path, 200, **typed, step="look"))
    assert "How are you?" in letter["body"] and "We ask in autumn" in letter["body"]
    post(client, cast.hanna, path, **letter | {"step": "send"})
    old = lena.promise
    old.refresh_from_db()
    lena.refresh_from_db()
    assert old.open and lena.promise != old and lena.promise.shown_to_candidate
    tick_at(now)
    old.refresh_from_db()
    assert old.ending == Promise.Ending.KEPT


def test_a_talk_keeps_it_at_once_and_may_be_the_last_word(client, cast, lena, laws):
    path = f"/desk/memberships/{lena.pk}/touch"
    typed = fields(get(client, cast.hanna, path)) | {
        "how": "called",
        "after": "out",
        "saying": "Found a job she loves.",
    }
    post(client, cast.hanna, path, **typed, step="told")
    lena.refresh_from_db()
    lena.promise.refresh_from_db()
    assert lena.left_at and lena.promise.ending == Promise.Ending.KEPT
    laws()


def test_again_needs_words_a_day_and_somebody(client, cast, lena):
    path = f"/desk/memberships/{lena.pk}/touch"
    typed = fields(get(client, cast.hanna, path)) | {"saying": "Hello.", "next_words": "", "due_day": "", "owner": ""}
    page = words(post(client, cast.hanna, path, 422, **typed, step="look"))
    assert "Choose a day: nobody in a pool is without one." in page and "Choose who sees to it." in page


def test_a_later_date_among_ourselves_needs_no_message(client, cast, lena):
    sent = Message.objects.count()
    path = f"/desk/memberships/{lena.pk}/renewal"
    post(client, cast.hanna, path, reason="The budget comes later.", due_day="2026-11-02", words="We ask again")
    old = lena.promise
    old.refresh_from_db()
    lena.refresh_from_db()
    assert (old.ending, lena.promise.renews, lena.promise.shown_to_candidate) == ("renewed", old, False)
    assert Message.objects.count() == sent
    early = post(client, cast.hanna, path, 422, reason="Well.", due_day="2026-10-01", words="We ask again")
    assert "The new date must lie after the one already promised." in words(early)


def test_who_was_told_a_date_is_told_the_new_one_and_is_not_dropped_in_silence(cast, pool, now):
    member = joined(cast, pool, cast.lena, now, subject="Later", body="We ask again.")
    with pytest.raises(Refused, match="Lena was told"):
        take_out(member, by=cast.hanna, now=now)
    with pytest.raises(Refused, match="tell them the new one"):
        put_off(member, due_at=now + timedelta(days=30), reason="Budget.", by=cast.hanna, now=now)
    be_in_touch(member, subject="Farewell", body="All the best.", by=cast.hanna, now=now)
    assert not PoolMembership.objects.filter(left_at=None).exists()


def test_out_of_the_pool(client, cast, lena, laws):
    post(client, cast.hanna, f"/desk/memberships/{lena.pk}/end")
    lena.promise.refresh_from_db()
    assert lena.promise.ending == Promise.Ending.RELEASED
    laws()
    assert "has left this pool" in read(client, cast.hanna, f"/desk/memberships/{lena.pk}/")


def test_postgresql_lets_nobody_stay_in_a_pool_without_an_open_promise(cast, lena, now):
    with pytest.raises(IntegrityError, match="in a pool by nothing else"), transaction.atomic():
        end(lena.promise, ending=Promise.Ending.KEPT, by=cast.hanna, now=now)
        connection.check_constraints()


def test_a_pool_ends_when_nobody_is_in_it(client, cast, lena):
    path = f"/desk/pools/{lena.pool_id}/retirement"
    post(client, cast.hanna, path)
    assert "One person is still in this pool" in read(client, cast.hanna, f"/desk/pools/{lena.pool_id}/")
    post(client, cast.hanna, f"/desk/memberships/{lena.pk}/end")
    post(client, cast.hanna, path)
    assert "takes nobody in any more" in read(client, cast.hanna, f"/desk/pools/{lena.pool_id}/")
    assert "There is no pool yet" in read(client, cast.hanna, f"/desk/candidates/{cast.lena.pk}/memberships/new")


def test_one_sees_only_members_one_may_see(client, cast, lena, now):
    joined(cast, lena.pool, cast.quinn, now, owner=cast.alice)
    assert "Quinn Marsh" in read(client, cast.alice, f"/desk/pools/{lena.pool_id}/")
    assert "Quinn Marsh" not in read(client, cast.hanna, f"/desk/pools/{lena.pool_id}/")
    assert "Embedded, later Strong, no opening now 1 none" in read(client, cast.hanna, "/desk/pools/")


def test_a_withdrawn_application_leaves_the_place_in_the_pool_alone(cast, lena, now):
    withdraw(cast.lenas, words="", now=now)
    lena.promise.refresh_from_db()
    assert lena.promise.open


def test_a_pool_asks_as_many_questions_for_thirty_as_for_one(client, cast, lena, now):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            get(client, cast.hanna, f"/desk/pools/{lena.pool_id}/")
        return len(queries)

    def on_today() -> int:
        with CaptureQueriesContext(connection) as queries:
            get(client, cast.hanna, "/desk/")
        return len(queries)

    asked()  # the first page of all signs in
    few = (asked(), on_today())
    for n in range(30):
        one = add_candidate(name=f"Person {n}", email=f"p{n}@mail.example", by=cast.hanna, now=now)
        joined(cast, lena.pool, one, now)
    assert (asked(), on_today()) == few


def test_what_somebody_owes_is_shown_and_handed_over_by_their_absence(client, cast, lena, now):
    go_away(
        cast.hanna,
        first_day=(now + timedelta(days=8)).date(),
        last_day=(now + timedelta(days=14)).date(),
        backup=cast.ruth,
        by=cast.hanna,
        now=now,
    )
    tick_at(now + timedelta(days=9))
    lena.promise.refresh_from_db()
    assert lena.promise.owner == cast.ruth
    hand_over(lena.promise, to=cast.hanna, by=cast.ruth, now=now + timedelta(days=9))
    get(client, cast.ruth, f"/desk/people/{cast.hanna.pk}/")
