"""Somebody who is here twice, somebody kept warm, and three bulk jobs: choosing, read through, done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hearback.applications.models import Application
from hearback.bulk import actions
from hearback.bulk.models import BulkJob
from hearback.bulk.selection import select_applications
from hearback.bulk.work import work
from hearback.candidates.actions import add_candidate
from hearback.candidates.models import Candidate
from hearback.decisions.models import RejectionReason
from hearback.demo.cast import Cast
from hearback.finding.duplicates.actions import sweep
from hearback.finding.duplicates.merging import merge
from hearback.finding.duplicates.models import Merge
from hearback.finding.pools.actions import add_to_pool, save_pool
from hearback.finding.pools.models import Pool, PoolMembership
from tests.journeys.house import House, arrive


@dataclass
class Crowd:
    second: Candidate
    merge: Merge
    member: PoolMembership
    choosing: BulkJob
    reading: BulkJob
    done: BulkJob


def crowded(cast: Cast, now: datetime) -> Crowd:
    people = [arrive(cast, f"{name} Quist", now - timedelta(days=2)) for name in ("Aksel", "Berit", "Carl", "Dina")]
    second, third = (
        add_candidate(name=name, email=email, phone=phone, by=None, now=now)
        for name, email, phone in (
            ("Omar Y. Haddad", "omar.haddad@work.example", cast.omar.phone),
            ("Sofia M. Rossi", "sofia.rossi@work.example", "+1 416 555 0190"),
        )
    )
    done = merge(cast.sofia, third, take=["phone"], by=cast.hanna, now=now)
    sweep(now=now)
    pool = save_pool(Pool(name="Embedded, later", about="Strong, no opening now"), by=cast.hanna, now=now)
    due = now + timedelta(days=20)
    member = add_to_pool(
        pool, second, next_words="We ask in spring", due_at=due, owner=cast.hanna, words="Close", by=cast.hanna, now=now
    )
    reading = _rejecting(cast, [*people[:2], cast.lenas], now)
    worked = actions.start(_rejecting(cast, [*people[2:], cast.yukis], now), now=now)
    work(worked.pk, now=now)
    choosing = select_applications([one.pk for one in people[:2]], by=cast.hanna, now=now)
    return Crowd(second, done, member, choosing, reading, worked)


def _rejecting(cast: Cast, people: list[Application], now: datetime) -> BulkJob:
    bulk = select_applications([one.pk for one in people], by=cast.hanna, now=now)
    options = {"reason": RejectionReason.objects.first(), "job": cast.engineer, "words": "Thank you.", "note": ""}
    bulk = actions.choose(bulk, kind="reject", options=options, now=now)
    work(bulk.pk, now=now)
    return bulk


def many(house: House, see: Callable[..., Any], now: datetime) -> Iterator[Any]:
    """The stops of the round at duplicates, pools, and what is done in bulk; `see` makes one."""
    cast, hanna = house.cast, house.cast.hanna
    here = crowded(cast, now)
    yield see(hanna, "desk:duplicates")
    yield see(hanna, "desk:merge_with", cast.omar.pk, query="?q=omar")
    yield see(hanna, "desk:merge", cast.omar.pk, here.second.pk)
    yield see(hanna, "desk:merged", here.merge.pk)
    yield see(hanna, "desk:candidate", cast.omar.pk, name="candidate-doubted")
    yield see(hanna, "desk:candidate", here.member.candidate_id, name="candidate-kept-warm")
    for name in ("pools", "pool_new", "bulk_list"):
        yield see(hanna, f"desk:{name}")
    for name in ("pool", "pool_facts"):
        yield see(hanna, f"desk:{name}", here.member.pool_id)
    for name in ("membership", "touch", "putting_off", "passing_on"):
        yield see(hanna, f"desk:{name}", here.member.pk)
    yield see(hanna, "desk:membership_new", cast.lena.pk)
    for kind in ("tag", "pool", "advance", "reject", "assign"):
        yield see(hanna, "desk:bulk", here.choosing.pk, query=f"?do={kind}", name=f"bulk-{kind}")
    yield see(hanna, "desk:bulk", here.reading.pk, name="bulk-reading")
    yield see(hanna, "desk:bulk", here.done.pk, name="bulk-done")
    yield see(hanna, "desk:bulk_item", here.reading.items.filter(state="ready").first().pk)
