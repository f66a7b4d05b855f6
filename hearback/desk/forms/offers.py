"""The offer: what is offered beside the letter that offers it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from hearback.decisions import drafts
from hearback.desk.forms.common import day_field, time_field, words_field
from hearback.desk.forms.drafting import DecisionForm, moment_values
from hearback.jobs.models import Job
from hearback.promises.queries import usual_due_at

ANSWER_DAYS = 5  # working days to think an offer over


class OfferForm(DecisionForm):
    """`around.more`: the office's calendar."""

    pay = forms.DecimalField(
        label="Pay",
        max_digits=12,
        decimal_places=2,
        error_messages={"required": "Say what you offer to pay.", "invalid": "Write the pay as a number."},
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01", "min": "0"}),
    )
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label="Currency",
        error_messages={"required": "Name the currency.", "invalid": "Write three letters, such as EUR."},
        widget=forms.TextInput(attrs={"size": "4", "maxlength": "3"}),
    )
    period = forms.ChoiceField(label="For", choices=Job.PayPeriod.choices)
    starts_on = day_field("First day")
    expires_day = day_field("Answer until")
    expires_time = time_field()
    terms = words_field(
        "Other terms", required=False, rows=3, help_text="Leave, hours, where the work is done. The candidate reads it."
    )

    def start(self) -> dict[str, str]:
        job, now = self.around.application.job, self.around.now
        expires = usual_due_at(self.around.application, now=now, days=ANSWER_DAYS)
        return {
            "currency": job.pay_currency or "EUR",
            "period": job.pay_period,
            "starts_on": self.first_day().isoformat(),
            **moment_values("expires", expires, self.around.zone),
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        self.expires_at = self.clean_moment("expires", self.around.zone)
        return said

    def beyond(self, amount: Decimal | None) -> str:
        """A hint, not a refusal: the amount lies outside the job’s range."""
        job = self.around.application.job
        if amount is None:
            return ""
        if job.pay_high is not None and amount > job.pay_high:
            return "This is more than the job’s range."
        if job.pay_low is not None and amount < job.pay_low:
            return "This is less than the job’s range."
        return ""

    def expires(self) -> datetime:
        usual = usual_due_at(self.around.application, now=self.around.now, days=ANSWER_DAYS)
        return getattr(self, "expires_at", None) or usual

    def wording(self, chosen: dict[str, Any]) -> tuple[str, str]:
        return drafts.of_offer(
            self.around.application,
            amount=chosen.get("pay") or Decimal(0),
            currency=(chosen.get("currency") or "").upper(),
            period=chosen.get("period") or Job.PayPeriod.YEAR,
            starts_on=chosen.get("starts_on") or self.first_day(),
            expires_at=self.expires(),
            by=self.around.by,
            terms=chosen.get("terms") or "",
        )

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **super().said(),
            "amount": given["pay"],
            "currency": given["currency"].upper(),
            "period": given["period"],
            "starts_on": given["starts_on"],
            "expires_at": self.expires_at,
            "terms": given["terms"],
        }

    def first_day(self) -> date:
        """The first working day of the month after next: time to give notice."""
        next_month = (self.around.now.date().replace(day=1) + timedelta(days=32)).replace(day=1)
        first: date = self.around.more["calendar"].first_working_day((next_month + timedelta(days=32)).replace(day=1))
        return first
