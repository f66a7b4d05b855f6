"""A filled-in application form, judged as a whole: everything that stands in the way at once, each beside its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from hearback.candidates import rules
from hearback.candidates.resume import clean_resume, iso_date, plain
from hearback.jobs.form_rules import Asked, read_answer, shown
from hearback.refusals import Refused

Typed = Mapping[str, str]
POSTS = 3  # of the résumé's posts, so many are shown to be confirmed
POST_FIELDS = {"position": "position", "name": "name", "start": "startDate", "end": "endDate"}
LONGEST_LETTER = 20_000
_MISSING = {
    "name": "Write your name.",
    "email": "Write your e-mail address: our answer goes there.",
    "phone": "Write a phone number.",
    "links": "Give at least one link.",
    "cover_letter": "Write a few lines to us.",
    "resume": "Add your résumé.",
}


class Unfinished(Refused):
    """What stands in the way of sending it: `sentences` by the field they belong to."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        super().__init__("Not everything is there yet.")
        self.sentences = dict(sentences)


@dataclass(frozen=True)
class Filled:
    name: str
    email: str
    phone: str
    links: list[dict[str, str]]
    cover_letter: str
    answers: list[tuple[Asked, str]]
    resume: dict[str, Any]


@dataclass
class _Reading:
    sentences: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, read: Callable[[], Any], otherwise: Any = "") -> Any:
        try:
            return read()
        except Refused as refused:
            self.sentences.setdefault(refused.field if refused.field.startswith("w") else name, str(refused))
            return otherwise


def read_form(
    *,
    asks: Mapping[str, str],
    questions: Sequence[Asked],
    typed: Typed,
    has_resume: bool,
    resume_read: Mapping[str, Any],
) -> Filled:
    """`asks` is by "resume", "cover_letter", "links" and "phone". Raises Unfinished with all that is amiss."""
    reading = _Reading()
    needed = {"name", "email"} | {name for name, asked in asks.items() if asked == "required"}
    for name in sorted(needed - {"resume"}):
        if not plain(typed.get(name, "")):
            reading.sentences[name] = _MISSING[name]
    if "resume" in needed and not has_resume:
        reading.sentences["resume"] = _MISSING["resume"]
    wanted = {
        name: typed.get(name, "") if asks.get(name, "optional") != "no" else "" for name in (*asks, "name", "email")
    }
    name = reading.take("name", lambda: rules.check_name(wanted["name"]))
    email = reading.take("email", lambda: rules.check_email(wanted["email"]))
    phone = reading.take("phone", lambda: rules.check_phone(wanted.get("phone", "")))
    links = reading.take("links", lambda: rules.check_links(_links(wanted.get("links", ""))), [])
    letter = reading.take("cover_letter", lambda: _letter(wanted.get("cover_letter", "")))
    answers = _answers(questions, typed, reading)
    work = reading.take("w0_position", lambda: read_posts(resume_read, typed), [])
    if reading.sentences:
        raise Unfinished(reading.sentences)
    return Filled(name, email, phone, links, letter, answers, _confirmed(resume_read, name, email, phone, work))


def _links(text: str) -> list[dict[str, str]]:
    return [{"url": line.strip()} for line in text.splitlines() if line.strip()]


def _letter(text: str) -> str:
    if len(text) > LONGEST_LETTER:
        raise Refused(f"That is longer than we can take: please keep to {LONGEST_LETTER:,} characters.")
    return plain(text, LONGEST_LETTER)


def _answers(questions: Sequence[Asked], typed: Typed, reading: _Reading) -> list[tuple[Asked, str]]:
    given = {question.id: typed.get(f"q{question.id}", "").strip() for question in questions}
    read = [
        (question, reading.take(f"q{question.id}", lambda question=question: read_answer(question, given[question.id])))
        for question in shown(questions, given)
    ]
    return [(question, answer) for question, answer in read if answer]


def posts_shown(resume: Mapping[str, Any]) -> list[dict[str, str]]:
    """The last posts as the form shows them, to be confirmed or put right."""
    return [
        {name: str(post.get(key, "")) for name, key in POST_FIELDS.items()} for post in resume.get("work", [])[:POSTS]
    ]


def with_reading(typed: Typed, resume: Mapping[str, Any]) -> dict[str, str]:
    """What was typed, with what a résumé says in the fields that are still empty, and its last posts."""
    filled = {name: text for name, text in typed.items() if not name.startswith("w")}
    said = rules.facts_from_resume(resume)
    for name, check in (("name", rules.check_name), ("email", rules.check_email), ("phone", rules.check_phone)):
        with suppress(Refused):
            if said[name] and not filled.get(name, "").strip():
                filled[name] = check(said[name])
    if not filled.get("links", "").strip():
        filled["links"] = "\n".join(link["url"] for link in said["links"])
    for place, post in enumerate(posts_shown(resume)):
        filled |= {f"w{place}_{name}": text for name, text in post.items()}
    return filled


def read_posts(resume: Mapping[str, Any], typed: Typed) -> list[dict[str, Any]]:
    """The posts as confirmed; one without a position and an employer has been taken out."""
    kept = []
    for place, post in enumerate(resume.get("work", [])):
        if place < POSTS and f"w{place}_position" in typed:
            post = {**post, **_corrected(place, typed)}
        if post.get("position") or post.get("name"):
            kept.append(post)
    return kept


def _corrected(place: int, typed: Typed) -> dict[str, str]:
    said = {key: plain(typed.get(f"w{place}_{name}", ""), 500) for name, key in POST_FIELDS.items()}
    for name, key in (("start", "startDate"), ("end", "endDate")):
        if said[key] and iso_date(said[key]) is None:
            raise Refused("Write a month as 2024-06, or a year.", field=f"w{place}_{name}")
    if said["endDate"] and said["endDate"] < said["startDate"][: len(said["endDate"])]:
        raise Refused("This lies before the start.", field=f"w{place}_end")
    return said


def _confirmed(
    resume: Mapping[str, Any], name: str, email: str, phone: str, work: list[dict[str, Any]]
) -> dict[str, Any]:
    """The résumé with what the person says themselves in it."""
    if not resume:
        return {}
    said = {"name": name, "email": email, **({"phone": phone} if phone else {})}
    return clean_resume({**resume, "basics": {**resume.get("basics", {}), **said}, "work": work}).resume
