"""Pages as the tests read them: opened by somebody, as text."""

from __future__ import annotations

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from hearback.people.models import Person


def get(client: Client, person: Person, path: str, status: int = 200) -> HttpResponse:
    client.force_login(person)
    answer = client.get(path)
    assert answer.status_code == status, f"{path} answered {answer.status_code}"
    return answer


def post(client: Client, person: Person, path: str, status: int = 302, **typed: Any) -> HttpResponse:
    client.force_login(person)
    answer = client.post(path, typed)
    assert answer.status_code == status, words(answer) if answer.status_code in (200, 422) else answer.status_code
    return answer


def words(answer: HttpResponse) -> str:
    """What one reads on the page: no tags, one space between words."""
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    assert main, "a page has a main part"
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main[0]))).strip()


def read(client: Client, person: Person, path: str, status: int = 200) -> str:
    return words(get(client, person, path, status))
