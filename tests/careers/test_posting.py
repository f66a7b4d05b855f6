"""A job's public page, and the kind pages of those that are not open."""

from __future__ import annotations

import json
import re

import pytest

from hearback.jobs.actions import change_job, pause_job
from hearback.jobs.models import Job
from tests.portal.conftest import words

pytestmark = pytest.mark.django_db


def structured(client, job):
    page = client.get(f"/careers/{job.pk}-{job.slug}/").content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    return json.loads(blocks[0])


def test_it_says_what_it_pays_what_it_needs_and_what_happens_by_when(cast, read):
    text = read(f"/careers/{cast.engineer.pk}/")
    assert "Pay EUR 62,000 to 78,000 a year" in text
    assert "This position is open now and will be filled." in text
    assert "None. People read every application and decide about it." in text
    assert "What you need Has shipped firmware in C that others rely on" in text
    assert "What helps Works with the people who build the boards" in text
    assert "Apply today, and you hear from us by Thursday 10 September." in text
    assert "Second interview You meet other people than the first time" in text
    assert "An answer within 4 working days." in text


def test_what_is_not_known_is_not_said(cast, read, post_it):
    post_it(cast.engineer, vacancy_exists=None, automated_help=None, pay_shown=False, employment="", workplace="")
    text = read(f"/careers/{cast.engineer.pk}/")
    unsaid = ("62,000", "Automated help", "Vacancy", "Full time", "partly from home")
    assert [word for word in unsaid if word in text] == []


def test_automated_help_is_described_in_the_employers_words(cast, read, post_it):
    post_it(cast.engineer, automated_help=True, automated_words="A program sorts by date. People decide.")
    assert "Automated help A program sorts by date. People decide." in read(f"/careers/{cast.engineer.pk}/")


def test_the_address_has_the_title_in_it_and_leads_there_from_every_other(cast, client):
    for path in ("", "-embedded", "-something-else"):
        answer = client.get(f"/careers/{cast.engineer.pk}{path}/?source=Poster")
        assert answer.status_code == 301
        assert answer.headers["Location"] == f"/careers/{cast.engineer.pk}-embedded-engineer/?source=Poster"
    page = client.get(f"/careers/{cast.engineer.pk}-embedded-engineer/?source=Poster").content.decode()
    assert f'rel="canonical" href="http://localhost:8000/careers/{cast.engineer.pk}-embedded-engineer/"' in page
    assert f'href="/careers/{cast.engineer.pk}/application?source=Poster"' in page


@pytest.mark.parametrize("title", ["Ärztin (m/w/d)", "日本語", "--", "../../etc", "C++ / C# <b>Developer</b>"])
def test_any_title_has_an_address(cast, client, now, title):
    change_job(cast.engineer, title=title, by=cast.hanna, now=now)
    answer = client.get(f"/careers/{cast.engineer.pk}/", follow=True)
    assert answer.status_code == 200
    assert "<b>Developer" not in answer.content.decode()


def test_machines_read_a_job_posting(cast, client):
    facts = structured(client, cast.engineer)
    assert facts["@type"] == "JobPosting"
    assert facts["title"] == "Embedded Engineer"
    assert facts["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 62000.0,
        "maxValue": 78000.0,
        "unitText": "YEAR",
    }
    assert facts["jobLocation"]["address"]["addressCountry"] == "DE"
    assert facts["employmentType"] == "FULL_TIME"
    assert facts["datePosted"] < "2026-09-07"
    assert "validThrough" not in facts


def test_a_remote_job_says_so_to_machines_and_hidden_pay_is_hidden_there_too(cast, client, post_it):
    post_it(cast.engineer, workplace="remote", pay_shown=False)
    facts = structured(client, cast.engineer)
    assert facts["jobLocationType"] == "TELECOMMUTE"
    assert "baseSalary" not in facts


def test_nothing_in_a_posting_can_end_the_script_element(cast, client, post_it):
    post_it(cast.engineer, posting_text="</script><script>alert(1)</script><!-- \u2028 & more")
    page = client.get(f"/careers/{cast.engineer.pk}-embedded-engineer/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in structured(client, cast.engineer)["description"]


def test_a_paused_job_has_a_kind_page_that_is_not_found(cast, read, now):
    pause_job(cast.engineer, by=cast.hanna, now=now)
    text = read(f"/careers/{cast.engineer.pk}/", status=404)
    assert "This job takes no applications just now" in text
    assert "Have you applied for it? Then you were told by when you hear from us, and that holds." in text


def test_a_closed_job_is_gone_and_shows_what_else_is_open(cast, read):
    Job.objects.filter(pk=cast.engineer.pk).update(status="closed")
    Job.objects.filter(pk=cast.sales.pk).update(department=cast.engineer.department)
    text = read(f"/careers/{cast.engineer.pk}/", status=410)
    assert "This job is no longer open" in text
    assert "Open in Engineering Account Manager" in text


def nothing(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    return words(answer.content.decode())


def test_what_was_never_public_looks_like_what_never_was(cast, client):
    never = nothing(client, "/careers/999999/")
    secret = cast.secret.pk
    for status in ("open", "paused", "closed", "draft"):
        Job.objects.filter(pk=secret).update(status=status)
        assert nothing(client, f"/careers/{secret}/") == never
        assert nothing(client, f"/careers/{secret}-head-of-firmware/") == never
        assert nothing(client, f"/careers/{secret}/application") == never
    Job.objects.filter(pk=cast.engineer.pk).update(status="closed", opened_at=None)
    assert nothing(client, f"/careers/{cast.engineer.pk}/") == never
    Job.objects.filter(pk=cast.sales.pk).update(listed=False)
    assert nothing(client, f"/careers/{cast.sales.pk}/") == never


@pytest.mark.parametrize("path", ["0", "99999999999999999999", "99999999999999999999-x", "-1", "1-", "x", "1-a b"])
def test_addresses_that_lead_nowhere_are_not_found(cast, client, path):
    assert client.get(f"/careers/{path}/").status_code == 404


def test_the_page_costs_the_same_however_long_the_plan(cast, client, django_assert_num_queries):
    path = f"/careers/{cast.engineer.pk}-embedded-engineer/"
    client.get(path)
    for _ in range(2):
        with django_assert_num_queries(6):
            client.get(path)
        for stage in cast.engineer.stages.all():
            stage.pk, stage.position = None, stage.position + 10
            stage.save()


def test_readers_get_no_cookie(cast, client):
    answer = client.get(f"/careers/{cast.engineer.pk}-embedded-engineer/")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"] == "public, max-age=120"
