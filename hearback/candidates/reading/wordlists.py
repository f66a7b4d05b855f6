"""The words of `words.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))[name]
    return found


def parted_by_stops(text: str) -> list[str]:
    return [" ".join(words.split()) for words in text.split("·") if words.strip()]


def alternatives(patterns: str) -> str:
    """Patterns parted by bars and set in rows, as one pattern."""
    return "|".join(re.split(r"\s+\|\s+", patterns.strip()))
