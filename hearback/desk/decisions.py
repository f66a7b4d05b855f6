"""The four decisions, one page each, beside what the candidate will read; and the way back while nothing is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods

from hearback.applications.models import Application
from hearback.applications.queries import roles_on, visible_to
from hearback.applications.rules import check_live
from hearback.decisions import actions
from hearback.decisions.models import Decision, RejectionReason
from hearback.decisions.opening import account_of_latest
from hearback.decisions.queries import decisions_visible_to, live_in, senior_people, stages_ahead, stages_elsewhere
from hearback.decisions.rules import check_can_decide
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.asking import SUGGESTIONS, AskForm, with_rows
from hearback.desk.forms.common import people_by_nearness, zone_of_person
from hearback.desk.forms.decisions import ELSEWHERE, AdvanceForm, HoldForm, RejectForm
from hearback.desk.forms.drafting import DECIDE, Around, DecisionForm
from hearback.jobs.queries import coordinator, lead_recruiter
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.refusals import Overtaken, Refused
from hearback.words import moment, zone_name

PAGES = ["GET", "HEAD", "POST"]
More = Callable[[Application, Person, Any, Any], dict[str, Any]]  # the last: what was sent
Act = Callable[..., Decision]


def decide(
    request: HttpRequest,
    pk: int,
    *,
    outcome: str,
    form_class: type[DecisionForm],
    act: Act,
    more: More,
    done: Callable[[HttpRequest, Decision], str],
    prepared: Callable[[Any], Any] = lambda sent: sent,
) -> HttpResponse:
    """One decision's page: drawn, drafted anew as the choices change, and carried out once it has been read."""
    person, now = me(request), timezone.now()
    application = find(visible_to(person), pk=pk)
    check_can_decide(roles_on(application, person))
    sent = prepared(request.POST) if request.method == "POST" else None
    if sent is None:
        check_live(application.state)
    around = Around(
        application,
        person,
        now,
        zone_of_person(person),
        people_by_nearness(application.job),
        more(application, person, now, sent or {}),
    )
    form = form_class.of(sent, around)
    sentence, status = _seen_before(request, application), 200
    if sent is not None and DECIDE in sent:
        status = 422
        if form.ready():
            try:
                decision = act(application, revision=_revision(sent), by=person, now=now, **form.said())
            except Overtaken as overtaken:
                sentence, status = str(overtaken), 409
                application = find(visible_to(person), pk=pk)
            except Refused as refused:
                form.refuse(refused)
            else:
                notice(request, done(request, decision))
                return redirect(_way_on(sent, decision))
    facts = {
        "application": application,
        "candidate": application.candidate,
        "form": form,
        "around": around,
        "outcome": outcome,
        "overtaken": sentence,
        "back": (sent or request.GET).get("back", ""),
        "now": now,
        **around.more,
    }
    return render(request, f"desk/decisions/{outcome}.html", facts, status=status)


def _revision(sent: Any) -> int:
    return int(sent["revision"]) if str(sent.get("revision", "")).isdigit() else 0


def _seen_before(request: HttpRequest, application: Application) -> str:
    """Whoever comes from a page that was drawn before the latest decision is told so before they begin."""
    seen = request.GET.get("revision", "")
    return account_of_latest(application) if seen.isdigit() and int(seen) != application.revision else ""


def _way_on(sent: Any, decision: Decision) -> str:
    if decision.outcome == Decision.Outcome.REJECT:
        return redirect("desk:decision_undo", decision.pk).url
    if sent.get("back") == "debrief":
        return redirect("desk:debrief", decision.from_stage_id).url
    return redirect("desk:application", decision.application_id).url


def told(decision: Decision) -> str:
    """How the candidate hears of it, for the sentence after a decision."""
    first_name = decision.application.candidate.first_name
    if decision.message and decision.message.channel == "call":
        return f"{first_name} has no e-mail address: please call."
    return f"{first_name} is being told by e-mail."


@require_http_methods(PAGES)
@desk_page
def advance(request: HttpRequest, pk: int) -> HttpResponse:
    return decide(
        request,
        pk,
        outcome="advance",
        form_class=AdvanceForm,
        act=actions.advance,
        more=_ways_ahead,
        done=lambda _, decision: f"Advanced to {decision.to_stage.name}. {told(decision)}",
    )


def _ways_ahead(application: Application, person: Person, _now: Any, sent: Any) -> dict[str, Any]:
    """What only the drawn page needs is read when it is drawn; other jobs' stages, once one of them is wanted."""
    ahead = list(stages_ahead(application))
    job, elsewhere = application.job, stages_elsewhere(application, person)
    return {
        "ahead": ahead,
        "elsewhere": list(elsewhere) if sent.get("to_stage") == ELSEWHERE else [],
        "any_elsewhere": SimpleLazyObject(elsewhere.exists),
        "senior": senior_people(besides=person),
        "books": coordinator(job) or lead_recruiter(job) or person,
        "live": SimpleLazyObject(lambda: live_in(stage.pk for stage in ahead)),
        "path_so_far": job.stages.filter(retired_at=None, position__lte=application.stage.position),
    }


@require_http_methods(PAGES)
@desk_page
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    return decide(
        request,
        pk,
        outcome="ask",
        form_class=AskForm,
        act=actions.ask,
        more=lambda *_: {"suggestions": SUGGESTIONS},
        done=lambda _, decision: (
            f"Asked. It is {decision.application.candidate.first_name}’s turn now. {told(decision)}"
        ),
        prepared=with_rows,
    )


@require_http_methods(PAGES)
@desk_page
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    return decide(
        request,
        pk,
        outcome="hold",
        form_class=HoldForm,
        act=actions.hold,
        more=lambda application, _, now, __: {"calendar": calendar_for(application.job.office, now=now)},
        done=lambda _, decision: f"On hold. {told(decision)}",
    )


@require_http_methods(PAGES)
@desk_page
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    return decide(
        request,
        pk,
        outcome="reject",
        form_class=RejectForm,
        act=actions.reject,
        more=_reasons,
        done=_said_when,
    )


def _reasons(application: Application, _person: Person, now: Any, _sent: Any) -> dict[str, Any]:
    calendar = calendar_for(application.job.office, now=now)
    return {
        "reasons": list(RejectionReason.objects.filter(retired_at=None)),
        "morning": calendar.start_of(calendar.add_working_days(calendar.day_of(now), 1)),
    }


def _said_when(request: HttpRequest, decision: Decision) -> str:
    zone, message = zone_of_person(me(request)), decision.message
    first_name = decision.application.candidate.first_name
    if message.send_at <= decision.at:
        return (
            f"Rejected. Please call {first_name} now." if message.channel == "call" else f"Rejected. {told(decision)}"
        )
    when = f"{moment(message.send_at, zone, decision.at)} ({zone_name(zone)})"
    if message.channel == "call":
        return f"Rejected. The call to {first_name} can be made from {when} on. Until then you can undo this."
    return f"Rejected. {first_name} reads it {when}. Until then you can undo this."


@require_http_methods(PAGES)
@desk_page
def decision_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision as it was made; while its message waits, it can be undone here."""
    person, now = me(request), timezone.now()
    decision = find(decisions_visible_to(person), pk=pk)
    application = decision.application
    refusal = ""
    if request.method == "POST":
        try:
            actions.undo(decision, by=person, now=now)
        except Refused as refused:
            refusal, decision = str(refused), find(decisions_visible_to(person), pk=pk)
        else:
            notice(
                request, f"Undone. {application.candidate.first_name} was told nothing; what was owed is owed still."
            )
            return redirect("desk:application", application.pk)
    facts = {
        "decision": decision,
        "application": application,
        "candidate": application.candidate,
        "may_undo": _can_be_undone(decision) and _decides(application, person),
        "refusal": refusal,
        "now": now,
    }
    return render(request, "desk/decisions/decision.html", facts, status=422 if refusal else 200)


def _can_be_undone(decision: Decision) -> bool:
    waiting = decision.message is not None and decision.message.pending
    return decision.outcome == Decision.Outcome.REJECT and decision.undone_at is None and waiting


def _decides(application: Application, person: Person) -> bool:
    try:
        check_can_decide(roles_on(application, person))
    except Refused:
        return False
    return True
