"""The page that makes Hearback: what happens next, by when, how and from whom."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hearback.applications.queries import roles_on
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.closing import ClosingForm, offered
from hearback.interviews.actions import close_interview
from hearback.interviews.letters import closing_letter
from hearback.interviews.models import Interview
from hearback.interviews.queries import interviews_visible_to, seat_of
from hearback.interviews.rules import may_close
from hearback.interviews.visits import letter_goes_at, said_so_far
from hearback.messages.queries import zone_of
from hearback.people.models import Person
from hearback.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what happens next. Without a next step it is refused, and everything typed is still there."""
    person, now = me(request), timezone.now()
    interview = find(interviews_visible_to(person), pk=pk)
    asked = request.method != "POST"
    if asked and (interview.cancelled_at or hasattr(interview, "closing")):
        return redirect("desk:interview", pk)
    if not _may_close(interview, person):
        raise Http404
    form = ClosingForm(None if asked else request.POST, offers=offered(interview, person, now=now))
    if asked:
        form.draft()
        return _page(request, interview, form, now)
    whole = form.is_valid()
    if request.POST.get("step") == "look":
        return _page(request, interview, form, now, looking=True)
    if whole:
        try:
            close_interview(
                interview,
                by=person,
                next_steps=form.next_steps(),
                rely_on_standing=form.relies_on_standing(),
                words=form.words(),
                now=now,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, _closed(interview, form, now))
            return redirect("desk:interview", pk)
    return _page(request, interview, form, now)


def _may_close(interview: Interview, person: Person) -> bool:
    seat = seat_of(interview, person)
    return may_close(has_seat=seat is not None and not seat.shadow, roles=roles_on(interview.application, person))


def _closed(interview: Interview, form: ClosingForm, now: datetime) -> str:
    if not interview.application.live:
        return "Closed. The application has ended, so nothing more is owed."
    if letter_goes_at(interview, now=now) > now:
        return "Closed. Everything said in this visit goes out as one letter, when its last meeting is closed."
    if form.next_steps() or form.words().strip():
        return f"Closed. {interview.candidate.first_name} gets it in writing as well."
    return "Closed. What is promised already stands."


def _page(
    request: HttpRequest, interview: Interview, form: ClosingForm, now: datetime, *, looking: bool = False
) -> HttpResponse:
    told = form.as_promised()
    steps, words = said_so_far(interview.application, told, form.words(), now=now)
    subject, body = closing_letter(interview.application, steps, words=words) if told else ("", "")
    facts = {
        "interview": interview,
        "candidate": interview.candidate,
        "form": form,
        "now": now,
        "subject": subject,
        "body": body,
        "by_others": [owed.owner for owed in told if owed.owner_id != me(request).pk and owed.pk is None],
        "their_zone": zone_of(interview.application),
        "goes_at": letter_goes_at(interview, now=now),
        "silent": form.relies_on_standing() and not form.next_steps() and not form.words().strip(),
    }
    if looking and getattr(request, "htmx", False):
        return render(request, "desk/interviews/reading.html", facts)
    return render(request, "desk/interviews/closing.html", facts, status=422 if form.errors and not looking else 200)
