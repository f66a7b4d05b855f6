"""Prints the layouts: python -m tests.resumes.printing FOLDER shown|kept-back|languages, each PDF with its truth beside it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.resumes.layouts import KEPT_BACK, KEPT_BACK_LANGUAGES, SHOWN, SHOWN_LANGUAGES
from tests.resumes.people import PEOPLE

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
SETS = {
    "shown": (SHOWN, SHOWN_LANGUAGES),
    "kept-back": (KEPT_BACK, (*KEPT_BACK_LANGUAGES, "en", "de")),
    "languages": (SHOWN, KEPT_BACK_LANGUAGES),
}


def print_layouts(folder: Path, layouts: dict, languages: Iterable[str], browser: str = "/usr/bin/chromium") -> None:
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=QUIET)
        page = chromium.new_page()
        for lang in languages:
            for name, layout in layouts.items():
                page.set_content(layout(PEOPLE[lang], lang))
                page.pdf(path=folder / f"{name}_{lang}.pdf", prefer_css_page_size=True, print_background=True)
                (folder / f"{name}_{lang}.json").write_text(json.dumps(PEOPLE[lang], ensure_ascii=False))
        chromium.close()


if __name__ == "__main__":
    print_layouts(Path(sys.argv[1]), *SETS[sys.argv[2]])
