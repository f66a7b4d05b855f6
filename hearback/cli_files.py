"""The command line's import and export. As in `cli.py`, Django is loaded only when a command runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from hearback import processes
from hearback.refusals import Refused
from hearback.words import plural


@click.group("import")
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


@click.group()
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


def person_by(email: str | None) -> Any:
    """The person who works here under this address; None when none is given."""
    if email is None:
        return None
    from hearback.people.models import Person

    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise Refused(f"Nobody who works here has the e-mail address {email}.")
    return person
