"""The shape of the house, where import-linter cannot see it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from hearback.applications.rules import MOVES

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "hearback"
FACES = [HOUSE / face for face in ("desk", "portal", "careers", "journal", "api") if (HOUSE / face).exists()]
CODE = sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
MOST_LINES = 400


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def floors() -> dict[str, int]:
    """Each room and the floor it stands on, as pyproject.toml has them; higher floors have higher numbers."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {
        room.removeprefix("hearback."): floor
        for floor, layer in enumerate(reversed(layers))
        for room in re.findall(r"[\w.]+", layer)
    }


def test_foreign_keys_point_down_or_stay_in_their_room():
    floor = floors()
    upward = []
    for model in apps.get_app_config("hearback").get_models(include_auto_created=True):
        room = model.__module__.split(".")[1]
        for field in model._meta.get_fields():
            if not field.concrete or not field.is_relation or field.related_model is None:
                continue
            target = field.related_model.__module__.split(".")[1]
            if (
                target != room
                and field.related_model.__module__.startswith("hearback.")
                and floor[target] >= floor[room]
            ):
                upward.append(f"{model.__name__}.{field.name} points up, from {room} to {target}")
    assert not upward, "\n".join(upward)


WRITING = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "select_for_update",
    "raw",
    "execute",
}


def writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING:
            if "commit=False" in [ast.unparse(keyword) for keyword in node.keywords]:
                continue  # a form that fills a row in and leaves the writing to a verb
            if node.func.attr == "update" and node.args:
                continue  # a dictionary's; a query's takes names only
            yield node.lineno, f".{node.func.attr}()"
        elif isinstance(node, ast.ImportFrom) and node.module == "django.db":
            names = {alias.name for alias in node.names} & {"transaction", "connection", "connections"}
            yield from ((node.lineno, name) for name in sorted(names))


@pytest.mark.parametrize("face", FACES, ids=lambda path: path.name)
def test_a_face_never_writes_a_row(face: Path):
    found = [
        f"{where(path, line)} uses {what}; call a verb of {path.parent.name}'s rooms instead"
        for path in sorted(face.rglob("*.py"))
        for line, what in writes(ast.parse(path.read_text()))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("text", ["a.save()", "Row.objects.create(x=1)", "rows.filter(a=1).update(b=2)", "a.delete()"])
def test_the_search_for_writing_finds_it(text: str):
    assert list(writes(ast.parse(text)))


MAY_LOOK_AT_THE_CLOCK = {"tasks.py", "timetable.py", "cli.py", "cli_files.py", "processes.py"}
MAY_LOOK_AT_THE_CLOCK |= {"mailbox.py"}  # plays a mail server, which is handed a message and nothing else
CLOCKS = {
    ("timezone", "now"),
    ("timezone", "localtime"),
    ("timezone", "localdate"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}


def clocks(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            if (name, node.attr) in CLOCKS:
                yield node.lineno, f"{name}.{node.attr}"
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield node.lineno, node.arg


def test_only_faces_tasks_and_commands_look_at_the_clock():
    found = [
        f"{where(path, line)} looks at the clock ({what}); take now= from the caller"
        for path in CODE
        if not any(path.is_relative_to(face) for face in [*FACES, HOUSE / "demo"])
        if path.name not in MAY_LOOK_AT_THE_CLOCK
        for line, what in clocks(ast.parse(path.read_text()))
    ]
    assert not found, "\n".join(found)


def test_the_clock_is_always_asked_for_by_the_name_that_tests_can_hold():
    """`from django.utils import timezone`, then `timezone.now()`: the tests let that one stand still."""
    found = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module, "now") in {
                (node.module, alias.name) for alias in node.names
            }:
                found.append(f"{where(path, node.lineno)} imports now itself")
        found += [
            f"{where(path, line)} asks {what}"
            for line, what in clocks(ast.parse(path.read_text()))
            if what not in {"timezone.now", "timezone.localtime", "timezone.localdate"}
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("text", ["timezone.now()", "datetime.now(UTC)", "datetime.date.today()", "f(auto_now=True)"])
def test_the_search_for_clocks_finds_them(text: str):
    assert list(clocks(ast.parse(text)))


@pytest.mark.django_db
def test_postgresql_knows_the_same_moves_as_the_rule():
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, wanted FROM hearback_move")
        kept = set(cursor.fetchall())
    assert kept == {(state, wanted) for state, followers in MOVES.items() for wanted in followers}


def test_no_file_is_longer_than_a_sitting():
    files = [*CODE, *TEMPLATES, *ROOT.glob("tests/**/*.py")]
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}
    assert {path: lines for path, lines in long.items() if lines > MOST_LINES} == {}


INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script with a body": re.compile(r"<script\b(?![^>]*(\bsrc\s*=|type=\"application/ld\+json\"))", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "text that is not escaped": re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE),
}


def test_templates_carry_no_inline_style_or_script():
    """The content security policy would drop them in silence. Mail has no stylesheet and may."""
    found = [
        f"{path.relative_to(ROOT)} has {what}: {match.group()[:80]}"
        for path in TEMPLATES
        if "mail" not in path.relative_to(HOUSE / "templates").parts
        for what, pattern in INLINE.items()
        for match in pattern.finditer(path.read_text())
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        '<p style="x">',
        "<style>",
        "<script>alert(1)</script>",
        '<a onclick="x()">',
        '<a href="javascript:1">',
        "{{ a|safe }}",
    ],
)
def test_the_search_for_inline_things_finds_them(text: str):
    assert any(pattern.search(text) for pattern in INLINE.values())


def test_every_static_and_template_file_is_packaged():
    """An installation that is not a checkout has them too."""
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["hearback"]
    packaged = {path for pattern in patterns for path in HOUSE.glob(pattern) if path.is_file()}
    beside_code = {path for path in HOUSE.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    assert {str(path.relative_to(ROOT)) for path in beside_code - packaged} == set()


def test_every_folder_of_code_is_a_package():
    assert {str(path.parent.relative_to(ROOT)) for path in CODE if not (path.parent / "__init__.py").exists()} == set()
