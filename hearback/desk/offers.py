"""Offer and hire: the same page as the four decisions, with what is offered on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from hearback.applications.models import Application
from hearback.decisions import offers
from hearback.decisions.models import Decision
from hearback.decisions.queries import offers_out
from hearback.desk.decisions import PAGES, decide, told
from hearback.desk.doors import desk_page
from hearback.desk.forms.decisions import HireForm
from hearback.desk.forms.offers import OfferForm
from hearback.people.models import Person
from hearback.people.queries import calendar_for
from hearback.words import pay


@require_http_methods(PAGES)
@desk_page
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    return decide(
        request,
        pk,
        outcome="offer",
        form_class=OfferForm,
        act=offers.offer,
        more=_range,
        done=lambda _, decision: f"The offer is made. {told(decision)}",
    )


def _range(application: Application, _person: Person, now: datetime, _sent: Any) -> dict[str, Any]:
    job = application.job
    return {
        "calendar": calendar_for(job.office, now=now),
        "range": pay(job.pay_low, job.pay_high, job.pay_currency, job.pay_period),
        "out": offers_out(job, besides=application),
        "standing": application.offers.filter(accepted_at=None, declined_at=None, withdrawn_at=None).first(),
    }


@require_http_methods(PAGES)
@desk_page
def hire(request: HttpRequest, pk: int) -> HttpResponse:
    return decide(
        request,
        pk,
        outcome="hire",
        form_class=HireForm,
        act=offers.hire,
        more=lambda application, *_: {"accepted": application.offers.filter(accepted_at__isnull=False).first()},
        done=_welcome,
    )


def _welcome(_request: HttpRequest, decision: Decision) -> str:
    return f"{decision.application.candidate.name} is hired. {told(decision)}"
