"""Résumés that nobody here wrote: brought in, attached, interviewed about, offered to and hired, or told no."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from hearback.candidates.actions import attach_file
from hearback.candidates.models import Candidate
from hearback.candidates.rules import specifics
from hearback.decisions import offers
from hearback.decisions.arrivals import apply
from hearback.interviews.actions import close_interview
from hearback.interviews.models import Seat
from hearback.interviews.rules import NextStep
from hearback.interviews.scorecards import focus_of, save_scorecard
from hearback.promises.queries import open_promises
from hearback.timetable import tick_at
from tests import deciding
from tests.exchange.taking_in import take_in
from tests.meeting import book, on

pytestmark = pytest.mark.django_db

RESUMES = Path(__file__).parents[3] / "shared" / "data" / "resumes"
SAMPLES = sorted(RESUMES.glob("*/sample.resume.json"))
PDFS = sorted(RESUMES.glob("rendercv/examples/*.pdf"))


def interviewed(cast, application, now):
    """Booked, held, both scorecards in, closed with a promise; returns the moment after it."""
    interview = book(cast, now, application)
    tick_at(now)
    after = interview.ends_at + timedelta(minutes=5)
    for seat in Seat.objects.filter(interview=interview).select_related("person", "interview__template"):
        save_scorecard(
            seat,
            ratings={attribute.pk: (3, "Told us how it was done, step by step.") for attribute in focus_of(seat)},
            recommendation=3,
            summary="We would like to go on.",
            left_open="Notice period.",
            asked=[],
            by=seat.person,
            now=after,
            submit=True,
        )
    step = NextStep("answer", "Hanna tells you whether we go on", after + timedelta(days=3), cast.hanna.pk, "email")
    close_interview(interview, by=cast.ben, next_steps=[step], now=after)
    tick_at(after)
    return after


@pytest.mark.skipif(not SAMPLES, reason="the samples are not here")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_from_a_json_resume_to_the_first_day(cast, now, path):
    assert take_in(path, "candidates", by=cast.hanna, now=now).accepted == 1
    candidate = Candidate.objects.latest("pk")
    assert specifics(candidate.resume, now).lines
    application = apply(candidate=candidate, job=cast.engineer, by=cast.hanna, now=now)
    deciding.advance(cast, application, to_stage=cast.first_round, now=now)
    tick_at(now)
    after = interviewed(cast, application, now)
    offered = deciding.offer(cast, application, now=after)
    tick_at(after)
    offers.accept(offered, now=after + timedelta(days=1))
    tick_at(after + timedelta(days=1))
    hired = deciding.fresh(application)
    offers.hire(hired, revision=hired.revision, by=cast.marta, now=after + timedelta(days=2))
    tick_at(after + timedelta(days=2))
    connection.check_constraints()
    assert deciding.fresh(application).state == "hired"
    assert not open_promises(application).exists()
    assert not application.promises.exclude(late_at=None).exists()


@pytest.mark.skipif(not PDFS, reason="the samples are not here")
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_from_a_pdf_to_a_kept_no(cast, now, path):
    upload = SimpleUploadedFile(path.name, path.read_bytes(), "application/pdf")
    kept = attach_file(cast.omar, upload=upload, kind="resume", by=cast.omar, now=now)
    assert (kept.content_type, kept.size) == ("application/pdf", path.stat().st_size)
    deciding.advance(cast, cast.omars, to_stage=cast.first_round, now=now)
    tick_at(now)
    after = interviewed(cast, cast.omars, now)
    deciding.reject(cast, cast.omars, now=after + timedelta(hours=1), delay=timedelta(0))
    tick_at(on(after, 1, 10))
    connection.check_constraints()
    assert deciding.fresh(cast.omars).state == "rejected"
    assert not open_promises(cast.omars).exists()
    assert not cast.omars.promises.exclude(late_at=None).exists()
