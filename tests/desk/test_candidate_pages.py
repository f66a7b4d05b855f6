"""The candidates' pages and their files."""

from __future__ import annotations

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from hearback.candidates.actions import attach_file, change_candidate
from hearback.candidates.models import Attachment, Candidate
from hearback.record.models import Entry
from tests.reading import get, post, read, words

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
RESUME = {
    "basics": {"name": "Lena", "summary": "Small computers."},
    "work": [
        {"name": "Spree Sensors", "position": "Engineer", "startDate": "2021-04", "highlights": ["<b>2.1</b> µA"]}
    ],
}


def facts(**changes) -> dict[str, object]:
    return {
        "name": "Ida Holm",
        "email": "ida@mail.example",
        "phone": "",
        "channel": "email",
        "headline": "Welder",
        "location": "Aarhus",
        "time_zone": "Europe/Copenhagen",
        "links": "Portfolio https://ida.example\nforge.example/ida",
        "source": "Fair",
        **changes,
    }


@pytest.fixture
def lenas_cv(cast, now) -> Attachment:
    return attach_file(cast.lena, upload=ContentFile(PDF, "cv.pdf"), kind="resume", by=cast.lena, now=now)


def test_everybody_sees_the_candidates_of_their_jobs(client, cast):
    def seen(person):
        page = read(client, person, "/desk/candidates/")
        return {name for name in ("Lena", "Omar", "Yuki", "Sofia", "Quinn") if name in page}

    assert seen(cast.alice) == {"Lena", "Omar", "Yuki", "Sofia", "Quinn"}
    assert seen(cast.hanna) == {"Lena", "Omar", "Yuki", "Sofia"}
    assert seen(cast.marta) == {"Lena", "Omar", "Yuki", "Quinn"}
    assert seen(cast.victor) == {"Sofia"}
    assert seen(cast.ben) == set()


def test_a_search_narrows_the_list_and_keeps_what_was_asked(client, cast):
    page = read(client, cast.hanna, "/desk/candidates/?q=motor+control")
    assert "Omar Haddad" in page and "Lena" not in page
    page = get(client, cast.hanna, "/desk/candidates/?q=%3Cscript%3Ealert").content.decode()
    assert "Nobody found" in page and "<script>" not in page.split("</head>")[1]


def test_many_candidates_come_page_by_page_in_few_queries(client, cast, now, django_assert_max_num_queries):
    Candidate.objects.bulk_create(
        Candidate(name=f"Person {n:03}", email=f"p{n}@mail.example", created_at=now) for n in range(120)
    )
    client.force_login(cast.hanna)
    with django_assert_max_num_queries(12):
        answer = client.get("/desk/candidates/?q=person")
    first = words(answer)
    assert "Person 119" in first and "Person 095" in first and "Person 094" not in first
    further = answer.content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = words(client.get(f"/desk/candidates/{further}"))
    assert "Person 094" in second and "Person 070" in second and "Person 095" not in second


def test_a_candidates_page_shows_what_one_may_see_of_them(client, cast, now, lenas_cv):
    change_candidate(cast.lena, resume=RESUME, by=cast.hanna, now=now)
    address = f"/desk/candidates/{cast.lena.pk}/"
    page = read(client, cast.hanna, address)
    assert "Engineer Spree Sensors" in page and "since April 2021" in page and "cv.pdf" in page
    assert "<b>2.1</b>" not in get(client, cast.hanna, address).content.decode()
    for person in (cast.victor, cast.stan, cast.ben):
        get(client, person, address, 404)
    get(client, cast.hanna, f"/desk/candidates/{cast.quinn.pk}/", 404)


def test_an_application_for_a_confidential_job_stays_out_of_sight(client, cast, now):
    from hearback.decisions.arrivals import apply

    apply(candidate=cast.lena, job=cast.secret, now=now)
    page = read(client, cast.hanna, f"/desk/candidates/{cast.lena.pk}/")
    assert "Embedded Engineer" in page and "Head of Firmware" not in page
    assert "Head of Firmware" not in read(client, cast.hanna, "/desk/candidates/?q=lena")
    assert "Head of Firmware" in read(client, cast.marta, f"/desk/candidates/{cast.lena.pk}/")


def test_a_new_candidate_comes_with_file_job_and_promise_or_not_at_all(client, cast, laws):
    given = facts(job=cast.engineer.pk, file=SimpleUploadedFile("cv.pdf", PDF))
    answer = post(client, cast.hanna, "/desk/candidates/new", 302, **given)
    ida = Candidate.objects.get(email="ida@mail.example")
    assert answer.url == f"/desk/candidates/{ida.pk}/"
    assert ida.links == [
        {"label": "Portfolio", "url": "https://ida.example"},
        {"label": "forge.example/ida", "url": "https://forge.example/ida"},
    ]
    assert ida.applications.get().promises.filter(ended_at=None).exists()
    assert ida.attachments.get().kind == "resume"
    laws()
    bad = facts(email="uwe@mail.example", links="", file=SimpleUploadedFile("cv.pdf", b"words"))
    page = words(post(client, cast.hanna, "/desk/candidates/new", 422, **bad))
    assert "This file says it is a PDF, but it isn't one." in page
    assert not Candidate.objects.filter(email="uwe@mail.example").exists()


def test_somebody_who_is_here_already_is_named_only_to_those_who_may_see_them(client, cast):
    page = post(client, cast.hanna, "/desk/candidates/new", 422, **facts(email="LENA@mail.example")).content.decode()
    assert "here already" in page and f'/desk/candidates/{cast.lena.pk}/">Lena Fischer' in page
    page = post(client, cast.hanna, "/desk/candidates/new", 422, **facts(email="quinn@mail.example")).content.decode()
    assert "here already" in page and "Quinn Marsh" not in page


def test_adding_candidates_is_for_recruiters(client, cast):
    for person in (cast.marta, cast.ben, cast.ingrid):
        get(client, person, "/desk/candidates/new", 404)
    get(client, cast.ruth, "/desk/candidates/new")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "", "phone": ""}, "a way to answer"),
        ({"email": "ida"}, "not an e-mail address"),
        ({"channel": "call"}, "we need a phone number"),
        ({"links": "Portfolio javascript:alert(1)"}, "not a web address"),
        ({"name": " "}, "Write the candidate"),
    ],
)
def test_facts_that_cannot_be_are_refused_and_kept_on_the_page(client, cast, change, sentence):
    page = post(client, cast.hanna, "/desk/candidates/new", 422, **facts(**change)).content.decode()
    assert sentence in page and "Aarhus" in page


def test_facts_are_changed_by_whoever_answers_for_the_candidate(client, cast):
    address = f"/desk/candidates/{cast.lena.pk}/facts"
    post(client, cast.marta, address, 302, **facts(name="Lena Fischer-Holm", email="lena@mail.example"))
    cast.lena.refresh_from_db()
    assert cast.lena.name == "Lena Fischer-Holm"
    get(client, cast.ben, address, 404)
    get(client, cast.victor, address, 404)
    assert "here already" in post(client, cast.marta, address, 422, **facts(email="omar@mail.example")).content.decode()


def test_a_candidate_is_put_into_one_more_job(client, cast, laws):
    address = f"/desk/candidates/{cast.lena.pk}/applications/new"
    page = read(client, cast.hanna, address)
    assert "Account Manager" in page and "Embedded Engineer" not in page and "Head of Firmware" not in page
    post(client, cast.hanna, address, 302, **{"job": cast.sales.pk, "source": "Told us so"})
    made = cast.lena.applications.get(job=cast.sales)
    assert made.source == "Told us so"
    laws()
    post(client, cast.hanna, address, 422, **{"job": cast.sales.pk})
    post(client, cast.hanna, address, 422, **{"job": cast.secret.pk})
    post(client, cast.victor, f"/desk/candidates/{cast.omar.pk}/applications/new", 404, **{"job": cast.sales.pk})


def test_a_file_is_added_and_json_resumes_are_read(client, cast):
    address = f"/desk/candidates/{cast.omar.pk}/attachments/new"
    file = SimpleUploadedFile("resume.json", json.dumps(RESUME).encode())
    post(client, cast.marta, address, 302, **{"file": file, "kind": "resume"})
    cast.omar.refresh_from_db()
    assert cast.omar.resume["work"][0]["name"] == "Spree Sensors"
    page = post(client, cast.marta, address, 422, **{"file": SimpleUploadedFile("x.exe", b"MZ123"), "kind": "other"})
    assert "This is a program" in page.content.decode()
    assert "Choose a file" in post(client, cast.marta, address, 422, **{"kind": "other"}).content.decode()
    get(client, cast.victor, address, 404)


def test_a_file_is_given_to_be_saved_never_shown_and_the_record_knows_who_read_it(client, cast, lenas_cv):
    answer = get(client, cast.marta, f"/desk/attachments/{lenas_cv.pk}/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Entry.objects.get(verb="read", subject_id=lenas_cv.pk).actor_id == cast.marta.pk


def test_a_file_is_for_those_who_see_the_candidate_and_those_who_interview_them(client, cast, lenas_cv, now):
    address = f"/desk/attachments/{lenas_cv.pk}/"
    get(client, cast.ben, address)  # sits in Lena's first interview
    for person in (cast.ada, cast.stan, cast.victor):
        get(client, person, address, 404)
    quinns = attach_file(cast.quinn, upload=ContentFile(PDF, "cv.pdf"), kind="resume", by=cast.quinn, now=now)
    get(client, cast.hanna, f"/desk/attachments/{quinns.pk}/", 404)
    cast.lenas_interview.cancelled_at = now
    cast.lenas_interview.save()
    get(client, cast.ben, address, 404)
    client.logout()
    assert client.get(address).status_code == 302
