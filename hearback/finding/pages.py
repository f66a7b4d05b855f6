"""One page of candidates at a time, by key and not by number: the thousandth page costs what the first does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from hearback.candidates.models import Candidate
from hearback.finding.lookup import NEWEST, Shelf, called, everybody, just_come, noted, told
from hearback.finding.matching import Among, Holds
from hearback.finding.queries import (
    applications_asked,
    candidates_found,
    conditions,
    steps_asked,
)
from hearback.finding.rules import Filters, Term, in_names, in_words, nearly, read_terms
from hearback.finding.scope import Scope, scope_of
from hearback.finding.spelling import alike_words
from hearback.folding import distance, words_of
from hearback.people.models import Person
from hearback.promises.models import Promise

SIZE = 25
SPARE = 6  # fetched besides, in place of those whom one may not see
LOOKED_AT = 200  # names spelled alike, of which the nearest are shown
FEW = 5  # where fewer are found, names that are spelled alike are shown as well


@dataclass(frozen=True)
class Hit:
    """A candidate found, and where: in their name, in their words, in notes, or by a name that is spelled alike."""

    pk: int
    place: str = ""


@dataclass(frozen=True)
class Found:
    """`after` is the key of the next page, empty on the last. `alike` are names that are only spelled alike."""

    hits: list[Hit]
    after: str = ""
    alike: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class _Asked:
    """One search, with everything that its parts need to know."""

    person: Person
    scope: Scope
    filters: Filters
    now: datetime
    size: int

    @cached_property
    def people(self) -> QuerySet[Candidate]:
        """Whom the filters leave, as far as that is quickly said for everybody at once; `_seen` does the rest."""
        every = Candidate.objects.all()
        every = every if self.scope.everywhere else self.scope.narrow(every)
        for condition in conditions(self.scope, self.filters, self.person, now=self.now):
            every = every.filter(condition.quickly())
        return every

    @property
    def only_text(self) -> bool:
        return self.scope.everywhere and Filters(text=self.filters.text) == self.filters


def page_found(
    person: Person,
    filters: Filters,
    *,
    now: datetime,
    after: str = "",
    size: int = SIZE,
    scope: Scope | None = None,
) -> Found:
    """One page of whom the filters find, in the order they ask for; without one, those called so come first."""
    asked = _Asked(person, scope or scope_of(person), filters, now, size)
    if filters.sort == "due":
        return _soonest_first(asked, after)
    if filters.text and not filters.sort:
        return _best_first(asked, after)
    return _in_order(asked, after)


def _seen(
    asked: _Asked, fetch: Callable[[Any, int], list[Any]], start: Any, wanted: int, pk: Callable[[Any], int]
) -> list[Any]:
    """So many rows whose candidates one may see, fetched until there are enough; hardly ever more than once."""
    got: list[Any] = []
    last, most = start, wanted + (SPARE if asked.scope.jobs else 0)
    while len(got) < wanted:
        rows = fetch(last, most)
        visible = asked.scope.visible([pk(row) for row in rows])
        got += [row for row in rows if pk(row) in visible]
        if len(rows) < most:
            break
        last, most = rows[-1], min(most * 2, 1000)
    return got[:wanted]


def _in_order(asked: _Asked, after: str) -> Found:
    """By name, or the newest first."""
    newest = asked.filters.sort == "newest"
    if asked.scope.everywhere and not asked.filters.narrows:
        fetch = partial(everybody, "newest" if newest else "name")
    else:
        fetch = partial(_of_these, asked, newest)
    rows = _seen(asked, fetch, _read_key(after, moment=newest), asked.size + 1, lambda row: row[0])
    end = _write_key(rows[asked.size - 1]) if len(rows) > asked.size else ""
    return Found([Hit(pk) for pk, _ in rows[: asked.size]], end)


def _of_these(asked: _Asked, newest: bool, last: Any, most: int) -> list[Any]:
    """As `everybody`, of those whom the filters leave."""
    people, text = asked.people, asked.filters.text
    if text:
        people = people.filter(pk__in=candidates_found(asked.person, asked.filters, now=asked.now).values("pk"))
    key, way = ("created_at", "lt") if newest else ("spelled", "gt")
    people = people if newest else people.annotate(spelled=Lower("name"))
    if last:
        people = people.filter(**{f"{key}__{way}e": last[1]})
        people = people.filter(Q(**{f"{key}__{way}": last[1]}) | Q(**{f"pk__{way}": last[0]}))
    order = ("-created_at", "-pk") if newest else ("spelled", "pk")
    return list(people.order_by(*order).values_list("pk", key)[:most])


def _best_first(asked: _Asked, after: str) -> Found:
    """Those called so, then those in whose words it stands, then in notes; on each shelf the newest first."""
    terms = read_terms(asked.filters.text)
    if not terms:
        return Found([])
    start, below = _read_place(after)
    hits: list[Hit] = []
    shelves: list[Callable[[], list[Shelf]]] = [
        lambda: called(terms),
        lambda: [told(terms)],
        lambda: [noted(terms, asked.scope)],
        lambda: [just_come(asked.filters.text)],
    ]
    for row, stand in enumerate(shelves):
        if row < start // 2:
            continue
        for column, shelf in enumerate(stand()):
            at = row * 2 + column
            if at < start:
                continue
            ids = _on(asked, shelf, below if at == start else NEWEST, asked.size + 1 - len(hits))
            if len(hits) + len(ids) > asked.size:
                hits += [Hit(pk, shelf.place) for pk in ids[:-1]]
                return Found(hits, f"{at}~{ids[-1] + 1}")
            hits += [Hit(pk, shelf.place) for pk in ids]
    alike = _alike(asked, terms, asked.size - len(hits)) if len(hits) < FEW and not after else ()
    return Found(hits, alike=alike)


def _on(asked: _Asked, shelf: Shelf, below: int, most: int) -> list[int]:
    """The next so many of a shelf whom one may see and the filters leave."""
    if asked.only_text:
        fetch = lambda last, most: shelf.below(last, most)  # noqa: E731
    else:
        people = asked.people
        if shelf.ids is not None:
            people = people.filter(Among("pk", shelf.ids)) if shelf.ids else people.none()
        else:
            people = people.filter(Holds(f"document__{shelf.column}", shelf.query))
            people = people.filter(~Q(Holds("document__names", shelf.other))) if shelf.other else people

        def fetch(last: int, most: int) -> list[int]:
            return list(people.filter(pk__lt=last).order_by("-pk").values_list("pk", flat=True)[:most])

    return _seen(asked, fetch, below, most, lambda pk: pk)


def _soonest_first(asked: _Asked, after: str) -> Found:
    """By the date of each candidate's next step; whoever is owed nothing stands on no page of it."""
    mine = applications_asked(asked.scope, asked.filters, asked.person, now=asked.now)
    steps = steps_asked(asked.filters, now=asked.now).filter(application__in=mine)
    sooner = steps.filter(application__candidate=OuterRef("application__candidate")).filter(
        Q(due_at__lt=OuterRef("due_at")) | Q(due_at=OuterRef("due_at"), pk__lt=OuterRef("pk"))
    )
    firsts: QuerySet[Promise] = steps.filter(~Exists(sooner))
    people: QuerySet[Candidate] | None = None
    if asked.filters.text:
        people = candidates_found(asked.person, asked.filters, now=asked.now)
    elif asked.filters.tag or asked.filters.source or asked.filters.state == "none":
        people = asked.people
    if people is not None:
        firsts = firsts.filter(application__candidate__in=people.values("pk"))
    if key := _read_key(after, moment=True):
        firsts = firsts.filter(due_at__gte=key[1]).filter(Q(due_at__gt=key[1]) | Q(pk__gt=key[0]))
    rows = list(firsts.order_by("due_at", "pk").values_list("pk", "due_at", "application__candidate")[: asked.size + 1])
    end = _write_key(rows[asked.size - 1]) if len(rows) > asked.size else ""
    return Found([Hit(row[2]) for row in rows[: asked.size]], end)


def _alike(asked: _Asked, terms: Sequence[Term], size: int) -> tuple[Hit, ...]:
    """Names, employers and skills that are a typo away from what was typed."""
    alike = alike_words(terms)
    if not any(alike.values()):
        return ()
    people = asked.people.filter(Holds("document__words", nearly(terms, alike)))
    people = people.filter(~Q(Holds("document__words", in_words(terms))))
    if names := in_names(terms):
        people = people.filter(~Q(Holds("document__names", names)))
    # In no order that has an index: there are few, and PostgreSQL would look for them among everybody.
    rows = dict(people.order_by(F("pk") * -1).values_list("pk", "document__name_key")[:LOOKED_AT])
    visible = asked.scope.visible(list(rows))
    nearest = sorted((_far(terms, rows[pk]), -pk) for pk in rows if pk in visible)
    return tuple(Hit(-pk, "alike") for _, pk in nearest[:size])


def _far(terms: Sequence[Term], name: str) -> int:
    """How many slips lie between what was typed and this name, at least."""
    words = words_of(name) or [name]
    return sum(min(distance(form, word) for form in term.forms for word in words) for term in terms)


def _write_key(row: tuple[Any, ...]) -> str:
    key = row[1]
    return f"{key.isoformat() if isinstance(key, datetime) else key}~{row[0]}"


def _read_key(after: str, *, moment: bool) -> tuple[int, Any] | None:
    key, _, number = after.replace("\x00", "").rpartition("~")
    if not (number.isdecimal() and len(number) < 19):
        return None
    if not moment:
        return int(number), key
    try:
        at = datetime.fromisoformat(key)
    except ValueError:
        return None
    return (int(number), at) if at.tzinfo else None


def _read_place(after: str) -> tuple[int, int]:
    shelf, _, below = after.partition("~")
    if shelf.isdecimal() and below.isdecimal() and len(shelf) == 1 and len(below) < 19:
        return int(shelf), int(below)
    return 0, NEWEST
