"""Reading a stranger's file in a process of its own, with limits: whatever the file does, it does it there."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hearback.candidates.reading.shapes import Reading, Source, Value
from hearback.refusals import Refused

SECONDS = 20
MEMORY = 1024 * 1024 * 1024
_TOO_MUCH = "This file takes far too long to read. Save it anew as a plain PDF and add it again."
_START = "from hearback.candidates.reading.apart import main; main({limit})"


def read_apart(data: bytes, *, limit: int) -> Reading:
    """As `read_resume`, but a file that never ends or fills the memory costs no more than its own process."""
    if len(data) > limit:
        raise Refused(f"This file is larger than the {limit // 1024 // 1024} MB we can read.")
    house = str(Path(__file__).parents[3])
    try:
        done = subprocess.run(
            [sys.executable, "-c", _START.format(limit=limit)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            cwd=house,
            check=False,
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise Refused(_TOO_MUCH) from None
    if "refused" in answer:
        raise Refused(answer["refused"])
    return _reading(answer)


def main(limit: int) -> None:
    """The other side: the file on standard input, the reading on standard output."""
    from hearback.candidates.reading import read_resume

    _hold()
    try:
        answer = asdict(read_resume(sys.stdin.buffer.read(), limit=limit))
    except Refused as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"refused": _TOO_MUCH}
    sys.stdout.write(json.dumps(answer))


def _hold() -> None:
    try:
        import resource
    except ImportError:  # a system without limits still has the clock of the parent
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _reading(answer: dict[str, Any]) -> Reading:
    return Reading(
        answer["resume"],
        tuple(
            Value(value["text"], Source(**value["source"]), value["why"], value["path"]) for value in answer["values"]
        ),
        tuple(answer["notices"]),
        tuple(Source(**source) for source in answer["unread"]),
        answer["pages"],
    )
