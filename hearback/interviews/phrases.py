"""What is usually said at the end of an interview, ready to be tapped."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """`kind` is a promise's kind; `channel` is empty where the candidate's own preference decides."""

    key: str
    kind: str
    words: str
    channel: str = ""


def phrases(next_stage: str, next_kind: str) -> list[Phrase]:
    """The usual next steps, the most usual first. `next_stage` is the public name of the stage that may follow."""
    if not next_stage:
        answer = "We tell you our decision"
    elif next_kind == "offer":
        answer = "We tell you whether we make you an offer"
    else:
        answer = f"We tell you whether we invite you to the next step: {next_stage}"
    usual = [Phrase("answer", "answer", answer)]
    if next_stage and next_kind != "offer":
        usual.append(Phrase("booking", "booking", f"We send you a date for the next step: {next_stage}"))
    usual.append(Phrase("pay", "other", "We call you to talk about pay and terms", "call"))
    return usual
