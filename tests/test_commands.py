"""The command line and what sets it up."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import datetime
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner, Result
from django.core.management import call_command

from hearback import processes
from hearback.candidates.models import Candidate
from hearback.cli import main
from hearback.exchange.cells import cell
from hearback.people.models import Office, Person, Role
from hearback.people.tokens import make_sign_in_token, read_sign_in_token
from hearback.refusals import Refused

ROOT = Path(__file__).parents[1]
LONG_PASSWORD = "correct horse battery"


def run(*arguments: object, **options: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="hearback", **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def every_command(group=main, path=()):
    yield path
    for name, command in getattr(group, "commands", {}).items():
        yield from every_command(command, (*path, name))


@pytest.mark.parametrize("path", list(every_command()), ids=" ".join)
def test_every_command_explains_itself(path: tuple[str, ...]):
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert f"Usage: hearback {' '.join(path)}".strip() in result.output
    assert "..." not in result.output.replace("[ARGS]...", "").replace("COMMAND [ARGS]", ""), "a summary is cut off"


def test_help_is_there_without_loading_django():
    code = "import sys, hearback.cli; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# Starting and stopping


@pytest.fixture
def taken_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_refused_in_a_sentence(command: str, taken_port: int, tmp_path: Path):
    more = ["--data", tmp_path / "demo"] if command == "demo" else []
    result = run(command, "--port", taken_port, *more)
    assert result.exit_code == 1
    assert result.output == f"Error: Port {taken_port} is taken by another program. Choose another with --port.\n"
    assert not (tmp_path / "demo").exists()


def test_an_address_of_another_machine_is_refused_in_a_sentence():
    with pytest.raises(Refused, match=r"cannot listen at 192\.0\.2\.1, port 8000"):
        processes.check_port("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "mysql://x/y", "must start with postgresql://"),
        ("DATABASE_URL", "postgresql://127.0.0.1:9/x", "The database cannot be reached"),
        ("HEARBACK_DEBUG", "perhaps", "write yes or no"),
        ("HEARBACK_SECRET_KEY", "short", "at least 32 random characters"),
        ("HEARBACK_SMTP_TLS", "yes", "HEARBACK_SMTP_SSL and HEARBACK_SMTP_TLS exclude each other"),
    ],
)
def test_a_setting_that_cannot_be_right_is_refused_in_a_sentence(name: str, value: str, sentence: str, tmp_path: Path):
    environment = {"PATH": os.environ["PATH"], "HEARBACK_DATA": str(tmp_path), "DATABASE_URL": "postgresql:///x"}
    environment["HEARBACK_SMTP_SSL"] = "yes"
    result = subprocess.run(
        [sys.executable, "-m", "hearback.cli", "export", "candidates"],
        cwd=ROOT,
        env=environment | {name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.startswith("Error: ")
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "False True 587"),
        ({"HEARBACK_SMTP_SSL": "yes"}, "True False 465"),
        ({"HEARBACK_SMTP_SSL": "yes", "HEARBACK_SMTP_PORT": "4650"}, "True False 4650"),
        ({"HEARBACK_SMTP_TLS": "no"}, "False False 587"),
    ],
)
def test_mail_goes_over_tls_in_the_way_the_server_wants(given: dict[str, str], expected: str, tmp_path: Path):
    environment = {"PATH": os.environ["PATH"], "HEARBACK_DATA": str(tmp_path), "DATABASE_URL": "postgresql:///x"}
    show = "from hearback import settings as s; print(s.EMAIL_USE_SSL, s.EMAIL_USE_TLS, s.EMAIL_PORT)"
    result = subprocess.run(
        [sys.executable, "-c", show],
        cwd=ROOT,
        env=environment | {"HEARBACK_SMTP_HOST": "smtp.northwind.example"} | given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == expected


@pytest.mark.django_db
def test_the_worker_does_not_work_where_nobody_would_be_told():
    assert run("worker").output == (
        "Error: No mail server is named, so nobody would be told anything. Set HEARBACK_SMTP_HOST.\n"
    )


@pytest.mark.django_db
def test_the_demo_does_not_open_the_doors_of_a_real_company(tmp_path: Path, now: datetime):
    a_person(now)
    with pytest.raises(Refused, match="holds a company that is not the demo's"):
        processes.fill(tmp_path / "is_a_demo", say=print)


@pytest.mark.slow
def test_the_demo_starts_signs_people_in_and_leaves_nothing_behind(tmp_path: Path):
    data, port = tmp_path / "demo", free_port()
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgresql:///never", "HEARBACK_SMTP_HOST": "never"}
    demo = subprocess.Popen(
        [sys.executable, "-m", "hearback.cli", "demo", "--port", str(port), "--data", str(data)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        lines = list(iter(demo.stdout.readline, "Ctrl-C stops everything.\n"))
        doors = [line.strip().split(" · ") for line in lines if " · " in line]
        assert len(doors) > 3, "".join(lines)
        assert {len(door) for door in doors} == {3}
        for _name, _role, url in doors:
            with urllib.request.urlopen(url, timeout=20) as page:
                assert page.status == 200
        with urllib.request.urlopen(doors[0][2], timeout=20) as page:
            stylesheet = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page.read().decode())
        assert stylesheet, "the stylesheet is not served under a name that changes with it"
        started = processes_of(data, demo.pid)
        assert len(started) >= 4  # ourselves, PostgreSQL, web and worker
        os.killpg(demo.pid, signal.SIGINT)  # what a terminal does at Ctrl-C
        rest = demo.stdout.read()
        assert demo.wait(20) == 0
        assert "Traceback" not in rest
        assert rest.endswith("Stopped.\n")
        ends = time.monotonic() + 5
        while any(process.is_running() for process in started) and time.monotonic() < ends:
            time.sleep(0.1)
        assert [process for process in started if process.is_running()] == []
    finally:
        demo.kill()
        demo.stdout.close()


def processes_of(data: Path, pid: int) -> list[psutil.Process]:
    ours = psutil.Process(pid)
    served = [p for p in psutil.process_iter(["cmdline"]) if str(data / "postgres") in (p.info["cmdline"] or [])]
    return [ours, *ours.children(recursive=True), *served]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_every_address_in_the_stylesheets_leads_somewhere(settings, tmp_path: Path):
    """Production serves static files under names made from their content, and refuses to start when one is missing."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


# People and their links


def a_person(now: datetime, **facts: object) -> Person:
    office, _ = Office.objects.get_or_create(name="Berlin", time_zone="Europe/Berlin", country="DE")
    facts = {"email": "ada@example.org", "name": "Ada Example", "role": Role.RECRUITER, "office": office} | facts
    return Person.objects.create_user(password=LONG_PASSWORD, **facts)


ADMIN = ["create-admin", "--name", "Ada Example", "--email", "Ada@Example.org", "--office", "Berlin"]
OFFICE = ["--time-zone", "Europe/Berlin", "--country", "de"]


@pytest.mark.django_db
def test_the_first_admin_comes_with_an_office():
    result = run(*ADMIN, *OFFICE, "--password", LONG_PASSWORD)
    assert result.output == "Ada Example can sign in now, as ada@example.org.\n"
    ada = Person.objects.get()
    assert (ada.role, ada.office.name, ada.office.country) == (Role.ADMIN, "Berlin", "DE")
    assert ada.check_password(LONG_PASSWORD)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*ADMIN, *OFFICE, "--password", "short"], "too short"),
        ([*ADMIN, "--time-zone", "Mars/Base", "--country", "de", "--password", LONG_PASSWORD], "not a time zone"),
        ([*ADMIN, *OFFICE, "--email", "ada", "--password", LONG_PASSWORD], "valid email"),
    ],
)
def test_an_admin_who_could_not_sign_in_is_not_made(arguments: list[str], sentence: str):
    result = run(*arguments)
    assert result.exit_code == 1
    assert sentence in result.output
    assert (Person.objects.count(), Office.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_sign_in_link_lets_the_person_in_once(client, now: datetime):
    ada = a_person(now)
    link = run("token", "sign-in", "ADA@example.org").output.strip()
    assert link.startswith("http://localhost:8000/desk/sign-in/")
    path = link.removeprefix("http://localhost:8000")
    assert client.get(path).status_code == 200
    assert "_auth_user_id" not in client.session  # a scanner that follows links uses nothing up
    client.post(path)
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert client.post(path).status_code == 404


@pytest.mark.django_db
def test_whoever_lost_their_second_factor_comes_in_without_it(client, now: datetime):
    from tests.inside import factors, has_app

    ada = a_person(now)
    has_app(ada)
    kept = run("token", "sign-in", "ada@example.org").output.strip().removeprefix("http://localhost:8000")
    assert client.post(kept).url == "/desk/sign-in/second-step"
    link = run("token", "sign-in", "ada@example.org", "--lost-second-factor").output.strip()
    assert factors(ada) == set()
    assert client.post(link.removeprefix("http://localhost:8000")).url == "/desk/"


@pytest.mark.django_db
def test_a_sign_in_link_lasts_thirty_minutes(now: datetime, clock):
    ada = a_person(now)
    token = make_sign_in_token(ada, now=now)
    assert read_sign_in_token(token, now=clock.move(minutes=30)) == ada
    with pytest.raises(Refused):
        read_sign_in_token(token, now=clock.move(seconds=1))


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["signs in", "changes the password", "leaves"])
def test_a_sign_in_link_dies_when_its_person(change: str, now: datetime):
    ada = a_person(now)
    token = make_sign_in_token(ada, now=now)
    if change == "signs in":
        ada.last_login = now
    elif change == "changes the password":
        ada.set_password("another long password")
    else:
        ada.is_active = False
    ada.save()
    with pytest.raises(Refused, match="has been used, or is older"):
        read_sign_in_token(token, now=now)


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "WzFd", "WzEsMV0:abc", "%00", "é" * 300])
def test_a_guessed_sign_in_link_gives_nothing_away(token: str, now: datetime):
    a_person(now)
    with pytest.raises(Refused, match="has been used, or is older"):
        read_sign_in_token(token, now=now)


@pytest.mark.django_db
def test_another_persons_link_cannot_be_turned_into_ones_own(now: datetime):
    ada, ben = a_person(now), a_person(now, email="ben@example.org")
    of_ada, of_ben = make_sign_in_token(ada, now=now), make_sign_in_token(ben, now=now)
    mixed = of_ada.rpartition(":")[0] + ":" + of_ben.rpartition(":")[2]
    with pytest.raises(Refused):
        read_sign_in_token(mixed, now=now)


@pytest.mark.django_db
def test_nobody_of_that_address_is_said_in_a_sentence():
    assert run("token", "sign-in", "x@example.org").output == (
        "Error: Nobody who works here has the e-mail address x@example.org.\n"
    )


# In and out


@pytest.mark.django_db
def test_candidates_leave_as_csv_and_come_back_the_same(now: datetime, tmp_path: Path):
    Candidate.objects.create(
        name="Zoë “Z” Example",
        email="zoe@example.org",
        phone="+49 30 123456",
        headline='=HYPERLINK("http://example.org")',
        links=[{"label": "example.org/zoe", "url": "https://example.org/zoe"}],
        created_at=now,
    )
    out = tmp_path / "candidates.csv"
    assert run("export", "candidates", "-o", out).output == f"1 row is in {out}.\n"
    [row] = csv.DictReader(out.open(encoding="utf-8", newline=""))
    assert row["headline"] == '\'=HYPERLINK("http://example.org")'
    assert row["phone"] == "'+49 30 123456"
    before = Candidate.objects.values("name", "email", "phone", "headline", "links").get()
    Candidate.objects.all().delete()
    assert run("import", "candidates", out).output.startswith("1 row: 1 new")
    assert Candidate.objects.values("name", "email", "phone", "headline", "links").get() == before


@pytest.mark.django_db
def test_candidates_leave_as_json_with_their_resume(now: datetime):
    resume = {"basics": {"name": "Zoë Example"}}
    Candidate.objects.create(name="Zoë Example", resume=resume, created_at=now)
    [row] = json.loads(run("export", "candidates", "--format", "json").output)
    assert (row["name"], row["resume"], row["created_at"]) == ("Zoë Example", resume, now.isoformat())


@pytest.mark.django_db
def test_an_empty_house_leaves_an_empty_list():
    assert json.loads(run("export", "applications", "--format", "json").output) == []
    assert len(run("export", "applications").output.splitlines()) == 1


def test_applications_leave_with_their_job_and_stage(cast):
    rows = json.loads(run("export", "applications", "--format", "json").output)
    omar = next(row for row in rows if row["candidate"] == cast.omar.name)
    assert (omar["job"], omar["stage"], omar["state"]) == (
        cast.omars.job.title,
        cast.omars.stage.name,
        cast.omars.state,
    )
    assert len(run("export", "applications").output.splitlines()) == len(rows) + 1


@pytest.mark.django_db
def test_exporting_asks_the_database_once_however_many_there_are(now: datetime, django_assert_num_queries):
    Candidate.objects.bulk_create(Candidate(name=f"C {n}", created_at=now) for n in range(50))
    from hearback.exchange.leaving.lists import candidate_rows

    with django_assert_num_queries(1):
        assert len(list(candidate_rows())) == 50


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_a_formula(start: str):
    assert cell(start + "cmd|' /C calc'!A0").startswith("'")


@pytest.mark.django_db
def test_a_refused_row_is_said_and_ends_with_a_status(tmp_path: Path):
    file = tmp_path / "people.csv"
    file.write_text("name,email\nZoë Example,zoe@example.org\nNobody,not-an-address\n")
    result = run("import", "candidates", file)
    assert result.exit_code == 1
    assert "people.csv, line 3" in result.output
    assert Candidate.objects.count() == 1
