"""Wording with places to fill in, and when a message may still change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from hearback.refusals import Refused

# What a template may fill in, with the words the settings page explains it by.
PLACES: dict[str, str] = {
    "first_name": "the candidate's first name",
    "name": "the candidate's whole name",
    "job": "the job's title",
    "employer": "your company's name",
    "stage": "the stage's public name",
    "stage_text": "the stage's public text",
    "next_step": "what happens next",
    "date": "the promised date, in the candidate's time zone",
    "who": "who owes the next step",
    "how": "the channel of the next step",
    "when": "when the interview is, in the candidate's time zone",
    "people": "whom the candidate will meet",
    "place": "where the interview is",
    "length": "how long the interview takes",
    "preparation": "what to know beforehand",
    "checklist": "what is asked for, one line each",
    "until": "until when the pause lasts",
    "reason": "the reason given",
    "pay": "the pay offered",
    "starts_on": "the first day",
    "terms": "the other terms of the offer",
    "question": "what the candidate asked",
    "answer": "the answer",
    "words": "your own words",
}
# Where Hearback answers, in what colleagues are written: it becomes the present address when the mail goes out.
ADDRESS = "{address}"
_PLACE = re.compile(r"\{([a-z_]+)\}")
# Nothing but places, or a label and places: "By when: {date}", "From: {who}, {how}".
_LABELLED = re.compile(r"([^.{}]{1,40}: )?\{[a-z_]+\}(,? \{[a-z_]+\})*")
TWICE = timedelta(minutes=5)
_RETRY_MINUTES = (1, 5, 15, 60, 240)


def check_wording(text: str) -> str:
    """Refuse a template with a place that nothing fills."""
    for place in _PLACE.findall(text):
        if place not in PLACES:
            raise Refused(f"{{{place}}} is not something a message can fill in.", field="body")
    return text


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Fill every {place}; a line that held nothing else, or only a label before it, goes with its empty places."""
    lines = []
    for line in text.split("\n"):
        places = _PLACE.findall(line)
        nothing = places and not any(facts.get(place, "").strip() for place in places)
        if nothing and _LABELLED.fullmatch(line.strip()):
            continue
        lines.append(_PLACE.sub(lambda match: facts.get(match.group(1), ""), line).rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def check_words(subject: str, body: str) -> None:
    if not subject.strip():
        raise Refused("The message has no subject.", field="subject")
    if "\n" in subject or "\r" in subject:
        raise Refused("A subject is one line.", field="subject")
    if not body.strip():
        raise Refused("The message says nothing yet.", field="body")


def check_can_change(sent_at: datetime | None, cancelled_at: datetime | None) -> None:
    if sent_at:
        raise Refused("This message has been sent. Write another if something needs putting right.")
    if cancelled_at:
        raise Refused("This message was called back and won't be sent.")


def check_not_said_twice(said: bool) -> None:
    """A form sent twice, by an impatient finger or a reload, speaks once."""
    if said:
        raise Refused("You have sent exactly this a moment ago. It went once.")


def check_can_call_back(*, purpose: str, tells_of_promise: bool) -> None:
    """A message that carries a decision or a date belongs to it: taken back alone, it would leave silence."""
    if purpose in {"decision", "request", "invitation"}:
        raise Refused("This message carries a decision or a booking. Undo or change that instead of the message.")
    if tells_of_promise:
        raise Refused("The candidate sees the date in this message on their page. Edit the words instead.")


def check_call_waits(*, call: bool, pending: bool, send_at: datetime, now: datetime) -> None:
    if not call or not pending:
        raise Refused("There is no call to make here.")
    if send_at > now:
        raise Refused("This call is not to be made yet: the decision may still be undone.")


def check_can_write_instead(*, call: bool, pending: bool, email: str) -> None:
    if not call or not pending:
        raise Refused("There is no call here that a letter could replace.")
    if not email:
        raise Refused("They have left no e-mail address. Try again by phone.")


def retry_at(attempts: int, now: datetime) -> datetime:
    """When to try again after so many failures: soon at first, then every four hours for as long as it takes."""
    return now + timedelta(minutes=_RETRY_MINUTES[min(attempts, len(_RETRY_MINUTES)) - 1])
