"""Somebody is looked for, and found; nobody is found who may not be seen."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.applications.actions import write_note
from hearback.candidates.actions import add_candidate, change_candidate
from hearback.candidates.models import Candidate
from hearback.candidates.reading import Source
from hearback.candidates.tags import add_tag, rename_tag
from hearback.decisions.arrivals import apply
from hearback.finding.filling import index_waiting
from hearback.finding.pages import page_found
from hearback.finding.queries import candidates_found
from hearback.finding.rules import Filters
from hearback.finding.scope import scope_of
from hearback.finding.why import reasons

pytestmark = pytest.mark.django_db

NAMES = [
    *("José Álvarez", "Siobhán O’Brien", "Jürgen Müller", "Łukasz Wiśniewski", "أحمد الزهراني", "דוד לוי", "田中 由紀"),
    *("Ng", "X", "Anne-Marie Dubois", "Juan de la Cruz", "Olu" + "wa" * 140 + " Adé", "Bartholomew Featherstone"),
]


@pytest.fixture
def people(cast, now) -> dict[str, Candidate]:
    return {
        name: add_candidate(name=name, email=f"p{number}@mail.example", by=None, now=now)
        for number, name in enumerate(NAMES)
    }


def names(person, text: str, now, **filters) -> list[str]:
    """Whom a search finds, as the page has them, those spelled alike last."""
    found = page_found(person, Filters(text=text, **filters), now=now)
    rows = Candidate.objects.in_bulk([hit.pk for hit in (*found.hits, *found.alike)])
    return [rows[hit.pk].name for hit in (*found.hits, *found.alike)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("jose alvarez", "José Álvarez"),
        ("ÁLVAREZ josé", "José Álvarez"),
        ("obrien", "Siobhán O’Brien"),
        ("o'brien", "Siobhán O’Brien"),
        ("brien siob", "Siobhán O’Brien"),
        ("mueller", "Jürgen Müller"),
        ("Müller", "Jürgen Müller"),
        ("lukasz wisn", "Łukasz Wiśniewski"),
        ("احمد", "أحمد الزهراني"),
        ("לוי", "דוד לוי"),
        ("由紀", "田中 由紀"),
        ("田中由紀", "田中 由紀"),
        ("ng", "Ng"),
        ("x", "X"),
        ("annemarie", "Anne-Marie Dubois"),
        ("delacruz", "Juan de la Cruz"),
        ("Olu" + "wa" * 140, "Olu" + "wa" * 140 + " Adé"),
        ("olu", "Olu" + "wa" * 140 + " Adé"),
        ("fetherstone", "Bartholomew Featherstone"),
        ("Featherstoen bartolomew", "Bartholomew Featherstone"),
        ("alvraez", "José Álvarez"),
    ],
)
def test_a_name_is_found_however_it_is_typed(cast, people, now, typed, name):
    assert name in names(cast.hanna, typed, now)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_name_with_one_slip_is_found(cast, people, now, data):
    name = data.draw(st.sampled_from(["Alvarez", "Wisniewski", "Dubois", "Featherstone", "Haddad", "Tanaka"]))
    at = data.draw(st.integers(0, len(name) - 1))
    slip = data.draw(st.sampled_from(["more", "less", "other", "swapped"]))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    typed = {
        "more": name[:at] + letter + name[at:],
        "less": name[:at] + name[at + 1 :],
        "other": name[:at] + letter + name[at + 1 :],
        "swapped": name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    }[slip]
    folded = {"Alvarez": "José Álvarez", "Wisniewski": "Łukasz Wiśniewski", "Dubois": "Anne-Marie Dubois"}
    folded |= {"Featherstone": "Bartholomew Featherstone", "Haddad": "Omar Haddad", "Tanaka": "Yuki Tanaka"}
    assert folded[name] in names(cast.hanna, typed, now)


def test_the_exact_name_comes_before_a_longer_one_and_names_before_other_words(cast, now):
    for number, (name, headline) in enumerate([("Jan Holm", ""), ("Janina Berg", ""), ("Uwe Rust", "Likes Jan")]):
        add_candidate(name=name, headline=headline, email=f"j{number}@mail.example", by=None, now=now)
    assert names(cast.hanna, "jan", now) == ["Jan Holm", "Janina Berg", "Uwe Rust"]


def test_people_are_found_by_what_they_sent_and_what_is_noted(cast, now):
    resume = {
        "work": [{"name": "Bergquist Gießerei", "position": "Schmelzer", "highlights": ["Built a kiln for zirconia"]}],
        "skills": [{"name": "Languages", "keywords": ["C++", "Erlang"]}],
    }
    change_candidate(cast.sofia, resume=resume, by=None, now=now)
    write_note(cast.sofias, body="Asked about childcare in Hamilton.", by=cast.victor, now=now)
    for typed, where in {
        "sofia@mail.example": "E-mail",
        "sofia@mail": "E-mail",
        "giesserei": "Employer or skill",
        "bergquits": "Employer or skill",  # a slip
        "c++": "Employer or skill",
        "zirconia": "Résumé",
        "hamilton ontario": "Lives in",
        "childcare": "Note",
        "sofia childcare": "Note",
        "careers page sofia": "Source",
    }.items():
        found = page_found(cast.victor, Filters(text=typed), now=now)
        hits = [*found.hits, *found.alike]
        assert [hit.pk for hit in hits] == [cast.sofia.pk], typed
        lines = reasons(hits, typed, scope_of(cast.victor))[cast.sofia.pk]
        assert where in [line.where for line in lines], typed
        assert all("<mark>" in line.text for line in lines)


def test_the_words_of_a_file_are_found_once_it_is_read_and_no_more_once_set_aside(cast, now, monkeypatch):
    from django.core.files.base import ContentFile

    from hearback.candidates import readings
    from hearback.candidates.actions import attach_file
    from hearback.candidates.reading import Reading as Read

    said = Read({"work": [{"name": "Quarzwerk", "position": "Miner"}]}, (), (), (Source(1, 9, "Ambidextrous"),), 1)
    monkeypatch.setattr(readings, "read_apart", lambda data, limit: said)
    cv = attach_file(cast.lena, upload=ContentFile(b"%PDF-1.7\n%%EOF\n", "cv.pdf"), kind="resume", by=None, now=now)
    assert names(cast.hanna, "quarzwerk", now) == []
    reading = readings.read(readings.ask_to_read(cv, now=now).pk, now=now)
    for typed in ("quarzwerk", "ambidextrous lena"):
        assert names(cast.hanna, typed, now) == ["Lena Fischer"]
        hits = page_found(cast.hanna, Filters(text=typed), now=now).hits
        assert [line.where for line in reasons(hits, typed, scope_of(cast.hanna))[cast.lena.pk]] == ["In cv.pdf"]
    readings.set_aside(reading, by=cast.hanna, now=now)
    assert names(cast.hanna, "quarzwerk", now) == []


def test_a_phone_number_is_found_by_any_part_of_it_however_it_is_written(cast, now):
    for typed in ("+49 30 5550 0142", "030 55500142", "(030) 5550-0142", "55500142", "00142"):
        assert names(cast.hanna, typed, now) == ["Omar Haddad"], typed
    assert names(cast.hanna, "99999", now) == []


def test_why_is_told_in_marked_words_that_are_escaped(cast, now):
    change_candidate(cast.omar, headline="<b>Motor</b> & control", by=None, now=now)
    resume = {"basics": {"summary": "Once <script>alert(1)</script> was a watchdog. " * 20}}
    change_candidate(cast.omar, resume=resume, by=None, now=now)
    found = page_found(cast.hanna, Filters(text="omar watchdog"), now=now)
    (line,) = reasons(found.hits, "omar watchdog", scope_of(cast.hanna))[cast.omar.pk]
    assert "<script>" not in line.text and "&lt;script&gt;" in line.text
    assert "<mark>watchdog</mark>" in line.text and len(line.text) < 400


def test_a_tag_is_a_word_and_its_new_name_is_found_after_the_tick(cast, now):
    tag = add_tag(cast.omar, name="Night shifts", by=cast.hanna, now=now)
    assert names(cast.hanna, "night shift", now) == ["Omar Haddad"]
    rename_tag(tag, name="Works late", by=cast.alice, now=now)
    index_waiting(now=now)
    assert names(cast.hanna, "works late", now) == ["Omar Haddad"]
    assert names(cast.hanna, "night", now) == []


def test_what_is_no_longer_true_is_no_longer_found(cast, now):
    change_candidate(cast.omar, name="Omar Khoury", resume={}, by=None, now=now)
    assert names(cast.hanna, "khoury", now) == ["Omar Khoury"] and names(cast.hanna, "haddad", now) == []


# --- what must never be found. The words stand where they could be.

SECRETS = ("Zinfandel", "Quixotic", "Marzipan", "Obelisk", "Tiramisu")


@pytest.fixture
def secrets(cast, now) -> None:
    """Words about Quinn, who applies in confidence, and about Lena, who does so as well."""
    resume = {"work": [{"name": SECRETS[0], "position": "Lead"}], "basics": {"summary": SECRETS[1]}}
    change_candidate(cast.quinn, resume=resume, headline=SECRETS[2], by=None, now=now)
    add_tag(cast.quinn, name=SECRETS[3], by=cast.alice, now=now)
    write_note(cast.quinns, body=SECRETS[4], by=cast.marta, now=now)
    hers = apply(candidate=cast.lena, job=cast.secret, now=now, source="Headhunter Pomegranate")
    write_note(hers, body="Palimpsest", by=cast.marta, now=now)


@pytest.mark.parametrize("word", ["Quinn", "quinn@mail", "Qinn", "zinfnadel", *SECRETS, *(s[:-1] for s in SECRETS)])
def test_a_confidential_candidate_is_found_by_the_team_and_by_nobody_else(cast, secrets, now, word):
    assert names(cast.marta, word, now) == ["Quinn Marsh"]
    for person in (cast.hanna, cast.ruth, cast.victor, cast.ben, cast.stan):
        assert names(person, word, now) == []
        assert not candidates_found(person, Filters(text=word), now=now).exists()


def test_a_note_on_a_confidential_application_finds_nobody_for_others(cast, secrets, now):
    assert names(cast.marta, "palimpsest", now) == ["Lena Fischer"]
    assert names(cast.hanna, "lena", now) == ["Lena Fischer"]
    assert names(cast.hanna, "palimpsest", now) == [] == names(cast.hanna, "lena palimpsest", now)
    assert not candidates_found(cast.hanna, Filters(text="palimpsest"), now=now).exists()


def test_an_application_out_of_sight_counts_for_no_filter(cast, secrets, now):
    job, source = Filters(job=cast.secret.pk), Filters(source="headhunter pomegranate")
    stage = Filters(stage=cast.secret.stages.first().pk)
    for filters in (job, stage, source):
        assert not candidates_found(cast.hanna, filters, now=now).exists()
        assert page_found(cast.hanna, filters, now=now).hits == []
        assert cast.lena in candidates_found(cast.marta, filters, now=now)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_out_of_sight_is_ever_found(cast, secrets, now, data):
    """Whatever is asked, by whomever: only those whom the candidates' own page would show."""
    from hearback.applications.queries import candidates_visible_to

    people = (cast.hanna, cast.ruth, cast.marta, cast.victor, cast.ben, cast.ingrid, cast.stan, cast.alice)
    person = data.draw(st.sampled_from(people))
    text = data.draw(st.sampled_from(["", "quinn", "q", "firmware", "e", "mail", "lena", "palimpsest", *SECRETS]))
    filters = Filters(
        text=text,
        job=data.draw(st.sampled_from([None, cast.engineer.pk, cast.secret.pk])),
        state=data.draw(st.sampled_from(["", "live", "none", "ended"])),
        owner=data.draw(st.sampled_from([None, cast.marta.pk, cast.hanna.pk])),
        sort=data.draw(st.sampled_from(["", "name", "newest", "due"])),
    )
    allowed = set(candidates_visible_to(person).values_list("pk", flat=True))
    found = page_found(person, filters, now=now)
    on_page = {hit.pk for hit in found.hits}
    every = set(candidates_found(person, filters, now=now).values_list("pk", flat=True))
    assert on_page | {hit.pk for hit in found.alike} <= allowed and every <= allowed
    if filters.sort != "due":
        assert on_page == every  # one page holds them all, and says the same as "all that match"
