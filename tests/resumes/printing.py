"""Prints the layouts, each PDF with its truth beside it.

python -m tests.resumes.printing FOLDER shown|kept-back|languages|fresh|handmade|unseen|last|third
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.resumes.fresh import BARE_SKILLS, FRESH, with_bare_skills
from tests.resumes.handmade import HANDMADE
from tests.resumes.last import LAST
from tests.resumes.layouts import KEPT_BACK, KEPT_BACK_LANGUAGES, SHOWN, SHOWN_LANGUAGES
from tests.resumes.newcomers import NEWCOMERS
from tests.resumes.people import PEOPLE
from tests.resumes.third import THIRD, THIRD_LAYOUTS
from tests.resumes.third import as_printed as third_as_printed
from tests.resumes.unseen import UNSEEN, as_printed

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
SETS = {
    "shown": (SHOWN, SHOWN_LANGUAGES),
    "kept-back": (KEPT_BACK, (*KEPT_BACK_LANGUAGES, "en", "de")),
    "languages": (SHOWN, KEPT_BACK_LANGUAGES),
    "fresh": (FRESH, tuple(PEOPLE)),
}


def pages(layouts: dict, languages: Iterable[str]) -> dict[str, tuple[str, dict]]:
    return {
        f"{name}_{lang}": (
            layout(PEOPLE[lang], lang),
            with_bare_skills(PEOPLE[lang]) if name in BARE_SKILLS else PEOPLE[lang],
        )
        for lang in languages
        for name, layout in layouts.items()
    }


def newcomers(layouts: dict, people: dict = NEWCOMERS, truth: Callable = as_printed) -> dict[str, tuple[str, dict]]:
    return {
        f"{name}_{lang}": (layout(person, lang), truth(name, person))
        for lang, person in people.items()
        for name, layout in layouts.items()
    }


def wanted(chosen: str) -> dict[str, tuple[str, dict]]:
    if chosen == "third":
        return newcomers(THIRD_LAYOUTS, THIRD, third_as_printed)
    others = {"unseen": UNSEEN, "last": LAST}
    return HANDMADE if chosen == "handmade" else newcomers(others[chosen]) if chosen in others else pages(*SETS[chosen])


def print_pages(folder: Path, wanted: dict[str, tuple[str, dict]], browser: str = "/usr/bin/chromium") -> None:
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=QUIET)
        page = chromium.new_page()
        for name, (html, truth) in wanted.items():
            page.set_content(html)
            page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True, print_background=True)
            (folder / f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False))
        chromium.close()


if __name__ == "__main__":
    print_pages(Path(sys.argv[1]), wanted(sys.argv[2]))
