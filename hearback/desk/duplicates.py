"""Who may be one person: the pairs that were found, two side by side, merged, and parted again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.applications.queries import candidates_visible_to, visible_to
from hearback.candidates.models import Candidate
from hearback.candidates.queries import namesakes, with_email
from hearback.desk.doors import desk_page, find, me, notice
from hearback.finding.duplicates import merging
from hearback.finding.duplicates.actions import dismiss
from hearback.finding.duplicates.models import Merge
from hearback.finding.duplicates.parting import changed_since, undo
from hearback.finding.duplicates.queries import (
    RECRUITING,
    doubts_about,
    may_merge,
    merges_visible_to,
    suspicions_page,
    suspicions_visible_to,
)
from hearback.finding.duplicates.rules import FACTS, employers_in, in_words
from hearback.people.models import Person
from hearback.promises.queries import with_next_steps
from hearback.refusals import Refused

LABELS = {
    "name": "Name",
    "email": "E-mail",
    "phone": "Phone",
    "channel": "They prefer",
    "headline": "Headline",
    "location": "Where they live",
    "time_zone": "Time zone",
    "source": "Source",
    "resume": "Résumé",
}


@dataclass(frozen=True)
class Fact:
    """One line of the comparison: what each row says, and which of the two is offered first."""

    name: str
    label: str
    kept: str
    merged: str

    @property
    def same(self) -> bool:
        return self.kept == self.merged

    @property
    def take(self) -> bool:
        return not self.kept


@require_safe
@desk_page
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs of which one may see both, the newest first."""
    person = me(request)
    if person.role not in RECRUITING:
        raise Http404
    page = suspicions_page(person, after=request.GET.get("after", ""))
    facts = {
        "page": page,
        "in_words": in_words,
        "employers": {one.pk: employers_in(one.resume)[:2] for pair in page.rows for one in (pair.first, pair.second)},
        "may_merge": may_merge(person),
        "further": bool(request.GET.get("after")),
        "now": timezone.now(),
    }
    return render(request, "desk/duplicates/duplicates.html", facts)


@require_POST
@desk_page
def dismissal(request: HttpRequest, pk: int) -> HttpResponse:
    """Not the same person, for good."""
    pair = find(suspicions_visible_to(me(request), pk), pk=pk)
    try:
        dismiss(pair, by=me(request), now=timezone.now())
    except Refused as refused:
        notice(request, str(refused))
    else:
        notice(request, "Noted: they are not the same person. You won’t be asked about these two again.")
    back = request.POST.get("back", "")
    if back.isdecimal():
        return redirect("desk:candidate", int(back))
    return redirect("desk:duplicates")


@require_safe
@desk_page
def merge_with(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is the same person as this one: those who look like it, and whoever is looked for by name or address."""
    person, someone = _merger(request), _candidate(request, pk)
    text = request.GET.get("q", "").strip()[:200]
    found = with_email(text) | namesakes(text) if text else Candidate.objects.none()
    others = candidates_visible_to(person).filter(pk__in=found.values("pk")[:20]).exclude(pk=pk)
    facts = {
        "candidate": someone,
        "doubts": doubts_about(someone, person),
        "in_words": in_words,
        "q": text,
        "others": others,
    }
    return render(request, "desk/duplicates/merge_with.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Side by side: what each row says, what comes together, and which of the facts are right."""
    person, now = _merger(request), timezone.now()
    kept, merged = _candidate(request, pk), _candidate(request, other)
    sentence = merging.in_the_way(kept, merged, by=person)
    chosen = {name for name in FACTS if request.POST.get(name) == "merged"}
    if request.method == "POST":
        try:
            done = merging.merge(kept, merged, take=chosen, by=person, now=now)
        except Refused as refused:
            sentence = str(refused)
        else:
            notice(request, f"Merged: {done.kept.name} is one person now. You can undo this here.")
            return redirect("desk:merged", done.pk)
    facts = {
        "kept": kept,
        "merged": merged,
        "facts": compare(kept, merged),
        "chosen": chosen if request.method == "POST" else None,
        "sides": [_side(kept, person), _side(merged, person)],
        "sentence": sentence,
        "now": now,
    }
    return render(request, "desk/duplicates/merge.html", facts, status=422 if request.method == "POST" else 200)


def compare(kept: Candidate, merged: Candidate) -> list[Fact]:
    return [Fact(name, label, _said(kept, name), _said(merged, name)) for name, label in LABELS.items()]


def _said(one: Candidate, name: str) -> str:
    if name == "channel":
        return one.get_channel_display()
    if name == "resume":
        work = employers_in(one.resume)
        return f"Read: {', '.join(work[:3]) or 'no employers in it'}" if one.resume else ""
    return str(getattr(one, name))


def _side(one: Candidate, person: Person) -> dict[str, Any]:
    """What belongs to a row, as far as this person may see it."""
    return {
        "candidate": one,
        "applications": with_next_steps(visible_to(person).filter(candidate=one)).order_by("-applied_at"),
        "files": one.attachments.all(),
        "tags": [tagging.tag for tagging in one.taggings.select_related("tag")],
    }


@require_safe
@desk_page
def merged(request: HttpRequest, pk: int) -> HttpResponse:
    """One merge: who chose what, what came over, and the way back."""
    return _merged_page(request, find(merges_visible_to(me(request), pk), pk=pk))


@require_POST
@desk_page
def parting(request: HttpRequest, pk: int) -> HttpResponse:
    """Two people again."""
    done = find(merges_visible_to(me(request), pk), pk=pk)
    try:
        undo(done, by=me(request), now=timezone.now())
    except Refused as refused:
        return _merged_page(request, done, sentence=str(refused))
    notice(request, "Undone: they are two people again, each with what was theirs.")
    return redirect("desk:candidate", done.merged_id)


def _merged_page(request: HttpRequest, done: Merge, sentence: str = "") -> HttpResponse:
    before, after = done.facts.get("before", {}), done.facts.get("after", {})
    facts = {
        "done": done,
        "changes": [
            (LABELS[name], before[name], after[name]) for name in before if name in LABELS and name != "resume"
        ],
        "resume_taken": "resume" in before,
        "came": came_over(done),
        "own": [(LABELS[name], _said(done.merged, name)) for name in LABELS if _said(done.merged, name)],
        "newer": [LABELS[name] for name in changed_since(done) if name in LABELS],
        "sentence": sentence,
        "now": timezone.now(),
    }
    return render(request, "desk/duplicates/merged.html", facts, status=422 if sentence else 200)


THINGS = {
    "hearback_application.candidate": ("application", "applications"),
    "hearback_message.candidate": ("message", "messages"),
    "hearback_interview.candidate": ("interview", "interviews"),
    "hearback_attachment.candidate": ("file", "files"),
    "hearback_tagging.candidate": ("tag", "tags"),
    "hearback_poolmembership.candidate": ("place in a pool", "places in pools"),
}


def came_over(done: Merge) -> list[tuple[int, str]]:
    counted = [(len(done.moved.get(name, [])), words) for name, words in THINGS.items()]
    return [(count, one if count == 1 else many) for count, (one, many) in counted if count]


def _merger(request: HttpRequest) -> Person:
    if not may_merge(me(request)):
        raise Http404
    return me(request)


def _candidate(request: HttpRequest, pk: int) -> Candidate:
    return find(candidates_visible_to(me(request)), pk=pk)
