"""A job's posting, with what the law of its place asks for, and its application form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from hearback.desk.doors import desk_page, me, notice
from hearback.desk.forms.jobs import filled
from hearback.desk.forms.postings import (
    AsksForm,
    PostingForm,
    QuestionRows,
    conditions_among,
    posting_initial,
    question_initial,
)
from hearback.desk.job_settings import own_job
from hearback.jobs.posting_rules import in_ontario, warnings
from hearback.jobs.postings import ASKED, set_application_form, set_posting
from hearback.jobs.public import posting_facts, preview_token
from hearback.refusals import Refused


@desk_page
def job_posting(request: HttpRequest, pk: int) -> HttpResponse:
    job = own_job(request, pk)
    form = PostingForm(request.POST or None, initial=posting_initial(job))
    if request.method == "POST" and form.is_valid():
        try:
            set_posting(job, **form.facts(), by=me(request), now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
            job.refresh_from_db()
        else:
            notice(request, "The posting is saved.")
            return redirect("desk:job_posting", pk)
    facts = {
        "job": job,
        "form": form,
        "preview": preview_token(job),
        "warnings": warnings(posting_facts(job)),
        "ontario": in_ontario(job.office.country, job.office.subdivision),
    }
    return render(request, "desk/jobs/posting.html", facts, status=422 if form.errors else 200)


@desk_page
def job_form(request: HttpRequest, pk: int) -> HttpResponse:
    job = own_job(request, pk)
    questions = list(job.form_questions.all())
    asks = AsksForm(request.POST or None, initial={name: getattr(job, name) for name in ASKED})
    rows = QuestionRows(
        request.POST or None,
        initial=[question_initial(question) for question in questions],
        form_kwargs={"conditions": conditions_among(questions)},
    )
    sentence = ""
    if request.method == "POST" and asks.is_valid() and rows.is_valid():
        try:
            set_application_form(
                job,
                asks=asks.cleaned_data,
                questions=[row.question() for row in in_order(rows)],
                by=me(request),
                now=timezone.now(),
            )
        except Refused as refused:
            sentence = str(refused)
        else:
            notice(request, "The application form is saved.")
            return redirect("desk:job_form", pk)
    wrong = bool(sentence) or (request.method == "POST" and bool(asks.errors or rows.total_error_count()))
    facts = {"job": job, "asks": asks, "rows": rows, "refusal": sentence}
    return render(request, "desk/jobs/form.html", facts, status=422 if wrong else 200)


def in_order(rows: QuestionRows) -> list:
    """The rows that stay, by the place written beside them; those without one at the end, as they stand."""
    kept = list(enumerate(filled(rows)))
    kept.sort(key=lambda row: (row[1].cleaned_data.get("ORDER") or 10_000, row[0]))
    return [row for _, row in kept]
