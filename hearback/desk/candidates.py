"""One candidate: seen with everything they have sent, added, changed, put into a job."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.applications.models import Application
from hearback.applications.queries import boards_visible_to, candidates_visible_to, visible_to
from hearback.candidates.actions import change_candidate
from hearback.candidates.models import Candidate
from hearback.candidates.queries import with_email
from hearback.candidates.reading_out import read
from hearback.candidates.rules import specifics
from hearback.candidates.tags import tags_in_use
from hearback.decisions.additions import add_by_hand
from hearback.decisions.arrivals import apply
from hearback.decisions.queries import attachments_visible_to
from hearback.desk.acts import speak_our_words
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.candidates import ApplicationForm, CandidateForm, NewCandidateForm, candidate_initial
from hearback.desk.forms.common import zone_of_person
from hearback.finding.duplicates.actions import compare
from hearback.finding.duplicates.queries import doubts_about, may_merge, merges_of, who_it_may_be
from hearback.finding.duplicates.rules import in_words
from hearback.finding.pools.queries import may_keep, memberships_of
from hearback.jobs.models import Job
from hearback.people.models import Person, Role
from hearback.promises.queries import with_next_steps
from hearback.record.reading import note_reading
from hearback.refusals import Refused

RECRUITING = (Role.ADMIN, Role.RECRUITER, Role.COORDINATOR)


@require_safe
@desk_page
def candidate(request: HttpRequest, pk: int) -> HttpResponse:
    now, person = timezone.now(), me(request)
    if same := Candidate.everyone.filter(pk=pk, merged_into__in=candidates_visible_to(person)).first():
        return redirect("desk:candidate", same.merged_into_id)
    someone = find(candidates_visible_to(person), pk=pk)
    note_reading(pk, by=person.pk, what="resume", now=now)
    mine = list(with_next_steps(visible_to(person).filter(candidate=someone)).order_by("-applied_at"))
    speak_our_words([step for one in mine for step in one.next_steps], now, zone_of_person(person))
    summary, sections = read(someone.resume)
    files = list(attachments_visible_to(person).filter(candidate=someone).select_related("reading"))
    facts = {
        "candidate": someone,
        "applications": mine,
        "attachments": files,
        "readings": [file.reading for file in files if hasattr(file, "reading")],
        "taggings": list(someone.taggings.select_related("tag")),
        "tags": list(tags_in_use().values_list("name", flat=True)[:500]),
        "summary": summary,
        "sections": sections,
        "specifics": specifics(someone.resume, now),
        "may_change": may_change(request, someone),
        "may_see_readers": person.role == Role.ADMIN,
        "jobs": open_jobs(request).exists(),
        "now": now,
        **who_they_are(someone, person),
    }
    return render(request, "desk/candidates/candidate.html", facts)


def who_they_are(someone: Candidate, person: Person) -> dict[str, Any]:
    """Who else they may be, what has been merged into them, and where they are kept warm."""
    recruiting = person.role in RECRUITING
    return {
        "doubts": doubts_about(someone, person) if recruiting else [],
        "in_words": in_words,
        "merges": merges_of(someone) if recruiting else [],
        "may_merge": may_merge(person),
        "memberships": memberships_of(someone, person) if recruiting else [],
        "may_keep": may_keep(person),
    }


def may_change(request: HttpRequest, someone: Candidate) -> bool:
    """Recruiters, and whoever answers for a job the candidate is applying for."""
    return me(request).role in RECRUITING or visible_to(me(request)).filter(candidate=someone, ended_at=None).exists()


def open_jobs(request: HttpRequest) -> QuerySet[Job]:
    return boards_visible_to(me(request)).filter(status=Job.Status.OPEN).order_by("title")


@desk_page
def candidate_new(request: HttpRequest) -> HttpResponse:
    if me(request).role not in RECRUITING:
        raise Http404
    form = NewCandidateForm(request.POST or None, request.FILES or None, jobs=open_jobs(request))
    same, alike = None, []
    if request.method == "POST" and form.is_valid():
        given, wanted, now = form.cleaned_data, form.facts(), timezone.now()
        known = with_email(wanted["email"]).exists()  # is refused in any case
        if "anyway" not in request.POST and not known and (alike := who_it_may_be(wanted, me(request))):
            return _form(request, "desk/candidates/new.html", form, same=None, alike=alike, in_words=in_words)
        try:
            added = add_by_hand(facts=wanted, resume=given["file"], job=given["job"], by=me(request), now=now)
        except Refused as refused:
            form.refuse(refused)
            same = candidates_visible_to(me(request)).filter(pk__in=with_email(wanted["email"]).values("pk")).first()
        else:
            compare(added, now=now)
            told = f" They have been thanked and promised an answer for {given['job'].title}." if given["job"] else ""
            waits = " Their résumé is being read." if added.attachments.exclude(reading=None).exists() else ""
            notice(request, f"{added.name} is here.{told}{waits}")
            return redirect("desk:candidate", added.pk)
    return _form(request, "desk/candidates/new.html", form, same=same, alike=[], in_words=in_words)


def _form(request: HttpRequest, template: str, form: Any, **more: Any) -> HttpResponse:
    status = 422 if form.errors or more.get("alike") else 200
    return render(request, template, {"form": form, **more}, status=status)


@desk_page
def candidate_facts(request: HttpRequest, pk: int) -> HttpResponse:
    someone = find(candidates_visible_to(me(request)), pk=pk)
    if not may_change(request, someone):
        raise Http404
    form = CandidateForm(request.POST or None, initial=candidate_initial(someone))
    if request.method == "POST" and form.is_valid():
        try:
            change_candidate(someone, by=me(request), now=timezone.now(), **form.facts())
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, "Saved.")
            return redirect("desk:candidate", pk)
    return _form(request, "desk/candidates/facts.html", form, candidate=someone)


@desk_page
def application_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a candidate into one more job, with the same thanks and promise as anybody who applies."""
    someone = find(candidates_visible_to(me(request)), pk=pk)
    taken = Application.objects.filter(candidate=someone, ended_at=None).values("job")
    jobs = open_jobs(request).filter(~Q(pk__in=taken))
    form = ApplicationForm(request.POST or None, jobs=jobs)
    if request.method == "POST" and form.is_valid():
        job = form.cleaned_data["job"]
        try:
            made = apply(
                candidate=someone, job=job, source=form.cleaned_data["source"], by=me(request), now=timezone.now()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"{someone.first_name} has been thanked and promised an answer for {job.title}.")
            return redirect("desk:application", made.pk)
    return _form(request, "desk/candidates/application.html", form, candidate=someone, jobs=jobs.exists())
