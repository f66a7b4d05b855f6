"""Who has looked at a candidate's papers: an account for admins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.applications.queries import candidates_visible_to
from hearback.candidates.models import Candidate
from hearback.desk.doors import admin_page, find, me
from hearback.people.models import Person
from hearback.record.models import Entry
from hearback.record.reading import readings_of

PAGE = 100
PAPERS = {
    "resume": "The candidate’s page, with the résumé",
    "application": "The application, with what the résumé says in short",
    "kit": "The kit of an interview, with what the résumé says in short",
    "export": "An export, with the whole résumé",
}


@require_safe
@admin_page
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    someone = find(candidates_visible_to(me(request)), pk=pk)
    files = dict(someone.attachments.values_list("pk", "name"))
    read = readings_of(pk, files)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        read = read.filter(pk__lt=int(before))
    found = list(read[: PAGE + 1])
    facts = {
        "candidate": someone,
        "rows": _in_words(found[:PAGE], someone, files),
        "older": found[PAGE - 1].pk if len(found) > PAGE else 0,
        "now": timezone.now(),
    }
    return render(request, "desk/candidates/readers.html", facts)


def _in_words(read: list[Entry], someone: Candidate, files: dict[int, str]) -> list[tuple[Entry, Person | None, str]]:
    people = Person.objects.in_bulk({one.actor_id for one in read if one.actor_kind == "person"})
    return [(one, people.get(one.actor_id) if one.actor_kind == "person" else None, _paper(one, files)) for one in read]


def _paper(one: Entry, files: dict[int, str]) -> str:
    if one.subject == "attachment":
        return files.get(one.subject_id, "A file that is gone")
    return PAPERS.get(str(one.details.get("what", "")), "What is known of them")
