"""What bin/demo and bin/test do before anything else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def packages(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", (ROOT / lock).read_text(), re.MULTILINE))


def names(needs: list[str]) -> set[str]:
    return {re.match(r"[a-z0-9.-]+", need)[0].replace(".", "-") for need in needs}


def test_the_test_lock_holds_everything_of_the_other():
    """bin/demo relies on it: where the tests are set up, nothing is missing."""
    assert packages("requirements.lock").items() <= packages("requirements-test.lock").items()


def test_the_locks_hold_every_dependency_by_hash_and_name_no_host():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = names(project["dependencies"])
    needed_for_tests = names(project["optional-dependencies"]["test"])
    assert needed <= packages("requirements.lock").keys()
    assert needed | needed_for_tests <= packages("requirements-test.lock").keys()
    for lock in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / lock).read_text()
        assert "://" not in text
        # Some packages stand there twice, with a version for each Python.
        assert set(re.findall(r"^([a-z0-9-]+)==.*(?=\\\n +--hash)", text, re.MULTILINE)) == packages(lock).keys()


COMMANDS = ["bin/demo", "bin/test", "bin/dev", ".ci/run"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_a_program_that_any_shell_can_read(command: str):
    assert os.access(ROOT / command, os.X_OK)
    subprocess.run(["sh", "-n", ROOT / command], check=True)


def bare_machine(folder: Path, **programs: str) -> dict[str, object]:
    """A checkout on a machine that has a few small tools, the given programs, and nothing else."""
    shutil.copytree(ROOT / "bin", folder / "checkout" / "bin")
    (folder / "path").mkdir()
    for tool in ("sh", "dirname", "cat", "cmp", "id", "date"):
        (folder / "path" / tool).symlink_to(shutil.which(tool))
    for name, body in programs.items():
        (folder / "path" / name).write_text(f"#!/bin/sh\n{body}\n")
        (folder / "path" / name).chmod(0o755)
    return {"cwd": folder / "checkout", "env": {"PATH": str(folder / "path")}, "capture_output": True, "text": True}


@pytest.mark.parametrize("command", ["bin/demo", "bin/test"])
def test_a_machine_without_python_is_told_so_in_a_sentence(command: str, tmp_path: Path):
    result = subprocess.run(["sh", command], **bare_machine(tmp_path), check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("Hearback needs Python 3.11 or newer, and none was found.")


def test_a_python_that_is_too_old_does_not_count(tmp_path: Path):
    result = subprocess.run(["sh", "bin/demo"], **bare_machine(tmp_path, python3="exit 1"), check=False)
    assert "none was found" in result.stderr


def test_a_python_without_venv_is_told_what_to_install(tmp_path: Path):
    python = 'case "$2" in *ensurepip*) exit 1;; *print*) echo 3.12;; esac'
    result = subprocess.run(["sh", "bin/demo"], **bare_machine(tmp_path, python3=python), check=False)
    assert result.returncode == 1
    assert "apt install python3.12-venv" in result.stderr
