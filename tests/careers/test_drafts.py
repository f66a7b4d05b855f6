"""What is typed is kept: from one minute to the next, from one device to another, and for two weeks at most."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from hearback.applications.drafts import forget_old
from hearback.applications.models import Draft
from tests.careers.conftest import NORA, applications_of, page, pdf
from tests.reading import fields

pytestmark = pytest.mark.django_db


def save(client, job, **typed):
    """As the page does while somebody types."""
    return client.post(f"/careers/{job.pk}/application/draft", typed, headers={"HX-Request": "true"})


def test_it_is_saved_while_it_is_typed_and_there_on_coming_back(job, client):
    answer = save(client, job, name="Nora")
    assert "Saved at 05:00 (Toronto time)" in page_part(answer)
    save(client, job, name="Nora Ek", revision=1)
    assert Draft.objects.get().typed == {"name": "Nora Ek"}
    assert fields(client.get(f"/careers/{job.pk}/application"))["name"] == "Nora Ek"


def page_part(answer):
    return " ".join(answer.content.decode().split())


def test_the_key_is_kept_by_the_browser_alone(job, client):
    answer = save(client, job, name="Nora")
    cookie = answer.cookies[f"draft_{job.pk}"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/careers/", True, "Lax")
    assert len(cookie.value) >= 32
    assert cookie.value not in str(Draft.objects.values())


def test_save_and_go_on_later_on_another_device(job, client, fill_in):
    answer = fill_in(job, act="save", name="Nora Ek", email="not yet")
    assert answer.status_code == 302
    later = client.get(answer.headers["Location"]).content.decode()
    address = later.split("http://localhost:8000")[1].split('"')[0]
    telephone = Client()
    opened = telephone.get(address, follow=True)
    assert fields(opened)["name"] == "Nora Ek"
    assert fill_in(job, by=telephone, email="nora.ek@mail.example").status_code == 302
    assert len(applications_of("nora.ek@mail.example")) == 1


def test_a_stranger_without_the_key_sees_nothing(job, client):
    save(client, job, name="Nora Ek")
    assert "Nora" not in Client().get(f"/careers/{job.pk}/application").content.decode()
    somebody = Client()
    somebody.cookies[f"draft_{job.pk}"] = "guessed"
    assert "Nora" not in somebody.get(f"/careers/{job.pk}/application").content.decode()


def test_the_key_of_one_job_opens_no_other(cast, job, client):
    key = save(client, job, name="Nora Ek").cookies[f"draft_{job.pk}"].value
    client.cookies[f"draft_{cast.engineer.pk}"] = key
    assert "Nora" not in client.get(f"/careers/{cast.engineer.pk}/application").content.decode()


def test_two_windows_on_one_draft_never_overwrite_each_other_unseen(job, client, fill_in):
    save(client, job, name="Nora")
    save(client, job, name="Nora from the telephone", revision=1)
    behind = save(client, job, name="Nora from the desk", revision=1)
    assert behind.status_code == 409
    assert "changed in another window" in page_part(behind)
    assert Draft.objects.get().typed["name"] == "Nora from the telephone"
    sent = fill_in(job, name="Nora from the desk", email="nora@mail.example", revision=1)
    assert sent.status_code == 409
    text = sent.content.decode()
    assert 'value="Nora from the desk"' in text  # nothing typed is lost
    assert fill_in(job, **{**fields(sent), "act": "send"}).status_code == 302
    assert applications_of("nora@mail.example")[0].candidate.name == "Nora from the desk"


def test_saying_the_same_from_two_windows_is_no_quarrel(job, client):
    save(client, job, name="Nora")
    save(client, job, name="Nora Ek", revision=1)
    assert save(client, job, name="Nora Ek", revision=1).status_code == 200


def test_it_can_be_thrown_away(job, client, fill_in):
    fill_in(job, act="save", name="Nora", resume=pdf())
    kept = Draft.objects.get().resume_file.name
    assert default_storage.exists(kept)
    answer = fill_in(job, act="throw_away")
    assert answer.headers["Location"] == f"/careers/{job.pk}-account-manager/"
    assert not Draft.objects.exists()
    assert "Nora" not in client.get(f"/careers/{job.pk}/application").content.decode()


def test_after_two_weeks_it_is_gone_with_its_file(job, client, fill_in, clock, django_capture_on_commit_callbacks):
    fill_in(job, act="save", name="Nora", resume=pdf())
    kept = Draft.objects.get().resume_file.name
    clock.move(days=15)
    assert "Nora" not in client.get(f"/careers/{job.pk}/application").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old(now=clock.now) == 1
    assert not default_storage.exists(kept)


def test_nothing_of_it_stays_once_it_is_sent(job, fill_in, now, django_capture_on_commit_callbacks):
    fill_in(job, act="save", name="Nora", resume=pdf())
    kept = Draft.objects.get().resume_file.name
    with django_capture_on_commit_callbacks(execute=True):
        fill_in(job, **NORA)
    draft = Draft.objects.get()
    assert (draft.typed, draft.resume_read, draft.resume_name, bool(draft.resume_file)) == ({}, {}, "", False)
    assert not default_storage.exists(kept)
    assert draft.expires_at > now + timedelta(days=13)  # the receipt can be read for as long


def test_a_draft_holds_no_more_than_a_form_does(job, client):
    save(client, job, name="N" * 40_000, unknown="x", q1="y")
    assert {name: len(text) for name, text in Draft.objects.get().typed.items()} == {"name": 25_000}


def test_zero_bytes_are_passed_over(job, client):
    assert save(client, job, name="No\x00ra Ek").status_code == 200
    assert Draft.objects.get().typed["name"] == "Nora Ek"


def test_far_too_much_is_refused_without_a_traceback(job, client):
    answer = client.post(f"/careers/{job.pk}/application", {"cover_letter": "x" * 6_000_000})
    assert answer.status_code == 400
    assert "did not arrive whole" in page(answer)
