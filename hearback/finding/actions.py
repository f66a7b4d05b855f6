"""Searches kept under a name, and shared."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from hearback.candidates.resume import plain
from hearback.finding.models import SavedSearch
from hearback.finding.rules import read_filters, write_filters
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused

MOST = 200


@transaction.atomic
def save_search(*, name: str, query: str, shared: bool, by: Person, now: datetime) -> SavedSearch:
    """Keep a search. Refuses a name of one's own that is taken, and a search that asks for nothing."""
    if not read_filters(query).narrows:
        raise Refused("This list leaves nobody out yet: search or filter first, then save it.")
    if by.saved_searches.count() >= MOST:
        raise Refused(f"You keep {MOST} searches already. Delete one that you no longer need.")
    made = SavedSearch(owner=by, name=_name(name), query=_query(query), shared=shared, created_at=now)
    return _save(made, "created", by=by, now=now)


@transaction.atomic
def change_search(search: SavedSearch, *, name: str, shared: bool, by: Person, now: datetime) -> SavedSearch:
    search.name, search.shared = _name(name), shared
    return _save(search, "changed", by=by, now=now)


@transaction.atomic
def delete_search(search: SavedSearch, *, by: Person, now: datetime) -> None:
    record("erased", search, by=by, now=now)
    search.delete()


def _save(search: SavedSearch, verb: str, *, by: Person, now: datetime) -> SavedSearch:
    try:
        with transaction.atomic():
            search.save()
    except IntegrityError:
        raise Refused(f"You have a search called “{search.name}” already.", field="name") from None
    record(verb, search, by=by, now=now)
    return search


def _name(name: str) -> str:
    name = " ".join(plain(name, 1000).split())
    if not name:
        raise Refused("Give it a name.", field="name")
    if len(name) > 80:
        raise Refused("A name fits into 80 characters.", field="name")
    return name


def _query(query: str) -> str:
    written = write_filters(read_filters(query))
    if len(written) > 2000:
        raise Refused("This search is too long to keep. Use fewer words.")
    return written
