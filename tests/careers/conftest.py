"""Somebody nobody knows, before the careers pages, with a form filled in as a person would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from hearback.applications.models import Application
from hearback.jobs.models import Job
from hearback.jobs.postings import set_application_form, set_posting
from tests.portal.conftest import words
from tests.reading import fields

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NORA = {"name": "Nora Ek", "email": "nora.ek@mail.example"}


@pytest.fixture(autouse=True)
def files_go_elsewhere(settings, tmp_path):
    here = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": here}


@pytest.fixture
def job(cast, now) -> Job:
    """The account manager's job, in Toronto, whose form asks for no more than a name and an e-mail address."""
    asks = dict.fromkeys(("ask_resume", "ask_cover_letter", "ask_links", "ask_phone"), "optional")
    set_application_form(cast.sales, asks=asks, questions=[], by=cast.hanna, now=now)
    cast.sales.refresh_from_db()
    return cast.sales


@pytest.fixture
def read(client: Client) -> Callable[..., str]:
    """`read("/careers/")` is the page's words in one line."""

    def read(path: str, *, status: int = 200, follow: bool = True) -> str:
        response = client.get(path, follow=follow)
        assert response.status_code == status, f"{path} answered {response.status_code}"
        return words(response.content.decode())

    return read


@pytest.fixture
def fill_in(client: Client, clock) -> Callable[..., HttpResponse]:
    """`fill_in(job, name="Nora Ek")` opens the form, takes half a minute, and sends what stands in it with this."""

    def fill_in(job: Job, *, act: str = "send", by: Client | None = None, **typed: Any) -> HttpResponse:
        by = by or client
        path = f"/careers/{job.pk}/application"
        opened = by.get(path)
        assert opened.status_code == 200, opened.status_code
        clock.move(seconds=30)
        return by.post(path, {**fields(opened), **typed, "act": act})

    return fill_in


def pdf(name: str = "cv.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def page(response: HttpResponse) -> str:
    return words(response.content.decode())


def applications_of(email: str) -> list[Application]:
    return list(Application.objects.filter(candidate__email__iexact=email).select_related("candidate", "job"))


@pytest.fixture
def post_it(cast, now) -> Callable[..., Job]:
    """`post_it(cast.engineer, listed=False)` changes what a job's posting says."""

    def post_it(job: Job, **facts: Any) -> Job:
        set_posting(job, by=cast.alice, now=now, **facts)
        job.refresh_from_db()
        return job

    return post_it
