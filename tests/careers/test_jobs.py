"""The list of open jobs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.jobs.actions import create_job, open_job, pause_job
from hearback.jobs.models import Job
from hearback.reports.models import Figure

pytestmark = pytest.mark.django_db


def more_jobs(cast, now, count):
    for n in range(count):
        job = create_job(
            title=f"Clerk {n:02}",
            department=cast.departments["operations"],
            office=cast.berlin,
            by=cast.alice,
            now=now + timedelta(seconds=n),
        )
        Job.objects.filter(pk=job.pk).update(status="open", posted_at=now + timedelta(seconds=n))


def test_every_open_job_stands_there_with_its_pay_and_place(cast, read):
    text = read("/careers/")
    assert "Embedded Engineer Engineering · Berlin, partly from home · Full time EUR 62,000 to 78,000 a year" in text
    assert "Account Manager Sales · Toronto" in text


def test_confidential_draft_paused_unlisted_and_expired_jobs_are_left_out(cast, read, post_it, now, clock):
    assert "Head of Firmware" not in read("/careers/")
    draft = create_job(
        title="Night Watch",
        department=cast.departments["operations"],
        office=cast.berlin,
        by=cast.alice,
        now=now,
    )
    assert draft.title not in read("/careers/")
    post_it(cast.sales, listed=False)
    assert "Account Manager" not in read("/careers/")
    post_it(cast.sales, listed=True, valid_through=now.date() + timedelta(days=2))
    assert "Account Manager" in read("/careers/")
    clock.move(days=4)
    assert "Account Manager" not in read("/careers/")
    pause_job(cast.engineer, by=cast.hanna, now=now)
    assert "No job is open at the moment" in read("/careers/")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=firmware", {"Embedded Engineer"}),
        ("q=CUSTOMERS+Ottawa", {"Account Manager"}),
        ("q=firmware+Ottawa", set()),
        ("employment=full_time&workplace=hybrid", {"Embedded Engineer", "Account Manager"}),
        ("workplace=remote", set()),
        ("office=999999", set()),
        ("department=x&office=-1&employment=zzz&after=rubbish-1", {"Embedded Engineer", "Account Manager"}),
        ("q=%00%27%3B--", set()),
    ],
)
def test_filters_live_in_the_address(cast, read, query, shown):
    text = read(f"/careers/?{query}")
    assert {title for title in ("Embedded Engineer", "Account Manager") if f"{title} " in text} == shown


def test_one_department_or_office_at_a_time(cast, read):
    text = read(f"/careers/?department={cast.departments['sales'].pk}")
    assert "Account Manager" in text and "Embedded Engineer" not in text
    text = read(f"/careers/?office={cast.berlin.pk}")
    assert "Embedded Engineer" in text and "Account Manager" not in text


def test_a_long_list_has_pages_that_neither_repeat_nor_skip(cast, client, now):
    more_jobs(cast, now, 60)
    seen, address = [], "/careers/?office=" + str(cast.berlin.pk)
    for _ in range(4):
        content = client.get(address).content.decode()
        seen += [part.split("<")[0] for part in content.split('job-row-title">')[1:]]
        if 'rel="next"' not in content and "More jobs" not in content:
            break
        address = content.split('<a class="button button-quiet" href="')[1].split('"')[0].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 61
    assert seen[0] == "Clerk 59"


def test_the_page_costs_the_same_however_many_jobs_there_are(cast, client, now, django_assert_num_queries):
    for count in (0, 20):
        more_jobs(cast, now, count)
        with django_assert_num_queries(5):
            client.get("/careers/")


def test_readers_get_no_cookie_and_caches_may_keep_the_page(cast, client):
    answer = client.get("/careers/")
    assert answer.headers["Cache-Control"] == "public, max-age=120"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies
    again = client.get("/careers/", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_for_reading_only(cast, client):
    assert client.post("/careers/").status_code == 405


def test_how_the_word_was_kept_is_said_once_there_are_enough(cast, read, now):
    facts = {"due": 19, "kept": 18, "answered": 19, "days": 2.4}
    figure = Figure.objects.create(name="word_kept", facts=facts, counted_at=now)
    assert "How we keep our word" not in read("/careers/")
    figure.facts = {"due": 200, "kept": 187, "answered": 40, "days": 2.4}
    figure.save()
    text = read("/careers/")
    assert "promises to candidates kept by the day we named 93 of 100" in text
    assert "had an answer within 3 days" in text


def test_a_reopened_job_stands_first_again(cast, client, now):
    Job.objects.filter(pk=cast.sales.pk).update(status="closed")
    cast.sales.refresh_from_db()
    open_job(cast.sales, by=cast.hanna, now=now)
    content = client.get("/careers/").content.decode()
    assert content.index("Account Manager") < content.index("Embedded Engineer")
