"""Résumés in PDF: the samples beside the house where they are, and layouts printed by a browser."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.resumes import LIMIT, SAMPLES, Score, measure, overall, truth_beside
from hearback.candidates.reading import read_resume
from tests.resumes.layouts import KEPT_BACK, SHOWN
from tests.resumes.printing import HANDMADE, pages, print_pages, wanted

ROOT = Path(__file__).parents[2]
PDFS = sorted((ROOT / SAMPLES).glob("*.pdf"))


def scored(path: Path) -> tuple[Score, list[str]]:
    truth = truth_beside(path)
    assert truth is not None
    scores = measure(truth, read_resume(path.read_bytes(), limit=LIMIT).resume)
    return overall(scores), [miss for score in scores.values() for miss in score.misses]


@pytest.mark.skipif(not PDFS, reason="the samples are not here")
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_sample_is_read_in_every_field(path: Path):
    pytest.importorskip("yaml")
    whole, misses = scored(path)
    assert not misses
    assert whole.precision == whole.recall == pytest.approx(1)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    some = {name: one for name, one in {**wanted("unseen"), **wanted("last"), **wanted("third")}.items()
            if name.endswith(("_de", "_sv", "_it"))}  # fmt: skip
    layouts = {**pages({**SHOWN, **KEPT_BACK}, ("en", "tr")), **HANDMADE, **some}
    # In a thread of its own: the journeys' browser, where it is open, keeps this one's loop.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(print_pages, folder, layouts, browser=os.environ.get("HEARBACK_CHROMIUM")).result()
    return folder


@pytest.mark.browser
@pytest.mark.skipif(bool(os.environ.get("HEARBACK_NO_BROWSER")), reason="HEARBACK_NO_BROWSER is set")
def test_layouts_that_people_make_are_read(printed: Path):
    total, worst = Score(), []
    for path in sorted(printed.glob("*.pdf")):
        whole, misses = scored(path)
        total.add(whole)
        if (whole.recall or 0) < 0.93 or (whole.precision or 0) < 0.93:
            worst.append(f"{path.stem}: {'; '.join(misses)}")
    assert not worst
    assert (total.precision or 0) > 0.98
    assert (total.recall or 0) > 0.98


@pytest.mark.browser
@pytest.mark.skipif(bool(os.environ.get("HEARBACK_NO_BROWSER")), reason="HEARBACK_NO_BROWSER is set")
def test_a_line_of_the_margin_is_never_mixed_with_one_beside_it(printed: Path):
    reading = read_resume((printed / "sidebar_left_tr.pdf").read_bytes(), limit=LIMIT)
    lines = {value.source.text for value in reading.values}
    assert "Anadolu Yazılım, Ankara, Türkiye" in lines
    assert "Türkçe: ana dil" in lines
