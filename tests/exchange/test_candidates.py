from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from hearback.candidates.models import Candidate
from hearback.jobs.actions import pause_job
from hearback.record.models import Entry
from hearback.refusals import Refused
from tests.exchange.taking_in import refusals, take_in

SHARED = Path(__file__).parents[3] / "shared/data"
NEXT = {"words": "Our answer to your application", "told": "mail"}
PLAIN = "Name,E-Mail,Phone,City\nIda Holm,ida@mail.example,+45 5550 0101,Aarhus\nUwe Voss,uwe@mail.example,,Kiel\n"


@pytest.fixture
def take(cast, now, tmp_path):
    def take(content: bytes | str, name: str = "people.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return take_in(path, "candidates", by=cast.hanna, now=now)

    return take


def accepted(taken):
    """Whoever is new by this import."""
    new = Entry.objects.filter(verb="imported", subject="candidate", details__import=taken.pk).values("subject_id")
    return list(Candidate.objects.filter(pk__in=new).order_by("pk").values_list("name", "email", "phone"))


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-16-le"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        ("\n\n" + PLAIN).encode(),
        PLAIN.replace("Name,E-Mail,Phone,City", "full name , EMAIL ADDRESS,Téléphone ,Ville").encode(),
        PLAIN.replace("Name,E-Mail,Phone,City", '"Name","Mail","Tel.","Ort"').encode(),
    ],
)
def test_a_table_is_understood_however_it_was_saved(take, content):
    report = take(content)
    assert accepted(report) == [
        ("Ida Holm", "ida@mail.example", "+45 5550 0101"),
        ("Uwe Voss", "uwe@mail.example", ""),
    ]
    assert refusals(report) == []
    assert Candidate.objects.get(email="ida@mail.example").location == "Aarhus"
    assert Entry.objects.filter(verb="imported", subject="candidate").count() == 2


def test_old_western_text_keeps_its_letters(take):
    assert accepted(take("Vorname;Nachname;E-Mail\nJörg;Müßig;j@mail.example\n".encode("cp1252"))) == [
        ("Jörg Müßig", "j@mail.example", "")
    ]


def test_quoted_cells_hold_commas_quotes_and_lines_and_places_are_still_right(take):
    report = take(
        'name,email,headline\n"Holm, Ida",ida@mail.example,"Welder\nand ""more"""\n\nNo Address,,x\n'
        "Bad Address,anna@,x\n"
    )
    assert accepted(report) == [("Holm, Ida", "ida@mail.example", "")]
    assert Candidate.objects.get(email="ida@mail.example").headline == 'Welder\nand "more"'
    assert [(line, column) for line, column, _ in refusals(report)] == [(5, "email"), (6, "email")]
    assert "not an e-mail address" in refusals(report)[1][2]
    assert report.position == 3


def test_the_same_file_twice_adds_nothing_twice(take):
    content = PLAIN + "Ida Holm,IDA@mail.example,,\nMax Ohne,,0431 555 0199,Kiel\nmax ohne,,(0431) 5550199,Kiel\n"
    first = take(content)
    assert (first.position, first.new) == (5, 3)
    before = Candidate.objects.count()
    again = take(content)
    assert (again.position, again.new, again.accepted) == (5, 0, 5)
    assert Candidate.objects.count() == before


def test_whoever_is_here_already_is_left_as_they_are(take, cast):
    report = take("name,email,headline\nL. Fischer,Lena@mail.example,Something else\n")
    assert (report.accepted, report.new) == (1, 0)
    cast.lena.refresh_from_db()
    assert cast.lena.name == "Lena Fischer" and cast.lena.headline.startswith("Embedded")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        ("", "people.csv", "empty"),
        ("  \n ", "people.json", "empty"),
        ("a,b,c\n1,2,3\n", "people.csv", "has to name the columns.*It says: a, b, c"),
        ("name,city\nIda,Aarhus\n", "people.csv", "has to name the columns"),
        (b"\x7fELF" + b"\x01\0" * 90, "people.csv", "holds no text"),
        ("{oops", "people.json", "not JSON"),
        ("[" * 100_000, "people.json", "nested too deeply|not JSON"),
        ('{"jobTitle": "x"}', "people.json", "has to name the columns"),
        ("7", "people.json", "has to name the columns"),
    ],
)
def test_a_file_that_holds_no_candidates_is_one_row_refused_in_words(take, content, name, words):
    report = take(content, name)
    assert (report.accepted, report.rejected) == (0, 1)
    assert re.search(words, refusals(report)[0][2])
    assert report.rejections.get().file == name


def test_a_row_of_another_width_is_refused_and_the_others_go_on(take):
    report = take("name,email\nIda,ida@mail.example,extra\nUwe,uwe@mail.example,\nJo,jo@mail.example\n")
    assert [name for name, _, _ in accepted(report)] == ["Uwe", "Jo"]
    assert refusals(report)[0] == (2, "", "This row has 3 cells, the heading 2.")


def test_a_quotation_mark_never_closed_is_named(take):
    rest = "".join(f"Person {n},p{n}@mail.example\n" for n in range(150))
    report = take('name,email\nIda,ida@mail.example\n"Uwe,uwe@mail.example\n' + rest)
    assert report.new == 1
    assert refusals(report)[0] == (3, "", "A quotation mark is opened here and never closed.")


def test_a_formula_is_no_name_and_a_guarded_cell_is_read_as_it_was_written(take):
    report = take("name,email,phone\n=cmd|' /C calc'!A0,x@mail.example,\nIda,i@mail.example,'+45 5550 0101\n")
    assert accepted(report) == [("Ida", "i@mail.example", "+45 5550 0101")]
    assert "does not look like a name" in refusals(report)[0][2]


def test_links_and_channels_come_along_and_unsafe_links_do_not(take):
    report = take(
        "name,email,phone,LinkedIn,website,channel,time zone\n"
        "Ida,i@mail.example,+45 5550 0101,linkedin.example/ida,javascript:x,Phone call,Europe/Copenhagen\n"
        "Uwe,u@mail.example,,,,,Europe/Atlantis\n"
    )
    ida = Candidate.objects.get(email="i@mail.example")
    assert ida.links == [{"label": "LinkedIn", "url": "https://linkedin.example/ida"}]
    assert (ida.channel, ida.time_zone) == ("call", "Europe/Copenhagen")
    assert refusals(report)[0][1] == "time zone"


def test_json_resumes_come_one_in_a_list_or_one_a_line(take):
    people = [{"basics": {"name": f"P {n}", "email": f"p{n}@mail.example"}} for n in range(4)]
    assert take(json.dumps(people[0]), "one.json").new == 1
    assert take(json.dumps(people[:2], indent=1), "list.json").new == 1
    assert take("\n".join(map(json.dumps, people[:3])), "lines.jsonl").new == 1
    assert take("\n".join(map(json.dumps, people)), "lines.json").new == 1


def test_a_bad_resume_in_a_list_is_named_by_its_line_and_the_others_go_on(take):
    report = take(
        """[
  {"basics": {"name": "Ida", "email": "ida@mail.example"}},
  {"basics": {}},
  "nothing",
  {"basics": {"name": "Uwe", "email": "uwe at mail"}},

  {"basics": {"name": "Jo", "phone": "0431 555 0188"}},
  {"basics": {"name": "Cut
]""",
        "list.json",
    )
    assert [name for name, _, _ in accepted(report)] == ["Ida", "Jo"]
    assert [(line, column) for line, column, _ in refusals(report)] == [
        (3, "basics.name"),
        (4, "basics"),
        (5, "basics.email"),
        (8, "column 27"),
    ]
    assert report.position == 6


def test_a_folder_is_read_file_by_file(cast, now, tmp_path):
    (tmp_path / "a.csv").write_text(PLAIN)
    (tmp_path / "more").mkdir()
    (tmp_path / "more/b.json").write_text('{"basics": {"name": "Jo", "email": "jo@mail.example"}}')
    (tmp_path / "more/broken.json").write_text("{")
    (tmp_path / "notes.md").write_text("not looked at")
    report = take_in(tmp_path, "candidates", by=cast.hanna, now=now)
    assert (report.new, report.position) == (3, 4)
    assert str(report.rejections.get()) == "more/broken.json, line 1, column 2: This is not JSON from here on."


def test_nothing_there_is_said_at_once(cast, now, tmp_path):
    with pytest.raises(Refused, match="There is nothing at"):
        take_in(tmp_path / "gone.csv", "candidates", by=cast.hanna, now=now)
    assert "neither JSON nor CSV" in refusals(take_in(tmp_path, "candidates", by=cast.hanna, now=now))[0][2]


def test_into_a_job_everybody_is_owed_an_answer_and_twice_changes_nothing(cast, now, tmp_path, laws):
    path = tmp_path / "people.csv"
    path.write_text(PLAIN + "Lena,lena@mail.example,,\nBroken,anna@,,\n")
    report = take_in(path, "applications", job=cast.engineer.pk, by=cast.hanna, now=now, source="Fair", **NEXT)
    assert (report.accepted, report.new, report.rejected) == (3, 2, 1)
    ida = Candidate.objects.get(email="ida@mail.example").applications.get()
    assert (ida.job, ida.stage, ida.source) == (cast.engineer, cast.review, "Fair")
    assert ida.promises.get(ended_at=None).owner == cast.hanna
    assert cast.lena.applications.count() == 1
    laws()
    again = take_in(path, "applications", job=cast.engineer.pk, by=cast.hanna, now=now, source="Fair", **NEXT)
    assert again.new == 0
    assert ida.candidate.applications.count() == 1


def test_where_the_job_takes_nobody_no_candidate_is_left_over(cast, now, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(PLAIN)
    pause_job(cast.engineer, by=cast.hanna, now=now)
    cast.engineer.refresh_from_db()
    report = take_in(path, "applications", job=cast.engineer.pk, by=cast.hanna, now=now, **NEXT)
    assert (report.accepted, report.rejected) == (0, 2)
    assert "is not open for applications" in refusals(report)[0][2]
    assert not Candidate.objects.filter(email="ida@mail.example").exists()


@pytest.mark.skipif(not SHARED.exists(), reason="the real files are not on this machine")
@pytest.mark.parametrize(
    "folder", ["resumes", "torture/csv_spectrum", "torture/csv_injection/Intruder/csv-payload.txt", "ats"]
)
def test_real_files_are_taken_in_or_refused_row_by_row_and_never_break(cast, now, folder):
    report = take_in(SHARED / folder, "candidates", by=cast.hanna, now=now)
    assert report.position == report.accepted + report.rejections.count() > 0
    assert all(reason.endswith((".", "?")) for _, _, reason in refusals(report))
    if folder == "resumes":
        richard = Candidate.objects.get(email="richard.hendriks@mail.com")
        assert richard.headline == "Programmer" and richard.resume["work"][0]["name"] == "Pied Piper"
    assert take_in(SHARED / folder, "candidates", by=cast.hanna, now=now).new == 0
