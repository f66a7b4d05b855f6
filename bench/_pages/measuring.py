"""Takes the figures: each page and verb with one client and with eight, and the same SQL bare, in one run."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from bench._pages import forms, tables
from bench._pages.measures import EMPTY, Read, Verb
from bench._pages.serving import House
from bench._pages.visits import Visit

CLIENTS = 8
SAMPLES = 24  # requests whose SQL is caught to be run bare
BESIDES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")
Say = Callable[[str], None]


def run(house: House, chosen: Sequence[Read | Verb], *, seconds: float, say: Say) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    for one in [EMPTY, *chosen]:
        say(f"Measuring {one.name} …")
        row = _read(house, one, seconds) if isinstance(one, Read) else _verb(house, one, seconds)
        rows.append({"name": one.name, "aim": one.aim, **row})
        if isinstance(one, Verb):
            connection.close()
            tables.wind_back()
    empty = rows[0]
    for row in rows[1:]:
        row["times"] = row["one"]["p50"] / (row["bare"]["p50"] + empty["one"]["p50"])
        row["times_of_eight"] = (1 / row["eight"]["rate"]) / (1 / row["bare"]["rate"] + 1 / empty["eight"]["rate"])
    return {"size": house.size, "machine": _machine(), "memory": house.megabytes(), "rows": rows}


def _machine() -> dict[str, Any]:
    return {"cores": os.cpu_count(), "load": os.getloadavg(), "python": sys.version.split()[0]}


def _read(house: House, measure: Read, seconds: float) -> dict[str, Any]:
    visits = measure.visits()
    requests = [visit.as_bytes() for visit in visits]
    _check(house, visits, requests)
    _send(house, requests, CLIENTS, 1)  # what is made at the first asking has been made
    one, eight = (_answers(*_timed(house, requests, clients, seconds)) for clients in (1, CLIENTS))
    if one["status"].keys() != {200} or eight["status"].keys() != {200}:
        raise SystemExit(f"{measure.name}: not every page came: {one['status']}, {eight['status']}")
    return {"one": one, "eight": eight, **_bare(visits, seconds)}


def _check(house: House, visits: list[Visit], requests: list[bytes]) -> None:
    """A page that says something else than it should is no figure."""
    some = len(requests[:SAMPLES])
    got = _send(house, requests[:some], 1, 60, once=True, keep=True)
    for number, status in got["answers"]:
        expect = visits[number].expect
        if status != 200 or expect not in got["bodies"][number].decode():
            raise SystemExit(f"{visits[number].path} answers {status}, without {expect!r}.")


def _verb(house: House, verb: Verb, seconds: float) -> dict[str, Any]:
    """A sixth of the forms is sent by one client, the rest by eight; each once, and then it is looked what is there."""
    sheets = _opened(house, verb.pages())
    if verb.choices:  # they change the letter, which is read before it is sent
        sheets = _opened(house, [forms.chosen(page, **verb.choices) for page in sheets])
    ready = [forms.chosen(page, decide="1") for page in sheets]
    alone = max(len(ready) // 6, SAMPLES)
    samples, single, many = ready[:SAMPLES], ready[SAMPLES : SAMPLES + alone], ready[SAMPLES + alone :]
    result, sent = {}, []
    for name, clients, some in (("one", 1, single), ("eight", CLIENTS, many)):
        got, cost = _timed(house, [page.as_bytes() for page in some], clients, seconds, once=True)
        result[name] = _answers(got, cost)
        sent += [some[number] for number, status in got["answers"] if status == 302]
        result[name]["refused"] = sum(status != 302 for _, status in got["answers"])
    lost = verb.lost([int(resolve(page.path).kwargs["pk"]) for page in sent])
    return {**result, "sent": len(sent), "lost": lost, **_bare(samples, seconds, expected=302)}


def _opened(house: House, pages: list[Visit]) -> list[Visit]:
    """As many of these pages as can be opened in half a minute, each with its form as it stands."""
    got = _send(house, [page.as_bytes() for page in pages], CLIENTS, 30, once=True, keep=True)
    return [forms.filled(pages[n], got["bodies"][n]) for n, status in got["answers"] if status == 200]


def _send(
    house: House, requests: list[bytes], clients: int, seconds: float, *, once: bool = False, keep: bool = False
) -> dict[str, Any]:
    order = {
        "port": house.port, "clients": clients, "seconds": seconds, "requests": requests, "once": once, "keep": keep,
    }  # fmt: skip
    return _elsewhere("client", order)


def _elsewhere(program: str, order: dict[str, Any]) -> Any:
    """Run one of our small programs in a process of its own."""
    command = [sys.executable, str(Path(__file__).with_name(f"{program}.py"))]
    done = subprocess.run(command, input=pickle.dumps(order), stdout=subprocess.PIPE, check=True)
    return pickle.loads(done.stdout)


def _timed(house: House, requests: list[bytes], clients: int, seconds: float, **how: bool) -> tuple[Any, Any]:
    """The answers, and the processor's time they have cost web and PostgreSQL."""
    before = house.seconds()
    got = _send(house, requests, clients, seconds, **how)
    after = house.seconds()
    return got, {name: after[name] - before[name] for name in after}


def _answers(got: dict[str, Any], cost: dict[str, float]) -> dict[str, Any]:
    status: dict[int, int] = {}
    for _, code in got["answers"]:
        status[code] = status.get(code, 0) + 1
    count = len(got["times"])
    return {
        **_spread(got["times"]),
        "rate": count / got["seconds"],
        "count": count,
        "cpu": {name: used / max(count, 1) * 1000 for name, used in cost.items()},
        "kB": got["bytes"] / max(count, 1) / 1000,
        "status": status,
    }


def _spread(times: list[float]) -> dict[str, float]:
    """Milliseconds."""
    ordered = sorted(times) or [0.0]
    return {f"p{share}": ordered[min(len(ordered) * share // 100, len(ordered) - 1)] * 1000 for share in (50, 95, 99)}


def _bare(visits: list[Visit], seconds: float, expected: int = 200) -> dict[str, Any]:
    """Catch the SQL of some of these, and run it without Hearback."""
    pages = []
    for visit in visits[:SAMPLES]:
        with CaptureQueriesContext(connection) as caught:
            answer = visit.here()
        if answer.status_code != expected:
            raise SystemExit(f"{visit.path} answers {answer.status_code} here.")
        pages.append([query["sql"] for query in caught.captured_queries])
    connection.close()
    asked = [sum(not sql.startswith(BESIDES) for sql in page) for page in pages]
    facts = settings.DATABASES["default"]
    address = f"host={facts['HOST']} user={facts['USER']} dbname={facts['NAME']}"
    if told := facts["OPTIONS"].get("options"):  # what PostgreSQL is told, it is told here too
        address += f" options='{told}'"
    result: dict[str, Any] = {"queries": sum(asked) / max(len(asked), 1)}
    if any(asked):
        order = {"address": address, "pages": pages, "seconds": max(seconds / 2, 1)}
        result["bare"] = _spread(_elsewhere("bare", {**order, "clients": 1}))
        result["bare"]["rate"] = len(_elsewhere("bare", {**order, "clients": CLIENTS})) / order["seconds"]
    return result
