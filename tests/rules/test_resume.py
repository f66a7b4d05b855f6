from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hearback.candidates.resume import clean_resume, iso_date, parse_resume, parse_resume_text, safe_url
from hearback.candidates.rules import check_email, check_links, check_name, check_phone, facts_from_resume, specifics
from hearback.refusals import Refused

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
REAL = Path(__file__).parents[3] / "shared/data/resumes/jsonresume_schema"
IDA = {
    "basics": {
        "name": "Ida Holm",
        "label": "Welder",
        "email": "ida@mail.example",
        "phone": "+45 5550 0101",
        "url": "idaholm.example",
        "location": {"city": "Aarhus", "countryCode": "DK"},
        "profiles": [{"network": "Forge", "username": "ida", "url": "https://forge.example/ida"}],
    },
    "work": [
        {
            "name": "Quay Works",
            "position": "Welder",
            "startDate": "2021-06",
            "highlights": ["Certified a team of four"],
        },
        {"company": "Old Yard", "position": "Apprentice", "startDate": "2016", "endDate": "2019"},
    ],
    "education": [{"institution": "Trade School", "studyType": "Diploma", "area": "Metal", "endDate": "2016-01-31"}],
    "skills": [{"name": "TIG", "level": "Master", "keywords": ["steel", "aluminium"]}],
    "languages": [{"language": "Danish", "fluency": "Native"}, {"language": "German"}],
    "projects": [{"name": "Bridge", "description": "A footbridge over the harbour"}],
    "certificates": [{"name": "EN ISO 9606", "issuer": "Weld Board", "date": "2022-03-01"}],
}


def test_what_is_valid_is_kept_and_earlier_names_are_understood():
    parsed = parse_resume(IDA)
    assert parsed.dropped == ()
    assert parsed.resume["work"][1]["name"] == "Old Yard"
    assert parsed.resume["basics"]["url"] == "https://idaholm.example"
    assert clean_resume(parsed.resume).resume == parsed.resume


def test_what_is_not_valid_is_named_and_the_rest_stays():
    parsed = parse_resume(
        {
            "basics": {"name": "Ida", "url": "javascript:alert(1)", "location": "Aarhus", "phone": 4512345678},
            "work": [{"name": "A", "startDate": "2020-13"}, "B", {"name": "C", "startDate": "2020", "endDate": "2019"}],
            "skills": {"name": "TIG"},
            "hobbies": ["unknown members are passed over"],
        }
    )
    assert parsed.resume == {
        "basics": {"name": "Ida", "phone": "4512345678"},
        "work": [{"name": "A"}, {"name": "C", "startDate": "2020"}],
    }
    assert [note.split(" ")[0] for note in parsed.dropped] == [
        "basics.url",
        "basics.location",
        "work[0].startDate",
        "work[1]",
        "work[2].endDate",
        "skills",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "one object"),
        (None, "one object"),
        ("text", "one object"),
        ({}, "names nobody"),
        ({"basics": []}, "names nobody"),
        ({"basics": {"name": "\x00 \u202e"}}, "names nobody"),
    ],
)
def test_what_is_no_resume_is_refused_in_words(data, words):
    with pytest.raises(Refused, match=words):
        parse_resume(data)


def test_text_that_is_not_json_is_refused_with_the_place():
    with pytest.raises(Refused, match="line 2, column 3"):
        parse_resume_text('{\n  name: "Ida"}')
    with pytest.raises(Refused, match="nested too deeply"):
        parse_resume_text("[" * 200_000)


def test_hostile_text_loses_what_cannot_be_seen_or_stored():
    parsed = parse_resume({"basics": {"name": "Ida\x00\u202e\ud800 Holm", "summary": "x" * 9_000}})
    assert parsed.resume["basics"]["name"] == "Ida Holm"
    assert len(parsed.resume["basics"]["summary"]) == 5_000
    assert json.dumps(parsed.resume).encode()
    many = clean_resume({"work": [{"name": "A"}] * 500})
    assert len(many.resume["work"]) == 100 and "work was cut after 100 entries" in many.dropped


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//elsewhere.example",
        "https://bank.example@evil.example/",
        "https://[::1",
        "https://a.example/ b",
        'https://a.example/"onload="x',
        "ftp://a.example",
        "mailto:nobody",
        "",
    ],
)
def test_an_address_that_is_not_safe_to_click_on_is_no_address(url):
    assert safe_url(url) is None


def test_safe_addresses_stay_and_bare_domains_get_their_scheme():
    assert safe_url(" https://a.example/b?c=1#d ") == "https://a.example/b?c=1#d"
    assert safe_url("www.a.example/ida") == "https://www.a.example/ida"
    assert safe_url("mailto:ida@mail.example") == "mailto:ida@mail.example"


@pytest.mark.parametrize("text", ["2014", "2014-06", "2014-06-29", "2024-02-29"])
def test_dates_may_stop_at_the_year_or_the_month(text):
    assert iso_date(text) == text


@pytest.mark.parametrize("text", ["2014-13", "2023-02-29", "14-06", "2014-6", "2014-06-29T00:00", "0999", ""])
def test_days_that_do_not_exist_are_no_dates(text):
    assert iso_date(text) is None


def test_the_specifics_give_an_interviewer_sentences_to_start_from():
    found = specifics(IDA, NOW)
    assert found.now_at == ("Welder at Quay Works since June 2021 (5 years 3 months)",)
    assert found.before == ("Apprentice at Old Yard, 2016 to 2019 (about 3 years)",)
    assert found.gaps == ("Nothing noted from January 2020 to May 2021 (1 year 5 months)",)
    assert found.education == ("Diploma in Metal, Trade School, 2016",)
    assert found.skills == ("TIG (Master): steel, aluminium",)
    assert found.languages == ("Danish (Native)", "German")
    assert found.projects == ("Project Bridge: A footbridge over the harbour",)
    assert found.certificates == ("EN ISO 9606 (Weld Board, 2022)",)
    assert found.links == (("Website", "https://idaholm.example"), ("Forge", "https://forge.example/ida"))
    assert found.lines[0].startswith("Welder at Quay Works")
    assert found.lines[-1] == "Certificates: EN ISO 9606 (Weld Board, 2022)"


def test_study_and_volunteering_fill_a_gap_and_short_breaks_are_none():
    kept = {
        "work": [
            {"name": "A", "startDate": "2018-01", "endDate": "2019-03"},
            {"name": "B", "startDate": "2019-06", "endDate": "2020-01"},
            {"name": "C", "startDate": "2022-01"},
        ],
        "education": [{"institution": "U", "startDate": "2020", "endDate": "2021"}],
    }
    assert specifics(kept, NOW).gaps == ()


@pytest.mark.parametrize("data", [{}, None, [], "x", {"work": 3}, {"work": [None, {"endDate": "2020"}]}, {"basics": 1}])
def test_specifics_take_whatever_there_is(data):
    assert isinstance(specifics(data, NOW).lines, list)


def test_a_resume_fills_the_candidates_own_fields():
    facts = facts_from_resume(parse_resume(IDA).resume)
    assert facts["name"] == "Ida Holm" and facts["location"] == "Aarhus, DK" and facts["headline"] == "Welder"
    assert [link["label"] for link in facts["links"]] == ["Website", "Forge"]


@pytest.mark.parametrize("name", ["", "  ", "123", "=cmd|' /C calc'!A0", "@SUM(1+9)", "x" * 301])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(Refused):
        check_name(name)


@pytest.mark.parametrize("name", ["Ng", "Müller-Lüdenscheid", "O'Neil", "田中 幸", "María José  de la Cruz"])
def test_names_of_all_kinds_are_names(name):
    assert check_name(name) == " ".join(name.split())


@pytest.mark.parametrize(
    "email", ["anna@", "@x.de", "a b@x.de", "a@b", "a@b..de", "a@x.de,b@x.de", "<a@x.de>", "x" * 250 + "@x.de"]
)
def test_what_is_no_address_is_refused(email):
    with pytest.raises(Refused, match="not an e-mail address"):
        check_email(email)


def test_phones_and_links_are_looked_at():
    assert check_phone(" +49 (30) 555-0142 ") == "+49 (30) 555-0142"
    with pytest.raises(Refused, match="not a phone number"):
        check_phone("call me")
    assert check_links([{"label": "", "url": "a.example/ida"}]) == [
        {"label": "a.example/ida", "url": "https://a.example/ida"}
    ]
    with pytest.raises(Refused, match="not a web address"):
        check_links([{"label": "x", "url": "javascript:x"}])


@pytest.mark.skipif(not REAL.exists(), reason="the real résumés are not on this machine")
def test_the_schemas_own_sample_and_each_of_its_valid_pieces_are_kept_whole():
    sample = json.loads((REAL / "sample.resume.json").read_text("utf-8"))
    parsed = parse_resume(sample)
    assert parsed.dropped == ()
    assert parsed.resume["work"] == sample["work"] and parsed.resume["projects"] == sample["projects"]
    for file in sorted((REAL / "test/__test__").glob("*.json")):
        for name, piece in json.loads(file.read_text("utf-8")).items():
            parsed = clean_resume(piece)
            if name.endswith("Valid") and file.stem != "meta" and "image" not in name:
                assert not parsed.dropped, (file.stem, name, parsed.dropped)
            assert isinstance(specifics(piece, NOW).lines, list)
