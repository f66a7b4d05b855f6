"""Starting what runs and stopping it again: the embedded database, the web, the worker, or all three for the demo."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

from hearback.refusals import Refused

THREADS = 4  # a worker process answers this many requests at once, each with a database connection of its own
PATIENCE = 60  # seconds in which the web has to answer for the first time


def check_port(host: str, port: int) -> None:
    """Refuse, in words, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise Refused(f"Port {port} is kept for administrators. Choose one above 1023 with --port.") from None
        except socket.gaierror:
            raise Refused(f"This machine does not know the address {host}.") from None
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise Refused(f"Port {port} is taken by another program. Choose another with --port.") from None
            raise Refused(f"Hearback cannot listen at {host}, port {port}: {problem.strerror}.") from None


def start_django() -> None:
    """Load settings and models, starting the embedded PostgreSQL when no DATABASE_URL is given."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearback.settings")
    try:
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    except (ImproperlyConfigured, ValueError) as problem:
        raise Refused(str(problem)) from None
    except (OSError, subprocess.SubprocessError) as problem:
        raise Refused(f"Hearback's own PostgreSQL could not be started: {problem}") from problem
    django.setup()


def share_database() -> None:
    """Let child processes use the database that this one has started, which stops when this one does."""
    from django.conf import settings

    facts = settings.DATABASES["default"]
    os.environ.setdefault("DATABASE_URL", f"postgresql://{facts['USER']}@/{facts['NAME']}?host={facts['HOST']}")


def migrate(*, say: Callable[[str], None] | None = None) -> bool:
    """Bring the tables to what this version needs; True when there was something to do."""
    from django.core.management import call_command
    from django.utils import timezone

    from hearback.decisions.defaults import add_default_reasons

    if not behind():
        return False
    if say:
        say("Preparing the database …")
    call_command("migrate", verbosity=0, interactive=False)
    add_default_reasons(now=timezone.now())
    return True


def behind() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static() -> None:
    from django.conf import settings
    from django.core.management import call_command

    if not settings.DEBUG:
        call_command("collectstatic", verbosity=0, interactive=False)


def serve(*, host: str, port: int, workers: int, say: Callable[[str], None]) -> None:
    """Answer the web until told to stop."""
    check_port(host, port)
    embedded = "DATABASE_URL" not in os.environ
    start_django()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    if embedded:
        share_database()
        migrate(say=say)
    elif behind():
        raise Refused("The database is older than this version of Hearback. Run `hearback migrate` first.")
    collect_static()
    connections.close_all()  # what is open now must not be inherited
    say(f"Hearback answers at http://{host}:{port} and is {settings.BASE_URL} to the world. Ctrl-C stops it.")
    if settings.DEBUG:
        call_command("runserver", f"{host}:{port}", skip_checks=True)
        return
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "hearback.wsgi:application",
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


def work(*, concurrency: int, say: Callable[[str], None]) -> None:
    """Run the timetable and send what is due, until told to stop."""
    embedded = "DATABASE_URL" not in os.environ
    start_django()
    if embedded:
        migrate(say=say)
    elif behind():
        raise Refused("The database is older than this version of Hearback. Run `hearback migrate` first.")
    import_module("hearback.timetable")
    from django.conf import settings
    from procrastinate.contrib.django import app

    if not (settings.EMAIL_HOST or settings.DEMO or settings.DEBUG):
        # Without one the demo's mailbox would take the letters, and promises count as kept that nobody read.
        raise Refused("No mail server is named, so nobody would be told anything. Set HEARBACK_SMTP_HOST.")

    say("The worker is at work. Ctrl-C stops it.")
    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        working.run_worker(concurrency=concurrency, delete_jobs="successful", shutdown_graceful_timeout=10)


class Stopped(Exception):
    """Somebody asked for the end: Ctrl-C, or a signal."""


@contextmanager
def until_stopped() -> Iterator[None]:
    """Inside, the first Ctrl-C or signal ends the block quietly; during the tidying up after it they are not heard."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(*_: object) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for each in signals:
        signal.signal(each, stop)
    with suppress(Stopped):
        yield


def end_with_parent() -> None:
    """Our input is a pipe from the parent: when it closes without a word, the parent was killed, and we go too."""

    def watch() -> None:
        os.read(0, 1)  # not sys.stdin, whose lock a forked process would inherit taken
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def child(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another `hearback …`, stopped at the end. Ctrl-C reaches only us, so that we choose the order of stopping."""
    command = [sys.executable, "-m", "hearback.cli", *arguments, "--as-child"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def demo(*, port: int, data: Path, say: Callable[[str], None]) -> None:
    """An invented company to look around in: filled when empty, web and worker started, a door for each person."""
    check_port("127.0.0.1", port)
    # Nothing of a real installation may reach the demo: no database of its, no mail server, no host name.
    for name in [name for name in os.environ if name.startswith("HEARBACK_") or name == "DATABASE_URL"]:
        if name not in {"HEARBACK_DEBUG", "HEARBACK_LOG_LEVEL"}:
            del os.environ[name]
    url = f"http://localhost:{port}"
    os.environ.update(HEARBACK_DEMO="yes", HEARBACK_DATA=str(data), HEARBACK_URL=url)
    with until_stopped():
        say("Starting Hearback …")
        start_django()
        share_database()
        migrate(say=say)
        fill(data / "is_a_demo", say=say)
        with child("worker") as worker, child("serve", "--port", str(port)) as web:
            wait_for(f"{url}/healthy", web)
            from hearback.demo.company import doors

            say("\nOpen one of these and you are that person:\n")
            for name, role, door in doors(url):
                say(f"{name} · {role} · {door}")
            say("\nCtrl-C stops everything.")
            while web.poll() is None and worker.poll() is None:
                time.sleep(0.5)
            raise Refused(f"The {'worker' if web.poll() is None else 'web'} has stopped by itself: see above.")
    say("Stopped.")


def fill(mark: Path, *, say: Callable[[str], None]) -> None:
    """Fill an empty database. One that has people but not our mark belongs to a real company, whose doors stay shut."""
    from django.db import connections, transaction
    from django.utils import timezone

    from hearback.demo import company
    from hearback.people.models import Person

    if not Person.objects.exists():
        say("Inventing a company, once: this takes about a minute …")
        with transaction.atomic():
            company.fill(now=timezone.now())
        mark.touch()
    elif not mark.exists():
        raise Refused(f"{mark.parent} holds a company that is not the demo's. Choose another folder with --data.")
    connections.close_all()


def wait_for(url: str, web: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if web.poll() is not None:
            raise Refused("The web could not be started: see above.")
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return  # it answers, and what it says is for the person to read
        except OSError:
            time.sleep(0.1)
    raise Refused(f"The web did not answer within {PATIENCE} seconds.")
