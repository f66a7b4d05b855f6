"""Internal words never reach the candidate. What could leak is put everywhere first, then every page is read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.applications.actions import write_note
from hearback.decisions.arrivals import apply
from hearback.decisions.models import Decision, RejectionReason
from hearback.interviews.models import Rating, Scorecard
from hearback.messages.actions import queue
from hearback.promises.clockwork import nudge_due
from hearback.promises.models import Promise
from hearback.promises.questions import ask_question, reply
from tests import deciding
from tests.deciding import fresh

pytestmark = pytest.mark.django_db

SECRET = "zebra"  # in every internal word below, and in nothing a candidate is told


@pytest.fixture
def full_house(cast, now):
    """Yuki's application, with a secret everywhere a secret can stand."""
    yuki, later = cast.yukis, now + timedelta(minutes=1)
    yuki.job.stages.update(name="Zebra stage")
    reason = RejectionReason.objects.create(name="Zebra reason", template_key="reject_interviewed")
    write_note(yuki, body="A zebra note.", by=cast.marta, now=now)
    seat = cast.yukis_interview.seats.get(person=cast.ben)
    card = Scorecard.objects.create(
        seat=seat, recommendation=1, summary="A zebra summary.", left_open="A zebra left open.", saved_at=now
    )
    attribute = cast.engineer.attributes.first()
    Rating.objects.create(scorecard=card, attribute=attribute, score=1, evidence="Zebra evidence.")
    Scorecard.objects.filter(pk=card.pk).update(submitted_at=now)
    cast.first_interview.guide = [{"question": "A zebra question?", "listen_for": "Zebra.", "attribute": ""}]
    cast.first_interview.save()
    asked = ask_question(yuki, text="Is there news?", now=now)
    nudge_due(now=asked.due_at + timedelta(days=1))
    reply(asked, text="A zebra reply, not yet sent.", by=cast.ben, now=now)
    queue(to=yuki.candidate, application=yuki, purpose="news", subject="Zebra", body="Zebra.", by=None, now=now)
    Promise.objects.create(
        application=yuki,
        kind="answer",
        words="A zebra promise",
        owner=cast.stan,
        made_at=now,
        due_at=later,
        shown_to_candidate=False,
    )
    twin = apply(candidate=cast.omar, job=cast.sales, now=now, cover_letter="Zebra letter")
    twin.candidate.headline = "Zebra headline"
    twin.candidate.save()
    yuki.source = "Zebra source"
    yuki.save(update_fields=["source"])
    rejection = deciding.reject(
        cast, yuki, reason=reason, note="A zebra note on the decision.", words="Zebra words.", by=cast.ingrid, now=later
    )
    decisions = Decision.objects.filter(application=yuki).exclude(pk=rejection.pk)
    decisions.update(note="An older zebra note.")
    return yuki, rejection


def every_page(application):
    yield "/my/"
    yield f"/my/applications/{application.pk}/"
    yield f"/my/applications/{application.pk}/question"
    for about in (
        "late",
        "why",
        "request",
        "again",
        f"interview-{application.interviews.get().pk}",
        "zebra",
        "interview-x",
    ):
        yield f"/my/applications/{application.pk}/question?about={about}"
    yield f"/my/applications/{application.pk}/withdrawal"
    yield "/my/details"


OTHERS = ("Omar", "Lena", "Fischer", "Rossi", "Quinn", "Account Manager", "Head of Firmware", "Ingrid", "Stan Petrov")
INTERNAL = ("Scorecard", "Definitely not", "Craft", "reject", "Reject", "undo")


def test_no_internal_word_reaches_the_candidate_before_the_answer(full_house, come_in):
    application, _ = full_house
    client = come_in(application.candidate)
    for path in every_page(application):
        page = client.get(path, follow=True).content.decode()
        for word in (SECRET, SECRET.title(), *OTHERS, *INTERNAL):
            assert word not in page, f"{path} says {word}"
        assert "Yuki" in page or "withdrawal" in path or "question" in path


def test_nor_after_it(full_house, come_in, cast, now):
    from hearback.messages.actions import mark_called

    application, rejection = full_house
    mark_called(rejection.message, by=cast.marta, now=now + timedelta(hours=1))
    client = come_in(application.candidate)
    for path in every_page(application):
        page = client.get(path, follow=True).content.decode()
        told = page.replace("Zebra words.", "").replace("Ingrid Castellanos", "")  # what was told, and who signed it
        for word in (SECRET, SECRET.title(), *OTHERS, *INTERNAL):
            assert word not in told, f"{path} says {word}"


def test_the_page_before_an_unsaid_no_is_the_page_without_one(cast, come_in, now):
    client = come_in(cast.omar)

    def pages():
        paths = (f"/my/applications/{cast.omars.pk}/", f"/my/applications/{cast.omars.pk}/question", "/my/details")
        return [_without_tokens(client.get(path).content.decode()) for path in paths]

    before = pages()
    deciding.reject(cast, cast.omars, now=now)
    assert pages() == before


def test_withdrawing_before_an_unsaid_no_goes_as_ever(cast, come_in, now):
    client = come_in(cast.omar)
    rejection = deciding.reject(cast, cast.omars, words="Zebra words.", now=now)
    response = client.post(f"/my/applications/{cast.omars.pk}/withdrawal", {"words": ""}, follow=True)
    assert "You have withdrawn your application" in response.content.decode()
    rejection.message.refresh_from_db()
    assert rejection.message.cancelled_at == now
    deciding.minute(now + timedelta(days=1))
    assert "Zebra" not in client.get(f"/my/applications/{cast.omars.pk}/").content.decode()


def test_answering_before_an_unsaid_no_goes_as_ever(cast, come_in, now):
    client = come_in(cast.omar)
    deciding.post(deciding.ask(cast, cast.omars, items=[("text", "A reference")], now=now).message, now=now)
    item = fresh(cast.omars).requests.get().items.get()
    deciding.reject(cast, cast.omars, now=now)
    page = client.get(f"/my/applications/{cast.omars.pk}/").content.decode()
    assert f'action="/my/items/{item.pk}"' in page
    response = client.post(f"/my/items/{item.pk}", {"answer": "Ask Kai Ng."}, follow=True)
    assert "Ask Kai Ng." in response.content.decode()
    assert "Thank you, it has arrived." in response.content.decode()


def test_an_unsaid_offer_is_no_page(cast, come_in, now):
    offer = deciding.offer(cast, cast.omars, now=now)
    client = come_in(cast.omar)
    for path in (f"/my/offers/{offer.pk}", f"/my/offers/{offer.pk}/acceptance", f"/my/offers/{offer.pk}/refusal"):
        assert client.get(path).status_code == 404
        assert client.post(path, {}).status_code in {404, 405}
    assert "70,000" not in client.get(f"/my/applications/{cast.omars.pk}/").content.decode()


def test_an_unsaid_request_is_no_page(cast, come_in, now):
    deciding.ask(cast, cast.omars, items=[("text", "A zebra")], now=now)
    item = fresh(cast.omars).requests.get().items.get()
    client = come_in(cast.omar)
    assert client.get(f"/my/items/{item.pk}").status_code == 404
    assert client.post(f"/my/items/{item.pk}", {"answer": "x"}).status_code == 404
    assert "zebra" not in client.get(f"/my/applications/{cast.omars.pk}/").content.decode()


def _without_tokens(page: str) -> str:
    import re

    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page)
