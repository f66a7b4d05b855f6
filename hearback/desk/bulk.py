"""Many at once: chosen on a list, what to do, each message read, off it goes, and what became of each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.applications.queries import boards_visible_to
from hearback.bulk import actions
from hearback.bulk.models import BulkItem, BulkJob
from hearback.bulk.queries import bulk_jobs_of, counts, counts_of, items_page, jobs_in
from hearback.bulk.rules import AT_WORK, MOST, UNDOABLE
from hearback.bulk.selection import everybody_found, select_applications, select_candidates
from hearback.bulk.work import work
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.bulk import FORMS, BulkForm, LetterOfOneForm
from hearback.finding.pools.queries import may_keep
from hearback.jobs.models import Job
from hearback.jobs.queries import coordinator, lead_recruiter
from hearback.people.models import Person
from hearback.refusals import Refused

State = BulkJob.State
PAGES = ["GET", "HEAD", "POST"]
AT_ONCE = 40  # so many messages are written before the page answers; the worker writes the rest
FOR_ONE_JOB = (BulkJob.Kind.ADVANCE, BulkJob.Kind.REJECT)


@require_safe
@desk_page
def bulk_list(request: HttpRequest) -> HttpResponse:
    rows = list(bulk_jobs_of(me(request)).exclude(state=State.CHOOSING)[:50])
    counted = counts_of(rows)
    return render(
        request, "desk/bulk/list.html", {"rows": [(row, counted[row.pk]) for row in rows], "now": timezone.now()}
    )


@require_POST
@desk_page
def bulk_new(request: HttpRequest) -> HttpResponse:
    """From the ticks on a list or a board."""
    person, now = me(request), timezone.now()
    try:
        if request.POST.get("everything"):
            found = everybody_found(person, request.POST.get("search", ""), now=now)
            everybody = list(found.order_by().values_list("pk", flat=True)[: MOST + 1])
            bulk = select_candidates(everybody, by=person, now=now)
        elif "application" in request.POST:
            bulk = select_applications(_numbers(request, "application"), by=person, now=now)
        else:
            bulk = select_candidates(_numbers(request, "candidate"), by=person, now=now)
    except Refused as refused:
        notice(request, str(refused))
        return redirect(_back(request, person))
    return redirect("desk:bulk", bulk.pk)


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(pk) for pk in request.POST.getlist(name) if pk.isdecimal() and len(pk) < 19]


def _back(request: HttpRequest, person: Person) -> str:
    job = request.POST.get("job", "")
    if job.isdecimal() and boards_visible_to(person).filter(pk=int(job)).exists():
        return redirect("desk:board", int(job)).url
    return redirect("desk:candidates").url


@require_http_methods(PAGES)
@desk_page
def bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, at whatever it has come to: what to do, what will be said, how far it is, what became of it."""
    one = find(bulk_jobs_of(me(request)), pk=pk)
    again = one.state in (State.WRITING, State.READY) and request.GET.get("do")
    if one.state == State.CHOOSING or again or request.method == "POST":
        return _choosing(request, one)
    only = {"refused": "refused", "waiting": "ready", "out": "excluded", "done": "done"}.get(
        request.GET.get("only", ""), ""
    )
    after = request.GET.get("after", "")
    facts = {
        "bulk": one,
        "counts": counts(one),
        "page": items_page(one, after=int(after) if after.isdecimal() and len(after) < 19 else 0, only=only),
        "only": request.GET.get("only", "") if only else "",
        "further": bool(after),
        "undoable": one.kind in UNDOABLE and one.state == State.DONE,
        "now": timezone.now(),
    }
    answer = render(request, "desk/bulk/bulk.html", facts)
    if "HX-Request" in request.headers and one.state not in AT_WORK:
        answer["HX-Refresh"] = "true"  # whoever watched it being worked off now sees how it ended
    return answer


def _choosing(request: HttpRequest, one: BulkJob) -> HttpResponse:
    person, now = me(request), timezone.now()
    kinds = _kinds(person)
    asked = request.POST.get("do") or request.GET.get("do", "")
    kind = asked if asked in dict(kinds) else kinds[0][0]
    jobs = jobs_in(one, person) if kind in FOR_ONE_JOB else []
    job = _job(request, jobs)
    form = None
    if kind not in FOR_ONE_JOB or job:
        form = FORMS[kind](
            request.POST or None, by=person, now=now, job=job or one.job, initial=_initial(kind, person, job)
        )
    if request.method == "POST" and form is not None and form.is_valid() and _chosen(request, one, kind, form):
        return redirect("desk:bulk", one.pk)
    facts = {
        "bulk": one,
        "counts": counts(one),
        "kinds": kinds,
        "kind": kind,
        "jobs": jobs,
        "job": job,
        "form": form,
        "now": now,
    }
    return render(request, "desk/bulk/choosing.html", facts, status=422 if form is not None and form.errors else 200)


def _kinds(person: Person) -> list[tuple[str, str]]:
    tagging = may_keep(person)
    left_out = set() if tagging else {BulkJob.Kind.TAG, BulkJob.Kind.POOL}
    return [(kind.value, kind.label) for kind in BulkJob.Kind if kind not in left_out]


def _job(request: HttpRequest, jobs: list[Job]) -> Job | None:
    wanted = request.POST.get("job") or request.GET.get("job", "")
    chosen = [job for job in jobs if str(job.pk) == wanted]
    return chosen[0] if chosen else jobs[0] if len(jobs) == 1 else None


def _initial(kind: str, person: Person, job: Job | None) -> dict[str, Any]:
    if kind == BulkJob.Kind.ADVANCE and job:
        return {"owner": coordinator(job) or lead_recruiter(job) or person}
    return {"owner": person} if kind == BulkJob.Kind.POOL else {}


def _chosen(request: HttpRequest, one: BulkJob, kind: str, form: BulkForm) -> bool:
    now = timezone.now()
    try:
        actions.choose(one, kind=kind, options=form.options(), now=now)
    except Refused as refused:
        form.refuse(refused)
        return False
    work(one.pk, now=now, limit=AT_ONCE)
    return True


@require_http_methods(PAGES)
@desk_page
def bulk_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's message, to be read and changed before it goes."""
    item = _item(request, pk)
    form = LetterOfOneForm(request.POST or None, initial={"subject": item.subject, "body": item.body})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.edit_item(item, subject=said["subject"], body=said["body"].replace("\r\n", "\n"))
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"The message to {item.candidate.first_name} has been changed.")
            return redirect("desk:bulk", item.bulk_id)
    facts = {"item": item, "bulk": item.bulk, "form": form, "now": timezone.now()}
    return render(request, "desk/bulk/item.html", facts, status=422 if form.errors else 200)


@require_POST
@desk_page
def bulk_item_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Not this person, or this person after all."""
    item = _item(request, pk)
    try:
        actions.leave_out(item, out=request.POST.get("out") == "yes")
    except Refused as refused:
        notice(request, str(refused))
    back = request.POST.get("after", "")
    where = f"?after={back}" if back.isdecimal() and back != "0" else ""
    return redirect(f"{redirect('desk:bulk', item.bulk_id).url}{where}#item-{item.pk}")


def _item(request: HttpRequest, pk: int) -> BulkItem:
    items = BulkItem.objects.filter(bulk__in=bulk_jobs_of(me(request))).select_related("bulk", "candidate")
    return find(items, pk=pk)


@require_POST
@desk_page
def bulk_start(request: HttpRequest, pk: int) -> HttpResponse:
    one = find(bulk_jobs_of(me(request)), pk=pk)
    return _do(request, one, lambda: actions.start(one, now=timezone.now()))


@require_POST
@desk_page
def bulk_cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    one = find(bulk_jobs_of(me(request)), pk=pk)
    return _do(request, one, lambda: actions.cancel(one, by=me(request), now=timezone.now()))


@require_POST
@desk_page
def bulk_undoing(request: HttpRequest, pk: int) -> HttpResponse:
    one = find(bulk_jobs_of(me(request)), pk=pk)
    return _do(request, one, lambda: actions.undo(one, by=me(request), now=timezone.now()))


def _do(request: HttpRequest, one: BulkJob, act: Any) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        notice(request, str(refused))
    return redirect("desk:bulk", one.pk)
