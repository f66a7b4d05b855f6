"""The company's database, and the web and the worker as production runs them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench._pages import company as filling
from hearback import processes

Say = Callable[[str], None]
SECRET = "the bench signs its own people in, on this machine only"


@dataclass(frozen=True)
class House:
    """A running Hearback: where it answers, how large it is, and the processes that make it up."""

    size: int
    port: int
    web: psutil.Process
    worker: psutil.Process
    postgres: psutil.Process

    def megabytes(self) -> dict[str, float]:
        """What each part takes of memory, pages shared between processes counted once (PSS)."""
        parts = {"web": self.web, "worker": self.worker, "PostgreSQL": self.postgres}
        return {name: sum(map(_pss, _family(process))) / 2**20 for name, process in parts.items()}

    def seconds(self) -> dict[str, float]:
        """The processor's time that the web and PostgreSQL have used so far. What a page costs of it is the same on a
        busy machine as on an idle one, or nearly."""
        return {name: sum(map(_used, _family(one))) for name, one in (("web", self.web), ("sql", self.postgres))}


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _used(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.NoSuchProcess:
        return 0


@contextmanager
def company(data: Path, size: int, *, port: int, say: Say) -> Iterator[House]:
    """Start everything, filling the folder first unless it holds this very company already."""
    for name in [name for name in os.environ if name.startswith("HEARBACK_") or name == "DATABASE_URL"]:
        del os.environ[name]
    os.environ.update(HEARBACK_DATA=str(data), HEARBACK_URL=f"http://localhost:{port}", HEARBACK_SECRET_KEY=SECRET)
    fresh = not filling.built(data, size)
    if fresh and (data / "postgres").exists():
        import shutil

        say(f"{data.name} holds another company, or an older one: it is made anew.")
        shutil.rmtree(data)
    processes.check_port("127.0.0.1", port)
    processes.start_django()
    processes.share_database()
    processes.migrate()
    if fresh:
        say(f"Making a company with {size:,} applications, once:")
        filling.build(data, size, say=say)
    from django.db import connections

    from bench._pages import tables

    tables.wind_back()
    connections.close_all()
    with processes.child("serve", "--port", str(port)) as web:
        processes.wait_for(f"http://127.0.0.1:{port}/healthy", web)
        # Without a mail server only a demo's worker starts; its letters go to the demo's mailbox, which is a table.
        os.environ["HEARBACK_DEMO"] = "yes"
        with processes.child("worker") as worker:
            del os.environ["HEARBACK_DEMO"]
            postmaster = int((data / "postgres/postmaster.pid").read_text().splitlines()[0])
            yield House(size, port, *map(psutil.Process, (web.pid, worker.pid, postmaster)))
