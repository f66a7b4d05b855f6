"""The command line. Every command loads Django only when it runs, so that help is there at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from hearback import __version__, processes
from hearback.cli_files import export, import_, person_by
from hearback.refusals import Refused


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


main.add_command(import_)
main.add_command(export)


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


if __name__ == "__main__":
    main(prog_name="hearback")
