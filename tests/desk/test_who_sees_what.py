"""Each role, each kind of thing: what must be seen, and words that could leak looked for on every page of the desk."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hearback.applications.actions import write_note
from hearback.applications.models import Application
from hearback.candidates.actions import attach_file
from hearback.candidates.models import Candidate
from hearback.decisions.arrivals import apply
from hearback.decisions.models import RequestItem
from hearback.decisions.offers import offer
from hearback.decisions.requests import answer_item
from hearback.interviews.actions import Place, book_interview
from hearback.interviews.models import Interview
from hearback.jobs.models import Job, Stage
from hearback.messages.models import DeliveredMail, Message
from hearback.people.models import Person
from hearback.promises.actions import hand_over
from hearback.promises.clockwork import nudge_due, stand_in
from hearback.promises.models import Nudge, Promise
from hearback.record.models import Entry
from hearback.refusals import Refused
from hearback.timetable import tick_at
from tests import deciding

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, cast, settings):
    """`desk("ben")` is a browser in which Ben is signed in, with the demo's mailbox to look into as well."""
    settings.DEMO = True

    def sit_down(name: str):
        browser = client.__class__()
        browser.force_login(getattr(cast, name))
        return browser

    return sit_down


def pages() -> list[str]:
    """Every kind of page that draws something about somebody, for every row that could carry a word elsewhere."""
    found = [
        reverse(f"desk:{name}")
        for name in (
            "today",
            "jobs",
            "interviews",
            "candidates",
            "people",
            "mailbox",
            "pools",
            "duplicates",
            "searches",
        )
    ]
    found += ["/desk/?of=jobs", "/desk/interviews/?of=jobs", "/desk/candidates/?show=live", "/desk/candidates/?q=q"]
    found += ["/desk/candidates/?q=quinn"]
    by_row = {
        Job: ("board", "job_settings", "plan_preview"),
        Stage: ("debrief",),
        Application: ("application", "advance", "offer", "interview_new"),
        Candidate: ("candidate", "application_new"),
        Promise: ("keeping",),
        Message: ("message",),
        Interview: ("interview", "closing"),
        DeliveredMail: ("mail",),
    }
    for model, names in by_row.items():
        rows = model.objects.values_list("pk", flat=True)
        found += [reverse(f"desk:{name}", args=[pk]) for pk in rows for name in names]
    return [*found, reverse("desk:person", args=[Person.objects.get(name="Marta Lindqvist").pk])]


WORDS = {
    "confidential": ("Head of Firmware", "Quinn", "Zebra", "zebra"),
    "note for everybody": ("walrus",),
    "note for deciders": ("lynx",),
    "note for Ruth": ("ibex",),
    "pay": ("71,234", "71234"),
}
SEES = {
    "alice": {"confidential", "note for everybody", "note for deciders", "pay"},
    "hanna": {"note for everybody", "note for deciders", "pay"},
    "ruth": {"note for everybody", "note for Ruth"},
    "marta": set(WORDS),
    "ingrid": {"confidential", "note for everybody", "pay"},
    "ben": set(),
    "ada": set(),
    "victor": set(),
    "stan": set(),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SEES)
def test_each_role_sees_what_concerns_it_and_no_word_of_the_rest(desk, secret, notes, offered, both, name):
    """All that could leak is there at once; every page is read, and a refusal may hold a word as little as a page."""
    browser, told = desk(name), {}
    for address in pages():
        text = browser.get(address).content.decode()
        for kind, words in WORDS.items():
            if any(word in text for word in words):
                told.setdefault(kind, address)
    assert set(told) == SEES[name], told


# Confidential jobs


@pytest.fixture
def secret(cast, now, settings) -> Application:
    """Quinn's application for the confidential job, with everything that could carry a word of it elsewhere."""
    settings.EMAIL_BACKEND = "hearback.messages.mailbox.MailboxBackend"
    book_interview(
        application=cast.quinns,
        kind="interview",
        name="Zebra talk",
        starts_at=now + timedelta(hours=3),
        minutes=45,
        seats=[Place(cast.marta), Place(cast.ingrid)],
        place="Zebra room",
        by=cast.marta,
        now=now,
    )
    write_note(cast.quinns, body="A zebra note.", by=cast.marta, now=now)
    tick_at(now)
    return cast.quinns


def test_it_shows_in_no_number_either(desk, secret, cast):
    """Marta owes Quinn's next steps: a colleague's count of what she owes must not tell."""
    hers = Promise.objects.filter(owner=cast.marta, ended_at=None, by_candidate=False)
    all_of_them, outside = hers.count(), hers.exclude(application__job__confidential=True).count()
    assert all_of_them > outside

    def owes(name: str) -> str:
        page = desk(name).get("/desk/people/").content.decode()
        row = next(row for row in page.split("<tr>") if f"/desk/people/{cast.marta.pk}/" in row)
        return row.split('data-label="Owes">')[1]

    assert f"{all_of_them} next step" in owes("alice")
    assert f"{all_of_them} next step" not in owes("hanna")


def test_the_list_of_jobs_counts_without_it(desk, secret):
    page = desk("hanna").get("/desk/jobs/").content.decode()
    assert "Head of Firmware" not in page
    assert "Head of Firmware" in desk("marta").get("/desk/jobs/").content.decode()


def test_search_does_not_find_its_candidates(desk, secret):
    found = desk("hanna").get("/desk/candidates/?q=quinn").content.decode()
    assert "Quinn Marsh" not in found
    assert "Quinn Marsh" in desk("marta").get("/desk/candidates/?q=quinn").content.decode()


def test_nothing_of_it_is_handed_to_somebody_outside(secret, cast, now):
    owed = secret.promises.filter(ended_at=None).first()
    with pytest.raises(Refused, match="This job is confidential"):
        hand_over(owed, to=cast.hanna, by=cast.marta, now=now)
    hand_over(owed, to=cast.ingrid, by=cast.marta, now=now)


def test_nobody_from_outside_is_made_to_owe_or_seated_in_it(secret, cast, now):
    with pytest.raises(Refused, match="This job is confidential"):
        deciding.advance(cast, secret, now=now, by=cast.marta, to_stage=secret.job.stages.last(), next_owner=cast.hanna)
    with pytest.raises(Refused, match="put Ben Adeyemi on its team first"):
        book_interview(
            application=secret,
            kind="interview",
            name="Second talk",
            starts_at=now + timedelta(days=2),
            minutes=45,
            seats=[Place(cast.marta), Place(cast.ben)],
            place="Room 2",
            by=cast.marta,
            now=now,
        )


def test_no_stand_in_from_outside_is_nudged_or_takes_over(secret, cast, now):
    from hearback.people.actions import change_person, go_away

    change_person(cast.marta, backup=cast.victor, by=cast.alice, now=now)
    cast.marta.refresh_from_db()
    go_away(
        cast.marta,
        first_day=now.date(),
        last_day=now.date() + timedelta(days=9),
        backup=cast.victor,
        by=cast.marta,
        now=now,
    )
    late = now + timedelta(days=8)
    stand_in(now=late)
    nudge_due(now=late)
    assert not Nudge.objects.filter(promise__application=secret, person=cast.victor).exists()
    assert not secret.promises.filter(ended_at=None, owner=cast.victor).exists()
    assert not Message.objects.filter(person=cast.victor, application=secret).exists()


@pytest.fixture
def both(cast, secret, now):
    """Omar tries for the confidential job as well, and sends a file for it."""
    tries = apply(candidate=cast.omar, job=cast.secret, now=now)
    asked = deciding.ask(cast, tries, now=now, by=cast.marta, items=[("upload", "Your zebra plan")]).request
    plan = SimpleUploadedFile("zebra-plan.txt", b"Stripes, from left to right.")
    kept = attach_file(cast.omar, upload=plan, kind="other", by=cast.omar, now=now)
    answer_item(RequestItem.objects.get(request=asked), attachments=[kept], now=now)
    return kept


def test_what_is_sent_for_a_confidential_job_is_no_file_for_others(desk, both, cast):
    assert desk("hanna").get(f"/desk/attachments/{both.pk}/").status_code == 404
    assert desk("marta").get(f"/desk/attachments/{both.pk}/").status_code == 200
    assert "zebra-plan.txt" in desk("marta").get(f"/desk/candidates/{cast.omar.pk}/").content.decode()


# Private notes


@pytest.fixture
def notes(cast, now):
    for circle, word, by in (
        ("everybody", "walrus", "ruth"),
        ("deciders", "lynx", "hanna"),
        ("named", "ibex", "marta"),
    ):
        write_note(
            cast.omars,
            body=f"A {word} note.",
            circle=circle,
            readers=[cast.ruth] if circle == "named" else [],
            by=getattr(cast, by),
            now=now,
        )


@pytest.mark.parametrize(
    ("word", "finders"),
    [
        ("walrus", {"alice", "hanna", "ruth", "marta", "ingrid"}),
        ("lynx", {"alice", "hanna", "marta"}),
        ("ibex", {"ruth", "marta"}),
    ],
)
def test_a_search_looks_into_no_note_that_one_may_not_read(desk, notes, word, finders):
    everybody = ("alice", "hanna", "ruth", "marta", "ingrid", "ben", "victor")
    found = {name for name in everybody if "Omar" in desk(name).get(f"/desk/candidates/?q={word}").content.decode()}
    assert found == finders


@pytest.mark.parametrize("name", ["alice", "hanna", "ruth", "marta", "ingrid", "ben"])
def test_what_a_search_may_look_into_is_what_the_page_shows(notes, cast, name):
    from hearback.applications.queries import notes_visible_to
    from hearback.finding.queries import readable_notes
    from hearback.finding.scope import scope_of

    person = getattr(cast, name)
    assert set(readable_notes(scope_of(person))) == set(notes_visible_to(person))


def test_a_note_says_whom_it_is_for(desk, notes, cast):
    page = desk("marta").get(f"/desk/applications/{cast.omars.pk}/").content.decode()
    assert "For the hiring managers and recruiters" in page
    assert "For Ruth Okafor and Marta" in page


def test_a_note_is_written_for_a_circle_on_the_page(desk, cast):
    said = {"body": "A heron note.", "circle": "named", "readers": [cast.hanna.pk]}
    desk("marta").post(f"/desk/applications/{cast.omars.pk}/notes", said)
    assert "heron" in desk("hanna").get(f"/desk/applications/{cast.omars.pk}/").content.decode()
    assert "heron" not in desk("ruth").get(f"/desk/applications/{cast.omars.pk}/").content.decode()


def test_nobody_is_named_who_could_not_read_it(desk, cast, now):
    answer = desk("marta").post(
        f"/desk/applications/{cast.omars.pk}/notes", {"body": "x", "circle": "named", "readers": [cast.ben.pk]}
    )
    assert answer.status_code == 422
    with pytest.raises(Refused, match="Ben Adeyemi does not see this application"):
        write_note(cast.omars, body="x", circle="named", readers=[cast.ben], by=cast.marta, now=now)


# Pay


@pytest.fixture
def offered(cast, now, settings):
    settings.EMAIL_BACKEND = "hearback.messages.mailbox.MailboxBackend"
    cast.lenas.refresh_from_db()
    offer(
        cast.lenas,
        amount=Decimal("71234"),
        currency="EUR",
        period="year",
        starts_on=(now + timedelta(days=90)).date(),
        expires_at=now + timedelta(days=7),
        revision=cast.lenas.revision,
        by=cast.marta,
        now=now,
    )
    tick_at(now)
    return cast.lenas


def test_a_coordinator_sees_that_there_is_an_offer(desk, offered):
    page = desk("ruth").get(f"/desk/applications/{offered.pk}/").content.decode()
    assert "Offer made" in page


@pytest.mark.parametrize(("name", "sees"), [("ruth", False), ("hanna", True)])
def test_a_jobs_pay_is_for_few_until_the_job_is_open(desk, cast, name, sees):
    cast.engineer.opened_at, cast.engineer.status = None, "draft"
    cast.engineer.save()
    page = desk(name).get(f"/desk/jobs/{cast.engineer.pk}/plan/preview").content.decode()
    assert ("62,000" in page) is sees
    if not sees:
        assert "62,000" not in desk(name).get(f"/desk/jobs/{cast.engineer.pk}/settings").content.decode()


def test_once_it_is_open_everybody_who_sees_it_may_know(desk, cast):
    assert "62,000" in desk("ruth").get(f"/desk/jobs/{cast.engineer.pk}/plan/preview").content.decode()


# Who looked


def looked(desk, cast) -> str:
    return desk("alice").get(f"/desk/candidates/{cast.lena.pk}/readers").content.decode()


def test_every_reading_of_papers_is_in_the_record_once_an_hour(desk, cast, clock):
    ben = desk("ben")
    for _ in range(3):
        ben.get(f"/desk/interviews/{cast.lenas_interview.pk}/")
    assert Entry.objects.filter(verb="read", subject="candidate", actor_id=cast.ben.pk).count() == 1
    clock.move(minutes=61)
    ben.get(f"/desk/interviews/{cast.lenas_interview.pk}/")
    assert Entry.objects.filter(verb="read", subject="candidate", actor_id=cast.ben.pk).count() == 2


def test_an_admin_reads_who_looked_at_what(desk, cast, now):
    resume = SimpleUploadedFile("lena.txt", b"Lena Fischer, firmware.")
    kept = attach_file(cast.lena, upload=resume, kind="resume", by=cast.lena, now=now)
    desk("hanna").get(f"/desk/candidates/{cast.lena.pk}/")
    desk("ben").get(f"/desk/interviews/{cast.lenas_interview.pk}/")
    desk("marta").get(f"/desk/applications/{cast.lenas.pk}/")
    b"".join(desk("hanna").get(f"/desk/attachments/{kept.pk}/").streaming_content)
    page = looked(desk, cast)
    for words in ("Hanna Weiss", "Ben Adeyemi", "Marta Lindqvist", "lena.txt", "The kit of an interview"):
        assert words in page


def test_others_do_not_read_the_account(desk, cast):
    for name in ("hanna", "ruth", "marta", "ben"):
        assert desk(name).get(f"/desk/candidates/{cast.lena.pk}/readers").status_code == 404


def test_reading_one_candidates_papers_is_not_in_anothers_account(desk, cast):
    desk("hanna").get(f"/desk/candidates/{cast.omar.pk}/")
    assert "Hanna Weiss" not in looked(desk, cast)
