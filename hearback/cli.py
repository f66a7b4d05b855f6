"""The command line. Every command loads Django only when it runs, so that help is there at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from hearback import __version__, processes
from hearback.refusals import Refused
from hearback.words import plural


class InWords(click.Group):
    """Commands in the order they are written here, whose refusals are sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refused:
            raise click.ClickException(str(refused)) from None
        except Exception as problem:
            if type(problem).__module__ == "django.db.utils" and type(problem).__name__ == "OperationalError":
                raise click.ClickException(f"The database cannot be reached: {problem}".strip()) from None
            raise


@click.group(cls=InWords, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="Hearback %(version)s")
def main() -> None:
    """Hiring from the first interview to the final answer, in which nobody is left in silence.

    Settings are read from the environment; docs/operate.md lists them. Without a DATABASE_URL, a
    PostgreSQL of Hearback's own runs beside the data in HEARBACK_DATA (by default ./.data).
    """


as_child = click.option("--as-child", is_flag=True, hidden=True)


def saying(as_child: bool = False) -> Callable[[str], None]:
    """Where sentences go. A child of the demo keeps quiet, and ends when its parent does."""
    if not as_child:
        return click.echo
    processes.end_with_parent()
    return lambda _sentence: None


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@as_child
def serve(host: str, port: int, workers: int, as_child: bool) -> None:
    """Answer the web: the desk and the portal."""
    processes.serve(host=host, port=port, workers=workers, say=saying(as_child))


@main.command()
@click.option("--concurrency", default=4, show_default=True, type=click.IntRange(1, 64), help="Jobs done at once.")
@as_child
def worker(concurrency: int, as_child: bool) -> None:
    """Do what is due: send messages, nudge, escalate.

    Run at least one beside `hearback serve`; any number may run, on any number of machines.
    """
    processes.work(concurrency=concurrency, say=saying(as_child))


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
@click.option(
    "--data",
    envvar="HEARBACK_DATA",
    default=".data/demo",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that keeps the invented company from one time to the next.",
)
def demo(port: int, data: Path) -> None:
    """Look around in an invented company.

    Fills an empty folder, starts web and worker, and prints one line a person: NAME · ROLE · URL.
    The address signs that person in. Ctrl-C stops everything.
    """
    processes.demo(port=port, data=data.resolve(), say=saying())


@main.command()
def migrate() -> None:
    """Bring the database to what this version needs."""
    processes.start_django()
    done = processes.migrate()
    click.echo("The database is up to date now." if done else "The database was up to date already.")


@main.command("create-admin")
@click.option("--name", prompt="Full name")
@click.option("--email", prompt="E-mail address")
@click.option("--office", prompt="Office, by its name", help="Made if there is none of this name.")
@click.option("--time-zone", help="Of an office made here, such as Europe/Berlin.")
@click.option("--country", help="Of an office made here, two letters such as DE: its holidays are no working days.")
@click.password_option(help="Asked for when not given.")
def create_admin(name: str, email: str, office: str, time_zone: str | None, country: str | None, password: str) -> None:
    """Make the first person who can sign in. That person adds the others on the desk."""
    processes.start_django()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import transaction
    from django.utils import timezone

    from hearback.people import actions
    from hearback.people.models import Office, Role

    try:
        validate_email(email)
        validate_password(password)
    except ValidationError as problem:
        raise Refused(" ".join(problem.messages)) from None
    now = timezone.now()
    with transaction.atomic():
        place = Office.objects.filter(name=office).first() or actions.save_office(
            Office(
                name=office,
                time_zone=time_zone or click.prompt("Time zone of the office, such as Europe/Berlin"),
                country=(country or click.prompt("Country of the office, two letters such as DE")).upper(),
                weekdays=[0, 1, 2, 3, 4],
            ),
            by=None,
            now=now,
        )
        person = actions.add_person(
            name=name, email=email, role=Role.ADMIN, office=place, password=password, by=None, now=now
        )
    click.echo(f"{person.name} can sign in now, as {person.email}.")


@main.group("import")
def import_() -> None:
    """Take in what another system or file holds."""


def import_options(command: Any) -> Any:
    """What every import can be told."""
    for option in (
        click.argument("file", type=click.Path(path_type=Path)),
        click.option("--by", "email", help="E-mail address of the person who imports, for the record."),
        click.option("--system", default="", help="Whose numbers the file's numbers are, such as Greenhouse."),
        click.option(
            "--column", "columns", multiple=True, metavar="HEADING=FIELD", help="A column, where not guessed."
        ),
        click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing."),
        click.option("--refused", type=click.Path(path_type=Path), help="Write the refused rows to this CSV file."),
    ):
        command = option(command)
    return command


def next_step_options(command: Any) -> Any:
    """What everybody who is still in progress is promised."""
    for option in (
        click.option("--words", default="Our answer to your application", show_default=True, help="Their next step."),
        click.option("--days", type=click.IntRange(1, 10), help="In how many working days; otherwise the stage's own."),
        click.option("--owner", help="E-mail address of who owes it; otherwise the job's recruiter."),
        click.option(
            "--tell",
            type=click.Choice(["mail", "already"]),
            default="mail",
            show_default=True,
            help="Write to each of them now, or they have been told already.",
        ),
    ):
        command = option(command)
    return command


@import_.command("candidates")
@import_options
@click.option("--job", "title", help="Title or number of an open job: each applies for it, and is promised an answer.")
@click.option("--source", default="", help="With --job: how they came to it.")
@next_step_options
@click.pass_context
def import_candidates(ctx: click.Context, file: Path, title: str | None, **given: Any) -> None:
    """Candidates from FILE, or from every file of a folder.

    CSV, spreadsheets, JSON, JSON Resume, or résumés as PDF and Word, also in a folder or a zip. Whoever is
    here already, by their number, e-mail address or name and phone number, is left as they are. Ends with
    status 1 when a row was refused; the others are taken in. Killed, it goes on when given once more.
    """
    take_in(ctx, "applications" if title else "candidates", file, title=title, **given)


@import_.command("applications")
@import_options
@click.option("--job", "title", help="Title or number of the job, where the rows do not name one each.")
@click.option("--source", default="", help="How they came to it, where the rows do not say.")
@next_step_options
@click.pass_context
def import_applications(ctx: click.Context, file: Path, title: str | None, **given: Any) -> None:
    """Candidates and what they applied for, from FILE.

    Whoever is still in progress arrives with a next step: its words, date and owner are given here once.
    What has ended arrives ended, with its dates, and is owed nothing.
    """
    take_in(ctx, "applications", file, title=title, **given)


@import_.command("jobs")
@import_options
@click.option("--office", help="Office of jobs whose row names none of ours.")
@click.option("--department", help="Department of jobs whose row names none.")
@click.option("--plan", default="specialist", show_default=True, help="Their plan: a role, or job:NUMBER to copy one.")
@click.option("--recruiter", help="E-mail address of who answers candidates; otherwise who imports, if a recruiter.")
@click.option("--manager", help="E-mail address of who decides. Without both a job stays a draft.")
@click.pass_context
def import_jobs(ctx: click.Context, file: Path, office: str | None, department: str | None, **given: Any) -> None:
    """Jobs from FILE, each with an interview plan."""
    processes.start_django()
    from hearback.people.models import Department, Office

    places = {
        name: found_by_name(model, text, name) if text else None
        for name, model, text in (("office", Office, office), ("department", Department, department))
    }
    people = {name: getattr(person_by(given.pop(name)), "pk", None) for name in ("recruiter", "manager")}
    take_in(ctx, "jobs", file, more={**places, **people, "plan": given.pop("plan")}, **given)


def found_by_name(model: Any, name: str, what: str) -> int:
    row = model.objects.filter(name__iexact=name.strip()).first()
    if row is None:
        raise Refused(f"There is no {what} “{name}” here.")
    return int(row.pk)


def take_in(
    ctx: click.Context,
    what: str,
    file: Path,
    *,
    email: str | None,
    columns: tuple[str, ...],
    dry_run: bool,
    refused: Path | None,
    more: dict[str, Any] | None = None,
    title: str | None = None,
    tell: str = "",
    owner: str | None = None,
    **given: Any,
) -> None:
    processes.start_django()
    from django.utils import timezone

    from hearback.exchange import actions, sources
    from hearback.exchange.options import Options
    from hearback.exchange.reports import summary, write_refused
    from hearback.jobs.queries import job_named

    by, now = person_by(email), timezone.now()
    options = Options(told=tell, owner=getattr(person_by(owner), "pk", None), **{**given, **(more or {})})
    options.job = job_named(title).pk if title else None
    options.columns = sources.columns_named(what, file, columns) if columns else {}
    begun = actions.begin_here(what=what, path=file, options=options, by=by, now=now)
    if not begun.running:
        begun = actions.ask(begun, trial=dry_run, by=by, now=now)
    elif begun.position:
        click.echo(f"Going on after {plural(begun.position, 'row')}.", err=True)
    done = actions.go_on(begun, now=now, say=progress_line)
    if refused:
        with click.open_file(str(refused), "w", encoding="utf-8-sig", atomic=True) as to:
            write_refused(done, to)
    click.echo(summary(done))
    ctx.exit(1 if done.rejected or done.trouble else 0)


def progress_line(taken: Any) -> None:
    """One line that is written over, where somebody looks on."""
    import sys

    if sys.stderr.isatty():
        of = f" of {taken.total:,}" if taken.total else ""
        end = "\n" if taken.total and taken.position >= taken.total else ""
        click.echo(f"\r{taken.position:,}{of} rows, {taken.rejected:,} refused{end}", err=True, nl=False)


@import_.command("house", short_help="A whole export, into an empty installation.")
@click.argument("file", type=click.Path(path_type=Path))
def import_house(file: Path) -> None:
    """The whole of an export, from FILE, into an empty installation.

    FILE is what `hearback export house` has written, by this version. People come without their passwords:
    `hearback token sign-in EMAIL` lets each of them in.
    """
    processes.start_django()
    from django.utils import timezone

    from hearback.exchange.returning import move_in

    if not file.is_file():
        raise Refused(f"There is nothing at {file}.")
    counts = move_in(file, now=timezone.now())
    click.echo(f"{plural(sum(counts.values()), 'row')} of {plural(len(counts), 'noun')} are here.")


@main.group()
def export() -> None:
    """Write out what is here, for another system or a spreadsheet."""


output_option = click.option(
    "--output", "-o", default="-", type=click.Path(dir_okay=False), help="A file; otherwise standard output."
)


def export_options(command: Any) -> Any:
    kinds = click.Choice(["csv", "json", "jsonl"])
    format_option = click.option(
        "--format",
        "kind",
        default="csv",
        show_default=True,
        type=kinds,
        help="Kind of file; jsonl is an object a line.",
    )
    return format_option(output_option(command))


@export.command("candidates")
@export_options
def export_candidates(kind: str, output: str) -> None:
    """Every candidate; as JSON with the whole résumé."""
    write_list("candidates", kind, output)


@export.command("applications")
@export_options
def export_applications(kind: str, output: str) -> None:
    """Every application: candidate, job, stage, state and dates."""
    write_list("applications", kind, output)


@export.command("jobs")
@export_options
def export_jobs(kind: str, output: str) -> None:
    """Every job with its facts."""
    write_list("jobs", kind, output)


def write_list(name: str, kind: str, output: str) -> None:
    processes.start_django()
    from hearback.exchange.leaving.lists import written

    lines = 0
    with click.open_file(output, "w", encoding="utf-8", atomic=output != "-") as to:
        for line in written(name, kind):
            to.write(line)
            lines += 1
    rows = lines - {"csv": 1, "json": 2, "jsonl": 0}[kind]  # a heading; the brackets of a list
    if output != "-":
        click.echo(f"{plural(rows, 'row')} {'is' if rows == 1 else 'are'} in {output}.", err=True)


@export.command("person", short_help="All that is kept of one candidate.")
@click.argument("candidate")
@output_option
def export_person(candidate: str, output: str) -> None:
    """All that is kept of one candidate, as JSON.

    CANDIDATE is their number or e-mail address. With -o NAME.zip their files come along.
    """
    processes.start_django()
    from django.utils import timezone

    from hearback.exchange.leaving.person import write_person
    from hearback.exchange.queries import candidate_named

    someone = candidate_named(candidate)
    with click.open_file(output, "wb", atomic=output != "-") as to:
        for piece in write_person(someone, packed=output.endswith(".zip"), by=None, now=timezone.now()):
            to.write(piece)
    if output != "-":
        click.echo(f"All of {someone.name} is in {output}.", err=True)


@export.command("house", short_help="The whole house, to keep or to move.")
@click.option("--attachments", is_flag=True, help="With the files of the candidates.")
@click.option("--output", "-o", required=True, type=click.Path(dir_okay=False), help="The .zip to write.")
def export_house(attachments: bool, output: str) -> None:
    """The whole house as one .zip: each noun as JSON and as CSV.

    `hearback import house` takes it in again, in an empty installation of this version.
    """
    processes.start_django()
    from django.utils import timezone

    from hearback.exchange.leaving.house import export_house

    with click.open_file(output, "wb", atomic=True) as to:
        for piece in export_house(attachments=attachments, by=None, now=timezone.now()):
            to.write(piece)
    click.echo(f"The house is in {output}.", err=True)


@main.group()
def token() -> None:
    """Make links and keys that let somebody in."""


@token.command("sign-in", short_help="A link that signs somebody in, once.")
@click.argument("email")
@click.option("--lost-second-factor", is_flag=True, help="Forget their passkeys, app and recovery codes first.")
def token_sign_in(email: str, lost_second_factor: bool) -> None:
    """A link that signs the person with this EMAIL in, once, within 30 minutes.

    For somebody who works here and has forgotten the password. Send it where only they can read it.
    """
    processes.start_django()
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone

    from hearback.messages.access import tell_of_change
    from hearback.people.factors import forget_factors
    from hearback.people.tokens import make_sign_in_token

    person, now = person_by(email), timezone.now()
    if lost_second_factor:
        forget_factors(person, by=None, now=now)
        tell_of_change(person, "factors_forgotten", now=now)
    click.echo(settings.BASE_URL + reverse("desk:token_sign_in", args=[make_sign_in_token(person, now=now)]))


def person_by(email: str | None) -> Any:
    """The person who works here under this address; None when none is given."""
    if email is None:
        return None
    from hearback.people.models import Person

    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise Refused(f"Nobody who works here has the e-mail address {email}.")
    return person


if __name__ == "__main__":
    main(prog_name="hearback")
