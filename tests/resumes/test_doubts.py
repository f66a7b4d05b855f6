"""What does not look like what it is said to be is marked, with a sentence; what looks right is left alone."""

from __future__ import annotations

import re

import pytest

from hearback.candidates.reading.doubting import second_look
from hearback.candidates.reading.shapes import Source, Value

PLAIN = {
    "basics": {"name": "Ida Holm", "label": "Welder", "location": {"city": "Aarhus"}},
    "work": [
        {"name": "Harbour Works GmbH", "position": "Welder", "location": "Hamburg", "startDate": "2020-01"},
        {"name": "Boatyard Group", "position": "Apprentice", "startDate": "2017-01", "endDate": "2019-12"},
    ],
    "education": [{"institution": "Technical College Aarhus", "studyType": "Diploma", "area": "Metalwork"}],
    "languages": [{"language": "Danish", "fluency": "native"}],
    "skills": [{"name": "Tools", "keywords": ["TIG", "MIG"]}],
}


def looked_at(resume: dict, *paths: str) -> dict[str, str]:
    values = [Value("x", Source(1, 1, "x"), "", path) for path in paths]
    return {value.path: value.why for value in second_look(resume, values)}


def everything(resume: dict, path: str = "") -> list[str]:
    if isinstance(resume, dict):
        return [deep for name, part in resume.items() for deep in everything(part, f"{path}.{name}" if path else name)]
    if isinstance(resume, list):
        return [deep for place, part in enumerate(resume) for deep in everything(part, f"{path}[{place}]")]
    return [path]


def test_what_looks_right_is_left_alone():
    assert {path: why for path, why in looked_at(PLAIN, *everything(PLAIN)).items() if why} == {}


@pytest.mark.parametrize(
    ("kind", "entry", "field", "sentence"),
    [
        ("work", {"name": "Nursing Assistant", "position": "Sunrise Home"}, "name", "reads like a post"),
        ("work", {"name": "Position held", "position": "Welder"}, "name", "label of a form"),
        ("work", {"name": "09", "position": "Welder"}, "name", "It be|date or a number"),
        ("work", {"name": "and so on", "position": "Welder"}, "name", "middle of a sentence"),
        ("work", {"name": "Harbour Works GmbH", "position": "Kiel"}, "position", "reads like a place"),
        ("work", {"name": "Harbour Works GmbH", "summary": "Hamburg"}, "summary", "short for an account"),
        ("education", {"institution": "Industriemeister Metall"}, "institution", "this is a school"),
        ("education", {"institution": "Uni Ulm", "area": "BSc Physics"}, "area", "else than a subject"),
        ("languages", {"language": "Klingon"}, "language", "do not know this language"),
        ("skills", {"name": "German"}, "name", "This is a language"),
    ],
)
def test_what_looks_like_something_else_says_so(kind, entry, field, sentence):
    why = looked_at({kind: [entry]}, f"{kind}[0].{field}")[f"{kind}[0].{field}"]
    assert re.search(sentence, why), why


def test_what_the_others_have_and_one_has_not_is_a_reason_to_look():
    work = [*PLAIN["work"], {"name": "Boatyard Group", "startDate": "2015-01", "endDate": "2016-01"}]
    assert "missing here" in looked_at({"work": work}, "work[2].name")["work[2].name"]
    assert looked_at({"work": work}, "work[0].name")["work[0].name"] == ""


def test_a_doubt_that_is_there_already_stands():
    value = Value("x", Source(1, 1, "x"), "Because.", "languages[0].language")
    assert second_look({"languages": [{"language": "Klingon"}]}, [value])[0].why == "Because."
