"""What the public sees of jobs: those that are open, listed and not confidential, and never anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from hearback.jobs.form_rules import Asked
from hearback.jobs.models import Job, Requirement
from hearback.jobs.posting_rules import Facts
from hearback.people.models import Department, Office

PAGE = 25
_PREVIEW = "hearback.careers.preview"


def public_jobs(*, now: datetime) -> QuerySet[Job]:
    """The newest first. Worded as the index `jobs_on_the_careers_pages` is."""
    return (
        Job.objects.filter(status=Job.Status.OPEN, confidential=False, listed=True)
        .filter(Q(valid_through=None) | Q(valid_through__gte=now))
        .select_related("department", "office")
        .annotate(since=Coalesce("posted_at", "created_at"))
        .order_by("-since", "-pk")
    )


def once_public_jobs() -> QuerySet[Job]:
    """Those whose page may be asked for: open now, or paused or closed after having been open."""
    posted = Job.objects.filter(confidential=False, listed=True).exclude(status=Job.Status.DRAFT)
    # One that was closed unopened has never been public.
    return posted.filter(Q(status=Job.Status.OPEN) | Q(opened_at__isnull=False)).select_related("department", "office")


def posting_path(job: Job) -> str:
    return f"/careers/{job.pk}-{job.slug}/"


def posting_url(job: Job) -> str:
    """The one address of this posting, absolute."""
    return f"{settings.BASE_URL}{posting_path(job)}"


def preview_token(job: Job) -> str:
    """Shows this posting for a day, whether it is public or not; made for somebody who may change it."""
    return signing.dumps(job.pk, salt=_PREVIEW)


def previewed(token: str) -> Job | None:
    try:
        pk = signing.loads(token, salt=_PREVIEW, max_age=timedelta(days=1))
    except signing.BadSignature:
        return None
    return Job.objects.filter(pk=pk).select_related("department", "office").first()


@dataclass(frozen=True)
class Filters:
    """What a list of postings is narrowed to. Whatever makes no sense is passed over."""

    words: str = ""
    department: int = 0
    office: int = 0
    employment: str = ""
    workplace: str = ""

    def __bool__(self) -> bool:
        return self != Filters()


def read_filters(asked: Mapping[str, str]) -> Filters:
    return Filters(
        words=" ".join(asked.get("q", "").replace("\x00", "").split())[:100],
        department=_number(asked.get("department", "")),
        office=_number(asked.get("office", "")),
        employment=asked["employment"] if asked.get("employment") in Job.Employment.values else "",
        workplace=asked["workplace"] if asked.get("workplace") in Job.Workplace.values else "",
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def narrowed(jobs: QuerySet[Job], filters: Filters) -> QuerySet[Job]:
    exact = {name: getattr(filters, name) for name in ("department", "office", "employment", "workplace")}
    jobs = jobs.filter(**{name: value for name, value in exact.items() if value})
    for word in filters.words.split()[:6]:
        places = ("title", "posting_text", "description", "department__name", "office__name")
        wanted = Q()
        for place in places:
            wanted |= Q(**{f"{place}__icontains": word})
        jobs = jobs.filter(wanted)
    return jobs


@dataclass(frozen=True)
class Page:
    """Postings, the newest first. `after` is the key of the next page, empty on the last."""

    rows: list[Job]
    after: str = ""


def page_of(jobs: QuerySet[Job], *, after: str = "", size: int = PAGE) -> Page:
    if key := _key(after):
        jobs = jobs.filter(Q(since__lt=key[0]) | Q(since=key[0], pk__lt=key[1]))
    rows = list(jobs[: size + 1])
    if len(rows) <= size:
        return Page(rows)
    last = rows[size - 1]
    return Page(rows[:size], f"{round(last.since.timestamp() * 1_000_000)}-{last.pk}")


def _key(text: str) -> tuple[datetime, int] | None:
    at, _, pk = text.partition("-")
    if not (at.isascii() and at.isdecimal() and pk.isascii() and pk.isdecimal() and len(at) < 18 and len(pk) < 19):
        return None
    seconds, parts = divmod(int(at), 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=parts), int(pk)


def choices_among(jobs: QuerySet[Job]) -> dict[str, list[tuple[object, str]]]:
    """What the list can be narrowed to: only what some posting has. Three queries."""
    found = set(jobs.order_by().values_list("employment", "workplace").distinct())
    return {
        "department": list(Department.objects.filter(jobs__in=jobs).distinct().values_list("pk", "name")),
        "office": list(Office.objects.filter(jobs__in=jobs).distinct().values_list("pk", "name")),
        "employment": [one for one in Job.Employment.choices if one[0] in {employment for employment, _ in found}],
        "workplace": [one for one in Job.Workplace.choices if one[0] in {workplace for _, workplace in found}],
    }


def form_of(job: Job) -> list[Asked]:
    """The job's own questions, in order, as the rules see them."""
    return [
        Asked(
            id=question.pk,
            kind=question.kind,
            text=question.text,
            required=question.required,
            options=tuple(question.options),
            only_after=question.only_after_id,
            only_if=question.only_if,
            hint=question.hint,
        )
        for question in job.form_questions.all()
    ]


def posting_facts(job: Job) -> Facts:
    """What the law is asked about: the posting as its readers see it."""
    requirements = Requirement.objects.filter(job=job).values_list("text", flat=True)
    questions = job.form_questions.values_list("text", flat=True)
    return Facts(
        country=job.office.country,
        subdivision=job.office.subdivision,
        pay_low=job.pay_low if job.pay_shown else None,
        pay_high=job.pay_high if job.pay_shown else None,
        pay_currency=job.pay_currency,
        pay_period=job.pay_period,
        vacancy_exists=job.vacancy_exists,
        automated_help=job.automated_help,
        automated_words=job.automated_words,
        texts=tuple(
            text for text in (job.title, job.posting_text or job.description, *requirements, *questions) if text
        ),
    )
