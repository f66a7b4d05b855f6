"""Open jobs for programs: a map for search engines, feeds for readers and for job boards. Only what the list shows."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from hearback.careers.doors import public_page
from hearback.careers.structured import EMPLOYMENT, description, posting_text
from hearback.jobs.models import Job
from hearback.jobs.public import posting_url, public_jobs
from hearback.words import pay

MOST = 1000
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def _jobs() -> list[Job]:
    return list(public_jobs(now=timezone.now()).prefetch_related("requirements")[:MOST])


def _pay(job: Job) -> str:
    return pay(job.pay_low, job.pay_high, job.pay_currency, job.pay_period) if job.pay_shown else ""


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """https://www.sitemaps.org/protocol.html"""
    root = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    SubElement(SubElement(root, "url"), "loc").text = f"{settings.BASE_URL}/careers/"
    for job in public_jobs(now=timezone.now())[: MOST * 40]:
        place = SubElement(root, "url")
        SubElement(place, "loc").text = posting_url(job)
        SubElement(place, "lastmod").text = job.since.date().isoformat()
    return _xml(root)


@public_page
def atom(request: HttpRequest) -> HttpResponse:
    site = f"{settings.BASE_URL}/careers/"
    feed = Atom1Feed(
        title=f"Jobs at {settings.EMPLOYER}", link=site, description="", feed_url=f"{site}feed.xml", feed_guid=site
    )
    for job in _jobs():
        feed.add_item(
            title=_plain(job.title),
            link=posting_url(job),
            description=_plain(description(job, job.requirements.all())),
            pubdate=job.since,
            updateddate=job.since,
            unique_id=posting_url(job),
            categories=[job.department.name, job.office.name],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public_page
def boards(request: HttpRequest) -> HttpResponse:
    """The XML that Indeed made usual and most job boards read."""
    root = Element("source")
    SubElement(root, "publisher").text = settings.EMPLOYER
    SubElement(root, "publisherurl").text = f"{settings.BASE_URL}/careers/"
    for job in _jobs():
        entry = SubElement(root, "job")
        for name, text in _board_facts(job).items():
            if text:
                SubElement(entry, name).text = _plain(text)
    return _xml(root)


def _board_facts(job: Job) -> dict[str, str]:
    return {
        "title": job.title,
        "date": job.since.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        "referencenumber": str(job.pk),
        "url": f"{posting_url(job)}?source=Job+board",
        "company": settings.EMPLOYER,
        "city": job.office.name,
        "state": job.office.subdivision,
        "country": job.office.country,
        "streetaddress": job.office.address,
        "description": description(job, job.requirements.all()),
        "salary": _pay(job),
        "jobtype": job.get_employment_display(),
        "category": job.department.name,
        "expirationdate": job.valid_through.date().isoformat() if job.valid_through else "",
        "remotetype": {"remote": "Fully remote", "hybrid": "Hybrid remote"}.get(job.workplace, ""),
    }


@public_page
def json_feed(request: HttpRequest) -> HttpResponse:
    """https://www.jsonfeed.org/version/1.1/, with a member of our own for what a job has besides."""
    site = f"{settings.BASE_URL}/careers/"
    items = [
        {
            "id": posting_url(job),
            "url": posting_url(job),
            "title": job.title,
            "content_html": description(job, job.requirements.all()),
            "content_text": posting_text(job),
            "date_published": job.since.isoformat(),
            "tags": [job.department.name, job.office.name],
            "_job": {
                "department": job.department.name,
                "office": job.office.name,
                "country": job.office.country,
                "employment": EMPLOYMENT.get(job.employment, ""),
                "workplace": job.workplace,
                "pay": _pay(job),
                "openings": job.openings,
                "vacancy_exists": job.vacancy_exists,
                "automated_help": job.automated_help,
                "apply_until": job.valid_through.isoformat() if job.valid_through else None,
            },
        }
        for job in _jobs()
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Jobs at {settings.EMPLOYER}",
        "home_page_url": site,
        "feed_url": f"{site}feed.json",
        "items": items,
    }
    return JsonResponse(feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


def _xml(root: Element) -> HttpResponse:
    text = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = (
        *("User-agent: *", "Disallow: /desk/", "Disallow: /my/", "Disallow: /careers/drafts/"),
        *("Disallow: /careers/receipts/", "Allow: /careers/", f"Sitemap: {settings.BASE_URL}/careers/sitemap.xml"),
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
