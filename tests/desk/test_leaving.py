"""Somebody leaves: what they owe and hold finds new hands first, then every door of theirs is shut."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from hearback.decisions.leaving import estate_of, leave, proposals
from hearback.finding.pools.actions import add_to_pool, save_pool
from hearback.finding.pools.models import Pool
from hearback.interviews.actions import Place, book_interview
from hearback.interviews.models import Seat
from hearback.jobs.models import HiringTeamMember
from hearback.messages.models import Message
from hearback.people.actions import go_away
from hearback.people.models import Person
from hearback.people.tokens import make_sign_in_token
from hearback.promises.models import HandOver, Promise
from hearback.record.models import Entry
from hearback.refusals import Refused
from tests.inside import has_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client, cast):
    client.force_login(cast.alice)
    return client


def page_of(person: Person) -> str:
    return f"/desk/people/{person.pk}/leaving"


def proposed(person: Person, now) -> dict[str, str]:
    """The form as it stands when the page is opened: every proposal taken."""
    person = Person.objects.get(pk=person.pk)
    estate = estate_of(person, now=now)
    return {
        name: "on" if name.startswith("scorecards") else str(heir.pk) if heir else ""
        for name, heir in proposals(person, estate).items()
    }


def open_promises(person: Person) -> int:
    return Promise.objects.filter(owner=person, ended_at=None).count()


def test_the_page_lists_everything_that_hangs_on_them(alice, cast, now):
    go_away(cast.ruth, first_day=now.date(), last_day=now.date(), backup=cast.marta, by=cast.ruth, now=now)
    page = alice.get(page_of(cast.marta)).content.decode()
    for heading in ("Next steps they owe", "Interviews they sit in", "Scorecards they owe", "Hiring teams"):
        assert heading in page
    assert "Colleagues they stand in for" in page  # Ingrid
    assert "Days they were to stand in" in page
    assert "Departments they head" in alice.get(page_of(cast.ingrid)).content.decode()


def test_the_stand_in_is_proposed(alice, cast, now):
    estate = estate_of(cast.marta, now=now)
    heirs = proposals(cast.marta, estate)
    assert {heirs[f"promises-{owed.pk}"] for owed in estate.promises} == {cast.ingrid}


def test_one_click_hands_everything_over_and_they_are_gone(alice, cast, now, laws):
    before = open_promises(cast.marta)
    assert before
    assert alice.post(page_of(cast.marta), proposed(cast.marta, now)).url == "/desk/people/"
    cast.marta.refresh_from_db()
    assert not cast.marta.is_active
    assert open_promises(cast.marta) == 0
    ahead = Seat.objects.filter(person=cast.marta, released_at=None, interview__ends_at__gt=now)
    assert not ahead.filter(interview__cancelled_at=None).exists()
    assert not HiringTeamMember.objects.filter(person=cast.marta).exists()
    assert Entry.objects.filter(verb="left", subject_id=cast.marta.pk, actor_id=cast.alice.pk).exists()
    laws()


def test_who_promised_stays_visible(alice, cast, now):
    alice.post(page_of(cast.marta), proposed(cast.marta, now))
    passed = HandOver.objects.filter(giver=cast.marta).first()
    assert passed.taker == cast.ingrid
    page = alice.get(f"/desk/applications/{passed.promise.application_id}/").content.decode()
    assert "Marta Lindqvist handed it to Ingrid Castellanos" in page


def test_the_candidate_is_told_whom_they_meet_now(alice, cast, now):
    facts = proposed(cast.marta, now)
    alice.post(page_of(cast.marta), facts)
    letter = Message.objects.filter(candidate=cast.lena).latest("pk")
    assert "takes part in place of Marta Lindqvist" in letter.body
    cast.lenas_interview.refresh_from_db()
    host = cast.lenas_interview.seats.get(released_at=None, host=True).person
    assert host.pk == int(facts[f"seats-{seat_of(cast.marta, cast.lenas_interview).pk}"])


def seat_of(person: Person, interview) -> Seat:
    return Seat.objects.get(person=person, interview=interview)


def test_whom_they_keep_warm_finds_new_hands_as_well(alice, cast, now):
    """Such a promise hangs on no application."""
    pool = save_pool(Pool(name="Later", about="Strong, no opening now"), by=cast.hanna, now=now)
    facts = {"next_words": "We ask again", "due_at": now + timedelta(days=10), "owner": cast.hanna}
    kept = add_to_pool(pool, cast.lena, by=cast.hanna, now=now, **facts)
    assert "Kept warm" in alice.get(page_of(cast.hanna)).content.decode()
    assert alice.post(page_of(cast.hanna), proposed(cast.hanna, now)).status_code == 302
    kept.promise.refresh_from_db()
    assert kept.promise.owner == cast.ruth


def test_the_heir_gets_one_letter_about_all_of_it(alice, cast, now):
    alice.post(page_of(cast.marta), proposed(cast.marta, now))
    letters = Message.objects.filter(person=cast.ingrid, subject="You take over from Marta Lindqvist")
    assert letters.count() == 1
    assert "next step" in letters.get().body


def test_what_has_no_heir_stands_in_the_way_and_nothing_is_changed(alice, cast, now):
    facts = proposed(cast.marta, now)
    missing = next(name for name in facts if name.startswith("promises"))
    before = open_promises(cast.marta)
    answer = alice.post(page_of(cast.marta), {**facts, missing: ""})
    assert answer.status_code == 422
    assert "Choose who takes this over: a candidate waits for it." in answer.content.decode()
    cast.marta.refresh_from_db()
    assert cast.marta.is_active
    assert open_promises(cast.marta) == before


def test_a_scorecard_is_written_first_or_let_go_on_purpose(alice, cast, now):
    facts = proposed(cast.marta, now)
    card = next(name for name in facts if name.startswith("scorecards"))
    answer = alice.post(page_of(cast.marta), {name: heir for name, heir in facts.items() if name != card})
    assert "Only they can write it" in answer.content.decode()
    alice.post(page_of(cast.marta), facts)
    assert Seat.objects.get(pk=card.split("-")[1]).scorecard_due_at is None


def test_a_heir_who_is_taken_at_that_time_is_refused_beside_the_interview(alice, cast, now):
    meeting = cast.lenas_interview
    book_interview(
        application=cast.omars,
        kind="interview",
        name="A talk",
        starts_at=meeting.starts_at,
        minutes=45,
        seats=[Place(cast.ada)],
        place="Room 4",
        by=cast.hanna,
        now=now,
    )
    seat = f"seats-{seat_of(cast.ben, meeting).pk}"
    assert proposals(cast.ben, estate_of(cast.ben, now=now))[seat] != cast.ada  # his stand-in, who has no time
    answer = alice.post(page_of(cast.ben), {**proposed(cast.ben, now), seat: str(cast.ada.pk)})
    assert answer.status_code == 422
    assert "Ada Novak is taken on" in answer.content.decode()
    assert Person.objects.get(pk=cast.ben.pk).is_active


def test_what_comes_in_meanwhile_is_not_left_behind(cast, now):
    heirs = proposals(cast.marta, estate_of(cast.marta, now=now))
    heirs.pop(next(name for name in heirs if name.startswith("promises")))
    with pytest.raises(Refused, match="Something has come in meanwhile"):
        leave(cast.marta, heirs=heirs, by=cast.alice, now=now)
    assert Person.objects.get(pk=cast.marta.pk).is_active


def test_everything_may_be_proposed_to_somebody_else(alice, cast, now):
    answer = alice.post(page_of(cast.marta), {"everything": "yes", "heir": cast.hanna.pk})
    assert answer.status_code == 200
    assert f'<option value="{cast.hanna.pk}" selected>' in answer.content.decode()
    assert Person.objects.get(pk=cast.marta.pk).is_active


def test_afterwards_no_door_opens(alice, cast, now):
    has_app(cast.ben)
    inside = alice.__class__()
    inside.post("/desk/sign-in", {"email": "ada@northwind.example", "password": "correct horse battery"})
    assert inside.get("/desk/people/").status_code == 200
    link = make_sign_in_token(cast.ada, now=now)
    alice.post(page_of(cast.ada), proposed(cast.ada, now))
    assert inside.get("/desk/people/").status_code == 302
    assert inside.post(f"/desk/sign-in/{link}").status_code == 404
    again = inside.post("/desk/sign-in", {"email": "ada@northwind.example", "password": "correct horse battery"})
    assert again.status_code == 422
    alice.post(page_of(cast.ben), proposed(cast.ben, now))
    assert not Authenticator.objects.filter(user=cast.ben).exists()


def test_only_admins_and_nobody_for_themselves(client, alice, cast, now):
    assert alice.get(page_of(cast.alice)).status_code == 200
    assert (
        "Another admin has to do this for you."
        in alice.post(page_of(cast.alice), proposed(cast.alice, now)).content.decode()
    )
    hanna = client.__class__()
    hanna.force_login(cast.hanna)
    assert hanna.get(page_of(cast.ben)).status_code == 404


def test_the_last_admin_stays(cast, now):
    with pytest.raises(Refused, match="make another person admin first"):
        from hearback.people.actions import change_person

        change_person(cast.alice, role="recruiter", by=cast.alice, now=now)


def test_whoever_left_is_listed_and_may_come_back_by_an_invitation(alice, cast, now):
    alice.post(page_of(cast.stan), proposed(cast.stan, now))
    assert "Stan Petrov" in alice.get("/desk/people/?show=left").content.decode()
    alice.post(f"/desk/people/{cast.stan.pk}/return")
    cast.stan.refresh_from_db()
    assert cast.stan.is_active
    assert cast.stan.invitation.expires_at == now + timedelta(days=7)


def test_the_page_takes_no_more_questions_for_more_promises(alice, cast, now, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        alice.get(page_of(cast.marta))
