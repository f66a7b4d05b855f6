"""The candidates as a list: searched, filtered, in order, page by page. What is asked stands in the address."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from markupsafe import Markup

from hearback.desk.acts import speak_our_words
from hearback.desk.doors import desk_page, me
from hearback.desk.forms.common import zone_of_person
from hearback.desk.forms.finding import FilterForm
from hearback.finding.describing import describe
from hearback.finding.pages import Found, Hit, page_found
from hearback.finding.queries import candidates_found
from hearback.finding.rows import Row, rows_of
from hearback.finding.rules import SORTS, Filters, read_filters, read_terms, unread, write_filters
from hearback.finding.scope import Scope, scope_of
from hearback.finding.why import Wanted, Why, marked, reasons
from hearback.people.models import Person, Role

RECRUITING = (Role.ADMIN, Role.RECRUITER, Role.COORDINATOR)
COUNTED = 1000  # beyond this a number says no more than "many"
SUGGESTED = 7


@require_safe
@desk_page
def candidates(request: HttpRequest) -> HttpResponse:
    """One page of everybody this person may see and the address asks for."""
    if "" in request.GET.values():  # a form sends its empty fields along
        return redirect(f"{request.path}?{write_filters(read_filters(request.GET.dict()))}")
    person, now = me(request), timezone.now()
    filters = read_filters(request.GET.dict())
    after = request.GET.get("after", "")[:1000]
    scope, zone = scope_of(person), zone_of_person(person)
    found = page_found(person, filters, now=now, after=after, scope=scope)
    asked = describe([filters], person)[0] if filters.narrows else []
    rows = _shown(found.hits, filters, scope, now, zone)
    facts = {
        "filters": filters,
        "asked": asked,
        "unread": unread(request.GET.dict()),
        "query": write_filters(filters),
        "rows": rows,
        "alike": _shown(found.alike, filters, scope, now, zone),
        "new": bool(filters.text) and any(one["row"].new for one in rows),
        "further": write_filters(filters) + "&" + urlencode({"after": found.after}) if found.after else "",
        "beginning": not after,
        "sorts": _sorts(filters),
        "states": _tabs(filters),
        "hidden": parse_qsl(write_filters(filters, text="")),
        "may_add": person.role in RECRUITING,
        "bulk": bulk_address(),
        "now": now,
    }
    return render(request, "desk/candidates/candidates.html", facts)


def _shown(hits: Any, filters: Filters, scope: Scope, now: datetime, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Each row with what was found in it marked, and where else the words stand."""
    rows = rows_of([hit.pk for hit in hits], scope)
    speak_our_words([row.step for row in rows if row.step], now, zone)  # type: ignore[misc]
    wanted = Wanted(read_terms(filters.text)) if filters.text else None
    why = reasons(hits, filters.text, scope) if filters.text else {}
    return [_shown_row(row, wanted, why.get(row.pk, [])) for row in rows]


def _shown_row(row: Row, wanted: Wanted | None, why: list[Why]) -> dict[str, Any]:
    name: Markup | str = row.name
    headline: Markup | str = row.headline
    if wanted:
        name, headline = marked(row.name, wanted, name=True)[0], marked(row.headline, wanted)[0]
    return {"row": row, "name": name, "headline": headline, "why": why}


def _sorts(filters: Filters) -> list[tuple[str, str, bool]]:
    """Each order with its words, its address, and whether it is the one in use."""
    first = "Best match" if filters.text else SORTS["name"]
    orders = [("", first), *((key, words) for key, words in SORTS.items() if filters.text or key != "name")]
    return [(words, "?" + write_filters(filters, sort=key), filters.sort == key) for key, words in orders]


def _tabs(filters: Filters) -> list[tuple[str, str, None, bool]]:
    shown = (("Everybody", ""), ("Still going on", "live"), ("In no job", "none"))
    return [(words, "?" + write_filters(filters, state=state), None, filters.state == state) for words, state in shown]


@cache
def bulk_address() -> str:
    """Where many candidates are dealt with at once; empty in a house that has no such page."""
    try:
        return reverse("desk:bulk_new")
    except NoReverseMatch:
        return ""


@require_safe
@desk_page
def candidate_count(request: HttpRequest) -> HttpResponse:
    """How many the search finds, as a line of its own: counted after the page is there."""
    filters = read_filters(request.GET.dict())
    found = candidates_found(me(request), filters, now=timezone.now())
    count = found.order_by().values("pk")[: COUNTED + 1].count()
    return render(request, "desk/candidates/count.html", {"count": count, "most": COUNTED})


@require_safe
@desk_page
def candidate_filters(request: HttpRequest) -> HttpResponse:
    """Everything one may filter by. Sent to the list, whose address then says it all."""
    filters = read_filters(request.GET.dict())
    form = FilterForm(filters, person=me(request))
    part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    template = "desk/candidates/filter_form.html" if part else "desk/candidates/filters.html"
    return render(request, template, {"form": form, "filters": filters, "query": write_filters(filters), "part": part})


@require_safe
@desk_page
def suggestions(request: HttpRequest) -> HttpResponse:
    """The first few for what is being typed into the search at the top of every page."""
    filters = read_filters({"q": request.GET.get("q", "")})
    person, now = me(request), timezone.now()
    hits = _suggested(person, filters, now) if filters.text else []
    rows = _shown(hits, filters, scope_of(person), now, zone_of_person(person))
    facts = {"rows": rows, "query": write_filters(filters), "text": filters.text}
    return render(request, "desk/candidates/suggestions.html", facts)


def _suggested(person: Person, filters: Filters, now: datetime) -> list[Hit]:
    found: Found = page_found(person, filters, now=now, size=SUGGESTED)
    return [*found.hits, *found.alike][:SUGGESTED]
