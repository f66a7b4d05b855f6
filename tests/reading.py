"""Pages as the tests read them: opened by somebody, as text."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
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


class _Fields(HTMLParser):
    """The fields of a page's main form, as a browser would send them back."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.inside: str | None = None
        self.select: str | None = None
        self.main = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name, value = given.get("name") or "", given.get("value") or ""
        self.main = self.main or tag == "main"
        if not self.main:
            return
        if tag == "input" and name and (given.get("type") not in {"radio", "checkbox"} or "checked" in given):
            self.found[name] = value
        if tag == "textarea":
            self.inside, self.found[name] = name, ""
        if tag == "select":
            self.select = name
        if tag == "option" and self.select and "selected" in given:
            self.found[self.select] = value

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[self.inside] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.inside:
            self.found[self.inside] = self.found[self.inside].removeprefix("\n")
            self.inside = None
        if tag == "select":
            self.select = None


def fields(answer: HttpResponse) -> dict[str, str]:
    parser = _Fields()
    parser.feed(answer.content.decode())
    return {name: value for name, value in parser.found.items() if name != "csrfmiddlewaretoken"}
