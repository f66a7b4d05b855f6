"""A candidate who has come in, and pages as the words they show."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from hearback.candidates.models import Candidate
from hearback.portal.doors import sign_in


@pytest.fixture
def come_in(client: Client, clock) -> Callable[[Candidate], Client]:
    """`come_in(cast.omar)`: from now on the client is that candidate's, as after a right code."""

    def come_in(candidate: Candidate) -> Client:
        request = RequestFactory().get("/my/")
        request.session = client.session
        sign_in(request, candidate, now=clock.now)
        request.session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
        return client

    return come_in


@pytest.fixture
def read(client: Client) -> Callable[..., str]:
    """`read("/my/")` is the page's words in one line, wherever it leads."""

    def read(path: str, *, status: int = 200) -> str:
        response = client.get(path, follow=True)
        assert response.status_code == status, f"{path} answered {response.status_code}"
        return words(response.content.decode())

    return read


def words(page: str) -> str:
    page = re.sub(r"<head>.*?</head>|<svg.*?</svg>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
