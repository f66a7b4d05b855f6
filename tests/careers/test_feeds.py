"""Feeds, the map for search engines, and that nothing stands in them which the list does not show."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from hearback.jobs.actions import change_job
from hearback.jobs.models import Job

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
EVERY = ("/careers/", "/careers/feed.xml", "/careers/jobs.xml", "/careers/feed.json", "/careers/sitemap.xml")


def xml(client, path):
    return ElementTree.fromstring(client.get(path).content)


def test_the_atom_feed_has_an_entry_for_each_open_job(cast, client):
    feed = xml(client, "/careers/feed.xml")
    titles = {entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")}
    assert titles == {"Embedded Engineer", "Account Manager"}
    links = {entry.find(f"{ATOM}link").get("href") for entry in feed.findall(f"{ATOM}entry")}
    assert f"http://localhost:8000/careers/{cast.engineer.pk}-embedded-engineer/" in links


def test_job_boards_get_pay_place_and_kind(cast, client):
    jobs = {job.find("title").text: job for job in xml(client, "/careers/jobs.xml").findall("job")}
    assert jobs["Embedded Engineer"].find("salary").text == "EUR 62,000 to 78,000 a year"
    assert jobs["Account Manager"].find("state").text == "ON"
    assert jobs["Account Manager"].find("url").text.endswith("?source=Job+board")


def test_the_json_feed_is_one(cast, client):
    answer = client.get("/careers/feed.json")
    assert answer.headers["Content-Type"] == "application/feed+json"
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    engineer = next(item for item in feed["items"] if item["title"] == "Embedded Engineer")
    assert engineer["_job"]["vacancy_exists"] is True
    assert engineer["_job"]["pay"] == "EUR 62,000 to 78,000 a year"


def test_the_map_names_the_list_and_each_job(cast, client):
    places = {one.find(f"{SITEMAP}loc").text for one in xml(client, "/careers/sitemap.xml")}
    assert places == {
        "http://localhost:8000/careers/",
        f"http://localhost:8000/careers/{cast.engineer.pk}-embedded-engineer/",
        f"http://localhost:8000/careers/{cast.sales.pk}-account-manager/",
    }
    assert b"Sitemap: http://localhost:8000/careers/sitemap.xml" in client.get("/robots.txt").content


def test_confidential_draft_and_unlisted_jobs_leak_nowhere(cast, client):
    for facts in ({"confidential": True}, {"status": "draft"}, {"listed": False}, {"status": "paused"}):
        Job.objects.filter(pk=cast.secret.pk).update(**{"confidential": False, "status": "open", "listed": True})
        # It could leak: as it stands it is on every one of them.
        for path in EVERY:
            assert b"head-of-firmware" in client.get(path).content, path
        Job.objects.filter(pk=cast.secret.pk).update(**facts)
        for path in EVERY:
            content = client.get(path).content.lower()
            assert b"head-of-firmware" not in content and b"head of firmware" not in content, (path, facts)
    for path in (f"/careers/{cast.engineer.pk}-embedded-engineer/", "/careers/?q=firmware"):
        assert b"head of firmware" not in client.get(path).content.lower()


def test_signs_that_xml_cannot_hold_stop_no_feed(cast, client, now, post_it):
    change_job(cast.engineer, title="Welder\x0b <&> \ufffe", by=cast.hanna, now=now)
    post_it(cast.engineer, posting_text="Weld\x08 & <b>bend</b> ]]> \U0001f525")
    for path in EVERY:
        assert client.get(path).status_code == 200
    assert xml(client, "/careers/jobs.xml").find("job") is not None
    assert xml(client, "/careers/feed.xml").find(f"{ATOM}entry") is not None


def test_feeds_cost_the_same_however_many_jobs_there_are(cast, client, django_assert_num_queries):
    for path, queries in (("/careers/feed.xml", 2), ("/careers/jobs.xml", 2), ("/careers/feed.json", 2)):
        with django_assert_num_queries(queries):
            client.get(path)
