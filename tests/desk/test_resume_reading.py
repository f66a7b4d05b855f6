"""What was read of a résumé, beside its lines: watched, checked, corrected, taken over."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from hearback.candidates import readings
from hearback.candidates.actions import attach_file, change_candidate
from hearback.candidates.models import Reading
from hearback.record.models import Entry
from tests.actions.test_readings import PAPER
from tests.reading import fields, get, post, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(cast, now) -> Reading:
    """Omar's résumé, read. He has nothing but his name and address with us."""
    change_candidate(cast.omar, resume={}, phone="", by=cast.hanna, now=now)
    kept = attach_file(cast.omar, upload=ContentFile(PAPER, "cv.pdf"), kind="resume", by=cast.omar, now=now)
    return readings.read(kept.reading.pk, now=now)


def address(reading: Reading) -> str:
    return f"/desk/readings/{reading.pk}/"


def test_a_resume_added_to_a_candidate_leads_to_its_reading_which_can_be_watched(client, cast, now):
    file = SimpleUploadedFile("cv.pdf", PAPER)
    answer = post(client, cast.marta, f"/desk/candidates/{cast.omar.pk}/attachments/new", file=file, kind="resume")
    reading = Reading.objects.get(attachment__candidate=cast.omar)
    assert answer.url == address(reading)
    page = get(client, cast.marta, answer.url).content.decode()
    assert "waits for its turn" in page and "Look again" in page and f'hx-get="{answer.url}?state=waiting"' in page
    quiet = client.get(f"{answer.url}?state=waiting", headers={"HX-Request": "true"})
    assert quiet.status_code == 204
    assert "cv.pdf is being read" in read(client, cast.marta, f"/desk/candidates/{cast.omar.pk}/")
    readings.read(reading.pk, now=now)
    assert client.get(f"{answer.url}?state=waiting", headers={"HX-Request": "true"}).status_code == 200
    assert "cv.pdf has been read" in read(client, cast.marta, f"/desk/candidates/{cast.omar.pk}/")


def test_a_new_candidate_with_a_file_has_it_read(client, cast):
    given = {"name": "Ida Holm", "email": "ida@mail.example", "channel": "email", "links": "", "phone": ""}
    answer = post(client, cast.hanna, "/desk/candidates/new", 302, **given, file=SimpleUploadedFile("cv.pdf", PAPER))
    assert "Their résumé is being read." in read(client, cast.hanna, answer.url)


def test_the_page_sets_what_was_read_beside_its_line(client, cast, reading):
    page = read(client, cast.hanna, address(reading))
    assert "Line 3 Experience" not in page  # headings are no values
    assert "Motor Engineer, Harbour Drives GmbH, Hamburg" in page
    found = fields(get(client, cast.hanna, address(reading)))
    assert (found["work-0-position"], found["work-0-name"]) == ("Motor Engineer", "Harbour Drives GmbH")
    assert (found["work-0-startDate"], found["work-0-endDate"]) == ("2019-04", "2023-06")
    assert found["languages"] == "Arabic: native"
    assert Entry.objects.filter(verb="read", subject="attachment", actor_id=cast.hanna.pk).exists()


def test_what_we_are_unsure_of_says_why_and_what_had_no_place_is_listed(client, cast, reading):
    value = next(value for value in reading.found["values"] if value["path"] == "work[0].name")
    value["why"] = "It only has the shape of an employer."
    reading.found["unread"] = [{"page": 1, "line": 9, "words": "Driving <b>licence</b> B"}]
    reading.save()
    page = read(client, cast.hanna, address(reading))
    assert "Please check. It only has the shape of an employer." in page
    assert "What we could not place" in page and "Driving <b>licence</b> B" in page
    assert "<b>licence" not in get(client, cast.hanna, address(reading)).content.decode()


def test_corrected_and_taken_over_it_is_the_candidates_resume(client, cast, reading):
    typed = fields(get(client, cast.hanna, address(reading)))
    typed |= {
        "work-0-position": "Drive Engineer",
        "work-0-highlights": "Built it\n\nTested it",
        "work-1-position": "Apprentice",
        "work-1-startDate": "9/2016",
        "education-0-studyType": "Diploma",
        "skills": "Tools: Soldering, SPICE\nPatience",
        "phone": "+49 40 555 0199",
    }
    typed.pop("take-email", None)
    answer = post(client, cast.hanna, address(reading), 302, **typed)
    assert answer.url == f"/desk/candidates/{cast.omar.pk}/"
    cast.omar.refresh_from_db()
    resume = cast.omar.resume
    assert resume["work"] == [
        {
            "position": "Drive Engineer", "name": "Harbour Drives GmbH", "location": "Hamburg",
            "startDate": "2019-04", "endDate": "2023-06", "highlights": ["Built it", "Tested it"],
        },
        {"position": "Apprentice", "startDate": "2016-09"},
    ]  # fmt: skip
    assert resume["education"] == [{"studyType": "Diploma"}]
    assert resume["skills"] == [{"name": "Tools", "keywords": ["Soldering", "SPICE"]}, {"name": "Patience"}]
    assert (cast.omar.email, cast.omar.phone) == ("omar@mail.example", "+49 40 555 0199")
    page = read(client, cast.hanna, answer.url)
    assert "Drive Engineer" in page and "Taken over" in page
    assert "by Hanna" in read(client, cast.hanna, address(reading))


def test_an_entry_can_be_left_out(client, cast, reading):
    typed = fields(get(client, cast.hanna, address(reading))) | {"work-0-out": "on"}
    post(client, cast.hanna, address(reading), 302, **typed)
    cast.omar.refresh_from_db()
    assert "work" not in cast.omar.resume


HELD = {"basics": {"name": "Omar"}, "work": [{"name": "Old Works", "position": "Fitter"}], "awards": [{"title": "Cup"}]}


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ("read", ["Harbour Drives GmbH"]),
        ("held", ["Old Works"]),
        ("both", ["Harbour Drives GmbH", "Old Works"]),
    ],
)
def test_what_we_hold_stands_beside_it_and_goes_only_where_somebody_chose_so(client, cast, now, reading, choice, names):
    change_candidate(cast.omar, resume=HELD, by=cast.hanna, now=now)
    page = read(client, cast.hanna, address(reading))
    assert "We hold something else here" in page and "Old Works" in page
    assert "We hold “omar@mail.example”" in page and "Take “omar.haddad@mail.example” from the file" in page
    typed = fields(get(client, cast.hanna, address(reading))) | {"work-choice": choice, "take-email": "on"}
    post(client, cast.hanna, address(reading), 302, **typed)
    cast.omar.refresh_from_db()
    assert [post["name"] for post in cast.omar.resume["work"]] == names
    assert cast.omar.resume["awards"] == [{"title": "Cup"}]  # nothing of it in the file: it stays
    assert cast.omar.email == "omar.haddad@mail.example"


def test_a_date_that_is_none_is_refused_and_nothing_typed_is_lost(client, cast, reading):
    typed = fields(get(client, cast.hanna, address(reading)))
    typed |= {"work-0-startDate": "spring", "work-0-position": "Drive Engineer", "work-1-name": "Somewhere"}
    page = post(client, cast.hanna, address(reading), 422, **typed)
    assert "such as 2021-04" in words(page)
    again = fields(page)
    assert (again["work-0-position"], again["work-1-name"]) == ("Drive Engineer", "Somewhere")
    reading.refresh_from_db()
    assert reading.state == "read"


def test_an_address_that_is_somebody_elses_is_refused_at_its_field(client, cast, reading):
    typed = fields(get(client, cast.hanna, address(reading))) | {"email": "lena@mail.example"}
    assert "here already" in words(post(client, cast.hanna, address(reading), 422, **typed))


def test_two_people_on_one_form_do_not_overwrite_each_other(client, cast, now, reading):
    typed = fields(get(client, cast.hanna, address(reading)))
    change_candidate(cast.omar, headline="Motor man", by=cast.marta, now=now)
    page = post(client, cast.hanna, address(reading), 422, **typed)
    assert "look once more" in words(page) and "We hold “Motor man”" in words(page)
    post(client, cast.hanna, address(reading), 302, **fields(page))  # now having seen it
    late = post(client, cast.marta, address(reading), 422, **fields(page))
    assert "taken over already" in words(late)


def test_a_refused_file_says_why_and_is_tried_again_when_asked(client, cast, now):
    broken = ContentFile(b"%PDF-1.7\n" + b"\xff" * 900 + b"%%EOF\n", "cv.pdf")
    kept = attach_file(cast.omar, upload=broken, kind="resume", by=cast.omar, now=now)
    refused = readings.read(kept.reading.pk, now=now)
    page = read(client, cast.hanna, address(refused))
    assert "Could not be read" in page and refused.refusal in page
    post(client, cast.hanna, f"/desk/attachments/{kept.pk}/reading", 302)
    assert Reading.objects.get(pk=refused.pk).state == "waiting"
    post(client, cast.hanna, address(refused), 200, seen="x")  # too early: shown as it is


def test_it_can_be_set_aside(client, cast, reading):
    post(client, cast.hanna, f"{address(reading)}setting-aside", 302)
    assert "Nothing of this file was taken over" in read(client, cast.hanna, address(reading))
    get(client, cast.hanna, f"{address(reading)}setting-aside", 405)


def test_it_is_for_those_who_answer_for_the_candidate(client, cast, reading):
    for person in (cast.ben, cast.victor, cast.stan):
        get(client, person, address(reading), 404)
        post(client, person, address(reading), 404)
        post(client, person, f"{address(reading)}setting-aside", 404)
        post(client, person, f"/desk/attachments/{reading.attachment_id}/reading", 404)
    client.logout()
    assert client.get(address(reading)).status_code == 302


def test_a_long_resume_costs_no_more_questions_than_a_short_one(client, cast, reading, django_assert_max_num_queries):
    reading.found["resume"]["work"] *= 40
    reading.save()
    client.force_login(cast.hanna)
    with django_assert_max_num_queries(10):
        assert client.get(address(reading)).status_code == 200
