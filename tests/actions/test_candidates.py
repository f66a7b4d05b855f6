from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hearback.candidates.actions import add_candidate, attach_file, change_candidate, open_attachment
from hearback.candidates.models import Attachment
from hearback.candidates.queries import find_same
from hearback.record.models import Entry
from hearback.refusals import Refused

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"


def upload(content: bytes = PDF, name: str = "cv.pdf") -> ContentFile:
    return ContentFile(content, name=name)


def test_a_candidate_is_added_with_tidy_facts_and_the_record_says_who_did_it(cast, now):
    ida = add_candidate(
        name="  Ida   Holm ",
        email=" Ida@Mail.example ",
        links=[{"label": "", "url": "ida.example"}],
        resume={"basics": {"name": "Ida"}, "junk": 1},
        by=cast.hanna,
        now=now,
    )
    ida.refresh_from_db()
    assert (ida.name, ida.email, ida.created_at) == ("Ida Holm", "Ida@Mail.example", now)
    assert ida.links == [{"label": "ida.example", "url": "https://ida.example"}]
    assert ida.resume == {"basics": {"name": "Ida"}}
    entry = Entry.objects.get(verb="created", subject="candidate", subject_id=ida.pk)
    assert (entry.actor_kind, entry.actor_id, entry.at) == ("person", cast.hanna.pk, now)


def test_an_address_that_is_here_already_is_refused_whatever_its_letters(cast, now):
    with pytest.raises(Refused, match="here already") as refused:
        add_candidate(name="Another", email="LENA@mail.example", by=cast.hanna, now=now)
    assert refused.value.field == "email"


def test_somebody_who_could_not_be_answered_is_refused(cast, now):
    with pytest.raises(Refused, match="a way to answer"):
        add_candidate(name="Nobody", by=cast.hanna, now=now)
    with pytest.raises(Refused, match="phone number"):
        add_candidate(name="Ida", email="i@mail.example", channel="call", by=cast.hanna, now=now)
    with pytest.raises(Refused, match="not a time zone"):
        add_candidate(name="Ida", email="i@mail.example", time_zone="Mars/Olympus", by=cast.hanna, now=now)


def test_a_change_is_checked_like_a_new_candidate_and_touches_nothing_else(cast, now):
    changed = change_candidate(cast.lena, location="Hamburg", by=cast.hanna, now=now)
    assert (changed.location, changed.email) == ("Hamburg", "lena@mail.example")
    with pytest.raises(Refused, match="here already"):
        change_candidate(cast.lena, email="omar@mail.example", by=cast.hanna, now=now)
    with pytest.raises(Refused, match="web address"):
        change_candidate(cast.lena, links=[{"label": "x", "url": "javascript:x"}], by=cast.hanna, now=now)
    cast.lena.refresh_from_db()
    assert (cast.lena.email, cast.lena.links) == ("lena@mail.example", [])


def test_a_file_is_kept_under_what_it_is_and_never_under_its_name(cast, now):
    kept = attach_file(cast.lena, upload=upload(name="../../x/cv.pdf"), kind="resume", by=cast.hanna, now=now)
    assert (kept.name, kept.content_type, kept.size) == ("cv.pdf", "application/pdf", len(PDF))
    assert kept.file.name.startswith(f"candidates/{cast.lena.pk}/{kept.sha256}")
    with default_storage.open(kept.file.name) as file:
        assert file.read() == PDF
    assert Entry.objects.get(verb="attached", subject_id=kept.pk).details == {
        "candidate": cast.lena.pk,
        "kind": "resume",
    }


def test_the_same_file_twice_is_kept_once(cast, now):
    first = attach_file(cast.lena, upload=upload(), kind="resume", by=cast.lena, now=now)
    again = attach_file(cast.lena, upload=upload(name="other name.pdf"), kind="resume", by=cast.lena, now=now)
    assert first == again
    assert cast.lena.attachments.count() == 1
    attach_file(cast.omar, upload=upload(), kind="resume", by=cast.hanna, now=now)
    assert Attachment.objects.count() == 2


def test_a_refused_file_leaves_nothing_behind(cast, now, settings):
    with pytest.raises(Refused, match="says it is a PDF"):
        attach_file(cast.lena, upload=upload(b"words"), kind="resume", by=cast.hanna, now=now)
    with pytest.raises(Refused, match="what kind"):
        attach_file(cast.lena, upload=upload(), kind="spell", by=cast.hanna, now=now)
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(Refused, match="The most we can take"):
        attach_file(cast.lena, upload=upload(), kind="resume", by=cast.hanna, now=now)
    assert not Attachment.objects.exists()


def test_no_file_stays_without_its_row(cast, now, monkeypatch):
    folder = f"candidates/{cast.quinn.pk}"

    def files() -> set[str]:
        return set(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else set()

    before = files()  # rows of other tests are rolled back, their files are not

    def broken(*_args, **_kwargs):
        raise RuntimeError("the record can't be written")

    monkeypatch.setattr("hearback.candidates.actions.record", broken)
    with pytest.raises(RuntimeError):
        attach_file(cast.quinn, upload=upload(b"only once\n", "once.txt"), kind="other", by=cast.hanna, now=now)
    assert not Attachment.objects.exists()
    assert files() == before


def test_reading_a_file_stands_in_the_record(cast, now):
    kept = attach_file(cast.lena, upload=upload(), kind="resume", by=cast.lena, now=now)
    with open_attachment(kept, by=cast.ben, now=now) as file:
        assert file.read() == PDF
    assert Entry.objects.get(verb="read", subject="attachment", subject_id=kept.pk).actor_id == cast.ben.pk
    default_storage.delete(kept.file.name)
    with pytest.raises(Refused, match="no longer where it was kept"):
        open_attachment(kept, by=cast.ben, now=now)


def test_a_candidate_is_recognised_by_address_or_by_name_and_number(cast, now):
    assert find_same("Somebody Else", "LENA@MAIL.example", "") == cast.lena
    assert find_same("lena fischer", "", "0049 30-55500177") == cast.lena
    assert find_same("Lena Fischer", "other@mail.example", "+49 30 5550 0177") is None
    assert find_same("Lena Fischer", "", "") is None
    assert find_same("Lena Fischer", "", "+49 30 5550 9999") is None


def test_a_large_upload_from_disk_is_kept_like_a_small_one(cast, now, tmp_path):
    from django.core.files.base import File

    path = tmp_path / "cv.pdf"
    path.write_bytes(PDF + b"%" * 3_000_000 + b"\n%%EOF")
    with path.open("rb") as file:
        kept = attach_file(cast.lena, upload=File(file, name="cv.pdf"), kind="resume", by=cast.hanna, now=now)
    assert kept.size == path.stat().st_size
    assert (
        attach_file(
            cast.lena, upload=File(io.BytesIO(path.read_bytes()), name="b.pdf"), kind="resume", by=cast.hanna, now=now
        )
        == kept
    )
