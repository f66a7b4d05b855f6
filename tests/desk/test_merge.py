"""Possible duplicates and the merge, on their pages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearback.candidates.actions import add_candidate, change_candidate
from hearback.candidates.links import digits, portal_token
from hearback.candidates.models import Candidate, PortalCode
from hearback.decisions.arrivals import apply
from hearback.finding.duplicates.actions import sweep
from hearback.finding.duplicates.merging import merge
from hearback.finding.duplicates.models import Merge, Suspicion
from hearback.finding.duplicates.parting import undo
from hearback.messages.models import Message
from hearback.portal.doors import CANDIDATE
from hearback.timetable import send_code, tick_at
from tests import deciding
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast, now) -> Candidate:
    """Omar once more, suspected by his phone number."""
    one = add_candidate(
        name="Omar Y. Haddad",
        email="omar.haddad@work.example",
        phone="0049 30 55500142",
        location="Berlin",
        by=None,
        now=now,
    )
    sweep(now=now)
    return one


def side_by_side(cast, second) -> str:
    return f"/desk/candidates/{cast.omar.pk}/merge/{second.pk}"


def test_the_pairs_are_listed_with_their_reasons(client, cast, second):
    page = read(client, cast.hanna, "/desk/duplicates/")
    assert "Omar Haddad omar@mail.example" in page and "Omar Y. Haddad" in page
    assert "The same phone number. Found today." in page


def test_who_does_not_recruit_has_no_such_pages(client, cast, second):
    pair = Suspicion.objects.get()
    for person in (cast.marta, cast.ben, cast.victor):
        get(client, person, "/desk/duplicates/", 404)
        get(client, person, side_by_side(cast, second), 404)
    for path in (side_by_side(cast, second), f"/desk/candidates/{cast.omar.pk}/merge"):
        get(client, cast.ruth, path, 404)
    assert "Side by side" not in read(client, cast.ruth, "/desk/duplicates/")
    post(client, cast.marta, f"/desk/duplicates/{pair.pk}/dismissal", 404)


def test_the_candidates_page_says_whom_they_look_like(client, cast, second):
    page = read(client, cast.hanna, f"/desk/candidates/{second.pk}/")
    assert "Perhaps the same person" in page and "Omar Haddad" in page and "The same phone number." in page
    assert "Perhaps the same person" not in read(client, cast.marta, f"/desk/candidates/{cast.omar.pk}/")


def test_not_the_same_person(client, cast, second):
    pair = Suspicion.objects.get()
    answer = post(client, cast.hanna, f"/desk/duplicates/{pair.pk}/dismissal", back=str(second.pk))
    assert answer.url == f"/desk/candidates/{second.pk}/"
    page = read(client, cast.hanna, answer.url)
    assert "they are not the same person" in page and "Perhaps the same person" not in page
    assert "Nobody here looks like somebody else." in read(client, cast.hanna, "/desk/duplicates/")
    get(client, cast.hanna, f"/desk/duplicates/{pair.pk}/dismissal", 405)


def test_whoever_is_added_and_looks_like_somebody_is_asked_about_first(client, cast, second):
    typed = fields(get(client, cast.hanna, "/desk/candidates/new"))
    typed |= {"name": "O. Haddad", "email": "o@mail.example", "phone": "030 5550 0142", "channel": "email"}
    page = words(post(client, cast.hanna, "/desk/candidates/new", 422, **typed))
    assert "Is this somebody who is here already?" in page and "Omar Haddad" in page
    assert not Candidate.objects.filter(email="o@mail.example").exists()
    post(client, cast.hanna, "/desk/candidates/new", **typed, anyway="yes")
    added = Candidate.objects.get(email="o@mail.example")
    assert "Perhaps the same person" in read(client, cast.hanna, f"/desk/candidates/{added.pk}/")


def test_somebody_unseen_is_not_given_away_by_what_is_typed(client, cast, now):
    change_candidate(cast.quinn, phone="+49 40 9999999", by=None, now=now)
    sweep(now=now)
    typed = fields(get(client, cast.hanna, "/desk/candidates/new"))
    typed |= {"name": "Q. Marsh", "email": "qm@mail.example", "phone": "+49 40 9999999", "channel": "email"}
    post(client, cast.hanna, "/desk/candidates/new", **typed)
    get(client, cast.hanna, f"/desk/candidates/{cast.omar.pk}/merge/{cast.quinn.pk}", 404)


def test_side_by_side_chosen_merged_and_undone(client, cast, second, now):
    apply(candidate=second, job=cast.sales, now=now)
    page = get(client, cast.hanna, side_by_side(cast, second))
    assert "Account Manager" in words(page) and "Embedded Engineer" in words(page)
    assert fields(page)["name"] == "kept"
    answer = post(client, cast.hanna, side_by_side(cast, second), **fields(page) | {"name": "merged", "phone": "kept"})
    done = Merge.objects.get()
    page = read(client, cast.hanna, answer.url)
    assert "1 application" in page and "Omar Y. Haddad was Omar Haddad" in page
    assert "omar.haddad@work.example" in read(client, cast.hanna, f"/desk/candidates/{cast.omar.pk}/")
    moved = get(client, cast.hanna, f"/desk/candidates/{second.pk}/", 302)
    assert moved.url == f"/desk/candidates/{cast.omar.pk}/"
    post(client, cast.hanna, f"/desk/merges/{done.pk}/parting")
    assert "they are two people again" in read(client, cast.hanna, f"/desk/candidates/{second.pk}/")
    again = post(client, cast.hanna, f"/desk/merges/{done.pk}/parting", 422)
    assert "This merge has been undone already." in words(again)
    for person in (cast.ruth, cast.marta):
        get(client, person, f"/desk/merges/{done.pk}/", 404)
    get(client, cast.hanna, f"/desk/merges/{done.pk}/parting", 405)


def test_what_stands_in_the_way_is_said_before_and_after(client, cast, second, now):
    apply(candidate=second, job=cast.engineer, now=now)
    page = get(client, cast.hanna, side_by_side(cast, second))
    assert "Both are applying for Embedded Engineer" in words(page)
    refused = post(client, cast.hanna, side_by_side(cast, second), 422, **fields(page) | {"location": "merged"})
    assert "Decide one of the two applications first" in words(refused)
    assert fields(refused)["location"] == "merged"  # nothing chosen is lost


def test_somebody_else_can_be_looked_for(client, cast, second):
    path = f"/desk/candidates/{cast.lena.pk}/merge"
    assert "Omar Y. Haddad" in read(client, cast.hanna, path + "?q=omar+y")
    assert "Yuki Tanaka" in read(client, cast.hanna, path + "?q=yuki@mail.example")
    assert "Nobody found" in read(client, cast.hanna, path + "?q=quinn")
    assert "Side by side" not in read(client, cast.hanna, path + "?q=lena")  # not with herself


def test_both_links_and_both_addresses_open_the_one_page(cast, second, now):
    theirs = apply(candidate=second, job=cast.sales, now=now)
    tokens = [portal_token(cast.omar), portal_token(second)]
    done = merge(cast.omar, second, by=cast.alice, now=now)
    for token, address in zip(tokens, ("omar@mail.example", "omar.haddad@work.example"), strict=True):
        portal = Client()
        portal.post(f"/my/link/{token}")
        code = Message.objects.filter(purpose="code").latest("pk")
        assert code.candidate.email == address
        assert portal.post("/my/code", {"code": digits_of(code)}).status_code == 302
        page = portal.get("/my/").content.decode()
        assert "Embedded Engineer" in page and "Account Manager" in page
    undo(done, by=cast.alice, now=now)
    # Whoever came in by the other address sees their own again, and nothing of Omar's.
    page = portal.get("/my/", follow=True).content.decode()
    assert "Account Manager" in page and "Embedded Engineer" not in page
    assert portal.get(f"/my/applications/{cast.omars.pk}/").status_code == 404
    assert portal.get(f"/my/applications/{theirs.pk}/").status_code == 200


def digits_of(message: Message) -> str:
    return digits(PortalCode.objects.get(candidate=message.candidate, made_at=message.written_at))


def test_a_code_asked_for_by_the_other_address_goes_there_and_opens_the_page(cast, second, now, mailoutbox):
    merge(cast.omar, second, by=cast.alice, now=now)
    portal = Client()
    portal.post("/my/address", {"email": "omar.haddad@work.example"})
    send_code(second.pk, asker=portal.session["asker"])
    tick_at(now)
    mail = next(one for one in mailoutbox if "code" in one.subject.lower())
    assert mail.to == ["omar.haddad@work.example"]
    code = Message.objects.filter(purpose="code").latest("pk")
    portal.post("/my/code", {"code": digits_of(code)})
    assert portal.session[CANDIDATE][0] == second.pk
    assert "Embedded Engineer" in portal.get("/my/", follow=True).content.decode()


def test_the_pages_ask_as_many_questions_for_many_pairs_as_for_one(client, cast, second, now):
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            get(client, cast.hanna, path)
        return len(queries)

    paths = ("/desk/duplicates/", f"/desk/candidates/{cast.omar.pk}/")
    [asked(path) for path in paths]
    few = [asked(path) for path in paths]
    for n in range(4):
        add_candidate(name=f"Person {n}", email=f"p{n}@mail.example", phone=cast.omar.phone, by=None, now=now)
    sweep(now=now)
    assert [asked(path) for path in paths] == few


def test_a_decision_in_the_middle_of_a_merge_goes_to_the_one_person(cast, second, now):
    theirs = apply(candidate=second, job=cast.sales, now=now)
    merge(cast.omar, second, by=cast.alice, now=now)
    decided = deciding.hold(cast, theirs, by=cast.victor, now=now)  # by a page drawn before the merge
    assert decided.message.candidate == cast.omar
