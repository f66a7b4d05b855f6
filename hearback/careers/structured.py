"""A posting as machines read it: schema.org's JobPosting, and the same facts for feeds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from hearback.jobs.models import Job, Requirement
from hearback.jobs.public import posting_url
from hearback.words import paragraphs

EMPLOYMENT = {
    "full_time": "FULL_TIME",
    "part_time": "PART_TIME",
    "fixed_term": "TEMPORARY",
    "contract": "CONTRACTOR",
    "internship": "INTERN",
}
UNITS = {"year": "YEAR", "month": "MONTH", "hour": "HOUR"}
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def posting_text(job: Job) -> str:
    return job.posting_text or job.description


def description(job: Job, needs: Sequence[Requirement] = ()) -> str:
    """The posting as HTML; everything in it is text and escaped."""
    wanted = "".join(Markup("<li>{}</li>").format(needed.text) for needed in needs)
    return str(paragraphs(posting_text(job))) + (f"<ul>{wanted}</ul>" if wanted else "")


def job_posting(job: Job, needs: Sequence[Requirement], *, employer: str, site: str) -> dict[str, Any]:
    """https://schema.org/JobPosting, with what is known left in and what is not left out."""
    facts = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": job.title,
        "description": description(job, needs) or job.title,
        "url": posting_url(job),
        "identifier": {"@type": "PropertyValue", "name": employer, "value": str(job.pk)},
        "datePosted": (job.posted_at or job.created_at).date().isoformat(),
        "validThrough": job.valid_through.isoformat() if job.valid_through else None,
        "employmentType": EMPLOYMENT.get(job.employment),
        "hiringOrganization": {"@type": "Organization", "name": employer, "sameAs": f"{site}/careers/"},
        "jobLocation": _place(job),
        "baseSalary": _pay(job),
        "qualifications": "; ".join(needed.text for needed in needs if needed.must),
        "totalJobOpenings": job.openings,
        "directApply": True,
    }
    if job.workplace == Job.Workplace.REMOTE:
        facts |= {
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": {"@type": "Country", "name": job.office.country},
        }
    return {name: value for name, value in facts.items() if value not in (None, "", {})}


def _place(job: Job) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": job.office.address,
        "addressLocality": job.office.name,
        "addressRegion": job.office.subdivision,
        "addressCountry": job.office.country,
    }
    return {"@type": "Place", "address": {name: text for name, text in address.items() if text}}


def _pay(job: Job) -> dict[str, Any] | None:
    if not job.pay_shown or (job.pay_low is None and job.pay_high is None):
        return None
    low, high = job.pay_low or job.pay_high, job.pay_high or job.pay_low
    value = {"minValue": float(low), "maxValue": float(high)} if low != high else {"value": float(low)}
    return {
        "@type": "MonetaryAmount",
        "currency": job.pay_currency,
        "value": {"@type": "QuantitativeValue", **value, "unitText": UNITS[job.pay_period]},
    }


def as_script(facts: Mapping[str, Any]) -> Markup:
    """JSON that may stand inside a <script> element: no sign in it can end the element or begin a comment."""
    return Markup(json.dumps(facts, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))
