"""Résumés in Word, as people set them: each person in each language, in three layouts."""

from __future__ import annotations

from io import BytesIO

import pytest

from bench.resumes import measure, overall
from hearback.candidates.reading import read_resume
from hearback.candidates.resume import parse_resume
from hearback.refusals import Refused
from tests.resumes.people import PEOPLE
from tests.resumes.word_layouts import WORD_LAYOUTS, with_styles

LIMIT = 20 * 1024 * 1024


@pytest.mark.parametrize("lang", PEOPLE)
@pytest.mark.parametrize("layout", WORD_LAYOUTS)
def test_a_word_resume_is_read_in_every_field(layout: str, lang: str):
    truth = {**PEOPLE[lang], "basics": {**PEOPLE[lang]["basics"], "profiles": []}}
    reading = read_resume(WORD_LAYOUTS[layout](PEOPLE[lang], lang), limit=LIMIT)
    reading.resume["basics"]["profiles"] = []
    scores = measure(truth, reading.resume)
    misses = [miss for score in scores.values() for miss in score.misses]
    assert not misses
    assert overall(scores).recall == pytest.approx(1)


def test_each_value_names_the_line_it_came_from():
    reading = read_resume(with_styles(PEOPLE["de"], "de"), limit=LIMIT)
    found = {value.path: value for value in reading.values}
    assert found["work[0].name"].text == "Elbwerk Software GmbH"
    assert found["work[0].name"].source.text == "Elbwerk Software GmbH, Dresden"
    assert found["work[0].startDate"].source.text == "Softwareentwickler  September 2019 – heute"
    assert found["work[0].startDate"].source.line == found["work[0].name"].source.line - 1
    assert all(value.source.page == 1 and value.source.line > 0 for value in reading.values)


def test_what_is_read_is_json_resume_that_the_house_takes():
    reading = read_resume(with_styles(PEOPLE["tr"], "tr"), limit=LIMIT)
    parsed = parse_resume(reading.resume)
    assert parsed.resume == reading.resume
    assert not parsed.dropped


def test_a_name_that_only_its_place_gives_away_is_unsure():
    from docx import Document

    document, kept = Document(), BytesIO()
    for text in ("Amara Okafor", "amara@example.org", "I have drawn icons for councils and hospitals for nine years."):
        document.add_paragraph(text)
    document.save(kept)
    reading = read_resume(kept.getvalue(), limit=LIMIT)
    name = next(value for value in reading.values if value.path == "basics.name")
    assert name.text == "Amara Okafor"
    assert not name.sure
    assert name.why == "Nothing but its place says that this is the name."
    assert "no headings we know" in reading.notices[0]


def test_a_broken_word_file_is_refused_in_words():
    with pytest.raises(Refused, match="damaged"):
        read_resume(b"PK\x03\x04" + b"\x00" * 200, limit=LIMIT)
