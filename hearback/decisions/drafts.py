"""What the candidate reads of each decision before anybody has edited it. The page shows it, and a decision made
without a text of its own sends it: the two can never differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from hearback.applications.models import Application
from hearback.decisions.models import Hold, RejectionReason
from hearback.jobs.models import Stage
from hearback.messages.queries import draft
from hearback.people.models import Person
from hearback.promises.models import Promise
from hearback.promises.queries import as_told
from hearback.words import day, pay

Draft = tuple[str, str]  # subject and body

NEWS_WORDS = "News about your application, even if nothing has changed"


def whole_day(that: date) -> str:
    """With its year: what lies far ahead must not be taken for the year before."""
    return f"{day(that)} {that.year}"


def usual_next_words(stage: Stage) -> str:
    """What usually comes next for somebody who has just reached this stage."""
    return {
        Stage.Kind.REVIEW: f"Our answer after {your(stage)}",
        Stage.Kind.ASSESSMENT: f"All you need for {your(stage)}",
        Stage.Kind.OFFER: "We get in touch about our offer",
    }.get(Stage.Kind(stage.kind), f"A date for {your(stage)}")


def your(stage: Stage) -> str:
    """The stage within a sentence to the candidate: your first interview, but your CTO talk."""
    name = stage.public_name
    return f"your {name[0].lower()}{name[1:]}" if name[1:2].islower() or name[1:2] == " " else f"your {name}"


def of_advance(
    application: Application, *, to_stage: Stage, next_words: str, due_at: datetime, owner: Person, words: str = ""
) -> Draft:
    return draft(
        "advance" if to_stage.job_id == application.job_id else "transfer",
        application,
        job=to_stage.job.title,
        stage=to_stage.public_name,
        stage_text=to_stage.public_text,
        words=words,
        **as_told(next_words, due_at, owner, Promise.Channel.EMAIL, application),
    )


def of_ask(
    application: Application, *, items: Sequence[tuple[str, str]], due_at: datetime, by: Person, words: str = ""
) -> Draft:
    facts = as_told("", due_at, by, Promise.Channel.PORTAL, application)
    return draft("ask", application, checklist=checklist(text for _, text in items), words=words, **facts)


def checklist(texts: Iterable[str]) -> str:
    return "\n".join(f"– {text.strip()}" for text in texts)


def of_hold(application: Application, *, until: date, news_due: datetime, by: Person, words: str = "") -> Draft:
    facts = as_told(NEWS_WORDS, news_due, by, Promise.Channel.EMAIL, application)
    return draft("hold", application, until=whole_day(until), words=words.strip(), **facts)


def of_news(pause: Hold, *, words: str, due_at: datetime, by: Person) -> Draft:
    facts = as_told(NEWS_WORDS, due_at, by, Promise.Channel.EMAIL, pause.application)
    return draft("hold_news", pause.application, words=words.strip(), until=whole_day(pause.until), **facts)


def of_reject(application: Application, *, reason: RejectionReason, words: str = "") -> Draft:
    return draft(reason.template_key, application, words=words)


def of_offer(
    application: Application,
    *,
    amount: Decimal,
    currency: str,
    period: str,
    starts_on: date,
    expires_at: datetime,
    by: Person,
    terms: str = "",
    words: str = "",
) -> Draft:
    return draft(
        "offer",
        application,
        pay=pay(amount, None, currency, period),
        starts_on=whole_day(starts_on),
        terms=terms.strip(),
        words=words,
        **as_told("", expires_at, by, Promise.Channel.PORTAL, application),
    )


def of_hire(application: Application, *, words: str = "") -> Draft:
    accepted = application.offers.filter(accepted_at__isnull=False).first()
    return draft("hired", application, starts_on=whole_day(accepted.starts_on) if accepted else "", words=words)
