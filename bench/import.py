"""How fast files are taken in, beside a bare COPY of the same rows into the same tables.

    bin/bench import [--rows N] [--json FILE]

A house of its own, thrown away afterwards, with the cast's company and twenty jobs. Files are written, then taken in as
`hearback import` does: candidates; candidates with applications, each with its promise and its entry in the record; the
same file again, in which everybody is known. The yardstick is a copy of the house as it was before, into which the very
rows that the import has written are copied, table by table in one transaction, all indexes, foreign keys and laws on.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

JOBS = 20
TABLES = ("hearback_candidate", "hearback_application", "hearback_promise", "hearback_entry")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench import", description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with house() as folder:
        figures = measure(given.rows, folder)
    show(figures)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n")


@contextmanager
def house() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hearback-bench-"))
    for name in [name for name in os.environ if name.startswith("HEARBACK_") or name == "DATABASE_URL"]:
        del os.environ[name]
    os.environ.update(HEARBACK_DATA=str(folder), HEARBACK_DEMO="yes", DJANGO_SETTINGS_MODULE="hearback.settings")
    try:
        from hearback import processes

        processes.start_django()
        processes.migrate()
        yield folder
    finally:
        from django.db import connections

        connections.close_all()
        shutil.rmtree(folder, ignore_errors=True)


def measure(rows: int, folder: Path) -> dict[str, Any]:
    from django.utils import timezone

    from hearback.exchange.options import Options

    now = timezone.now()
    jobs, hanna = furnish(now)
    figures: dict[str, Any] = {"rows": rows}
    people = write_people(folder / "people.csv", rows, "one")
    clone("before_people")
    figures["candidates"] = take(people, "candidates", Options(), hanna, now)
    figures["candidates"]["copy"] = copied("before_people", ("hearback_candidate", "hearback_entry"), rows)
    tries = write_people(folder / "tries.csv", rows, "two", jobs)
    clone("before_tries")
    options = Options(words="Our answer to your application", days=5, told="already")
    figures["with applications"] = take(tries, "applications", options, hanna, now)
    figures["with applications"]["copy"] = copied("before_tries", TABLES, rows)
    figures["the same again"] = take(tries, "applications", options, hanna, now)
    return figures


def furnish(now: Any) -> tuple[list[str], Any]:
    """The cast's company, and twenty open jobs."""
    from hearback.demo.cast import make_cast
    from hearback.jobs.actions import Member, create_job, open_job
    from hearback.jobs.queries import plan_as_draft

    cast = make_cast(now)
    titles = [f"Engineer {number}" for number in range(JOBS)]
    team = [Member(cast.hanna, "recruiter", lead=True), Member(cast.marta, "hiring_manager")]
    for title in titles:
        job = create_job(
            title=title,
            department=cast.engineer.department,
            office=cast.berlin,
            by=cast.hanna,
            now=now,
            team=team,
            plan=plan_as_draft(cast.engineer),
        )
        open_job(job, by=cast.hanna, now=now)
    return titles, cast.hanna


def write_people(path: Path, rows: int, lot: str, jobs: list[str] | None = None) -> Path:
    heading = ["Name", "E-mail", "Phone", "City", "Headline", "Source"] + (
        ["Job", "Applied on", "Stage"] if jobs else []
    )
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        for n in range(rows):
            row = [f"Person {lot} {n}", f"{lot}.{n}@mail.example", f"+49 30 {n:08d}", "Berlin", "Engineer", "Fair"]
            if jobs:
                row += [jobs[n % len(jobs)], f"2026-0{1 + n % 9}-{1 + n % 28:02d}T09:00:00+00:00", "Application review"]
            writer.writerow(row)
    return path


def take(path: Path, what: str, options: Any, by: Any, now: Any) -> dict[str, Any]:
    from django.db import connection

    from hearback.exchange.actions import ask, begin_here, go_on

    before = counts()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    cpu = spent(os.getpid(), pid)
    began = time.perf_counter()
    with watched([os.getpid(), pid]) as peak:
        taken = begin_here(what=what, path=path, options=options, by=by, now=now)
        taken = go_on(ask(taken, trial=False, by=by, now=now), now=now)
    seconds = time.perf_counter() - began
    worked = [after - before for before, after in zip(cpu, spent(os.getpid(), pid), strict=True)]
    written = sum(after - before[table] for table, after in counts().items())
    return {
        "seconds": round(seconds, 2),
        "file_rows_a_second": round(taken.position / seconds),
        "database_rows_a_second": round(written / seconds),
        "cpu_seconds": {"process": round(worked[0], 2), "database_backend": round(worked[1], 2)},
        "new": taken.new,
        "rejected": taken.rejected,
        "peak_mb": {"process": round(peak[0] / 1e6), "database_backend": round(peak[1] / 1e6)},
    }


def spent(*pids: int) -> list[float]:
    """The processor's seconds each process has used: what counts where others use the machine as well."""
    import psutil

    return [sum(psutil.Process(pid).cpu_times()[:2]) for pid in pids]


def counts() -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
        return found


@contextmanager
def watched(pids: list[int]) -> Iterator[list[int]]:
    """The most memory each process had of its own, looked at twenty times a second; without what PostgreSQL shares."""
    import psutil

    peak, over = [0] * len(pids), threading.Event()
    processes = [psutil.Process(pid) for pid in pids]

    def look() -> None:
        while not over.wait(0.05):
            for place, process in enumerate(processes):
                facts = process.memory_info()
                peak[place] = max(peak[place], facts.rss - facts.shared)

    watching = threading.Thread(target=look, daemon=True)
    watching.start()
    yield peak
    over.set()
    watching.join()
    peak[0] = max(peak[0], 0) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def clone(name: str) -> None:
    """A copy of the whole database as it is now."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    maintain(f'CREATE DATABASE "{name}" TEMPLATE "{settings.DATABASES["default"]["NAME"]}"')


def maintain(statement: str) -> None:
    with connect("postgres") as connection:
        connection.execute(statement)


def connect(name: str, **options: Any) -> Any:
    import psycopg
    from django.conf import settings

    facts = settings.DATABASES["default"]
    return psycopg.connect(host=facts["HOST"], user=facts["USER"], dbname=name, autocommit=True, **options)


def copied(name: str, tables: tuple[str, ...], rows: int) -> dict[str, Any]:
    """The same rows, copied into the house as it was before."""
    from django.conf import settings

    with connect(settings.DATABASES["default"]["NAME"]) as here, connect(name) as there:
        loads = []
        for table in tables:
            [most] = there.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
            with here.cursor().copy(f"COPY (SELECT * FROM {table} WHERE id > {most} ORDER BY id) TO STDOUT") as out:
                loads.append((table, b"".join(bytes(block) for block in out)))
        [pid] = there.execute("SELECT pg_backend_pid()").fetchone()
        cpu, began = spent(pid), time.perf_counter()
        with there.transaction():
            for table, load in loads:
                with there.cursor().copy(f"COPY {table} FROM STDIN") as into:
                    into.write(load)
        seconds = time.perf_counter() - began
        worked = spent(pid)[0] - cpu[0]
    maintain(f'DROP DATABASE "{name}"')
    return {"seconds": round(seconds, 2), "cpu_seconds": round(worked, 2), "file_rows_a_second": round(rows / seconds)}


def show(figures: dict[str, Any], say: Callable[[str], None] = print) -> None:
    say(f"{figures['rows']:,} rows; load of the machine {os.getloadavg()[0]:.1f}")
    for name, found in figures.items():
        if not isinstance(found, dict):
            continue
        say(
            f"{name}: {found['file_rows_a_second']:,} rows/s ({found['database_rows_a_second']:,} database rows/s), "
            f"{found['new']:,} new, {found['rejected']:,} refused, "
            f"{found['peak_mb']['process']} + {found['peak_mb']['database_backend']} MB"
        )
        cpu = found["cpu_seconds"]
        say(f"  processor: {cpu['process']} s reading and checking, {cpu['database_backend']} s in PostgreSQL")
        if "copy" in found:
            bare = found["copy"]["file_rows_a_second"]
            say(f"  bare COPY's processor: {found['copy']['cpu_seconds']} s")
            say(f"  bare COPY of the same rows: {bare:,} rows/s; ours takes {bare / found['file_rows_a_second']:.2f} ×")


if __name__ == "__main__":
    main()
